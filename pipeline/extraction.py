"""From releases to records: a pure function of the release, the patterns and the models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pipeline import release as releases
from pipeline.build import languages, load
from pipeline.components.state import entities_of, facts_of, mentions_of
from pipeline.errors import ConstanciaError, UnreadableRelease
from pipeline.records import Entity, Extraction, Fact, Mention, RawRelease, Release, Section

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


def process(release: Release, lang: str, tongues: list[str], without: Sequence[str] = ()) -> Doc:
    """Run the pipeline of ``lang`` over a release; parts in another of ``tongues`` are left out.

    Args:
        release: the release.
        lang: the language whose pipeline runs.
        tongues: the supported languages of the release.
        without: stages to leave out (of ``pipeline.build.STAGES``).

    Raises:
        UnreadableRelease: the text is longer than spaCy takes.
    """
    nlp = load(lang)
    if len(release.text) > nlp.max_length:
        raise UnreadableRelease(
            f"longer than {nlp.max_length:,} characters",
            where=release.source,
            remedy="split it into one release a file",
        )
    doc = nlp.make_doc(release.text)
    own = tuple(_silenced(section, lang, tongues) for section in release.sections)
    doc._.release = replace(release, sections=own)
    left_out = {f"constancia_{stage}" for stage in without}
    for name, pipe in nlp.pipeline:
        if name not in left_out:
            doc = pipe(doc)
    return doc


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
            doc = process(release, lang, tongues)
            mentions += mentions_of(doc)
            entities |= {entity.entity_id: entity for entity in entities_of(doc)}
            for fact in facts_of(doc):
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
    """What a worker process loads: the pipelines of all languages, ready to extract."""
    for lang in languages():
        load(lang)
    return extract_batch
