"""A standard's designation as a record: its parts, its canonical form, its entity id."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from pipeline.standards.tokens import vocabulary


@dataclass(frozen=True, slots=True)
class Supplement:
    """An amendment, corrigendum, addendum or supplement (``Amd 1:2024``)."""

    type: str
    number: str = ""
    stage: str = ""
    iteration: str = ""
    year: int | None = None

    @property
    def canonical(self) -> str:
        """The supplement as it stands behind the slash."""
        head = f"{self.stage} {self.type}".strip()
        number = f" {self.number}" if self.number else ""
        iteration = f".{self.iteration}" if self.iteration else ""
        return f"{head}{number}{iteration}" + (f":{self.year}" if self.year else "")


@dataclass(frozen=True, slots=True)
class Designation:
    """One designation, in parts; ``canonical`` prints it and ``parse`` reads that back.

    ``publishers`` are the international ones (``ISO``, ``IEC``); ``adopters`` the national or
    regional bodies before them, or the owner of a series of its own (``UNE``, ``OHSAS``).
    ``branch`` and ``body`` are the letters that Mexican and Japanese designations carry,
    ``tail`` is the rest of what follows no common form (the ISO/IEC Directives), ``joint`` another
    publisher's designation of the same text. ``month`` is of the publication, ``edition`` as
    printed, ``languages`` ISO 639-1.
    """

    publishers: tuple[str, ...] = ()
    number: str = ""
    adopters: tuple[str, ...] = ()
    kind: str = ""
    stage: str = ""
    parts: tuple[str, ...] = ()
    iteration: str = ""
    year: int | None = None
    month: int | None = None
    supplements: tuple[Supplement, ...] = ()
    consolidated: bool = False
    edition: int | None = None
    languages: tuple[str, ...] = ()
    branch: str = ""
    body: str = ""
    tail: str = ""
    joint: str = ""

    @property
    def prefix(self) -> str:
        """Everything before the number: ``UNE-EN ISO``, ``ISO/IEC TS``, ``ISO/DIS``."""
        international = "/".join(self.publishers)
        kind = _kind_and_stage(self)
        if international and kind:
            spaced = len(self.publishers) > 1 or kind.startswith("Guide")
            international = f"{international}{' ' if spaced else '/'}{kind}"
        elif kind and not self.adopters:
            return kind
        if self.publishers == ("IWA",) and self.stage:
            international = f"{self.stage} IWA"
        return _adopted(self.adopters, international)

    @property
    def canonical(self) -> str:
        """The designation as the publisher would print it."""
        if self.tail:
            return f"{self.prefix} {self.tail}".strip()
        if self.body:
            return self._with_body()
        glue = self._glue()
        number = "-".join((self.number, *self.parts)) if self.number else ""
        branch = self.branch + self._branch_glue() if self.number else ""
        text = f"{self.prefix}{glue}{branch}{number}" if number else self.prefix
        text += f".{self.iteration}" if self.iteration else ""
        text += self._date() + self._supplements()
        text += f" Ed {self.edition}" if self.edition else ""
        text += f"({','.join(self.languages)})" if self.languages else ""
        return f"{text}|{self.joint}" if self.joint else text

    @property
    def entity_id(self) -> str:
        """``std:`` + prefix + number and parts + year, the same for every spelling."""
        kind = _kind_and_stage(self) or self.stage
        letters = [*self.adopters, *self.publishers, kind, self.branch, self.body]
        head = _slug("-".join(part for part in letters if part))
        number = _slug("-".join(part for part in (self.number, *self.parts) if part))
        year = str(self.year or "") if not self.tail else ""
        pieces = ["std", head, number or _slug(self.tail), year]
        extras = [_slug(extra.canonical) for extra in self.supplements]
        return ":".join(piece for piece in (*pieces, *extras) if piece)

    @property
    def country(self) -> str:
        """The country of the (first) adopter, ISO 3166-1 alpha-2, empty if international."""
        token = vocabulary().adopter(self.adopters[0]) if self.adopters else None
        return token.country if token else ""

    def undated(self) -> Designation:
        """Return the standard itself, whatever the edition."""
        return replace(
            self, year=None, month=None, edition=None, supplements=(), languages=(), iteration=""
        )

    def international(self) -> Designation | None:
        """Return what a national or regional adoption adopts (undated), if it says so."""
        if not self.adopters or not self.publishers:
            return None
        return replace(self.undated(), adopters=(), branch="", body="")

    def _glue(self) -> str:
        if self.publishers or not self.adopters:
            return " "
        token = vocabulary().adopter(self.adopters[-1])
        return token.glue if token else " "

    def _branch_glue(self) -> str:
        token = vocabulary().adopter(self.adopters[-1]) if self.branch and self.adopters else None
        return " " if token and token.branch == "spaced" else ""

    def _with_body(self) -> str:
        pieces = [*self.adopters, self.branch, self.number, *self.parts, self.body]
        text = "-".join(piece for piece in pieces if piece)
        return f"{text}-{self.year}" if self.year else text

    def _date(self) -> str:
        if not self.year:
            return ""
        return f":{self.year}" + (f"-{self.month:02d}" if self.month else "")

    def _supplements(self) -> str:
        if self.consolidated:
            each = (f"+{s.canonical.upper().replace(' ', '')}" for s in self.supplements)
            return "".join(each) + " CSV"
        return "".join(f"/{supplement.canonical}" for supplement in self.supplements)


def _kind_and_stage(designation: Designation) -> str:
    if designation.publishers == ("IWA",):
        return ""
    stage, kind = designation.stage, designation.kind
    if stage.endswith(kind) and stage != "DIS":
        return stage
    return f"{stage} {kind}".strip()


def _adopted(adopters: tuple[str, ...], international: str) -> str:
    """Join adopters with what they adopt; ``EN`` always stands apart from what follows."""
    text = ""
    for adopter in adopters:
        text += adopter
        text += vocabulary().join(adopter)
    if international:
        return text + international
    last = vocabulary().join(adopters[-1]) if adopters else ""
    return text[: len(text) - len(last)] if last else text


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^0-9a-zа-я]+", "-", plain).strip("-")
