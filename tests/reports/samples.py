"""The parts of one fixed result: each kind of finding, each kind of component, hostile content."""

from __future__ import annotations

from licensescan.policy.values import CitedClause, Finding, Verdict
from licensescan.result import (
    ComponentRecord,
    DocumentRecord,
    LicenseRecord,
)

LLAMA = "meta-llama/Llama-2-13b-chat-hf"
OURS = "acme/support-7b"
LOGS = "acme/support-logs"
BASE = "mistralai/Mistral-7B-v0.1"
EVIL = "evil/<script>alert(1)</script>"
# Terminal escapes, a title sequence, direction overrides, invisible tags, markup of each format,
# a workflow command, and words that must survive all of it.
HOSTILE = (
    "before \x1b[31mred\x1b[0m \x1b]0;title\x07 \u202egnp.exe\u202c \U000e0041 <script>alert(1)</script>"
    ' <img src=x onerror="alert(2)"> [click](javascript:alert(3)) ![i](http://evil.example/x) @everyone'
    " ]]> %0A::error::owned\n::stop-commands::x\r\n# heading | cell `code` \x00\x9b2J ${jndi} {{ 7*7 }} after"
)


def llama_clause() -> CitedClause:
    return CitedClause(
        type="no-training-other-models",
        quote=(
            "You will not use the Llama Materials or any output or results of the Llama Materials "
            "to improve any other large language model (excluding Llama 2 or derivative works thereof)."
        ),
        section="1.b.v",
        document="LICENSE.txt",
        license="LicenseRef-scancode-llama-2-license-2023",
        address="https://ai.meta.com/llama/license/",
        sha256="a" * 64,
        params={"subject": ["materials", "outputs"], "target": "other-llm"},
    )


def violations() -> list[Finding]:
    datacenter = CitedClause(
        type="no-datacenter",
        quote=(
            "No Datacenter Deployment. The SOFTWARE is not licensed for datacenter deployment, "
            "except that blockchain processing in a datacenter is permitted."
        ),
        section="2.1.3",
        document="license.txt",
        license="LicenseRef-NVIDIA-GeForce",
    )
    return [
        Finding(
            id=f"no-training-other-models:{OURS}@{LLAMA}",
            rule="no-training-other-models",
            verdict=Verdict.VIOLATION,
            subject=OURS,
            from_=LLAMA,
            path=("assistant", LOGS, OURS),
            line=14,
            clauses=(llama_clause(),),
            explanation=(
                "support-7b is trained on texts that Llama 2 wrote, and Llama 2's licence forbids "
                "using its outputs to improve a model of another family."
            ),
            reading=(
                "Outputs of the Llama Materials, in acme/support-logs, are used to improve "
                "Mistral-7B, a large language model that is no derivative of Llama 2."
            ),
            facts={"base": BASE, "data": LOGS, "activity": "finetune"},
            remedies=(
                "Use a Llama 2 model as the base: mistralai/Mistral-7B-v0.1 is of another family.",
                "Generate acme/support-logs with a model whose licence allows training on outputs.",
            ),
        ),
        Finding(
            id="no-datacenter:batch-farm@nvidia/geforce-driver",
            rule="no-datacenter",
            verdict=Verdict.VIOLATION,
            subject="batch-farm",
            from_="nvidia/geforce-driver",
            path=("nvidia/geforce-driver", "batch-farm"),
            line=27,
            clauses=(datacenter,),
            explanation="The driver of these GeForce cards is not licensed for a datacenter.",
            facts={"site": "datacenter", "workload": "inference"},
            remedies=("Use a data-center GPU.", "Run it in an office."),
        ),
    ]


def reviews() -> list[Finding]:
    return [
        Finding(
            id=f"scale-threshold:{LLAMA}",
            rule="scale-threshold",
            verdict=Verdict.REVIEW,
            subject=LLAMA,
            from_=LLAMA,
            path=("assistant",),
            line=9,
            clauses=(
                CitedClause(
                    type="scale-threshold",
                    section="2",
                    document="LicenseRef-scancode-llama-2-license-2023",
                    source="catalog",
                    address="https://ai.meta.com/llama/license/",
                    sha256="a" * 64,
                    params={"metric": "monthly-active-users", "value": 700000000},
                ),
            ),
            explanation="Above 700 million monthly users another licence is needed.",
            missing_facts=("monthly-active-users",),
            remedies=("Give organization.monthly-active-users in the manifest.",),
        ),
        Finding(
            id=f"custom-rule:{EVIL}",
            rule="custom-rule",
            verdict=Verdict.REVIEW,
            subject=EVIL,
            from_=EVIL,
            line=33,
            clauses=(
                CitedClause(
                    type="use-restriction",
                    quote=HOSTILE,
                    section="9 <b>",
                    document="LICENSE<script>",
                    address="javascript:alert(4)",
                ),
                CitedClause(type="use-restriction", quote="long words " * 400, section="10"),
                *(CitedClause(type="use-restriction", quote=f"Item {n}.") for n in range(3)),
            ),
            explanation=f"Hostile: {HOSTILE}",
            missing_facts=("territories", HOSTILE),
            remedies=(HOSTILE,),
        ),
    ]


