"""Which files bind, which ids and links are ones."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensescan.documents.hub_ids import hub_address, hub_id, is_hub_id
from licensescan.documents.values import Role
from licensescan.sources.selection import is_inner_path, linked_file, role_of, select


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("LICENSE", Role.LICENSE),
        ("license.md", Role.LICENSE),
        ("LICENCE.txt", Role.LICENSE),
        ("LICENSE-MODEL", Role.LICENSE),
        ("LICENSE.Apache-2.0", Role.LICENSE),
        ("MODEL_LICENSE", Role.LICENSE),
        ("Tongyi Qianwen LICENSE AGREEMENT", Role.LICENSE),
        ("LICENSE.pdf", Role.LICENSE),
        ("UNLICENSE", Role.LICENSE),
        ("COPYING", Role.LICENSE),
        ("COPYING.LESSER", Role.LICENSE),
        ("Notice.txt", Role.NOTICE),
        ("THIRD_PARTY_LICENSES", Role.NOTICE),
        ("USE_POLICY.md", Role.USE_POLICY),
        ("ACCEPTABLE_USE_POLICY.txt", Role.USE_POLICY),
        ("README.md", Role.CARD),
        ("check_license.py", None),
        ("license.json", None),
        ("notice_board.csv", None),
        ("config.json", None),
        ("model.safetensors", None),
    ],
)
def test_the_role_of_a_file_is_in_its_name(name: str, role: Role | None) -> None:
    assert role_of(name) is role


def test_licences_come_first_and_the_card_last() -> None:
    names = ["README.md", "USE_POLICY.md", "NOTICE", "LICENSE-MODEL", "LICENSE", "model.bin"]
    assert [name for name, _ in select(names)] == [
        "LICENSE", "LICENSE-MODEL", "NOTICE", "USE_POLICY.md", "README.md",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["license" + ".0" * 90 + "!", "a" * 190 + "licens", "." * 199])
def test_names_cannot_stall_the_choice(name: str) -> None:
    start = time.monotonic()
    role_of(name)
    assert time.monotonic() - start < 0.1


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("LICENSE.md", "LICENSE.md"),
        ("./terms/EULA.md", "terms/EULA.md"),
        ("https://huggingface.co/acme/m/blob/main/LICENSE", "LICENSE"),
        ("https://huggingface.co/Acme/M/resolve/main/a/LICENSE?download=true", "a/LICENSE"),
        ("https://huggingface.co/other/m/blob/main/LICENSE", None),
        ("https://huggingface.co/acme/m", None),
        ("https://acme.example/LICENSE", None),
        ("../../etc/passwd", None),
        ("/etc/passwd", None),
        ("C:\\secrets.txt", None),
        ("a\x1b[2Jb", None),
        ("", None),
        (None, None),
    ],
)
def test_a_link_names_a_file_of_its_own_repo_or_none(link: str | None, path: str | None) -> None:
    assert linked_file(link, "acme/m") == path


@given(st.text(max_size=60))
def test_an_inner_path_stays_inside(text: str) -> None:
    if is_inner_path(text):
        assert not text.startswith("/")
        assert ".." not in text.split("/")


@pytest.mark.parametrize(
    "text", ["gpt2", "meta-llama/Llama-2-7b-hf", "01-ai/Yi-34B", "a/b.c_d-e", "a" * 96]
)
def test_ids_are_ids(text: str) -> None:
    assert is_hub_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "a/b/c", "../x", "a/..", "/a", "a/", "a b/c", "a/b.git", "a--b/c", "datasets/x",
        "a/b\n", "a/-b", "a/b-", "a" * 97, "a/b\x00", "C:\\x", "~/x", "None of them", "é/b",
    ],
)  # fmt: skip
def test_other_words_are_no_ids(text: str) -> None:
    assert not is_hub_id(text)


def test_an_address_of_the_hub_gives_its_id() -> None:
    assert hub_id("https://huggingface.co/datasets/acme/d/tree/main") == "acme/d"
    assert hub_address("https://huggingface.co/datasets/acme/d").dataset  # type: ignore[union-attr]
    assert hub_id("https://evil.example/huggingface.co/a/b") == (
        "https://evil.example/huggingface.co/a/b"
    )
