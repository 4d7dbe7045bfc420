"""The progress bar: on stderr, where somebody sees it, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from licensescan.cli.progress import progress_bar


def test_no_bar_where_stderr_is_no_terminal() -> None:
    with progress_bar() as progress:
        assert progress is None


@pytest.mark.parametrize(("no_color", "shown"), [("", True), ("1", False)])
def test_bar_on_a_terminal_unless_no_color_is_set(
    no_color: str, shown: bool, quickstart: Path
) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "licensescan", "check", "--format", "json", str(quickstart)]
    env = {**os.environ, "NO_COLOR": no_color, "TERM": "xterm"}
    ended = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=theirs, env=env, timeout=60, check=False
    )
    os.close(theirs)
    # Reading fails once the other side is closed and all is read.
    try:
        told = os.read(ours, 100_000)
    except OSError:
        told = b""
    os.close(ours)
    assert ended.returncode == 1
    assert ended.stdout.startswith(b"{")
    assert b"\x1b" not in ended.stdout
    assert (b"Reading sources" in told) is shown
