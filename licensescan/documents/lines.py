"""The lines of a text, without what decorates them.

In: a text as decoded, of any origin: plain, hard-wrapped, markdown, with remnants of HTML, in
comment marks, with page breaks. Out: `Line`s whose offsets point into the untouched text. Never
changes the text, and reads each character a fixed number of times.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import partial
from itertools import islice, pairwise
from typing import NamedTuple

from licensescan.documents.runs import SHORTEST, cuts


class Line(NamedTuple):
    """One line, or what stands between two block tags of HTML.

    Attributes:
        start: First character that is neither white space nor decoration.
        end: One past the last such character.
        words: The characters between them.
        indent: Columns before ``start``; a tab goes to the next multiple of four.
        gap: Whether an empty line, a rule or a page break stands before it.
        page: Whether a page break or a page number stands before it.
        hashes: Level of a markdown or HTML heading, or of an underlined one; 0 for none.
        alone: Whether it is a paragraph by its mark-up alone: a heading, a row of a table.
        bullet: Whether an HTML list item begins here.
    """

    start: int
    end: int
    words: str
    indent: int
    gap: bool = False
    page: bool = False
    hashes: int = 0
    alone: bool = False
    bullet: bool = False


_line = partial(tuple.__new__, Line)
"""Makes a line of a tuple in a third of the time that `Line` takes."""

_BREAKS = "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
_BLOCK_TAG = (
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|thead|tbody|section|article|header|footer|center|"
    r"pre|blockquote|hr|dl|dt|dd|title|html|head|body)\b[^<>\n]{0,300}>"
)
_BREAK_OR_TAG = re.compile(rf"\r\n|[{_BREAKS}]|{_BLOCK_TAG}", re.IGNORECASE)
_HAS_TAG = re.compile(r"<(?:p|br|li|div|h[1-6]|tr)\b[^<>\n]{0,300}>", re.IGNORECASE)
_HEADING_TAG = re.compile(r"<h([1-6])", re.IGNORECASE)
# "<https://…>" and "<me@example.org>" are words, no tags.
_INLINE_TAGS = re.compile(r"(?:<(?![^\s<>]*(?:://|@))[a-z/!][^<>\n]{0,300}>\s*)+", re.IGNORECASE)

_SPACE = " \t\xa0\u3000\u200b\ufeff\u2002\u2003\u2009\u202f\xad\x00"
_PLAIN_ENDS = frozenset(string.ascii_letters + string.digits + ".,:)")
"""Last characters behind which no space, tag, entity or end of a comment stands."""

_GLYPHS = "\uf0c1\uf0b7\u00b6"
"""Signs that a web page sets after a heading."""
_ENTITIES = ("&nbsp;", "&#160;")
_ENTITY_SPACE = re.compile(r"(?:&nbsp;|&#160;|&#xa0;|\s)+", re.IGNORECASE)
# A line that is drawn, not written.
_DRAWN = re.compile(r"[-=_*~#+|:.\s\u2013\u2014\u2500-\u257f\u2022\\/<>]{3,}")
_UNDERLINE = re.compile(r"(={3,}|-{3,}|~{3,}|\^{3,})")
# "---- Third Party Code ----"
_BANNER = re.compile(r"([-=*~])\1{2,}[ \t]+(\w[^\n]{0,90}?)[ \t]+\1{3,}")
_LONGEST_UNDERLINED = 90
_PAGE = re.compile(
    r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|[-\u2013\u2014]\s*\d{1,4}\s*[-\u2013\u2014]",
    re.IGNORECASE,
)
_LONGEST_PAGE = 24
_HASHES = re.compile(r"(#{1,6}|={1,6})[ \t]+(?=\S)")
_FENCE = re.compile(r"(?:```|~~~)[\w+-]*")
_QUOTED = re.compile(r"(?:>[ \t]?)+")
_COMMENT = re.compile(r"(?://+!?|#+|\*+|;+|--+|%+|dnl\b|rem\b|/\*+)(?=[ \t]|$)", re.IGNORECASE)
_COMMENTED = 0.85
"""Share of the lines that begin with one comment mark, from which on it is decoration."""
_FEWEST_COMMENTED = 4
# A line of a box that is drawn around a paragraph.
_BOXED = re.compile(r"^[ \t]*\*[ \t][^\n]{0,200}[ \t]\*[ \t]*\r?$", re.MULTILINE)
_FEWEST_BOXED = 3


def lines_of(text: str) -> list[Line]:
    """Return the lines that hold words, in order."""
    comment = _comment_mark(text)
    lines: list[Line] = []
    before = _Before()
    for start, raw, breaker in _stretches(text):
        if breaker != "\n":
            before.add(breaker)
        line = _read(raw, start, comment) if raw else None
        if line is None:
            before.gap = before.gap or breaker[0] != "<"
            before.noted = before.noted or before.gap
            continue
        words = line[2]
        if len(words) <= _LONGEST_PAGE and _is_page_number(line, before, not lines):
            before.gap = before.page = before.noted = True
        elif words[0].isalnum() or not _decorates(line, lines, before):
            if before.noted:
                line, before = before.mark(line), _Before()
            lines.append(line)
            if len(words) > SHORTEST:
                lines.extend(_run_on(lines))
    return lines


def _decorates(line: Line, lines: list[Line], before: _Before) -> bool:
    """Whether a line is drawn; make the one above a heading where it underlines that."""
    if _UNDERLINE.fullmatch(line.words) and _underlines(lines, before):
        level = 1 if line.words[0] == "=" else 2
        lines[-1] = lines[-1]._replace(hashes=level, alone=True)
        return True
    if _DRAWN.fullmatch(line.words) or _FENCE.fullmatch(line.words):
        before.gap = before.noted = True
        return True
    return False


def _run_on(lines: list[Line]) -> list[Line]:
    """Cut the last line where sections run on in it; return those after the first."""
    whole = lines[-1]
    places = cuts(whole.words)
    if not places:
        return []
    parts: list[Line] = []
    for begin, end in pairwise([0, *places, len(whole.words)]):
        words = whole.words[begin:end].rstrip(_SPACE)
        start = whole.start + begin
        parts.append(
            whole._replace(
                start=start, end=start + len(words), words=words, gap=bool(begin) or whole.gap
            )
        )
    lines[-1] = parts[0]
    return parts[1:]


class _Before:
    """What stood between the last line with words and the next; `noted` says whether anything did."""

    __slots__ = ("bullet", "gap", "hashes", "noted", "page")

    def __init__(self) -> None:
        self.gap = self.page = self.bullet = self.noted = False
        self.hashes = 0

    def add(self, breaker: str) -> None:
        """Take note of what ends a line, other than a mere line end: a page break, a tag."""
        if breaker == "\f":
            self.gap = self.page = self.noted = True
        elif breaker.startswith("<"):
            tag = breaker.lower()
            self.gap = self.gap or not tag.startswith("<br")
            self.bullet = self.bullet or tag.startswith("<li")
            found = _HEADING_TAG.match(tag)
            self.hashes = int(found[1]) if found else self.hashes
            self.noted = self.gap or self.bullet or self.hashes > 0

    def mark(self, line: Line) -> Line:
        """Return the line with what stood before it."""
        hashes, alone = self.hashes or line.hashes, line.alone or self.hashes > 0
        return _line((*line[:4], self.gap, self.page, hashes, alone, self.bullet))


Stretch = tuple[int, str, str]
"""Where a line begins, its characters, and what ended the line before it."""


def _stretches(text: str) -> Iterator[Stretch]:
    tagged = "<" in text and _HAS_TAG.search(text) is not None
    stretches = _tagged_stretches(text) if tagged else _plain_stretches(text)
    return _unboxed(stretches) if _has_box(text) else stretches


def _plain_stretches(text: str) -> Iterator[Stretch]:
    start, breaker = 0, "\n"
    for raw, line in zip(text.splitlines(), text.splitlines(keepends=True), strict=True):
        yield start, raw, breaker
        start += len(line)
        breaker = line[-1]


def _tagged_stretches(text: str) -> Iterator[Stretch]:
    start, breaker = 0, "\n"
    for found in _BREAK_OR_TAG.finditer(text):
        yield start, text[start : found.start()], breaker
        start, breaker = found.end(), found[0]
    yield start, text[start:], breaker


def _unboxed(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Yield stretches without the sides of the box that is drawn around them."""
    for start, raw, breaker in stretches:
        if _BOXED.match(raw):
            left = raw.index("*") + 1
            yield start + left, raw[left : raw.rindex("*")], breaker
        else:
            yield start, raw, breaker


