"""Answers: yes, no or it depends, the words they rest on, and the prompt that asks for more."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from licensescan.cli import main

CARDS = {
    "meta-llama/Llama-2-7b-chat-hf": "license: llama2\npipeline_tag: text-generation",
    "mistralai/Mistral-7B-v0.1": "license: apache-2.0\npipeline_tag: text-generation",
    "acme/tiny": "license: mit\npipeline_tag: text-generation",
    "acme/research-only": "license: cc-by-nc-4.0",
    "acme/relabelled": "license: mit\nbase_model: meta-llama/Llama-2-7b-chat-hf",
    "acme/bare": "pipeline_tag: text-generation",
}
MANIFEST = """\
organization: {name: Acme, monthly-active-users: 1000}
use: {purpose: commercial, delivery: [hosted-service], territories: [DE]}
components:
  - {model: meta-llama/Llama-2-7b-chat-hf, as: assistant}
  - {model: acme/tiny}
lineage:
  - {activity: generate, model: assistant, produces: acme/logs}
  - {activity: finetune, base: acme/tiny, data: [acme/logs], produces: acme/bot}
hardware:
  - {name: farm, gpu: GeForce RTX 4090, site: datacenter, workload: inference, runs: [acme/bot]}
sources: [{mirror: hub}]
"""

Ask = Callable[..., tuple[int, str]]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return a function that asks one question where the manifest above lies."""
    for name, front in CARDS.items():
        repo = tmp_path / "hub" / name
        repo.mkdir(parents=True)
        (repo / "README.md").write_text(f"---\n{front}\n---\n")
    (tmp_path / "licensescan.yaml").write_text(MANIFEST)
    monkeypatch.chdir(tmp_path)

    def asked(question: str, *args: str) -> tuple[int, str]:
        status = main(["explain", *args, question])
        shown = capsys.readouterr()
        return status, " ".join((shown.out + shown.err).split())

    return asked


NO = {
    "can I train mistralai/Mistral-7B-v0.1 on the outputs of meta-llama/Llama-2-7b-chat-hf": (
        "No training of other models: your-model",
        "section 1.b.v",
        "assistant ─generate→ your-data ─finetune→ your-model",
    ),
    "can I improve another LLM with assistant's outputs": ("section 1.b.v",),
    "can we run acme/tiny on an RTX 4090 in a datacenter": (
        "No datacenter deployment: your-machine",
        "nvidia/geforce-driver",
    ),
    "can we use assistant with 800 million users": ("700,000,000 monthly active users",),
    "may I use acme/research-only commercially": (
        "Non-commercial purposes only",
        "Creative Commons Attribution-NonCommercial",
    ),
    "may I use acme/bot": ("No training of other models: acme/bot",),
}


@pytest.mark.parametrize("question", NO)
def test_no_with_the_words_that_forbid(question: str, ask: Ask) -> None:
    status, shown = ask(question)
    assert status == 1, shown
    assert shown.startswith("No: a term forbids it.")
    for words in NO[question]:
        assert words.lower() in shown.lower()
    assert shown.endswith("This report is no legal advice.")


def test_one_fact_changed_is_another_answer(ask: Ask) -> None:
    assert ask("can we use assistant with 800 million users")[0] == 1
    assert ask("can we use assistant with 600 million users")[0] != 1
    assert ask("can we run acme/tiny on an RTX 4090 in a datacenter")[0] == 1
    assert ask("can we run acme/tiny on an RTX 4090 at a desk")[0] != 1


def test_no_finding_of_the_plan_that_the_question_is_not_about(ask: Ask) -> None:
    _, shown = ask("can we run acme/tiny on an RTX 4090 in a datacenter")
    assert "acme/bot" not in shown
    assert "batch-farm" not in shown


def test_yes_with_what_has_to_be_done(ask: Ask) -> None:
    status, shown = ask("may we host acme/tiny as a service")
    assert status == 0, shown
    assert shown.startswith("Yes: no term that was read forbids it.")


def test_duties(ask: Ask) -> None:
    status, shown = ask("what must I do to release acme/tiny")
    assert status == 0, shown
    assert "DUTIES" in shown
    assert "MIT License" in shown


def test_what_could_not_be_read_is_never_a_yes(ask: Ask) -> None:
    status, shown = ask("can I use acme/nowhere commercially")
    assert status == 4
    assert shown.startswith("It depends")
    assert "Not read: The model acme/nowhere is not in hub." in shown


