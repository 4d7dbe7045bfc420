"""The Hub, through the real client: what is read, at which commit, and what is kept for offline."""

from __future__ import annotations

from pathlib import Path

import pytest

from licensescan.documents.values import Artifact, Kind, Role
from licensescan.sources import FetchOptions, HubPlace, MirrorPlace, Place, Request, fetch
from tests.hub_server import Fault, HubServer

README = "---\nlicense: mit\n---\n# Model\n"


def ask(root: Path, *requests: Request, **options: object) -> dict[str, Artifact]:
    return fetch(requests, [HubPlace()], FetchOptions(root, **options))  # type: ignore[arg-type]


def test_texts_are_read_at_the_commit_of_the_revision(
    hub_client: HubServer, tmp_path: Path
) -> None:
    repo = hub_client.add(
        "acme/m",
        {
            "README.md": README,
            "LICENSE": "terms",
            "Use_Policy.md": "policy",
            "notice.txt": "notice",
            "sub/LICENSE": "no",
            "config.json": "{}",
        },
        branches=("main", "v1"),
    )
    artifact = ask(tmp_path, Request("acme/m", revision="v1"))["acme/m"]
    assert artifact.revision == repo.sha
    assert artifact.source == "hub"
    assert artifact.last_modified == "2024-03-01T12:00:00+00:00"
    assert [(x.path, x.text, x.revision) for x in artifact.documents] == [
        ("LICENSE", "terms", repo.sha),
        ("notice.txt", "notice", repo.sha),
        ("Use_Policy.md", "policy", repo.sha),
        ("README.md", README, repo.sha),
    ]
    assert artifact.documents[0].address == f"{hub_client.url}/acme/m/blob/{repo.sha}/LICENSE"
    assert hub_client.asked("resolve") == [
        (method, f"acme/m/resolve/{repo.sha}/{name}")
        for name in ("README.md", "LICENSE", "notice.txt", "Use_Policy.md")
        for method in ("HEAD", "GET")
    ]


def test_what_is_in_the_cache_is_not_fetched_again(hub_client: HubServer, tmp_path: Path) -> None:
    hub_client.add("acme/m", {"README.md": README})
    first = ask(tmp_path, Request("acme/m"))
    hub_client.log.clear()
    assert ask(tmp_path, Request("acme/m")) == first
    assert hub_client.log == [("GET", "api/models/acme/m")]


def test_datasets_and_bases_are_followed(hub_client: HubServer, tmp_path: Path) -> None:
    hub_client.add("acme/m", {"README.md": "---\nbase_model: acme/b\ndatasets: [acme/d]\n---\n"})
    hub_client.add("acme/b", {"README.md": README})
    hub_client.add("acme/d", {"README.md": README}, kind="dataset")
    found = ask(tmp_path, Request("acme/m"))
    assert [(x.id, x.kind, x.source) for x in found.values()] == [
        ("acme/m", Kind.MODEL, "hub"),
        ("acme/b", Kind.MODEL, "hub"),
        ("acme/d", Kind.DATASET, "hub"),
    ]
    assert found["acme/d"].documents[0].address == (
        f"{hub_client.url}/datasets/acme/d/blob/{found['acme/d'].revision}/README.md"
    )


def test_what_the_hub_infers_completes_the_card(hub_client: HubServer, tmp_path: Path) -> None:
    info = {
        "baseModels": {"relation": "quantized", "models": [{"id": "acme/b"}]},
        "pipeline_tag": "text-generation",
        "gguf": {"architecture": "llama", "total": 7_000, "chat_template": "x" * 9_000},
        "safetensors": {"parameters": {"F16": 7}, "total": 7},
    }
    hub_client.add("acme/m", {"README.md": README}, info=info)
    artifact = ask(tmp_path, Request("acme/m"))["acme/m"]
    assert artifact.card is not None
    assert artifact.card.base_model_relation == "quantized"
    assert artifact.card.pipeline_tag == "text-generation"
    assert artifact.weights == {
        "gguf.architecture": "llama",
        "gguf.total": "7000",
        "safetensors.total": "7",
    }


