"""Which line ends of a text are meant, and which merely wrap it or tear a sentence.

In: lines and how each opens. Out: whether a block ends between two of them. Told by the width that
the text is wrapped at, by what ends a line and by what the next begins with.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from licensescan.documents.headings import could_head, is_all_caps, is_titled
from licensescan.documents.lines import Line
from licensescan.documents.markers import Marker, Opening

_ITEM_END = re.compile(r"(?:[;:]|[;,.]\s(?:and|or|and/or))$")
# The last word of a line that goes on in the next, whatever that begins with.
_RUNS_ON = re.compile(
    r"(?:,|\b(?:of|the|in|under|by|to|a|an|and|or|with|for|from|than|that|which|version|since|on|at|as|"
    r"sections?|articles?|clauses?|paragraphs?|chapters?|parts?|annex|exhibit|schedule|appendix))$",
    re.IGNORECASE,
)
_TERMINAL = re.compile(
    r"(?:[.;:!?。；：！？…]|,\s*(?:and|or)|[;:.]\s*(?:and|or|and/or))[\"”’'»)\]*_]*$"
)
_ENDS_ITEM = re.compile(r"(?:[.,;:!?]|[;,]\s*(?:and|or))[\"”’)]*$")
_SEMICOLON = re.compile(r";(?:\s*(?:and|or))?$")
_ENDS_LEAD = re.compile(r"(?:[.;:!?…\u2013\u2014-]|[;,]\s*(?:and|or))[\"”’)]*$")
_INNER_SEMICOLON = re.compile(r";\s(?!\s*(?:and|or|and/or)$)")
_COMMA_JOIN = re.compile(r",\s(?:and|or)$")
_FULL_STOP = re.compile(r"[.!?][\"”’)]*$")
# Words in which a sentence in capitals goes on.
_JOINS = re.compile(r"(?:AND|OR|NOR|OF|TO|BY|FOR|FROM|WITH|THAT|WHICH)\b")
# Words in capitals after which no sentence ends, nor does a lead-in.
_AWAITS = re.compile(r"\b(?:THE|AN?|OF|FROM|BY|WITH|ITS|THEIR|YOUR)$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
# Words that an address follows within its sentence.
_POINTS = re.compile(
    r"\b(?:at|by|from|in|is|are|of|on|or|and|see|to|under|via|visit|with)$", re.IGNORECASE
)
_MEANS = re.compile(r"(?:means?|(?:has|have) the (?:same )?meaning|refers? to|shall mean)\b")
_IDEOGRAPHS = "\u3000"
"""The first sign of a script that is wrapped anywhere."""
_FEWEST_GAPS = 10
_DOUBLE_SPACED = 0.8
_WITHIN = 0.4
"""Share of the lines below an empty line, and of the empty lines that stand within a sentence."""
_DOUBLE = 2
_LONGEST_WRAPPED = 140
_FEWEST_WRAPS = 3
_IN_CAPITALS = 0.3
"""Share of the lines that are wrapped in capitals, in a text that is measured by these."""
_BEYOND = 20
"""Columns beyond the width from which on a line is not wrapped there."""
_SLACK = 2
_LONGEST_SHORT = 55
"""Characters of a line that is taken for an item where it ends with "and" or "or"."""
_SHORTEST_FILLED = 45
_FILLED = 0.7
"""Share of the width from which on a line that ends with a semicolon may be wrapped there."""
_LIST_SLACK = 12
"""Columns that a line must leave empty to end an item, where the next begins in small letters."""


def single_spaced(text: str, lines: list[Line]) -> list[Line]:
    """Return the lines of a double-spaced text with gaps only where it leaves more than one line.

    In such a text, nearly every line has an empty one above it, and most of these stand within a
    sentence.
    """
    gaps = sum(line.gap for line in lines)
    if gaps < max(_FEWEST_GAPS, _DOUBLE_SPACED * len(lines)):
        return lines
    within = sum(
        after.gap and after.words[0].islower() and not _ENDS_ITEM.search(line.words[-8:])
        for line, after in pairwise(lines)
    )
    if within < _WITHIN * gaps:
        return lines
    single = lines[:1]
    for line, after in pairwise(lines):
        wide = after.gap and len(text[line.end : after.start].splitlines()) > _DOUBLE
        single.append(after if wide == after.gap else after._replace(gap=wide))
    return single


def is_torn(lines: list[Line], openings: list[Opening], first: int, at: int) -> bool:
    """Whether an empty line tears a sentence, such as where a page ended.

    The line above it ends no sentence, and the paragraph below goes on with it in small letters,
    ends it, and is not one of several: those would be items.

    Args:
        lines: All lines.
        openings: How they open.
        first: The first line of the block above.
        at: The line below the empty one.
    """
    above, line = lines[at - 1], lines[at]
    if openings[at].markers or line.alone or line.bullet or above.alone:
        return False
    if not (line.words[0].islower() or _goes_on_in_capitals(above, line)):
        return False
    if _ENDS_LEAD.search(above.words[-8:]):
        return False
    if at - first == 1 and could_head(above.words):
        return above.words[0] in '"“' and _MEANS.match(line.words) is not None
    if _ADDRESS.match(line.words):
        return _POINTS.search(above.words[-8:]) is not None
    return line.indent <= above.indent + 1 and _ends_sentence_alone(lines, openings, at)


def _ends_sentence_alone(lines: list[Line], openings: list[Opening], at: int) -> bool:
    """Whether the paragraph that a line begins ends a sentence, with no such paragraph below.

    A paragraph with lines that end in semicolons is a list, item by item.
    """
    end = at + 1
    while end < len(lines) and not (lines[end].gap or openings[end].markers):
        if _SEMICOLON.search(lines[end - 1].words[-8:]):
            return False
        end += 1
    if not _FULL_STOP.search(lines[end - 1].words[-8:]):
        return False
    return end == len(lines) or bool(openings[end].markers) or not lines[end].words[0].islower()


def _goes_on_in_capitals(above: Line, line: Line) -> bool:
    joins = _JOINS.match(line.words) or _AWAITS.search(above.words[-8:])
    return bool(joins) and line.words[:40].isupper() and above.words.isupper()


def wrap_width(lines: list[Line], openings: list[Opening]) -> int:
    """Return the width at which a text is wrapped by hand, in columns; 0 if it is not.

    Measured on lines that end within a sentence and go on in small letters on the next line; of a
    text in capitals, on those that go on in capitals.
    """
    ends = _wrapped(lines, openings, _begins_small)
    if len(ends) < _FEWEST_WRAPS:
        shouted = _wrapped(lines, openings, _shout)
        if len(shouted) >= max(_FEWEST_WRAPS, _IN_CAPITALS * len(lines)):
            ends = shouted
    if len(ends) >= _FEWEST_WRAPS:
        return sorted(ends)[int(len(ends) * 0.95)]
    if not ends or any(len(line.words) > _LONGEST_WRAPPED for line in lines):
        return 0
    return max(line.indent + len(line.words) for line, after in pairwise(lines) if not after.gap)


def _wrapped(
    lines: list[Line], openings: list[Opening], goes_on: Callable[[str, str], bool]
) -> list[int]:
    """Return the columns at which lines end that stop within a sentence."""
    return [
        line.indent + len(line.words)
        for (line, after), opening in zip(pairwise(lines), openings[1:], strict=False)
        if not after.gap
        and not opening.markers
        and goes_on(line.words, after.words)
        and not line.alone
        and len(line.words) <= _LONGEST_WRAPPED
        and not _ends(line.words, 8)
    ]


def _ends(words: str, looked_at: int = 12) -> bool:
    """Whether a line ends with a stop, or with the "and" or "or" of a list."""
    last = words[-1]
    if last.isalnum() and last not in "dr":
        return False
    return _TERMINAL.search(words[-looked_at:]) is not None


def _begins_small(_above: str, words: str) -> bool:
    return words[0].islower()


class Cutter:
    """Tells the line ends that are meant from those that merely wrap a text."""

    __slots__ = ("seen", "width")

    def __init__(self, width: int) -> None:
        self.width = width
        self.seen: dict[str, tuple[int, int]] = {}

    def remember(self, opening: Opening, line: Line) -> None:
        """Keep the last number of each style of marker, and its indentation."""
        for marker in opening.markers[:1]:
            for family, value in marker.readings:
                self.seen[marker.style + family] = (value, line.indent)
            if marker.is_bullet:
                self.seen[marker.style] = (0, line.indent)

    def cuts(self, above: Line, line: Line, opening: Opening, opened: Opening, lines: int) -> bool:
        """Whether a block ends between two lines.

        Args:
            above: The line that may be the block's last.
            line: The line that may be the next block's first.
            opening: How it opens.
            opened: How the block opens.
            lines: How many lines the block has so far.
        """
        if line.page:
            comma = _COMMA_JOIN.search(above.words)
            return not line.words[0].islower() or (_ends(above.words) and not comma)
        if line.gap or line.alone or above.alone or line.bullet:
            return True
        fits = self._fits(above, line)
        if opening.markers:
            return self._opens_item(opening.markers[0], above, line, _ends(above.words), fits)
        if not fits or (lines == 1 and opened.rest >= len(above.words)):
            return False  # wrapped, or the marker stands alone on its line
        return self._meant(above, line, _ends(above.words), lines)

    def _fits(self, above: Line, line: Line, slack: int = _SLACK) -> bool:
        """Whether the first word of a line would have had room on the line above."""
        space = 1 if line.words[0] >= _IDEOGRAPHS else line.words.find(" ")
        word = space if space >= 0 else len(line.words)
        end = above.indent + len(above.words)
        unwrapped = self.width == 0 or end > self.width + _BEYOND
        return unwrapped or end + 1 + word <= self.width - slack

    def _opens_item(self, marker: Marker, above: Line, line: Line, ended: bool, fits: bool) -> bool:
        """Whether a marker at the beginning of a line opens an item, rather than being text."""
        if marker.is_bullet:
            loose = marker.style in "-+*.o\u2013\u2014"
            return ended or fits or not loose or marker.style in self.seen
        if ended and (fits or marker.opens or line.indent != above.indent):
            return True
        for family, value in marker.readings:
            last = self.seen.get(marker.style + family)
            if last is not None and value == last[0] + 1 and abs(line.indent - last[1]) <= 1:
                return True
        refers = self.width == 0 or marker.style in ("key", "multi", "annex")
        if refers and not ended and _RUNS_ON.search(above.words[-12:]):
            return marker.opens and not marker.is_section and marker.style != "key"
        if marker.opens and could_head(above.words) and line.indent > above.indent:
            return True
        return fits and (marker.opens or ended or not line.words[-1:].isdigit())

    def _meant(self, above: Line, line: Line, ended: bool, lines: int) -> bool:
        """Whether the end of a line that had room for more is meant, rather than a wrap."""
        first = line.words[0]
        if first in '(["“' and not ended and not could_head(above.words):
            first = line.words.lstrip('(["“')[:1] or first
        if self._runs_on(above.words, line.words, ended, lines):
            return False
        if first.islower():
            return self._sets_apart(above, line, lines)
        if ended or self.width == 0:
            return ended or not _RUNS_ON.search(above.words[-12:])
        return lines == 1 and _heads(above, line)

    def _runs_on(self, above: str, words: str, ended: bool, lines: int) -> bool:
        """Whether a sentence runs on at a line end, whatever the next line begins with."""
        if ended:
            filled = len(above) > _FILLED * self.width > 0 and above[-1] in ";dr"
            inner = _INNER_SEMICOLON
            return filled and (inner.search(above) or inner.search(words)) is not None
        if above[-1] >= _IDEOGRAPHS:
            return True  # ideographs wrap anywhere
        return _shout(above, words) and (lines > 1 or not could_head(above))

    def _sets_apart(self, above: Line, line: Line, lines: int) -> bool:
        """Whether a line end above small letters is meant: below a heading, within a list."""
        if self.width == 0 and lines == 1 and could_head(above.words):
            return is_titled(above.words) and len(line.words) > len(above.words)
        listed = _ITEM_END.search(above.words[-8:]) is not None
        if above.words[-1] not in ";:" and len(above.words) > _LONGEST_SHORT:
            return False
        return listed and above.indent <= line.indent and self._fits(above, line, _LIST_SLACK)


def _heads(above: Line, line: Line) -> bool:
    """Whether a line that ends with no stop is a heading, rather than wrapped."""
    if not could_head(above.words):
        return False
    if is_all_caps(above.words):
        if is_all_caps(line.words):
            return False
    elif not is_titled(above.words) or _fills(above, line):
        return False
    last = above.words[above.words.rfind(" ") + 1 :]
    return not _shouts(last, line.words.split(" ", 1)[0])


def _fills(above: Line, line: Line) -> bool:
    """Whether a line is about as long as the next, so that it is one of a narrow paragraph."""
    word = line.words.split(" ", 1)[0]
    length, below = len(above.words), len(line.words)
    if min(length, below) < _SHORTEST_FILLED or word.lower() == "copyright":
        return False
    return length + 1 + len(word) >= below


def _shout(above: str, words: str) -> bool:
    """Whether a long line in capitals stands above another line in capitals."""
    return len(above) > _LONGEST_SHORT and above[-40:].isupper() and words[:40].isupper()


def _shouts(last: str, first: str) -> bool:
    """Whether a line end stands within a passage in capitals."""
    return len(last) > 1 and last.isupper() and first.isupper()
