"""The rule language of ``dates.yaml``: a rule is a regular expression over tokens.

    'of'            the word "of"
    month           a token of the class month
    month:m         the same, kept in the slot m (a slot may occur in several alternatives)
    @name           the macro of that name
    other, Name     a word that is in no class; one of those with a capital
    ~               what stands before is context, the expression begins here
    ( ) | ? * + {2,3} (?= ) (?! ) (?<= ) (?<! )    as in regular expressions

Each combination of classes is one character, so a text becomes a string
with one character a token and a rule an ordinary expression over it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline import resources
from pipeline.dates.lexicon import Lexicon
from pipeline.dates.required import Needs, needs
from pipeline.dates.tokens import BOUNDARY, Tokens, tokenise
from pipeline.errors import PatternError
from pipeline.patternfiles import read_yaml

_PIECE = re.compile(
    r"\s*(?:'(?P<literal>[^']+)'(?::(?P<lslot>\w+))?|@(?P<macro>\w+)"
    r"|(?P<name>[A-Za-z]\w*)(?::(?P<slot>\w+))?"
    r"|(?P<sign>~|\(\?<?[=!:]|\(|\)|\||[?*+]|\{\d+(?:,\d+)?\}))"
)
_SIGNS = {"(": "(?:", "~": "(?P<keep>)"}
# Characters of one byte for as many as there are: expressions of those are compiled in less time.
_OTHER, _NAME, _FIRST_CODE = "\x80", "\x81", 0x82


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: ``form`` names the function that values it, ``fixed`` are slots given as data.

    ``body`` is its expression, compiled when it is first needed: most texts need few rules.
    Of each of ``needs`` every match has a token; ``mask`` has the bits of these among all needs
    of the grammar.
    """

    id: str
    form: str
    kind: str
    body: str
    fixed: Mapping[str, str]
    order: int
    slots: tuple[tuple[str, str, str], ...]  # (group, slot, class)
    needs: Needs
    mask: int

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        return _compiled(self.body)


@cache
def _compiled(body: str) -> re.Pattern[str]:
    return re.compile(body)


@dataclass(frozen=True, slots=True)
class Link:
    """Words that join two dates to an interval, and what must hold for them to do so.

    ``opener`` stands before the first; ``days`` lie from one to the other; both have the
    ``precision``; ``apart`` says that a table of mentions keeps them as two.
    """

    opener: re.Pattern[str] | None
    between: re.Pattern[str]
    days: int | None
    precision: str | None
    apart: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """What one language's ``dates.yaml`` says, compiled.

    ``needs`` are the bits, as in the masks of rules, of the needs that a token meets.
    """

    lang: str
    lexicon: Lexicon
    rules: tuple[Rule, ...]
    codes: Mapping[frozenset[str], str]
    settings: Mapping[str, str]
    tense: Mapping[str, re.Pattern[str]]
    links: tuple[Link, ...]
    leading: re.Pattern[str]
    needs: Mapping[str, int]

    def possible(self, encoded: str) -> Iterator[tuple[int, int, list[Rule]]]:
        """Yield each sentence that some rules can match: its ends, and the rules in their order.

        No expression goes beyond a sentence; the mark of the next one is within its ends.
        """
        rules, first = self._having(encoded, self.rules), 0
        for sentence in encoded.split(self.codes[BOUNDARY]):
            last = first + len(sentence) + 1
            if found := self._having(sentence, rules):
                yield first, last, found
            first = last

    def _having(self, encoded: str, rules: Sequence[Rule]) -> list[Rule]:
        """Return the rules all of whose needs some of these tokens meet."""
        lacking = -1
        for code in set(encoded):
            lacking &= ~self.needs.get(code, 0)
        return [rule for rule in rules if not rule.mask & lacking]

    def tokens(self, text: str) -> Tokens:
        """Tokenise a text with this language's lexicon."""
        return tokenise(text, self.lexicon)

    def encode(self, tokens: Tokens) -> str:
        """Return one character a token."""
        codes, text = self.codes, tokens.text
        return "".join(
            [
                codes.get(frozenset(c), _OTHER) if c else (_NAME if text[at].isupper() else _OTHER)
                for c, at in zip(tokens.classes, tokens.start, strict=True)
            ]
        )