def test_the_linked_licence_is_read_wherever_it_lies(hub_client: HubServer, tmp_path: Path) -> None:
    card = "---\nlicense: other\nlicense_link: {}\n---\n"
    link = "https://huggingface.co/acme/m/blob/main/legal/terms.txt"
    hub_client.add("acme/m", {"README.md": card.format(link), "legal/terms.txt": "You may."})
    hub_client.add("acme/n", {"README.md": card.format("LICENSE.md")})
    found = ask(tmp_path, Request("acme/m"), Request("acme/n"))
    assert (found["acme/m"].documents[0].path, found["acme/m"].documents[0].role) == (
        "legal/terms.txt",
        Role.LICENSE,
    )
    (problem,) = found["acme/n"].problems
    assert (problem.blocks, problem.reason) == (False, "missing")


GATED = "---\nlicense: other\nextra_gated_prompt: You accept the terms.\nbase_model: acme/b\n---\n"


def test_a_gated_repo_gives_its_metadata(hub_client: HubServer, tmp_path: Path) -> None:
    repo = hub_client.add("acme/m", {"README.md": GATED, "LICENSE": "terms"}, gated="manual")
    hub_client.add("acme/b", {"README.md": README})
    found = ask(tmp_path, Request("acme/m"))
    artifact = found["acme/m"]
    assert artifact.gated
    assert artifact.revision == repo.sha
    assert artifact.card is not None
    assert artifact.card.license == ("other",)
    assert [(x.role, x.text) for x in artifact.documents] == [
        (Role.GATED_PROMPT, "You accept the terms.")
    ]
    (problem,) = artifact.problems
    assert (problem.reason, problem.blocks) == ("gated", True)
    assert problem.message == "The files of acme/m are gated. No token is set."
    assert problem.remedy == (
        f"Ask for access at {hub_client.url}/acme/m and set HF_TOKEN; or name a copy of its licence "
        "with license-file."
    )
    assert len(hub_client.asked("acme/m/resolve")) == 1
    assert found["acme/b"].source == "hub"


