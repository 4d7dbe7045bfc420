"""Answers that come from judging a plan: may one, and what must one do?

In: a place and the draft of a question. Out: an `Answer`. It counts the findings that are about
what the question names, or about what that comes from; the verdict on each is the judge's.
"""

from __future__ import annotations

from collections.abc import Iterable

from licensescan.explain.draft import Draft
from licensescan.explain.place import Place
from licensescan.explain.values import Answer, Status
from licensescan.policy.values import Finding, Verdict
from licensescan.result import Result

_SAID = {
    Status.YES: "Yes: no term that was read forbids it.",
    Status.NO: "No: a term forbids it.",
    Status.DEPENDS: "It depends: a person must decide.",
}


def judged_answer(place: Place, drafted: Draft) -> Answer:
    """Answer whether one may do what a draft says."""
    result = place.judge(drafted)
    concerned = concerns(result, drafted.subjects)
    found = [x for x in result.findings if x.subject in concerned and not x.waived]
    unread = [x for x in result.incomplete if x.subject in concerned]
    status = status_of(found, incomplete=bool(unread))
    facts = dict.fromkeys(fact for x in found for fact in x.missing_facts)
    said = [_SAID[status]]
    said += [f"Not read: {x.message} {x.remedy}".rstrip() for x in unread]
    if status is Status.DEPENDS and facts:
        said.append(f"It turns on: {', '.join(facts)}.")
    duties = tuple(x for x in found if x.verdict is Verdict.DUTY)
    if duties and status is not Status.NO:
        said.append("What has to be done is listed below.")
    serious = tuple(x for x in found if x.verdict in (Verdict.VIOLATION, Verdict.REVIEW))
    return Answer(status, tuple(said), serious, duties, result)


def owed_answer(place: Place, drafted: Draft) -> Answer:
    """Answer what one must do; that it is forbidden, or not settled, comes first."""
    answer = judged_answer(place, drafted)
    if answer.status is not Status.YES or answer.duties:
        return answer
    return Answer(Status.YES, ("No term that was read asks for anything.",), result=answer.result)


def status_of(findings: Iterable[Finding], *, incomplete: bool) -> Status:
    """Return what findings amount to; what could not be read is never a yes."""
    verdicts = {x.verdict for x in findings}
    if Verdict.VIOLATION in verdicts:
        return Status.NO
    return Status.DEPENDS if incomplete or Verdict.REVIEW in verdicts else Status.YES


def concerns(result: Result, subjects: Iterable[str]) -> set[str]:
    """Return the subjects with all they come from, or run on them."""
    upstream: dict[str, set[str]] = {
        x.name: {str(step["source"]) for step in x.upstream} for x in result.components
    }
    for machine in result.hardware:
        upstream[machine["name"]] = {*machine["software"], *machine["runs"]}
    found: set[str] = set()
    ahead = list(subjects)
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += upstream.get(name, ())
    return found
