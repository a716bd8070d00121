"""The view of a text that the rules for entities work on (the registry matches on it too)."""

from pipeline.registry.tokens import TokenView, fold, phrase

__all__ = ["TokenView", "fold", "phrase"]
