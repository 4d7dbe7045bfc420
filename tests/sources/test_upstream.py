"""Following cards upwards: order, circles, depth, and names that lead nowhere."""

from __future__ import annotations

from pathlib import Path

from licensescan.documents.values import Artifact, Kind
from licensescan.sources import FetchOptions, MirrorPlace, Request, bases_and_data, fetch
from licensescan.sources.fetch import DEPTH_LIMIT


def mirror(root: Path, cards: dict[str, str]) -> MirrorPlace:
    for name, card in cards.items():
        folder = root / "hub" / name
        folder.mkdir(parents=True)
        (folder / "README.md").write_text(f"---\n{card}\n---\n")
    return MirrorPlace(root / "hub", "hub")


def follow(
    root: Path, cards: dict[str, str], *names: str, **options: object
) -> dict[str, Artifact]:
    requests = [Request(name) for name in names]
    return fetch(requests, [mirror(root, cards)], FetchOptions(root, **options))  # type: ignore[arg-type]


def test_bases_and_data_are_followed_level_by_level(tmp_path: Path) -> None:
    found = follow(
        tmp_path,
        {
            "a/one": "base_model: [a/two, a/three]\ndatasets: a/logs",
            "a/two": "base_model: a/four",
            "a/three": "license: mit",
            "a/four": "license: mit",
            "datasets/a/logs": "license: mit",
        },
        "a/one",
    )
    assert list(found) == ["a/one", "a/two", "a/three", "a/logs", "a/four"]
    assert found["a/logs"].kind is Kind.DATASET
    assert not [x for artifact in found.values() for x in artifact.problems]


def test_a_base_that_no_place_has_is_missing(tmp_path: Path) -> None:
    found = follow(tmp_path, {"a/one": "base_model: a/gone"}, "a/one")
    assert found["a/gone"].problems[0].message == "The model a/gone is not in hub."
    assert found["a/gone"].problems[0].blocks


def test_a_base_that_is_no_id_is_a_problem_of_who_names_it(tmp_path: Path) -> None:
    found = follow(tmp_path, {"a/one": "base_model: ['../x', 'My own model']"}, "a/one")
    (problem,) = found["a/one"].problems
    assert problem.message == (
        "a/one names '../x', 'My own model' as what it comes from, which is no id of a repo on the "
        "Hub."
    )
    assert problem.blocks


def test_what_the_plan_makes_itself_is_not_looked_up(tmp_path: Path) -> None:
    cards = {"a/one": "base_model: acme/ours"}
    assert list(follow(tmp_path, cards, "a/one", own=("acme/ours",))) == ["a/one"]


def test_a_circle_is_noted_once_and_does_not_block(tmp_path: Path) -> None:
    cards = {
        "a/one": "base_model: a/two",
        "a/two": "base_model: a/three",
        "a/three": "base_model: a/two",
    }
    found = follow(tmp_path, cards, "a/one")
    (problem,) = [x for artifact in found.values() for x in artifact.problems]
    assert (problem.reason, problem.blocks, problem.subject) == ("cycle", False, "a/two")
    assert "a/two → a/three → a/two" in problem.message


def test_a_model_based_on_itself_is_a_circle(tmp_path: Path) -> None:
    found = follow(tmp_path, {"a/one": "base_model: a/one"}, "a/one")
    assert "a/one → a/one" in found["a/one"].problems[0].message


def test_one_base_by_two_ways_is_no_circle(tmp_path: Path) -> None:
    cards = {
        "a/m": "base_model: [a/x, a/y]",
        "a/x": "base_model: a/base",
        "a/y": "base_model: a/base",
        "a/base": "license: mit",
    }
    found = follow(tmp_path, cards, "a/m")
    assert not [x for artifact in found.values() for x in artifact.problems]


def test_depth_is_bounded(tmp_path: Path) -> None:
    cards = {f"a/m{i}": f"base_model: a/m{i + 1}" for i in range(DEPTH_LIMIT + 5)}
    found = follow(tmp_path, cards, "a/m0")
    (problem,) = [x for artifact in found.values() for x in artifact.problems]
    assert (problem.reason, problem.subject, problem.blocks) == ("depth", "a/m17", True)


def test_the_number_of_upstream_assets_is_bounded(tmp_path: Path) -> None:
    names = ", ".join(f"a/d{i}" for i in range(450))
    found = follow(tmp_path, {"a/one": f"datasets: [{names}]"}, "a/one")
    assert {x.reason for name, a in found.items() if name != "a/one" for x in a.problems} == {
        "depth"
    }


def test_weight_headers_name_bases_too() -> None:
    weights = {"general.base_model.0.repo_url": "https://huggingface.co/a/base"}
    assert bases_and_data(Artifact("m", Kind.MODEL, weights=weights)) == (("a/base",), ())


def test_progress_is_told_of_every_asset(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    follow(
        tmp_path,
        {"a/one": "base_model: a/two", "a/two": ""},
        "a/one",
        progress=lambda *values: told.append(values),
    )
    assert told == [(1, 1, "a/one"), (2, 2, "a/two")]


def test_an_id_of_two_kinds_is_not_passed_over(tmp_path: Path) -> None:
    cards = {"a/one": "base_model: a/two\ndatasets: a/two", "a/two": "", "datasets/a/two": ""}
    found = follow(tmp_path, cards, "a/one")
    (problem,) = found["a/two"].problems
    assert problem.blocks
    assert problem.message == (
        "a/two is named as a model and as a dataset; only the model was read."
    )
