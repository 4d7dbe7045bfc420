"""A fetch as a command makes it: its own process, led to the Hub by HF_ variables alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.hub_server import Fault, HubServer

FETCH = """
import json, sys
from pathlib import Path
from licensescan.sources import FetchOptions, HubPlace, Request, fetch

names, budget = json.loads(sys.argv[1]), float(sys.argv[2])
options = FetchOptions(Path.cwd(), budget=budget)
found = fetch([Request(name) for name in names], [HubPlace()], options)
print(json.dumps([[x.id, x.source, x.gated, [d.text for d in x.documents],
                   [[p.reason, p.message] for p in x.problems]] for x in found.values()]))
"""


def run(server: HubServer, home: Path, names: list[str], budget: float = 20, **more: str) -> Any:
    env = {**os.environ, **server.environment(home, **more)}
    ended = subprocess.run(
        [sys.executable, "-c", FETCH, json.dumps(names), str(budget)],
        capture_output=True,
        text=True,
        env=env,
        timeout=60,
    )
    assert ended.stderr == "", "nothing but results and problems is told"
    assert ended.returncode == 0
    return {row[0]: row[1:] for row in json.loads(ended.stdout)}


def test_ten_models_one_gated_one_missing_one_throttled(
    hub_server: HubServer, tmp_path: Path
) -> None:
    names = [f"acme/m{i}" for i in range(10)]
    for name in names[:7]:
        hub_server.add(name, {"README.md": "---\nlicense: mit\n---\n", "LICENSE": f"of {name}"})
    hub_server.add(names[7], {"README.md": "---\nlicense: llama2\n---\n"}, gated="manual")
    hub_server.add(names[9], fault=Fault("status", status=429, retry_after="300"))
    found = run(hub_server, tmp_path, names)
    assert list(found) == names
    for name in names[:7]:
        assert found[name] == ["hub", False, [f"of {name}", "---\nlicense: mit\n---\n"], []]
    assert found[names[7]] == [
        "hub", True, [], [["gated", "The files of acme/m7 are gated. No token is set."]],
    ]  # fmt: skip
    assert found[names[8]][3] == [
        ["missing", "There is no model acme/m8 on the Hub, or it is private."]
    ]
    assert found[names[9]][3] == [
        ["throttled", "The model acme/m9 was not read: the Hub asks to wait 300 s (HTTP 429)."]
    ]


def test_token_and_home_are_honoured(hub_server: HubServer, tmp_path: Path) -> None:
    hub_server.add("acme/m", {"LICENSE": "terms"}, gated="auto", allowed=frozenset({"hf_x"}))
    assert run(hub_server, tmp_path, ["acme/m"], HF_TOKEN="hf_x")["acme/m"][2] == ["terms"]
    assert list((tmp_path / "hf" / "hub").glob("models--acme--m"))
    hub_server.log.clear()
    again = run(hub_server, tmp_path, ["acme/m"], HF_HUB_OFFLINE="1")
    assert again["acme/m"][2] == ["terms"]
    assert hub_server.log == []


def test_a_program_ends_although_the_hub_is_silent(hub_server: HubServer, tmp_path: Path) -> None:
    hub_server.add("acme/m", fault=Fault("hang", seconds=60))
    start = time.monotonic()
    found = run(hub_server, tmp_path, ["acme/m"], budget=3, HF_HUB_DOWNLOAD_TIMEOUT="60")
    assert time.monotonic() - start < 8
    assert found["acme/m"][3][0][0] == "timeout"


@pytest.mark.parametrize("name", ["HF_HUB_DOWNLOAD_TIMEOUT", "HF_HUB_ETAG_TIMEOUT"])
def test_a_variable_that_is_no_number_is_bad_input(
    hub_server: HubServer, tmp_path: Path, name: str
) -> None:
    code = (
        "from pathlib import Path\n"
        "from licensescan.errors import InputError\n"
        "from licensescan.sources import FetchOptions, HubPlace, Request, fetch\n"
        "try:\n    fetch([Request('a/b')], [HubPlace()], FetchOptions(Path.cwd()))\n"
        "except InputError as error:\n    print(error)\n"
    )
    env = {**os.environ, **hub_server.environment(tmp_path, **{name: "soon"})}
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True
    )
    assert ended.stdout.splitlines() == [
        "the Hub's client does not accept an HF_ variable: invalid literal for int() with base 10: "
        "'soon'",
        "  Time-outs are whole numbers of seconds.",
    ]
