"""no-training-other-models and no-competing-use: what outputs and materials may teach."""

from __future__ import annotations

from typing import Any

import pytest

from licensescan.documents.card import Card
from tests.policy.scene import clause, found, judged, terms, verdict

LLM = clause(
    "no-training-other-models",
    subject=["materials", "outputs"],
    target="other-llm",
    own_family_exception=True,
)
COMPETING = clause("no-training-other-models", subject=["outputs"], target="competing-model")
TEXT = Card(pipeline_tag="text-generation")


def taught(**more: Any) -> dict[str, Any]:
    """A model's outputs become the data of a fine-tune of another base."""
    return {
        "use": {"purpose": "commercial", "delivery": ["hosted-service"]},
        "lineage": [
            {"activity": "generate", "model": "big/teacher", "produces": "acme/logs"},
            {
                "activity": "finetune",
                "base": "other/base",
                "data": ["acme/logs"],
                "produces": "acme/m",
                **more,
            },
        ],
    }


def test_outputs_that_improve_another_llm_violate() -> None:
    judgement = judged(taught(), {"big/teacher": [LLM]}, cards={"other/base": TEXT})
    (finding,) = found(judgement, "no-training-other-models")
    assert finding.verdict == "violation"
    assert finding.id == "no-training-other-models:acme/m@big/teacher"
    assert finding.path == ("big/teacher", "acme/logs", "acme/m")
    assert judgement.verdict == "violation"


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("text-generation", "violation"),
        ("text-classification", "review"),
        ("image-classification", None),
        (None, "review"),
    ],
)
def test_what_the_model_made_is_decides_about_other_llms(
    task: str | None, expected: str | None
) -> None:
    judgement = judged(
        taught(), {"big/teacher": [LLM]}, cards={"other/base": Card(pipeline_tag=task)}
    )
    assert verdict(judgement, "no-training-other-models") == expected


def test_an_unknown_task_is_named_as_missing() -> None:
    (finding,) = found(judged(taught(), {"big/teacher": [LLM]}), "no-training-other-models")
    assert finding.missing_facts == ("task",)


@pytest.mark.parametrize(
    ("base_license", "expected"),
    [("LicenseRef-big", None), ("LicenseRef-other", "violation")],
)
def test_the_family_is_who_shares_the_licence(base_license: str, expected: str | None) -> None:
    texts = {
        "big/teacher": terms("big/teacher", [LLM], "LicenseRef-big"),
        "other/base": terms("other/base", [LLM], base_license),
    }
    judgement = judged(taught(), texts, cards={"other/base": TEXT})
    assert verdict(judgement, "no-training-other-models") == expected


def test_the_family_is_who_shares_an_upstream() -> None:
    cards = {
        "other/base": Card(pipeline_tag="text-generation", base_models=("big/root",)),
        "big/teacher": Card(base_models=("big/root",)),
    }
    judgement = judged(taught(), {"big/teacher": [LLM]}, cards=cards)
    assert verdict(judgement, "no-training-other-models") is None


def test_a_base_of_unknown_licence_leaves_its_family_open() -> None:
    texts = {
        "big/teacher": [LLM],
        "other/base": terms("other/base", []).__class__(
            "other/base", None, None, "none", terms("x", []).alternatives[:0] or (_nothing(),)
        ),
    }
    judgement = judged(taught(), texts, cards={"other/base": TEXT})
    assert verdict(judgement, "no-training-other-models") == "review"


def _nothing() -> Any:
    from licensescan.licenses.values import Alternative

    return Alternative(None)


def test_a_student_breaks_a_clause_on_materials() -> None:
    materials = clause("no-training-other-models", subject=["materials"], target="other-model")
    plan = taught()
    plan["lineage"] = [
        {
            "activity": "distill",
            "model": "big/teacher",
            "base": "other/base",
            "produces": "acme/m",
        }
    ]
    assert verdict(judged(plan, {"big/teacher": [materials]}), "no-training-other-models") == (
        "violation"
    )


def test_tuning_the_model_itself_makes_no_other_model() -> None:
    plan = {
        "lineage": [{"activity": "finetune", "base": "big/teacher", "produces": "acme/m"}],
    }
    judgement = judged(plan, {"big/teacher": [LLM]}, cards={"big/teacher": TEXT})
    assert verdict(judgement, "no-training-other-models") is None


def test_terms_of_data_against_training_are_about_its_materials() -> None:
    forbidden = clause("no-training-other-models", subject=["materials"], target="any-model")
    plan = {"lineage": [{"activity": "train", "data": ["big/data"], "produces": "acme/m"}]}
    assert verdict(judged(plan, {"big/data": [forbidden]}), "no-training-other-models") == (
        "violation"
    )


@pytest.mark.parametrize(
    ("subject", "expected"), [(["materials", "outputs"], None), (["outputs"], "violation")]
)
def test_a_permission_for_outputs_outweighs_a_wider_prohibition(
    subject: list[str], expected: str | None
) -> None:
    forbidden = clause("no-training-other-models", subject=subject, target="other-model")
    texts = {"big/teacher": [forbidden, clause("outputs-training-allowed")]}
    assert verdict(judged(taught(), texts), "no-training-other-models") == expected


