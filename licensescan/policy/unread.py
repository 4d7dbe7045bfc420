"""What was not understood in an asset's terms, and whether it can bear on the plan.

In: the acts on one asset and its unread provisions. Out: one ruling that names the words.
INTERFACES, "What was not read": only a provision that may bind the licensee, and whose action is
unknown or one that the plan does, stands in the way of a clean answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from licensescan.clauses.values import Clause
from licensescan.licenses.values import SourcedClause, SourcedUnread
from licensescan.plan.manifest import Delivery
from licensescan.plan.values import Act
from licensescan.policy.ground import COPYLEFT, Ground, TermsIndex
from licensescan.policy.ruling import Ruling
from licensescan.policy.situation import Situation, Touch
from licensescan.policy.values import Verdict
from licensescan.resources import load_yaml

_SHOWN = 3
_OUTWARD = frozenset({"copies", "others", "host"})
"""What the conditions of free licences are tied to."""
_LONGEST = 160


@cache
def _meanings() -> dict[str, str]:
    table = load_yaml("knowledge/actions.yaml")["actions"]
    return {concept: way for way, concepts in table.items() for concept in concepts}


def unread_ruling(ground: Ground, terms: TermsIndex, acts: Iterable[Act]) -> Ruling | None:
    """Return a review that names what was not understood and may bind the plan; None if nothing."""
    if not terms.unread:
        return None
    done: set[str] = set()
    for act in acts:
        if act.ours:
            done |= _done(Situation.of(act, terms, ground))
    read = [one for one in terms.unread if not (terms.free and _is_preamble(one))]
    binding = [one for one in read if done and _binds(one, done)]
    if not binding:
        return None
    harmless = terms.free and (
        _bears_nothing(terms) or not done & _OUTWARD or _are_duties(terms, binding, done)
    )
    more = f" and {len(binding) - _SHOWN} more" if len(binding) > _SHOWN else ""
    quoted = "; ".join(_words(one) for one in binding[:_SHOWN])
    return Ruling(
        "license-unknown",
        Verdict.NOTE if harmless else Verdict.REVIEW,
        tuple(_cited(one) for one in binding),
        f"{len(binding)} provision{'s' if len(binding) > 1 else ''} in the terms of {terms.asset} "
        f"could not be understood: {quoted}{more}.",
        "By the catalog the licence is free: it restricts no use (Open Source Definition, 5 and 6)."
        if harmless
        else "A provision that may bind the licensee and was not understood is for a person to read.",
    )


def _is_preamble(sourced: SourcedUnread) -> bool:
    """Whether it stands under the heading of a preamble, which in a free licence binds nobody.

    In lower case ``preamble`` is what stands before the first heading: it may be all there is.
    """
    return sourced.unread.section in ("Preamble", "PREAMBLE")


def _bears_nothing(terms: TermsIndex) -> bool:
    """Whether a free licence asks for no more than notices, however it is passed on."""
    return terms.sorts.isdisjoint(COPYLEFT)


def _are_duties(terms: TermsIndex, binding: Iterable[SourcedUnread], done: set[str]) -> bool:
    """Whether a copyleft licence only asks for something there, and what it is about was read.

    What it asks of those who pass copies on is a duty in any case; that it must stay under the
    same licence must have been read and, where something made of it is served, that a service
    counts as a copy.
    """
    if not terms.has("share-alike") or any(one.unread.effect != "duty" for one in binding):
        return False
    return not {"host", "make"} <= done or any(
        one.clause.params.get("network")
        for kind in ("share-alike", "disclose-source")
        for one in terms.clauses.get(kind, ())
    )


def _binds(sourced: SourcedUnread, done: set[str]) -> bool:
    unread = sourced.unread
    if not unread.may_bind:
        return False
    ways = {_meanings().get(action, "use") for action in unread.actions}
    return not ways or bool(ways & done)


def _done(sit: Situation) -> set[str]:
    """Return what the plan does with the asset, in the words of ``knowledge/actions.yaml``."""
    done = {"use"}
    if sit.touch is Touch.OUTPUTS:
        return done
    if sit.making:
        done.add("make")
    if not sit.distributed().no:
        done.add("copies")
    if not sit.reaches_others().no:
        done.add("others")
    if not sit.delivered(Delivery.HOSTED_SERVICE).no:
        done.add("host")
    if sit.act.activity == "evaluate":
        done.add("test")
    if sit.machine is not None:
        done.add("machine")
    return done


def _words(sourced: SourcedUnread) -> str:
    quote = " ".join(sourced.unread.quote.split())
    if not quote:
        section = sourced.unread.section
        return (
            f"section {section} of {sourced.document}" if section else f"part of {sourced.document}"
        )
    return f"“{quote if len(quote) <= _LONGEST else quote[:_LONGEST] + '…'}”"


def _cited(sourced: SourcedUnread) -> SourcedClause:
    unread = sourced.unread
    clause = Clause("unread", unread.effect, unread.start, unread.end, unread.quote, unread.section)
    return SourcedClause(clause, sourced.document, sourced.source, sourced.license)
