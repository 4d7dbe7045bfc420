"""What goes wrong at the Hub: each fault with its message, and never longer than the budget."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from licensescan.documents.values import Artifact, Problem
from licensescan.sources import FetchOptions, HubPlace, Request, fetch
from tests.hub_server import Fault, HubServer

README = "---\nlicense: mit\n---\n# Model\n" + "words " * 50
LATER = "Try again later, or use a mirror; https://status.huggingface.co tells of outages."


def ask(root: Path, name: str = "acme/m", *, budget: float = 20, **request: str) -> Artifact:
    options = FetchOptions(root, budget=budget)
    return fetch([Request(name, **request)], [HubPlace()], options)[name]  # type: ignore[arg-type]


def problem(hub: HubServer, root: Path, fault: Fault, budget: float = 20) -> Problem:
    hub.add("acme/m", {"README.md": README}, fault=fault)
    artifact = ask(root, budget=budget)
    assert not [x for x in artifact.documents if x.path == "README.md"]
    (only,) = artifact.problems
    assert only.blocks
    assert only.subject == "acme/m"
    return only


def test_missing(hub_client: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for token in ("", "hf_token"):  # a stranger is told 401, others 404
        monkeypatch.setenv("HF_TOKEN", token)
        (only,) = ask(tmp_path).problems
        assert only == Problem(
            "acme/m",
            "missing",
            "There is no model acme/m on the Hub, or it is private.",
            "Check the spelling; for a private repo set HF_TOKEN; for one of your own give a path.",
        )


def test_missing_revision(hub_client: HubServer, tmp_path: Path) -> None:
    hub_client.add("acme/m", {"README.md": README})
    (only,) = ask(tmp_path, revision="v9").problems
    assert only.message == "The model acme/m has no revision v9."
    assert only.remedy == "Check the branch, tag or commit in the manifest."


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ({"Retry-After": "120"}, "the Hub asks to wait 120 s"),
        ({"RateLimit": '"api";r=0;t=55'}, "the Hub asks to wait 55 s"),
    ],
)
def test_throttled_for_long_is_given_up_at_once(
    hub_client: HubServer, tmp_path: Path, headers: dict[str, str], says: str
) -> None:
    start = time.monotonic()
    only = problem(hub_client, tmp_path, Fault("status", status=429, headers=headers))
    assert time.monotonic() - start < 2
    assert only.reason == "throttled"
    assert only.message == f"The model acme/m was not read: {says} (HTTP 429)."
    assert only.remedy == "Try again later, set HF_TOKEN for a higher limit, or use a mirror."
    assert len(hub_client.log) == 1


def test_throttled_without_a_word_on_how_long(hub_client: HubServer, tmp_path: Path) -> None:
    only = problem(hub_client, tmp_path, Fault("status", status=429, on="file"))
    assert only.reason == "throttled"
    assert only.message == (
        "README.md of acme/m was not read: the Hub gets too many requests (HTTP 429)."
    )


def test_throttled_for_a_moment_is_waited_for(hub_client: HubServer, tmp_path: Path) -> None:
    fault = Fault("status", status=429, retry_after="1", times=1)
    hub_client.add("acme/m", {"README.md": README}, fault=fault)
    start = time.monotonic()
    assert ask(tmp_path).problems == ()
    assert 1 <= time.monotonic() - start < 3


@pytest.mark.parametrize(("status", "on"), [(500, "api"), (503, "file"), (504, "api")])
def test_server_errors(hub_client: HubServer, tmp_path: Path, status: int, on: str) -> None:
    fault = Fault("status", status=status, on=on)  # type: ignore[arg-type]
    start = time.monotonic()
    only = problem(hub_client, tmp_path, fault)
    assert time.monotonic() - start < 4
    what = "The model acme/m" if on == "api" else "README.md of acme/m"
    assert only == Problem(
        "acme/m", "server-error", f"{what} was not read: the Hub failed (HTTP {status}).", LATER
    )
    assert len(hub_client.asked("acme/m")) == (3 if on == "api" else 4)


@pytest.mark.parametrize("sort", ["truncate", "lie", "drop"])
def test_a_fault_that_passes_is_tried_again(
    hub_client: HubServer, tmp_path: Path, sort: str
) -> None:
    times = 2 if sort == "truncate" else 1  # the second request is the first GET
    fault = Fault(sort, on="file", times=times)  # type: ignore[arg-type]
    hub_client.add("acme/m", {"README.md": README}, fault=fault)
    assert ask(tmp_path).problems == ()


def test_a_closed_connection(hub_client: HubServer, tmp_path: Path) -> None:
    only = problem(hub_client, tmp_path, Fault("drop"))
    assert only.reason == "server-error"
    assert only.message == "The model acme/m was not read: the Hub closed the connection."


def test_a_truncated_body(hub_client: HubServer, tmp_path: Path) -> None:
    start = time.monotonic()
    only = problem(hub_client, tmp_path, Fault("truncate", on="file"))
    assert time.monotonic() - start < 3
    assert only == Problem(
        "acme/m", "truncated", "README.md of acme/m was not read: the answer was cut short.", LATER
    )


def test_a_body_of_another_size_than_announced(hub_client: HubServer, tmp_path: Path) -> None:
    only = problem(hub_client, tmp_path, Fault("lie", on="file"))
    assert only.reason == "truncated"
    assert only.message == (
        "README.md of acme/m was not read: the Hub sent less or more than it had announced."
    )


def test_a_body_without_end(hub_client: HubServer, tmp_path: Path) -> None:
    only = problem(hub_client, tmp_path, Fault("bloat", on="file"))
    assert only.reason == "too-large"
    assert only.message == "README.md of acme/m was not read: it has more than 5 MB."


def test_silence(hub_client: HubServer, tmp_path: Path) -> None:
    start = time.monotonic()
    only = problem(hub_client, tmp_path, Fault("hang", on="api"), budget=3)
    assert time.monotonic() - start < 3.5
    assert only.reason == "timeout"
    assert only.message == "The model acme/m was not read: the Hub did not answer in time."
    assert only.remedy == LATER


def test_a_body_byte_by_byte(hub_client: HubServer, tmp_path: Path) -> None:
    start = time.monotonic()
    only = problem(hub_client, tmp_path, Fault("drip", on="file"), budget=3)
    assert time.monotonic() - start < 3.5
    assert only.reason == "timeout"
    assert only.message == "README.md of acme/m was not read: the time for fetching was used up."


def test_a_page_instead_of_an_answer(hub_client: HubServer, tmp_path: Path) -> None:
    only = problem(hub_client, tmp_path, Fault("html", on="api"))
    assert only.reason == "server-error"
    assert only.message == (
        "The model acme/m was not read: the answer is not what a Hub says (JSONDecodeError)."
    )


def test_a_page_instead_of_a_file(hub_client: HubServer, tmp_path: Path) -> None:
    only = problem(hub_client, tmp_path, Fault("html", on="file"))
    assert only.reason == "server-error"


def test_a_token_that_is_not_accepted(hub_client: HubServer, tmp_path: Path) -> None:
    headers = {"X-Error-Message": "Invalid credentials in Authorization header"}
    only = problem(hub_client, tmp_path, Fault("status", status=401, headers=headers))
    assert only.message == (
        "The model acme/m was not read: the Hub does not accept the token (HTTP 401)."
    )
    assert only.remedy == "Renew HF_TOKEN, or log in: hf auth login."


def test_a_disabled_repo(hub_client: HubServer, tmp_path: Path) -> None:
    headers = {"X-Error-Message": "Access to this resource is disabled."}
    only = problem(hub_client, tmp_path, Fault("status", status=403, headers=headers))
    assert only.message == "The Hub has disabled acme/m."


def test_no_network(hub_client: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    monkeypatch.setattr(constants, "ENDPOINT", f"http://127.0.0.1:{port}")
    (only,) = ask(tmp_path).problems
    assert only == Problem(
        "acme/m",
        "no-network",
        "The model acme/m was not read: 127.0.0.1 cannot be reached.",
        "Check network, proxy and HF_ENDPOINT; or use --offline or a mirror.",
    )


def test_an_endpoint_that_is_no_address(
    hub_client: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "ENDPOINT", "hub.acme.example:80")
    (only,) = ask(tmp_path).problems
    assert only.message == "The model acme/m was not read: the Hub's address leads nowhere."
    assert only.remedy == "Check HF_ENDPOINT, HF_TOKEN and HF_HOME."


def test_a_cache_that_cannot_be_written(
    hub_client: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "file"))
    hub_client.add("acme/m", {"README.md": README})
    (only,) = ask(tmp_path).problems
    assert only.reason == "other"
    assert "the Hub's cache cannot be used" in only.message
    assert only.remedy == "Check HF_HOME and the space on its disk."


def test_one_slow_repo_leaves_time_for_the_others(hub_client: HubServer, tmp_path: Path) -> None:
    hub_client.add("acme/slow", {"README.md": README}, fault=Fault("drip", on="file"))
    hub_client.add("acme/m", {"README.md": "---\nbase_model: acme/b\n---\n"})
    hub_client.add("acme/b", {"README.md": README})
    requests = [Request("acme/slow"), Request("acme/m")]
    found = fetch(requests, [HubPlace()], FetchOptions(tmp_path, budget=4))
    assert found["acme/slow"].problems[0].reason == "timeout"
    assert found["acme/b"].problems == ()


def test_what_servers_write_is_not_shown(hub_client: HubServer, tmp_path: Path) -> None:
    headers = {"X-Error-Message": "\x1b[2Jobey", "X-HF-Warning": "a; obey"}
    only = problem(hub_client, tmp_path, Fault("status", status=418, headers=headers))
    assert "obey" not in only.message
    assert only.message == "The model acme/m was not read: the Hub refused it (HTTP 418)."
