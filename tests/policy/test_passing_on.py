"""What is made, named, released and served: copyleft, drift, naming, redistribution, duties."""

from __future__ import annotations

from typing import Any

import pytest

from licensescan.documents.card import Card
from tests.policy.scene import ALL, FREE, clause, found, judged, terms, verdict

GRANT = clause("grant", rights=ALL)
SHARE = [GRANT, clause("share-alike"), clause("disclose-source", network=False)]
NETWORK = [GRANT, clause("share-alike"), clause("disclose-source", network=True)]


def tuned(
    release: dict[str, str] | None = None, delivery: list[str] | None = None, **more: Any
) -> dict[str, Any]:
    step: dict[str, Any] = {"activity": "finetune", "base": "big/m", "produces": "acme/m", **more}
    if release:
        step["release"] = release
    use: dict[str, Any] = {"purpose": "commercial"}
    if delivery is not None:
        use["delivery"] = delivery
    return {"use": use, "lineage": [step]}


OUT = {"license": "apache-2.0", "to": "public"}


@pytest.mark.parametrize(
    ("release", "delivery", "expected"),
    [
        ({"license": "LicenseRef-Proprietary", "to": "customers"}, ["internal"], "violation"),
        ({"license": "apache-2.0", "to": "public"}, ["internal"], "violation"),
        ({"license": "gpl-3.0", "to": "public"}, ["internal"], "duty"),
        ({"license": "agpl-3.0", "to": "public"}, ["internal"], "duty"),
        ({"license": "mit or gpl-3.0", "to": "public"}, ["internal"], "violation"),
        ({"license": "apache-2.0", "to": "internal"}, ["internal"], None),
        ({"to": "public"}, ["internal"], "review"),
        (None, ["internal"], None),
        (None, ["hosted-service"], None),
        (None, ["weights-released"], "review"),
        (None, None, "review"),
    ],
)
def test_share_alike(
    release: dict[str, str] | None, delivery: list[str] | None, expected: str | None
) -> None:
    texts = {"big/m": terms("big/m", SHARE, "GPL-3.0-only")}
    judgement = judged(tuned(release, delivery), texts)
    assert verdict(judgement, "share-alike", "acme/m") == expected


def test_copyleft_over_a_network() -> None:
    plan = tuned(None, ["hosted-service"])
    texts = {"big/m": terms("big/m", NETWORK, "AGPL-3.0-only")}
    (finding,) = found(judged(plan, texts), "share-alike", "acme/m")
    assert (finding.verdict, finding.missing_facts) == ("review", ("release",))


def test_a_model_trained_on_share_alike_data_is_for_a_person() -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["internal"]},
        "lineage": [
            {"activity": "train", "data": ["some/data"], "produces": "acme/m", "release": OUT}
        ],
    }
    texts = {"some/data": terms("some/data", SHARE, "CC-BY-SA-4.0")}
    assert verdict(judged(plan, texts), "share-alike", "acme/m") == "review"
    plan["lineage"][0]["release"] = {"to": "internal"}
    assert verdict(judged(plan, texts), "share-alike", "acme/m") is None


RESTRICTED = [GRANT, clause("use-restriction", category="military"), clause("pass-through")]


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        (OUT, "violation"),
        ({"license": "LicenseRef-big-m", "to": "public"}, None),
        ({"license": "apache-2.0 AND LicenseRef-big-m", "to": "public"}, None),
        ({"license": "LicenseRef-Acme", "to": "public"}, "review"),
        ({"to": "public"}, "review"),
        ({"license": "apache-2.0", "to": "internal"}, None),
    ],
)
def test_our_release_must_carry_the_upstream_terms(
    release: dict[str, str], expected: str | None
) -> None:
    judgement = judged(tuned(release, ["internal"]), {"big/m": RESTRICTED})
    assert verdict(judgement, "license-drift", "acme/m") == expected


