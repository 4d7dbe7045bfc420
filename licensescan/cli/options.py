"""Options that several commands share, each a decorator, so that they mean the same everywhere."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

import click

from licensescan.errors import InputError

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_MANIFEST = "licensescan.yaml"


def formats(*names: str) -> Callable[[F], F]:
    """Offer ``--format`` with these names, the first being the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="Form of the result.",
    )


def output(function: F) -> F:
    """Offer ``--output``."""
    return click.option(
        "-o", "--output", metavar="FILE", help="Write to FILE instead of the screen."
    )(function)


def offline(function: F) -> F:
    """Offer ``--offline``."""
    return click.option(
        "--offline", is_flag=True, help="Use mirrors, local files and caches; ask no server."
    )(function)


def date(function: F) -> F:
    """Offer ``--date``."""
    return click.option(
        "--date",
        metavar="YYYY-MM-DD",
        help="Day that waivers and reports count from; default SOURCE_DATE_EPOCH, else today.",
    )(function)


def policy(function: F) -> F:
    """Offer ``--policy``."""
    return click.option(
        "--policy",
        metavar="NAME|FILE",
        help="Policy to judge by, instead of the manifest's: a built-in name or a file.",
    )(function)


@dataclass(frozen=True, slots=True)
class Job:
    """What a command is to judge.

    Attributes:
        manifest: Path of the manifest.
        policy: Built-in name or file that takes the place of the manifest's policy.
        offline: Whether to ask no server.
        today: Day that waivers and reports count from.
    """

    manifest: str
    policy: str | None
    offline: bool
    today: dt.date


def judging(function: Callable[..., Any]) -> Callable[..., Any]:
    """Take the manifest, offer ``--policy``, ``--offline`` and ``--date``; pass them as one job."""

    @wraps(function)
    def gathered(
        manifest: str, policy: str | None, offline: bool, date: str | None, **others: Any
    ) -> Any:
        return function(Job(manifest, policy, offline, day(date)), **others)

    taken = policy(offline(date(gathered)))
    return click.argument("manifest", metavar="[MANIFEST]", default=DEFAULT_MANIFEST)(taken)


def day(value: str | None) -> dt.date:
    """Return the day that counts as today.

    Raises:
        InputError: ``--date`` or SOURCE_DATE_EPOCH is no date.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if value is not None:
            return dt.date.fromisoformat(value)
        if epoch:
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        place = "--date" if value is not None else "SOURCE_DATE_EPOCH"
        raise InputError(
            f"{value or epoch!r} is no date",
            where=place,
            remedy="write --date as 2027-03-31, SOURCE_DATE_EPOCH as seconds since 1970",
        ) from error
    return dt.datetime.now().astimezone().date()
