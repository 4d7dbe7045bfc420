"""A progress bar on stderr while sources are read, where somebody can see one.

In: nothing. Out: a function that is told after each asset, or None where stderr is no terminal or
NO_COLOR is set. Never writes to stdout, and never loads rich for nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from licensescan.sources import Progress


def is_shown() -> bool:
    """Return whether colour and movement are welcome on stderr."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """Show a bar while the context is open; it is gone afterwards."""
    if not is_shown():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("Reading sources"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(done: int, total: int, subject: str) -> None:
            bar.update(task, completed=done, total=total)

        yield tell
