"""Entities by registry and grammar; the rules need no spaCy and no trained model."""

from pipeline.entities.find import find
from pipeline.entities.tokens import TokenView

__all__ = ["TokenView", "find"]