def test_a_token_opens_a_gated_repo(
    hub_client: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub_client.add("acme/m", {"README.md": README}, gated="auto", allowed=frozenset({"hf_good"}))
    monkeypatch.setenv("HF_TOKEN", "hf_other")
    (problem,) = ask(tmp_path, Request("acme/m"))["acme/m"].problems
    assert problem.message == ("The files of acme/m are gated. The token has no access to it.")
    monkeypatch.setenv("HF_TOKEN", "hf_good")
    artifact = ask(tmp_path, Request("acme/m"))["acme/m"]
    assert artifact.gated
    assert artifact.problems == ()
    assert artifact.documents[0].text == README


def test_a_store_on_another_host_gets_no_token(
    hub_client: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    hub_client.add("acme/m", {"README.md": README}, cdn=True)
    assert ask(tmp_path, Request("acme/m"))["acme/m"].documents[0].text == README
    sent = {path: token for path, token in hub_client.tokens.items() if path.startswith("store/")}
    assert list(sent.values()) == [""]


def test_a_repo_that_moved_is_found(hub_client: HubServer, tmp_path: Path) -> None:
    hub_client.add("acme/old", moved_to="acme/new")
    hub_client.add("acme/new", {"README.md": README})
    artifact = ask(tmp_path, Request("acme/old"))["acme/old"]
    assert (artifact.id, artifact.documents[0].text) == ("acme/old", README)


def test_a_large_licence_is_not_downloaded(hub_client: HubServer, tmp_path: Path) -> None:
    hub_client.add("acme/m", {"README.md": README, "LICENSE": b"a" * 50_000_000})
    hub_client.add("acme/n", {"README.md": README, "LICENSE": b"a" * 50_000_000}, cdn=True)
    for name in ("acme/m", "acme/n"):
        artifact = ask(tmp_path, Request(name))[name]
        (problem,) = artifact.problems
        assert (problem.reason, problem.blocks) == ("too-large", True)
        assert problem.message == f"LICENSE of {name} was not read: it has more than 5 MB."
        assert ("GET", f"{name}/resolve/{artifact.revision}/LICENSE") not in hub_client.log
    assert not [path for path in hub_client.asked("store/") if len(path) > 50_000_000]


def test_a_binary_licence_makes_the_repo_incomplete(hub_client: HubServer, tmp_path: Path) -> None:
    hub_client.add("acme/m", {"README.md": README, "LICENSE.pdf": b"%PDF-1.7"})
    (problem,) = ask(tmp_path, Request("acme/m"))["acme/m"].problems
    assert (problem.reason, problem.blocks) == ("binary", True)


@pytest.mark.parametrize(
    "front",
    ["license: {a: b}", "tags: {a: [b]}", "- a", "model-index: [3]", "base_model: [[x]]", "x: 3"],
)
def test_odd_metadata_do_not_hide_the_files(
    hub_client: HubServer, tmp_path: Path, front: str
) -> None:
    hub_client.add("acme/m", {"README.md": f"---\n{front}\n---\n", "LICENSE": "terms"})
    artifact = ask(tmp_path, Request("acme/m"))["acme/m"]
    assert [x.path for x in artifact.documents] == ["LICENSE", "README.md"]


def test_offline_reads_what_was_fetched(hub_client: HubServer, tmp_path: Path) -> None:
    hub_client.add("acme/m", {"README.md": "---\nbase_model: acme/b\n---\n", "LICENSE": "terms"})
    hub_client.add("acme/b", {"README.md": GATED}, gated="manual")
    online = ask(tmp_path, Request("acme/m"))
    hub_client.log.clear()
    assert ask(tmp_path, Request("acme/m"), offline=True) == online
    assert hub_client.log == []


def test_offline_says_what_was_never_fetched(hub_client: HubServer, tmp_path: Path) -> None:
    hub_client.add("acme/m", {"README.md": README})
    (problem,) = ask(tmp_path, Request("acme/m"), offline=True)["acme/m"].problems
    assert (problem.reason, problem.blocks) == ("offline", True)
    assert problem.message == (
        "The model acme/m was not fetched before, and the Hub may not be asked (offline)."
    )
    assert problem.remedy == "Run once without --offline and HF_HUB_OFFLINE, or use a mirror."
    assert hub_client.log == []


def test_offline_a_file_that_was_not_fetched_is_a_problem(
    hub_client: HubServer, tmp_path: Path
) -> None:
    repo = hub_client.add("acme/m", {"README.md": README, "LICENSE": "terms"})
    repo.faults.append(Fault("status", on="file", name="LICENSE", status=404))
    ask(tmp_path, Request("acme/m"))
    (problem,) = ask(tmp_path, Request("acme/m"), offline=True)["acme/m"].problems
    assert (problem.reason, problem.blocks) == ("offline", True)


def test_offline_reads_what_another_program_fetched(hub_client: HubServer, tmp_path: Path) -> None:
    from huggingface_hub import hf_hub_download

    repo = hub_client.add("acme/m", {"README.md": README, "LICENSE": "terms"})
    hub_client.add("acme/n", {"README.md": README})
    for name in repo.files:
        hf_hub_download("acme/m", name)
    artifact = ask(tmp_path, Request("acme/m"), offline=True)["acme/m"]
    assert artifact.revision == repo.sha
    assert [x.text for x in artifact.documents] == ["terms", README]
    assert ask(tmp_path, Request("acme/n"), offline=True)["acme/n"].problems[0].reason == "offline"


def test_the_mirror_comes_before_the_hub_and_the_hub_after_it(
    hub_client: HubServer, tmp_path: Path
) -> None:
    for name in ("acme/m", "acme/n"):
        hub_client.add(name, {"README.md": README})
    folder = tmp_path / "hub" / "acme" / "m"
    folder.mkdir(parents=True)
    (folder / "LICENSE").write_text("mirrored")
    places: list[Place] = [MirrorPlace(tmp_path / "hub", "hub"), HubPlace()]
    found = fetch([Request("acme/m"), Request("acme/n")], places, FetchOptions(tmp_path))
    assert {x.id: x.source for x in found.values()} == {"acme/m": "mirror", "acme/n": "hub"}
    assert not hub_client.asked("acme/m")


def test_a_mirror_after_the_hub_gives_what_the_hub_refuses(
    hub_client: HubServer, tmp_path: Path
) -> None:
    hub_client.add("acme/m", {"README.md": README}, gated="manual")
    folder = tmp_path / "hub" / "acme" / "m"
    folder.mkdir(parents=True)
    (folder / "LICENSE").write_text("mirrored")
    places: list[Place] = [HubPlace(), MirrorPlace(tmp_path / "hub", "hub")]
    artifact = fetch([Request("acme/m")], places, FetchOptions(tmp_path))["acme/m"]
    assert artifact.source == "mirror"
    assert [(x.reason, x.blocks) for x in artifact.problems] == [("gated", False)]
