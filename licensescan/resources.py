"""Find and read the data files that ship with the package: grammars, policies, knowledge.

In a wheel ``grammars/`` and ``policies/`` stand inside the package; in a source checkout or an
editable install they stand beside it. YAML takes 0.1 ms a line to parse in pure Python, so a
parsed file is kept as JSON in the user's own cache folder, under the digest of its bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


def resource_path(name: str) -> Path:
    """Return the path of a bundled file or folder, such as ``grammars/clauses.lark``.

    Raises:
        FileNotFoundError: The installation is broken; never the user's fault.
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(f"licensescan is not installed completely: {name} is missing")


def read_bytes(name: str) -> bytes:
    """Return the bytes of a bundled file."""
    return resource_path(name).read_bytes()


def read_installed(package: str, name: str) -> bytes | None:
    """Return the bytes of a data file of another package, none of whose code is run.

    Args:
        package: Name that it is imported by.
        name: Path of the file inside it.

    Returns:
        None where the package or the file is not there.
    """
    from importlib.util import find_spec

    spec = find_spec(package)
    folders = (spec and spec.submodule_search_locations) or ()
    files = (Path(folder) / name for folder in folders)
    return next((x.read_bytes() for x in files if x.is_file()), None)


def read_text(name: str) -> str:
    """Return the text of a bundled file."""
    return resource_path(name).read_text(encoding="utf-8")


def load_yaml(name: str) -> Any:
    """Return the parsed content of a bundled YAML file, fresh for each caller.

    Dates and other values that JSON does not know are to be written as quoted text in our files.
    """
    content = read_bytes(name)
    kept = cache_folder() / "data" / f"{hashlib.sha256(content).hexdigest()}.json"
    with suppress(OSError, ValueError):
        return json.loads(kept.read_bytes())
    from ruamel.yaml import YAML

    parsed = YAML(typ="safe", pure=True).load(content)
    keep(kept, json.dumps(parsed, ensure_ascii=False).encode())
    return parsed


def derived(sources: Iterable[bytes], make: Callable[[], Any]) -> Any:
    """Return what is computed from bundled files alone, kept as JSON in the user's cache folder.

    What is kept begins with its own digest, so that what is damaged is made again.

    Args:
        sources: All that it depends on, the source of the module that computes it included.
        make: Computes it.
    """
    key = _digest(b"".join(map(_digest, sources))).decode()
    kept = cache_folder() / "data" / f"{key}.json"
    with suppress(OSError, ValueError):
        check, _, content = kept.read_bytes().partition(b"\n")
        if check == _digest(content):
            return json.loads(content)
    content = json.dumps(make(), ensure_ascii=False).encode()
    keep(kept, _digest(content) + b"\n" + content)
    return json.loads(content)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


@cache
def cache_folder() -> Path:
    """Return the user's own cache folder for this program; it may not exist yet.

    A user without a home (a container's bare number) has none: what is returned cannot be written.
    """
    if named := os.environ.get("LICENSESCAN_CACHE"):
        return Path(named)
    try:
        return _cache_at_home()
    except RuntimeError:
        return Path(os.devnull, "licensescan")


def _cache_at_home() -> Path:
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "licensescan"


def keep(path: Path, content: bytes) -> None:
    """Write a cache file whole or not at all; a cache that cannot be written is no error."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as scratch:
            scratch.write(content)
        Path(scratch.name).replace(path)
