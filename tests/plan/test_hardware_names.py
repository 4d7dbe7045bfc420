"""GPU names and instance types as people, tools and clouds write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensescan.plan import build_plan, parse_manifest
from licensescan.plan.hardware import instance, product_line, vendor_of
from licensescan.plan.names import known_software
from licensescan.plan.values import Machine
from licensescan.resources import load_yaml

GPUS = load_yaml("knowledge/gpus.yaml")
INSTANCES = load_yaml("knowledge/instances.yaml")
READS = [(name, rule["line"]) for rule in GPUS["rules"] for name in rule["reads"]]


def machine(fields: str) -> Machine:
    loaded = parse_manifest(f"hardware: [{{name: x, {fields}}}]", "m")
    return build_plan(loaded, {}).machines[0]


@pytest.mark.parametrize(("name", "line"), READS)
def test_each_rule_reads_its_examples(name: str, line: str) -> None:
    found = product_line(name)
    assert found is not None
    assert found.id == line


def test_every_line_has_a_source_a_vendor_a_rule_and_software_that_is_known() -> None:
    ruled = {rule["line"] for rule in GPUS["rules"]}
    assert ruled == set(GPUS["lines"])
    for name, row in GPUS["lines"].items():
        assert row["source"], name
        assert vendor_of(name) == row["vendor"]
        assert set(row["software"]) <= known_software()


@pytest.mark.parametrize(
    "name", ["", "RTX", "nvidia", "nvidia.com/gpu", "FooGPU 3000", "GB10", "XYZ-1"]
)
def test_a_name_that_tells_nothing_has_no_line(name: str) -> None:
    assert product_line(name) is None


def test_a_name_that_could_be_two_is_read_as_the_stricter() -> None:
    found = product_line("A100 or RTX 4090")
    assert found is not None
    assert found.id == "geforce"


CLOUD = [
    ("aws:g5.xlarge", "NVIDIA A10G", "cloud"),
    ("g6e.12xlarge", "NVIDIA L40S", "cloud"),
    ("aws:ml.p4d.24xlarge", "NVIDIA A100", "cloud"),
    ("AWS:P5.48xlarge", "NVIDIA H100", "cloud"),
    ("aws:m5.large", "none", "cloud"),
    ("aws:unheard-of", None, "cloud"),
    ("gcp:a2-highgpu-1g", "NVIDIA A100", "cloud"),
    ("gcp:n1-standard-8", None, "cloud"),
    ("azure:Standard_NC24ads_A100_v4", "NVIDIA A100", "cloud"),
    ("azure:Standard_NV12s_v3", "NVIDIA Tesla M60", "cloud"),
    ("azure:Standard_D8s_v5", "none", "cloud"),
    ("lambda:gpu_8x_a100_80gb_sxm4", "gpu_8x_a100_80gb_sxm4", "cloud"),
    ("oci:BM.GPU.H100.8", "bm.gpu.h100.8", "cloud"),
    ("vast.ai:RTX_3090", "rtx_3090", "marketplace"),
    ("runpod:RTX 4090", "rtx 4090", "marketplace"),
    ("runpod:secure:RTX 4090", "rtx 4090", "cloud"),
    ("runpod-community:NVIDIA A40", "nvidia a40", "marketplace"),
    ("hetzner:GEX44", "NVIDIA RTX 4000 SFF Ada", "datacenter"),
    ("nobody:x1", None, None),
    ("x1", None, None),
]


@pytest.mark.parametrize(("written", "gpu", "site"), CLOUD)
def test_instance_types_give_gpu_and_site(written: str, gpu: str | None, site: str | None) -> None:
    found = instance(written)
    assert (found.gpu, found.site) == (gpu, site)


def test_every_gpu_of_an_instance_is_one_that_is_read() -> None:
    for name, provider in INSTANCES["providers"].items():
        assert provider["site"] in ("cloud", "marketplace", "datacenter")
        assert provider["source"].startswith("https://")
        for row in provider["types"]:
            if row["gpu"] not in (None, "rest"):
                assert product_line(row["gpu"]) is not None, (name, row)
    assert set(INSTANCES["also"].values()) <= set(INSTANCES["providers"])


def test_what_comes_with_a_machine() -> None:
    found = machine("gpu: GeForce RTX 4090, site: workstation")
    assert (found.line_of_products, found.owned) == ("geforce", True)
    assert found.software == ("nvidia/geforce-driver",)
    assert machine("gpu: RTX 4090, site: workstation, owned: false").owned is False
    assert machine("gpu: RTX 4090, site: datacenter").owned is None
    assert machine("gpu: RTX 4090, software: []").software == ()
    assert machine("gpu: RTX 4090, software: [cuda@11.6]").software == ("cuda@11.6",)
    unknown = machine("gpu: Voodoo 2")
    assert (unknown.line_of_products, unknown.software, unknown.site) == (None, (), None)
    cloud = machine("instance: 'aws:g5.xlarge'")
    assert (cloud.gpu, cloud.site, cloud.line_of_products) == (
        "NVIDIA A10G",
        "cloud",
        "nvidia-data-center",
    )
    assert machine("instance: 'aws:g5.xlarge', site: unknown").site == "cloud"
    assert machine("gpu: RTX 4090, site: unknown").site is None
    assert machine("instance: 'vast:RTX 4090', site: datacenter").site == "datacenter"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_name_is_read_or_unknown(name: str) -> None:
    product_line(name)
    instance(name)
    instance(f"aws:{name}")
