"""Which licence a text is: exact, near with the changes, several, or none."""

from __future__ import annotations

import random
import re
import textwrap
import time

import pytest

from licensescan.licenses import wording
from licensescan.licenses.identify import find, identify
from licensescan.licenses.index import index
from tests.licenses.real_texts import keys, text_of

MIT = text_of("mit")
DUTY = "If more than ten million people use the Software each month, its screen must say Example."


def first(text: str) -> tuple[str | None, str]:
    match = identify(text)[0]
    return match.license, match.match


@pytest.mark.parametrize("key", ["mit", "isc", "zlib", "apache-2.0", "gpl-3.0", "cc-by-4.0"])
def test_the_text_itself_is_exact(key: str) -> None:
    match = identify(text_of(key))[0]
    assert (match.match, match.score, match.changes) == ("exact", 1.0, ())
    assert key.split("-")[0] in (match.license or "").lower()


def test_most_texts_of_another_edition_of_the_database_are_recognised() -> None:
    chosen = random.Random(3).sample([x for x in keys() if len(text_of(x).split()) > 40], 150)
    found = [identify(text_of(key), show_changes=False)[0] for key in chosen]
    assert sum(x.match == "exact" for x in found) >= 140
    assert all(x.license for x in found)


@pytest.mark.parametrize(
    "text",
    [
        "MIT License\n\nCopyright (c) 2024 Jane Roe\n\n" + MIT,
        "The MIT License (MIT) Copyright (c) 2024 Jane Roe " + " ".join(MIT.split()),
        textwrap.fill(MIT, 50).upper(),
    ],
)
def test_title_notice_wrapping_and_case_are_no_change(text: str) -> None:
    assert first(text) == ("MIT", "exact")


def test_one_more_duty_is_shown_and_is_not_that_licence() -> None:
    match = identify(MIT.replace("THE SOFTWARE IS", f"{DUTY}\n\nTHE SOFTWARE IS", 1))[0]
    assert (match.license, match.match) == ("MIT", "near")
    assert match.changes == (("added", DUTY.rstrip(".")),)
    assert match.score < 1


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("is hereby granted", "is not hereby granted", (("added", "not"),)),
        ("WITHOUT WARRANTY", "WARRANTY", (("removed", "without"),)),
        ("MIT", "MIT", ()),
        ("and/or", "and", (("removed", "or"),)),
    ],
)
def test_a_single_word_is_found(old: str, new: str, changes: tuple[tuple[str, str], ...]) -> None:
    match = identify(MIT.replace(old, new))[0]
    assert match.changes == changes
    assert match.match == ("near" if changes else "exact")


def test_a_changed_number_between_siblings_is_near_and_named() -> None:
    text = text_of("llama-2-license-2023")
    match = identify(text.replace("700 million", "70 million"))[0]
    assert match.match == "near"
    assert match.changes == (("removed", "700"), ("added", "70"))


def test_another_number_in_a_sentence_is_a_change() -> None:
    match = identify(text_of("cc-by-4.0").replace("30 days", "90 days"))[0]
    assert (match.license, match.match) == ("CC-BY-4.0", "near")
    assert match.changes == (("removed", "30"), ("added", "90"))
    for old, new in (("30 days", "days"), ("the Licensor", "the 5 Licensor")):
        assert identify(text_of("cc-by-4.0").replace(old, new, 1))[0].match == "near"


def test_numbers_of_a_list_are_no_change() -> None:
    text = re.sub(r"(?m)^([ ]*)\d\d?\. ", r"\1", text_of("apache-2.0"))
    assert text != text_of("apache-2.0")
    assert first(text) == ("Apache-2.0", "exact")
    numbered = "\n\n".join(f"{i}. {x}" for i, x in enumerate(MIT.split("\n\n"), 1))
    assert first(numbered) == ("MIT", "exact")


def test_words_that_are_gone_are_counted_where_no_text_is_at_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wording, "read_installed", lambda package, name: None)
    text = MIT.replace("WITHOUT WARRANTY", "WARRANTY").replace("free of charge", "at no charge")
    assert identify(text)[0].changes == (
        ("removed", "… is hereby granted [2 words]"),
        ("added", "at no"),
        ("removed", '… PROVIDED "AS IS [1 word]'),
    )
    found = identify(MIT.replace("Permission is", "There is", 1))[0]
    assert found.changes == (("removed", "[1 word at the start]"), ("added", "There"))


