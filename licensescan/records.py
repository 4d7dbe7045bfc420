"""The base of every record that users write or read: manifest, policy, waivers, result.

Records are frozen, refuse unknown keys and speak kebab-case outside. The docstring under an
attribute becomes its description in the published JSON Schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


def kebab(name: str) -> str:
    """Return the outside name of an attribute.

    >>> kebab("monthly_active_users")
    'monthly-active-users'
    >>> kebab("from_")
    'from'
    """
    return name.strip("_").replace("_", "-")


class Record(BaseModel):
    """Frozen, strict about keys, kebab-case outside."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=kebab,
        populate_by_name=True,
        use_attribute_docstrings=True,
    )


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """Marks a tuple that may be written as a list, or as its one item alone."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Make a list of a single item before anything else looks at it."""
        return core_schema.no_info_before_validator_function(_listed, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish both ways of writing it."""
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]}


ONE_OR_MORE = OneOrMore()


def _listed(value: Any) -> Any:
    return value if value is None or isinstance(value, (list, tuple)) else (value,)
