"""``licensescan schema``: the JSON Schema of a file format, for editors and other tools."""

from __future__ import annotations

import json
from importlib import import_module

import click

from licensescan.cli import options
from licensescan.cli.output import emit

RECORDS = {
    "manifest": ("licensescan.plan.manifest", "Manifest"),
    "policy": ("licensescan.policy.records", "Policy"),
    "result": ("licensescan.result", "Result"),
}
"""Format → module and class of its record."""


@click.command("schema")
@click.argument("name", metavar="|".join(RECORDS), type=click.Choice(list(RECORDS)))
@options.output
def command(name: str, output: str | None) -> None:
    """Print the JSON Schema of a file format.

    The schema says which fields there are and what they mean; editors use it to complete and to
    check while one types. What `check` refuses beyond it (a name that nothing has, a lineage that
    runs in a circle) it tells with file and line.
    """
    module, record = RECORDS[name]
    mode = "serialization" if name == "result" else "validation"
    schema = getattr(import_module(module), record).model_json_schema(by_alias=True, mode=mode)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    emit(json.dumps(schema, indent=2, ensure_ascii=False), output)
