"""Other GPUs that would do: product lines of the same maker whose driver's terms allow the act.

In: an act of running a driver on a machine. Out: the product lines with the act as it would be on
them, and the terms of their software by the catalog. It decides nothing; the caller judges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from licensescan.documents.values import Kind
from licensescan.licenses.held import held_terms
from licensescan.licenses.known import terms_of
from licensescan.licenses.values import Alternative
from licensescan.plan.hardware import gpu_table, vendor_of
from licensescan.plan.values import Act
from licensescan.policy.ground import TermsIndex


def on_other_gpus(act: Act) -> Iterator[tuple[str, Act, TermsIndex]]:
    """Yield name of a product line, the act on it, and the terms of the software that comes along."""
    machine = act.machine
    line = machine.line_of_products if machine else None
    if machine is None or line is None:
        return
    table = gpu_table()
    examples = {rule["line"]: rule["reads"][0] for rule in reversed(table["rules"])}
    for other, row in table["lines"].items():
        if other == line or vendor_of(other) != vendor_of(line):
            continue
        for software in row.get("software", ()):
            if software == act.asset:
                continue
            terms = _terms(software)
            if terms is not None:
                moved = replace(machine, gpu=examples[other], line_of_products=other)
                yield row["name"], replace(act, asset=software, machine=moved), terms


def _terms(software: str) -> TermsIndex | None:
    known = terms_of(software, Kind.SOFTWARE)
    held = [held_terms(one) for one in known.terms]
    if known.unknown or not held or any(one.unknown for one in held):
        return None
    clauses = tuple(sourced for one in held for sourced in one.terms.clauses)
    return TermsIndex.of(software, Alternative(" AND ".join(known.terms), clauses))
