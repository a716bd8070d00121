"""``constancia dates``: the temporal tagger on its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.dates.corpus import Format

_FORMATS: tuple[Format, ...] = ("table", "json", "timeml")
_EXAMPLES = """
Examples:

  constancia dates release.txt --created 2026-01-26

  constancia dates corpus/ --created created.tsv --format json --out answers/
"""


def _format(name: str) -> Format:
    from pipeline.errors import UsageError

    for known in _FORMATS:
        if name == known:
            return known
    raise UsageError(f"unknown format {name!r}", remedy=f"one of: {', '.join(_FORMATS)}")


def _language(given: str, text: str) -> str:
    """The language asked for, or the text's own if it has rules, else English."""
    from pipeline.choice import languages
    from pipeline.language import detect

    if given:
        return given
    code = detect(text).code
    return code if code in languages() else "en"


def _folder(path: Path, created: str, form: Format, lang: str, out: Path | None) -> None:
    from pipeline.dates import corpus
    from pipeline.errors import UsageError

    if out is None:
        raise UsageError("a folder needs --out DIR for its answers", where=path)
    days = corpus.read_created(Path(created)) if created else {}
    done = corpus.tag_folder(
        path, out, created=days, lang_of=lambda text: _language(lang, text), form=form
    )
    typer.echo(f"{done} documents -> {out}")


def add(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(epilog=_EXAMPLES)
    def dates(
        path: Annotated[Path, typer.Argument(help="A text file, or a folder of them.")],
        created: Annotated[
            str, typer.Option(help="The publication date; for a folder, a TSV of names and dates.")
        ] = "",
        form: Annotated[str, typer.Option("--format", help="table, json or timeml.")] = "table",
        lang: Annotated[str, typer.Option(help="Language; detected if left out.")] = "",
        out: Annotated[Path | None, typer.Option(help="Folder for one answer a document.")] = None,
    ) -> None:
        """Find and value calendar expressions: dates, times, durations, recurring times."""
        from pipeline.dates import corpus
        from pipeline.errors import UsageError

        chosen = _format(form)
        if path.is_dir():
            _folder(path, created, chosen, lang, out)
            return
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise UsageError(f"cannot be read: {error.strerror}", where=path) from error
        except UnicodeDecodeError as error:
            remedy = "convert it to UTF-8 text"
            raise UsageError("the bytes are not UTF-8", where=path, remedy=remedy) from error
        day = corpus.parse_day(created) if created else None
        shown = corpus.render(text, _language(lang, text), day, chosen, doc_id=path.stem)
        typer.echo(shown, nl=False)
