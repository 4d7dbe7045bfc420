"""Which formats there are, and the one function that renders a result in any of them.

A format is one file here with ``render(result, setting) -> str`` and one row below. Modules are
imported when their format is asked for: rich, jinja2 and spdx-tools are slow to load.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from licensescan.errors import InputError
from licensescan.reports.setting import Setting

if TYPE_CHECKING:
    from licensescan.result import Result

FORMATS = ("text", "json", "sarif", "junit", "markdown", "github", "gitlab", "html")
"""Reports of a result, the default first."""

BOMS = {"spdx-json": "spdx"}
"""Bills of materials: name → module in ``bom/``."""

ENDINGS = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".json": "json",
    ".sarif": "sarif",
    ".txt": "text",
    ".xml": "junit",
}
"""What a file name asks for."""


def render(result: Result, form: str, setting: Setting | None = None) -> str:
    """Return a result in one of `FORMATS` or `BOMS`, ending with a line feed.

    Args:
        result: What was judged; the same result gives the same text.
        form: Name of the format.
        setting: Where it will be shown; plain text of 100 columns when left out.

    Raises:
        KeyError: There is no such format.
    """
    if form not in FORMATS and form not in BOMS:
        raise KeyError(form)
    name = f"bom.{BOMS[form]}" if form in BOMS else form
    module = import_module(f"licensescan.reports.{name}")
    function: Callable[[Result, Setting], str] = module.render
    return function(result, setting or Setting()).rstrip("\n") + "\n"


def format_of(path: str) -> str:
    """Return the format that a file's ending asks for.

    Raises:
        InputError: No format has that ending.

    >>> format_of("audit.HTML")
    'html'
    """
    ending = PurePath(path).suffix.lower()
    if ending not in ENDINGS:
        raise InputError(
            f"no report format ends in {ending or 'nothing'!r}",
            where=path,
            remedy=f"name a file that ends in {', '.join(ENDINGS)}",
        )
    return ENDINGS[ending]
