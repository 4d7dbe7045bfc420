"""A document's own terms: which role each stands for, and that only the document's own text says so."""

from __future__ import annotations

import pytest

from licensescan.clauses.definitions import own_terms
from tests.clauses.stages import types


def meaning(text: str, term: str) -> str | None:
    found = {" ".join(words): concept for words, (_, concept) in own_terms(text)}
    return found.get(term)


@pytest.mark.parametrize(
    ("text", "term", "role"),
    [
        ('"Zephyria" means the model weights and the software.', "zephyria", "materials"),
        ("“Zephyria” shall mean the software distributed by us.", "zephyria", "materials"),
        ("**“Zephyria”** refers to the model and its parameters.", "zephyria", "materials"),
        ('"Emanations" means any output of the Model.', "emanations", "outputs"),
        ('"Offshoot" means any derivative of the Model.', "offshoot", "derivative"),
        ('"Acmeco" means Acme Robotics Inc.', "acmeco", "licensor"),
        ("This is an agreement with Acme Robotics Limited (“Acmeco”).", "acmeco", "licensor"),
        ('The model weights and code (the "Goodies") are licensed to you.', "goodies", "materials"),
        ('"Sunshine" means a warm day.', "sunshine", None),
    ],
)
def test_role_of_a_defined_term(text: str, term: str, role: str | None) -> None:
    assert meaning(text, term) == role


def test_terms_that_the_lexicon_knows_need_no_entry() -> None:
    assert meaning('"Software" means the software.', "software") is None


def test_first_definition_holds() -> None:
    text = '"Zephyria" means the software.\n\n"Zephyria" means any output of the Model.\n'
    assert meaning(text, "zephyria") == "materials"


def test_names_that_act_as_the_licensor_need_no_definition() -> None:
    text = "Acmeco grants you rights. Acmeco reserves all other rights. Acmeco may terminate this license."
    assert meaning(text, "acmeco") == "licensor"


def test_names_that_are_used_are_the_materials() -> None:
    text = "You may use Zephyria. You may modify Zephyria. You may distribute Zephyria to others."
    assert meaning(text, "zephyria") == "materials"


def test_a_name_in_passing_has_no_role() -> None:
    assert meaning("You may visit Freedonia, Freedonia or Freedonia.", "freedonia") is None


RULE = "1. You must promptly tell and notify Acmeco of any such matter."


def test_definition_makes_the_rule_readable() -> None:
    assert "notify-licensor" not in types(RULE)
    assert "notify-licensor" in types(f'"Acmeco" means Acme Robotics Inc.\n\n{RULE}')


def test_defined_term_holds_only_with_its_capital() -> None:
    text = f'"Acmeco" means Acme Robotics Inc.\n\n{RULE}'
    assert "notify-licensor" not in types(text.replace("notify Acmeco", "notify acmeco"))


def test_definitions_do_not_outlive_their_document() -> None:
    types(f'"Acmeco" means Acme Robotics Inc.\n\n{RULE}')
    assert "notify-licensor" not in types(RULE)


@pytest.mark.parametrize("text", ["", '"', '""', "(“”)", '"' * 500, "(" * 500, '"x" means', "“A” or “B” and “C” means"])  # fmt: skip
def test_broken_definitions_define_nothing(text: str) -> None:
    assert own_terms(text) == ()


def test_who_acts_again_and_again_is_a_party() -> None:
    text = (
        "Zorb collects data.\n\nZorb may share it with nobody.\n\nZorb will keep it for a year.\n\n"
        "Zorb may change these terms.\n"
    )
    assert (("zorb",), ("WE", "licensor")) in own_terms(text)


def test_company_before_its_short_name_is_the_licensor() -> None:
    text = "All services are offered by\nZorb, Inc. or its affiliates (“Zorb”), or by others."
    assert (("zorb",), ("WE", "licensor")) in own_terms(text)


def test_name_does_not_run_on_over_an_empty_line() -> None:
    text = "3. Changes to Rulebook\n\n A. Zorb may change these terms at will."
    assert (("zorb",), ("WE", "licensor")) in own_terms(text)


def test_articles_name_nobody() -> None:
    assert own_terms("The grant covers internal development only. The Model may err.") == ()


def test_terms_that_are_not_defined_except_nothing_from_those_that_are() -> None:
    text = (
        "Terms used in this License but not defined herein have the following meanings:\n\n"
        "- “Model” means the weights and the code that come with this License.\n"
        "- For clarity, Outputs are not considered Derivatives under this License.\n"
    )
    assert "outputs-not-derivatives" in types(text)
