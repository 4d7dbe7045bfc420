"""What all tests share: no network but loopback, a cache of their own, and the folders they read."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class NetworkForbiddenError(RuntimeError):
    """A test tried to reach the network."""


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sockets connect to this machine alone; a test marked ``network`` may go further."""
    if request.node.get_closest_marker("network"):
        return
    connect, lookup = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise NetworkForbiddenError(f"a test tried to connect to {address}")
        connect(self, address)

    def guarded_lookup(host: Any, *args: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and name not in LOOPBACK:
            raise NetworkForbiddenError(f"a test tried to look up {name}")
        return lookup(host, *args, **options)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_lookup)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the program's cache of this run apart from the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LICENSESCAN_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("HF_TOKEN", raising=False)
        yield


@pytest.fixture(scope="session")
def quickstart() -> Path:
    """Return the manifest of the quickstart."""
    return ROOT / "fixtures" / "quickstart" / "licensescan.yaml"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared gold texts beside the checkout, or skip."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("needs ../shared (gold texts and scenarios) beside the checkout")
    return folder
