"""The lexicon: its notation, its agreement with the grammar, and that a phrase means one thing."""

from __future__ import annotations

import re

import pytest

from licensescan.clauses.lexicon import Trie, concepts, expand, lexicon
from licensescan.clauses.words import words_of
from licensescan.resources import load_yaml, read_text

TABLE = load_yaml("grammars/lexicon.yaml")
IRREGULAR = TABLE["irregular"]
PHRASES = [
    (terminal, concept, phrase)
    for terminal, rows in TABLE.items()
    if terminal != "irregular"
    for concept, phrases in rows.items()
    for phrase in phrases
]
MADE_IN_CODE = {"SUBJECT", "NO", "NEXT", "JOIN", "LIST", "DECLARE", "NAME", "QUANTITY"}
"""Terminals that the reader of the line makes out of others, or out of names and figures."""

READ_OVER = {"IGNORE"}

FIRST_WINS = {
    # As a verb here; as a noun behind an article or in a longer phrase elsewhere.
    *("benchmark", "benchmarks", "brand", "brands", "breach", "charges", "claims"),
    *("copies", "copying", "credits", "hosting", "leasing", "marks"),
    # The commoner meaning first.
    *("authorized", "permitted", "prohibited", "provided", "terms of service"),
    *("except as provided in this", "except as stated in this"),
    *("deactivate", "deactivates", "deactivated", "deactivating"),
    *("maintain", "maintains", "maintained", "maintaining"),
}
"""Phrases that stand under two concepts on purpose: the first one holds."""


def declared() -> set[str]:
    grammar = read_text("grammars/clauses.lark")
    return set(" ".join(re.findall(r"^%declare (.*)$", grammar, re.MULTILINE)).split())


def test_grammar_declares_what_the_lexicon_and_the_line_make() -> None:
    terminals = set(TABLE) - {"irregular"} - READ_OVER
    assert declared() == terminals | MADE_IN_CODE
    assert not terminals & (MADE_IN_CODE - {"NAME"})


def test_grammar_uses_every_terminal_it_declares() -> None:
    grammar = read_text("grammars/clauses.lark")
    rules = re.sub(r"//.*|^%declare.*", "", grammar, flags=re.MULTILINE)
    assert set(re.findall(r"\b[A-Z]{2,}\b", rules)) == declared()


NEVER_MATCHED = {"don't", "don't accept"}
"""Phrases that no text can have, for "don't" is read as "do not", which the lexicon has too."""


def test_every_phrase_is_found_as_it_is_written() -> None:
    dead = {
        " ".join(words)
        for _, _, phrase in PHRASES
        for words in expand(phrase, IRREGULAR)
        if not is_found(words)
    }
    assert dead == NEVER_MATCHED


def is_found(words: tuple[str, ...]) -> bool:
    # An abbreviation ends with a stop in a text, and has none in the lexicon.
    text = " ".join(f"{word}." if "." in word else word for word in words)
    found = lexicon().longest(words_of(text, 0, len(text)).forms, 0)
    return bool(found) and found[1] == len(words)


def test_no_phrase_stands_under_two_concepts_unawares() -> None:
    meanings: dict[str, set[tuple[str, str]]] = {}
    for terminal, concept, phrase in PHRASES:
        for words in expand(phrase, IRREGULAR):
            meanings.setdefault(" ".join(words), set()).add((terminal, concept))
    twice = {text: found for text, found in meanings.items() if len(found) > 1}
    assert set(twice) <= FIRST_WINS, {t: twice[t] for t in set(twice) - FIRST_WINS}
    assert set(twice) >= FIRST_WINS, f"no longer twice: {FIRST_WINS - set(twice)}"


def test_concepts_name_their_terminals() -> None:
    assert ("ACT", "train") in concepts()
    assert all(terminal != "irregular" for terminal, _ in concepts())


@pytest.mark.parametrize(
    ("phrase", "runs"),
    [
        ("big cat", {"big cat"}),
        ("big/small cat", {"big cat", "small cat"}),
        ("[very] big cat+", {"very big cat", "big cat", "very big cats", "big cats"}),
        ("copy~", {"copy", "copies", "copied", "copying"}),
        ("use~", {"use", "uses", "used", "using"}),
        ("ship~", {"ship", "ships", "shipped", "shipping"}),
        ("teach~", {"teach", "teaches", "taught", "teaching"}),
        ("box+", {"box", "boxes"}),
        ("author's name", {"author name"}),
        ("can't go", {"not go"}),
    ],
)
def test_notation_of_a_phrase(phrase: str, runs: set[str]) -> None:
    irregular = {"teach": ["taught", "taught", "teaching"]}
    assert {" ".join(words) for words in expand(phrase, irregular)} == runs


def test_irregular_verbs_have_three_further_forms() -> None:
    assert all(len(forms) == 3 for forms in IRREGULAR.values())


def test_longest_phrase_wins_and_the_first_meaning_stays() -> None:
    trie = Trie()
    trie.add(["data"], ("A", "a"))
    trie.add(["data", "center"], ("B", "b"))
    trie.add(["data"], ("C", "c"))
    words = words_of("data center data", 0, 16).forms
    assert trie.longest(words, 0) == (("B", "b"), 2)
    assert trie.longest(words, 2) == (("A", "a"), 1)
    assert trie.longest(words, 1) is None
