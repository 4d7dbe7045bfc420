"""Ids of Hub repos: which words are one, and the id that an address of the Hub names.

In: what a manifest, a card or a weight header says. Out: an id that is safe as part of a path or
address, or None. Never guesses: words that are no id are not mended.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PART = r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}"
_ID = re.compile(rf"(?:{_PART}/)?{_PART}")
_ADDRESS = re.compile(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/([^\s?#]{1,300})(?:[?#]\S*)?")
_NO_OWNERS = frozenset({"datasets", "spaces", "models", "kernels", "buckets", "api"})


class HubAddress(NamedTuple):
    """What an address on the Hub names.

    Attributes:
        repo: Repo id.
        dataset: Whether the repo is a dataset.
        path: Path inside the repo; empty for the repo itself.
    """

    repo: str
    dataset: bool
    path: str


def is_hub_id(text: str) -> bool:
    """Return whether a text has the form of a repo id.

    Source: huggingface_hub, ``validate_repo_id``: up to 96 characters of letters, digits, ``-``,
    ``_``, ``.``; no ``--`` or ``..``; no ``-`` or ``.`` at an end; no ``.git`` at the end.

    >>> is_hub_id("meta-llama/Llama-2-7b-hf"), is_hub_id("../etc"), is_hub_id("a/b/c")
    (True, False, False)
    """
    if len(text) > 96 or not _ID.fullmatch(text):
        return False
    if "--" in text or ".." in text or text.endswith(".git"):
        return False
    owner, _, name = text.rpartition("/")
    return owner.lower() not in _NO_OWNERS and not name.endswith(("-", ".")) and owner[-1:] != "."


def hub_address(text: str) -> HubAddress | None:
    """Return what an address on the Hub names; None for any other text.

    >>> hub_address("https://huggingface.co/a/b/blob/main/LICENSE.md")
    HubAddress(repo='a/b', dataset=False, path='LICENSE.md')
    >>> hub_address("https://huggingface.co/datasets/a/b").dataset
    True
    """
    found = _ADDRESS.fullmatch(text.strip())
    if not found:
        return None
    parts = [part for part in found[1].replace("%20", " ").split("/") if part]
    dataset = parts[:1] == ["datasets"]
    parts = parts[dataset:]
    cut = next((i for i, x in enumerate(parts) if x in {"blob", "resolve", "raw", "tree"}), None)
    name = "/".join(parts if cut is None else parts[:cut])
    path = "" if cut is None else "/".join(parts[cut + 2 :])
    return HubAddress(name, dataset, path) if is_hub_id(name) else None


def hub_id(text: str) -> str:
    """Return the id that an address on the Hub names, and any other text as it is, stripped.

    >>> hub_id("https://huggingface.co/a/b"), hub_id(" a/b ")
    ('a/b', 'a/b')
    """
    address = hub_address(text)
    return address.repo if address else text.strip()
