"""A real browser for tests: Chromium through its driver, spoken to over the WebDriver protocol."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def missing() -> str:
    """Return why there is no browser to test with; empty when there is one."""
    if not shutil.which("chromedriver"):
        return "no chromedriver is installed"
    return "" if any(map(shutil.which, BROWSERS)) else "no Chromium is installed"


class Browser:
    """One window."""

    def __init__(self, root: str) -> None:
        self._root = root

    def call(self, path: str, **body: Any) -> Any:
        """Send one command, return its value."""
        request = urllib.request.Request(
            f"{self._root}/{path}".rstrip("/"),
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def devtools(self, method: str, **params: Any) -> Any:
        """Send one command of the DevTools protocol."""
        return self.call("goog/cdp/execute", cmd=method, params=params)

    def show(self, page: Path, width: int, *, dark: bool = False) -> None:
        """Open a page as wide as a given screen."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self.devtools("Emulation.setEmulatedMedia", features=[scheme])
        self.call("url", url=page.as_uri())

    def run(self, script: str) -> Any:
        """Run a script that returns a value; the page's own policy does not bind it."""
        return self.call("execute/sync", script=script, args=[])

    def log(self) -> list[str]:
        """Return what the browser complained about since last asked."""
        return [entry["message"] for entry in self.call("se/log", type="browser")]

    def picture(self) -> bytes:
        """Return the whole page as PNG."""
        shot = self.devtools("Page.captureScreenshot", captureBeyondViewport=True)
        return base64.b64decode(shot["data"])

    def paper(self) -> bytes:
        """Return the page as it prints, as PDF."""
        pages = self.devtools("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(pages["data"])


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Start a browser that keeps what it needs in a folder; end it afterwards."""
    log = folder / "driver.log"
    with log.open("wb") as sink:
        driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=sink, stderr=sink)
        try:
            window = Browser(f"http://127.0.0.1:{_port(log)}/session")
            session = _open(window, folder)
            try:
                yield Browser(f"{window._root}/{session}")
            finally:
                request = urllib.request.Request(f"{window._root}/{session}", method="DELETE")
                urllib.request.urlopen(request, timeout=30).close()
        finally:
            driver.terminate()
            driver.wait(timeout=30)


def _open(window: Browser, folder: Path) -> str:
    options = {
        "binary": next(path for name in BROWSERS if (path := shutil.which(name))),
        "args": [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            f"--user-data-dir={folder / 'profile'}",
        ],
    }
    wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
    answer = window.call("", capabilities={"alwaysMatch": wanted})
    return str(answer["sessionId"])


def _port(log: Path) -> int:
    mark = "was started successfully on port "
    for _ in range(300):
        text = log.read_text(errors="replace")
        if mark in text:
            return int(text.split(mark)[1].split(".")[0])
        time.sleep(0.1)
    raise RuntimeError(f"chromedriver did not start: {log.read_text(errors='replace')}")