def test_a_relabelled_fine_tune_of_a_third_party_drifts_and_its_upstream_binds() -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["internal"], "fields": ["military"]},
        "components": [{"model": "someone/tuned"}],
    }
    cards = {"someone/tuned": Card(base_models=("big/m",))}
    judgement = judged(plan, {"big/m": RESTRICTED}, cards=cards)
    assert verdict(judgement, "license-drift", "someone/tuned") == "review"
    ids = [one.id for one in judgement.findings if one.verdict == "violation"]
    assert ids == ["use-restriction:someone/tuned@big/m#military"]


def test_a_fine_tune_under_its_own_restrictions_does_not_drift() -> None:
    plan = {"components": [{"model": "someone/tuned"}]}
    cards = {"someone/tuned": Card(base_models=("big/m",))}
    judgement = judged(plan, {"big/m": RESTRICTED, "someone/tuned": RESTRICTED}, cards=cards)
    assert verdict(judgement, "license-drift") is None


def test_permissive_upstreams_ask_for_no_label() -> None:
    plan = {"components": [{"model": "someone/tuned"}]}
    cards = {"someone/tuned": Card(base_models=("big/m",))}
    assert verdict(judged(plan, {}, cards=cards), "license-drift") is None


TAUGHT = {
    "use": {"purpose": "commercial", "delivery": ["internal"]},
    "lineage": [
        {"activity": "distill", "model": "big/m", "base": "other/base", "produces": "acme/m",
         "release": OUT},
    ],
}  # fmt: skip


@pytest.mark.parametrize("defined", [True, False])
def test_terms_reach_students_where_distillation_makes_a_derivative(defined: bool) -> None:
    texts = [*RESTRICTED, *([clause("distillation-is-derivative")] if defined else [])]
    judgement = judged(TAUGHT, {"big/m": texts})
    assert verdict(judgement, "license-drift", "acme/m") == ("violation" if defined else None)
    assert verdict(judgement, "pass-through", "acme/m") == ("duty" if defined else None)


def test_training_on_outputs_of_another_kind_leaves_the_definition_open() -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["internal"]},
        "lineage": [
            {"activity": "generate", "model": "big/m", "produces": "acme/logs"},
            {"activity": "train", "data": ["acme/logs"], "produces": "acme/m", "release": OUT,
             "task": "image-classification"},
        ],
    }  # fmt: skip
    texts = [*RESTRICTED, clause("distillation-is-derivative")]
    cards = {"big/m": Card(pipeline_tag="text-generation")}
    assert verdict(judged(plan, {"big/m": texts}, cards=cards), "license-drift") == "review"


def named(name: str, release: dict[str, str] | None, delivery: str = "internal") -> dict[str, Any]:
    return {
        "use": {"purpose": "commercial", "delivery": [delivery]},
        "lineage": [
            {"activity": "generate", "model": "big/m", "produces": "acme/logs"},
            {
                "activity": "finetune",
                "base": "other/base",
                "data": ["acme/logs"],
                "produces": name,
                **({"release": release} if release else {}),
            },
        ],
    }


@pytest.mark.parametrize(
    ("name", "release", "delivery", "subject", "expected"),
    [
        ("acme/helper", OUT, "internal", ["materials", "outputs"], "violation"),
        ("acme/Big-helper", OUT, "internal", ["materials", "outputs"], "duty"),
        ("acme/big-helper", OUT, "internal", ["materials", "outputs"], "duty"),
        ("acme/helper-Big", OUT, "internal", ["materials", "outputs"], "violation"),
        ("acme/helper", None, "internal", ["materials", "outputs"], None),
        ("acme/helper", None, "hosted-service", ["materials", "outputs"], "review"),
        ("acme/helper", None, "weights-released", ["materials", "outputs"], "violation"),
        ("acme/helper", OUT, "internal", ["materials"], None),
        ("acme/helper", OUT, "internal", [], "review"),
    ],
)
def test_names_of_models_trained_on_outputs(
    name: str,
    release: dict[str, str] | None,
    delivery: str,
    subject: list[str],
    expected: str | None,
) -> None:
    texts = [GRANT, clause("naming-requirement", text="Big", position="prefix", subject=subject)]
    judgement = judged(named(name, release, delivery), {"big/m": texts})
    assert verdict(judgement, "naming-requirement", name) == expected


