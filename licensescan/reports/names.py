"""Names of licences, and lists of names, as reports show them."""

from __future__ import annotations

from licensescan.licenses.catalog import catalog


def license_name(license_id: str | None) -> str:
    """Return the full name of a licence by its id; empty where it is no single known licence."""
    row = catalog().get(license_id)
    return row.name if row else ""


def listed(value: object) -> tuple[str, ...]:
    """Return a value that should be a list of names as one, whatever it is.

    >>> listed("a"), listed(["a", 1]), listed(None)
    (('a',), ('a', '1'), ())
    """
    if value is None:
        return ()
    if isinstance(value, (list, tuple, set, frozenset)):
        return tuple(str(x) for x in value)
    return (str(value),)
