"""Choose from a dual licence, as the manifest's ``elect:`` says.

In: the alternatives and the words of the choice. Out: the alternatives that are left.
"""

from __future__ import annotations

from collections.abc import Sequence

from licensescan.licenses.expressions import read_expression
from licensescan.licenses.names import bare
from licensescan.licenses.values import Alternative


def elect_from(
    alternatives: Sequence[Alternative], elect: str | None
) -> tuple[tuple[Alternative, ...], tuple[str, ...]]:
    """Return the alternatives under the choice, and notes on it.

    A choice that is none of the alternatives leaves them all and is noted.
    """
    if not elect:
        return tuple(alternatives), ()
    wanted = {bare(x.id) for group in read_expression(elect) for x in group if x.id}
    chosen = tuple(x for x in alternatives if wanted and wanted <= _ids(x))
    if not chosen:
        return tuple(alternatives), (f"“{elect}” is not among the licences to choose from",)
    several = len(alternatives) > 1
    return chosen, ((f"{chosen[0].license} is chosen from the alternatives",) if several else ())


def _ids(alternative: Alternative) -> set[str]:
    return {bare(x) for x in (alternative.license or "").split(" AND ")}
