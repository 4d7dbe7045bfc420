"""The house's own rules on size: files short enough to read in one go, functions that do one thing."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

FILE_LINES = 400
FUNCTION_LINES = 50
FOLDERS = ("licensescan", "tests", "benchmarks")
SOURCES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
FORBIDDEN_NAMES = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its decorators and its docstring."""
    first, last = function.body[0], function.body[-1]
    lines = (last.end_lineno or last.lineno) - function.lineno + 1
    if isinstance(first, ast.Expr) and isinstance(getattr(first.value, "value", None), str):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_keeps_the_rules_of_the_house(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    functions = [x for x in ast.walk(tree) if isinstance(x, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {x.name: body_lines(x) for x in functions if body_lines(x) > FUNCTION_LINES}
    assert not long, f"functions over {FUNCTION_LINES} lines: {long}"
    assert len(text.splitlines()) <= FILE_LINES, "split the file"
    assert path.name not in FORBIDDEN_NAMES, "name the file after what it does"
    assert ast.get_docstring(tree), "open the file with what goes in, what comes out"
