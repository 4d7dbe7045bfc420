"""The base of every record that users write or read: manifest, policy, waivers, result.

Records are frozen, refuse unknown keys and speak kebab-case outside. The docstring under an
attribute becomes its description in the published JSON Schema.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


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
