"""The server: model and dataset metadata, files by HEAD and GET, and what goes wrong with them."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.hub_server.repos import Fault, Repo

_BLOAT = b"All work and no play makes a long text.\n" * 1_250_000


class HubServer:
    """A Hub on a free port of loopback; use it as a context manager."""

    def __init__(self) -> None:
        self.repos: dict[tuple[str, str], Repo] = {}
        self.log: list[tuple[str, str]] = []
        self.tokens: dict[str, str] = {}
        self.stopped = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.hub = self  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> HubServer:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def add(
        self,
        id: str,
        files: dict[str, str | bytes] | None = None,
        *,
        fault: Fault | None = None,
        **options: Any,
    ) -> Repo:
        """Add a repo; options are the attributes of `Repo`. A dataset has ``kind="dataset"``."""
        content = {k: v.encode() if isinstance(v, str) else v for k, v in (files or {}).items()}
        repo = Repo(id, content, faults=[fault] if fault else [], **options)
        self.repos[repo.kind, id] = repo
        return repo

    def environment(self, home: Path, **more: str) -> dict[str, str]:
        """Return variables that lead a command to this Hub, with caches under a folder."""
        return {
            "HF_ENDPOINT": self.url,
            "HF_HOME": str(home / "hf"),
            "LICENSESCAN_CACHE": str(home / "licensescan"),
            "HF_HUB_DISABLE_TELEMETRY": "1",
            **more,
        }

    def asked(self, part: str) -> list[tuple[str, str]]:
        """Return the requests (method, path) whose path contains something."""
        return [entry for entry in self.log if part in entry[1]]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def hub(self) -> HubServer:
        return self.server.hub  # type: ignore[attr-defined,no-any-return]

    def log_message(self, *_: object) -> None:
        """Keep stderr clean."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        path = unquote(urlsplit(self.path).path).strip("/")
        self.hub.log.append((self.command, path))
        self.hub.tokens[path] = self.headers.get("Authorization", "")
        try:
            if path.startswith("api/"):
                self._api(path.split("/")[1:])
            elif "/resolve/" in path:
                self._file(path)
            elif path.startswith("store/"):
                self._stored(path.split("/")[1])
            else:
                self._send(404)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _api(self, parts: list[str]) -> None:
        kind = {"models": "model", "datasets": "dataset"}.get(parts[0], "")
        name, _, revision = "/".join(parts[1:]).partition("/revision/")
        repo = self._repo(kind, name)
        if repo is None or self._fails(repo.fault("api"), b"{}"):
            return
        if repo.moved_to:
            target = "/".join(parts).replace(repo.id, repo.moved_to)
            self._send(307, headers={"Location": f"/api/{target}"})
        elif revision and revision not in {*repo.branches, repo.sha}:
            self._send(404, headers={"X-Error-Code": "RevisionNotFound"})
        else:
            self._send(
                200, json.dumps(repo.metadata()).encode(), {"Content-Type": "application/json"}
            )

    def _file(self, path: str) -> None:
        name, _, rest = path.partition("/resolve/")
        revision, _, file = rest.partition("/")
        kind = "dataset" if name.startswith("datasets/") else "model"
        repo = self._repo(kind, name.removeprefix("datasets/"))
        if repo is None:
            return
        body = repo.files.get(file)
        if self._fails(repo.fault("file", file), body or b"", repo):
            return
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if repo.gated and token not in repo.allowed:
            self._send(403 if token else 401, headers={"X-Error-Code": "GatedRepo"})
        elif repo.moved_to:
            self._send(307, headers={"Location": "/" + path.replace(repo.id, repo.moved_to)})
        elif revision not in {*repo.branches, repo.sha}:
            self._send(404, headers={"X-Error-Code": "RevisionNotFound"})
        elif body is None:
            self._send(404, headers={"X-Error-Code": "EntryNotFound", "X-Repo-Commit": repo.sha})
        elif repo.cdn:
            self._send(302, headers={**self._linked(repo, body), "Location": self._store(body)})
        else:
            self._send(200, body, self._headers(repo, body))

    def _repo(self, kind: str, name: str) -> Repo | None:
        """Return a repo; answer as the Hub does where there is none (401 to a stranger)."""
        repo = self.hub.repos.get((kind, name))
        if repo is None:
            known = "Authorization" in self.headers
            self._send(404 if known else 401, headers={"X-Error-Code": "RepoNotFound"})
        return repo

    def _headers(self, repo: Repo, body: bytes) -> dict[str, str]:
        return {"ETag": f'"{_etag(body)}"', "X-Repo-Commit": repo.sha}

    def _linked(self, repo: Repo, body: bytes) -> dict[str, str]:
        linked = {"X-Linked-Size": str(len(body)), "X-Linked-ETag": f'"{_etag(body)}"'}
        return {**self._headers(repo, body), **linked, "X-Xet-Hash": "0" * 64}

    def _store(self, body: bytes) -> str:
        # Another host than the Hub's own, which the client must not send its token to.
        return f"{self.hub.url}/store/{_etag(body)}".replace("127.0.0.1", "localhost")

    def _stored(self, etag: str) -> None:
        bodies = (body for repo in self.hub.repos.values() for body in repo.files.values())
        self._send(200, next(body for body in bodies if _etag(body) == etag))

    def _fails(self, fault: Fault | None, body: bytes, repo: Repo | None = None) -> bool:
        """Do what a fault says; return whether that was the answer."""
        if fault is None:
            return False
        headers = self._headers(repo, body) if repo else {}
        match fault.sort:
            case "status":
                asked = {"Retry-After": fault.retry_after} if fault.retry_after else {}
                self._send(fault.status, b"{}", {**asked, **fault.headers})
            case "hang":
                self.hub.stopped.wait(fault.seconds)
                self.close_connection = True
            case "drop":
                self.close_connection = True
            case "html":
                self._send(200, b"<html>Please log in</html>", {"Content-Type": "text/html"})
            case _:
                self._spoiled(fault, body, headers)
        return True

    def _spoiled(self, fault: Fault, body: bytes, headers: dict[str, str]) -> None:
        """Send a body with something wrong; HEAD is as it should be, but for its size."""
        get = self.command == "GET"
        announced = len(body) + 7 if fault.sort == "lie" and not get else len(body)
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        if fault.sort == "bloat":
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(announced))
        self.end_headers()
        if get:
            self._pour(fault, body)
        self.close_connection = True

    def _pour(self, fault: Fault, body: bytes) -> None:
        match fault.sort:
            case "truncate":
                self.wfile.write(body[: len(body) // 2])
            case "bloat":
                for start in range(0, len(_BLOAT), 1 << 16):
                    self.wfile.write(_BLOAT[start : start + (1 << 16)])
            case "drip":
                for i in range(len(body)):
                    self.wfile.write(body[i : i + 1])
                    self.wfile.flush()
                    time.sleep(0.1)
            case _:
                self.wfile.write(body)

    def _send(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _etag(body: bytes) -> str:
    return hashlib.sha1(body).hexdigest()
