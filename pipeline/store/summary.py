"""What a run did, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_SAID = (
    ("new", "new"),
    ("changed", "changed"),
    ("again", "extracted again"),
    ("unchanged", "unchanged"),
    ("removed", "removed"),
    ("failed", "failed"),
    ("skipped", "skipped"),
)


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did, or (``dry_run``) would do.

    Attributes:
        run: number of the run that the published tables come from.
        files: files looked at.
        new: releases taken in for the first time.
        changed: releases replaced because their content changed.
        again: releases extracted again (stale, or failed before).
        unchanged: files and releases left as they were.
        removed: releases taken out.
        failed: releases that could not be read or extracted.
        skipped: files of a format that is not read.
        stale_left: files whose releases an older pipeline extracted.
        missing: known files that are no longer in the given folders.
        documents: releases in the store.
        published: whether tables were published; not if they already showed this state.
        state: name of the state that the tables show.
        tables: rows of each published table.
        seconds: how long it took.
        todo: of a dry run, each file and why it would be read.
    """

    run: int = 0
    files: int = 0
    new: int = 0
    changed: int = 0
    again: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: int = 0
    skipped: int = 0
    stale_left: int = 0
    missing: tuple[str, ...] = ()
    documents: int = 0
    published: bool = False
    state: str = ""
    tables: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    dry_run: bool = False
    todo: tuple[tuple[str, str], ...] = ()

    def counts(self) -> dict[str, int]:
        """Return the counts of what was done."""
        return {name: getattr(self, name) for name, _ in _SAID}

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> list[str]:
        counts = self.counts()
        said = [f"{counts[name]} {words}" for name, words in _SAID if counts[name]]
        done = "would do" if self.dry_run else "done"
        lines = [f"{done}: {', '.join(said) or 'nothing'} ({self.files} files looked at)"]
        if self.stale_left:
            lines.append(
                f"{self.stale_left} files are of an older pipeline: --stale extracts again"
            )
        if self.missing:
            gone = len(self.missing)
            lines.append(f"{gone} known files are gone: constancia forget --missing removes them")
        if not self.dry_run:
            rows = ", ".join(f"{count} {name}" for name, count in self.tables.items())
            how = "published" if self.published else "already published"
            lines.append(f"{how} (run {self.run}): {rows}; {self.seconds:.1f} s")
        return lines
