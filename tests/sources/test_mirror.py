"""Mirrors, local folders and what a manifest names by path."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from licensescan.documents.values import Artifact, Kind, Role
from licensescan.errors import InputError, UnreadableTextError
from licensescan.sources import (
    FetchOptions,
    HubPlace,
    MirrorPlace,
    Request,
    fetch,
    places_of,
)

CARD = "---\nlicense: mit\n---\n# Model\n"


def lay(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def look(root: Path, *requests: Request) -> dict[str, Artifact]:
    return fetch(requests, [MirrorPlace(root / "hub", "./hub")], FetchOptions(root))


def test_a_mirror_holds_models_datasets_and_names_without_owner(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {
            "hub/acme/m/README.md": CARD,
            "hub/acme/m/LICENSE": "terms",
            "hub/acme/m/use_policy.md": "policy",
            "hub/acme/m/NOTICE": "notice",
            "hub/acme/m/deep/LICENSE": "not read",
            "hub/datasets/acme/m/README.md": "---\nlicense: cc0-1.0\n---\n",
            "hub/gpt2/README.md": CARD,
        },
    )
    found = look(tmp_path, Request("acme/m"), Request("gpt2"))
    assert [(x.path, x.role, x.origin) for x in found["acme/m"].documents] == [
        ("LICENSE", Role.LICENSE, "acme/m"),
        ("NOTICE", Role.NOTICE, "acme/m"),
        ("use_policy.md", Role.USE_POLICY, "acme/m"),
        ("README.md", Role.CARD, "acme/m"),
    ]
    assert found["gpt2"].source == "mirror"
    data = look(tmp_path, Request("acme/m", Kind.DATASET))["acme/m"]
    assert data.card is not None
    assert data.card.license == ("cc0-1.0",)


def test_the_gated_prompt_is_a_document_with_offsets_of_its_own(tmp_path: Path) -> None:
    lay(tmp_path, {"hub/a/b/README.md": "---\nextra_gated_prompt: |\n  You accept.\n---\n"})
    prompt = look(tmp_path, Request("a/b"))["a/b"].documents[0]
    assert (prompt.role, prompt.text, prompt.path) == (
        Role.GATED_PROMPT,
        "You accept.",
        "README.md#extra_gated_prompt",
    )


def test_the_file_that_license_link_names_is_a_licence(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {
            "hub/a/b/README.md": "---\nlicense: other\nlicense_link: legal/terms.txt\n---\n",
            "hub/a/b/legal/terms.txt": "You may.",
            "hub/a/c/README.md": "---\nlicense: other\nlicense_link: LICENSE.md\n---\n",
        },
    )
    found = look(tmp_path, Request("a/b"), Request("a/c"))
    assert found["a/b"].documents[0].path == "legal/terms.txt"
    assert found["a/b"].documents[0].role is Role.LICENSE
    (problem,) = found["a/c"].problems
    assert not problem.blocks
    assert (
        problem.message == "The card of a/c names LICENSE.md as its licence, but there is no such "
        "file."
    )


def test_the_case_of_an_id_may_differ(tmp_path: Path) -> None:
    lay(tmp_path, {"hub/Acme/Model/README.md": CARD})
    assert look(tmp_path, Request("acme/model"))["acme/model"].source == "mirror"


def test_what_no_mirror_has_is_missing(tmp_path: Path) -> None:
    lay(tmp_path, {"hub/acme/m/README.md": CARD})
    for name in ("acme/other", "acme"):
        (problem,) = look(tmp_path, Request(name))[name].problems
        assert (problem.reason, problem.blocks) == ("missing", True)
        assert problem.message == f"The model {name} is not in ./hub."


@pytest.mark.parametrize("name", ["../secret", "/etc", "a/../../b", "datasets/acme", "a/b\x00c"])
def test_ids_that_are_paths_are_not_followed(tmp_path: Path, name: str) -> None:
    lay(tmp_path, {"hub/x/y/README.md": CARD, "secret/LICENSE": "x", "hub/datasets/acme/L": "x"})
    artifact = look(tmp_path, Request(name))[name]
    assert artifact.documents == ()
    assert artifact.problems[0].message.endswith("is no id of a repo on the Hub, so it cannot be "
                                                 "looked up.")  # fmt: skip


def test_links_out_of_a_mirror_are_not_followed(tmp_path: Path) -> None:
    lay(tmp_path, {"hub/a/b/README.md": CARD, "secret.txt": "secret", "out/x/LICENSE": "secret"})
    (tmp_path / "hub/a/b/LICENSE").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "hub/a/b/NOTICE").symlink_to(tmp_path / "nothing")
    (tmp_path / "hub/a/b/COPYING").symlink_to("README.md")
    (tmp_path / "hub/c").symlink_to(tmp_path / "out")
    found = look(tmp_path, Request("a/b"), Request("c/x"))
    assert not [x for a in found.values() for x in a.documents if x.text == "secret"]
    assert [x.path for x in found["a/b"].documents] == ["COPYING", "README.md"]
    assert [x.message for x in found["a/b"].problems] == [
        "LICENSE of a/b is a link that leads out of its folder, and is not followed.",
        "NOTICE of a/b is a link that leads nowhere.",
    ]
    assert found["c/x"].problems[0].reason == "missing"


def test_files_of_a_repo_that_are_no_text_make_it_incomplete(tmp_path: Path) -> None:
    lay(tmp_path, {"hub/a/b/README.md": CARD, "hub/a/b/LICENSE": b"\x00\x01", "hub/a/b/NOTICE": ""})
    with (tmp_path / "hub/a/b/LICENSE.txt").open("wb") as file:
        file.truncate(50_000_000)
    os.mkfifo(tmp_path / "hub/a/b/COPYING")
    problems = look(tmp_path, Request("a/b"))["a/b"].problems
    assert [(x.reason, x.message, x.blocks) for x in problems] == [
        ("other", "COPYING of a/b is no regular file.", True),
        ("too-large", "LICENSE.txt of a/b has 50.0 MB; a text may have 5 MB.", True),
        ("binary", "LICENSE of a/b is binary, not plain text.", True),
    ]


def test_a_repo_of_a_hundred_licences_is_bounded(tmp_path: Path) -> None:
    lay(tmp_path, {f"hub/a/b/LICENSE-{i:03}": "terms" for i in range(100)})
    artifact = look(tmp_path, Request("a/b"))["a/b"]
    assert len(artifact.documents) == 30
    assert artifact.problems[0].blocks


def test_the_commit_of_a_download_is_known(tmp_path: Path) -> None:
    commit, other = "a" * 40, "b" * 40
    notes = "hub/a/b/.cache/huggingface/download"
    lay(tmp_path, {"hub/a/b/README.md": CARD, f"{notes}/README.md.metadata": f"{commit}\netag\n1"})
    assert look(tmp_path, Request("a/b"))["a/b"].revision == commit
    assert look(tmp_path, Request("a/b", revision=commit))["a/b"].problems == ()
    (problem,) = look(tmp_path, Request("a/b", revision=other))["a/b"].problems
    assert problem.message == f"The model a/b at {other} is not in ./hub."


def test_a_mirror_without_commits_says_so_when_one_is_asked(tmp_path: Path) -> None:
    lay(tmp_path, {"hub/a/b/README.md": CARD})
    (problem,) = look(tmp_path, Request("a/b", revision="a" * 40))["a/b"].problems
    assert not problem.blocks
    assert problem.message.startswith("The mirror does not tell whether its a/b is at commit aaaa")


def test_the_next_mirror_is_asked_for_what_one_has_not(tmp_path: Path) -> None:
    lay(tmp_path, {"one/a/b/README.md": CARD, "two/a/b/LICENSE": "x", "two/c/d/README.md": CARD})
    places = [MirrorPlace(tmp_path / "one"), MirrorPlace(tmp_path / "two")]
    found = fetch([Request("a/b"), Request("c/d")], places, FetchOptions(tmp_path))
    assert [x.path for x in found["a/b"].documents] == ["README.md"]
    assert found["c/d"].source == "mirror"


def test_a_manifest_names_its_places(tmp_path: Path) -> None:
    from licensescan.plan.manifest import Mirror

    lay(tmp_path, {"m/hub/a": "", "m/file": "", "other/a": ""})
    root = tmp_path / "m"
    places = places_of((Mirror(mirror="./hub"), "hub"), root, "m.yaml:3: sources")
    assert places == [MirrorPlace(root / "hub", "./hub"), HubPlace()]
    for name, what in {
        "../other": "../other leaves the manifest's folder",
        "gone": "gone does not exist",
        "file": "file is no folder",
    }.items():
        with pytest.raises(InputError) as caught:
            places_of((Mirror(mirror=name),), root, "m.yaml:3: sources")
        assert str(caught.value).splitlines()[0] == f"m.yaml:3: sources: {what}"


def test_a_path_may_be_a_folder_or_a_weight_file(tmp_path: Path) -> None:
    header = b'{"__metadata__": {"license": "mit"}}'
    weights = len(header).to_bytes(8, "little") + header
    lay(
        tmp_path,
        {"local/README.md": CARD, "local/a.safetensors": weights, "b.safetensors": weights},
    )
    found = look(tmp_path, Request("x", path="./local"), Request("y", path="b.safetensors"))
    assert (found["x"].source, found["x"].weights) == ("path", {"license": "mit"})
    assert [x.role for x in found["x"].documents] == [Role.CARD, Role.WEIGHTS]
    assert found["y"].weights == {"license": "mit"}
    assert [(x.path, x.text) for x in found["y"].documents] == [("b.safetensors", "license: mit\n")]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("../outside", "../outside leaves the manifest's folder"),
        ("link", "link leaves the manifest's folder"),
        ("/etc", "/etc leaves the manifest's folder"),
        ("C:\\models", "C:\\models leaves the manifest's folder"),
        ("gone", "gone does not exist"),
        ("text.txt", "text.txt is neither a folder nor a .gguf or .safetensors file"),
        ("bad.gguf", "bad.gguf cannot be read: it does not begin as a GGUF file does"),
    ],
)
def test_a_path_that_cannot_be_used_is_bad_input(tmp_path: Path, path: str, message: str) -> None:
    root = lay(tmp_path / "m", {"text.txt": "x", "bad.gguf": "x" * 100})
    lay(tmp_path, {"outside/README.md": CARD})
    (root / "link").symlink_to(tmp_path / "outside")
    with pytest.raises(InputError) as caught:
        fetch([Request("x", path=path, where="m.yaml:7")], [], FetchOptions(root))
    assert str(caught.value).splitlines()[0] == f"m.yaml:7: path: {message}"


def test_bad_weights_in_a_folder_make_it_incomplete(tmp_path: Path) -> None:
    lay(tmp_path, {"local/README.md": CARD, "local/m.gguf": b"GGUF\x03\0\0\0" + b"\xff" * 60})
    (problem,) = look(tmp_path, Request("x", path="local"))["x"].problems
    assert problem.blocks
    assert problem.message.startswith("m.gguf of x is unreadable: its header claims ")


def test_a_license_file_comes_first_and_needs_no_repo(tmp_path: Path) -> None:
    lay(tmp_path, {"terms/driver.txt": "No.", "hub/a/b/LICENSE": "repo"})
    found = look(
        tmp_path,
        Request("acme/driver@535", Kind.SOFTWARE, license_file="terms/driver.txt"),
        Request("a/b", license_file="terms/driver.txt"),
        Request("acme/api", Kind.SERVICE),
    )
    assert [x.text for x in found["acme/driver@535"].documents] == ["No."]
    assert found["acme/driver@535"].documents[0].origin == "acme/driver@535"
    assert [x.path for x in found["a/b"].documents] == ["terms/driver.txt", "LICENSE"]
    assert found["acme/api"] == Artifact("acme/api", Kind.SERVICE)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x00\x01", "is binary, not plain text"),
        (b"a" * 5_000_001, "has 5.0 MB; a text may have 5 MB"),
    ],
)
def test_a_license_file_that_is_no_text_is_bad_input(
    tmp_path: Path, content: bytes, message: str
) -> None:
    lay(tmp_path, {"terms.txt": content})
    request = Request("a", Kind.SOFTWARE, license_file="terms.txt", where="m.yaml:4")
    with pytest.raises(UnreadableTextError) as caught:
        fetch([request], [], FetchOptions(tmp_path))
    first = str(caught.value).splitlines()[0]
    assert first == f"m.yaml:4: license-file: terms.txt: {message}"


def test_a_mirror_alone_does_not_load_the_hubs_client(tmp_path: Path) -> None:
    lay(tmp_path, {"hub/a/b/README.md": CARD})
    code = (
        "import sys; from pathlib import Path; from licensescan.sources import *\n"
        "root = Path(sys.argv[1])\n"
        "found = fetch([Request('a/b')], [MirrorPlace(root / 'hub')], FetchOptions(root))\n"
        "assert found['a/b'].source == 'mirror'\n"
        "print([x for x in ('huggingface_hub', 'httpx2', 'pydantic') if x in sys.modules])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"