def test_missing_fact_is_named(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "licensescan.yaml"
    path.write_text(MANIFEST.replace(", monthly-active-users: 1000", ""))
    status, shown = ask("can we use assistant")
    assert status == 4
    assert "monthly-active-users" in shown


def test_why_prints_the_derivation(ask: Ask) -> None:
    status, shown = ask("why no-datacenter:farm")
    assert status == 0
    assert "no-datacenter:farm@nvidia/geforce-driver is a violation." in shown
    assert "nvidia/geforce-driver ─runs on→ farm" in shown


UNCERTAIN = """\
use: {purpose: commercial, delivery: [hosted-service], territories: [DE]}
components:
  - {model: acme/tiny, license: apache-2.0}
  - {model: acme/relabelled}
  - {model: acme/bare}
sources: [{mirror: hub}]
policy: commercial-saas
"""
WHY = {
    "lineage-undisclosed:acme/tiny": (
        "lineage-undisclosed:acme/tiny is a review. Terms of undisclosed training data cannot be",
        "Nothing is said on what acme/tiny was trained on.",
        "Ask the publisher of acme/tiny what it was trained on.",
    ),
    "license-mismatch:acme/tiny": (
        "license-mismatch:acme/tiny is a review. Which of the statements holds is for a person",
        "Statements on the licence of acme/tiny disagree",
    ),
    "license-drift:acme/relabelled": (
        "license-drift:acme/relabelled@meta-llama/Llama-2-7b-chat-hf is a review.",
        "meta-llama/Llama-2-7b-chat-hf ─finetune→ acme/relabelled",
    ),
    "license-unknown:acme/bare": (
        "license-unknown:acme/bare is a review.",
        "Terms not known: acme",
    ),
    "policy:acme/bare": ("Policy commercial-saas: lists of licences.",),
    "policy:licensescan.yaml#required-facts": ("State annual-revenue, monthly-active-users",),
}


@pytest.mark.parametrize("asked", WHY)
def test_why_of_a_rule_that_is_no_clause_type(asked: str, ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "licensescan.yaml").write_text(UNCERTAIN)
    for question in (f"why {asked}?", f"explain why review {asked}", asked):
        status, shown = ask(question)
        assert status == 0, shown
        for words in WHY[asked]:
            assert words in shown


def test_a_note_is_called_as_in_the_reports(ask: Ask) -> None:
    _, shown = ask("why license-unknown:nvidia/geforce-driver")
    assert "license-unknown:nvidia/geforce-driver is a note." in shown
    assert "Where the terms come from: nvidia/geforce-driver" in shown
    assert "Terms not known" not in shown


def test_why_of_nothing_names_what_there_is(ask: Ask) -> None:
    status, shown = ask("why no-datacenter:barn")
    assert status == 2
    assert "no finding of the plan has the id no-datacenter:barn" in shown
    assert "no-datacenter:farm@nvidia/geforce-driver" in shown


def test_clause_type_and_where_the_plan_meets_it(ask: Ask) -> None:
    status, shown = ask("no-datacenter")
    assert status == 0
    assert "a prohibition" in shown
    assert "In licensescan.yaml: 1 finding." in shown


def test_rule_over_clauses_and_where_the_plan_meets_it(ask: Ask) -> None:
    status, shown = ask("why lineage-undisclosed")
    assert status == 0
    assert "Training data not disclosed (lineage-undisclosed), a rule: " in shown
    assert "In licensescan.yaml: 2 findings." in shown
    assert "Nothing is said on what acme/tiny was trained on." in shown


def test_terms_of_a_model(ask: Ask) -> None:
    status, shown = ask("what does assistant say")
    assert status == 0
    assert "LicenseRef-scancode-llama-2-license-2023 (declared as 'llama2'; known from" in shown
    assert "no-training-other-models" in shown


def test_manifest_may_lie_elsewhere(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    manifest = str(tmp_path / "licensescan.yaml")
    status, shown = ask("why no-datacenter:farm", "--manifest", manifest)
    assert status == 0, shown


def test_question_without_a_manifest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "can I run a GeForce RTX 4090 in a datacenter"]) == 1
    assert main(["explain", "no-training-other-models"]) == 0
    assert main(["explain", "why no-datacenter:farm"]) == 2
    assert "no manifest to find it in" in capsys.readouterr().err


def test_question_that_is_not_understood_shows_examples(ask: Ask) -> None:
    status, shown = ask("will it rain tomorrow")
    assert status == 2
    assert shown.startswith("Error: the question is not understood")
    assert "may we host tiiuae/falcon-7b as a service" in shown


def test_prompt_answers_until_somebody_quits(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = "may we host acme/tiny as a service\nwill it rain\n\nquit\nno-datacenter\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(questions))
    assert main(["explain"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("Yes: ")
    assert shown.err.count("is not understood") == 1
    assert shown.out.count("You can ask:") == 1
    assert "No datacenter deployment" not in shown.out


def test_prompt_ends_with_its_input(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["explain"]) == 0
    assert capsys.readouterr().out == ""
