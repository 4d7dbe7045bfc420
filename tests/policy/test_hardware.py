"""Where software may run, and on what."""

from __future__ import annotations

from typing import Any

import pytest

from tests.policy.scene import clause, found, judged, verdict

RACK = clause("no-datacenter", section="2.8", exceptions=["blockchain processing"])


def machine(**fields: Any) -> dict[str, Any]:
    return {
        "use": {"purpose": "commercial", "delivery": ["internal"]},
        "components": [{"software": "acme/driver"}],
        "hardware": [{"name": "farm", "software": ["acme/driver"], **fields}],
    }


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"site": "datacenter", "workload": "inference"}, "violation"),
        ({"site": "colocation", "workload": "inference"}, "violation"),
        ({"site": "cloud", "workload": "inference"}, "violation"),
        ({"site": "marketplace", "workload": "inference"}, "review"),
        ({"workload": "inference"}, "review"),
        ({"site": "unknown", "workload": "inference"}, "review"),
        ({"site": "office", "workload": "inference"}, None),
        ({"site": "workstation", "workload": "inference"}, None),
        ({"site": "edge", "workload": "inference"}, None),
        ({"site": "datacenter", "workload": "blockchain"}, None),
        ({"site": "datacenter"}, "review"),
        ({"site": "datacenter", "runs": ["other/model"]}, "violation"),
    ],
)
def test_datacenter(fields: dict[str, Any], expected: str | None) -> None:
    judgement = judged(machine(**fields), {"acme/driver": [RACK]})
    assert verdict(judgement, "no-datacenter") == expected


def test_the_finding_is_about_the_machine() -> None:
    plan = machine(site="datacenter", workload="inference")
    (finding,) = found(judged(plan, {"acme/driver": [RACK]}), "no-datacenter")
    assert finding.id == "no-datacenter:farm@acme/driver"
    assert any("office" in remedy for remedy in finding.remedies)


@pytest.mark.parametrize(
    ("gpu", "expected"),
    [("GeForce RTX 4090", "violation"), ("NVIDIA A100", None), ("Mystery 9", "review")],
)
def test_a_clause_means_the_hardware_that_its_section_names(gpu: str, expected: str | None) -> None:
    plan = machine(site="datacenter", workload="inference", gpu=gpu)
    texts = [
        clause("no-datacenter", section="2.8"),
        clause("hardware-restriction", section="2.8", hardware=["GeForce or Titan products"]),
    ]
    assert verdict(judged(plan, {"acme/driver": texts}), "no-datacenter") == expected


@pytest.mark.parametrize(
    ("gpu", "hardware", "expected"),
    [
        ("NVIDIA A100", ["NVIDIA GPUs"], None),
        ("AMD Instinct MI300X", ["NVIDIA GPUs"], "violation"),
        ("AMD Instinct MI300X", ["non-NVIDIA platform"], "violation"),
        ("Mystery 9", ["NVIDIA GPUs"], "review"),
        ("NVIDIA A100", [], "review"),
    ],
)
def test_certain_hardware_only(gpu: str, hardware: list[str], expected: str | None) -> None:
    plan = machine(site="datacenter", workload="inference", gpu=gpu)
    texts = [clause("hardware-restriction", hardware=hardware)]
    judgement = judged(plan, {"acme/driver": texts})
    assert verdict(judgement, "hardware-restriction", "farm") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"site": "workstation"}, None),
        ({"site": "datacenter", "owned": True}, None),
        ({"site": "datacenter", "owned": False}, "violation"),
        ({"site": "datacenter"}, "review"),
        ({"site": "marketplace", "owned": False}, None),
    ],
)
def test_hardware_that_one_owns(fields: dict[str, Any], expected: str | None) -> None:
    plan = machine(gpu="GeForce RTX 4090", **fields)
    texts = [clause("hardware-restriction", hardware=["GeForce hardware products you own"])]
    judgement = judged(plan, {"acme/driver": texts})
    assert verdict(judgement, "hardware-restriction", "farm") == expected


def test_hardware_that_is_excluded() -> None:
    plan = machine(site="datacenter", gpu="AMD Instinct MI300X")
    texts = [clause("hardware-restriction", hardware=["AMD accelerators"], forbidden=True)]
    judgement = judged(plan, {"acme/driver": texts})
    assert verdict(judgement, "hardware-restriction", "farm") == "violation"


