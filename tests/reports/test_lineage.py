"""The drawing of the lineage: sources above results, arcs that do not meet."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from licensescan.reports.lineage import MOST_ROWS, _lanes, graph
from licensescan.result import ComponentRecord, Result


def made(*pairs: tuple[str, str]) -> Result:
    """Return a result in which each second name is made from the first."""
    names = dict.fromkeys(name for pair in pairs for name in pair)
    components = tuple(
        ComponentRecord(
            name=name,
            kind="model",
            upstream=tuple(
                {"source": a, "activity": "merge", "ours": True} for a, b in pairs if b == name
            ),
        )
        for name in names
    )
    return Result(
        tool="", date="", policy="", manifest="", verdict="compliant", components=components
    )


def order(*pairs: tuple[str, str]) -> list[str]:
    drawn = graph(made(*pairs))
    assert drawn is not None
    return [row.name for row in drawn.rows]


def test_sources_stand_above_and_near() -> None:
    assert order(("base", "ours"), ("logs", "ours"), ("llama", "logs"), ("ours", "gguf")) == [
        "base",
        "llama",
        "logs",
        "ours",
        "gguf",
    ]


def test_cycles_are_drawn_too() -> None:
    assert sorted(order(("a", "b"), ("b", "c"), ("c", "a"), ("x", "x"))) == ["a", "b", "c"]


def test_nothing_to_draw_and_too_much() -> None:
    assert graph(made()) is None
    assert graph(made(("x", "x"))) is None
    assert graph(made(*((f"{n}", f"{n + 1}") for n in range(MOST_ROWS)))) is None


def test_deep_lineage_is_no_trouble() -> None:
    assert graph(made(*((f"{n + 1}", f"{n}") for n in range(MOST_ROWS - 1)))) is not None


_PAIRS = st.lists(st.tuples(*[st.integers(min_value=0, max_value=9)] * 2), max_size=25)


@given(_PAIRS)
def test_acyclic_lineage_points_down(numbers: list[tuple[int, int]]) -> None:
    pairs = [(f"m{a}", f"m{b}") for a, b in numbers if a < b]
    if pairs:
        names = order(*pairs)
        assert len(names) == len(set(names)) == len({name for pair in pairs for name in pair})
        assert all(names.index(a) < names.index(b) for a, b in pairs)


@given(_PAIRS)
def test_arcs_in_one_lane_do_not_meet(spans: list[tuple[int, int]]) -> None:
    lanes = _lanes(sorted({span for span in spans if span[0] != span[1]}))
    for one, lane in lanes.items():
        assert lane or one[1] - one[0] == 1
        for other, beside in lanes.items():
            if other != one and lane == beside:
                assert max(one) <= min(other) or max(other) <= min(one)
