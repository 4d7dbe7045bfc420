"""Texts in other languages: recognised as such and returned as unread, never as empty."""

from __future__ import annotations

import pytest

from licensescan.clauses import read_clauses
from licensescan.clauses.reading_explained import explain_reading

TEXTS = {
    "de": (
        "Nutzungsbedingungen\n\n1. Sie dürfen das Modell nicht verwenden, um andere Modelle zu trainieren.\n\n"
        "2. Die Weitergabe der Gewichte an Dritte ist nicht gestattet, soweit sie nicht schriftlich erlaubt wird.\n\n"
        "3. Der Lizenznehmer ist verpflichtet, die Hinweise auf das Urheberrecht in jeder Kopie zu erhalten.\n"
    ),
    "fr": (
        "Conditions d'utilisation\n\n1. Vous ne pouvez pas utiliser le modèle pour entraîner un autre modèle.\n\n"
        "2. La redistribution des poids est interdite, sauf avec l'accord écrit du concédant.\n\n"
        "3. Vous devez conserver les mentions de droit d'auteur dans toutes les copies du modèle.\n"
    ),
    "zh": (
        "使用条款\n\n1. 您不得使用本模型训练任何其他模型。\n\n2. 未经许可，不得向第三方分发模型权重。\n\n"
        "3. 您必须在所有副本中保留版权声明。\n"
    ),
}


@pytest.mark.parametrize("language", ["de", "fr", "zh"])
def test_other_language_is_unread_as_a_whole(language: str) -> None:
    text = TEXTS[language]
    reading = read_clauses(text)
    assert reading.language == language
    assert not reading.clauses
    assert len(reading.unread) >= 3
    covered = " ".join(part.quote for part in reading.unread)
    for line in text.split("\n\n")[1:]:
        assert line.split(". ", 1)[1].strip() in covered
    for part in reading.unread:
        assert text[part.start : part.end] == part.quote
        assert part.may_bind, "what was not read may forbid anything"


@pytest.mark.parametrize("language", TEXTS)
def test_other_language_has_no_steps_to_explain(language: str) -> None:
    assert not list(explain_reading(TEXTS[language]))


def test_english_is_english() -> None:
    reading = read_clauses("You must keep all the notices in any copy of the Model that you make.")
    assert (reading.language, len(reading.clauses)) == ("en", 1)


def test_one_foreign_name_makes_no_foreign_text() -> None:
    text = (
        "You may not sell the software of Gesellschaft für Datenverarbeitung without our consent."
    )
    assert read_clauses(text).language == "en"


def test_short_english_is_no_other_language() -> None:
    assert read_clauses("Commercial use requires a separate written agreement.").language in (
        "en",
        "und",
    )
