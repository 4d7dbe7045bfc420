"""The markers that open sections and list items: ``1.``, ``1.1``, ``(a)``, ``iv.``, ``§ 3``, ``•``.

In: the first words of a line. Out: its `Marker`s, with every way to read an ambiguous one (``i.``
is the ninth letter or the first roman numeral). Never decides where in the text it belongs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from licensescan.documents.kept import kept


class Marker(NamedTuple):
    """What stands before a section or a list item.

    Attributes:
        style: How it is written: the brackets or stop around a number, the bullet's character,
            ``multi`` for 1.1, ``key`` for "Section 1", ``annex`` for "Attachment A".
        readings: (family, value) in order of likelihood; family is decimal, letter, LETTER,
            roman or ROMAN; empty for bullets.
        label: What it adds to a section's label; empty for bullets.
        numbers: Parts of a number with several parts, such as 2.1 or 2(a); else empty.
    """

    style: str
    readings: tuple[tuple[str, int], ...] = ()
    label: str = ""
    numbers: tuple[str, ...] = ()

    @property
    def is_bullet(self) -> bool:
        """Whether it has no number."""
        return not self.label

    @property
    def is_section(self) -> bool:
        """Whether sections bear such numbers; lists may do so, too."""
        decimal = bool(self.readings) and self.readings[0][0] == "decimal"
        return bool(self.numbers) or decimal or self.style in ("key", "annex")

    @property
    def opens(self) -> bool:
        """Whether it may be the first of a list."""
        return any(value <= 1 for _, value in self.readings)


_ANNEX = "annex|appendix|attachment|exhibit|schedule|addendum"
_KEY = "section|sec\\.|article|art\\.|clause|part|chapter|title|§§?|\N{SECTION SIGN}"
_BULLETS = "•·◦▪▫■□●○‣⁃∙►▶➢➤\uf0b7\uf0a7\uf0d8\uf0fc\uf076✓✔✗✘❖◆◇★☐☑🔹🔸"
_HAN = "\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341"
"""Chinese digits from nought to ten."""
_MARKER = re.compile(
    rf"""
    (?P<annex>(?:{_ANNEX})) [ \t]+ (?P<annex_id>[A-Z]|\d{{1,2}}|[IVX]{{1,5}})
        (?: [ \t]*[-.:)\u2013\u2014|]+(?=\s|$) | [ \t]*$ | (?=[ \t]+[(A-Z]) )
  | (?P<sole_annex>annex|appendix|addendum):(?=[ \t]+[A-Z])
  | (?P<key>(?:{_KEY})) [ \t]* (?P<key_id>\d{{1,3}}(?:\.\d{{1,3}})*|[IVXLC]{{1,7}}|[A-Z])
        (?: [ \t]*[-.:)\u2013\u2014|]+(?=\s|$) | [ \t]*$ | [ \t]{{2,}} | (?=[ \t]+[A-Z]) )
  | (?P<multi>\d{{1,3}}(?:\\?\.\d{{1,3}}){{1,6}} (?:\([a-zA-Z0-9]{{1,4}}\))*
        | \d{{1,2}}\.?[a-z](?=\)\s)
        | [A-Z](?:\.\d{{1,2}}){{1,4}}(?:\.[a-z])?(?![\w-]) | \d{{1,3}}(?:\([a-zA-Z0-9]{{1,4}}\))+ )
        (?: [.):]? (?=\s|$|\*\*|__) | \.? (?=[A-Z"\u201c\u4e00-\u9fff]) )
  | [(\[\uff08] (?P<bracketed>\d{{1,3}}|[a-zA-Z]|[ivxlc]{{2,7}}|[IVXLC]{{2,7}}|(?P<twice>[a-z])(?P=twice))
        [)\]\uff09] [.:]? (?=\s|$|\*\*|__|["\u201cA-Z\u4e00-\u9fff])
  | (?P<plain>\d{{1,3}}|[a-zA-Z]|[ivxlc]{{2,7}}|[IVXLC]{{2,7}}|(?P<again>[a-z])(?P=again))
        (?P<close>\\?\.\)|\\?[.)]|\u3001|\uff0e) (?: (?=\s|$|\*\*|__) | (?<=\d\.) (?=[A-Z"\u201c(\u4e00-\u9fff]) | (?<=[\u3001\uff0e]) )
  | (?: \u7b2c[ ]? (?P<article>[{_HAN}]{{1,5}}) [ ]? [\u6761\u7ae0\u8282\u689d\u7bc0] (?=[\s:\uff1a\u3001.\uff08(\u3010]|$)
        | (?P<han>[{_HAN}]{{1,4}}) [\u3001\uff0e]
        | [(\uff08] (?P<han_item>[{_HAN}]{{1,4}}) [)\uff09] ) [:\uff1a\u3001]?
  | (?P<bullet>[-*+.\u2013\u2014](?=\s|$) | -(?=[A-Z][a-z]) | o(?=[ ]{{2,}}|\t|[ ][A-Z]) | [{_BULLETS}] | --(?=\s))
    """,
    re.VERBOSE,
)
_FOLDED_KEYS = re.compile(rf"(?:{_ANNEX}|{_KEY})", re.IGNORECASE)
# Nearly all lines open with a word; this tells them fast, most of them by two letters.
_MAY_OPEN = re.compile(
    r"[^a-zA-Z]|[a-zA-Z]{1,7}+[\\.)\u3001\uff0e]|o[ \t]"
    r"|(?=[aA][dDnNpPrRtT]|[sS][cCeE]|[tT][iI]|[cC][hHlL]|[pP][aA]|[eE][xX])"
    rf"(?i:{_ANNEX}|{_KEY})[ \t\d:]"
)
# What the parts of "2.1", "2(a)", "A.1.b" and "2b" are.
_PART = re.compile(r"\d+|[A-Za-z]+")
_EMPHASIS = re.compile(r"(?:\*\*\*|\*\*|__|\*(?=\S)|_(?=\S))[ \t]*")
_COPYRIGHT = re.compile(
    r"[ \t]*(?:copyright|\d{4}\b|by\b|[A-Z][a-z]+ [A-Z][a-z]+ \d{4})", re.IGNORECASE
)
# What follows a number that is part of a sentence: "2. of this Agreement" never opens a section.
_RUNS_ON = re.compile(r"[ \t]*(?:of|or|and|through|above|below|hereof|thereof|to the extent)\b")
_EMPHASES = ("*", "_")
_LONGEST_CHAIN = 4


def follows(marker: Marker, before: Marker) -> bool:
    """Whether a marker is the next after another in a list of one style."""
    if marker.style != before.style:
        return False
    if marker.is_bullet or marker.numbers:
        return len(marker.numbers) == len(before.numbers)
    return any((family, value - 1) in before.readings for family, value in marker.readings)


class Opening(NamedTuple):
    """How a line opens.

    Attributes:
        markers: Outermost first; usually one or none.
        rest: Where the words after them begin, counted from the line's first character.
        emphasis: The marks of emphasis that open the line or its words, such as ``**``.
    """

    markers: tuple[Marker, ...]
    rest: int
    emphasis: str


_NO_MARKER = Opening((), 0, "")


def opening_of(words: str) -> Opening:
    """Return the markers at the beginning of a line's words, and where its own words begin."""
    return _opening(words) if _MAY_OPEN.match(words) else _NO_MARKER


@kept(most=4096)
def _opening(words: str) -> Opening:
    markers: list[Marker] = []
    at, emphasis = 0, ""
    while len(markers) < _LONGEST_CHAIN:
        if words.startswith(_EMPHASES, at):
            found = _EMPHASIS.match(words, at)
            if found and not emphasis:
                emphasis, at = found[0].strip(), found.end()
        marker, end = _marker_at(words, at)
        if marker is None or (markers and not _chains(markers[-1], marker)):
            break
        markers.append(marker)
        at = end
        if emphasis and words.startswith(emphasis, at):
            at, emphasis = at + len(emphasis), ""
            at += words.startswith((". ", ": "), at)
        while at < len(words) and words[at].isspace():
            at += 1
    return Opening(tuple(markers), at, emphasis)


def _chains(outer: Marker, inner: Marker) -> bool:
    """Whether a second marker may follow at once: "1. (a)", "e. 1)", "- a.", never "1. - "."""
    return inner.style != outer.style and (inner.opens or outer.is_bullet) and not inner.is_bullet


def _marker_at(words: str, at: int) -> tuple[Marker | None, int]:
    if not _MAY_OPEN.match(words, at):
        return None, at
    found = _MARKER.match(words, at) or _keyed(words, at)
    if found is None:
        return None, at
    marker = _read(found)
    if marker is None or (marker.label and _RUNS_ON.match(words, found.end())):
        return None, at
    if marker.label in ("c", "C") and found["bracketed"] and _COPYRIGHT.match(words, found.end()):
        return None, at
    return marker, found.end()


def _keyed(words: str, at: int) -> re.Match[str] | None:
    """Match "SECTION 1", "Attachment A": the key in any case, the rest as written."""
    key = _FOLDED_KEYS.match(words, at, at + 12)
    if key is None:
        return None
    return _MARKER.match(words[:at] + key[0].lower() + words[key.end() :][:120], at)


def _read(found: re.Match[str]) -> Marker | None:
    last = found.lastgroup or ""
    written = found[last]
    match last:
        case "bracketed":
            return _listed("()", written)
        case "close":
            return _listed(written.removeprefix("\\"), found["plain"])
        case "bullet":
            return Marker(written)
        case "multi":
            numbers = tuple(_PART.findall(written))
            return Marker("multi", (), ".".join(numbers), numbers)
        case "key_id":
            return _keyword(found["key"], written)
        case "annex_id":
            return Marker("annex", readings_of(written), f"{found['annex'].capitalize()} {written}")
        case "sole_annex":
            return Marker("annex", (), written.capitalize())
    value = _han_number(written)
    return Marker(last, (("decimal", value),), str(value))


@lru_cache(maxsize=1024)
def _listed(style: str, written: str) -> Marker | None:
    readings = readings_of(written)
    return Marker(style, readings, written) if readings else None


def _keyword(key: str, written: str) -> Marker:
    if "." in written:
        return Marker("multi", (), written, tuple(written.split(".")))
    label = written if written.isdigit() else f"{key.rstrip('.').capitalize()} {written}"
    return Marker("key", readings_of(written), label)


def _han_number(written: str) -> int:
    """Return the value of a Chinese number below a hundred."""
    tens, ten, ones = written.rpartition("\u5341")
    value = _HAN.index(ones[-1]) if ones else 0
    return value + 10 * (_HAN.index(tens[-1]) if tens else 1) if ten else value


_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
_ROMAN = {tens + ones: 10 * t + o for t, tens in enumerate(_TENS) for o, ones in enumerate(_ONES)}


@lru_cache(maxsize=1024)
def readings_of(written: str) -> tuple[tuple[str, int], ...]:
    """Return the ways to read a number or letter, such as ``(("letter", 9), ("roman", 1))``."""
    if written.isdecimal():
        return (("decimal", int(written)),)
    small = written.lower()
    upper = written != small
    readings: list[tuple[str, int]] = []
    if len(set(small)) == 1 and len(small) <= 2:
        value = ord(small[0]) - ord("a") + 1 + 26 * (len(small) - 1)
        readings.append(("LETTER" if upper else "letter", value))
    if small in _ROMAN and small:
        readings.append(("ROMAN" if upper else "roman", _ROMAN[small]))
    if small in ("i", "ii"):
        readings.reverse()
    return tuple(readings)