class _Compiler:
    def __init__(self, lexicon: Lexicon, macros: Mapping[str, str], where: str) -> None:
        self.macros, self.where = macros, where
        known = lexicon.class_sets() - {frozenset()}
        several = Counter(name for classes in known for name in classes)
        sets = sorted(known, key=lambda s: (-max(several[name] for name in s), sorted(s)))
        self.codes = {s: chr(_FIRST_CODE + i) for i, s in enumerate(sets)}
        self._by_class: dict[str, str] = {}
        for classes, code in self.codes.items():
            for name in classes:
                self._by_class[name] = self._by_class.get(name, "") + code

    def chars(self, name: str) -> str:
        """Return the character class of all tokens that have the class ``name``."""
        if name == "other":
            return f"[{_OTHER}{_NAME}]"
        if name == "Name":
            return f"[{_NAME}]"
        found = self._by_class.get(name)
        if not found:
            raise PatternError(f"no word has the class {name}", where=self.where)
        return f"[{found}]"

    def expression(self, source: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
        """Return the regular expression of a rule, and its slots."""
        slots: list[tuple[str, str, str]] = []
        return "".join(self._pieces(source, slots)), tuple(slots)

    def _pieces(self, source: str, slots: list[tuple[str, str, str]]) -> Iterator[str]:
        source = source.strip()
        at = 0
        while at < len(source):
            piece = _PIECE.match(source, at)
            if not piece:
                raise PatternError(f"cannot read {source[at : at + 20]!r}", where=self.where)
            at = piece.end()
            if piece["sign"]:
                yield _SIGNS.get(piece["sign"], piece["sign"])
            elif piece["macro"]:
                if piece["macro"] not in self.macros:
                    raise PatternError(f"no macro {piece['macro']}", where=self.where)
                yield "(?:" + "".join(self._pieces(self.macros[piece["macro"]], slots)) + ")"
            else:
                yield self._token(piece, slots)

    def _token(self, piece: re.Match[str], slots: list[tuple[str, str, str]]) -> str:
        name = piece["name"] or piece["literal"]
        slot = piece["slot"] or piece["lslot"]
        if piece["literal"]:
            words = piece["literal"].split("|")
            name = f"={words[0]}"
            chars = "[" + "".join(self.chars(f"={w}")[1:-1] for w in words) + "]"
        else:
            chars = self.chars(name)
        if not slot:
            return chars
        group = f"s{len(slots)}"
        slots.append((group, slot, "" if piece["literal"] else name))
        return f"(?P<{group}>{chars})"


def _literals(sources: Iterator[str]) -> set[str]:
    return {
        word
        for source in sources
        for quoted in re.findall(r"'([^']+)'", source)
        for word in quoted.split("|")
    }


def _text(value: object, where: str) -> str:
    """Return a YAML scalar as text; booleans and dates are refused (quote them)."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise PatternError(f"{value!r} is not text", where=where, remedy="quote it")
    return str(value)


def _words(raw: object, where: str) -> dict[str, dict[str, list[str]]]:
    if not isinstance(raw, dict):
        raise PatternError("words must be a mapping", where=where)
    return {
        str(name): {
            _text(value, where): [_text(form, where) for form in forms]
            for value, forms in (values if isinstance(values, dict) else {name: values}).items()
        }
        for name, values in raw.items()
    }


def load(path: Path) -> Grammar:
    """Read one ``dates.yaml`` and see that its rules can be compiled.

    Raises:
        PatternError: the file is not well-formed; the message names the rule.
    """
    read = _read(path)
    for rule in read.rules:
        try:
            _ = rule.pattern
        except re.error as error:
            raise PatternError(f"bad rule: {error}", where=f"{path}: rule {rule.id}") from error
    return read


def _read(path: Path) -> Grammar:
    where = str(path)
    raw = read_yaml(path, plain=False)
    macros = {name: _text(source, where) for name, source in raw.get("macros", {}).items()}
    sources = [_text(rule["find"], where) for rule in raw["rules"]]
    lexicon = Lexicon(
        _words(raw["words"], where),
        sorted(_literals(iter([*macros.values(), *sources]))),
        [_text(s, where) for s in raw.get("ordinal_suffixes", [])],
    )
    compiler = _Compiler(lexicon, macros, where)
    rules = []
    bits: dict[frozenset[str], int] = {}
    for order, (rule, source) in enumerate(zip(raw["rules"], sources, strict=True)):
        compiler.where = f"{where}: rule {rule['id']}"
        body, slots = compiler.expression(source)
        fixed = {k: _text(v, compiler.where) for k, v in rule.get("with", {}).items()}
        head = (rule["id"], rule["form"], rule["kind"])
        needed = needs(body)
        mask = sum({1 << bits.setdefault(need, len(bits)) for need in needed})
        rules.append(Rule(*head, body, fixed, order, slots, needed, mask))
    if len({rule.id for rule in rules}) < len(rules):
        raise PatternError("a rule id occurs twice", where=where)
    return Grammar(
        lang=raw["lang"],
        lexicon=lexicon,
        rules=tuple(rules),
        codes=compiler.codes,
        settings={k: _text(v, where) for k, v in raw.get("settings", {}).items()},
        tense={k: re.compile(v) for k, v in raw.get("tense", {}).items()},
        leading=re.compile(raw.get("leading", "(?!)"), re.I),
        links=tuple(_link(item) for item in raw.get("links", [])),
        needs=_by_code(bits),
    )


def _by_code(bits: Mapping[frozenset[str], int]) -> dict[str, int]:
    """Return for each token the bits of the needs that it meets."""
    found: dict[str, int] = {}
    for need, bit in bits.items():
        for code in need:
            found[code] = found.get(code, 0) | 1 << bit
    return found


def _link(item: Mapping[str, object]) -> Link:
    opener, days = item.get("opener"), item.get("days")
    return Link(
        opener=re.compile(rf"\b(?:{opener})\s+$", re.I) if opener else None,
        between=re.compile(rf"\s*(?:{item['between']})\s*", re.I),
        days=days if isinstance(days, int) else None,
        precision=str(item["precision"]) if "precision" in item else None,
        apart=bool(item.get("apart")),
    )


@cache
def grammar(lang: str) -> Grammar:
    """Return the grammar of a language; a rule is compiled when it is first needed.

    Raises:
        PatternError: there is no ``patterns/<lang>/dates.yaml``, or it is not well-formed.
    """
    return _read(resources.patterns() / lang / "dates.yaml")
