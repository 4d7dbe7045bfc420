"""What can go wrong at the Hub, each with a sentence for a person and a way out.

In: an exception of the client or of the network under it. Out: a `Problem`. Never shows what a
server wrote: its words may hold anything.
"""

from __future__ import annotations

from huggingface_hub import constants, errors

from licensescan.documents.values import Problem
from licensescan.sources.values import Request

_AGAIN = "Try again later, or use a mirror; https://status.huggingface.co tells of outages."
_REMEDIES = {
    "throttled": "Try again later, set HF_TOKEN for a higher limit, or use a mirror.",
    "server-error": _AGAIN,
    "timeout": _AGAIN,
    "truncated": _AGAIN,
    "no-network": "Check network, proxy and HF_ENDPOINT; or use --offline or a mirror.",
    "offline": "Run once without --offline and HF_HUB_OFFLINE, or use a mirror.",
    "too-large": "Read it by hand, and name the licence text with license-file.",
    "other": "Check HF_ENDPOINT, HF_TOKEN and HF_HOME.",
}


class HubFaultError(Exception):
    """The Hub did not give what was asked, for a reason that its client has no error for.

    Attributes:
        reason: As `Problem.reason`.
        what: What happened, as the end of a sentence: "the Hub …".
        wait: Seconds after which another try may help; None where it cannot.
    """

    def __init__(self, reason: str, what: str, wait: float | None = None) -> None:
        self.reason = reason
        self.what = what
        self.wait = wait
        super().__init__(what)


FAILURES = (
    HubFaultError,
    errors.HfHubHTTPError,
    errors.EntryNotFoundError,
    errors.RevisionResolutionError,
    OSError,
    # A server that is no Hub, or an odd card, makes the client stumble over its own reading.
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
)
"""What the client raises where something is wrong outside this program."""


def problem_of(error: BaseException, request: Request, file: str = "") -> Problem:
    """Return the problem that an error amounts to.

    Args:
        error: One of `FAILURES`.
        request: What was asked for.
        file: The file of the repo that was asked for; empty for the repo itself.
    """
    subject = _subject(request, file)
    match error:
        case HubFaultError(reason=reason, what=what):
            return _problem(request, reason, f"{_capital(subject)} was not read: {what}.")
        case errors.GatedRepoError():
            return gated_problem(request)
        case errors.RevisionNotFoundError() | errors.RevisionResolutionError():
            return _missing_revision(request)
        case errors.RemoteEntryNotFoundError():
            message = f"{_capital(subject)} is listed but not there."
            return Problem(request.id, "missing", message, _AGAIN)
        case errors.HfHubHTTPError():
            return _refused(error, request, subject)
        case errors.LocalEntryNotFoundError() if isinstance(error.__cause__, FAILURES):
            return problem_of(error.__cause__, request, file)
        case errors.OfflineModeIsEnabled() | errors.EntryNotFoundError():
            return offline_problem(request, file)
    return _stumbled(error, request, subject)


def cut_short(error: BaseException) -> bool:
    """Return whether a body came that was not the announced one; another try may help."""
    if isinstance(error, HubFaultError):
        return error.reason == "truncated"
    return isinstance(error, OSError) and "Consistency check failed" in str(error)


def offline_problem(request: Request, file: str = "") -> Problem:
    """Return the problem that something was never fetched and must not be now."""
    message = f"{_capital(_subject(request, file))} was not fetched before, and the Hub may not be asked (offline)."
    return _problem(request, "offline", message)


def gated_problem(request: Request) -> Problem:
    """Return the problem that the Hub keeps the files of a repo for those it let in."""
    has_token = "The token has no access to it" if _token() else "No token is set"
    return Problem(
        request.id,
        "gated",
        f"The files of {request.id} are gated. {has_token}.",
        f"Ask for access at {constants.ENDPOINT}/{repo_path(request)} and set HF_TOKEN; or name a "
        "copy of its licence with license-file.",
    )


def _refused(error: errors.HfHubHTTPError, request: Request, subject: str) -> Problem:
    status = error.response.status_code
    if isinstance(error, errors.DisabledRepoError):
        message = f"The Hub has disabled {request.id}."
        return Problem(request.id, "missing", message, "Ask its owner; plan without it.")
    if status == 401 and "Invalid credentials" in str(error):
        message = f"{_capital(subject)} was not read: the Hub does not accept the token (HTTP 401)."
        return Problem(request.id, "other", message, "Renew HF_TOKEN, or log in: hf auth login.")
    if status in {401, 404}:
        return _missing(request)
    if status == 403:
        return gated_problem(request)
    return _problem(
        request,
        "server-error" if status >= 500 else "other",
        f"{_capital(subject)} was not read: the Hub refused it (HTTP {status}).",
    )


def _stumbled(error: BaseException, request: Request, subject: str) -> Problem:
    if cut_short(error):
        what, reason = "the Hub sent less or more than it had announced", "truncated"
    elif isinstance(error, OSError) and error.errno is not None:
        what, reason = f"the Hub's cache cannot be used ({error.strerror})", "other"
    else:
        name = type(error).__name__
        what, reason = f"the answer is not what a Hub says ({name})", "server-error"
    message = f"{_capital(subject)} was not read: {what}."
    remedy = "Check HF_HOME and the space on its disk." if reason == "other" else None
    return _problem(request, reason, message, remedy)


def _missing(request: Request) -> Problem:
    return Problem(
        request.id,
        "missing",
        f"There is no {request.kind} {request.id} on the Hub, or it is private.",
        "Check the spelling; for a private repo set HF_TOKEN; for one of your own give a path.",
    )


def _missing_revision(request: Request) -> Problem:
    return Problem(
        request.id,
        "missing",
        f"The {request.kind} {request.id} has no revision {request.revision or 'main'}.",
        "Check the branch, tag or commit in the manifest.",
    )


def repo_path(request: Request) -> str:
    """Return the path of a repo's page on the Hub."""
    return f"datasets/{request.id}" if request.kind == "dataset" else request.id


def _subject(request: Request, file: str) -> str:
    return f"{file} of {request.id}" if file else f"the {request.kind} {request.id}"


def _problem(request: Request, reason: str, message: str, remedy: str | None = None) -> Problem:
    return Problem(request.id, reason, message, remedy or _REMEDIES.get(reason, ""))


def _token() -> str | None:
    from huggingface_hub import get_token

    return get_token()


def _capital(text: str) -> str:
    """Return a sentence's beginning: ids and file names keep their case, "the" does not."""
    return f"The{text[3:]}" if text.startswith("the ") else text
