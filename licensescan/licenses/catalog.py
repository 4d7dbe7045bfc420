"""The catalog of known licences: names, addresses and clauses as facts, never a sentence.

In: ``knowledge/catalog.jsonl``, which ``licensescan.licenses.build`` writes. Out: a `Row` for each
licence. Clauses are parsed only for the rows that are asked for; nothing is ever written.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from licensescan.clauses.values import Clause, Unread
from licensescan.resources import read_bytes
from licensescan.taxonomy import effect_of

FILE = "knowledge/catalog.jsonl"
# The first fields of a line are read for all rows, what follows this mark only on demand.
FACTS_MARK = b', "clauses": '
_START = b'{"id": "'


@dataclass(frozen=True)
class Row:
    """One known licence, use policy or set of terms.

    Attributes:
        id: SPDX id, else ``LicenseRef-scancode-…``, else ``LicenseRef-licensescan-…``.
        name: Full name.
        key: Key in the ScanCode LicenseDB; empty for our own rows.
        aliases: Further names and ids, former SPDX ids among them.
        hub: Values of ``license`` on the Hub that mean it.
        category: As the LicenseDB sorts licences (Permissive, Copyleft …).
        kind: license, exception, use-policy, eula or terms-of-service.
        language: ISO 639-1 code of the text.
        date: Of this version, ISO, as far as it is known.
        address: Official address of the text; may be empty.
        addresses: Other addresses where it stands.
        policies: Ids of use policies that it makes binding and the catalog has.
        translation: Id of the row that has the same terms in English.
        replaced: Id or expression that stands in for a deprecated row.
        deprecated: Whether the id is out of use.
        generic: Whether it stands for a sort of licence (any other permissive one), not for one.
        sha256: Digest of the text that the facts were read from; empty where there was none.
    """

    id: str
    name: str
    key: str = ""
    aliases: tuple[str, ...] = ()
    hub: tuple[str, ...] = ()
    category: str = ""
    kind: str = "license"
    language: str = "en"
    date: str = ""
    address: str = ""
    addresses: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    translation: str = ""
    replaced: str = ""
    deprecated: bool = False
    generic: bool = False
    sha256: str = ""
    facts: bytes = b""

    @cached_property
    def _facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = json.loads(b'{"clauses": ' + self.facts) if self.facts else {}
        return facts

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Return its clauses in the order of the text, without quotes or offsets."""
        return tuple(_clause(*fact) for fact in self._facts.get("clauses", ()))

    @property
    def unread(self) -> tuple[Unread, ...]:
        """Return the provisions that were not understood, without quotes or offsets."""
        return tuple(
            Unread(0, 0, "", section, effect, party, tuple(actions))
            for section, effect, party, actions in self._facts.get("unread", ())
        )


def _clause(kind: str, section: str, params: dict[str, Any], effect: str = "") -> Clause:
    held = {key: tuple(x) if isinstance(x, list) else x for key, x in params.items()}
    return Clause(kind, effect or effect_of(kind), 0, 0, "", section, held)


class Catalog:
    """All rows, found by id, key, former id or alias; letter case does not matter for ids."""

    def __init__(self, content: bytes) -> None:
        head, *self._lines = content.splitlines() or [b"{}"]
        self.about: dict[str, Any] = json.loads(head)

    @property
    def date(self) -> str:
        """Return the ISO date of the catalog."""
        return str(self.about.get("date", ""))

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return {row.id: row for row in map(_row, self._lines)}

    @cached_property
    def _ids(self) -> dict[str, str]:
        ids: dict[str, str] = {}
        for row in sorted(self._rows.values(), key=lambda x: x.deprecated):
            for name in (row.id, row.key, *row.aliases):
                if name and " " not in name:
                    ids.setdefault(name.lower(), row.id)
        # An SPDX id is that licence, whatever key or former id another row has.
        ids.update({row.id.lower(): row.id for row in self._rows.values()})
        return ids

    def rows(self) -> Iterator[Row]:
        """Yield every row, in the order of ids."""
        yield from self._rows.values()

    def find(self, name: str) -> str | None:
        """Return the id of the row with that id, key or former id; None if there is none."""
        return self._ids.get(name.lower())

    def get(self, license_id: str | None) -> Row | None:
        """Return a row by its id, key or former id; None if there is none."""
        return self._rows.get(self.find(license_id) or "") if license_id else None

    def search(self, word: str) -> tuple[Row, ...]:
        """Return the rows of whose id, key, names or Hub tags a word is a part, by id."""
        part = word.strip().lower()
        return tuple(
            row
            for row in self.rows()
            if any(part in x.lower() for x in (row.id, row.key, row.name, *row.aliases, *row.hub))
        )

    def stats(self) -> dict[str, dict[str, int]]:
        """Return how many rows there are of each kind and category, and what is known of them."""
        rows = tuple(self.rows())
        read = [x for x in rows if x.sha256]
        return {
            "rows": {
                "all": len(rows),
                "with a text": len(read),
                "with clauses": sum(bool(x.clauses) for x in read),
                "understood in full": sum(bool(x.clauses) and not x.unread for x in read),
                "on the Hub": sum(bool(x.hub) for x in rows),
            },
            "kinds": dict(Counter(x.kind for x in rows).most_common()),
            "categories": dict(Counter(x.category or "none" for x in rows).most_common()),
            "clauses": dict(Counter(y.type for x in read for y in x.clauses).most_common()),
        }

    def row(self, license_id: str) -> Row | None:
        """Return a row by its exact id; parses one line, where `get` parses the heads of all."""
        wanted = license_id.encode()
        at = bisect_left(self._lines, wanted, key=_id_in)
        if at < len(self._lines) and _id_in(self._lines[at]) == wanted:
            return _row(self._lines[at])
        return None

    def name_of(self, license_id: str) -> str:
        """Return the full name of a licence by its exact id; the id itself if there is none."""
        row = self.row(license_id)
        return row.name if row else license_id

    @cached_property
    def _addresses(self) -> dict[str, str]:
        held: dict[str, set[str]] = {}
        for row in self._rows.values():
            for address in filter(None, (row.address, *row.addresses)):
                held.setdefault(plain(address), set()).add(row.id)
        return {address: ids.pop() for address, ids in held.items() if len(ids) == 1}

    def at(self, address: str) -> Row | None:
        """Return the row whose text stands at that address; None if none or several do."""
        return self._rows.get(self._addresses.get(plain(address), ""))


def plain(address: str) -> str:
    """Return an address without scheme, ``www.``, fragment, query and closing slash.

    >>> plain("https://www.apache.org/licenses/LICENSE-2.0/#x")
    'apache.org/licenses/license-2.0'
    """
    place = address.strip().lower().split("#")[0].split("?")[0].rpartition("://")[2]
    return place.removeprefix("www.").rstrip("/")


def _id_in(line: bytes) -> bytes:
    """Return the id that a line begins with; lines stand in the order of these bytes."""
    return line[len(_START) : line.index(b'"', len(_START))]


def _row(line: bytes) -> Row:
    head, mark, facts = line.partition(FACTS_MARK)
    held = json.loads(head + b"}" if mark else head)
    many: dict[str, Any] = {key: tuple(x) if type(x) is list else x for key, x in held.items()}
    return Row(**many, facts=facts)


@cache
def catalog() -> Catalog:
    """Return the catalog that ships with the program."""
    return Catalog(read_bytes(FILE))
