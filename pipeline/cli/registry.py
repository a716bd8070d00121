"""``constancia registry``: look up and extend the registries."""

from __future__ import annotations

import typer


def add(app: typer.Typer) -> None:
    """Add the commands (they come with ``pipeline.registry.edit``)."""
    del app
