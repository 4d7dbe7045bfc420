"""What questions are read as: every way of putting one, and what none of them is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Tree

from licensescan.errors import QuestionError
from licensescan.explain.draft import DATA, MACHINE, MODEL, Draft
from licensescan.explain.grammar import EXAMPLES, parse, parser
from licensescan.explain.planned import READERS, planned
from licensescan.explain.words import Vocabulary, words_of
from licensescan.plan.hardware import product_line
from licensescan.resources import load_yaml

SERVICES = {"openai/gpt-4"}
NAMES = {"assistant": "acme/assistant", "support logs": "acme/logs"}
VOCABULARY = Vocabulary(NAMES, lambda text: product_line(text) is not None)


def tree_of(question: str) -> Tree[Any]:
    return parse(words_of(question, VOCABULARY))


def kind_of(name: str) -> str:
    return "service" if name in SERVICES else "model"


def drafted(question: str) -> Draft:
    tree = tree_of(question)
    if tree.data == "must_with":
        return planned(tree, kind_of)
    plan = next(x for x in tree.children if isinstance(x, Tree))
    return planned(plan, kind_of)


def manifest_of(question: str) -> dict[str, Any]:
    """Return the manifest of a question without its empty parts."""
    made = drafted(question).manifest()
    return {key: value for key, value in made.items() if value and key != "version"}


@pytest.mark.parametrize("question", EXAMPLES)
def test_examples_that_errors_show_are_understood(question: str) -> None:
    assert tree_of(question).data in {"may", "must", "must_with", "why", "about"}


def test_outputs_of_one_model_train_another() -> None:
    assert manifest_of("can I train mistralai/M on the outputs of meta-llama/L") == {
        "components": [{"model": "meta-llama/L"}, {"model": "mistralai/M"}],
        "lineage": [
            {"activity": "generate", "model": ["meta-llama/L"], "produces": DATA},
            {"activity": "finetune", "data": [DATA], "produces": MODEL, "base": ["mistralai/M"]},
        ],
    }


@pytest.mark.parametrize(
    "question",
    [
        "Can we train mistralai/M on outputs of meta-llama/L?",
        "may I use the outputs of meta-llama/L to train mistralai/M",
        "are we allowed to fine-tune mistralai/M on meta-llama/L's outputs",
        "fine-tune mistralai/M with the responses of meta-llama/L",
        "is it ok to use synthetic data generated with meta-llama/L to improve mistralai/M",
    ],
)
def test_ways_of_asking_the_same(question: str) -> None:
    same = manifest_of("can I train mistralai/M on the outputs of meta-llama/L")
    assert manifest_of(question) == same


CASES: dict[str, dict[str, Any]] = {
    "may we host a/b as a service": {
        "use": {"delivery": ["hosted-service"]},
        "components": [{"model": "a/b"}],
    },
    "can I use openai/gpt-4 commercially with 800 million users": {
        "organization": {"monthly-active-users": 800_000_000},
        "use": {"purpose": "commercial"},
        "components": [{"service": "openai/gpt-4"}],
    },
    "can we run a/b on an RTX 4090 in a datacenter": {
        "components": [{"model": "a/b"}],
        "hardware": [{"name": MACHINE, "gpu": "RTX 4090", "site": "datacenter", "runs": ["a/b"]}],
    },
    "can I run a GeForce RTX 4090 in a data centre for inference": {
        "hardware": [
            {
                "name": MACHINE,
                "gpu": "GeForce RTX 4090",
                "site": "datacenter",
                "workload": "inference",
                "runs": [],
            }
        ],
    },
    "can I run a/b on aws:g5.xlarge": {
        "components": [{"model": "a/b"}],
        "hardware": [{"name": MACHINE, "instance": "aws:g5.xlarge", "runs": ["a/b"]}],
    },
    "can I merge a/b and c/d": {
        "components": [{"model": "a/b"}, {"model": "c/d"}],
        "lineage": [{"activity": "merge", "base": ["a/b", "c/d"], "produces": MODEL}],
    },
    "can I quantize a/b": {
        "components": [{"model": "a/b"}],
        "lineage": [{"activity": "quantized", "base": ["a/b"], "produces": MODEL}],
    },
    "can I distill openai/gpt-4 into a/b": {
        "components": [{"service": "openai/gpt-4"}, {"model": "a/b"}],
        "lineage": [
            {"activity": "distill", "produces": MODEL, "model": ["openai/gpt-4"], "base": ["a/b"]}
        ],
    },
    "can I use the outputs of a/b to improve another LLM": {
        "components": [{"model": "a/b"}],
        "lineage": [
            {"activity": "generate", "model": ["a/b"], "produces": DATA},
            {"activity": "train", "data": [DATA], "produces": MODEL, "task": "text-generation"},
        ],
    },
    "can I generate data with a/b and train c/d on it": {
        "components": [{"model": "a/b"}, {"model": "c/d"}],
        "lineage": [
            {"activity": "generate", "model": ["a/b"], "produces": DATA},
            {"activity": "finetune", "data": [DATA], "produces": MODEL, "base": ["c/d"]},
        ],
    },
    "may we fine-tune a/b on x/y and release it under apache-2.0 to customers": {
        "components": [{"dataset": "x/y"}, {"model": "a/b"}],
        "lineage": [
            {
                "activity": "finetune",
                "data": ["x/y"],
                "produces": MODEL,
                "base": ["a/b"],
                "release": {"to": "customers", "license": "apache-2.0"},
            }
        ],
    },
    "can I redistribute a/b": {
        "use": {"delivery": ["weights-released"]},
        "components": [{"model": "a/b"}],
    },
    "can I use a/b for medical advice in Germany and the EU": {
        "use": {"fields": ["medical advice"], "territories": ["DE", "EU"]},
        "components": [{"model": "a/b"}],
    },
    "can we use a/b in a product if we have more than 50 employees and a revenue of 2 million USD": {
        "organization": {"employees": 51, "annual-revenue": "2000000 USD"},
        "use": {"delivery": ["embedded-product"]},
        "components": [{"model": "a/b"}],
    },
    "can I use a/b with under 700M monthly active users": {
        "organization": {"monthly-active-users": 699_999_999},
        "components": [{"model": "a/b"}],
    },
    "can I label support logs with assistant": {
        "components": [{"dataset": "acme/logs"}, {"model": "acme/assistant"}],
        "lineage": [
            {
                "activity": "annotate",
                "model": ["acme/assistant"],
                "data": ["acme/logs"],
                "produces": DATA,
            }
        ],
    },
    "can I benchmark a/b": {
        "components": [{"model": "a/b"}],
        "lineage": [{"activity": "evaluate", "model": ["a/b"]}],
    },
    "can a/b be used commercially?": {
        "use": {"purpose": "commercial"},
        "components": [{"model": "a/b"}],
    },
    "is a/b free for commercial use": {
        "use": {"purpose": "commercial"},
        "components": [{"model": "a/b"}],
    },
    "can I sell a service built on a/b": {
        "use": {"delivery": ["hosted-service"], "purpose": "commercial"},
        "components": [{"model": "a/b"}],
    },
    "may I publish a quantized version of a/b": {
        "components": [{"model": "a/b"}],
        "lineage": [
            {
                "activity": "quantized",
                "base": ["a/b"],
                "produces": MODEL,
                "release": {"to": "public"},
            }
        ],
    },
    "can I benchmark a/b and publish the results": {
        "components": [{"model": "a/b"}],
        "lineage": [
            {
                "activity": "evaluate",
                "model": ["a/b"],
                "produces": DATA,
                "release": {"to": "public"},
            }
        ],
    },
    "can I fine-tune a/b on our own data and keep it internal": {
        "use": {"delivery": ["internal"]},
        "components": [{"model": "a/b"}],
        "lineage": [
            {
                "activity": "finetune",
                "data": [],
                "produces": MODEL,
                "base": ["a/b"],
                "release": {"to": "internal"},
            }
        ],
    },
    "can I convert a/b to ONNX": {
        "components": [{"model": "a/b"}],
        "lineage": [{"activity": "convert", "base": ["a/b"], "produces": MODEL}],
    },
    "can I use a/b to make weapons": {
        "use": {"fields": ["weapons"]},
        "components": [{"model": "a/b"}],
    },
    "can I translate text with a/b": {
        "use": {"fields": ["translate"]},
        "components": [{"model": "a/b"}],
    },
    "what do I have to do with a/b": {"components": [{"model": "a/b"}]},
    "what must I do to sell a/b": {
        "use": {"delivery": ["weights-released"]},
        "components": [{"model": "a/b"}],
    },
    "what do I have to do when I fine-tune a/b": {
        "components": [{"model": "a/b"}],
        "lineage": [
            {"activity": "finetune", "data": [], "produces": MODEL, "base": ["a/b"]},
        ],
    },
}


@pytest.mark.parametrize("question", CASES)
def test_plan_of_a_question(question: str) -> None:
    assert manifest_of(question) == CASES[question]


def test_subjects_are_what_the_question_is_about() -> None:
    assert drafted("can I train a/b on the outputs of c/d").subjects == [MODEL]
    assert drafted("can I host a/b").subjects == ["a/b"]
    assert drafted("can I run a/b on an RTX 4090").subjects == ["a/b", MACHINE]


def test_look_ups() -> None:
    why = tree_of("why review scale-threshold:acme/support-7b@meta-llama/Llama-2-7b?")
    assert (why.data, why.children[-1]) == (
        "why",
        "scale-threshold:acme/support-7b@meta-llama/Llama-2-7b",
    )
    assert tree_of("no-datacenter:batch-farm").data == "why"
    for question in ("no-datacenter", "what does no-datacenter mean?", "a/b", "what does a/b say"):
        assert tree_of(question).data == "about"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("hello world", "not understood"),
        ("", "not understood"),
        ("can I", "not understood"),
        ("can I use frobnicator commercially", "nothing is known by the name 'frobnicator'"),
        ("can I use a/b for non-commercial purposes", "which purpose"),
        ("can I use a/b with a revenue of 5 million", "no currency"),
        ("can I use a/b frobnicating", "not understood from 'frobnicating' on"),
        ("can I use a/b under mit", "nothing that is made is released"),
        ("can I release it", "not of what"),
    ],
)
def test_question_that_cannot_be_answered_says_why(question: str, said: str) -> None:
    with pytest.raises(QuestionError, match=re.escape(said)) as caught:
        drafted(question)
    assert caught.value.remedy


def test_every_act_and_circumstance_of_the_grammar_is_read() -> None:
    rules = [x for x in parser().rules if x.origin.name in {"act", "circumstance"}]
    assert {str(x.alias or x.expansion[-1].name) for x in rules} | {"passive", "must_with"} == set(
        READERS
    )


def test_lexicon_gives_only_terminals_of_the_grammar() -> None:
    table = load_yaml("grammars/question.yaml")
    declared = {x.name for rule in parser().rules for x in rule.expansion if x.is_term}
    assert {*table["concepts"], *table["values"]} <= declared


def test_no_phrase_of_the_lexicon_stands_twice() -> None:
    table = load_yaml("grammars/question.yaml")
    lists = [*table["concepts"].values()]
    lists += [phrases for values in table["values"].values() for phrases in values.values()]
    phrases = [phrase for each in lists for phrase in each]
    assert [x for x in phrases if phrases.count(x) > 1] == []


@given(st.text(max_size=200))
def test_any_text_is_a_question_or_a_clear_error(text: str) -> None:
    try:
        drafted(text)
    except (QuestionError, StopIteration):
        return


@given(
    st.lists(
        st.sampled_from(
            [
                "can",
                "I",
                "use",
                "train",
                "a/b",
                "c/d",
                "on",
                "with",
                "outputs",
                "of",
                "and",
                "it",
                "in",
            ]
        )
    )
)
def test_words_of_the_grammar_in_any_order_do_no_harm(words: list[str]) -> None:
    try:
        drafted(" ".join(words))
    except (QuestionError, StopIteration):
        return
