"""Turn the tree of a question into a small manifest: what the asker means to do.

In: a tree of ``question.lark`` and what is known of the names in it. Out: a `Draft`. Never fills in
a fact that the question does not state.
"""

from __future__ import annotations

from collections.abc import Callable

from licensescan.explain.acts import ACTS
from licensescan.explain.circumstances import CIRCUMSTANCES
from licensescan.explain.draft import MACHINE, Draft, Part, parts

READERS = {**ACTS, **CIRCUMSTANCES}


def planned(plan: Part, kind_of: Callable[[str], str]) -> Draft:
    """Return what a ``plan`` of the grammar amounts to, or a single act of it.

    Args:
        plan: Tree of the rule ``plan`` or of an act.
        kind_of: Says of an id whether it is a model, dataset, service or software.

    Raises:
        QuestionError: It names something that is not known, or leaves open what must be said.
    """
    made = Draft(kind_of)
    for part in [plan] if plan.data in READERS else parts(plan):
        READERS[part.data](made, part)
    if made.machine:
        made.subjects.append(MACHINE)
    return made
