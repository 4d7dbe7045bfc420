"""The audit page: self-contained, harmless, complete; and it works in a real browser."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from licensescan.reports import render
from licensescan.result import Result
from tests.reports.browser import Browser, browser, missing

SECTIONS = (
    "summary",
    "findings",
    "duties",
    "inventory",
    "lineage",
    "hardware",
    "waivers",
    "not-read",
)


class Page(HTMLParser):
    """Tags with their attributes, and the text, of a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def values(self, name: str) -> set[str]:
        return {attrs[name] or "" for _, attrs in self.tags if name in attrs}


@pytest.fixture(scope="module")
def page(result: Result) -> Page:
    return Page(render(result, "html"))


def test_nothing_is_fetched(page: Page, odd: Result) -> None:
    for one in (page, Page(render(odd, "html"))):
        assert not one.values("src") | one.values("srcset") | one.values("data")
        assert not {"script", "img", "iframe", "link", "object", "embed", "form"} & {
            tag for tag, _ in one.tags
        }
        assert all(re.match(r"#[\w-]+$|https?://", href) for href in one.values("href"))
        assert not [name for _, attrs in one.tags for name in attrs if name.startswith("on")]
        assert not one.values("style")


def test_policy_allows_the_one_style(result: Result) -> None:
    content = render(result, "html")
    style = re.search(r"(?s)<style>(.*)</style>", content)
    assert style
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', content)
    assert policy
    assert policy[1].startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


def test_every_part_is_there(page: Page, bare: Result) -> None:
    for one in (page, Page(render(bare, "html"))):
        assert set(SECTIONS) <= one.values("id")


def test_links_inside_lead_somewhere(page: Page) -> None:
    inside = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert inside <= page.values("id")
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_a_lawyer_finds_what_counts(page: Page) -> None:
    words = " ".join(page.words.split())
    for part in (
        "Acme <Research>",
        "section 1.b.v, LICENSE.txt of meta-llama/Llama-2-13b-chat-hf",
        "improve any other large language model",
        "This report is no legal advice.",
        "read from its text",
        "known terms of the licence named",
        "MSA-2026-17",
        "monthly-active-users 1 finding turns on it",
        "The Hub answered 403",
        "GeForce RTX 4090",
        "Built with Example",
        "a third party",
        "<script>alert(1)</script>",
    ):
        assert part in words


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if reason := missing():
        pytest.skip(reason)
    with browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, 390, 768, 1400])
def test_page_in_a_browser(
    width: int, dark: bool, window: Browser, result: Result, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(render(result, "html"), encoding="utf-8")
    window.show(file, width, dark=dark)
    assert window.log() == []
    assert window.run("return document.documentElement.scrollWidth") <= width
    ink, paper = window.run(
        "const s = getComputedStyle(document.body); return [s.color, s.backgroundColor]"
    )
    shades = [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in (ink, paper)]
    assert (shades[0] > shades[1]) is dark
    assert window.picture().startswith(b"\x89PNG")


def test_contrast_is_readable(window: Browser, result: Result, tmp_path: Path) -> None:
    """Every text has at least 4.5 to 1 against what is behind it (WCAG 2.2, 1.4.3)."""
    file = tmp_path / "report.html"
    file.write_text(render(result, "html"), encoding="utf-8")
    for dark in (False, True):
        window.show(file, 1400, dark=dark)
        assert window.run(CONTRAST) == []


def test_page_on_paper(window: Browser, result: Result, odd: Result, tmp_path: Path) -> None:
    for one in (result, odd):
        file = tmp_path / "report.html"
        file.write_text(render(one, "html"), encoding="utf-8")
        window.show(file, 1000, dark=True)
        assert window.paper().startswith(b"%PDF")


CONTRAST = """
const light = c => { const v = c.match(/[\\d.]+/g).map(Number);
  const f = v.slice(0, 3).map(x => { x /= 255; return x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4; });
  return [.2126 * f[0] + .7152 * f[1] + .0722 * f[2], v.length > 3 ? v[3] : 1]; };
const ground = e => { for (; e; e = e.parentElement) {
  const [l, a] = light(getComputedStyle(e).backgroundColor); if (a === 1) return l; } return 1; };
const bad = [];
for (const e of document.querySelectorAll('body *')) {
  if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
  if (e.closest('.skip, svg, style')) continue;
  const [l] = light(getComputedStyle(e).color), g = ground(e);
  const ratio = (Math.max(l, g) + .05) / (Math.min(l, g) + .05);
  if (ratio < 4.5) bad.push([e.className, e.textContent.slice(0, 30), ratio]);
}
return bad;
"""
