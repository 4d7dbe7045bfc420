"""The terms of hosted services and of drivers, by name, version and date."""

from __future__ import annotations

import datetime as dt

import pytest

from licensescan.documents.values import Kind
from licensescan.licenses.catalog import catalog
from licensescan.licenses.known import terms_of
from licensescan.resources import load_yaml

OURS = "LicenseRef-licensescan-"
ROWS = [
    row for name in ("services", "software") for row in load_yaml(f"knowledge/{name}.yaml")[name]
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["name"]))
def test_every_version_leads_to_rows_of_the_catalog(
    row: dict[str, list[dict[str, object]]],
) -> None:
    since = [str(x["since"]) for x in row["versions"] if "since" in x]
    for version in row["versions"]:
        for license_id in version["terms"]:  # type: ignore[attr-defined]
            found = catalog().row(license_id)
            assert found is not None, license_id
            assert found.sha256
    assert all(dt.date.fromisoformat(x) for x in since)


@pytest.mark.parametrize(
    ("asset", "terms"),
    [
        ("nvidia/geforce-driver", "nvidia-driver-535"),
        ("nvidia/geforce-driver@535", "nvidia-driver-535"),
        ("nvidia/geforce-driver@580.95.05", "nvidia-driver-535"),
        ("NVIDIA/GeForce-Driver@2018", "nvidia-geforce-2018"),
        ("nvidia/geforce-driver@470.256", "nvidia-driver-470"),
        ("nvidia/geforce-driver@390", "nvidia-driver-390"),
        ("nvidia/cuda-toolkit@11.8", "nvidia-cuda-toolkit-11.6"),
        ("nvidia/cuda-toolkit@12.4.1", "nvidia-cuda-toolkit-12.9"),
        ("nvidia/cuda-toolkit", "nvidia-cuda-toolkit-13.5"),
    ],
)
def test_software_by_version(asset: str, terms: str) -> None:
    assert terms_of(asset, Kind.SOFTWARE).terms == (OURS + terms,)


@pytest.mark.parametrize("asset", ["openai/gpt-4", "openai/gpt-4o-mini", "OpenAI"])
def test_a_service_is_found_by_its_provider(asset: str) -> None:
    known = terms_of(asset, Kind.SERVICE)
    assert known.terms == (f"{OURS}openai-services-agreement-2026-01-01",)
    assert "no version or date is given" in known.notes[0]


def test_the_longest_name_wins() -> None:
    assert "chatgpt" not in str(terms_of("openai/gpt-4", Kind.SERVICE).notes)
    assert "ChatGPT" in str(terms_of("openai/chatgpt", Kind.SERVICE).notes)


@pytest.mark.parametrize(
    ("day", "terms"),
    [
        ("2023-06-01", "LicenseRef-scancode-openai-tou-20230314"),
        ("2024-06-01", f"{OURS}openai-tou-2024-01-31"),
        ("2026-06-01", f"{OURS}openai-services-agreement-2026-01-01"),
    ],
)
def test_the_day_decides_between_versions(day: str, terms: str) -> None:
    known = terms_of("openai/gpt-4", Kind.SERVICE, dt.date.fromisoformat(day))
    assert known.terms == (terms,)
    assert not any("no version or date" in x for x in known.notes)


@pytest.mark.parametrize(
    ("asset", "kind", "day"),
    [
        ("openai/gpt-3", Kind.SERVICE, dt.date(2020, 1, 1)),
        ("azure/openai/gpt-4", Kind.SERVICE, None),
        ("nobody/nothing", Kind.SERVICE, None),
        ("nvidia/geforce-driver@abc", Kind.SOFTWARE, None),
        ("nvidia/cuda-toolkit@9.2", Kind.SOFTWARE, None),
    ],
)
def test_terms_that_are_not_known_are_said_to_be(
    asset: str, kind: Kind, day: dt.date | None
) -> None:
    known = terms_of(asset, kind, day)
    assert known.terms == ()
    assert known.unknown
