"""Fields of use, use policies, territories."""

from __future__ import annotations

from typing import Any

import pytest

from licensescan.policy import Policy
from licensescan.policy.fieldwords import field_of
from licensescan.resources import load_yaml
from licensescan.taxonomy import categories
from tests.policy.scene import clause, found, judged, verdict


def used(fields: list[str], **use: Any) -> dict[str, Any]:
    return {
        "organization": use.pop("organization", {}),
        "use": {"purpose": "commercial", "delivery": ["internal"], "fields": fields, **use},
        "components": [{"model": "big/m"}],
    }


FORBIDDEN = [clause("use-restriction", category=name) for name in ("military", "medical", "other")]


def test_a_forbidden_field_violates_under_its_category() -> None:
    findings = found(judged(used(["defence"]), {"big/m": FORBIDDEN}), "use-restriction")
    assert [(one.id, one.verdict.value) for one in findings] == [
        ("use-restriction:big/m#military", "violation"),
        ("use-restriction:big/m", "duty"),
    ]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("customer-support", "duty"),
        ("Military", "violation"),
        ("medical", "violation"),
        ("hospitals", "review"),
        ("zorbing", "review"),
        ("battlefield planning", "review"),
    ],
)
def test_fields(field: str, expected: str) -> None:
    assert verdict(judged(used([field]), {"big/m": FORBIDDEN}), "use-restriction") == expected


def test_fields_that_are_not_listed_are_not_intended() -> None:
    judgement = judged(used([]), {"big/m": FORBIDDEN})
    assert verdict(judgement, "use-restriction") == "duty"
    assert judgement.verdict == "compliant"


def test_the_policy_may_explain_a_word_of_ones_own() -> None:
    policy = Policy(fields={"zorbing": ()})
    judgement = judged(used(["zorbing"]), {"big/m": FORBIDDEN}, policy=policy)
    assert verdict(judgement, "use-restriction") == "duty"


@pytest.mark.parametrize(
    ("field", "texts", "expected"),
    [
        ("customer-support", [], "duty"),
        ("military", [], "review"),
        ("military", [clause("use-restriction", category="gambling")], "duty"),
    ],
)
def test_a_policy_that_was_not_read(field: str, texts: list[Any], expected: str) -> None:
    bound = [clause("acceptable-use-policy", url="https://example.org/policy"), *texts]
    judgement = judged(used([field]), {"big/m": bound})
    assert verdict(judgement, "acceptable-use-policy") == expected


def test_every_category_in_the_table_exists() -> None:
    table = load_yaml("knowledge/fields.yaml")
    named = {
        x for row in table["fields"].values() for key in ("is", "may") for x in row.get(key, ())
    }
    assert (named | set(table["words"])) <= set(categories())


@pytest.mark.parametrize("category", categories())
def test_every_category_is_a_field_by_its_own_id(category: str) -> None:
    assert category in field_of(category, {}).certain


EU = [clause("territory-exclusion", territories=["European Union"])]


@pytest.mark.parametrize(
    ("place", "territories", "expected"),
    [
        ("DE", ["US"], "violation"),
        ("US", ["DE"], "violation"),
        ("US", ["EU"], "violation"),
        ("US", ["EEA"], "review"),
        ("US", ["US"], None),
        ("NO", ["US"], None),
        (None, ["US"], "review"),
        ("US", None, "review"),
        ("DE", None, "violation"),
    ],
)
def test_territories(
    place: str | None, territories: list[str] | None, expected: str | None
) -> None:
    organization = {"principal-place-of-business": place} if place else {}
    use = {"territories": territories} if territories else {}
    plan = used([], organization=organization, **use)
    assert verdict(judged(plan, {"big/m": EU}), "territory-exclusion") == expected


def test_an_exclusion_of_persons_turns_on_the_place_of_business() -> None:
    texts = [clause("territory-exclusion", territories=["European Union"], concerns=["persons"])]
    plan = used([], organization={"principal-place-of-business": "US"})
    assert verdict(judged(plan, {"big/m": texts}), "territory-exclusion") is None


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["embargoed countries"], "duty"),
        (["geographies currently supported by the provider"], "duty"),
        (["Atlantis"], "review"),
        ([], "review"),
        (["Germany", "embargoed countries"], "review"),
    ],
)
def test_places_that_are_no_territory(names: list[str], expected: str) -> None:
    texts = [clause("territory-exclusion", territories=names)]
    plan = used([], organization={"principal-place-of-business": "US"}, territories=["US"])
    assert verdict(judged(plan, {"big/m": texts}), "territory-exclusion") == expected


def test_an_exclusion_for_multimodal_models_leaves_text_models_alone() -> None:
    texts = [clause("territory-exclusion", territories=["European Union"], models="multimodal")]
    plan = used([], organization={"principal-place-of-business": "DE"}, territories=["DE"])
    plan["components"][0]["task"] = "text-generation"
    assert verdict(judged(plan, {"big/m": texts}), "territory-exclusion") is None
    plan["components"][0]["task"] = "image-text-to-text"
    assert verdict(judged(plan, {"big/m": texts}), "territory-exclusion") == "violation"
