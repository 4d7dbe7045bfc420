"""What holds for an asset as a whole: unknown terms, disagreement, agreements, choices, the unread."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from licensescan.documents.card import Card
from licensescan.licenses.values import Alternative, Terms
from licensescan.policy import Policy
from tests.policy.scene import ALL, FREE, choice, clause, found, judged, terms, unread, verdict

GRANT = clause("grant", rights=ALL)
NC = [clause("non-commercial", purposes=["non-commercial"])]


def used(**component: Any) -> dict[str, Any]:
    return {
        "use": {"purpose": "commercial", "delivery": ["internal"]},
        "components": [{"model": "big/m", **component}],
    }


NOTHING = Terms("big/m", None, None, "none", (Alternative(None),), unknown=("no licence at all",))


def test_without_a_licence_a_person_decides() -> None:
    (finding,) = found(judged(used(), {"big/m": NOTHING}), "license-unknown")
    assert (finding.verdict, finding.id) == ("review", "license-unknown:big/m")


def test_unknown_terms_of_what_a_third_party_trained_on_are_a_note() -> None:
    cards = {"big/m": Card(datasets=("some/data",))}
    judgement = judged(used(), {"some/data": replace(NOTHING, asset="some/data")}, cards=cards)
    assert verdict(judgement, "license-unknown", "some/data") == "note"


def test_unknown_terms_of_what_a_model_is_made_of_are_for_review() -> None:
    cards = {"big/m": Card(base_models=("big/root",))}
    judgement = judged(used(), {"big/root": replace(NOTHING, asset="big/root")}, cards=cards)
    assert verdict(judgement, "license-unknown", "big/root") == "review"


def test_statements_that_disagree_are_for_review() -> None:
    said = replace(terms("big/m", FREE), mismatch="the card says MIT, the text is another")
    assert verdict(judged(used(), {"big/m": said}), "license-mismatch") == "review"


@pytest.mark.parametrize(("policy", "expected"), [("note", "note"), ("review", "review")])
def test_terms_from_the_catalog_are_a_note_or_what_the_policy_says(
    policy: Any, expected: str
) -> None:
    held = replace(terms("big/m", FREE), source="catalog", notes=("big/m is gated",))
    judgement = judged(used(), {"big/m": held}, policy=Policy(catalog_terms=policy))
    assert verdict(judgement, "license-unknown") == expected


@pytest.mark.parametrize(
    ("expires", "expected"), [("2027-01-01", None), ("2020-01-01", "violation")]
)
def test_an_agreement_takes_the_place_of_the_public_licence(
    expires: str, expected: str | None
) -> None:
    agreement = {"reference": "C-12", "approved-by": "legal@acme.example", "expires": expires}
    judgement = judged(used(agreement=agreement), {"big/m": NC})
    assert verdict(judgement, "non-commercial") == expected
    if expected is None:
        assert "C-12" in found(judgement, "grant")[0].explanation


def test_an_agreement_with_one_party_frees_from_nobody_elses_terms() -> None:
    agreement = {"reference": "C-12", "approved-by": "legal@acme.example"}
    cards = {"big/m": Card(base_models=("big/root",))}
    judgement = judged(used(agreement=agreement), {"big/root": NC}, cards=cards)
    assert verdict(judgement, "non-commercial") == "violation"


def test_either_alternative_of_a_dual_licence_will_do() -> None:
    dual = choice("big/m", **{"LicenseRef-nc": NC, "MIT": FREE})
    judgement = judged(used(), {"big/m": dual})
    assert judgement.verdict == "compliant"
    assert verdict(judgement, "non-commercial") is None


def test_no_alternative_that_passes_leaves_the_best() -> None:
    dual = choice(
        "big/m",
        **{"LicenseRef-nc": NC, "LicenseRef-x": [GRANT, clause("scale-threshold", metric="funding", value=1)]},
    )  # fmt: skip
    assert judged(used(), {"big/m": dual}).verdict == "review"


@pytest.mark.parametrize(
    ("provision", "expected"),
    [
        (unread("You must not flurb the model."), "review"),
        (unread("You may not use it on Mondays.", "prohibition", "licensee", "use"), "review"),
        (unread("You may not sell copies.", "prohibition", "licensee", "sell"), None),
        (unread("You may not decompile it.", "prohibition", "licensee", "reverse-engineer"), None),
        (unread("You may flurb it.", "permission"), None),
        (unread("We shall flurb it.", "duty", "licensor"), None),
        (unread("Somebody shall flurb it.", "", "unknown"), "review"),
    ],
)
def test_what_was_not_read(provision: Any, expected: str | None) -> None:
    judgement = judged(used(), {"big/m": terms("big/m", FREE, unread=[provision])})
    assert verdict(judgement, "license-unknown") == expected
    if expected:
        assert provision.quote in found(judgement, "license-unknown")[0].explanation


def test_a_provision_on_copies_binds_who_gives_copies() -> None:
    plan = used()
    plan["use"]["delivery"] = ["weights-released"]
    provision = unread("You may not sell copies.", "prohibition", "licensee", "sell")
    judgement = judged(plan, {"big/m": terms("big/m", FREE, unread=[provision])})
    assert verdict(judgement, "license-unknown") == "review"


def test_undisclosed_training_data_is_a_note_unless_the_policy_raises_it() -> None:
    assert verdict(judged(used(), {}), "lineage-undisclosed") == "note"
    strict = Policy(rules={"lineage-undisclosed": "review"})
    assert verdict(judged(used(), {}, policy=strict), "lineage-undisclosed") == "review"
    told = {"big/m": Card(datasets=("some/data",))}
    assert verdict(judged(used(), {}, cards=told), "lineage-undisclosed") is None


@pytest.mark.parametrize(
    ("license", "delivery", "expected"),
    [
        ("Apache-2.0", "weights-released", "note"),
        ("GPL-3.0-only", "internal", "note"),
        ("GPL-3.0-only", "weights-released", "review"),
        ("LicenseRef-x", "internal", "review"),
    ],
)
def test_what_was_not_read_in_a_free_licence_restricts_no_use(
    license: str, delivery: str, expected: str
) -> None:
    plan = used()
    plan["use"]["delivery"] = [delivery]
    provision = unread("You must not flurb the model.")
    held = terms("big/m", [GRANT, clause("share-alike")], license, unread=[provision])
    assert verdict(judged(plan, {"big/m": held}), "license-unknown") == expected


@pytest.mark.parametrize(
    ("effect", "clauses", "delivery", "expected"),
    [
        # What a free licence asks of those who pass copies on is a duty, understood or not …
        ("duty", [], "weights-released", "note"),
        # … but not a ban or a limit, nor where it may be what makes a service a copy.
        ("prohibition", [], "weights-released", "review"),
        ("", [], "weights-released", "review"),
        ("duty", [], "hosted-service", "note"),
        ("duty", [clause("disclose-source", network=True)], "hosted-service", "note"),
    ],
)
def test_an_unread_duty_of_a_copyleft_licence(
    effect: str, clauses: list[Any], delivery: str, expected: str
) -> None:
    plan = used()
    plan["use"]["delivery"] = [delivery]
    provision = unread("You must flurb each copy.", effect, "licensee", "include", "offer")
    texts = [GRANT, clause("share-alike"), *clauses]
    held = terms("big/m", texts, "GPL-3.0-only", unread=[provision])
    (finding,) = found(judged(plan, {"big/m": held}), "license-unknown")
    assert (finding.verdict, provision.quote in finding.explanation) == (expected, True)


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [([], "review"), ([clause("disclose-source", network=True)], "note")],
)
def test_an_unread_duty_of_a_copyleft_licence_may_be_what_makes_a_service_a_copy(
    clauses: list[Any], expected: str
) -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["hosted-service"]},
        "lineage": [
            {
                "activity": "finetune",
                "base": "big/m",
                "produces": "acme/m",
                "release": {"license": "GPL-3.0-only", "to": "internal"},
            }
        ],
    }
    provision = unread("You must flurb each copy.", "duty", "licensee", "offer")
    held = terms(
        "big/m", [GRANT, clause("share-alike"), *clauses], "GPL-3.0-only", unread=[provision]
    )
    assert verdict(judged(plan, {"big/m": held}), "license-unknown") == expected


@pytest.mark.parametrize(
    ("license", "section", "expected"),
    [
        ("GPL-3.0-only", "Preamble", None),
        ("GPL-3.0-only", "preamble", "review"),
        ("GPL-3.0-only", "2", "review"),
        ("LicenseRef-x", "Preamble", "review"),
    ],
)
def test_the_preamble_of_a_free_licence_limits_nothing(
    license: str, section: str, expected: str | None
) -> None:
    plan = used()
    plan["use"]["delivery"] = ["weights-released"]
    provision = replace(unread("This licence is not for flurbing."), section=section)
    held = terms("big/m", [GRANT, clause("share-alike")], license, unread=[provision])
    assert verdict(judged(plan, {"big/m": held}), "license-unknown") == expected


def test_an_unread_duty_of_a_copyleft_licence_whose_core_was_not_read_is_for_review() -> None:
    plan = used()
    plan["use"]["delivery"] = ["weights-released"]
    provision = unread("You must license it alike.", "duty", "licensee", "include")
    held = terms("big/m", [GRANT], "MPL-2.0", unread=[provision])
    assert verdict(judged(plan, {"big/m": held}), "license-unknown") == "review"


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ([], "review"),
        ([clause("no-redistribution", actions=["sublicense"])], "review"),
        ([clause("no-competing-use")], None),
    ],
)
def test_a_licence_known_as_restricted_with_no_restriction_read_is_for_review(
    clauses: list[Any], expected: str | None
) -> None:
    held = terms("big/m", [GRANT, *clauses], "LicenseRef-scancode-polyform-perimeter-1.0.0")
    assert verdict(judged(used(), {"big/m": held}), "license-unknown") == expected


def test_terms_in_which_nothing_was_read_are_for_review() -> None:
    assert verdict(judged(used(), {"big/m": terms("big/m", [])}), "license-unknown") == "review"


def test_a_model_that_made_the_data_and_is_not_named_is_told_with_the_words() -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["internal"]},
        "lineage": [{"activity": "train", "data": ["some/data"], "produces": "acme/m"}],
    }
    cards = {"some/data": Card(body="The dataset was generated by a large language model.")}
    (finding,) = found(judged(plan, {}, cards=cards), "lineage-undisclosed", "some/data")
    assert finding.verdict == "note"
    assert "large language model" in finding.explanation
