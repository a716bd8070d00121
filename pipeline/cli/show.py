"""``constancia show``: one release in the terminal, with its mentions and facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from pipeline.records import Extraction, Fact

COLOURS = {
    "AGENCY": "bold cyan", "ORG": "cyan", "PERSON": "bold magenta", "ROLE": "magenta",
    "GPE": "green", "LOC": "green", "STANDARD": "bold yellow", "DATE": "blue",
}  # fmt: skip
_EXAMPLES = """
Examples:

  constancia show seeds/en/en-001.txt

  constancia show release.txt --facts

  constancia show release.txt --why f3a9
"""


def _coloured(extraction: Extraction) -> Text:
    from rich.text import Text

    text = Text(extraction.release.text)
    for mention in extraction.mentions:
        style = COLOURS[mention.label] + (" italic" if mention.source == "coref" else "")
        text.stylize(style, mention.start, mention.end)
    return text


def _fact_line(fact: Fact) -> str:
    details = "; ".join(f"{k}={', '.join(v)}" for k, v in sorted(fact.qualifiers.items()))
    when = f" [{fact.time.timex}]" if fact.time else ""
    status = "" if fact.status == "asserted" else f" ({fact.status})"
    return f"{fact.subject.name} -- {fact.predicate}{status} -> {fact.object.name}{when} {details}"


def _print_facts(console: Console, extraction: Extraction) -> None:
    for fact in extraction.facts:
        console.print(f"\n{fact.fact_id[:8]}  {_fact_line(fact)}", style="bold", markup=False)
        console.print(
            f"          {fact.confidence:.2f} {fact.rule}  “{fact.sentence}”",
            style="dim",
            markup=False,
            highlight=False,
        )


def _print_head(console: Console, extraction: Extraction) -> None:
    release = extraction.release
    day = release.published
    both = ", or ".join(str(d) for d in (day.value, *day.alternatives) if d) or "unknown"
    console.print(f"{release.title or '(no title)'}", style="bold underline", markup=False)
    console.print(
        f"{release.lang} ({release.lang_confidence:.2f})  published {both}"
        f"  place {release.dateline_place or '-'}  publisher {release.publisher or '-'}\n",
        style="dim",
        markup=False,
        highlight=False,
    )


def add(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(epilog=_EXAMPLES)
    def show(
        path: Annotated[Path, typer.Argument(help="A release.")],
        facts: Annotated[bool, typer.Option("--facts", help="Only the facts.")] = False,
        why: Annotated[
            str,
            typer.Option(help="Explain the facts whose id begins so: pattern, features, losers."),
        ] = "",
    ) -> None:
        """Show one release: its mentions in colour, its facts with their sentences."""
        from rich.console import Console

        from pipeline import readers
        from pipeline.errors import UsageError
        from pipeline.extraction import extract_one

        if path.is_dir():
            remedy = "name one file of it; constancia run reads folders"
            raise UsageError("this is a folder", where=path, remedy=remedy)
        if not path.is_file():
            raise UsageError("there is no such file", where=path)
        console = Console()
        for raw in readers.read(path):
            if why:
                from pipeline.explain import explain

                for line in explain(raw, why):
                    console.print(line, markup=False, highlight=False)
                continue
            extraction = extract_one(raw)
            _print_head(console, extraction)
            if extraction.error:
                console.print(f"{extraction.status}: {extraction.error}", style="red", markup=False)
            if not facts:
                console.print(_coloured(extraction))
            _print_facts(console, extraction)
