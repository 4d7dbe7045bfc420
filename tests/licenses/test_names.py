"""What a name means: Hub tags, SPDX ids, misspellings; and that nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensescan.licenses.catalog import catalog
from licensescan.licenses.expressions import read_declared, read_expression
from licensescan.licenses.names import normal, resolve
from licensescan.resources import load_yaml

TAGS = load_yaml("knowledge/hub-licenses.yaml")["licenses"]


def choices(stated: str) -> list[list[str | None]]:
    return [[name.id for name in group] for group in read_expression(stated)]


def test_the_hub_has_83_tags() -> None:
    assert len(TAGS) == 83


@pytest.mark.parametrize("tag", TAGS)
def test_every_hub_tag_is_a_row_a_family_or_silent(tag: str) -> None:
    name = resolve(tag)
    assert bool(name.id) + bool(name.family) + name.silent == 1
    if name.id:
        row = catalog().get(name.id)
        assert row is not None
        assert row.id == name.id
        assert tag in row.hub
        assert all(catalog().row(x) for x in name.covers)
    for begin in name.family:
        assert any(row.id.startswith(begin) for row in catalog().rows())


@pytest.mark.parametrize(
    ("stated", "license_id"),
    [
        ("Apache 2", "Apache-2.0"),
        ("Apache2", "Apache-2.0"),
        ("apache license 2.0", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("MIT License", "MIT"),
        ("the MIT licence", "MIT"),
        ("CC BY-SA 4.0", "CC-BY-SA-4.0"),
        ("CC-BY 4.0", "CC-BY-4.0"),
        ("Creative Commons Attribution Non Commercial 4.0", "CC-BY-NC-4.0"),
        ("GPLv3", "GPL-3.0-only"),
        ("GPL-3.0", "GPL-3.0-only"),
        ("GPL-3.0+", "GPL-3.0-or-later"),
        ("gpl-3.0-or-later", "GPL-3.0-or-later"),
        ("GNU Affero General Public License v3.0", "AGPL-3.0-only"),
        ("BSD 3-Clause", "BSD-3-Clause"),
        ("bsl-1.0", "BSL-1.0"),
        ("llama-2", "LicenseRef-scancode-llama-2-license-2023"),
        ("Llama 2 Community License", "LicenseRef-scancode-llama-2-license-2023"),
        ("LLAMA 3.1 COMMUNITY LICENSE AGREEMENT", "LicenseRef-scancode-llama-3.1-license-2024"),
        ("llama 3", "LicenseRef-licensescan-llama-3-license-2024"),
        ("deepseek", "LicenseRef-scancode-deepseek-la-1.0"),
        ("stabilityai-ai-community", "LicenseRef-scancode-stability-ai-community-2024"),
        ("flux-1-dev-non-commercial-license", "LicenseRef-scancode-flux-1-nc"),
        ("mnpl", "LicenseRef-licensescan-mistral-ai-mnpl-0.1"),
        ("LicenseRef-NVIDIA-GeForce", "LicenseRef-licensescan-nvidia-geforce-2018"),
    ],
)
def test_names_people_write(stated: str, license_id: str) -> None:
    assert resolve(stated).id == license_id


@pytest.mark.parametrize(
    "stated",
    ["cc", "gpl", "LGPL", "bsd", "openrail", "Creative Commons", "CC BY-NC", "Apache", "llama"],
)
def test_a_family_without_a_version_is_no_licence(stated: str) -> None:
    name = resolve(stated)
    assert name.id is None
    assert name.family


@pytest.mark.parametrize(
    "stated",
    [
        "Apache 3",
        "MIT 7",
        "llama 9",
        "my licence",
        "GPL 2.5",
        "CC BY 9.0",
        "x" * 5000,
        "Ⅷ",
        "yi-license",
    ],
)
def test_what_is_not_known_is_not_guessed(stated: str) -> None:
    assert resolve(stated).id is None


@pytest.mark.parametrize("stated", ["other", "unknown", "", "Custom", "see LICENSE file", "n/a"])
def test_words_that_name_no_licence_are_silent(stated: str) -> None:
    assert resolve(stated).silent


@pytest.mark.parametrize("one", ["3", "3.1", "3.2", "3.3", "4"])
def test_versions_stay_apart(one: str) -> None:
    ids = {resolve(f"Llama {x}").id for x in ("2", "3", "3.1", "3.2", "3.3", "4") if x != one}
    assert resolve(f"Llama {one}").id not in ids


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("MIT OR Apache-2.0", [["Apache-2.0"], ["MIT"]]),
        ("mit or apache-2.0", [["Apache-2.0"], ["MIT"]]),
        ("MIT/Apache-2.0", [["MIT"], ["Apache-2.0"]]),
        ("mit, apache-2.0", [["MIT", "Apache-2.0"]]),
        ("MIT AND CC-BY-4.0", [["CC-BY-4.0", "MIT"]]),
        ("(MIT AND CC-BY-4.0) OR GPL-2.0-only", [["GPL-2.0-only"], ["CC-BY-4.0", "MIT"]]),
        (
            "GPL-2.0-only WITH Classpath-exception-2.0",
            [["GPL-2.0-only WITH Classpath-exception-2.0"]],
        ),
        ("MIT OR nonsense", [[None]]),
        ("MIT OR", [[None]]),
        ("(((((", [[None]]),
    ],
)
def test_expressions(stated: str, expected: list[list[str | None]]) -> None:
    assert choices(stated) == expected


def test_a_list_binds_as_a_whole_and_names_each_once() -> None:
    groups = read_declared(["mit", "apache-2.0", "MIT"])
    assert [[x.id for x in group] for group in groups] == [["MIT", "Apache-2.0"]]


def test_many_choices_do_not_explode() -> None:
    values = [f"{x} OR {y}" for x in ("MIT", "ISC", "Zlib") for y in ("0BSD", "NCSA", "BSL-1.0")]
    assert read_declared(values)[0][0].id is None
    stated = " AND ".join("(MIT OR ISC)" for _ in range(20))
    assert len(read_expression(stated)) <= 1


@given(st.text(max_size=400))
def test_any_words_are_answered(stated: str) -> None:
    for group in read_expression(stated):
        assert all(name.id is None or catalog().get(name.id.split(" WITH ")[0]) for name in group)


@given(st.text(max_size=100))
def test_the_form_of_a_form_is_itself(stated: str) -> None:
    assert normal(normal(stated)) == normal(stated)


def test_a_name_without_a_version_says_which_is_taken() -> None:
    assert "names no version" in resolve("deepseek").note
    assert "names no version" in resolve("nvidia-open-model-license").note
    assert resolve("llama-2").note == ""
    assert resolve("mit").note == ""
