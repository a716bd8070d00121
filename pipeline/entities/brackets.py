"""Short names introduced in brackets, in either order: "Works Board (WB)", "WB (Works Board)"."""

from __future__ import annotations

from pipeline.entities.names import QUOTES_CLOSE, is_name_word, is_role, is_starter
from pipeline.entities.scan import Found, Scan
from pipeline.records import Label

_MOST_INSIDE, _MOST_LETTERS = 9, 10
_DASHES = frozenset({"-", "–", "—"})


def find(scan: Scan) -> None:
    """Add the bodies that brackets introduce; both sides get the same label and kind."""
    view = scan.view
    for number, word in enumerate(view.texts):
        if word in _DASHES:
            _behind_dash(scan, number)
        if word != "(" or number == 0 or not scan.free[number]:
            continue
        close = _close(scan, number)
        if not close:
            continue
        before = _before(scan, number)
        inside = _inside(scan, number + 1, close)
        if inside is None:
            continue
        if before:
            _name_inside(scan, before, inside)
        elif _is_wire(scan, number, close):
            scan.add(Found(*inside, "ORG", "media", "wire", "ruler", 0.7))
        else:
            _name_before(scan, number, inside)


def _behind_dash(scan: Scan, dash: int) -> None:
    """Add initials behind a dash: "Instituto de Normas del Sur - INS", "Normas del Sur-INS"."""
    view, short = scan.view, dash + 1
    before = scan.covering(dash - 1) if dash else None
    if before is None or before.last != dash or before.label not in ("AGENCY", "ORG"):
        return
    if not scan.same_line(dash, short) or not view.upper[short] or not scan.can(short, short + 1):
        return
    word = view.texts[short]
    letters = _initials(scan, before.first, before.last)
    if word.isalpha() and len(word) <= _MOST_LETTERS and _initials_match(letters, word):
        scan.add(Found(short, short + 1, before.label, before.kind, "bracket", "alias", 0.85))


def _close(scan: Scan, number: int) -> int:
    texts = scan.view.texts
    for at in range(number + 1, min(number + 2 + _MOST_INSIDE, len(texts))):
        if texts[at] == ")":
            return at
    return 0


def _is_wire(scan: Scan, number: int, close: int) -> bool:
    """Tell whether the brackets hold a news agency, as in "Lima, 3 may. (ANDINA).-"."""
    view = scan.view
    start = number
    while start and scan.same_line(start - 1, number) and number - start < 14:
        start -= 1
    if scan.same_line(start - 1, number) or close + 1 >= len(view) or close - number != 2:
        return False
    after = close + 1 + (view.texts[close + 1] == ".")
    return scan.same_line(number, after) and view.texts[after] in {"-", "–", "—"}


def _before(scan: Scan, number: int) -> Found | None:
    """Return the body that ends before the bracket (a closing quote may stand between)."""
    view = scan.view
    for back in (1, 2):
        item = scan.covering(number - back)
        if item:
            same = back == 1 or view.texts[number - 1] in QUOTES_CLOSE
            return item if same and item.label in ("AGENCY", "ORG") else None
    return None


def _inside(scan: Scan, first: int, close: int) -> tuple[int, int] | None:
    """Return the name that the bracket begins with."""
    view = scan.view
    while first < close and (
        view.texts[first] in "\"'“‘«" or view.folded[first] in scan.lexicon.bodies.articles
    ):
        first += 1
    if first >= close or (not view.cap[first] and not any(map(str.isupper, view.texts[first]))):
        return None
    last = first + 1
    while last < close and (
        view.cap[last] or view.texts[last] in "&-/" or view.folded[last] in scan.lexicon.bodies.of
    ):
        last += 1
    follows = view.texts[last] if last < len(view) else ""
    if last < close and follows not in {",", ";", "”", '"', "»", "’", "'"}:
        return None
    while last > first and not view.cap[last - 1] and not view.texts[last - 1].isalnum():
        last -= 1
    return (first, last)


def _name_inside(scan: Scan, before: Found, inside: tuple[int, int]) -> None:
    """Take what the bracket holds for a short name of ``before``."""
    view = scan.view
    first, last = inside
    item = scan.covering(first)
    if item or not scan.can(first, last):
        return
    if last - first == 1 and view.upper[first]:
        before = _widened(scan, before, view.texts[first])
    words = [view.texts[n] for n in range(first, last)]
    short = last - first == 1 and 2 <= len(words[0]) <= 14 and words[0].isalpha()
    if not short and not _initials_match(
        _initials(scan, before.first, before.last), "".join(w[0] for w in words)
    ):
        return
    if scan.places.is_country(view.key(first, last)) or (
        view.key(first, last) in scan.places and not view.upper[first]
    ):
        return
    scan.add(Found(first, last, before.label, before.kind, "bracket", "alias", 0.9))


