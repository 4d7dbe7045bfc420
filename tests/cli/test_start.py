"""Starting: what `--help` and `--version` load, and that every command is where the group says."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module

import click
import pytest

from benchmarks.startup import measure
from licensescan import __version__
from licensescan.cli.app import COMMANDS, app, main

SLOW = {
    "pydantic",
    "lark",
    "huggingface_hub",
    "spdx_tools",
    "numpy",
    "rich",
    "jinja2",
    "ruamel",
    "license_expression",
}
LOADED = """
import json, sys
from licensescan.cli import main
status = main(sys.argv[1:])
print(json.dumps([status, sorted({name.split(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


def modules_after(*args: str) -> tuple[int, set[str]]:
    """Run the command line in a process of its own; return its status and what it loaded."""
    run = subprocess.run(
        [sys.executable, "-c", LOADED, *args], capture_output=True, text=True, check=True
    )
    status, modules = json.loads(run.stderr.splitlines()[-1])
    return status, set(modules)


@pytest.mark.parametrize("args", [["--version"], ["--help"], ["-h"]])
def test_version_and_help_load_nothing_slow(args: list[str]) -> None:
    status, modules = modules_after(*args)
    assert status == 0
    assert modules & SLOW == set()


def test_reading_a_file_loads_neither_the_hub_nor_pydantic(tmp_path) -> None:
    text = tmp_path / "LICENSE"
    text.write_text("You may not use the Model in a datacenter.\n")
    status, modules = modules_after("clauses", "--format", "json", str(text))
    assert status == 0
    assert modules & {"pydantic", "huggingface_hub", "spdx_tools", "jinja2"} == set()


def test_start_takes_less_than_twice_the_import_of_click() -> None:
    # The least of several runs; a busy machine may need a second look.
    for _ in range(3):
        seconds = measure(runs=5)
        ratio = max(seconds["--version"], seconds["--help"]) / seconds["import click"]
        if ratio < 2:
            return
    pytest.fail(f"starting takes {ratio:.2f} times the import of click")


def test_module_and_script_are_the_same_command() -> None:
    run = [sys.executable, "-m", "licensescan", "--version"]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == (
        f"licensescan {__version__}\n"
    )


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    for name, line in COMMANDS.items():
        assert name in shown
        assert line in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_command_stands_in_the_module_of_its_name(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = import_module(f"licensescan.cli.{name}").command
    assert isinstance(command, click.Command)
    assert command.name == name
    assert main([name, "--help"]) == 0
    summary = " ".join(capsys.readouterr().out.split())
    assert COMMANDS[name].rstrip(".") in summary


def test_unknown_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chekc"]) == 2
    shown = capsys.readouterr().err
    assert "No such command 'chekc'" in shown
    assert "check" in shown


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Commands:" in capsys.readouterr().err


def test_group_completes_names_without_importing() -> None:
    assert app.list_commands(click.Context(app)) == list(COMMANDS)
