"""What is denied, and what denies it: the same words with the opposite meaning are no clause."""

from __future__ import annotations

from typing import Any

import pytest

from licensescan.clauses import read_clauses
from tests.clauses.stages import types


def known(sentence: str, wrong: str, why: str) -> Any:
    return pytest.param(sentence, wrong, marks=pytest.mark.xfail(strict=True, reason=why))


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("You are not required to display our logo.", "display-attribution"),
        ("You need not include a copy of this License.", "include-license"),
        ("You are not obligated to notify us.", "notify-licensor"),
        ("There is no requirement to keep the copyright notices.", "retain-notices"),
        ("This license does not prohibit commercial use.", "non-commercial"),
        ("Nothing in this license restricts use of the Model for commercial purposes.", "non-commercial"),
        ("Use in production is not prohibited.", "no-production-use"),
        ("You may reverse engineer the software.", "no-reverse-engineering"),
        ("You may circumvent a safety filter to test it.", "no-safety-bypass"),
        ("We may not change these terms.", "revocation-or-change"),
        ("We claim ownership of the outputs.", "outputs-free"),
        ("Outputs are considered derivatives.", "outputs-not-derivatives"),
        ("You may not use the outputs to train other models.", "outputs-training-allowed"),
        ("You shall not modify the Model.", "grant"),
        ("We do not grant you a patent license.", "patent-grant"),
        ("You must ensure that the source code is not disclosed.", "disclose-source"),
        ("You do not have to disclose the source code.", "disclose-source"),
        ("We will not terminate this license if you breach its terms.", "termination-for-breach"),
        ("You are not prohibited from using the outputs to train other models.", "no-training-other-models"),
        ("You are under no obligation to disclose the source code.", "disclose-source"),
        ("You may remove the copyright notices from the outputs.", "retain-notices"),
        ("We will not revoke this license.", "revocation-or-change"),
        ("The Licensor may not terminate this Agreement for any reason.", "revocation-or-change"),
        ("You are not obliged to pay any fees.", "royalty"),
        ("There is no restriction on military use.", "use-restriction"),
        ("You may use the Model for medical advice.", "use-restriction"),
        ("This license does not require you to indemnify us.", "indemnify"),
        ("Nothing herein prevents you from training other models on the outputs.", "no-training-other-models"),
        ("The Software may be used in data centers.", "no-datacenter"),
        ("You may distribute the Software without including a copy of this License.", "include-license"),
        ("We do not grant you any license to the outputs.", "grant"),
        ("You do not own the outputs.", "outputs-free"),
        ("This license does not terminate automatically if you breach it.", "termination-for-breach"),
        ("Distillation does not create a derivative.", "distillation-is-derivative"),
        ("You need not use the latest version.", "update-obligation"),
        ('You may, but are not required to, display "Built with Acme".', "display-attribution"),
        ("Without limiting your rights, you may sell the software.", "no-redistribution"),
        ("You may use our trademarks to refer to the Model.", "trademark-limit"),
        ("You are not restricted to research purposes.", "non-commercial"),
        ("The license is not limited to non-commercial use.", "non-commercial"),
        ("You never have to notify us.", "notify-licensor"),
        ("You do not need our permission for commercial use.", "commercial-license-required"),
        known("No separate license is required for commercial use.", "commercial-license-required", "`no` before what is required denies nothing"),
        ("You may not claim that you own the derivative works.", "derivative-ownership"),
        ("You do not have the right to copy the weights.", "grant"),
        ("You may use the Model only for teaching.", "grant"),
        ("The Model may be used for evaluating only.", "grant"),
        ("Customer authorizes the Provider to use its data.", "grant"),
        ("You may not extract the weights of the hosted model.", "no-hosted-service"),
        known("The results of any performance test of the Software may not be published.", "no-redistribution", "results of a test are taken for outputs, and these for the materials"),
        ("Changed versions are to be marked as changed, and nobody may pass them off as the original.", "no-derivatives"),
        ("Recipients must be bound by the same limits on use.", "acceptance-by-use"),
        ("Any patent claim against us ends your license.", "revocation-or-change"),
    ],
)  # fmt: skip
def test_no_such_clause(sentence: str, wrong: str) -> None:
    assert wrong not in types(sentence)


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("Under no circumstances may you reverse engineer the software.", "no-reverse-engineering"),
        ("You must never circumvent any safety filter.", "no-safety-bypass"),
        ("You will refrain from selling the software.", "no-redistribution"),
        ("No one may use the Model for any commercial purpose.", "non-commercial"),
        ("Licensee isn't permitted to rent the software.", "no-redistribution"),
        ("You must not fail to include a copy of this License.", "include-license"),
        ("You may not modify the software unless you have our written permission.", "no-derivatives"),
    ],
)  # fmt: skip
def test_denied_all_the_same(sentence: str, right: str) -> None:
    assert right in types(sentence)


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("No violence or gore.", "violence"),
        ("Violence of any kind will not be tolerated.", "violence"),
        ("You may not harass anyone.", "harassment-defamation"),
        ("You must ensure that the Model is not deployed in medical diagnosis or decision-making.", "medical"),
        ("You will not, and will not let others, use the Model to spread malware.", "malware-cyber"),
    ],
)  # fmt: skip
def test_plain_ban_is_a_forbidden_use(sentence: str, category: str) -> None:
    found = read_clauses(sentence + "\n\nThe above is the whole of what is said here.").clauses
    assert category in {clause.params.get("category") for clause in found}


@pytest.mark.parametrize(
    "sentence",
    [
        "The previous sentence does not limit or prohibit tools that find malware.",
        "No warranty.",
        "Acme is not responsible for the privacy practices of others.",
    ],
)
def test_no_ban_is_no_forbidden_use(sentence: str) -> None:
    assert "use-restriction" not in types(sentence)


def test_heading_that_forbids_is_a_provision() -> None:
    text = "Use Policy\n\nWe Prohibit Fraud and Spam\n\nThat includes the sale of lists of addresses.\n"
    found = {(c.type, c.params.get("category")) for c in read_clauses(text).clauses}
    assert ("use-restriction", "fraud-spam") in found


def test_sentence_that_goes_on_from_a_ban_leads_as_the_ban() -> None:
    text = "1. Do not harm anyone. This includes making texts that:\n  (a) facilitate self-harm;\n  (b) spread hate.\n"
    found = {(c.section, c.params.get("category")) for c in read_clauses(text).clauses}
    assert {("1.a", "self-harm"), ("1.b", "hate")} <= found


def test_items_of_defined_requirements_are_duties() -> None:
    text = (
        "3. “Distribution Requirements” means each of the following requirements:\n"
        "  (a) You shall keep all notices;\n  (b) You shall not resell the Software.\n"
    )
    found = {(c.section, c.type) for c in read_clauses(text).clauses}
    assert {("3.a", "retain-notices"), ("3.b", "no-redistribution")} <= found


def test_sentence_about_the_items_before_it_is_none_of_them() -> None:
    text = (
        "You may not use the Model for:\n  (a) making malware;\n"
        "  (b) The previous item does not limit or prohibit tools that find fraud.\n"
    )
    assert [c.params.get("category") for c in read_clauses(text).clauses] == ["malware-cyber"]
