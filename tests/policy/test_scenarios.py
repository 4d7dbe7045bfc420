"""The project's own scenarios (`fixtures/scenarios/`): plans with short texts of our own, judged whole.

A scenario has a `name`, a `why`, what the mirror holds (`hub`: repo → card, body, text), files
beside the manifest (`texts`: path → text), the `manifest`, and what to `expect`: a verdict, findings
that must be there, and rows that none may match. `set` changes the manifest by dotted paths; a
`near-miss` is the same scenario with one thing changed, and another expectation. `waits-for` says
why a scenario cannot come out yet; when it does, the test fails until the word is taken out.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from licensescan.resources import load_yaml
from licensescan.scan import scan

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "scenarios"
TODAY = dt.date(2026, 11, 23)


def _read(name: str) -> Any:
    return load_yaml(f"fixtures/scenarios/{name}")


def _cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name == "texts.yaml":
            continue
        for scenario in _read(path.name):
            waits = scenario.get("waits-for")
            marks = [pytest.mark.xfail(reason=waits, strict=True)] if waits else []
            name = f"{path.stem}/{scenario['name']}"
            yield pytest.param(_changed(scenario, {}), id=name, marks=marks)
            if near := scenario.get("near-miss"):
                case = _changed(scenario, near)
                yield pytest.param(case, id=f"{name}/near-miss")


def _changed(scenario: dict[str, Any], near: dict[str, Any]) -> dict[str, Any]:
    case = copy.deepcopy(scenario)
    for path, value in {**case.get("set", {}), **near.get("set", {})}.items():
        *before, last = path.split(".")
        here: Any = case["manifest"]
        for part in before:
            here = here[int(part)] if isinstance(here, list) else here[part]
        here[last] = value
    case["hub"] = {**case.get("hub", {}), **near.get("hub", {})}
    case["expect"] = near.get("expect", case["expect"])
    return case


def lay_out(case: dict[str, Any], root: Path) -> Path:
    """Write a scenario's mirror, texts and manifest; return the manifest's path."""
    texts = _read("texts.yaml")
    (root / "hub").mkdir()
    for repo, held in case["hub"].items():
        folder = root / "hub" / repo
        folder.mkdir(parents=True)
        card = json.dumps(held.get("card") or {})
        (folder / "README.md").write_text(f"---\n{card}\n---\n\n{held.get('body', '')}\n")
        if slug := held.get("text"):
            (folder / "LICENSE").write_text(texts[slug])
    for name, slug in case.get("texts", {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(texts[slug])
    manifest = {"version": 1, "sources": [{"mirror": "./hub"}], **case["manifest"]}
    path = root / "licensescan.yaml"
    path.write_text(json.dumps(manifest))
    return path


def _matches(row: dict[str, Any], finding: dict[str, Any]) -> bool:
    return all(finding.get(key) == value for key, value in row.items())


@pytest.mark.parametrize("case", list(_cases()))
def test_scenario(case: dict[str, Any], tmp_path: Path) -> None:
    result = scan(lay_out(case, tmp_path), today=TODAY, offline=True)
    findings = [x.model_dump(mode="json", by_alias=True) for x in result.findings]
    shown = [
        (x["verdict"], x["id"], x["explanation"])
        for x in findings
        if x["verdict"] in ("violation", "review")
    ]
    expect = case["expect"]
    if "verdict" in expect:
        assert result.verdict == expect["verdict"], shown
    for row in expect.get("findings", ()):
        assert any(_matches(row, one) for one in findings), (row, shown)
    for row in expect.get("absent", ()):
        assert not any(_matches(row, one) for one in findings), (row, shown)


def test_there_are_enough_scenarios_and_each_says_why() -> None:
    every = [x for p in FOLDER.glob("*.yaml") if p.name != "texts.yaml" for x in _read(p.name)]
    assert len(every) >= 60
    assert len({one["name"] for one in every}) == len(every)
    assert all(one["why"] for one in every)