def _read(raw: str, start: int, comment: re.Pattern[str] | None) -> Line | None:
    """Return a line without its decoration; None for one that holds nothing else."""
    end = start + len(raw)
    if raw[-1] in _PLAIN_ENDS and raw[0].isalnum() and comment is None:
        return _line((start, end, raw, 0, False, False, 0, False, False))  # nothing to take off
    words = raw.lstrip(_SPACE)
    indent = _columns(raw[: len(raw) - len(words)]) if len(words) < len(raw) else 0
    if words and words[0] in (">#/*;-%&<|dDrR" if comment else ">&<"):
        words, indent = _undecorated(words, indent, comment)
    at = end - len(words)
    words = words.rstrip(_SPACE)
    if words and (words[-1] in ">/" or words[-1] >= "\xb6" or words.endswith(_ENTITIES)):
        words = _without_tail(words, comment)
    if not words:
        return None
    if words[0] in "#=|-*~":
        return _marked_up(words, at, indent)
    return _line((at, at + len(words), words, indent, False, False, 0, False, False))


def _marked_up(words: str, at: int, indent: int) -> Line | None:
    """Return a line that may be a heading or the row of a table; None for an empty heading."""
    hashes = _HASHES.match(words) if words[0] in "#=" else None
    if hashes:
        tail = words[hashes.end() :].rstrip(f"{words[0]} \t")
        at += hashes.end()
        if not tail:
            return None
        return Line(at, at + len(tail), tail, indent, hashes=len(hashes[1]), alone=True)
    banner = _BANNER.fullmatch(words) if words[-1] == words[0] else None
    if banner:
        start, end = banner.span(2)
        return Line(at + start, at + end, banner[2], indent, hashes=2, alone=True)
    if words[0] == "|" and (words[-1] == "|" or " | " in words) and len(words) > 1:
        inner = words.lstrip("| \t")
        at += len(words) - len(inner)
        inner = inner.rstrip("| \t") or "---"
        return Line(at, at + len(inner), inner, indent, alone=True)
    return Line(at, at + len(words), words, indent)