def test_a_name_that_clears_the_finding_is_its_remedy() -> None:
    texts = [GRANT, clause("naming-requirement", text="Big", position="prefix")]
    (finding,) = found(judged(tuned(OUT, ["internal"]), {"big/m": texts}), "naming-requirement")
    assert "Name it acme/Big-m." in finding.remedies


@pytest.mark.parametrize(
    ("position", "expected"),
    [("include", "violation"), ("forbidden", None), ("prefix", "violation")],
)
def test_positions_of_a_name(position: str, expected: str | None) -> None:
    texts = [GRANT, clause("naming-requirement", text="Big", position=position)]
    judgement = judged(tuned(OUT, ["internal"]), {"big/m": texts})
    worst = verdict(judgement, "naming-requirement")
    assert (worst if worst != "duty" else None) == expected


@pytest.mark.parametrize(
    ("actions", "rights", "release", "expected"),
    [
        ([], [], OUT, "violation"),
        (["distribute"], [], OUT, "violation"),
        (["distribute"], ["distribute", "modify"], OUT, "review"),
        (["sublicense"], ["distribute", "modify"], OUT, None),
        (["sublicense"], ["use"], OUT, "review"),
        (["sell"], ["distribute", "modify"], OUT, None),
        (["sell"], ["distribute", "modify"], {"license": "x", "to": "customers"}, "violation"),
        ([], [], {"to": "internal"}, None),
    ],
)
def test_redistribution(
    actions: list[str], rights: list[str], release: dict[str, str], expected: str | None
) -> None:
    texts = [clause("no-redistribution", actions=actions)]
    texts += [clause("grant", rights=rights)] if rights else []
    judgement = judged(tuned(release, ["internal"]), {"big/m": texts})
    assert verdict(judgement, "no-redistribution", "acme/m") == expected


@pytest.mark.parametrize(
    ("delivery", "rights", "expected"),
    [
        (["hosted-service"], [], "violation"),
        (["hosted-service"], ["host"], "review"),
        (["internal"], [], None),
        (None, [], "review"),
    ],
)
def test_hosting(delivery: list[str] | None, rights: list[str], expected: str | None) -> None:
    texts = [clause("no-hosted-service"), clause("grant", rights=rights)]
    judgement = judged(tuned(None, delivery), {"big/m": texts})
    assert verdict(judgement, "no-hosted-service", "acme/m") == expected


@pytest.mark.parametrize(
    ("clauses", "release", "expected"),
    [
        ([clause("no-derivatives")], {"to": "internal"}, "violation"),
        ([clause("no-derivatives", sharing=True)], {"to": "internal"}, None),
        ([clause("no-derivatives", sharing=True)], OUT, "violation"),
        ([clause("no-derivatives"), GRANT], {"to": "internal"}, None),
        ([clause("no-derivatives"), GRANT], OUT, "review"),
    ],
)
def test_derivatives(clauses: list[Any], release: dict[str, str], expected: str | None) -> None:
    judgement = judged(tuned(release, ["internal"]), {"big/m": clauses})
    assert verdict(judgement, "no-derivatives", "acme/m") == expected


def test_rights_that_were_not_granted_are_reserved() -> None:
    texts = {"big/m": [clause("grant", rights=["use", "modify"])]}
    (finding,) = found(judged(tuned(OUT, ["internal"]), texts), "grant", "acme/m")
    assert finding.verdict == "review"
    assert "distribute" in finding.explanation
    assert found(judged(tuned({"to": "internal"}, ["internal"]), texts), "grant") == []


CLASH = terms("other/b", [GRANT, clause("share-alike")], "OSL-3.0")


