"""Choose which known texts explain a text: one, or several that stand side by side in it.

In: the runs of three words of a text, with the rows that have each. Out: rows with their scores,
the one that explains most first. Only counts are compared here; the words are looked at later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from licensescan.licenses.index import Spread

    Runs = NDArray[np.bool_]

# Measured on the texts of the LicenseDB: a copy with 2 % of the words lost, a preface and foreign
# copyright lines keeps 0.38 or more (Dice) and 0.66 or more of the licence's own runs; 1,500
# sections of model cards that hold no licence have at most 0.36 and 0.48.
LEAST_SHARE = 0.5
LEAST_HELD = 0.6
# Below this many runs a text is too short to be known by a part of it.
SHORT = 18
SHORT_SHARE = 0.75
# Siblings whose counts differ by less than this share of the licence are named too.
CLOSE = 0.004
MOST_SIBLINGS = 5
MOST_LICENSES = 20
# A licence of which this much is there needs no other explanation.
SURELY_HELD = 0.9
_STRICT = 4
_NEVER = -(10**9)


@dataclass(frozen=True, slots=True)
class Pick:
    """A row that explains a part of a text.

    Attributes:
        row: Its number.
        share: Runs in common, of all that both have (Dice), 0 to 1.
        held: Share of its own runs that are in the text.
        gain: Runs it explains, less those of its own that are not there.
        also: Rows as close.
    """

    row: int
    share: float
    held: float
    gain: int
    also: tuple[int, ...]


def picks(spread: Spread) -> list[Pick]:
    """Return the rows that explain a text, each what those before it left over.

    A text that holds two licences may look like a third that has both in other words: where the
    first choice is not plainly there, the choice that misses least is tried too.
    """
    first = _best(spread, None)
    if first is None:
        return []
    if _is_little(spread.unexplained(first.row)):
        return [first]
    chosen = _with_rest(spread, first)
    if first.held >= SURELY_HELD:
        return chosen
    second = _best(spread, None, cost=_STRICT)
    if second is None or second.row == first.row:
        return chosen
    other = _with_rest(spread, second)
    return other if sum(x.gain for x in other) > sum(x.gain for x in chosen) else chosen


def _with_rest(spread: Spread, first: Pick) -> list[Pick]:
    chosen = [first]
    left: Runs | None = None
    while len(chosen) < MOST_LICENSES:
        left = spread.unexplained(chosen[-1].row, left)
        if _is_little(left):
            break
        pick = _best(spread, left)
        if pick is None:
            break
        chosen.append(pick)
    return chosen


def _is_little(left: Runs) -> bool:
    """Return whether fewer known runs are left than another licence would have."""
    return bool(left.sum() < SHORT * LEAST_HELD)


def _best(spread: Spread, left: Runs | None, cost: int = 1) -> Pick | None:
    """Return the row that explains most of what is left of a text, if one is close enough.

    Args:
        spread: Which rows the runs stand in.
        left: Runs that are not yet explained; all when None.
        cost: What a run of the licence that is not there costs against one that is.
    """
    sizes = spread.index.sizes.astype(np.int64)
    hits = spread.hits(left)
    total = spread.total if left is None else int(left.sum())
    share = 2 * hits / np.maximum(total + sizes, 1)
    held = hits / np.maximum(sizes, 1)
    fits = (sizes >= SHORT) & (held >= LEAST_HELD)
    if left is None:
        fits |= (sizes >= SHORT) & (share >= LEAST_SHARE)
    fits |= (sizes < SHORT) & (share >= SHORT_SHARE)
    if not fits.any():
        return None
    gain = np.where(fits, hits - cost * (sizes - hits), _NEVER)
    row = int(gain.argmax())
    close = np.flatnonzero(gain >= gain[row] - CLOSE * sizes[row])
    return Pick(
        row,
        round(float(share[row]), 4),
        round(float(held[row]), 4),
        int(2 * hits[row] - sizes[row]),
        tuple(int(x) for x in close if x != row)[:MOST_SIBLINGS],
    )
