"""``constancia train``: fit the models from gold."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.evaluation.gold import GoldRelease
    from pipeline.training.examples import Example

_EXAMPLES = """
Examples:

  constancia train relations

  constancia train linking

  constancia train confidence

  constancia train names --gold seeds --out models

  constancia train all
"""


class Part(StrEnum):
    """What to train."""

    NAMES = "names"
    LINKING = "linking"
    RELATIONS = "relations"
    CONFIDENCE = "confidence"
    ALL = "all"


def add(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(epilog=_EXAMPLES)
    def train(
        part: Annotated[Part, typer.Argument(help="Which models.")] = Part.ALL,
        gold: Annotated[Path, typer.Option(help="A folder with gold.")] = Path("seeds"),
        out: Annotated[
            Path | None, typer.Option(help="Where the models go; models/ if left out.")
        ] = None,
    ) -> None:
        """Fit models on the train split and on the releases written for training.

        The name model takes about 15 minutes on two cores, the relation models three, the weights
        that tell what a nominal mention stands for one. Each is learnt from what those before it
        find: names, linking, relations; the confidence of facts on the dev part.
        """
        from importlib.util import find_spec

        from pipeline.errors import UsageError
        from pipeline.resources import models
        from pipeline.training.releases import releases

        if part is not Part.NAMES and not find_spec("scipy"):
            raise UsageError("training needs scipy", remedy="pip install 'constancia[train]'")
        home = out or models()
        if part in (Part.NAMES, Part.ALL):
            _names(releases(gold), home / "names")
        if part in (Part.LINKING, Part.ALL):
            _linking(releases(gold, facts=True), home / "linking")
        if part in (Part.RELATIONS, Part.ALL):
            _relations(releases(gold, facts=True), home / "relations")
        if part in (Part.CONFIDENCE, Part.ALL):
            _confidence(gold, home / "relations")


def _relations(known: list[GoldRelease], home: Path) -> None:
    from pipeline.training.run import train as fit

    rows = fit(known, home)
    typer.echo(f"learnt from {len(rows.events)} tellings")


def _confidence(gold: Path, home: Path) -> None:
    from pipeline.training.confidence import train as fit

    scale = fit(gold, home)
    typer.echo(f"log odds of a fact: {scale.slope:.3f} times those of its judge {scale.shift:+.3f}")


def _linking(known: list[GoldRelease], home: Path) -> None:
    from pipeline.training.referents import train as fit

    typer.echo(f"learnt from {fit(known, home)} nominal mentions")


def _names(known: list[GoldRelease], home: Path) -> None:
    from pipeline.training.examples import examples
    from pipeline.training.names import Plan, write
    from pipeline.training.names import train as fit

    found: list[Example] = []
    with typer.progressbar(examples(known), length=len(known), label="reading") as bar:
        found += bar
    plan = Plan.read()
    with typer.progressbar(length=plan.epochs, label="training") as bar:
        weights = fit(found, plan, lambda *_: bar.update(1))
    write(weights, home / "weights.npz")
    tokens = sum(len(example.words) for example in found)
    typer.echo(f"learnt from {len(found)} releases, {tokens} tokens")
