"""Every way a manifest can be wrong gives one clear error; what is right keeps its lines."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensescan.errors import ManifestError
from licensescan.plan import named_files, parse_manifest, parse_waivers
from licensescan.plan.marked import read_marked

ONE = "components: [{model: a/b}]\n"
STEP = "lineage:\n  - {activity: finetune, base: a/b, produces: c/d}\n"


def test_the_documented_shapes_are_read() -> None:
    text = """\
version: 1
organization:
  principal-place-of-business: NO
  monthly-active-users: 2_000_000
  annual-revenue: 40_000_000 USD
components:
  - model: meta-llama/Llama-2-13b-chat-hf
    as: assistant
lineage:
  - activity: finetune
    base: assistant
    data: acme/logs
    produces: acme/m
"""
    loaded = parse_manifest(text, "licensescan.yaml")
    facts = loaded.manifest.organization
    assert facts.principal_place_of_business == "NO"
    assert facts.monthly_active_users == 2_000_000
    assert facts.annual_revenue is not None
    assert (facts.annual_revenue.amount, facts.annual_revenue.currency) == (40_000_000, "USD")
    assert loaded.manifest.lineage[0].data == ("acme/logs",)
    assert loaded.line_of(("lineage", 0, "data")) == 12
    assert loaded.line_of(("lineage", 0, "release")) == 10
    assert loaded.where(("components", 0, "as")) == "licensescan.yaml:8: components[0].as"


def test_components_alone_are_a_manifest() -> None:
    assert len(parse_manifest(ONE, "m.yaml").manifest.components) == 1


WRONG = [
    ("", "m.yaml", "empty", "init"),
    ("# nothing\n", "m.yaml", "empty", "init"),
    ("version: 1\n", "m.yaml:1", "names nothing", "components"),
    ("a: b: c\n", "m.yaml:1", "not valid YAML", ""),
    ("\tmodel: x\n", "m.yaml:1", "not valid YAML", "spaces"),
    ("components: [{model: a/b}]\n---\nx: 1\n", "m.yaml:2", "several YAML documents", "---"),
    ("components: []\ncomponents: []\n", "m.yaml:2", "stands twice, first on line 1", "one"),
    ("components: !!python/name:os.system [1]\n", "m.yaml:1", "tag", "Remove"),
    ("- 1\n", "m.yaml:1", "must be a mapping", ""),
    ("hello\n", "m.yaml:1", "must be a mapping", ""),
    ("components: [{modle: a/b}]", "components[0].modle", 'unknown key "modle"', '"model"'),
    ("components: [{model: a/b, dataset: c/d}]", "components[0]", "exactly one", ""),
    ("components: {model: a/b}", "components", "must be a list", ""),
    ("components: [{model: a/b},\n {model: a/b}]", "m.yaml:2", "twice, first on line 1", ""),
    ("components: [{model: my model}]", "components[0].model", "no id of a repo", "path"),
    ('components: [{model: "a/b\\e[31m"}]', "components[0].model", r"\x1b[31m", ""),
    ("components: [{model: a/b, as: x},\n {model: a/c, as: x}]", "m.yaml:2", "already stands for a/b", ""),
    ("components: [{model: a/b},\n {model: a/c, as: a/b}]", "components[1].as", "already stands", ""),
    (ONE + "use: {purpose: comercial}", "m.yaml:2: use.purpose", "none of", '"commercial"'),
    (ONE + "organization: {monthly-active-users: 2 million}", "monthly-active-users", "whole number", "2_000_000"),
    (ONE + "organization: {employees: true}", "employees", "whole number", ""),
    (ONE + "organization: {employees: -3}", "employees", "negative", ""),
    (ONE + "organization: {monthly_active_users: 3}", "monthly_active_users", "unknown key", '"monthly-active-users"'),
    (ONE + "organization: {annual-revenue: 4000}", "annual-revenue", "needs its currency", "USD"),
    (ONE + "organization: {annual-revenue: 40 million USD}", "annual-revenue", "no sum", "40_000_000 USD"),
    (ONE + "organization: {annual-revenue: 40 USX}", "annual-revenue", "no ISO 4217", ""),
    (ONE + "organization: {annual-revenue: {amount: .inf, currency: USD}}", "annual-revenue.amount", "finite", ""),
    (ONE + "organization: {principal-place-of-business: UK}", "principal-place", "ISO 3166-1", '"GB"'),
    (ONE + "use: {territories: [EU, germany]}", "use.territories[1]", "ISO 3166-1", '"DE"'),
    (ONE + "sources: [hubb]", "sources[0]", "no source", "mirror"),
    (ONE + "sources: [{miror: x}]", "sources[0].miror", "unknown key", '"mirror"'),
    (ONE + "sources: [{mirror: ../x}]", "sources[0].mirror", "leaves the manifest", ""),
    (ONE + "policy: /etc/passwd.yaml", "policy", "not relative", ""),
    ("components: [{model: a/b, license-file: 'C:\\x'}]", "license-file", "not relative", ""),
    ("components: [{model: a/b, license-file: ~/x}]", "license-file", "not relative", ""),
    ("components: [{model: a/b, path: x/../../y}]", "path", "leaves", ""),
    (ONE + "waivers: 3", "waivers", "must be a list", ""),
    (ONE + "waivers: [{finding: x, reason: y, approved-by: z}]", "waivers[0].expires", '"expires" is missing', "Add"),
    (ONE + "waivers: [{finding: x, reason: y, approved-by: z, expires: 2027}]", "expires", "must be a date", "2027-03-31"),
    (ONE + "waivers: [{finding: x, reason: y, approved-by: z, expires: 86400}]", "expires", "must be a date", ""),
    ("lineage: [{activity: fintune, base: a/b, produces: c/d}]", "lineage[0].activity", "none of", '"finetune"'),
    ("lineage: [{activity: finetune, model: a/b, produces: c/d}]", "lineage[0]", "needs base", "base:"),
    ("lineage: [{activity: quantized, model: x/y, base: a/b, produces: c/d}]", "lineage[0].model", "takes no model", "base"),
    ("lineage: [{activity: finetune, base: a/b}]", "lineage[0]", "what it makes", "produces"),
    ("lineage: [{activity: finetune, base: a/b, data: [3], produces: c/d}]", "lineage[0].data[0]", "must be text", ""),
    (STEP + "  - {activity: merge, base: a/b, produces: c/d}", "m.yaml:3", "produced twice, first on line 2", ""),
    (STEP + "  - {activity: finetune, base: c/d, produces: a/b}", "lineage", "runs in a circle", ""),
    ("lineage: [{activity: finetune, base: a/b, produces: a/b}]", "lineage[0]", "runs in a circle", ""),
    ("components: [{model: a/b, as: assistant}]\nlineage: [{activity: generate, model: asistant, produces: c/d}]", "m.yaml:2: lineage[0].model", "neither", '"assistant"'),
    ("lineage: [{activity: finetune, base: bert, produces: c/d}]", "lineage[0].base", "neither", "full id"),
    ("components: [{model: a/b, as: m}]\nlineage: [{activity: finetune, base: c/d, data: m, produces: e/f}]", "lineage[0].data", "is a model; a dataset is wanted", "generate"),
    ("components: [{dataset: a/b}]\nlineage: [{activity: finetune, base: a/b, produces: e/f}]", "lineage[0].base", "is a dataset", "`data`"),
    ("lineage: [{activity: finetune, base: a/b, data: a/b, produces: e/f}]", "lineage[0].data", "as a model on line 1 and as a dataset here", ""),
    ("hardware: [{name: x, gpu: A100, site: datacentre}]", "hardware[0].site", "none of", '"datacenter"'),
    ("hardware: [{name: x},\n {name: x}]", "m.yaml:2", "already used on line 1", ""),
    ("hardware: [{name: x, runs: [nothing]}]", "hardware[0].runs[0]", "neither", ""),
    ("hardware: [{name: x, software: [nvidia-drivr]}]", "software[0]", "no software that is known", '"nvidia-driver"'),
    ("hardware: [{name: x, instance: 'aws:g5.xlarge', site: office}]", "hardware[0].site", "does not stand at a office", ""),
    ("hardware: [{name: x, instance: 'aws:g5.xlarge', gpu: RTX 4090}]", "hardware[0].gpu", "NVIDIA A10G", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "where", "what", "remedy"), WRONG)
def test_what_is_wrong_is_said_once_with_its_place(
    text: str, where: str, what: str, remedy: str
) -> None:
    with pytest.raises(ManifestError) as caught:
        parse_manifest(text, "m.yaml")
    assert where in caught.value.where
    assert what in caught.value.what
    assert remedy in caught.value.remedy
    assert "\x1b" not in str(caught.value)


def test_a_key_that_is_mistyped_is_not_counted_as_missing_too() -> None:
    with pytest.raises(ManifestError) as caught:
        parse_manifest(ONE + "sources: [{miror: x}, hubb]", "m.yaml")
    assert caught.value.remedy == 'Did you mean "mirror"? (2 more after this.)'


def test_aliases_are_read_but_not_without_bound() -> None:
    loaded = parse_manifest("use: &u {purpose: research}\ncomponents: [{model: a/b, use: *u}]", "m")
    assert loaded.manifest.components[0].use == loaded.manifest.use
    levels = [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 10)}]" for i in range(1, 9)]
    with pytest.raises(ManifestError, match="aliases repeat"):
        parse_manifest("l0: &l0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "\n".join(levels), "m")
    with pytest.raises(ManifestError, match="names no anchor"):
        parse_manifest("components: &a [*a]", "m")


@pytest.mark.parametrize("text", ["[" * 5000, "{a: " * 3000, "- " * 3000, "? " * 3000])
def test_deep_nesting_does_not_exhaust_the_stack(text: str) -> None:
    with pytest.raises(ManifestError):
        parse_manifest(text, "m")


def test_a_file_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(ManifestError, match="at most"):
        parse_manifest("#" * 4_000_001, "m")


def test_a_long_chain_is_no_cycle_and_needs_no_stack() -> None:
    steps = [f"  - {{activity: finetune, base: a/m{i}, produces: a/m{i + 1}}}" for i in range(3000)]
    assert len(parse_manifest("lineage:\n" + "\n".join(steps), "m").manifest.lineage) == 3000


def test_a_result_may_be_listed_to_say_more_of_it() -> None:
    text = "components: [{model: acme/m, as: m, path: ./m}]\nlineage: [{activity: finetune, base: a/b, produces: m}]"
    assert parse_manifest(text, "m").names.id_of("m") == "acme/m"


def test_waivers_of_a_file_are_a_list_or_a_mapping() -> None:
    row = "{finding: x, reason: y, approved-by: z, expires: 2999-12-31}"
    for text in (f"- {row}\n", f"waivers:\n  - {row}\n"):
        (waiver,) = parse_waivers(text, "w.yaml")
        assert waiver.expires == dt.date(2999, 12, 31)
    assert parse_waivers("# none now\n", "w.yaml") == ()
    with pytest.raises(ManifestError) as caught:
        parse_waivers("- {finding: x}\n- {reson: y}\n", "w.yaml")
    assert caught.value.where == "w.yaml:2: waivers[1].reson"


def test_named_files_are_plain_and_inside_the_folder() -> None:
    text = """\