def test_a_model_for_certain_hardware_needs_a_machine() -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["internal"]},
        "components": [{"model": "big/m"}],
    }
    texts = {"big/m": [clause("hardware-restriction", hardware=["NVIDIA GPUs"])]}
    (finding,) = found(judged(plan, texts), "hardware-restriction")
    assert (finding.verdict, finding.missing_facts) == ("review", ("hardware",))


def test_a_model_on_the_hardware_it_is_for() -> None:
    plan = {
        "use": {"purpose": "commercial", "delivery": ["internal"]},
        "components": [{"model": "big/m"}],
        "hardware": [
            {"name": "pool", "gpu": "NVIDIA A100", "site": "datacenter", "runs": ["big/m"]}
        ],
    }
    texts = {"big/m": [clause("hardware-restriction", hardware=["NVIDIA GPUs"])]}
    assert verdict(judged(plan, texts), "hardware-restriction") is None


@pytest.mark.parametrize(
    ("gpu", "expected"),
    [("NVIDIA A100", None), ("AMD Instinct MI300X", "violation"), ("Mystery 9", "review")],
)
def test_a_clause_against_other_makers_means_those_that_it_leaves_out(
    gpu: str, expected: str | None
) -> None:
    text = clause("hardware-restriction", hardware=["a non-NVIDIA platform"], forbidden=True)
    judgement = judged(machine(site="office", gpu=gpu), {"acme/driver": [text]})
    assert verdict(judgement, "hardware-restriction") == expected


def test_software_that_runs_on_named_machines_is_asked_there_alone() -> None:
    text = clause("hardware-restriction", hardware=["NVIDIA GPUs"])
    judgement = judged(machine(site="office", gpu="NVIDIA A100"), {"acme/driver": [text]})
    assert found(judgement, "hardware-restriction") == []
    apart = {"use": {"delivery": ["internal"]}, "components": [{"software": "acme/driver"}]}
    (finding,) = found(judged(apart, {"acme/driver": [text]}), "hardware-restriction")
    assert finding.missing_facts == ("hardware",)


def test_a_narrower_clause_beside_one_that_covers_the_machine_is_for_a_person() -> None:
    plan = machine(site="datacenter", workload="inference", gpu="NVIDIA A100")
    texts = [
        clause("hardware-restriction", section="2.1", hardware=["NVIDIA GPUs"]),
        clause("hardware-restriction", section="A", hardware=["Jetson platform"]),
    ]
    (finding,) = found(judged(plan, {"acme/driver": texts}), "hardware-restriction", "farm")
    assert finding.verdict == "review"
    assert "NVIDIA GPUs" in finding.explanation


def test_what_covers_the_machine_lifts_no_ban_on_it() -> None:
    plan = machine(site="datacenter", workload="inference", gpu="NVIDIA A100")
    texts = [
        clause("hardware-restriction", section="2.1", hardware=["NVIDIA GPUs"]),
        clause("hardware-restriction", section="2.2", hardware=["A100"], forbidden=True),
    ]
    judgement = judged(plan, {"acme/driver": texts})
    assert verdict(judgement, "hardware-restriction", "farm") == "violation"


def test_weights_that_are_released_pass_on_no_software_that_made_them() -> None:
    plan = machine(site="office", workload="training", gpu="NVIDIA A100", runs=["acme/m"])
    plan["use"]["delivery"] = ["weights-released"]
    plan["lineage"] = [
        {
            "activity": "finetune",
            "base": "other/base",
            "produces": "acme/m",
            "release": {"license": "mit", "to": "public"},
        }
    ]
    texts = {"acme/driver": [clause("grant", rights=["use"]), clause("no-redistribution")]}
    assert judged(plan, texts).verdict == "compliant"
    plan["use"]["delivery"] = ["weights-released", "embedded-product"]
    assert verdict(judged(plan, texts), "no-redistribution", "acme/driver") == "violation"


@pytest.mark.parametrize(
    ("software", "expected"),
    [
        ("nvidia/data-center-driver", None),
        ("nvidia/data-center-driver@535", None),
        ("nvidia/datacenter-driver@535", None),
        ("nvidia/driver", None),
        ("nvidia/geforce-driver@535", "violation"),
        ("acme/driver@535", "violation"),
    ],
)
def test_a_clause_on_a_sister_product_by_whatever_name_the_driver_goes(
    software: str, expected: str | None
) -> None:
    plan = machine(site="datacenter", workload="inference", gpu="NVIDIA A100")
    plan["components"] = [{"software": software}]
    plan["hardware"][0]["software"] = [software]
    texts = {software: [clause("hardware-restriction", hardware=["GeForce or Titan products"])]}
    assert verdict(judged(plan, texts), "hardware-restriction", "farm") == expected
