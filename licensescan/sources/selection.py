"""Which files of a repo are texts that bind, and what each is to its repo.

In: the names at the top of a repo, and the card's ``license_link``. Out: names with their roles, in
the order `Artifact.documents` has. Source of the names: the forms met on the Hub (LICENSE.txt,
LICENCE, MODEL_LICENSE, LICENSE-CODE, COPYING, Notice.txt, USE_POLICY.md,
ACCEPTABLE_USE_POLICY.txt).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from licensescan.documents.hub_ids import hub_address
from licensescan.documents.values import Role

TEXTS_LIMIT = 30
"""Texts of one repo that are read; repos have one to four."""

_SUFFIX = r"(?:\.(?:md|markdown|txt|text|rst|html?|pdf|docx?|rtf|[0-9]+|[a-z]{2}))*"
_ROLES = (
    (Role.CARD, re.compile(r"readme\.md")),
    (Role.NOTICE, re.compile(rf"(?:notices?|.*third[ _-]?party[^.]*){_SUFFIX}")),
    (Role.USE_POLICY, re.compile(rf"[^.]*use[ _-]?polic(?:y|ies)[^.]*{_SUFFIX}")),
    (
        Role.LICENSE,
        re.compile(
            rf"(?:[^.]*licen[cs]e[^.]*|copying(?:[-_.][^.]*)?|licen[cs]e[-_.].*|eula){_SUFFIX}"
        ),
    ),
)
_ORDER = (Role.LICENSE, Role.NOTICE, Role.USE_POLICY, Role.GATED_PROMPT, Role.CARD, Role.WEIGHTS)
_CODE = re.compile(r".*\.(?:py|js|ts|sh|c|cpp|h|json|ya?ml|toml|csv|parquet|png|jpe?g|svg|spdx)")


def role_of(name: str) -> Role | None:
    """Return what a file at the top of a repo is by its name; None if it is no text that binds.

    >>> role_of("LICENSE-CODE"), role_of("check_license.py"), role_of("Use_Policy.md")
    (<Role.LICENSE: 'license'>, None, <Role.USE_POLICY: 'use-policy'>)
    """
    lower = name.lower()
    if len(lower) > 200 or _CODE.fullmatch(lower):
        return None
    return next((role for role, form in _ROLES if form.fullmatch(lower)), None)


def select(names: Iterable[str]) -> list[tuple[str, Role]]:
    """Return the texts among file names, licences first and the card last."""
    found = [(name, role) for name in names if (role := role_of(name)) is not None]
    return sorted(found, key=lambda pair: order(pair[1], pair[0]))


def order(role: Role, path: str) -> tuple[int, str, str]:
    """Return a key that puts the documents of an artifact in their order."""
    return (_ORDER.index(role), path.lower(), path)


def linked_file(link: str | None, repo: str) -> str | None:
    """Return the path inside the repo that a card's ``license_link`` names, if it names one.

    Args:
        link: A file name, or an address.
        repo: Id of the card's repo.

    >>> linked_file("https://huggingface.co/a/b/blob/main/terms/EULA.md", "a/b")
    'terms/EULA.md'
    >>> linked_file("https://example.org/EULA.md", "a/b")
    """
    if not link:
        return None
    address = hub_address(link)
    if address is not None:
        path = address.path if address.repo.lower() == repo.lower() else ""
    else:
        path = "" if "://" in link else link.removeprefix("./")
    return path if path and is_inner_path(path) else None


def is_inner_path(path: str) -> bool:
    """Return whether a path of a repo is plain: relative, no ``..``, no odd characters."""
    parts = path.split("/")
    plain = all(part not in {"", ".", ".."} and part.isprintable() for part in parts)
    return plain and "\\" not in path and ":" not in path and len(path) <= 300
