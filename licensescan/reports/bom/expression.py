"""Licence statements as valid SPDX expressions.

In: a licence as somebody stated it. Out: an expression of ids on the SPDX list and LicenseRefs,
or nothing where nothing is stated. Never puts words into the place of an id (the commonest fault
of such documents): what is no valid expression becomes one LicenseRef that carries the words.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from licensescan.licenses.expressions import Choices, read_expression
from licensescan.reports.safe import one_line

_REF = re.compile(r"LicenseRef-[0-9A-Za-z.-]+")
_LONGEST = 400
"""Characters of a statement that are tried as an expression."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A statement made valid.

    Attributes:
        text: SPDX expression.
        refs: LicenseRefs in it, each with the name to give it.
    """

    text: str
    refs: tuple[tuple[str, str], ...] = ()


def expression(stated: str | None) -> Expression | None:
    """Return a statement as a valid expression; None when it states no licence.

    >>> expression("apache-2.0 or mit")
    Expression(text='Apache-2.0 OR MIT', refs=())
    >>> expression("Our own words").refs[0][1]
    'Our own words'
    >>> expression("unknown")
    """
    words = one_line(stated or "")
    choices = read_expression(words)
    names = [name for group in choices for name in group]
    if not words or all(name.silent for name in names):
        return None
    # The library takes the name of a family for one of its versions; nobody said so.
    if any(name.family for name in names):
        return _own(words)
    return _parsed(words) or _named(choices) or _own(words)


def _named(choices: Choices) -> Expression | None:
    """Return the licences that words name: Hub tags, full names, lists of them."""
    groups = [" AND ".join(name.id or "" for name in group) for group in choices]
    if not all(name.id for group in choices for name in group):
        return None
    return _parsed(" OR ".join(f"({group})" for group in groups))


def _parsed(words: str) -> Expression | None:
    if len(words) > _LONGEST:
        return None
    licensing = _licensing()
    try:
        tree = licensing.parse(words, strict=True)
    # The library raises whatever comes (IndexError, AttributeError …) on words that are no
    # expression, such as "()0"; all of it means that.
    except Exception:
        return None
    keys = licensing.license_keys(tree)
    refs = tuple((key, key) for key in keys if _REF.fullmatch(key))
    if not keys or any(not _listed(key) for key in keys if not _REF.fullmatch(key)):
        return None
    return Expression(str(tree), refs)


def _own(words: str) -> Expression:
    slug = re.sub(r"[^0-9A-Za-z.]+", "-", words)[:60].strip("-.").lower() or "stated"
    # Two statements may have one slug: the digest keeps them apart.
    digest = hashlib.sha256(words.encode()).hexdigest()[:8]
    ref = f"LicenseRef-licensescan-stated-{slug}-{digest}"
    return Expression(ref, ((ref, words),))


@cache
def _licensing() -> Any:
    from license_expression import get_spdx_licensing

    return get_spdx_licensing()


def _listed(key: str) -> bool:
    return key in _licensing().known_symbols and not key.startswith("LicenseRef-")