components:
  - {software: x/y, license-file: ./licenses//a/../b.txt}
  - {model: local, path: .}
policy: policies/p.yaml
waivers: w.yaml
sources: [{mirror: ./hub}, hub]
"""
    files = named_files(parse_manifest(text, "m"))
    assert [(f.role, f.path, f.asset) for f in files] == [
        ("license", "licenses/b.txt", "x/y"),
        ("component", ".", "local"),
        ("waivers", "w.yaml", ""),
        ("policy", "policies/p.yaml", ""),
        ("mirror", "hub", ""),
    ]
    assert named_files(parse_manifest(ONE + "policy: strict", "m")) == ()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        marked = read_marked(text, "m")
    except ManifestError:
        return
    assert marked.line_of(()) >= 1


_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12),
    st.sampled_from(["a/b", "c/d", "finetune", "generate", "2_000 USD", "EU", "hub", "RTX 4090"]),
)  # fmt: skip
_KEYS = st.sampled_from(
    [
        "version",
        "organization",
        "use",
        "components",
        "lineage",
        "hardware",
        "waivers",
        "sources",
        "policy",
        "model",
        "dataset",
        "as",
        "path",
        "license",
        "activity",
        "base",
        "data",
        "produces",
        "release",
        "to",
        "name",
        "gpu",
        "instance",
        "site",
        "software",
        "runs",
        "purpose",
        "fields",
        "delivery",
        "territories",
        "annual-revenue",
        "finding",
        "expires",
    ]
)
_TREES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=5)),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(_KEYS, _TREES, max_size=6))
def test_any_tree_is_a_manifest_or_one_error(tree: dict[str, object]) -> None:
    import json

    try:
        parse_manifest(json.dumps(tree), "m.yaml")
    except ManifestError as error:
        assert error.where.startswith("m.yaml")
        assert "\n" not in error.what
