"""What kind of thing a model is, from its Hub pipeline tag: language, image, sound, other.

In: tags. Out: three-valued answers. From ``knowledge/tasks.yaml``; an unknown tag is unknown.
"""

from __future__ import annotations

from functools import cache

from licensescan.policy.truth import Answer, Truth, known, missing, unclear
from licensescan.resources import load_yaml


@cache
def _kinds() -> dict[str, str]:
    table = load_yaml("knowledge/tasks.yaml")["kinds"]
    return {task: kind for kind, tasks in table.items() for task in tasks}


def is_language_model(task: str | None) -> Answer:
    """Return whether a model with this tag is a large language model in the ordinary sense.

    One that works on text in another way may be one: that is for a person.

    >>> is_language_model("text-generation").yes, is_language_model("text-classification").unknown
    (True, True)
    >>> is_language_model("image-classification").no
    True
    """
    if task is None:
        return missing("task")
    match _kinds().get(task):
        case "language-model":
            return known(True, task=task)
        case "text" | "mixed" | None:
            return unclear(f"its task is {task}: is that a large language model?", task=task)
        case _:
            return known(False, task=task)


def is_of_kind(task: str | None, kind: str) -> Answer:
    """Return whether a model with this tag is one of the kind that a clause names, such as image.

    What takes one thing and makes another, or takes and makes anything, is for a person.

    >>> is_of_kind("image-to-image", "image").yes, is_of_kind("text-to-image", "image").unknown
    (True, True)
    >>> is_of_kind("text-generation", "image").no
    True
    """
    if task is None:
        return missing("task")
    found = _kinds().get(task)
    if found == kind:
        return known(True, task=task)
    if found in ("mixed", None) or task.startswith("any-") or kind not in _kinds().values():
        return unclear(f"its task is {task}: the terms mean {kind} models", task=task)
    return known(False, task=task)


def same_kind(one: str | None, other: str | None) -> Answer:
    """Return whether two models are of the same kind.

    >>> same_kind("text-generation", "image-classification").no
    True
    >>> same_kind("text-generation", None).missing
    ('task',)
    """
    if one is None or other is None:
        return missing("task")
    kinds = _kinds()
    facts = {"task": other}
    if one == other or kinds.get(one, one) == kinds.get(other, other) != "mixed":
        return Answer(Truth.YES, facts)
    if "mixed" in (kinds.get(one, "mixed"), kinds.get(other, "mixed")):
        return unclear("their tasks differ", **facts)
    return Answer(Truth.NO, facts)
