"""Why it is used, and how large who uses it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.policy.scene import ALL, clause, found, judged, verdict


def used(purpose: str | None, delivery: str = "internal", **organization: Any) -> dict[str, Any]:
    use: dict[str, Any] = {"delivery": [delivery]}
    if purpose:
        use["purpose"] = purpose
    return {"organization": organization, "use": use, "components": [{"model": "big/m"}]}


NC = [clause("non-commercial", purposes=["non-commercial"])]
RESEARCH = [clause("non-commercial", purposes=["research"])]
BOTH = [clause("non-commercial", purposes=["non-commercial", "research"])]


@pytest.mark.parametrize(
    ("purpose", "texts", "expected"),
    [
        ("commercial", NC, "violation"),
        ("internal-business", NC, "violation"),
        ("research", NC, None),
        ("personal", NC, None),
        ("education", NC, None),
        ("evaluation", NC, "review"),
        (None, NC, "review"),
        ("research", RESEARCH, None),
        ("personal", RESEARCH, "violation"),
        ("education", RESEARCH, "review"),
        ("research", BOTH, None),
        ("personal", BOTH, "review"),
    ],
)
def test_non_commercial(purpose: str | None, texts: list[Any], expected: str | None) -> None:
    assert verdict(judged(used(purpose), {"big/m": texts}), "non-commercial") == expected


def test_an_unknown_purpose_is_named() -> None:
    (finding,) = found(judged(used(None), {"big/m": NC}), "non-commercial")
    assert finding.missing_facts == ("purpose",)


def test_terms_in_tiers_leave_commercial_use_to_the_threshold() -> None:
    tiers = [
        clause("non-commercial", purposes=["non-commercial", "research"]),
        clause("grant", rights=[*ALL, "commercial"]),
        clause("commercial-license-required"),
        clause(
            "scale-threshold",
            metric="annual-revenue",
            value=1_000_000,
            currency="USD",
            consequence="license-required",
        ),
    ]
    small = judged(used("commercial", **{"annual-revenue": "300000 USD"}), {"big/m": tiers})
    grown = judged(used("commercial", **{"annual-revenue": "4000000 USD"}), {"big/m": tiers})
    assert small.verdict == "compliant"
    assert verdict(small, "commercial-license-required") == "duty"
    assert verdict(grown, "scale-threshold") == "violation"


def test_a_limit_beside_a_size_that_needs_a_licence_is_for_a_person() -> None:
    size = clause(
        "scale-threshold",
        metric="annual-revenue",
        value=10_000_000,
        currency="USD",
        consequence="license-required",
    )
    small = judged(used("commercial", **{"annual-revenue": "300000 USD"}), {"big/m": [*NC, size]})
    large = judged(used("commercial", **{"annual-revenue": "90000000 USD"}), {"big/m": [*NC, size]})
    assert verdict(small, "non-commercial") == "review"
    assert (large.verdict, verdict(large, "scale-threshold")) == ("violation", "violation")


def test_a_size_that_asks_for_a_credit_leaves_the_limit_as_it_is() -> None:
    size = clause(
        "scale-threshold", metric="monthly-active-users", value=100, consequence="attribution"
    )
    plan = used("commercial", **{"monthly-active-users": 5})
    assert verdict(judged(plan, {"big/m": [*NC, size]}), "non-commercial") == "violation"


def test_a_right_to_sell_outputs_frees_no_model() -> None:
    texts = [*NC, clause("grant", rights=["use", "commercial"])]
    assert verdict(judged(used("commercial"), {"big/m": texts}), "non-commercial") == "violation"


def test_a_dataset_for_research_in_a_commercial_model() -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["internal"]},
        "lineage": [
            {
                "activity": "finetune",
                "base": "other/base",
                "data": ["some/data"],
                "produces": "acme/m",
            }
        ],
    }
    assert verdict(judged(plan, {"some/data": NC}), "non-commercial", "acme/m") == "violation"


@pytest.mark.parametrize(
    ("purpose", "expected"), [("commercial", "violation"), ("research", None), (None, "review")]
)
def test_commercial_licence(purpose: str | None, expected: str | None) -> None:
    texts = [clause("commercial-license-required")]
    judgement = judged(used(purpose), {"big/m": texts})
    assert verdict(judgement, "commercial-license-required") == expected


REGISTER = clause("commercial-license-required", consequence="register")
LICENCE = clause("commercial-license-required", section="2")
ABOVE = {"metric": "employees", "value": 200, "consequence": "license-required"}


@pytest.mark.parametrize(
    ("purpose", "expected"), [("commercial", "duty"), ("research", None), (None, "duty")]
)
def test_where_registering_is_enough_it_is_a_duty(
    purpose: str | None, expected: str | None
) -> None:
    judgement = judged(used(purpose), {"big/m": [REGISTER]})
    assert verdict(judgement, "commercial-license-required") == expected
    for one in found(judgement, "commercial-license-required"):
        assert one.explanation == "Register with the licensor of big/m before commercial use."


def test_registering_is_owed_for_what_is_made_of_it_too() -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["internal"]},
        "lineage": [{"activity": "finetune", "base": "big/m", "produces": "acme/m"}],
    }
    judgement = judged(plan, {"big/m": [REGISTER]})
    assert verdict(judgement, "commercial-license-required", "acme/m") == "duty"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([REGISTER, LICENCE], "violation"),
        ([clause("commercial-license-required", consequence="license-required")], "violation"),
        ([LICENCE, clause("scale-threshold", section="2", **ABOVE)], "duty"),
        ([LICENCE, clause("scale-threshold", section="9", **ABOVE)], "review"),
        ([LICENCE, clause("scale-threshold", section="2", **ABOVE | {"consequence": "notify"})], "violation"),
        ([REGISTER, clause("scale-threshold", section="9", **ABOVE)], "duty"),
    ],
)  # fmt: skip
def test_a_licence_is_no_registration(texts: list[Any], expected: str) -> None:
    judgement = judged(used("commercial", employees=50), {"big/m": texts})
    assert verdict(judgement, "commercial-license-required") == expected


@pytest.mark.parametrize(
    ("scope", "purpose", "delivery", "expected"),
    [
        (["evaluation"], "commercial", "internal", "violation"),
        (["evaluation"], "internal-business", "internal", "violation"),
        (["evaluation"], "evaluation", "internal", None),
        (["evaluation"], "research", "hosted-service", "review"),
        (["internal"], "commercial", "internal", None),
        (["internal"], "commercial", "hosted-service", "violation"),
        ([], "research", "internal", None),
        ([], None, "internal", "review"),
    ],
)
def test_production(
    scope: list[str], purpose: str | None, delivery: str, expected: str | None
) -> None:
    texts = [clause("no-production-use", scope=scope)]
    judgement = judged(used(purpose, delivery), {"big/m": texts})
    assert verdict(judgement, "no-production-use") == expected


USERS = {"metric": "monthly-active-users", "value": 700_000_000, "consequence": "license-required"}
MONEY = {"metric": "annual-revenue", "value": 1_000_000, "currency": "USD"}


@pytest.mark.parametrize(
    ("params", "facts", "expected"),
    [
        (USERS, {"monthly-active-users": 800_000_000}, "violation"),
        (USERS, {"monthly-active-users": 2_000_000}, None),
        (USERS, {"monthly-active-users": 700_000_000}, "review"),
        (USERS | {"comparison": "more-than"}, {"monthly-active-users": 700_000_000}, None),
        (USERS | {"comparison": "at-least"}, {"monthly-active-users": 700_000_000}, "violation"),
        (USERS, {}, "review"),
        (USERS | {"consequence": "attribution"}, {"monthly-active-users": 800_000_000}, "duty"),
        (USERS | {"consequence": "notify"}, {"monthly-active-users": 5}, None),
        (USERS | {"metric": "daily-active-users"}, {"monthly-active-users": 800_000_000}, "review"),
        (USERS | {"metric": "daily-active-users"}, {"monthly-active-users": 5}, None),
        (USERS | {"metric": "funding"}, {"monthly-active-users": 5}, "review"),
        (MONEY, {"annual-revenue": "40000000 USD"}, "violation"),
        (MONEY, {"annual-revenue": "300000 USD"}, None),
        (MONEY, {"annual-revenue": "300000 EUR"}, "review"),
        (MONEY, {"annual-revenue": "0 EUR"}, None),
        (MONEY | {"metric": "monthly-revenue"}, {"annual-revenue": "5 USD"}, "review"),
        ({"metric": "employees", "value": 100}, {"employees": 120}, "violation"),
        ({"metric": "employees", "value": 100}, {"employees": 12}, None),
    ],
)
def test_thresholds(params: dict[str, Any], facts: dict[str, Any], expected: str | None) -> None:
    texts = [clause("scale-threshold", **{k.replace("-", "_"): v for k, v in params.items()})]
    judgement = judged(used("commercial", **facts), {"big/m": texts})
    assert verdict(judgement, "scale-threshold") == expected


def test_two_thresholds_are_one_finding_with_both_missing_facts() -> None:
    texts = [clause("scale-threshold", **USERS), clause("scale-threshold", **MONEY)]
    (finding,) = found(judged(used("commercial"), {"big/m": texts}), "scale-threshold")
    assert finding.missing_facts == ("annual-revenue", "monthly-active-users")
    assert len(finding.clauses) == 2


@pytest.mark.parametrize(
    ("users", "expected"), [(1_000, None), (2_000_000, "duty"), (None, "duty")]
)
def test_a_credit_that_a_size_asks_for_is_due_above_it(
    users: int | None, expected: str | None
) -> None:
    facts = {} if users is None else {"monthly-active-users": users}
    texts = [
        clause("display-attribution", text="Made by Big"),
        clause(
            "scale-threshold",
            metric="monthly-active-users",
            value=1_000_000,
            consequence="attribution",
        ),
    ]
    judgement = judged(used("commercial", "hosted-service", **facts), {"big/m": texts})
    assert verdict(judgement, "display-attribution") == expected


def test_a_credit_of_another_sentence_is_due_at_any_size() -> None:
    texts = [
        replace(clause("display-attribution", text="Made by Big"), start=10, end=20),
        clause(
            "scale-threshold",
            metric="monthly-active-users",
            value=1_000_000,
            consequence="attribution",
        ),
    ]
    plan = used("commercial", "hosted-service", **{"monthly-active-users": 1_000})
    assert verdict(judged(plan, {"big/m": texts}), "display-attribution") == "duty"


@pytest.mark.parametrize(("pool", "expected"), [([], "review"), (["big/tool"], None)])
def test_a_product_is_not_the_tool_for_internal_use_that_it_needs(
    pool: list[str], expected: str | None
) -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["hosted-service"]},
        "components": [{"software": "big/tool"}],
        "hardware": [{"name": "farm", "gpu": "H100", "site": "office", "software": pool}],
    }
    texts = {"big/tool": [clause("no-production-use", scope=["internal"])]}
    assert verdict(judged(plan, texts), "no-production-use") == expected


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ([], "violation"),
        ([clause("liability-limit", section="8")], "violation"),
        ([clause("liability-limit")], "review"),
        ([clause("warranty-disclaimer")], "review"),
        ([clause("liability-limit"), clause("no-production-use", section="2")], "violation"),
        (
            [clause("liability-limit"), clause("no-production-use", scope=["evaluation"])],
            "violation",
        ),
    ],
)
def test_production_that_a_limit_of_liability_speaks_of(beside: list[Any], expected: str) -> None:
    texts = [clause("no-production-use"), *beside]
    judgement = judged(used("commercial", "hosted-service"), {"big/m": texts})
    assert verdict(judgement, "no-production-use") == expected
