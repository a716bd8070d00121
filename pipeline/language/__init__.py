"""Which language a text is in, and each of its sections."""

from pipeline.language.detect import LanguageGuess, detect, fast_model
from pipeline.language.sections import detect_sections

__all__ = ["LanguageGuess", "detect", "detect_sections", "fast_model"]
