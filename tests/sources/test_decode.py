"""Bytes to text: what is refused, and that what is read stays untouched."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensescan.documents.decode import TEXT_LIMIT, UndecodableError, decode, document_of
from licensescan.errors import InputError, UnreadableTextError
from licensescan.sources import read_document


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_is_read_as_it_stands(text: str) -> None:
    assert decode(text.encode(), "LICENSE") == text or "\ufffd" in text


def test_line_ends_and_byte_order_mark_stay() -> None:
    assert decode("\ufeffa\r\nb\rc\n".encode(), "x") == "\ufeffa\r\nb\rc\n"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_is_read_by_its_mark(codec: str) -> None:
    assert decode("\ufeffYou may use it.".encode(codec), "x") == "You may use it."


def test_a_few_bytes_of_another_encoding_are_replaced() -> None:
    text = decode("Copyright \xa9 2024 Acme. All rights reserved.".encode("latin-1"), "x")
    assert text == "Copyright \ufffd 2024 Acme. All rights reserved."


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n...", "is a PDF, not plain text"),
        (b"PK\x03\x04abc", "is a zip archive or an office document, not plain text"),
        (b"\x89PNG\r\n\x1a\n", "is an image, not plain text"),
        (b"text\x00text", "is binary, not plain text"),
        (bytes(range(1, 256)), "is no text in UTF-8 or UTF-16"),
        ("Лицензия на использование".encode("cp1251"), "is no text in UTF-8 or UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, what: str) -> None:
    with pytest.raises(UndecodableError) as caught:
        decode(content, "LICENSE")
    assert caught.value.reason == "binary"
    assert str(caught.value) == (
        f"LICENSE: {what}\n"
        "  Save its text as UTF-8 plain text and name that file with license-file."
    )


def test_fifty_megabytes_are_refused() -> None:
    with pytest.raises(UndecodableError) as caught:
        decode(b"a" * 50_000_000, "LICENSE")
    assert caught.value.reason == "too-large"
    assert str(caught.value).startswith("LICENSE: has 50.0 MB; a text may have 5 MB\n")


def test_a_document_has_the_digest_of_the_bytes() -> None:
    content = b"Caf\xe9 and much more text around it"
    document = document_of(content, "LICENSE")
    assert document.sha256 == hashlib.sha256(content).hexdigest()


def test_a_named_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_bytes(b"You may.\r\n")
    document = read_document(path)
    assert (document.text, document.path) == ("You may.\r\n", str(path))


def test_a_named_file_that_cannot_be_read_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    big = tmp_path / "big"
    with big.open("wb") as file:
        file.truncate(TEXT_LIMIT + 1)
    binary = tmp_path / "binary"
    binary.write_bytes(b"\x00\x01")
    for name, what in {
        "missing": "does not exist",
        "folder": "is no regular file",
        "big": "has 5.0 MB; a text may have 5 MB",
        "binary": "is binary, not plain text",
    }.items():
        with pytest.raises(UnreadableTextError) as caught:
            read_document(tmp_path / name)
        assert str(caught.value).splitlines()[0] == f"{tmp_path / name}: {what}"
        assert isinstance(caught.value, InputError)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableTextError, match="is no regular file"):
        read_document(tmp_path / "pipe")
