"""Entities by registry and grammar; the rules need no spaCy and no trained model."""

from pipeline.entities.find import find
from pipeline.entities.tokens import Token, TokenView

__all__ = ["Token", "TokenView", "find"]
