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
    found = [_of_question(x, drafted) for x in result.findings if x.subject in concerned]
    found = [x for x in found if not x.waived]
    unread = [x for x in result.incomplete if x.subject in concerned]
    status = status_of(found, incomplete=bool(unread))
    said = [_SAID[status], *(f"Not read: {x.message} {x.remedy}".rstrip() for x in unread)]
    if status is Status.NO:
        return Answer(status, (*said, *_besides(found)), _of(found, Verdict.VIOLATION), (), result)
    facts = dict.fromkeys(fact for x in found for fact in x.missing_facts)
    if facts:
        said.append(f"It turns on: {', '.join(facts)}.")
    duties = _of(found, Verdict.DUTY)
    if duties:
        said.append("What has to be done all the same is listed below.")
    return Answer(status, tuple(said), _of(found, Verdict.REVIEW), duties, result)


def _of_question(finding: Finding, drafted: Draft) -> Finding:
    """Return a finding as one about the question: without a line, and with a name left open.

    A name that terms ask for cannot be missed by what the question gives no name.
    """
    changes: dict[str, object] = {"line": 0}
    if finding.rule == "naming-requirement" and finding.subject in drafted.unnamed:
        changes |= {"verdict": Verdict.DUTY}
    return finding.model_copy(update=changes)


def _of(findings: Iterable[Finding], verdict: Verdict) -> tuple[Finding, ...]:
    return tuple(x for x in findings if x.verdict is verdict)


def _besides(findings: Iterable[Finding]) -> list[str]:
    number = len(_of(findings, Verdict.REVIEW))
    if not number:
        return []
    return [f"Besides, {number} {'finding is' if number == 1 else 'findings are'} for review."]


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
