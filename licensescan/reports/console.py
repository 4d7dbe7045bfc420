"""A terminal that text is laid out for, in memory.

In: the setting. Out: a console, and what was printed to it. Knows nothing of results, so that
whoever shows something else need not load them.
"""

from __future__ import annotations

import re
from io import StringIO

from rich.console import Console

from licensescan.reports.setting import Setting

_TAIL = re.compile(r"(?m)(?: |\x1b\[[0-9;]*m)+$")
"""Blanks at the end of a line, and colours that begin and end among them."""
NARROWEST, WIDEST = 40, 110
"""Columns: longer lines than the one are hard to read, shorter than the other hard to fill."""
WORDS = 700
"""Characters of a quote that are shown."""


def terminal(setting: Setting) -> Console:
    """Return a console that writes into memory, with nothing of rich's own interpretation."""
    return Console(
        file=StringIO(),
        width=min(max(setting.width, NARROWEST), WIDEST),
        color_system="standard" if setting.colour else None,
        force_terminal=setting.colour,
        no_color=not setting.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        soft_wrap=False,
    )


def written(console: Console) -> str:
    """Return what was printed, without blanks at the ends of lines."""
    stream = console.file
    assert isinstance(stream, StringIO)
    return _TAIL.sub(lambda tail: tail[0].replace(" ", ""), stream.getvalue())
