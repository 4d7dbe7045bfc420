"""Build the catalog of known licences: ``python -m licensescan.licenses.build LICENSEDB``.

In: the licence texts of the ScanCode LicenseDB (its folder ``licensedcode/data/licenses``, or the
wheel ``scancode-toolkit-mini`` that holds it), a folder of further published texts, and
``knowledge/own-licenses.yaml``. Out: ``knowledge/catalog.jsonl`` (facts, one line a licence) and
``knowledge/fingerprints.npz`` (what texts are recognised by). The same input gives the same bytes.
Without the folder of further texts, the rows and fingerprints that came from it are kept as they
are. The only module of its folder that reads or writes files; it never stores a text.
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from licensescan.licenses import facts, fingerprints
from licensescan.licenses.facts import Source
from licensescan.resources import load_yaml, resource_path

_TEXTS = "licensedcode/data/licenses/"


def read_licensedb(place: Path) -> list[Source]:
    """Return the rows of the LicenseDB, with their texts, in the order of file names.

    Raises:
        FileNotFoundError: There is no licence text in that folder or wheel.
    """
    if place.suffix == ".whl":
        with zipfile.ZipFile(place) as wheel:
            names = sorted(x for x in wheel.namelist() if x.startswith(_TEXTS))
            files = [wheel.read(x) for x in names if x.endswith(".LICENSE")]
    else:
        files = [x.read_bytes() for x in sorted(place.glob("*.LICENSE"))]
    if not files:
        raise FileNotFoundError(f"no licence text in {place}")
    with ProcessPoolExecutor() as pool:
        return list(pool.map(facts.of_licensedb, files, chunksize=100))


def read_texts(folder: Path | None) -> list[Source]:
    """Return our own rows, with their texts; none when there is no such folder."""
    if folder is None or not folder.is_dir():
        return []
    return [
        facts.of_own(row, [(folder / x).read_bytes() for x in row["files"]])
        for row in load_yaml("knowledge/own-licenses.yaml")["licenses"]
    ]


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    scratch = path.with_suffix(".new")
    scratch.write_bytes(content)
    scratch.replace(path)


def main(arguments: list[str] | None = None) -> int:
    """Build both files and say how many rows there are."""
    parser = argparse.ArgumentParser(prog="licensescan.licenses.build", description=__doc__)
    parser.add_argument("licensedb", type=Path, help="licensedcode/data/licenses, or the wheel")
    parser.add_argument("--texts", type=Path, help="folder of the texts of own-licenses.yaml")
    parser.add_argument("--out", type=Path, default=resource_path("knowledge"))
    parser.add_argument("--facts-only", action="store_true", help="leave the fingerprints alone")
    given = parser.parse_args(arguments)

    sources = read_licensedb(given.licensedb) + read_texts(given.texts)
    catalog = given.out / "catalog.jsonl"
    prints = given.out / "fingerprints.npz"
    kept = catalog.read_bytes() if catalog.exists() else b""
    with ProcessPoolExecutor() as pool:
        lines = list(pool.map(facts.line_of, sources, chunksize=20))
    write(catalog, facts.catalog_of(lines, kept))
    if not given.facts_only:
        before = prints.read_bytes() if prints.exists() else b""
        write(prints, fingerprints.pack(sources, before))
    sys.stderr.write(f"{len(sources)} texts read, {catalog.stat().st_size:,} bytes of facts\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
