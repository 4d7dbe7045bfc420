"""Open files on disk without leaving the folder they belong to, and never more than a limit.

In: a folder that bounds, and a path a manifest or repo names. Out: the real path, or its bytes.
Never follows a link out of the folder, and never opens what is no regular file (a pipe would
block for ever).
"""

from __future__ import annotations

import stat
from pathlib import Path, PurePosixPath, PureWindowsPath

from licensescan.documents.decode import TEXT_LIMIT, document_of, too_large
from licensescan.documents.values import Document
from licensescan.errors import InputError, UnreadableTextError


def inside(root: Path, name: str, where: str) -> Path:
    """Return the real path of what a manifest names, relative to its folder.

    Args:
        root: The manifest's folder.
        name: As written.
        where: Where it is written (``file:line: field``), for the error.

    Raises:
        InputError: The path leaves the folder, or nothing is there.
    """
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive or "\x00" in name:
        raise _leaves(name, where)
    base = root.resolve()
    try:
        path = (base / name).resolve()
    except (OSError, RuntimeError) as error:
        raise InputError(f"{name} cannot be read: {error}", where=where) from None
    if not path.is_relative_to(base):
        raise _leaves(name, where)
    if not path.exists():
        raise InputError(
            f"{name} does not exist", where=where, remedy=f"It is looked for in {base}."
        )
    return path


def read_bounded(path: Path, where: str) -> bytes:
    """Return the bytes of a regular file that has no more than `TEXT_LIMIT`.

    Raises:
        UndecodableError: It has more.
        UnreadableTextError: It is no regular file, or cannot be read.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableTextError("is no regular file", where=where)
        if status.st_size > TEXT_LIMIT:
            raise too_large(where, status.st_size)
        with path.open("rb") as file:
            content = file.read(TEXT_LIMIT + 1)
    except FileNotFoundError:
        raise UnreadableTextError(
            "does not exist", where=where, remedy="Check the spelling of the path."
        ) from None
    except OSError as error:
        raise UnreadableTextError(
            f"cannot be read: {error.strerror or error}", where=where
        ) from None
    if len(content) > TEXT_LIMIT:
        raise too_large(where)
    return content


def read_document(path: str | Path) -> Document:
    """Return the text of one file that the user named.

    Raises:
        UnreadableTextError: It is missing, binary, too large, or no regular file.
    """
    name = str(path)
    return document_of(read_bounded(Path(path), name), name)


def _leaves(name: str, where: str) -> InputError:
    return InputError(
        f"{name} leaves the manifest's folder",
        where=where,
        remedy="Paths are relative to the manifest's folder; copy what is needed into it.",
    )
