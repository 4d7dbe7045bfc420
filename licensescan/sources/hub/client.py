"""The HTTP client under the Hub's client, bounded in time, size and tries.

In: requests of huggingface_hub. Out: their responses, or `HubFaultError`. The Hub's client retries
five times with waits of up to 8 s and reads bodies of any size; here every wait and every body is
held against one deadline, and what is tried again is decided here alone: a `HubFaultError` is none
of the errors that it retries on. Outside `bounded` the client behaves as the Hub's own.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

import httpx2 as httpx  # what huggingface_hub 2.x speaks through
from huggingface_hub import constants, set_client_factory
from huggingface_hub.errors import OfflineModeIsEnabled

from licensescan.documents.decode import TEXT_LIMIT
from licensescan.sources.hub.faults import HubFaultError

TRIES = 3
WAIT_LIMIT = 10.0
"""Seconds: who is asked to wait longer gives up at once and says so."""

API_LIMIT = 20_000_000
"""Bytes of an answer of the API: the list of a repo's files can be long."""

_RESET = re.compile(r";\s*t=(\d{1,6})")
_UNTIL: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def bounded(until: float) -> Iterator[None]:
    """Bound all requests of this thread by a deadline on the clock of `time.monotonic`."""
    token = _UNTIL.set(until)
    try:
        yield
    finally:
        _UNTIL.reset(token)


@cache
def install() -> None:
    """Make the Hub's client speak through `BoundedClient`, once in a process."""
    set_client_factory(_client)


def _client() -> BoundedClient:
    return BoundedClient(
        event_hooks={"request": [_refuse_offline]}, follow_redirects=True, timeout=None
    )


def _refuse_offline(_: httpx.Request) -> None:
    if constants.is_offline_mode():
        raise OfflineModeIsEnabled("offline mode is enabled")


class BoundedClient(httpx.Client):
    """Sends within the deadline that `bounded` set, and tries again where that may help."""

    def send(
        self, request: httpx.Request, *, stream: bool = False, **options: Any
    ) -> httpx.Response:
        """Return the response; its body is bounded too.

        Raises:
            HubFaultError: Throttled, failing, silent, too large, cut short or not reachable.
        """
        until = _UNTIL.get()
        if until is None:
            return super().send(request, stream=stream, **options)
        # Otherwise a small body could unpack into one of any size.
        request.headers["Accept-Encoding"] = "identity"
        for attempt in range(TRIES):
            try:
                return self._once(request, until, stream, options)
            except HubFaultError as fault:
                wait = fault.wait
                late = wait is None or time.monotonic() + wait >= until
                if wait is None or late or wait > WAIT_LIMIT or attempt + 1 == TRIES:
                    raise
            time.sleep(wait * 2**attempt)
        raise AssertionError("the last try returns or raises")

    def _once(
        self, request: httpx.Request, until: float, stream: bool, options: dict[str, Any]
    ) -> httpx.Response:
        each = min(_left(until), float(constants.HF_HUB_DOWNLOAD_TIMEOUT))
        request.extensions["timeout"] = httpx.Timeout(each).as_dict()
        with _named_faults(request):
            response = super().send(request, stream=True, **options)
        try:
            _check(response)
            limit = _limit(request)
            response.stream = _BoundedStream(response.stream, until, limit)
            if not stream:
                response.read()
        except BaseException:
            response.close()
            raise
        return response


class _BoundedStream(httpx.SyncByteStream):
    """A body that ends in an error when it is too long, too slow or cut short."""

    def __init__(self, inner: Any, until: float, limit: int) -> None:
        self._inner = inner
        self._until = until
        self._limit = limit

    def __iter__(self) -> Iterator[bytes]:
        length = 0
        parts = iter(self._inner)
        while True:
            _left(self._until)
            try:
                part = next(parts, None)
            except httpx.TimeoutException:
                raise _silent() from None
            except (httpx.NetworkError, httpx.RemoteProtocolError):
                raise HubFaultError("truncated", "the answer was cut short") from None
            if part is None:
                return
            length += len(part)
            if length > self._limit:
                raise _too_large(self._limit)
            yield part

    def close(self) -> None:
        self._inner.close()


@contextmanager
def _named_faults(request: httpx.Request) -> Iterator[None]:
    """Turn errors of the network, which the Hub's client would retry on, into faults."""
    try:
        yield
    except httpx.ConnectTimeout:
        raise HubFaultError("no-network", f"{request.url.host} does not answer", 1.0) from None
    except httpx.TimeoutException:
        raise _silent() from None
    except (httpx.ConnectError, httpx.ProxyError):
        raise HubFaultError("no-network", f"{request.url.host} cannot be reached", 0.5) from None
    except (httpx.NetworkError, httpx.RemoteProtocolError):
        raise HubFaultError("server-error", "the Hub closed the connection", 0.5) from None
    except (httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.TooManyRedirects):
        raise HubFaultError("other", "the Hub's address leads nowhere") from None


def _check(response: httpx.Response) -> None:
    """Raise for what is to be tried again, and for what is announced as too large.

    The headers that would hand the download over to a client of its own, which knows no
    deadline, are taken off.
    """
    status = response.status_code
    if status == 429:
        wait = _asked_wait(response.headers)
        asks = f"asks to wait {wait:.0f} s" if wait is not None else "gets too many requests"
        raise HubFaultError(
            "throttled", f"the Hub {asks} (HTTP 429)", 1.0 if wait is None else wait
        )
    if status == 408 or status >= 500:
        raise HubFaultError("server-error", f"the Hub failed (HTTP {status})", 0.5)
    response.headers.pop("x-xet-hash", None)
    sizes = [response.headers.get(name, "") for name in ("x-linked-size", "content-length")]
    limit = _limit(response.request)
    if any(size.isdigit() and len(size) < 19 and int(size) > limit for size in sizes):
        raise _too_large(limit)


def _asked_wait(headers: httpx.Headers) -> float | None:
    """Return the seconds that a throttling server asks to wait.

    Source: RFC 9110, 10.2.3 (seconds only); draft-ietf-httpapi-ratelimit-headers for ``RateLimit``.
    """
    asked = headers.get("retry-after", "").strip()
    if asked.isdigit() and len(asked) < 7:
        return float(asked)
    reset = _RESET.search(headers.get("ratelimit", ""))
    return float(reset[1]) if reset else None


def _limit(request: httpx.Request) -> int:
    return API_LIMIT if request.url.path.startswith("/api/") else TEXT_LIMIT


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise HubFaultError("timeout", "the time for fetching was used up")
    return left


def _silent() -> HubFaultError:
    return HubFaultError("timeout", "the Hub did not answer in time", 0.5)


def _too_large(limit: int) -> HubFaultError:
    return HubFaultError("too-large", f"it has more than {limit / 1e6:.0f} MB")
