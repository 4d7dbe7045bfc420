"""Languages: told by script and by the commonest words."""

from __future__ import annotations

import pytest

from licensescan.documents.language import language_of

TEXTS = {
    "en": "You may not use the work or any part of it to harm the people that you live with.",
    "de": "Die Software darf nicht für den Betrieb von Waffen und ähnlichen Dingen genutzt werden.",
    "fr": "Vous ne pouvez pas utiliser le logiciel pour des activités interdites par la loi.",
    "es": "No se puede usar el programa para los fines que la ley prohíbe en el país del usuario.",
    "it": "Non è permesso usare il programma per gli scopi che la legge vieta nel paese di chi lo usa.",
    "pt": "Você não pode usar o programa para os fins que a lei proíbe em seu país ou fora dele.",
    "nl": "Het is niet toegestaan om de software te gebruiken voor doeleinden die van de wet niet mogen.",
    "pl": "Nie wolno używać programu do celów, które są zakazane przez prawo w kraju użytkownika.",
    "ru": "Вы не можете использовать программу в целях, запрещённых законом вашей страны.",
    "uk": "Ви не можете використовувати програму з метою, забороненою законом вашої країни.",
    "zh": "您不得将本模型用于任何违反法律法规的目的，也不得向第三方出售。",
    "ja": "あなたは本モデルを法令に違反する目的で使用してはなりません。",
    "ko": "귀하는 본 모델을 법령에 위반되는 목적으로 사용할 수 없습니다.",
    "ar": "لا يجوز لك استخدام هذا النموذج لأي غرض مخالف للقانون.",
    "he": "אינך רשאי להשתמש במודל זה לכל מטרה המנוגדת לחוק.",
    "el": "Δεν επιτρέπεται η χρήση του μοντέλου για παράνομους σκοπούς.",
    "und": "",
}


@pytest.mark.parametrize("code", TEXTS)
def test_the_language_of_a_text(code: str) -> None:
    assert language_of(TEXTS[code]) == code


def test_names_in_latin_letters_make_no_text_english() -> None:
    assert (
        language_of("许可方授予您使用 Model Weights v2.0 和 Source Code 的权利。您不得出售模型。")
        == "zh"
    )


def test_a_few_foreign_words_change_nothing() -> None:
    assert (
        language_of("The work (智源) is licensed to you under the terms of this licence.") == "en"
    )


def test_the_longer_part_of_a_text_in_two_languages_tells() -> None:
    assert language_of(TEXTS["en"] * 20 + TEXTS["zh"]) == "en"
    assert language_of(TEXTS["zh"] * 20 + TEXTS["en"]) == "zh"


@pytest.mark.parametrize("text", ["\n \t", "123 456", "xqzt wvbn pfgh", "%%%", "\u0000"])
def test_what_is_no_prose_has_no_language(text: str) -> None:
    assert language_of(text) == "und"
