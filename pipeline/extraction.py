"""From releases to records: a pure function of the release, the patterns and the models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline import release as releases
from pipeline.choice import known, languages, other, stages
from pipeline.errors import ConstanciaError, UnreadableRelease
from pipeline.records import Entity, Extraction, Fact, Mention, RawRelease, Release, Section
from pipeline.stages import prepare, stage
from pipeline.stages.state import State

# Characters that one release may have, as many as spaCy takes.
LONGEST = 1_000_000
_SHARE = 0.15


def _tongues(release: Release) -> list[str]:
    """The supported languages of a release, its own first; one of a small part does not count."""
    lengths: dict[str, int] = {}
    for section in release.sections:
        lengths[section.lang] = lengths.get(section.lang, 0) + section.end - section.start
    others = [
        lang
        for lang, length in lengths.items()
        if lang != release.lang and lang in languages() and length > _SHARE * len(release.text)
    ]
    return [lang for lang in (release.lang, *others) if lang in languages()]


def _silenced(section: Section, lang: str, tongues: list[str]) -> Section:
    foreign = section.lang != lang and section.lang in tongues
    return replace(section, kind="boilerplate") if foreign else section


def process(release: Release, lang: str, tongues: list[str], without: Sequence[str] = ()) -> State:
    """Run the stages of ``lang`` over a release; parts in another of ``tongues`` are left out.

    Args:
        release: the release.
        lang: the language whose patterns and models are used.
        tongues: the supported languages of the release.
        without: stages to leave out (of ``pipeline.stages.ORDER``).

    Raises:
        UnreadableRelease: the text is too long.
        UsageError: the language has no patterns.
    """
    if len(release.text) > LONGEST:
        raise UnreadableRelease(
            f"longer than {LONGEST:,} characters",
            where=release.source,
            remedy="split it into one release a file",
        )
    own = tuple(_silenced(section, lang, tongues) for section in release.sections)
    state = State(replace(release, sections=own), lang, suggested=_suggested(release.text, lang))
    for name in stages(known(lang)):
        if name not in without:
            stage(name)(state)
    return state


def _suggested(text: str, lang: str) -> list[Mention]:
    """The names that another model finds, where one was chosen; only then is spaCy needed."""
    if not other(lang):
        return []
    from pipeline.build import suggested  # noqa: PLC0415 - it imports spaCy

    return suggested(text, lang)


def extract_one(raw: RawRelease) -> Extraction:
    """Extract one release; whatever goes wrong with it is told in its own record."""
    release = Release("", raw.source, raw.sha256, "", ())
    try:
        release = releases.parse(raw)
        tongues = _tongues(release)
        if not tongues:
            reason = f"the language {release.lang!r} is not covered"
            return Extraction(release, status="skipped", error=reason)
        mentions: list[Mention] = []
        entities: dict[str, Entity] = {}
        facts: dict[str, Fact] = {}
        for lang in tongues:
            state = process(release, lang, tongues)
            mentions += state.mentions
            entities |= {entity.entity_id: entity for entity in state.entities}
            for fact in state.facts:
                facts.setdefault(fact.fact_id, fact)
        mentions.sort(key=lambda m: (m.start, -m.end))
        return Extraction(release, tuple(mentions), tuple(entities.values()), tuple(facts.values()))
    except ConstanciaError as error:
        return _failed(release, raw, str(error))
    except Exception as error:  # one bad release never stops a batch
        return _failed(release, raw, f"{type(error).__name__}: {error}")


def _failed(release: Release, raw: RawRelease, reason: str) -> Extraction:
    known = release if release.doc_id else replace(release, doc_id=releases.doc_id(raw.source))
    return Extraction(known, status="failed", error=reason)


def extract_batch(raws: Iterable[RawRelease]) -> list[Extraction]:
    """Extract several releases, in their order."""
    return list(extract_each(raws))


def extract_each(raws: Iterable[RawRelease]) -> Iterator[Extraction]:
    """Extract releases one after another."""
    for raw in raws:
        yield extract_one(raw)


def extractor() -> Callable[[Sequence[RawRelease]], list[Extraction]]:
    """What a worker process loads: the stages of all languages, ready to extract."""
    releases.prepare()
    for lang in languages():
        _suggested("", lang)
        for name in stages(lang):
            prepare(name, lang)
    return extract_batch
