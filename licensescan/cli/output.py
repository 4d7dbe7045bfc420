"""Where results go: to stdout, or to a file that is whole or not there at all.

In: rendered text and a path. Never leaves half a file, never overwrites what `init` finds.
"""

from __future__ import annotations

import os
import sys

from click.exceptions import Exit

from licensescan.errors import InputError

BROKEN_PIPE = 141
"""The exit status that a shell reports for a program that wrote to a closed pipe."""


def emit(content: str, output: str | None = None) -> None:
    """Write a result to a file, or to stdout when none is named (or it is ``-``).

    Raises:
        InputError: The file cannot be written.
    """
    if output is not None and output != "-":
        _replace(output, content.encode())
        return
    try:
        text = content if content.endswith("\n") else f"{content}\n"
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Exit(BROKEN_PIPE) from None


def create(name: str, content: str) -> None:
    """Write a new file; one that exists is left alone.

    Raises:
        InputError: The file exists, or cannot be written.
    """
    from pathlib import Path

    try:
        with Path(name).open("x", encoding="utf-8") as file:
            file.write(content)
    except FileExistsError:
        raise InputError(
            "exists already and is left as it is",
            where=name,
            remedy="name another file, or move this one away",
        ) from None
    except OSError as error:
        raise _cannot_write(name, error) from error


def _replace(name: str, content: bytes) -> None:
    """Write beside the file, then rename, so that nobody ever reads a part of it."""
    # Imported late: ``--help`` loads this module and must start fast.
    import tempfile
    from pathlib import Path

    path, scratch = Path(name), None
    try:
        if path.is_dir():
            raise IsADirectoryError(f"{path} is a folder")
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            scratch = Path(file.name)
            file.write(content)
        scratch.chmod(mode)
        scratch.replace(path)
    except OSError as error:
        if scratch is not None:
            scratch.unlink(missing_ok=True)
        raise _cannot_write(name, error) from error


def _cannot_write(name: str, error: OSError) -> InputError:
    return InputError(
        f"cannot be written: {error.strerror or error}",
        where=name,
        remedy="name a file in a folder that exists and that you may write to",
    )


def _umask() -> int:
    """Return the process's file mode mask; it can be read only by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