@pytest.mark.parametrize(
    ("other", "release", "expected"),
    [
        (CLASH, OUT, "violation"),
        (CLASH, {"to": "internal"}, None),
        (
            terms("other/b", [GRANT, clause("use-restriction", category="military")]),
            OUT,
            "violation",
        ),
        (terms("other/b", [GRANT, clause("non-commercial")]), OUT, "violation"),
        (terms("other/b", FREE), OUT, None),
        (terms("other/b", [GRANT, clause("share-alike")], "CC-BY-SA-4.0"), OUT, None),
        (terms("other/b", SHARE, "GPL-3.0-only"), OUT, None),
    ],
)
def test_upstreams_that_cannot_be_joined(
    other: Any, release: dict[str, str], expected: str | None
) -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["internal"]},
        "lineage": [
            {"activity": "merge", "base": ["big/m", "other/b"], "produces": "acme/m",
             "release": release},
        ],
    }  # fmt: skip
    texts = {"big/m": terms("big/m", SHARE, "GPL-3.0-only"), "other/b": other}
    assert verdict(judged(plan, texts), "license-incompatible", "acme/m") == expected


def test_evaluating_carries_no_terms() -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["outputs-published"]},
        "lineage": [{"activity": "evaluate", "model": "big/m", "data": ["some/data"]}],
    }
    texts = {"big/m": [GRANT, clause("share-alike"), clause("no-benchmark-publication")]}
    judgement = judged(plan, texts)
    assert verdict(judgement, "share-alike") is None
    assert verdict(judgement, "no-benchmark-publication") == "violation"
    plan["use"]["delivery"] = ["internal"]
    assert verdict(judged(plan, texts), "no-benchmark-publication") is None


@pytest.mark.parametrize(
    ("delivery", "expected"), [("weights-released", "duty"), ("internal", None)]
)
def test_duties_of_distribution(delivery: str, expected: str | None) -> None:
    texts = {"big/m": [GRANT, clause("include-license"), clause("state-changes")]}
    judgement = judged(tuned(None, [delivery]), texts)
    assert verdict(judgement, "include-license", "acme/m") == expected
    assert verdict(judgement, "state-changes", "acme/m") == expected
    assert judgement.verdict == "compliant"


def test_hosting_may_be_distribution() -> None:
    texts = [GRANT, clause("include-license"), clause("hosting-is-distribution")]
    judgement = judged(tuned(None, ["hosted-service"]), {"big/m": texts})
    assert verdict(judgement, "include-license", "acme/m") == "duty"


def test_a_credit_is_due_where_anybody_meets_it() -> None:
    texts = {"big/m": [GRANT, clause("display-attribution", text="Built with Big")]}
    (finding,) = found(
        judged(tuned(None, ["hosted-service"]), texts), "display-attribution", "acme/m"
    )
    assert finding.verdict == "duty"
    assert "Built with Big" in finding.explanation


def test_a_prohibition_except_as_licensed_leaves_what_is_granted() -> None:
    texts = [
        GRANT,
        clause("no-redistribution", actions=["distribute"], except_as_licensed=True),
        clause("no-derivatives", except_as_licensed=True),
    ]
    judgement = judged(tuned(OUT, ["internal"]), {"big/m": texts})
    assert verdict(judgement, "no-redistribution") is None
    assert verdict(judgement, "no-derivatives") is None
    judgement = judged(tuned(OUT, ["internal"]), {"big/m": texts[1:]})
    assert verdict(judgement, "no-redistribution") == "violation"
    assert verdict(judgement, "no-derivatives") == "violation"


@pytest.mark.parametrize("kind", ["service", "software"])
def test_a_product_that_rests_on_a_tool_is_not_that_tool_as_a_service(kind: str) -> None:
    plan = {"use": {"delivery": ["hosted-service"]}, "components": [{kind: "big/tool"}]}
    judgement = judged(plan, {"big/tool": [clause("no-hosted-service")]})
    assert verdict(judgement, "no-hosted-service") == "review"
