"""README.md against reality: what commands print, which options there are, where links lead."""

from __future__ import annotations

import re
from importlib import import_module

import click
import pytest

from docs.refresh import README, refreshed
from licensescan.cli.app import COMMANDS
from licensescan.plan import parse_manifest
from tests.conftest import ROOT

TEXT = README.read_text(encoding="utf-8")


def test_shown_output_is_what_the_commands_print() -> None:
    new = refreshed(TEXT)
    assert new == TEXT, "run `python docs/refresh.py`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    section = TEXT.split(f"### {name}\n", 1)[1].split("\n##", 1)[0]
    command = import_module(f"licensescan.cli.{name}").command
    options = [x for x in command.params if isinstance(x, click.Option)]
    for option in options:
        assert option.help, f"{name}: {option.name} has no help"
        assert option.opts[-1] in section
    assert command.help


def test_manifest_by_example_is_valid() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    loaded = parse_manifest(example, "README.md")
    assert len(loaded.manifest.components) == 5


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)]+)\)", TEXT)
    assert links
    missing = [link for link in links if not (ROOT / link).exists()]
    assert missing == []


@pytest.mark.parametrize("marker", ["main", "tests"])
def test_command_for_a_fresh_checkout_is_one_line_with_its_own_environment(marker: str) -> None:
    block = re.search(rf"<!-- {marker} -->\n```sh\n(.*?)\n```", TEXT)
    assert block is not None
    assert block[1].startswith("python3 -m venv .venv && ")
    assert block[1].count(".venv/bin/") >= 2


def test_exit_statuses_are_listed() -> None:
    table = TEXT.split("## Exit statuses", 1)[1].split("##", 1)[0]
    listed = re.findall(r"^\| ([\d, ]+) \|", table, re.MULTILINE)
    assert [x.strip() for x in listed] == ["0", "1", "2", "3", "4", "130, 141"]
