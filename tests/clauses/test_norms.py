"""Norms: each force, denial, conditions and exceptions, what "provided that" makes, and predicates."""

from __future__ import annotations

import pytest

from licensescan.clauses.norms import norms_of, split
from tests.clauses.stages import names, norm, norms


@pytest.mark.parametrize(
    ("sentence", "force"),
    [
        ("You must keep all notices.", "oblige"),
        ("You agree to indemnify us.", "oblige"),
        ("You have to notify us.", "oblige"),
        ("You may modify the Model.", "permit"),
        ("You are free to modify the Model.", "permit"),
        ("Copying the software is permitted.", "permit"),
        ("You shall not sell the software.", "forbid"),
        ("You can't sell the software.", "forbid"),
        ("You must refrain from selling the software.", "forbid"),
        ("Selling the software is strictly prohibited.", "forbid"),
        ("The software is not licensed for production use.", "forbid"),
        ("We hereby grant you a license to use the Model.", "grant"),
        ("No right is granted to use our logos.", "withhold"),
        ("Nothing in this license grants you a right to use our logos.", "withhold"),
        ("This license terminates.", "declare"),
        ("Copies of the Model.", ""),
    ],
)
def test_force(sentence: str, force: str) -> None:
    assert norm(sentence).force == force


@pytest.mark.parametrize(
    ("plain", "denied", "flipped"),
    [
        ("shall we be liable", "In no event shall we be liable", "forbid"),
        ("Commercial use is permitted.", "Commercial use is not permitted.", "forbid"),
        ("Commercial use is prohibited.", "Commercial use is not prohibited.", "permit"),
        ("We grant you a patent license.", "We do not grant you a patent license.", "withhold"),
        ("You may sell it.", "You may not sell it.", "forbid"),
        ("You may sell it.", "Under no circumstances may you sell it.", "forbid"),
    ],
)
def test_denial_turns_the_force(plain: str, denied: str, flipped: str) -> None:
    assert norm(denied).force == flipped != norm(plain).force


def test_parts_of_a_norm() -> None:
    one = norm("You may not use the Model or its outputs to train another model.")
    assert names(one.subject) == ["licensee"]
    assert names(one.acts) == ["use"]
    assert names(one.objects) == ["materials", "outputs"]
    assert names(one.ends) == ["to", "train", "other-model"]
    assert one.conditions == ()


def test_coordinated_verbs_share_their_object() -> None:
    one = norm("You may use, copy, modify and distribute the Model.")
    assert names(one.acts) == ["use", "reproduce", "modify", "distribute"]
    assert names(one.objects) == ["materials"]


def test_passive_has_the_deed_as_its_subject() -> None:
    one = norm("Training other models on the outputs is prohibited.")
    assert one.force == "forbid"
    assert "train" in names(one.acts)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("You must notify us if you sell the software.", "IF"),
        ("If you sell the software, you must notify us.", "IF"),
        ("Upon termination, you must notify us.", "UPON"),
        ("You must notify us unless you have our permission.", "UNLESS"),
        ("You must notify us, except for research.", "EXCEPT"),
        ("As long as you use the Model, you must notify us.", "PROVIDED"),
    ],
)
def test_condition_before_or_behind(sentence: str, kind: str) -> None:
    one = norm(sentence)
    assert (one.force, names(one.acts)) == ("oblige", ["notify"])
    assert [condition.kind for condition in one.conditions] == [kind]


def test_exception_gives_back() -> None:
    one = norm(
        "The software is not licensed for datacenter use, except that rendering is permitted."
    )
    (spared,) = one.conditions
    assert (spared.kind, spared.force) == ("EXCEPT", "permit")
    assert "workload" in names(spared.tokens)


def test_condition_of_a_permission_is_a_duty() -> None:
    permission, duty = norms(
        "You may distribute the Model provided that you keep all notices and include a copy of this license."
    )
    assert permission.force == "permit"
    assert duty.force == "oblige"
    assert names(duty.acts) == ["retain", "include"]
    assert "license-copy" in names(duty.objects)


def test_condition_of_a_permission_may_forbid() -> None:
    _, ban = norms("You may share the outputs provided that you do not sell the outputs.")
    assert (ban.force, names(ban.acts)) == ("forbid", ["sell"])


def test_condition_of_a_duty_makes_no_second_duty() -> None:
    assert len(norms("You must delete the Model, provided that we notify you.")) == 1


def test_statements_of_one_line() -> None:
    forces = [x.force for x in norms("You may use the Model; you shall not sell it; you must keep all notices.")]  # fmt: skip
    assert forces == ["permit", "forbid", "oblige"]


def test_two_predicates_are_told_apart() -> None:
    one = norm("You must keep all notices and include a copy of this license.")
    kept, included = split(one)
    assert (names(kept.acts), names(kept.objects)) == (["retain"], ["notice"])
    assert (names(included.acts), names(included.objects)) == (["include"], ["license-copy"])
    assert kept.force == included.force == "oblige"


def test_one_predicate_is_not_split() -> None:
    assert split(norm("You may use and copy the Model.")) == []


def test_relative_clause_has_no_deed_of_the_statement() -> None:
    one = norm(
        "You must include a copy of this license with all copies of the Model that you distribute."
    )
    assert "distribute" not in names(one.acts)


def test_nothing_makes_nothing() -> None:
    assert norms_of([]) == [] or all(not x.force for x in norms_of([]))