def _columns(space: str) -> int:
    return len(space.expandtabs(4)) if "\t" in space else len(space)


def _undecorated(words: str, indent: int, comment: re.Pattern[str] | None) -> tuple[str, int]:
    """Return the rest of a line after comment marks, quotation marks of mail, entities and tags."""
    if comment is not None:
        found = comment.match(words)
        if found:
            rest = words[found.end() :]
            words = rest.lstrip(_SPACE)
            indent = _columns(rest[: len(rest) - len(words)])
    for pattern in (_QUOTED, _ENTITY_SPACE, _INLINE_TAGS):
        found = pattern.match(words)
        if found:
            rest = words[found.end() :]
            words = rest.lstrip(_SPACE)
            if pattern is not _INLINE_TAGS:
                indent = _columns(rest[: len(rest) - len(words)])
    return words, indent


def _without_tail(words: str, comment: re.Pattern[str] | None) -> str:
    """Return a line without the entities, closing tags and comment ends after its last word."""
    while True:
        shorter = words.rstrip(_SPACE + _GLYPHS)
        for tail in (*_ENTITIES, "*/" if comment else "&nbsp;"):
            shorter = shorter.removesuffix(tail)
        if shorter.endswith(">"):
            opening = shorter.rfind("<", max(0, len(shorter) - 300))
            if opening >= 0 and _INLINE_TAGS.fullmatch(shorter, opening):
                shorter = shorter[:opening]
        if shorter == words:
            return words
        words = shorter


def _underlines(lines: list[Line], before: _Before) -> bool:
    """Whether a drawn line underlines the one above it, which makes that a heading."""
    if not lines or before.gap:
        return False
    above = lines[-1]
    length = len(above.words)
    return (above.gap or len(lines) == 1) and length <= _LONGEST_UNDERLINED and not above.hashes


def _is_page_number(line: Line, before: _Before, first: bool) -> bool:
    if not (before.gap or first) or len(line.words) > _LONGEST_PAGE:
        return False
    return _PAGE.fullmatch(line.words) is not None and not (first and line.words.isdigit())


def _has_box(text: str) -> bool:
    """Whether a paragraph stands in a box of stars."""
    if " *\n" not in text and " *\r" not in text:
        return False
    return len(list(islice(_BOXED.finditer(text), _FEWEST_BOXED))) == _FEWEST_BOXED


def _comment_mark(text: str) -> re.Pattern[str] | None:
    """Return the pattern of the comment mark that opens nearly every line; None if none does."""
    opening = [line.strip() for line in text[:8000].splitlines()]
    written = [line for line in opening if line]
    if len(written) < _FEWEST_COMMENTED or text[:8000].lstrip()[:1] not in "/#*;-%dDrR":
        return None
    marked = [line for line in written if _COMMENT.match(line)]
    if len(marked) < _COMMENTED * len(written):
        return None
    # A list of bullets opens its lines with a mark too, but begins each with a capital.
    small = sum(line.lstrip("/#*;-% \t")[:1].islower() for line in marked)
    return _COMMENT if written[0].startswith("/*") or small * 5 > len(marked) else None
