"""What makes strangers' texts harmless."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensescan.reports.safe import dumps, one_line, plain, uri_path, web_address


@given(st.text())
def test_plain_keeps_all_that_can_be_read(text: str) -> None:
    shown = plain(text)
    assert plain(shown) == shown
    letters = [x for x in text if x.isalnum() and "\x1b" not in text and "\x9b" not in text]
    assert [x for x in shown if x.isalnum()] == letters or "\x1b" in text or "\x9b" in text


def test_words_in_control_strings_are_not_hidden() -> None:
    assert (
        plain("\x1b]8;;http://x\x1b\\You may not\x1b]8;;\x1b\\ use")
        == "]8;;http://xYou may not]8;; use"
    )
    assert plain("\x1b[1;31;48mred\x9b0m \x1b(B\x1b7ok") == "red ok"


def test_long_hostile_texts_take_no_time() -> None:
    started = time.perf_counter()
    for text in (
        "\x1b[" * 200_000,
        "\x1b[0" + ";" * 500_000,
        "\x1b]" + "x" * 500_000,
        " \n" * 300_000,
    ):
        one_line(text, 100)
    assert time.perf_counter() - started < 5


@given(st.recursive(st.text() | st.none() | st.integers(), lambda x: st.lists(x, max_size=3)))
def test_json_means_the_same(value: object) -> None:
    assert json.loads(dumps(value)) == value


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.example",
        "http://",
        "file:///etc",
        "http://[x",
        "",
    ],
)
def test_only_web_addresses_are_linked(address: str) -> None:
    assert web_address(address) == ""


def test_uri_of_manifest() -> None:
    assert uri_path("./a b/ü.yaml") == "a%20b/%C3%BC.yaml"
    assert uri_path("C:\\x\\y.yaml") == "file:///C%3A/x/y.yaml"
