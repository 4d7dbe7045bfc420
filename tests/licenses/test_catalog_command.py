"""``licensescan catalog``: show one licence, search for some, count what is known."""

from __future__ import annotations

import json

import pytest

from licensescan.cli.app import main


def test_show_takes_an_id_or_a_tag_of_the_hub(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "--format", "json", "show", "llama2"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["license"] == "LicenseRef-scancode-llama-2-license-2023"
    assert "no-training-other-models" in {x["type"] for x in shown["clauses"]}
    assert main(["catalog", "show", "MIT"]) == 0
    assert "MIT License" in capsys.readouterr().out


def test_search_lists_ids(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "--format", "json", "search", "openrail"]) == 0
    assert len(json.loads(capsys.readouterr().out)) >= 4
    assert main(["catalog", "search", "llama3.1"]) == 0
    assert "1 licence;" in capsys.readouterr().out


def test_stats_count_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "--format", "json", "stats"]) == 0
    stats = json.loads(capsys.readouterr().out)
    assert stats["rows"]["all"] > 2700
    assert stats["date"]
    assert main(["catalog", "stats"]) == 0
    assert "with clauses" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["show", "nope"], ["show"], ["search", "a", "b"], ["stats", "x"]]
)
def test_what_is_no_request_is_one_clear_error(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalog", *words]) == 2
    assert capsys.readouterr().err.startswith("Error: ")
