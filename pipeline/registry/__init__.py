"""Registries of bodies and places: entries, the compiled index, the gazetteer."""
