"""Headers of weight files: facts, and files that are cut short or lie."""

from __future__ import annotations

import io
import json
import struct
from pathlib import Path

import gguf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensescan.documents.weight_facts import base_models_of, datasets_of
from licensescan.sources.gguf_header import read_gguf
from licensescan.sources.safetensors_header import read_safetensors
from licensescan.sources.weights import HEADER_LIMIT, HeaderError, read_header


class Counting(io.BytesIO):
    """A file that counts the bytes that are read of it."""

    count = 0

    def read(self, size: int | None = -1, /) -> bytes:
        part = super().read(size)
        self.count += len(part)
        return part


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Return a GGUF file as converters write it: general facts, tokens, one tensor."""
    import numpy as np

    path = tmp_path / "model.gguf"
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("Chatty 7B")
    writer.add_license("apache-2.0")
    writer.add_license_link("https://acme.example/terms")
    writer.add_base_model_count(2)
    writer.add_base_model_name(0, "Llama 2")
    writer.add_base_model_organization(0, "Acme Labs")
    writer.add_base_model_repo_url(0, "https://huggingface.co/meta-llama/Llama-2-7b-hf")
    writer.add_base_model_name(1, "Second Base")
    writer.add_base_model_organization(1, "Acme Labs")
    writer.add_array("general.datasets", ["acme/tickets", "some private logs"])
    writer.add_token_list([f"token{i}" for i in range(3000)])
    writer.add_array("llama.layers", [1, 2, 3])
    writer.add_tensor("a", np.zeros((4, 4), dtype=np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def test_gguf_facts(model: Path) -> None:
    header = read_header(model)
    assert header.whole
    assert header.facts["general.license"] == "apache-2.0"
    assert header.facts["general.name"] == "Chatty 7B"
    assert header.facts["general.base_model.count"] == "2"
    assert not [key for key in header.facts if not key.startswith("general.")]


def test_gguf_lineage(model: Path) -> None:
    facts = read_header(model).facts
    assert base_models_of(facts) == ("meta-llama/Llama-2-7b-hf", "Acme-Labs/Second-Base")
    assert datasets_of(facts) == ("acme/tickets",)


def test_gguf_facts_agree_with_the_gguf_package(model: Path) -> None:
    fields = gguf.GGUFReader(model).fields
    for key, value in read_header(model).facts.items():
        if isinstance(fields[key].contents(), str):
            assert fields[key].contents() == value


def test_every_cut_of_a_gguf_header_is_an_error_not_a_crash(model: Path) -> None:
    content = model.read_bytes()
    end = content.index(b"llama.layers")
    for cut in [*range(0, 600), *range(600, end, 997)]:
        with pytest.raises(HeaderError):
            read_gguf(io.BytesIO(content[:cut]), cut)


def pair(key: bytes, kind: int, value: bytes) -> bytes:
    return struct.pack("<Q", len(key)) + key + struct.pack("<I", kind) + value


def gguf_bytes(*pairs: bytes, count: int | None = None, order: str = "<") -> bytes:
    start = b"GGUF" + struct.pack(order + "IQQ", 3, 0, len(pairs) if count is None else count)
    return start + b"".join(pairs)


HUGE = struct.pack("<Q", 1 << 60)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (gguf_bytes(count=1 << 60), "claims 1152921504606846976 facts, but the file has 24"),
        (gguf_bytes(pair(b"general.name", 8, HUGE)), "it claims 1152921504606846976 more"),
        (gguf_bytes(HUGE + b"general.name" + b"x" * 9), "claims a key of 1152921504606846976"),
        (gguf_bytes(pair(b"x", 9, struct.pack("<I", 4) + HUGE)), "is truncated or wrong"),
        (gguf_bytes(pair(b"x", 9, struct.pack("<I", 8) + HUGE)), "is truncated or wrong"),
        (gguf_bytes(pair(b"x", 99, b"12345678")), "a value of an unknown type, 99"),
        (b"GGUF" + struct.pack("<IQQ", 77, 0, 0), "its GGUF version, 77, is not known"),
        (b"ggml" + b"\0" * 40, "does not begin as a GGUF file does"),
    ],
)
def test_gguf_headers_that_lie(content: bytes, message: str) -> None:
    with pytest.raises(HeaderError, match=message):
        read_gguf(io.BytesIO(content), len(content))


def test_arrays_in_arrays_are_bounded() -> None:
    nested = b"".join(struct.pack("<IQ", 9, 1) for _ in range(5000))
    content = gguf_bytes(pair(b"x", 9, nested))
    with pytest.raises(HeaderError, match="nests arrays too deeply"):
        read_gguf(io.BytesIO(content), len(content))


def test_big_endian_files_are_read() -> None:
    key, value = b"general.license", b"mit"
    content = gguf_bytes(order=">", count=1) + struct.pack(">Q", len(key)) + key
    content += struct.pack(">IQ", 8, len(value)) + value
    assert read_gguf(io.BytesIO(content), len(content)).facts == {"general.license": "mit"}


def test_no_more_than_the_limit_is_read_of_a_long_header() -> None:
    token = struct.pack("<Q", 8) + b"abcdefgh"
    count = HEADER_LIMIT // len(token) + 100_000
    tokens = struct.pack("<IQ", 8, count) + token * count
    name = pair(b"general.license", 8, struct.pack("<Q", 3) + b"mit")
    content = gguf_bytes(name, pair(b"tokenizer.ggml.tokens", 9, tokens), name)
    file = Counting(content)
    header = read_gguf(file, len(content))
    assert (header.facts, header.whole) == ({"general.license": "mit"}, False)
    assert file.count <= HEADER_LIMIT


def test_numbers_are_passed_over_unread() -> None:
    numbers = struct.pack("<IQ", 6, 10_000_000) + bytes(40_000_000)
    name = pair(b"general.license", 8, struct.pack("<Q", 3) + b"mit")
    content = gguf_bytes(pair(b"tokenizer.ggml.scores", 9, numbers), name)
    file = Counting(content)
    assert read_gguf(file, len(content)).facts == {"general.license": "mit"}
    assert file.count < 200_000


@given(st.binary(max_size=200))
def test_any_bytes_are_facts_or_a_header_error(content: bytes) -> None:
    for start in (b"", b"GGUF\x03\0\0\0" + b"\0" * 8 + b"\x02" + b"\0" * 7):
        for read in (read_gguf, read_safetensors):
            try:
                read(io.BytesIO(start + content), len(start + content))
            except HeaderError as error:
                assert str(error)


def safetensors(header: object, claim: int | None = None) -> bytes:
    content = json.dumps(header).encode()
    return struct.pack("<Q", len(content) if claim is None else claim) + content


def test_safetensors_facts() -> None:
    content = safetensors({"__metadata__": {"format": "pt", "license": "mit", "n": 3}, "a": {}})
    assert read_safetensors(io.BytesIO(content), len(content)).facts == {
        "format": "pt",
        "license": "mit",
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"1234", "the file ends after 4 bytes, before its header begins"),
        (safetensors({}, claim=500), "its header claims 500 bytes, but the file has 10"),
        (safetensors([]), "its header is no JSON object"),
        (struct.pack("<Q", 4) + b"{{{{", "its header is no JSON"),
        (struct.pack("<Q", 90_000) + b"[" * 90_000, "its header is no JSON"),
    ],
)
def test_safetensors_headers_that_lie(content: bytes, message: str) -> None:
    with pytest.raises(HeaderError, match=message):
        read_safetensors(io.BytesIO(content), len(content))


def test_a_safetensors_header_over_the_limit_is_not_read() -> None:
    file = Counting(struct.pack("<Q", 20_000_000) + bytes(20_000_000))
    with pytest.raises(HeaderError, match="16000000 are read at most"):
        read_safetensors(file, 20_000_008)
    assert file.count == 8


def test_facts_are_bounded_in_number_and_length() -> None:
    metadata = {f"k{i}": "v" for i in range(1000)} | {"long": "x" * 10_000}
    content = safetensors({"__metadata__": metadata})
    facts = read_safetensors(io.BytesIO(content), len(content)).facts
    assert len(facts) == 200
    assert "long" not in facts
