"""Write into README.md what the commands that it shows print today.

Run as ``python docs/refresh.py`` after a change that users can see; ``tests/test_docs.py`` fails
until README.md has it. A shown command stands in a comment above its block:
``<!-- shows all of: licensescan check … -->``, or ``shows until WORDS of:`` for what is printed
before the line that begins with these words.
"""

from __future__ import annotations

import io
import os
import re
import shlex
from contextlib import chdir, redirect_stdout
from itertools import takewhile
from pathlib import Path

from licensescan.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(
    r"(?P<head><!-- shows (?:all|until (?P<end>[^:\n]+?)) of: licensescan (?P<args>.+?) -->\n\n?"
    r"```\w*\n).*?(?P<tail>```\n)",
    re.DOTALL,
)
_COLUMNS = "80"
"""Columns of help texts; reports are 100 wide where there is no terminal."""


def refreshed(text: str) -> str:
    """Return a document with every shown command run anew, from the top of the checkout."""
    return _BLOCK.sub(lambda found: found["head"] + _shown(found) + found["tail"], text)


def _shown(found: re.Match[str]) -> str:
    lines = _printed(shlex.split(found["args"])).splitlines()
    if end := found["end"]:
        lines = [*takewhile(lambda line: not line.startswith(end), lines), "…"]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _printed(args: list[str]) -> str:
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = _COLUMNS
    try:
        with chdir(ROOT), redirect_stdout(io.StringIO()) as shown:
            main(args)
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before
    return shown.getvalue()


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
