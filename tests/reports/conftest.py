"""One fixed result that every format renders, the least that a result says, and an odd one."""

from __future__ import annotations

import pytest

from licensescan.policy.values import CitedClause, Finding, Verdict
from licensescan.reports import rules
from licensescan.result import ComponentRecord, IncompleteRecord, LicenseRecord, Result
from tests.reports.samples import (
    HOSTILE,
    LLAMA,
    OURS,
    components,
    duties,
    rest,
    reviews,
    violations,
)

RULES = {
    "no-datacenter": {
        "title": "No datacenter deployment",
        "why": "Software on a machine outside its licence may be stopped.",
        "remedy": "Use hardware that is licensed for the site.",
    },
    "include-license": {"title": "Pass on the licence"},
}


@pytest.fixture(autouse=True)
def rule_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what reports look like apart from the words on rules, which change on their own."""
    monkeypatch.setattr(rules, "_table", lambda: RULES)


@pytest.fixture(scope="session")
def result() -> Result:
    """Return the fixed result."""
    return Result(
        tool="licensescan 0.1.0",
        date="2026-11-23",
        catalog="2026-11-01",
        policy="commercial-saas",
        manifest="plans/licensescan.yaml",
        organization="Acme <Research>",
        verdict="violation",
        findings=(*duties(), *reviews(), *violations(), *rest()),
        components=components(),
        hardware=(
            {
                "name": "batch-farm",
                "gpu": "GeForce RTX 4090",
                "site": "datacenter",
                "workload": "inference",
                "software": ["nvidia/geforce-driver"],
                "runs": [LLAMA, OURS],
                "owned": None,
                "line": 27,
            },
        ),
        incomplete=(
            IncompleteRecord(
                subject="google/gemma-2-9b",
                reason="gated",
                message="The Hub answered 403: access to this repo has not been granted.",
                remedy="Ask for access on its page and set HF_TOKEN.",
            ),
        ),
        waivers=(
            {
                "finding": "license-mismatch:HuggingFaceH4/ultrachat_200k",
                "reason": "Confirmed by mail",
                "approved-by": "legal@acme.example",
                "expires": "2027-03-31",
                "state": "in-force",
            },
            {
                "finding": "non-commercial:old/model",
                "reason": HOSTILE,
                "approved-by": "legal@acme.example",
                "expires": "2026-01-31",
                "state": "expired",
            },
        ),
        notes=("The base_model of evil/model leads back to itself.",),
    )


@pytest.fixture(scope="session")
def bare() -> Result:
    """Return the least that a result can say."""
    return Result(tool="", date="", policy="", manifest="licensescan.yaml", verdict="compliant")


@pytest.fixture(scope="session")
def odd() -> Result:
    """Return a valid result with empty, unexpected and repeated values in every free place."""
    finding = Finding(
        id="",
        rule="",
        verdict=Verdict.DUTY,
        subject="",
        from_="",
        path=("", "", ""),
        line=-3,
        clauses=(CitedClause(type="", params={"text": ["a", 1, None], "x": {"deep": []}}),),
    )
    component = ComponentRecord(
        name="",
        kind="something-new",
        alias="",
        revision="",
        license=LicenseRecord(declared="(((", concluded="NOT AN ( EXPRESSION OR", source="none"),
        agreement={"reference": None, "extra": [1, {"a": 2}]},
        upstream=({}, {"source": "", "activity": None}, {"source": 5, "link": "new"}),
    )
    return Result(
        tool="x",
        date="not a date",
        policy="\x1b[2J",
        manifest="/abs/manifest file.yaml",
        verdict="review",
        findings=(finding, finding),
        components=(component, component.model_copy(update={"name": "../../x y#?%"})),
        hardware=({}, {"name": None, "runs": "one", "software": {"a": 1}, "more": [None]}),
        incomplete=(IncompleteRecord(subject="", reason="", message=""),),
        waivers=({}, {"state": None, "finding": 7, "expires": None}),
    )