def test_words_of_another_text_do_not_pass_for_those_that_are_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wording, "read_installed", lambda package, name: b"Not that licence.")
    found = identify(MIT.replace("WITHOUT WARRANTY", "WARRANTY"))[0]
    assert [words[-8:] for _, words in found.changes] == ["[1 word]"]


def test_the_true_licence_taken_out_is_never_exact() -> None:
    for key in ("llama-2-license-2023", "bigscience-open-rail-m", "bigcode-open-rail-m-v1", "mit"):
        text = text_of(key)
        match = identify(text)[0]
        rest = index().without({match.license or "", *match.also})
        other = identify(text, among=rest)[0]
        assert other.license != match.license
        assert other.match in ("near", "none")
        assert bool(other.changes) == (other.match == "near")


def test_two_licences_in_one_file_are_both_found_in_their_places() -> None:
    text = f"Third-party notices\n\n{MIT}\n-----\n{text_of('zlib')}"
    spans = find(text)
    assert [x.match.license for x in spans] == ["MIT", "Zlib"]
    assert text[spans[0].start :].startswith("Permission is hereby granted, free")
    assert spans[0].end <= spans[1].start
    assert {x.match for x in identify(text)} == {"exact"}


def test_words_between_two_licences_that_oblige_are_shown() -> None:
    text = f"{MIT}\n{DUTY}\n\n{text_of('apache-2.0')}"
    by_id = {x.license: x for x in identify(text)}
    assert by_id["MIT"].match == "near"
    assert DUTY in by_id["MIT"].changes[-1][1]


def test_a_licence_inside_a_card_is_found_with_its_span() -> None:
    story = " ".join(
        f"Step {i} of the training took {i * 7} hours on the cluster." for i in range(90)
    )
    text = f"# A model\n\n{story}\n\n## License\n\n{MIT}\n## Citation\n\n{story[:400]}\n"
    (found,) = find(text)
    assert found.match.license == "MIT"
    assert text[found.start : found.end].startswith("Permission is hereby granted")
    assert len(MIT) * 0.9 < found.end - found.start < len(MIT) * 1.1


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("SPDX-License-Identifier: MIT", ["MIT"]),
        ("// SPDX-License-Identifier: MIT OR Apache-2.0", ["Apache-2.0", "MIT"]),
        ("This model is licensed under the Apache License, Version 2.0.", ["Apache-2.0"]),
        ("Licensed under CC BY-NC 4.0", ["CC-BY-NC-4.0"]),
        ("Apache License 2.0", ["Apache-2.0"]),
        (
            "Please see https://github.com/facebookresearch/llama/blob/main/LICENSE",
            ["LicenseRef-scancode-llama-2-license-2023"],
        ),
    ],
)
def test_a_header_that_only_names_a_licence(text: str, ids: list[str]) -> None:
    found = identify(text)
    assert [x.license for x in found] == ids
    assert all(x.named and x.match == "near" and x.score == 0 for x in found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "\n" * 1000,
        "The model was trained on 2T tokens with AdamW and a cosine schedule. It scores 63.2 on MMLU.",
        "We thank the Apache Foundation and the people at MIT for their support of this research.",
        "Dieses Modell wurde auf deutschen Texten trainiert und antwortet auf Deutsch.",
        "Install it with `pip install example` and call `example.run()`; see the documentation.",
    ],
)
def test_what_is_no_licence_is_none(text: str) -> None:
    (match,) = identify(text)
    assert (match.license, match.match, match.score) == (None, "none", 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "a " * 300_000,
        "&amp;" * 200_000,
        "(c) " * 200_000,
        "copyright " * 100_000,
        " ".join(map(str, range(100_000))),
        MIT * 200,
        "\x00\x1b[31m" + MIT,
    ],
    ids=["one-word", "entities", "notices", "copyright", "numbers", "repeated", "escapes"],
)
def test_hostile_texts_are_answered_in_time(text: str) -> None:
    start = time.perf_counter()
    assert identify(text)
    assert time.perf_counter() - start < 10
