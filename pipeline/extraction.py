"""From releases to records: a pure function of the release, the patterns and the models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from spacy.tokens import Doc

from pipeline import release as releases
from pipeline.build import load
from pipeline.choice import languages, stages
from pipeline.components.state import state_of
from pipeline.errors import ConstanciaError, UnreadableRelease
from pipeline.records import Entity, Extraction, Fact, Mention, RawRelease, Release, Section
from pipeline.stages import prepare
from pipeline.stages.state import State

# Pipes for programs that read spaCy; nothing of ours reads what they set.
UNREAD = ("sentences", "ents")
# Characters that one release may have, as many as spaCy takes.
LONGEST = 1_000_000
Pipe = Callable[[Doc], Doc]
# Releases that a stage takes before the next one begins.
_TOGETHER = 8
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


def _begun(release: Release, lang: str, tongues: list[str]) -> Doc:
    """The ``Doc`` that carries a release; parts in another of ``tongues`` are left out."""
    if len(release.text) > LONGEST:
        raise UnreadableRelease(
            f"longer than {LONGEST:,} characters",
            where=release.source,
            remedy="split it into one release a file",
        )
    own = tuple(_silenced(section, lang, tongues) for section in release.sections)
    doc = load(lang, lean=True).make_doc(release.text)
    doc._.release = replace(release, sections=own)
    return doc


def _pipes(lang: str, without: Sequence[str] = ()) -> dict[str, Pipe]:
    """The pipes of a language that a run needs, in their order."""
    left_out = {f"constancia_{name}" for name in (*without, *UNREAD)}
    pipeline = load(lang, lean=True).pipeline
    return {name: pipe for name, pipe in pipeline if name not in left_out}


def process(release: Release, lang: str, tongues: list[str], without: Sequence[str] = ()) -> State:
    """Run the stages of ``lang`` over a release.

    Args:
        release: the release.
        lang: the language whose patterns and models are used.
        tongues: the supported languages of the release.
        without: stages to leave out (of ``pipeline.stages.ORDER``).

    Raises:
        UnreadableRelease: the text is too long.
        UsageError: the language has no patterns.
    """
    doc = _begun(release, lang, tongues)
    for pipe in _pipes(lang, without).values():
        doc = pipe(doc)
    return state_of(doc)


class _Task:
    """One release on its way: a ``Doc`` for each of its languages, or what became of it."""

    def __init__(self, raw: RawRelease) -> None:
        self._raw = raw
        self._release = Release("", raw.source, raw.sha256, "", ())
        self._docs: list[Doc] = []
        self._left: Extraction | None = None

    def do(self, step: Callable[[_Task], None]) -> None:
        """Take a step, if none went wrong before: one bad release never stops a batch."""
        if self._left is not None:
            return
        try:
            step(self)
        except ConstanciaError as error:
            self._fail(str(error))
        except Exception as error:
            self._fail(f"{type(error).__name__}: {error}")

    def _fail(self, reason: str) -> None:
        doc_id = self._release.doc_id or releases.doc_id(self._raw.source)
        release = replace(self._release, doc_id=doc_id)
        self._left = Extraction(release, status="failed", error=reason)

    def begin(self) -> None:
        """Read what the release is."""
        self._release = release = releases.parse(self._raw)
        tongues = _tongues(release)
        self._docs = [_begun(release, lang, tongues) for lang in tongues]
        if not tongues:
            reason = f"the language {release.lang!r} is not covered"
            self._left = Extraction(release, status="skipped", error=reason)

    def run(self, name: str) -> None:
        """Run a pipe, where its language has it."""
        for number, doc in enumerate(self._docs):
            pipe = _pipes(doc.lang_).get(name)
            if pipe is not None:
                self._docs[number] = pipe(doc)

    def extraction(self) -> Extraction:
        """What was found in all languages, or why nothing was."""
        if self._left is not None:
            return self._left
        mentions: list[Mention] = []
        entities: dict[str, Entity] = {}
        facts: dict[str, Fact] = {}
        for state in map(state_of, self._docs):
            mentions += state.mentions
            entities |= {entity.entity_id: entity for entity in state.entities}
            for fact in state.facts:
                facts.setdefault(fact.fact_id, fact)
        mentions.sort(key=lambda m: (m.start, -m.end))
        found = tuple(mentions), tuple(entities.values()), tuple(facts.values())
        return Extraction(self._release, *found)


def extract_one(raw: RawRelease) -> Extraction:
    """Extract one release; whatever goes wrong with it is told in its own record."""
    return extract_batch([raw])[0]


def extract_batch(raws: Sequence[RawRelease]) -> list[Extraction]:
    """Extract several releases, in their order.

    A stage takes one after another before the next stage begins: what it looks up is at hand in
    the processor's memory then, which makes it a tenth faster.
    """
    tasks = [_Task(raw) for raw in raws]
    names = dict.fromkeys(name for lang in languages() for name in _pipes(lang))
    runs = [partial(_Task.run, name=name) for name in names]
    steps: list[Callable[[_Task], None]] = [_Task.begin, *runs]
    for first in range(0, len(tasks), _TOGETHER):
        for step in steps:
            for task in tasks[first : first + _TOGETHER]:
                task.do(step)
    return [task.extraction() for task in tasks]


def extractor() -> Callable[[Sequence[RawRelease]], list[Extraction]]:
    """What a worker process loads: the stages of all languages, ready to extract."""
    releases.prepare()
    for lang in languages():
        load(lang, lean=True)
        for name in stages(lang):
            prepare(name, lang)
    return extract_batch
