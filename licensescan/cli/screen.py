"""Where a result is shown: how wide the terminal is, and whether colours are welcome there."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from licensescan.reports import Setting

WIDTH = 100
"""Columns where there is no terminal."""


def screen(output: str | None) -> Setting:
    """Return the setting of a result that goes to a file, a pipe or a terminal."""
    from licensescan.reports import Setting

    terminal = output in (None, "-") and sys.stdout.isatty()
    return Setting(
        width=shutil.get_terminal_size((WIDTH, 24)).columns if terminal else WIDTH,
        colour=terminal and not os.environ.get("NO_COLOR"),
    )
