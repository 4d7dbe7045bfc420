"""The lineage as rows from source to result, with the lines that join them.

In: what leads to each component. Out: rows in an order in which sources stand above what is made
of them, and arcs between rows in lanes of their own, as version control systems draw a history:
it fits any width and any length. A cycle, which cards may state, is drawn upwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from licensescan.reports.safe import one_line
from licensescan.result import ComponentRecord, Result

MOST_ROWS = 200
"""Rows beyond which a drawing helps nobody; the table of steps stands anyway."""
ROW, LANE, DOT = 56, 14, 12
"""Height of a row, width of a lane, room for the dots, in CSS pixels."""


LINKS = {
    "materials": "its materials",
    "outputs": "its outputs",
    "data": "training data",
    "none": "nothing",
}
"""What of a source goes into the result."""


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow of the lineage, in words."""

    source: str
    result: str
    activity: str
    link: str
    ours: bool
    stated: str


@dataclass(frozen=True, slots=True)
class Row:
    """One asset of the drawing; the component is None for a name that only a step mentions."""

    name: str
    component: ComponentRecord | None
    made: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawing: rows from top to bottom, SVG paths of the arcs, size in CSS pixels."""

    rows: tuple[Row, ...]
    arcs: tuple[tuple[str, bool], ...]
    """Path data, and whether the step is ours."""
    dots: tuple[tuple[int, int], ...]
    width: int
    height: int


def steps(result: Result) -> tuple[Step, ...]:
    """Return every step of the lineage, in the order of the components that result."""
    return tuple(
        Step(
            source=one_line(raw.get("source") or "not named", 200),
            result=one_line(component.name, 200),
            activity=one_line(raw.get("activity") or "made from", 60),
            link=LINKS.get(str(raw.get("link")), one_line(raw.get("link") or "", 60)),
            ours=bool(raw.get("ours")),
            stated=one_line(raw.get("stated") or "", 200),
        )
        for component in result.components
        for raw in component.upstream
    )


def graph(result: Result) -> Graph | None:
    """Return the drawing; None where there is nothing to draw or far too much."""
    found = tuple(step for step in steps(result) if step.source != step.result)
    names = _ordered(found)
    if not names or len(names) > MOST_ROWS:
        return None
    places = {name: place for place, name in enumerate(names)}
    spans = {(places[x.source], places[x.result]): x.ours for x in found}
    lanes = _lanes(list(spans))
    x = LANE * max(lanes.values()) + DOT
    components = {one_line(component.name, 200): component for component in result.components}
    return Graph(
        rows=tuple(Row(name, components.get(name), _made(name, found)) for name in names),
        arcs=tuple((_path(span, lanes[span], x), ours) for span, ours in spans.items()),
        dots=tuple((x, _y(place)) for place in range(len(names))),
        width=x + DOT,
        height=ROW * len(names),
    )


def _ordered(found: tuple[Step, ...]) -> list[str]:
    """Return all names, each after its sources and close to them; a cycle is cut where it closes.

    The lists of sources are walked without recursion, for a lineage may be deep.
    """
    sources: dict[str, list[str]] = {}
    for step in found:
        sources.setdefault(step.source, [])
        sources.setdefault(step.result, []).append(step.source)
    ordered: dict[str, None] = {}
    seen: set[str] = set()
    for name in sources:
        stack = [name]
        while stack:
            here = stack[-1]
            waiting = [x for x in sources[here] if x not in seen] if here not in ordered else []
            seen.add(here)
            if waiting:
                stack.append(waiting[0])
            else:
                ordered.setdefault(stack.pop())
    return list(ordered)


def _lanes(spans: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Give each arc a lane in which it meets no other, the short ones nearest to the dots."""
    # The first lane runs through the dots: it is for neighbours alone.
    taken: list[list[tuple[int, int]]] = [[]]
    lanes = {}
    for span in sorted(spans, key=lambda x: (abs(x[1] - x[0]), x)):
        low, high = sorted(span)
        if span[1] - span[0] == 1:
            lanes[span] = 0
            continue
        free = (k for k, lane in enumerate(taken) if k and _fits(low, high, lane))
        lanes[span] = next(free, len(taken))
        if lanes[span] == len(taken):
            taken.append([])
        taken[lanes[span]].append((low, high))
    return lanes


def _fits(low: int, high: int, lane: list[tuple[int, int]]) -> bool:
    return all(high <= start or low >= end for start, end in lane)


def _path(span: tuple[int, int], lane: int, x: int) -> str:
    start, end = _y(span[0]), _y(span[1])
    if lane == 0:
        return f"M{x} {start + 5}V{end - 9}"
    bend = x - LANE * lane
    down = 1 if end > start else -1
    return (
        f"M{x - 5} {start}Q{bend} {start} {bend} {start + 14 * down}"
        f"V{end - 14 * down}Q{bend} {end} {x - 9} {end}"
    )


def _y(place: int) -> int:
    return ROW * place + ROW // 2


def _made(name: str, found: tuple[Step, ...]) -> str:
    """Return how something was made, in words: ``finetune: base, data``."""
    activities: dict[str, list[str]] = {}
    for step in found:
        if step.result == name:
            activities.setdefault(step.activity, []).append(step.source)
    return "; ".join(f"{activity}: {', '.join(names)}" for activity, names in activities.items())
