"""Linking: which entity of the registry, or which new one, each mention is."""

from pipeline.linking.link import link

__all__ = ["link"]
