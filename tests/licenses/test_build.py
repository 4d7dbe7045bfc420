"""The build of the catalog: the same bytes every time, facts only, our rows kept."""

from __future__ import annotations

import json
import zipfile
import zlib
from pathlib import Path

import pytest

from licensescan.licenses import build, facts, fingerprints
from licensescan.licenses.identify import identify
from licensescan.licenses.index import unpack
from licensescan.licenses.words import words_of
from tests.licenses.real_texts import folder, text_of

KEYS = ("mit", "isc", "zlib", "apache-2.0", "gpl-3.0-plus", "llama-2-license-2023")
OWN = """Example terms for a model of ours. You may use the Model and show it to your friends.
You must not sell the Model or lend it to anybody who asks for it on a Sunday morning."""


def files() -> list[bytes]:
    return [(folder() / f"{key}.LICENSE").read_bytes() for key in KEYS]


def own(license_id: str = "opt-175b", text: str = OWN) -> facts.Source:
    row = {"id": license_id, "name": "Example", "category": "x", "kind": "license"}
    return facts.of_own(row, [text.encode()])


@pytest.fixture
def sources() -> list[facts.Source]:
    return [*map(facts.of_licensedb, files()), own()]


def test_a_row_of_the_database_keeps_its_ids_and_addresses(sources: list[facts.Source]) -> None:
    by_id = {x.fields["id"]: x for x in sources}
    assert by_id["GPL-3.0-or-later"].fields["aliases"][:1] == ["GPL-3.0+"]
    assert by_id["Apache-2.0"].fields["hub"] == ["apache-2.0"]
    llama = by_id["LicenseRef-scancode-llama-2-license-2023"]
    assert llama.fields["policies"] == ["LicenseRef-licensescan-llama-2-use-policy"]
    assert llama.text == text_of("llama-2-license-2023")


def test_a_file_without_front_matter_is_refused() -> None:
    with pytest.raises(ValueError, match="no front matter"):
        facts.of_licensedb(b"Permission is hereby granted")


def test_no_run_of_words_of_a_text_gets_into_the_facts(sources: list[facts.Source]) -> None:
    for source in sources:
        line = facts.line_of(source)
        words = " ".join(source.text.split()).split(" ")
        for i in range(0, len(words) - 12):
            assert " ".join(words[i : i + 12]).encode() not in line


def test_rows_of_ours_stay_when_their_texts_are_not_there(sources: list[facts.Source]) -> None:
    whole = facts.catalog_of(map(facts.line_of, sources), b"")
    rest = facts.catalog_of(map(facts.line_of, sources[:-1]), whole)
    assert rest == whole
    assert b"LicenseRef-licensescan-opt-175b" in whole
    assert json.loads(whole.splitlines()[0])["rows"] == len(whole.splitlines()) - 1


def test_fingerprints_are_the_same_bytes_and_keep_our_rows(sources: list[facts.Source]) -> None:
    whole = fingerprints.pack(sources, b"")
    assert fingerprints.pack(list(reversed(sources)), b"") == whole
    assert fingerprints.pack(sources[:-1], whole) == whole
    assert fingerprints.pack(sources, whole) == whole


def test_no_word_of_a_text_is_kept(sources: list[facts.Source]) -> None:
    content = fingerprints.pack(sources, b"")
    index = unpack(content)
    ids = " ".join(index.ids).lower()
    words = {x for source in sources for x in words_of(source.text) if len(x) > 4}
    # Each array's header in numpy's format says "fortran_order".
    arrays = content.replace(b"fortran_order", b"")
    held = arrays + b"".join(map(zlib.decompress, index.texts))
    assert not [x for x in words if x in held.lower() and x.decode() not in ids]


def test_rows_of_ours_are_compared_by_hashes_too(sources: list[facts.Source]) -> None:
    index = unpack(fingerprints.pack(sources, b""))
    match = identify(OWN.replace("lend it", "give it away"), among=index)[0]
    assert match.license == "LicenseRef-licensescan-opt-175b"
    assert match.changes == (
        ("removed", "… the Model or [1 word]"),
        ("added", "give"),
        ("added", "away"),
    )


def test_texts_are_recognised_by_their_fingerprints(sources: list[facts.Source]) -> None:
    index = unpack(fingerprints.pack(sources, b""))
    for source in sources:
        match = identify(source.text, among=index)[0]
        assert (match.license, match.match) == (source.fields["id"], "exact")
        row = index.ids.index(source.fields["id"])
        assert len(index.grams_in(row)) == index.sizes[row]


def test_the_wheel_and_the_folder_give_the_same(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    wheel = tmp_path / "package.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for key, content in zip(KEYS, files(), strict=True):
            (texts / f"{key}.LICENSE").write_bytes(content)
            archive.writestr(f"licensedcode/data/licenses/{key}.LICENSE", content)
    out = [tmp_path / "a", tmp_path / "b"]
    for place, folder_out in zip((texts, wheel), out, strict=True):
        folder_out.mkdir()
        assert build.main([str(place), "--out", str(folder_out)]) == 0
    for name in ("catalog.jsonl", "fingerprints.npz"):
        assert (out[0] / name).read_bytes() == (out[1] / name).read_bytes()


def test_a_folder_without_texts_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no licence text"):
        build.main([str(tmp_path), "--out", str(tmp_path)])
