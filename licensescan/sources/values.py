"""What is asked of the sources: which assets, from which places, and how progress is told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from licensescan.documents.values import Kind

BUDGET = 60.0
"""Seconds that a fetch may take in all."""


@dataclass(frozen=True, slots=True)
class Request:
    """One asset of the plan whose texts are wanted.

    Attributes:
        id: Hub id (``owner/name`` or ``name``), or any name where a path is given or for services
            and software, which are not fetched.
        kind: What it is.
        revision: Branch, tag or commit; None for the default branch.
        path: As the manifest has it, relative to its folder: a folder with a card and licence
            files, or one .gguf or .safetensors file. Then no place is asked for it.
        license_file: As the manifest has it: a text that counts as the licence.
        where: Where the manifest names it (``file:line``), for error messages.
    """

    id: str
    kind: Kind = Kind.MODEL
    revision: str | None = None
    path: str | None = None
    license_file: str | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class MirrorPlace:
    """A folder of repos, laid out as ``<owner>/<name>/…`` and ``datasets/<owner>/<name>/…``.

    Attributes:
        folder: Where it lies.
        name: As the manifest has it, for messages; the folder when empty.
    """

    folder: Path
    name: str = ""


@dataclass(frozen=True, slots=True)
class HubPlace:
    """The Hugging Face Hub, or what HF_ENDPOINT names."""


Place = MirrorPlace | HubPlace


class Progress(Protocol):
    """Told after each asset, always from the thread that called `fetch`."""

    def __call__(self, done: int, total: int, subject: str) -> None:
        """Take note that ``done`` of the ``total`` assets known so far are read.

        The total grows while cards name further assets; the subject is the id just read.
        """


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How a fetch is made.

    Attributes:
        root: The manifest's folder, which no path may leave.
        own: Ids of what the plan itself makes: not looked up when a card names them.
        budget: Seconds in all.
        offline: Ask only what the Hub's client keeps on this machine.
        progress: Told after each asset.
    """

    root: Path
    own: Collection[str] = ()
    budget: float = BUDGET
    offline: bool = False
    progress: Progress | None = None