@pytest.mark.parametrize(
    ("release", "delivery", "expected"),
    [
        ({"to": "public"}, ["internal"], "violation"),
        (None, ["hosted-service"], "violation"),
        (None, ["internal"], "review"),
    ],
)
def test_competing_needs_the_same_kind_and_an_offer(
    release: dict[str, str] | None, delivery: list[str], expected: str
) -> None:
    plan = taught(task="text-generation", **({"release": release} if release else {}))
    plan["use"]["delivery"] = delivery
    texts = {"big/teacher": [COMPETING]}
    judgement = judged(plan, texts, cards={"big/teacher": TEXT})
    assert verdict(judgement, "no-training-other-models") == expected


def test_a_model_of_another_kind_may_still_compete() -> None:
    plan = taught(task="image-classification")
    judgement = judged(plan, {"big/teacher": [COMPETING]}, cards={"big/teacher": TEXT})
    assert verdict(judgement, "no-training-other-models") == "review"


def test_what_a_third_party_trained_is_for_review() -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["hosted-service"]},
        "components": [{"model": "someone/tuned"}],
    }
    cards = {
        "someone/tuned": Card(base_models=("other/base",), datasets=("someone/data",)),
        "someone/data": Card(body="All rows were generated by GPT-4."),
    }
    judgement = judged(plan, {"openai/gpt-4": [COMPETING]}, cards=cards)
    (finding,) = found(judgement, "no-training-other-models")
    assert (finding.verdict, finding.subject) == ("review", "someone/tuned")
    assert finding.facts["card"] == "All rows were generated by GPT-4."
    assert judgement.verdict == "review"


def test_data_that_others_generated_binds_them_not_us() -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["hosted-service"]},
        "lineage": [
            {
                "activity": "finetune",
                "base": "other/base",
                "data": ["someone/data"],
                "produces": "acme/m",
                "task": "text-generation",
            }
        ],
    }
    cards = {"someone/data": Card(body="All rows were generated by GPT-4.")}
    judgement = judged(plan, {"openai/gpt-4": [COMPETING]}, cards=cards)
    assert verdict(judgement, "no-training-other-models", "acme/m") == "review"


@pytest.mark.parametrize(
    ("step", "delivery", "expected"),
    [
        ({"activity": "finetune", "base": "big/teacher", "produces": "acme/m"}, "hosted-service", "violation"),
        ({"activity": "finetune", "base": "big/teacher", "produces": "acme/m"}, "internal", "review"),
        (None, "hosted-service", "review"),
        (None, "internal", None),
    ],
)  # fmt: skip
def test_competing_products(
    step: dict[str, Any] | None, delivery: str, expected: str | None
) -> None:
    plan: dict[str, Any] = {"use": {"purpose": "commercial", "delivery": [delivery]}}
    plan |= {"lineage": [step]} if step else {"components": [{"model": "big/teacher"}]}
    subject = "acme/m" if step else "big/teacher"
    judgement = judged(
        plan, {"big/teacher": [clause("no-competing-use")]}, cards={"big/teacher": TEXT}
    )
    assert verdict(judgement, "no-competing-use", subject) == expected


def test_a_product_that_rests_on_a_service_keeps_from_competing() -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["hosted-service"]},
        "components": [{"service": "lighthouse/chat"}],
    }
    judgement = judged(plan, {"lighthouse/chat": [clause("no-competing-use")]})
    assert verdict(judgement, "no-competing-use") == "duty"


@pytest.mark.parametrize("kind", ["service", "model"])
def test_distilling_a_hosted_model_may_be_probing_it(kind: str) -> None:
    plan: dict[str, Any] = {
        "components": [{kind: "big/teacher"}],
        "lineage": [
            {
                "activity": "distill",
                "model": "big/teacher",
                "base": "other/base",
                "produces": "acme/m",
            }
        ],
    }
    texts = {"big/teacher": [clause("grant", rights=["use"]), clause("no-reverse-engineering")]}
    found_ = verdict(judged(plan, texts), "no-reverse-engineering", "acme/m")
    assert found_ == ("review" if kind == "service" else None)


MATERIALS = clause("no-training-other-models", subject=["materials"], target="other-model")


def test_having_a_service_make_the_lessons_is_using_it_to_train() -> None:
    plan = {**taught(), "components": [{"service": "big/teacher"}]}
    assert verdict(judged(plan, {"big/teacher": [MATERIALS]}), "no-training-other-models") == (
        "violation"
    )


def test_outputs_of_a_model_whose_use_for_training_is_forbidden_are_for_review() -> None:
    judgement = judged(taught(), {"big/teacher": [MATERIALS]})
    assert verdict(judgement, "no-training-other-models") == "review"


def test_outputs_that_may_train_outweigh_a_clause_on_the_service() -> None:
    plan = {**taught(), "components": [{"service": "big/teacher"}]}
    texts = {"big/teacher": [MATERIALS, clause("outputs-training-allowed")]}
    assert verdict(judged(plan, texts), "no-training-other-models") is None


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("text-generation", None),
        ("audio-classification", None),
        ("text-to-image", "review"),
        ("any-to-any", "review"),
        ("image-to-image", "violation"),
        (None, "review"),
    ],
)
def test_a_ban_on_models_of_one_kind(task: str | None, expected: str | None) -> None:
    texts = [
        clause(
            "no-training-other-models", subject=["outputs"], target="other-model", models="image"
        )
    ]
    judgement = judged(taught(task=task) if task else taught(), {"big/teacher": texts})
    assert verdict(judgement, "no-training-other-models") == expected
