"""The words of a published licence, where a package that has them is installed.

In: the id of a licence. Out: its words by their hashes, for saying which of them an edited copy
leaves out. The project itself keeps hashes alone; the words are those of ``licensedcode-data``
(extra ``texts``), read only when they are to be shown. That a word has the hash proves that it is
the licence's own, whatever edition of the package is there.
"""

from __future__ import annotations

from licensescan.licenses.catalog import catalog
from licensescan.licenses.words import hashes_of, words_of
from licensescan.resources import read_installed


def spelled(license_id: str) -> dict[int, str]:
    """Return the words of a licence by their hashes; none where its text is not at hand."""
    row = catalog().row(license_id)
    name = f"data/licenses/{row.key}.LICENSE" if row and row.key else ""
    content = read_installed("licensedcode", name) if name else None
    words = words_of(content.decode("utf-8", "replace")) if content else []
    return {x: word.decode() for x, word in zip(hashes_of(words), words, strict=True)}
