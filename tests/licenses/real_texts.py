"""Real licence texts for the tests: those of the installed package ``licensedcode-data``."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FRONT = re.compile(r"\A---\n(.*?)\n---[ \t]*\n?(.*)\Z", re.DOTALL)


@cache
def folder() -> Path:
    spec = find_spec("licensedcode")
    assert spec and spec.submodule_search_locations, "licensedcode-data is not installed"
    return Path(next(iter(spec.submodule_search_locations))) / "data" / "licenses"


@cache
def text_of(key: str) -> str:
    """Return the text of a licence by its key in the LicenseDB."""
    found = FRONT.match((folder() / f"{key}.LICENSE").read_text(encoding="utf-8"))
    assert found
    return found[2].strip("\n") + "\n"


def keys() -> list[str]:
    """Return every key of the package."""
    return sorted(x.stem for x in folder().glob("*.LICENSE"))
