"""What something is used for, once defaults and exceptions are put together.

In: the manifest's default use and the one that a component, step or machine states. Out: one
`Use`. A field that is not stated stays as it was; one that is stated as empty becomes unknown.
"""

from __future__ import annotations

from licensescan.plan.manifest import Use

NO_USE = Use()
"""Nothing is known, as of what a third party did."""


def merged(default: Use, stated: Use | None) -> Use:
    """Return the default with the stated fields in their place.

    >>> merged(Use(purpose="commercial", fields=("x",)), Use(purpose="research")).fields
    ('x',)
    """
    if stated is None or not stated.model_fields_set:
        return default
    fields = {name: getattr(default, name) for name in default.model_fields_set}
    fields |= {name: getattr(stated, name) for name in stated.model_fields_set}
    return Use(**fields)