def _widened(scan: Scan, body: Found, short: str) -> Found:
    """Return the unit with its body where the short name's letters are those of both.

    "Executive Directorate of the Federal Registry of Voters (DERFE)" is one name.
    """
    view, words = scan.view, scan.lexicon.bodies
    if view.folded[body.first][0] == short[0].lower():
        return body
    at = body.first
    while at and view.folded[at - 1] in words.linking | words.articles:
        at -= 1
    unit = scan.covering(at - 1) if 0 < at < body.first else None
    first = unit.first if unit else at
    while not unit and first and is_name_word(scan, first - 1) and scan.same_line(first - 1, at):
        first -= 1
    letters = _initials(scan, first, body.last)
    if (
        first == at
        or not short.lower().startswith(letters[:1])
        or not _initials_match(letters, short)
    ):
        return body
    scan.drop(body)
    if unit:
        scan.drop(unit)
    head = words.heads.get(view.folded[first])
    kind, label = (head.kind, head.label) if head else (body.kind, body.label)
    if head and head.public and not words.public_words.isdisjoint(view.folded[first : body.last]):
        label = "AGENCY"
    whole = Found(first, body.last, label, kind, "initials", "ruler", 0.85)
    scan.add(whole)
    return whole


def _name_before(scan: Scan, bracket: int, inside: tuple[int, int]) -> None:
    """Find the words whose initials are those of the short name in the bracket or before it."""
    view = scan.view
    first, last = inside
    if last - first == 1 and _squeezed(scan, bracket, first):
        return
    if last - first == 1 and view.upper[first]:
        start = _by_initials(scan, bracket, view.texts[first])
        head = _has_head(scan, start, bracket) or _strict(scan, start, bracket, view.texts[first])
        if head:
            kind, label = head
            if scan.add(Found(start, bracket, label, kind, "initials", "ruler", 0.7)):
                scan.add(Found(first, last, label, kind, "bracket", "alias", 0.8))
        return
    short = bracket - 1
    if last - first < 2 or not view.upper[short] or not scan.free[short]:
        return
    item = scan.covering(first)
    head = (item.kind, item.label) if item else _has_head(scan, first, last)
    if head and _initials_match(_initials(scan, first, last), view.texts[short]):
        kind, label = head
        if item or scan.add(Found(first, last, label, kind, "initials", "ruler", 0.7)):
            scan.add(Found(short, short + 1, label, kind, "bracket", "alias", 0.8))


def _squeezed(scan: Scan, bracket: int, short: int) -> bool:
    """Add "Norte Claro Seguro (Nocase)": the letters of the short name run through the name."""
    view = scan.view
    first = bracket
    while first and bracket - first < 5 and scan.same_line(first - 1, bracket):
        if not is_name_word(scan, first - 1) or is_starter(scan, first - 1):
            break
        first -= 1
    word = view.folded[short]
    if bracket - first < 2 or len(word) < 4 or not word.isalpha() or scan.headline[first]:
        return False
    if word in scan.places or not _runs_through(word, "".join(view.folded[first:bracket])):
        return False
    if word[0] != view.folded[first][0] or not scan.can(short, short + 1):
        return False
    scan.add(Found(first, bracket, "ORG", "other", "squeezed", "ruler", 0.7))
    return scan.add(Found(short, short + 1, "ORG", "other", "bracket", "alias", 0.8))


def _runs_through(word: str, name: str) -> bool:
    letters = iter(name)
    return all(char in letters for char in word)


def _has_head(scan: Scan, first: int, last: int) -> tuple[str, Label] | None:
    """Return kind and label of the first head noun among the words."""
    heads = scan.lexicon.bodies.heads
    for number in range(first, last):
        head = heads.get(scan.view.folded[number])
        if head:
            return head.kind, head.label
    return None


def _strict(scan: Scan, first: int, last: int, short: str) -> tuple[str, Label] | None:
    """Return kind and label of words without a head noun whose initials spell ``short`` exactly."""
    view = scan.view
    spelt = _initials(scan, first, last) == short.lower() and len(short) > 2
    if any(word in scan.lexicon.bodies.concepts for word in view.folded[first:last]):
        return None
    return ("other", "AGENCY") if spelt and short.lower() not in scan.lexicon.acronyms else None


def _initials(scan: Scan, first: int, last: int) -> str:
    return "".join(scan.view.folded[n][0] for n in range(first, last) if scan.view.cap[n])


def _initials_match(initials: str, short: str) -> bool:
    """Tell whether most letters of ``short`` are among ``initials``, in any order."""
    letters = [char for char in short.lower() if char.isalpha()]
    if not 2 <= len(letters) <= 10:
        return False
    rest = list(initials.lower())
    hits = 0
    for char in letters:
        if char in rest:
            rest.remove(char)
            hits += 1
    return hits >= 2 and hits >= len(letters) - 1 and len(rest) <= 2


def _by_initials(scan: Scan, bracket: int, short: str) -> int:
    """Return where the words begin whose initials are ``short`` (``bracket`` if none do)."""
    view, words = scan.view, scan.lexicon.bodies
    joints = words.of | words.and_ | words.articles | scan.lexicon.persons.particles
    best, at = bracket, bracket
    while at and bracket - at < 12 and scan.same_line(at - 1, bracket) and scan.free[at - 1]:
        before = at - 1
        if is_name_word(scan, before) and not is_role(scan, before):
            at = before
            if _initials_match(_initials(scan, at, bracket), short):
                best = at
        elif view.folded[before] in joints and at < bracket:
            at = before
        else:
            break
    return best
