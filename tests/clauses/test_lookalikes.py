"""Sentences that share the words of a ban and ban nothing, and bans that look like something else."""

from __future__ import annotations

import pytest

from licensescan.clauses import read_clauses
from tests.clauses.stages import types


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("In no event shall anyone distributing the software be liable for damages.", "no-redistribution"),
        ("We make no warranty that the use of the software will not infringe rights of others.", "use-restriction"),
        ("You may not attempt to alter the rights of the recipients in the software.", "no-derivatives"),
        ("You may not sue anybody who claims that a patent is infringed by selling the software.", "no-redistribution"),
        ("You may not distribute the work if you have an arrangement with a third party.", "no-redistribution"),
        ("If you cannot meet your obligations under this license, you may not distribute the software at all.", "no-redistribution"),
        ("The fonts cannot be released under any other license.", "no-redistribution"),
        ("Releasing the database under different license terms will not withdraw this license.", "no-redistribution"),
        ("You may not remove this license from any distribution of the software.", "no-redistribution"),
        ("Do not modify the software if you do not accept this license.", "no-derivatives"),
        ("You must not modify the work in a way that harms the author's honor or reputation.", "no-derivatives"),
        ("Such use shall not be construed as a distribution of the software.", "no-derivatives"),
        ("This alternative is allowed only for noncommercial distribution.", "non-commercial"),
        ("You may not impose any further restrictions, such as on commercial use of the data.", "non-commercial"),
        ("State that the Model is licensed under this License.", "share-alike"),
        ("Your grants from a contributor are reinstated if he notifies you of the breach.", "grant-back"),
        ("You may not use the Model in a commercial product that competes with ours.", "non-commercial"),
    ],
)  # fmt: skip
def test_bans_nothing_of_the_kind(sentence: str, wrong: str) -> None:
    assert wrong not in types(sentence)


def test_another_license_is_what_share_alike_forbids() -> None:
    assert "share-alike" in types(
        "Modified versions must not be distributed under another license."
    )


def test_permission_that_is_not_had_under_a_license_is_a_ban() -> None:
    assert "no-derivatives" in types(
        "You do not have permission under this License to share Adapted Material."
    )


def test_aside_in_brackets_leaves_what_follows_it() -> None:
    assert "disclose-source" in types(
        "If you modify the software, your version must offer all users (if it talks to them) the source code."
    )


def test_ways_of_a_ban_are_banned_one_by_one() -> None:
    text = (
        "1. Use\n\nYou agree not to use the Model in any of the following ways:\n\n"
        "(a) for commercial use only: to train any other model;\n\n(b) to build weapons.\n"
    )
    found = {(c.section, c.type) for c in read_clauses(text).clauses}
    assert {("1.a", "no-training-other-models"), ("1.b", "use-restriction")} <= found
    assert ("1.a", "non-commercial") not in found


def test_training_any_other_model_is_wider_than_a_competing_one() -> None:
    text = "You may not use the outputs to train any other model or a competing model."
    (clause,) = read_clauses(text).clauses
    assert clause.params["target"] == "other-model"


def test_year_of_prices_is_no_threshold() -> None:
    text = (
        "If your company has more than 1,000,000 USD (2019) in annual revenue, "
        "you must obtain a commercial license."
    )
    values = [c.params["value"] for c in read_clauses(text).clauses if c.type == "scale-threshold"]
    assert values == [1000000]


def test_or_more_than_is_more_than() -> None:
    text = (
        "If you have more than 5 million monthly active users, or more than 20 million US dollars "
        "in monthly revenue, you must obtain a license from us."
    )
    clauses = read_clauses(text).clauses
    assert {c.params["comparison"] for c in clauses if c.type == "scale-threshold"} == {"more-than"}


def test_whom_an_unread_limit_binds_is_the_licensee_or_unknown() -> None:
    (unread,) = read_clauses("Third parties may copy the Model only in schools.").unread
    assert (unread.effect, unread.party) == ("limit", "unknown")
