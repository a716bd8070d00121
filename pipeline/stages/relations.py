"""The facts that a release states."""

from __future__ import annotations

from pipeline.relations.extract import state as stated
from pipeline.relations.grammar import grammar
from pipeline.relations.lexicon import lexicon
from pipeline.relations.pairs.model import pair_model
from pipeline.relations.ranker import relation_model
from pipeline.relations.rules import certified_index, rule_index
from pipeline.stages.state import State


def prepare(lang: str) -> None:
    """Load the patterns and the models."""
    grammar(lang)
    lexicon(lang, "certified")
    rule_index(lang)
    certified_index(lang)
    relation_model("certified")
    pair_model()


def run(state: State) -> None:
    """Find the facts among the mentions."""
    found = stated(state.release, state.mentions, state.entities, state.lang)
    state.facts, state.entities = found.facts, found.entities
