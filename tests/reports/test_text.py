"""Text for a terminal: it wraps, it speaks no escapes but colours, it says what matters."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from licensescan.reports import Setting, render
from licensescan.result import Result

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_lines_fit(width: int, result: Result, odd: Result) -> None:
    for one in (result, odd):
        lines = render(one, "text", Setting(width=width)).splitlines()
        assert max(map(cell_len, lines)) <= width


def test_nothing_is_lost_on_a_narrow_screen(result: Result) -> None:
    wide, narrow = (
        re.sub(r"[\s│]", "", render(result, "text", Setting(width=width))) for width in (100, 44)
    )
    assert wide == narrow


def test_colours_only_where_asked_for(result: Result) -> None:
    coloured = render(result, "text", Setting(colour=True))
    assert _COLOURS.search(coloured)
    assert _COLOURS.sub("", coloured) == render(result, "text")
    assert "\x1b" not in render(result, "text")


def test_worst_comes_first(result: Result) -> None:
    shown = render(result, "text")
    headings = re.findall(r"^[A-Z ]+(?= \(\d+\)$)", shown, re.M)
    assert headings[:4] == ["VIOLATIONS", "TO REVIEW", "DUTIES", "NOTES"]
    assert shown.splitlines()[0].startswith("VIOLATION  2 violations, 2 to review, 5 duties")


def test_finding_says_why(result: Result) -> None:
    shown = render(result, "text")
    assert "assistant ─generate→ acme/support-logs ─finetune→ acme/support-7b" in shown
    assert "nvidia/geforce-driver ─runs on→ batch-farm" in shown
    assert "section 1.b.v, LICENSE.txt of meta-llama/Llama-2-13b-chat-hf" in shown
    assert "known terms, text not read" in " ".join(shown.replace("│", "").split())
    assert "no-datacenter:batch-farm@nvidia/geforce-driver" in shown


def test_duties_are_condensed(result: Result) -> None:
    shown = render(result, "text")
    assert (
        "Keep clear of: military, weapons" in shown or "keep clear of: military, weapons" in shown
    )
    assert "“Built with Example”" in shown
    assert shown.count("acme/support-7b-gguf") == 1
