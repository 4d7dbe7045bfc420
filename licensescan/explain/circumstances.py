"""Under which circumstances a question says it is done, read into a draft.

In: a draft and the tree of a circumstance. Out: the draft with purpose, delivery, machine, place,
facts of the organisation. Never fills in what the question does not state.
"""

from __future__ import annotations

from collections.abc import Callable

from lark import Token

from licensescan.errors import QuestionError
from licensescan.explain.draft import Draft, Part, first, parts, values


def add_hardware(made: Draft, part: Part) -> None:
    """Enter a GPU or a cloud instance."""
    token = part.children[0]
    assert isinstance(token, Token)
    made.machine["gpu" if token.type == "GPU" else "instance"] = str(token)


def _purpose(made: Draft, part: Part) -> None:
    if not (purpose := first(part)):
        raise QuestionError(
            "the question does not say which purpose that is not commercial",
            remedy="Say for research, for education, for evaluation or for personal use.",
        )
    made.use["purpose"] = purpose


def _delivery(made: Draft, part: Part) -> None:
    made.use["delivery"] = [first(part)]


def _audience(made: Draft, part: Part) -> None:
    step = made.lineage[-1] if made.lineage else {}
    if "release" in step:
        step["release"]["to"] = first(part)
    elif made.use.get("delivery") is None:
        internal = first(part) == "internal"
        made.use["delivery"] = ["internal" if internal else "weights-released"]


def _release_license(made: Draft, part: Part) -> None:
    step = made.lineage[-1] if made.lineage else {}
    if "release" not in step:
        raise QuestionError(
            "a licence is given, but nothing that is made is released under it",
            remedy="Ask as in: can I fine-tune X and release it under apache-2.0",
        )
    step["release"]["license"] = first(part)


def _fact(made: Draft, circumstance: Part) -> None:
    (part,) = parts(circumstance)
    (metric,) = values(part, "METRIC")
    amount = int(values(part, "NUMBER")[0])
    amount += bool(values(part, "OVER")) - bool(values(part, "UNDER"))
    currency = values(part, "CURRENCY")
    if "revenue" in metric and not currency:
        raise QuestionError(
            "the revenue has no currency", remedy="Write it as in: a revenue of 2 million USD"
        )
    made.facts[metric] = f"{amount} {currency[0]}" if "revenue" in metric else amount


def _territories(made: Draft, part: Part) -> None:
    made.use["territories"] = values(part, "PLACE")


def add_field(made: Draft, part: Part) -> None:
    """Enter a field of use, in the words of the question."""
    made.use.setdefault("fields", []).append(" ".join(values(part, "WORD")))


CIRCUMSTANCES: dict[str, Callable[[Draft, Part], None]] = {
    "hardware": add_hardware,
    "purpose": _purpose,
    "delivery": _delivery,
    "audience": _audience,
    "workload": lambda made, part: made.machine.update(workload=first(part)),
    "site": lambda made, part: made.machine.update(site=first(part)),
    "territories": _territories,
    "release_license": _release_license,
    "field": add_field,
    "fact": _fact,
}
"""Rule of the grammar → what it adds to a draft; a test holds it against the grammar."""
