"""What pydantic says of a record that does not fit, as one error with file, line and remedy.

In: a `ValidationError`, the marked YAML it was made from, the record's class. Out: one error that
names the first fault that explains the others. It never shows a stranger's text unescaped.
"""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Iterable
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from licensescan.errors import InputError
from licensescan.plan.marked import Marked, Path, read_marked, visible

AnyRecord = TypeVar("AnyRecord", bound=BaseModel)

_KIND_MISMATCH = ("model_type", "tuple_type", "string_type", "literal_error", "dict_type")
"""What the branches of a union say that the value was never meant for."""

_PLAIN = {
    "model_type": "must be a mapping (key: value)",
    "dict_type": "must be a mapping (key: value)",
    "tuple_type": "must be a list",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "string_too_short": "must not be empty",
    "string_too_long": "is too long",
    "greater_than_equal": "must not be negative",
}
_REMEDY = {
    "string_type": "Put it in quotes if it is meant as text.",
    "tuple_type": "Write it as a list: [one, two].",
    "model_type": "Write its fields as key: value on lines of their own, indented.",
    "int_type": "Write digits alone, such as 2_000_000, without a unit.",
    "int_parsing": "Write digits alone, such as 2_000_000, without a unit.",
    "bool_parsing": "Write true or false.",
    "bool_type": "Write true or false.",
}


def record_of(
    marked: Marked, record: type[AnyRecord], error: type[InputError], schema: str = "manifest"
) -> AnyRecord:
    """Make a record of a parsed YAML text, with outside (kebab-case) names only.

    Raises:
        InputError: It does not fit; the class is the caller's.
    """
    try:
        return record.model_validate(marked.value, by_alias=True, by_name=False)
    except ValidationError as fault:
        raise _complaint(fault, marked, record, error, schema) from None


def read_record(
    text: str, path: str, record: type[AnyRecord], error: type[InputError], schema: str
) -> tuple[AnyRecord, Marked]:
    """Parse a YAML text into a record, with the lines of its fields.

    Raises:
        InputError: No YAML, or it does not fit; the class is the caller's.
    """
    marked = read_marked(text, path, error)
    return record_of(marked, record, error, schema), marked


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean "x"?`` for a near miss, else an empty text."""
    choices = sorted(known)
    plain = word.strip().casefold().replace("_", "-").replace(" ", "-")
    near = difflib.get_close_matches(plain[:100], choices, n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else ""


def _complaint(
    fault: ValidationError,
    marked: Marked,
    record: type[BaseModel],
    error: type[InputError],
    schema: str,
) -> InputError:
    faults = fault.errors(include_url=False)
    details = min(faults, key=lambda one: _rank(one, marked))
    place, field = _place(details, marked.value)
    what, remedy = _words(details, place, field, record)
    telling = {_place(one, marked.value) for one in faults if not _is_branch(one, marked)}
    others = len(telling - {(place, field)})
    more = f" ({others} more after this.)" if others > 0 else ""
    fallback = f"See licensescan schema {schema} for what is allowed here."
    full = (*place, field) if field else place
    return error(what, where=marked.where(full), remedy=(remedy or fallback) + more)


def _rank(details: ErrorDetails, marked: Marked) -> tuple[int, int, int]:
    """Unknown keys explain missing ones; a union's other branches explain nothing."""
    place, _ = _place(details, marked.value)
    kind = details["type"]
    if kind == "extra_forbidden":
        order = 0
    elif not _is_branch(details, marked):
        order = 1
    else:
        order = 2 if kind in ("literal_error", "tuple_type") else 3
    return order, marked.line_of(place), -len(place)


def _is_branch(details: ErrorDetails, marked: Marked) -> bool:
    """Whether this is a branch of a union saying that the value was never meant for it."""
    place, _ = _place(details, marked.value)
    return details["type"] in _KIND_MISMATCH and len(details["loc"]) > len(place)


def _place(details: ErrorDetails, value: Any) -> tuple[Path, str]:
    """Return the path as the text has it, and the name of a field that is missing there."""
    place: list[str | int] = []
    for part in details["loc"]:
        if isinstance(value, dict):
            known = part in value
        else:
            known = isinstance(value, list) and isinstance(part, int) and part < len(value)
        if known:
            value = value[part]
            place.append(part)
    field = str(details["loc"][-1]) if details["type"] == "missing" else ""
    return tuple(place), field


def _words(
    details: ErrorDetails, place: Path, field: str, record: type[BaseModel]
) -> tuple[str, str]:
    kind, given = details["type"], details["input"]
    if kind == "extra_forbidden":
        key = str(place[-1])
        known = _keys_at(record, place[:-1])
        advice = suggestion(key, known) or f"The keys here are {', '.join(known)}."
        return f'unknown key "{visible(key)}"', advice
    if kind == "missing":
        return f'"{field}" is missing', f"Add {field}: … there."
    if kind in ("enum", "literal_error"):
        known = re.findall(r"'([^']*)'", str(details.get("ctx", {}).get("expected", "")))
        known = known or [str(details.get("ctx", {}).get("expected", ""))]
        return f"{_shown(given)} is none of {', '.join(known)}", suggestion(str(given), known)
    if kind == "value_error":
        what, _, remedy = details["msg"].removeprefix("Value error, ").partition("\n")
        return what, remedy
    what = _PLAIN.get(kind, details["msg"][:1].lower() + details["msg"][1:])
    return f"{what}, but is {_shown(given)}", _REMEDY.get(kind, "")


def _shown(given: Any) -> str:
    match given:
        case None:
            return "empty"
        case str():
            return f'"{visible(given)}"'
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case bool():
            return str(given).lower()
        case _:
            return visible(str(given))


def _keys_at(record: type[BaseModel], place: Path) -> list[str]:
    """Return the keys that the record at a path knows, as written outside."""
    found: Any = record
    for part in place:
        found = _record_in(found)
        if found is None:
            return []
        if isinstance(part, str):
            fields = found.model_fields.values()
            found = next((f.annotation for f in fields if f.alias == part), None)
    found = _record_in(found)
    return [str(f.alias) for f in found.model_fields.values()] if found else []


def _record_in(annotation: Any) -> type[BaseModel] | None:
    """Return the record that an annotation holds: in a list, a union, or itself."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, list, Union, types.UnionType, Annotated):
        return next((r for a in get_args(annotation) if (r := _record_in(a))), None)
    return None
