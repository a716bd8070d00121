"""Every mention gets the id of its entity; the entities of the release come with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from pipeline.entities import lexicon as lexicons
from pipeline.linking import candidates, clusters, merging, nominal, offices, persons, places, units
from pipeline.linking import country as countries
from pipeline.linking import names as naming
from pipeline.linking.country import MISSION, MISSIONS, Country
from pipeline.linking.decisions import Decisions
from pipeline.linking.decisions import load as load_decisions
from pipeline.linking.explicit import country_beside, country_in
from pipeline.linking.fits import Body
from pipeline.linking.referents import Scene
from pipeline.linking.scope import UNCLEAR
from pipeline.linking.whose import Whose
from pipeline.records import Entity, Label, Mention, Release
from pipeline.registry import gazetteer, index
from pipeline.registry.entries import Entry
from pipeline.registry.index import RegistryIndex

# Letters of a word that tells a region.
_REGION = 5


def link(
    mentions: Sequence[Mention],
    release: Release,
    lang: str,
    decisions: Decisions | None = None,
    registry: RegistryIndex | None = None,
) -> tuple[list[Mention], list[Entity]]:
    """Return the mentions with the ids of their entities, and the entities.

    ``rule`` of a linked mention ends in how it was linked (``registry:name``, ``fuzzy``,
    ``minted``, ``nominal``); ``confidence`` is that of the mention times that of the link.
    A nominal mention for which the text has no fitting body is left out.

    Args:
        mentions: all mentions of the release.
        release: the release, for its country.
        lang: the language of the text.
        decisions: an analyst's decisions (those of ``patterns/decisions.jsonl`` by default).
        registry: the bodies known by name (the shipped registry by default).
    """
    ordered = _with_missions(sorted(mentions, key=lambda m: m.start), lang)
    task = _Task(ordered, release, lang, decisions or load_decisions(), registry or index.load())
    task.bodies()
    task.nominals()
    task.persons()
    task.places()
    task.offices()
    return task.result()


def stand_ins(
    mentions: Sequence[Mention], release: Release, lang: str, decide: nominal.Decide
) -> None:
    """Let ``decide`` say of each nominal mention of a release which body it stands for."""
    ordered = _with_missions(sorted(mentions, key=lambda m: m.start), lang)
    task = _Task(ordered, release, lang, load_decisions(), index.load())
    task.bodies()
    task.nominals(decide)


def _with_missions(mentions: Sequence[Mention], lang: str) -> list[Mention]:
    """Give high commissions the kind of embassies: they stand for their country abroad."""
    lexicon = lexicons.load(lang)
    return [
        replace(mention, kind=MISSION)
        if mention.label == "AGENCY"
        and mention.kind
        and countries.is_mission(mention.text, lexicon)
        else mention
        for mention in mentions
    ]


class _Task:
    """The work on one release: its mentions, and what each was linked to."""

    def __init__(
        self,
        mentions: list[Mention],
        release: Release,
        lang: str,
        decisions: Decisions,
        registry: RegistryIndex,
    ) -> None:
        self.mentions, self.release, self.decisions = mentions, release, decisions
        self.lexicon = lexicons.load(lang)
        self.index, self.gazetteer = registry, gazetteer.load()
        self.country: Country = countries.of(
            release, mentions, self.lexicon, self.index, self.gazetteer
        )
        self.whose = Whose(
            mentions, release.text, self.country, self.lexicon, self.index, self.gazetteer
        )
        self.clusters = units.told_apart(self._bodies(), mentions, release.text, self.lexicon)
        told = {cluster.explicit for cluster in self.clusters} - {"", UNCLEAR}
        self.country = replace(self.country, named=self.country.named | told)
        self.ids: dict[int, tuple[str, float, str]] = {}
        self.linked: dict[clusters.Cluster, Entity] = {}
        self.kinds: dict[int, str] = {}
        self.entities: dict[str, Entity] = {}

    def _bodies(self) -> list[clusters.Cluster]:
        """Return the bodies that the release names."""
        home = self.country.code or self.country.dated
        text, lexicon = self.release.text, self.lexicon
        found = clusters.build(
            self.mentions, text, lexicon, self.whose.countries(), home, self.whose.has
        )
        return merging.join(found, self.mentions, text, lexicon, home, self._is_registered)

    def _is_registered(self, cluster: clusters.Cluster) -> bool:
        """Tell whether the registry has a body of that name in the country or in none."""
        home = cluster.explicit or self.country.code
        entries = (entry for key in cluster.keys for entry in self.index.by_key(key))
        return any(entry.country in ("", home) or not home for entry in entries)

    def bodies(self) -> None:
        """Link every body to the registry, or give it an id of its own."""
        for number, cluster in enumerate(self.clusters):
            self.kinds[number] = self._body(cluster).kind

    def _body(self, cluster: clusters.Cluster) -> Entity:
        """Link one body; the body that a unit belongs to comes first."""
        if cluster in self.linked:
            return self.linked[cluster]
        parent = self._body(cluster.parent) if cluster.parent else None
        if not cluster.explicit:
            cluster.explicit = self._country_in(cluster) or (parent.country if parent else "")
        choice = candidates.choose(
            cluster, self.country, self.index, self.lexicon, self.gazetteer, self.decisions.barred
        )
        if choice and parent and self._elsewhere(choice.entry, parent):
            choice = None
        if choice and self._of_another_region(choice.entry):
            choice = None
        entity = self._keep(_known(choice, cluster) if choice else self._minted(cluster, parent))
        confidence, how = (choice.confidence, choice.how) if choice else (0.6, "minted")
        self.linked[cluster] = entity
        for n in cluster.numbers:
            self.ids[n] = (entity.entity_id, confidence, how)
        return entity

    def _elsewhere(self, entry: Entry, parent: Entity) -> bool:
        """Tell whether the registry has a unit in another body than the text."""
        if not entry.parent or self.index.get(parent.entity_id) is None:
            return False
        above = self.index.get(entry.parent)
        while above is not None:
            if above.id == parent.entity_id:
                return False
            above = self.index.get(above.parent)
        return True

    def _of_another_region(self, entry: Entry) -> bool:
        """Tell whether a body is of a region's government that the text does not speak of.

        Every region has a health department: "Consejería de Sanidad" alone says nothing.
        """
        above = self.index.get(entry.parent) if entry.parent else None
        if above is None or above.kind != "regional_government":
            return False
        dull = self.lexicon.bodies.heads.keys() | self.lexicon.bodies.linking
        names = (naming.key(name).split(" ") for name in above.all_names)
        region = {word for name in names for word in name if len(word) >= _REGION} - dull
        return region.isdisjoint(self._said)

    @cached_property
    def _said(self) -> set[str]:
        """The words of all mentions."""
        return {word for m in self.mentions for word in naming.key(m.text).split(" ")}

    def _country_in(self, cluster: clusters.Cluster) -> str:
        """Return the country that a name of the body holds, unless it belongs to none."""
        if any(not entry.country for key in cluster.keys for entry in self.index.by_key(key)):
            return ""
        found = {countries.inside(name, self.lexicon, self.gazetteer) for name in cluster.texts} - {
            ""
        }
        return found.pop() if len(found) == 1 else ""

    def _minted(self, cluster: clusters.Cluster, parent: Entity | None) -> Entity:
        name = naming.best(cluster.texts)
        home = "" if cluster.explicit == UNCLEAR else cluster.explicit or self.country.code
        label: Label = "ORG" if cluster.label == "ORG" else "AGENCY"
        return Entity(
            naming.mint(
                self._bare(name, home, cluster.kind), home, parent.entity_id if parent else ""
            ),
            label,
            name,
            tuple(dict.fromkeys(cluster.texts)),
            cluster.kind,
            home,
            parent.entity_id if parent else "",
        )

    def _bare(self, name: str, home: str, kind: str) -> str:
        """Return a name without the country it ends in: the id begins with it anyway."""
        if kind in MISSIONS:
            return name
        key, code = country_in(naming.key(name), self.lexicon, self.gazetteer)
        head = self.lexicon.bodies.heads.get(key)
        enough = " " in key or (head is not None and head.label == "AGENCY")
        if code == home and enough:
            return key
        first, _, rest = naming.key(name).partition(" ")
        state = kind in countries.EVERYWHERE and bool(rest)
        return rest if state and self.lexicon.demonyms.get(first) == home else name

    def _keep(self, entity: Entity) -> Entity:
        """Keep an entity once, with every name seen, under the id an analyst decided."""
        entity_id = self.decisions.id(entity.entity_id)
        name = self.decisions.names.get(entity_id, entity.name)
        known = self.entities.get(entity_id)
        names = (*known.names, *entity.names) if known else entity.names
        kept = replace(
            known or entity, entity_id=entity_id, name=name, names=tuple(dict.fromkeys(names))
        )
        self.entities[entity_id] = kept
        return kept

    def nominals(self, decide: nominal.Decide = nominal.choose) -> None:
        """Link nominal mentions to the body that they stand for."""
        groups = self._groups()
        bare = self._bare_nouns(groups)
        if not bare and all(mention.source != "coref" for mention in self.mentions):
            return
        title_end = max((s.end for s in self.release.sections if s.kind == "title"), default=0)
        scene = Scene(
            self.mentions,
            [self._known_of(group, groups) for group in groups],
            {n: b for b, group in enumerate(groups) for cluster in group for n in cluster.numbers},
            self.release.text,
            title_end,
            self.lexicon,
        )
        lands = {body.land for body in scene.bodies} | {self.country.code}
        several = len(lands - {""}) > 1
        chosen = nominal.resolve(
            scene,
            beside=lambda number: self.whose.of_nominal(number, several=several),
            bare=bare,
            decide=decide,
        )
        for number, (body, confidence) in chosen.items():
            entity = self.linked[groups[body][0]]
            self.ids[number] = (entity.entity_id, round(confidence, 3), "nominal")

    def _groups(self) -> list[list[clusters.Cluster]]:
        """Return the bodies, those together that were linked to one entity."""
        found: dict[str, list[clusters.Cluster]] = {}
        for cluster in self.clusters:
            found.setdefault(self.linked[cluster].entity_id, []).append(cluster)
        return list(found.values())

    def _bare_nouns(self, groups: Sequence[Sequence[clusters.Cluster]]) -> frozenset[int]:
        """Return the bodies of no other name than a common noun, which no registry has."""
        nouns, heads = self.lexicon.nominal.nouns, self.lexicon.bodies.heads
        demonyms = self.lexicon.demonyms

        def bare(key: str) -> str:
            """Return a name without the adjective of a country: "ghanaian court"."""
            first, _, last = key.rpartition(" ")
            return last if first in demonyms else first if last in demonyms else key

        return frozenset(
            n
            for n, group in enumerate(groups)
            if all(
                key in heads or (key,) in nouns.get(key, {})
                for cluster in group
                for key in map(bare, cluster.keys)
            )
            and self.index.get(self.linked[group[0]].entity_id) is None
        )

    def _known_of(
        self, group: Sequence[clusters.Cluster], groups: Sequence[Sequence[clusters.Cluster]]
    ) -> Body:
        """Return what is known of a body, for the mentions that stand for it."""
        cluster, home = group[0], self._ground()
        entity, parent = self.linked[cluster], cluster.parent
        own = list(dict.fromkeys(naming.key(text) for one in group for text in one.texts))
        more = [key for key in map(naming.key, entity.names) if key not in own]
        land = cluster.explicit or entity.country
        kind = self.kinds[self.clusters.index(cluster)] or cluster.kind
        return Body(
            names=tuple(tuple(key.split(" ")) for key in (*own, *more)),
            said=len(own),
            kind=kind,
            country=entity.country,
            parent=next((n for n, other in enumerate(groups) if parent in other), -1),
            land="" if kind in countries.ANYWHERE else land,
            abroad=bool(home) and land not in ("", home),
            home=bool(home) and land == home,
            public=entity.type != "ORG",
        )

    def _ground(self) -> str:
        """Return the country whose bodies are at home: none where an embassy tells of its host."""
        guest = self.country.mission and self.country.dated not in ("", self.country.code)
        return "" if guest else self.country.code

    def persons(self) -> None:
        """Give every person an id; short mentions get that of the full name."""
        for person in persons.build(self.mentions):
            entity = self._keep(
                Entity(person.id, "PERSON", person.name, tuple(dict.fromkeys(person.names)))
            )
            for number in person.numbers:
                self.ids[number] = (entity.entity_id, 0.95, "person")

    def places(self) -> None:
        """Give every place an id."""
        for number, mention in enumerate(self.mentions):
            if mention.label in ("GPE", "LOC"):
                after = country_beside(
                    self.mentions, number, self.release.text, self.lexicon, self.gazetteer
                )
                entity = self._keep(
                    places.entity(mention, self.country, self.lexicon, self.gazetteer, after)
                )
                self.ids[number] = (entity.entity_id, 0.9, "place")

    def offices(self) -> None:
        """Give an office the id of the person it stands beside or for."""
        for number, other in offices.holders(self.mentions).items():
            if other in self.ids:
                self.ids[number] = (self.ids[other][0], 0.8, "office")

    def result(self) -> tuple[list[Mention], list[Entity]]:
        """Return the linked mentions and the entities, sorted by id."""
        linked = []
        for number, mention in enumerate(self.mentions):
            found = self.ids.get(number)
            if found is None:
                if mention.source != "coref":
                    linked.append(mention)
                continue
            entity_id, confidence, how = found
            source = "coref" if how == "nominal" else mention.source
            linked.append(
                replace(
                    mention,
                    entity_id=entity_id,
                    source=source,
                    label=self._label(mention, entity_id),
                    confidence=round(mention.confidence * confidence, 3),
                    rule=f"{mention.rule}:{how}",
                )
            )
        used = {mention.entity_id for mention in linked}
        return linked, [self.entities[key] for key in sorted(self.entities) if key in used]

    def _label(self, mention: Mention, entity_id: str) -> Label:
        """Return the label: of a nominal mention, that of its body."""
        entity = self.entities.get(entity_id)
        return entity.type if entity and mention.label in ("AGENCY", "ORG") else mention.label


def _known(choice: candidates.Choice, cluster: clusters.Cluster) -> Entity:
    entry = choice.entry
    names = tuple(dict.fromkeys([*entry.all_names, *cluster.texts]))
    label: Label = "ORG" if entry.type == "ORG" else "AGENCY"
    return Entity(entry.id, label, entry.name, names, entry.kind, entry.country, entry.parent)