def duties() -> list[Finding]:
    def duty(rule: str, subject: str, tail: str = "", **params: object) -> Finding:
        clause = CitedClause(
            type=rule,
            quote="Words of a duty.",
            section="1.b.i",
            document="LICENSE.txt",
            params=dict(params),
        )
        return Finding(
            id=f"{rule}:{subject}@{LLAMA}{tail}",
            rule=rule,
            verdict=Verdict.DUTY,
            subject=subject,
            from_=LLAMA,
            line=9,
            clauses=(clause,),
            explanation=f"Do what {rule} asks.",
        )

    return [
        duty("include-license", OURS),
        duty("include-license", "acme/support-7b-gguf"),
        duty("display-attribution", OURS, text="Built with Example"),
        duty("use-restriction", OURS, "#military"),
        duty("use-restriction", OURS, "#weapons"),
    ]


def rest() -> list[Finding]:
    return [
        Finding(
            id=f"lineage-undisclosed:{BASE}",
            rule="lineage-undisclosed",
            verdict=Verdict.NOTE,
            subject=BASE,
            from_=BASE,
            explanation="Nothing is said about the training data of this model.",
        ),
        Finding(
            id="license-mismatch:HuggingFaceH4/ultrachat_200k",
            rule="license-mismatch",
            verdict=Verdict.REVIEW,
            subject="HuggingFaceH4/ultrachat_200k",
            from_="HuggingFaceH4/ultrachat_200k",
            explanation="The card says mit, the text is another licence.",
            waived=True,
            waiver="Confirmed by mail; legal@acme.example, until 2027-03-31",
        ),
    ]


def _step(source: str, activity: str, link: str, ours: bool = True) -> dict[str, object]:
    stated = "manifest" if ours else "README.md"
    return {
        "source": source,
        "activity": activity,
        "link": link,
        "ours": ours,
        "stated": stated,
    }


def components() -> tuple[ComponentRecord, ...]:
    return (*_named(), *_made())


def _named() -> tuple[ComponentRecord, ...]:
    text = DocumentRecord(
        path="LICENSE.txt",
        role="license",
        sha256="a" * 64,
        revision="b" * 40,
        address="https://ai.meta.com/llama/license/",
        license="LicenseRef-scancode-llama-2-license-2023",
        clauses=21,
        unread=2,
    )
    llama = LicenseRecord(
        declared="llama2", concluded="LicenseRef-scancode-llama-2-license-2023", source="text"
    )
    return (
        ComponentRecord(
            name=LLAMA,
            kind="model",
            alias="assistant",
            revision="b" * 40,
            license=llama,
            documents=(
                text,
                DocumentRecord(path="USE_POLICY.md", role="use-policy", sha256="c" * 64),
            ),
        ),
        ComponentRecord(
            name="HuggingFaceH4/ultrachat_200k",
            kind="dataset",
            revision="d" * 40,
            license=LicenseRecord(declared="mit", concluded="MIT", source="catalog"),
        ),
        ComponentRecord(
            name="openai/gpt-4",
            kind="service",
            agreement={"reference": "MSA-2026-17", "approved-by": "legal@acme.example"},
        ),
        ComponentRecord(
            name="nvidia/geforce-driver",
            kind="software",
            license=LicenseRecord(concluded="LicenseRef-NVIDIA-GeForce", source="text"),
        ),
        ComponentRecord(
            name=EVIL,
            kind="model",
            license=LicenseRecord(declared=f"CC BY-SA 4.0 {HOSTILE}", source="declared"),
            documents=(DocumentRecord(path="LICENSE<b>", role="license", sha256="", unread=1),),
            notes=(HOSTILE,),
        ),
    )


def _made() -> tuple[ComponentRecord, ...]:
    apache = LicenseRecord(declared="apache-2.0", concluded="Apache-2.0", source="declared")
    return (
        ComponentRecord(name=BASE, kind="model", listed=False, revision="e" * 40, license=apache),
        ComponentRecord(
            name=LOGS, kind="dataset", ours=True, upstream=(_step(LLAMA, "generate", "outputs"),)
        ),
        ComponentRecord(
            name=OURS,
            kind="model",
            ours=True,
            license=apache,
            upstream=(
                _step(BASE, "finetune", "materials"),
                _step(LOGS, "finetune", "data"),
                _step("HuggingFaceH4/ultrachat_200k", "finetune", "data"),
            ),
        ),
        ComponentRecord(
            name="acme/support-7b-gguf",
            kind="model",
            ours=True,
            license=apache,
            upstream=(
                _step(OURS, "quantized", "materials"),
                _step("openai/gpt-4", "evaluate", "none"),
                _step("never/listed", "merge", "materials", ours=False),
            ),
        ),
    )
