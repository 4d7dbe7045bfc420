"""The Hub, not yet."""

from licensescan.sources.places import Hub


def connect(*, until: float, offline: bool) -> Hub:
    """Return a connection."""
    raise NotImplementedError
