"""Categories of forbidden uses: a table of sentences, the rules one by one, and what always holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from licensescan.clauses.categories import categorise, categorise_heading, is_listed_use
from licensescan.clauses.categories_phrases import GAPS, Phrases, spans, split, stem
from licensescan.clauses.categories_zones import Zone, zones
from licensescan.resources import load_yaml
from licensescan.taxonomy import categories

TABLE = YAML(typ="safe", pure=True).load(Path(__file__).with_name("categories.yaml"))
CASES = [(text, frozenset(row["is"])) for row in TABLE for text in row["items"]]
LEXICON = load_yaml("grammars/categories.yaml")
ROWS = [(name, row) for name, rows in LEXICON["categories"].items() for row in rows]
ROW_KEYS = {
    "why",
    "say",
    "weak",
    "with",
    "unless",
    "purpose",
    "consequence",
    "examples",
    "alone",
}


def found(text: str, context: str = "") -> set[str]:
    return {hit.category for hit in categorise(text, context)}


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_sentence_has_its_categories(text: str, expected: frozenset[str]) -> None:
    assert found(text) == expected


def test_every_category_has_a_sentence_and_a_phrase() -> None:
    named = {name for _, names in CASES for name in names}
    assert named == set(categories())
    assert set(LEXICON["categories"]) - {"none"} == set(categories())


def test_hit_is_the_words_that_say_so() -> None:
    text = "Guns, human  trafficking\nand the like"
    hits = [(hit.category, text[hit.start : hit.end]) for hit in categorise(text)]
    assert hits == [("weapons", "Guns"), ("human-trafficking", "human  trafficking")]


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        (" use the Model to breed tulips.", "", {"other"}),
        (" used for astrology or palm reading.", "", {"other"}),
        ("stamp collecting", "You may not use the Model for any of these:", {"other"}),
        # What another clause type may say, a list's own lead-in, and single words are no use.
        (" use the Model to train another model.", "", set()),
        (" use the Software to host a service for third parties.", "", set()),
        (" use the Model to:", "", set()),
        ("Termination", "You may not use the Model to:", set()),
        ("stamp collecting", "You must not:", set()),
        # Nor is what points elsewhere for the uses that it forbids.
        (" use it for harmful purposes, as listed in Annex A.", "", set()),
        # Words that name a field without forbidding it leave the lead-in unread.
        ("health and safety", "You may not give advice on:", set()),
    ],
)
def test_use_without_a_known_field_is_other(text: str, context: str, expected: set[str]) -> None:
    assert found(text, context) == expected


def test_examples_end_where_the_next_item_of_a_sentence_begins() -> None:
    text = (
        "(a) to break laws, such as those on privacy, (b) to spread malware or (c) to stalk people"
    )
    assert {"illegal-use", "malware-cyber"} <= found(text)


def test_item_of_a_list_of_uses_is_one_whatever_its_words_suggest() -> None:
    lead = "You may not use the Model to:"
    assert is_listed_use("evade the ban of an account", lead)
    assert not is_listed_use("evade the ban of an account", "You must not:")
    assert not is_listed_use("you may train it further", lead)


@pytest.mark.parametrize(
    "text",
    [
        "the final decision is made by a human being",
        "violating rights of others, such as patents or rights of privacy",
        "biased sorting of parts by size",
        "modification by any person other than us",
        "obscure an automatically generated credit line",
        "sell stock photographs with a security interest",
    ],
)
def test_lookalike_has_no_more_than_its_own_category(text: str) -> None:
    assert found(text) <= {"rights-infringement"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You may monitor users of your own application", set()),
        ("Your customers can watch their own children", set()),
        ("You may\n not spy on users", {"surveillance"}),
        ("Users can't spy on each other", {"surveillance"}),
    ],
)  # fmt: skip
def test_item_that_allows_names_no_use(text: str, expected: set[str]) -> None:
    assert found(text) == expected


def test_one_hit_for_a_category_named_twice() -> None:
    assert [hit.category for hit in categorise("fraud, scams and phishing")] == ["fraud-spam"]


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("medicine or nursing", "To give advice on any of these fields:", {"medical"}),
        ("hiring", "You may not let it make high-stakes decisions on:", {"automated-decision"}),
        ("toddlers", "It is forbidden to harm or exploit:", {"child-harm"}),
        ("chess", "It is forbidden to harm or exploit:", set()),
        ("spam", "You may not use it for military purposes or:", {"fraud-spam"}),
        ("give up any right", "You may not violate laws and treaties, nor allow others to:", set()),
    ],
)
def test_lead_in_is_read_only_where_the_item_says_nothing(
    text: str, context: str, expected: set[str]
) -> None:
    assert found(text, context) == expected


def test_hit_over_a_lead_in_lies_in_the_item() -> None:
    (hit,) = categorise("toddlers", "It is forbidden to harm or exploit:")
    assert (hit.start, hit.end) == (0, len("toddlers"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Break laws or violate the rights of others, including to:", ["illegal-use", "rights-infringement"]),
        ("Do not deceive people, including use related to the following:", ["impersonation-deception"]),
        ("Prohibited uses", []),
        ("Endanger children by:", ["child-harm"]),
    ],
)  # fmt: skip
def test_heading(text: str, expected: list[str]) -> None:
    assert [hit.category for hit in categorise_heading(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What an exception gives back is not forbidden.
        ("sexual content, except for medical advice or legal advice", {"sexual-content"}),
        ("Except where the law on gambling allows it, lotteries", {"gambling"}),
        # "Such as" illustrates what was named, but shows what a general word means.
        ("spyware tools, such as those of police", {"surveillance"}),
        ("illegal acts, such as gambling or fraud", {"illegal-use", "gambling", "fraud-spam"}),
        # "Including" adds, but not where the head takes the whole item.
        ("hate speech, including violence", {"hate", "violence"}),
        ("automated decisions, including law enforcement", {"automated-decision"}),
        # Sorting by a protected trait takes the list of traits with it.
        ("sorting people by a protected trait, including faith, health or crimes", {"discrimination"}),
        ("following employees by biometric cameras without consent", {"biometrics"}),
        # Means and purposes yield to the use itself.
        ("spam in order to deceive people", {"fraud-spam"}),
        ("in order to deceive people", {"impersonation-deception"}),
        ("deceptive spam", {"fraud-spam"}),
        # What a use may lead to is not the use.
        ("where failure could lead to death or environmental damage", {"safety-critical"}),
        ("that could lead to environmental damage", {"environment-harm"}),
        # A tail "or other unlawful acts" stands for the list before it.
        ("gambling or other unlawful acts", {"gambling"}),
        ("any other unlawful act", {"illegal-use"}),
        # What is missing is not what is done.
        ("recording people's voices without medical advice or a court's leave; spam", {"fraud-spam"}),
    ],
)  # fmt: skip
def test_weight_of_the_parts_of_an_item(text: str, expected: set[str]) -> None:
    assert found(text) == expected


def test_zones_follow_the_sentence() -> None:
    words = split("drugs (such as opium), unless sold; guns")
    where = dict(zip(words, zones(words), strict=True))
    assert where["drugs"] == where[","] == (0, Zone.HEAD)
    assert where["opium"] == (0, Zone.EXAMPLE)
    assert where["sold"] == (0, Zone.EXCEPTION)
    assert where["guns"] == (1, Zone.HEAD)


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("sell drug", "selling a drug", True),
        ("sell drug", "selling; drugs", False),
        ("sell drug", "selling old drugs", False),
        ("sell _ drug", "selling old drugs", True),
        ("sell _ drug", "selling very old drugs", False),
        ("sell .. drug", "selling three very old drugs", True),
        ("sell! drug", "selling drugs", False),
        ("narco* ring", "narcotics rings", True),
        ("sell/buy drug", "drugs they buy", False),
        ("sell/buy drug", "buys drugs", True),
        ("sell illegal? drug", "sells drugs", True),
        ("sell illegal? drug", "sells illegal drugs", True),
        ("sell {drug}", "sells hard stuff", True),
        ("sell {drug}", "sells stuff", False),
    ],
)
def test_phrase_language(phrase: str, text: str, matches: bool) -> None:
    phrases = Phrases({"drug": ["opium", "hard stuff"]}, ["a"])
    phrases.add(phrase, 7)
    assert [match.row for match in phrases.find(split(text))] == [7] * matches


def test_word_that_must_stand_there_is_not_named() -> None:
    phrases = Phrases({}, [])
    phrases.add("sell illegal~ drug", 7)
    assert [match.words for match in phrases.find(split("sells illegal drugs"))] == [(0, 2)]
    assert phrases.find(split("sells drugs")) == []


def test_stem_takes_off_plain_inflections_only() -> None:
    words = ("bullies", "abusing", "harmed", "planning", "weapons", "business", "virus", "hates")
    assert [stem(w) for w in words] == [
        "bully", "abus", "harm", "plan", "weapon", "business", "virus", "hate",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{n}: {r['why'][:40]}" for n, r in ROWS])
def test_rows_of_the_file_are_well_made(name: str, row: dict[str, Any]) -> None:
    assert row.keys() <= ROW_KEYS
    assert row["why"]
    for key in {"say", "with", "unless"} & row.keys():
        for phrase in row[key].split(","):
            parts = phrase.split()
            assert parts, "two commas in a row"
            assert parts[0] not in GAPS
            assert parts[-1] not in GAPS
            assert not parts[0].endswith("~")
            for part in parts:
                if part not in GAPS and not part.startswith("{"):
                    assert re.fullmatch(r"(?:[a-z0-9]+[*!]?/)*[a-z0-9]+[*!]?[?~]?", part), phrase


def test_word_lists_are_all_used() -> None:
    said = " ".join(row[key] for _, row in ROWS for key in ("say", "with", "unless") if key in row)
    assert [name for name in LEXICON["lists"] if "{" + name + "}" not in said] == []


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    places = spans(text)
    assert len(places) == len(split(text))
    for hit in categorise(text, text[:50]):
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.start in {start for start, _ in places}
        assert hit.end in {end for _, end in places}


@given(st.sampled_from(CASES), st.sampled_from(["(a) ", "1. ", "iv) ", "- ", "• ", "  "]))
def test_marker_case_and_wrapping_change_nothing(
    case: tuple[str, frozenset[str]], marker: str
) -> None:
    text, expected = case
    assert found(marker + text) == expected
    assert found(text.replace(" ", "\n    ")) == expected
    assert found(text.upper()) == expected
    assert found(text.replace("'", "\u2019")) == expected


def test_hostile_text_costs_no_more_than_its_length() -> None:
    """A word of 200,000 letters, and words that begin every phrase at once, are read in time."""
    assert found("x" * 200_000) == set()
    assert "child-harm" in found("abuse exploit children vulnerable persons age " * 1_000)
