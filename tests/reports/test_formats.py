"""What every format has in common: it is complete, the same twice, harmless, and never raises."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from licensescan.errors import InputError
from licensescan.policy.values import CitedClause, Finding
from licensescan.reports import BOMS, ENDINGS, FORMATS, Setting, format_of, render, view
from licensescan.result import ComponentRecord, DocumentRecord, IncompleteRecord, Result

ALL = (*FORMATS, *BOMS)
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\U000e0000-\U000e007f]"
)


@pytest.mark.parametrize("form", ALL)
def test_output_stays_as_it_is(form: str, result: Result, snapshot: SnapshotAssertion) -> None:
    shown = render(result, form)
    # The page's style is a file of its own, that the snapshot need not repeat.
    shown = re.sub(r"(?s)<style>.*</style>|sha256-[^']*", "", shown)
    assert shown == snapshot


@pytest.mark.parametrize("form", ALL)
def test_same_result_gives_same_output(form: str, result: Result) -> None:
    again = Result.model_validate(result.model_dump())
    assert render(result, form) == render(again, form)


@pytest.mark.parametrize("form", ALL)
def test_odd_results_are_rendered(form: str, odd: Result, bare: Result) -> None:
    assert render(odd, form).endswith("\n")
    assert render(bare, form).endswith("\n")


@pytest.mark.parametrize("form", ALL)
def test_nothing_hidden_comes_through(form: str, result: Result, odd: Result) -> None:
    assert not HIDDEN.search(render(result, form))
    assert not HIDDEN.search(render(odd, form))


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_words_are_shown_all_the_same(form: str, result: Result) -> None:
    shown = render(result, form)
    assert "before" in shown
    assert "after" in shown


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"gitlab"}))
def test_every_report_carries_the_disclaimer(form: str, result: Result) -> None:
    assert "This report is no legal advice" in render(result, form)


@pytest.mark.parametrize("form", ["text", "json", "sarif", "markdown", "html", "junit"])
def test_reports_name_tool_catalog_and_policy(form: str, result: Result) -> None:
    shown = render(result, form)
    for fact in (result.tool[-5:], result.catalog, result.policy, result.date):
        assert fact in shown.replace("\\", "")


@pytest.mark.parametrize("form", ALL)
def test_what_leads_to_what_is_looked_up_once(
    form: str, result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Result] = []
    arrows = view._arrows
    monkeypatch.setattr(view, "_arrows", lambda of: asked.append(of) or arrows(of))
    render(result, form)
    assert len(asked) <= 1


def test_file_endings() -> None:
    assert format_of("audit.HTML") == "html"
    assert set(ENDINGS.values()) <= set(FORMATS)
    with pytest.raises(InputError, match="no report format ends in"):
        format_of("audit.exe")


def test_unknown_format(bare: Result) -> None:
    with pytest.raises(KeyError):
        render(bare, "os")


_WORDS = st.text(max_size=12) | st.sampled_from(
    ["", "MIT", "(", "a AND", "x" * 200, "\x1b[2J", "GPL-2.0+ WITH x", "meta/x", "1.b", "é\u202e"]
)
_TEXTS = st.lists(_WORDS, max_size=3).map(tuple)
_FREE: Any = st.dictionaries(
    st.sampled_from(
        ["source", "activity", "link", "ours", "name", "runs", "software", "state", "text", "owned"]
    ),
    st.none() | st.booleans() | st.integers() | _WORDS | st.lists(_WORDS | st.none(), max_size=2),
    max_size=4,
)
_CLAUSES = st.builds(CitedClause, params=_FREE, quote=st.none() | _WORDS)
_FINDINGS = st.builds(
    Finding,
    path=_TEXTS,
    clauses=st.lists(_CLAUSES, max_size=2).map(tuple),
    missing_facts=_TEXTS,
    remedies=_TEXTS,
    facts=st.dictionaries(_WORDS, _WORDS, max_size=2),
    id=_WORDS,
    rule=_WORDS,
    subject=_WORDS,
    from_=_WORDS,
)
_COMPONENTS = st.builds(
    ComponentRecord,
    name=_WORDS,
    kind=_WORDS,
    documents=st.lists(st.builds(DocumentRecord), max_size=1).map(tuple),
    agreement=st.none() | _FREE,
    upstream=st.lists(_FREE, max_size=3).map(tuple),
    notes=_TEXTS,
)
_RESULTS = st.builds(
    Result,
    findings=st.lists(_FINDINGS, max_size=3).map(tuple),
    components=st.lists(_COMPONENTS, max_size=3).map(tuple),
    hardware=st.lists(_FREE, max_size=2).map(tuple),
    incomplete=st.lists(st.builds(IncompleteRecord), max_size=1).map(tuple),
    waivers=st.lists(_FREE, max_size=2).map(tuple),
    notes=_TEXTS,
    tool=_WORDS,
    date=_WORDS,
)


@pytest.mark.parametrize("form", ALL)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=_RESULTS, width=st.integers(min_value=-1, max_value=200))
def test_any_valid_result_is_rendered(form: str, made: Result, width: int) -> None:
    shown = render(made, form, Setting(width=width))
    shown.encode()
    assert not HIDDEN.search(shown)
