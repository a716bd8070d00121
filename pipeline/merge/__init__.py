"""Merging facts of many releases into certification events."""
