"""Commands against a Hub on loopback, each in a process of its own, led there by HF_ENDPOINT."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hub_server import Fault, HubServer

LICENSE = """\
1. You may use the Model only for research and other non-commercial purposes.
2. The Model is provided "as is", without warranty of any kind.
"""
TEN = """\
use: {purpose: research, delivery: [internal]}
components:
"""


def run(server: HubServer, home: Path, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run licensescan in an empty folder."""
    return subprocess.run(
        [sys.executable, "-m", "licensescan", *args],
        capture_output=True,
        text=True,
        env={**os.environ, **server.environment(home, **more)},
        cwd=home,
        timeout=60,
        check=False,
    )


def test_ten_models_one_gated_one_missing_one_throttled(
    hub_server: HubServer, tmp_path: Path
) -> None:
    names = [f"acme/m{number}" for number in range(10)]
    for name in names[:7]:
        hub_server.add(name, {"README.md": "---\nlicense: mit\n---\n"})
    hub_server.add(names[7], {"README.md": "---\nlicense: llama2\n---\n"}, gated="manual")
    hub_server.add(names[9], fault=Fault("status", status=429, retry_after="300"))
    listed = "".join(f"  - model: {name}\n" for name in names)
    (tmp_path / "licensescan.yaml").write_text(TEN + listed)
    ended = run(hub_server, tmp_path, "check", "--format", "json", "--fail-on", "violation")
    assert ended.stderr == ""
    result: dict[str, Any] = json.loads(ended.stdout)
    assert (ended.returncode, result["verdict"]) == (3, "review")
    reasons = {x["subject"]: x["reason"] for x in result["incomplete"]}
    assert (reasons[names[8]], reasons[names[9]]) == ("missing", "throttled")
    licenses = {x["name"]: x["license"]["concluded"] for x in result["components"]}
    assert {licenses[name] for name in names[:7]} == {"MIT"}
    assert licenses[names[7]] == "LicenseRef-scancode-llama-2-license-2023"
    assert [licenses[name] for name in names[8:]] == [None, None]


def test_clauses_of_a_repo(hub_server: HubServer, tmp_path: Path) -> None:
    hub_server.add("acme/m", {"README.md": "---\nlicense: other\n---\n", "LICENSE": LICENSE})
    ended = run(hub_server, tmp_path, "clauses", "--format", "json", "acme/m")
    assert ended.returncode == 0, ended.stderr
    (answer,) = json.loads(ended.stdout)
    assert (answer["document"]["path"], answer["document"]["source"]) == ("LICENSE", "text")
    assert [x["type"] for x in answer["clauses"]] == ["non-commercial", "warranty-disclaimer"]
    for clause in answer["clauses"]:
        assert LICENSE[clause["start"] : clause["end"]] == clause["quote"]


def test_clauses_of_a_repo_that_has_only_a_tag(hub_server: HubServer, tmp_path: Path) -> None:
    hub_server.add("acme/m", {"README.md": "---\nlicense: llama2\n---\n"})
    ended = run(hub_server, tmp_path, "clauses", "--format", "json", "acme/m")
    assert ended.returncode == 0, ended.stderr
    answers = json.loads(ended.stdout)
    assert {x["document"]["source"] for x in answers} == {"catalog"}
    assert all(clause["quote"] is None for x in answers for clause in x["clauses"])
    found = {clause["type"]: clause["section"] for x in answers for clause in x["clauses"]}
    assert found["no-training-other-models"] == "1.b.v"
    assert answers[0]["document"]["address"].startswith("https://")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (None, "There is no model acme/m on the Hub"),
        ({"README.md": "# A model\n"}, "its terms are not known"),
    ],
)
def test_repo_without_terms_is_status_3(
    files: dict[str, str] | None, said: str, hub_server: HubServer, tmp_path: Path
) -> None:
    if files is not None:
        hub_server.add("acme/m", files)
    ended = run(hub_server, tmp_path, "clauses", "acme/m")
    assert ended.returncode == 3
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_question_about_a_repo_on_the_hub(hub_server: HubServer, tmp_path: Path) -> None:
    hub_server.add("acme/m", {"README.md": "---\nlicense: other\n---\n", "LICENSE": LICENSE})
    ended = run(hub_server, tmp_path, "explain", "can I use acme/m commercially?")
    assert ended.returncode == 1, ended.stderr
    assert ended.stdout.startswith("No: ")
    assert "non-commercial purposes" in ended.stdout
