"""Which terms an asset is under: the text wins, names lead to the catalog, doubt is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from licensescan.documents.card import Card
from licensescan.documents.values import Artifact, Document, Kind, Role
from licensescan.licenses.terms import conclude
from licensescan.licenses.values import Terms
from tests.licenses.real_texts import text_of

LLAMA_2 = "LicenseRef-scancode-llama-2-license-2023"
OWN = """Example Model Licence
1. Grant. You may use, copy and modify the Model.
2. Limits. You may not use the Model for commercial purposes.
"""


def model(*documents: Document, **card: object) -> Artifact:
    tags = {
        key: (value,) if key == "license" and isinstance(value, str) else value
        for key, value in card.items()
    }
    return Artifact("acme/m", Kind.MODEL, documents=documents, card=Card(**tags))  # type: ignore[arg-type]


def licence(text: str, path: str = "LICENSE", role: Role = Role.LICENSE) -> Document:
    return Document.of(text, path, role, "acme/m")


def types(terms: Terms, choice: int = 0) -> set[str]:
    return {x.clause.type for x in terms.alternatives[choice].clauses}


def test_a_tag_alone_leads_to_the_catalog() -> None:
    terms = conclude(model(license="llama2"))
    assert (terms.declared, terms.concluded, terms.source) == ("llama2", LLAMA_2, "catalog")
    assert "no-training-other-models" in types(terms)
    assert terms.unknown == ()
    cited = next(x for x in terms.alternatives[0].clauses if x.clause.section == "1.b.v")
    assert (cited.source, cited.license, cited.clause.quote) == ("catalog", LLAMA_2, "")
    assert cited.sha256
    assert cited.address


def test_the_use_policy_that_a_licence_names_is_joined() -> None:
    terms = conclude(model(license="llama2"))
    assert "use-restriction" in types(terms)
    assert "Llama 2 Acceptable Use Policy is taken from the catalog" in terms.notes


def test_a_use_policy_file_takes_the_place_of_the_catalogs() -> None:
    own = licence("You may not use the Model for gambling.", "USE_POLICY.md", Role.USE_POLICY)
    terms = conclude(model(own, license="llama2"))
    assert {x.document for x in terms.alternatives[0].clauses if x.source == "text"} == {own.path}
    assert not any("is taken from the catalog" in x for x in terms.notes)


def test_the_text_wins_and_a_different_card_is_a_mismatch() -> None:
    terms = conclude(model(licence(text_of("llama-2-license-2023")), license="mit"))
    assert (terms.concluded, terms.source) == (LLAMA_2, "text")
    assert terms.mismatch == f"the card says “mit”, but LICENSE is the text of {LLAMA_2}"
    assert [x.origin for x in terms.evidence] == ["license-file", "card"]
    clause = terms.alternatives[0].clauses[0].clause
    text = text_of("llama-2-license-2023")
    assert text[clause.start : clause.end] == clause.quote != ""


@pytest.mark.parametrize(
    ("tag", "key"),
    [
        ("apache-2.0", "apache-2.0"),
        ("gpl-3.0", "gpl-3.0"),
        ("gpl", "gpl-3.0"),
        ("cc", "cc-by-4.0"),
        ("other", "llama-2-license-2023"),
        ("llama2", "llama-2-license-2023"),
        (["apache-2.0", "mit"], "mit"),
        ("MIT OR Apache-2.0", "mit"),
    ],
)
def test_statements_that_can_be_true_together_are_no_mismatch(tag: object, key: str) -> None:
    stated = tuple(tag) if isinstance(tag, list) else (tag,)
    terms = conclude(model(licence(text_of(key)), license=stated))
    assert terms.mismatch == ""


def test_a_text_that_no_one_knows_is_read_and_differs_from_a_named_licence() -> None:
    terms = conclude(model(licence(OWN), license="apache-2.0"))
    assert "non-commercial" in types(terms)
    assert (terms.concluded, terms.source, terms.unknown) == (None, "text", ())
    assert terms.mismatch.endswith("a text of a licence that is not known")
    assert conclude(model(licence(OWN), license="other")).mismatch == ""


def test_a_changed_text_is_not_that_licence() -> None:
    duty = "If more than ten million people use the Software, you must show the name Example."
    text = text_of("mit").replace("THE SOFTWARE IS", f"{duty}\n\nTHE SOFTWARE IS", 1)
    terms = conclude(model(licence(text), license="mit"))
    assert terms.concluded == "LicenseRef-licensescan-mit-modified".replace("mit", "MIT")
    assert "a changed text of MIT" in terms.mismatch
    assert any("its own words were read" in x for x in terms.notes)


@pytest.mark.parametrize("tag", ["cc", "gpl", "openrail", "bsd", "lgpl"])
def test_a_family_is_not_known_well_enough(tag: str) -> None:
    terms = conclude(model(license=tag))
    assert terms.concluded is None
    assert terms.unknown == (f"“{tag}” names a family of licences but no version",)


@pytest.mark.parametrize(
    "artifact",
    [
        Artifact("acme/m", Kind.MODEL),
        model(),
        model(license="unknown"),
        model(license="other"),
        model(license="other", license_name="my-own"),
        model(licence(""), license="mit"),
        model(licence("   \n")),
        model(
            licence("Dieses Modell darf nicht ohne Erlaubnis verkauft werden. " * 9), license="mit"
        ),
        model(license="deepfloyd-if-license"),
    ],
    ids=[
        "no-card",
        "no-licence",
        "unknown",
        "other",
        "name",
        "empty",
        "blank",
        "german",
        "no-text",
    ],
)
def test_what_cannot_be_judged_is_said(artifact: Artifact) -> None:
    terms = conclude(artifact)
    assert terms.unknown
    assert all(x and not x.endswith(".") for x in terms.unknown)
    assert terms.alternatives


def test_several_licences_of_a_list_all_bind() -> None:
    terms = conclude(model(license=("mit", "cc-by-nc-4.0")))
    assert terms.concluded == "MIT AND CC-BY-NC-4.0"
    assert len(terms.alternatives) == 1


@pytest.mark.parametrize("stated", ["MIT OR CC-BY-NC-4.0", "mit or cc-by-nc-4.0"])
def test_a_dual_licence_leaves_a_choice(stated: str) -> None:
    terms = conclude(model(license=stated))
    assert sorted(x.license or "" for x in terms.alternatives) == ["CC-BY-NC-4.0", "MIT"]
    elected = conclude(model(license=stated), elect="mit")
    assert [x.license for x in elected.alternatives] == ["MIT"]
    assert elected.concluded == "MIT"
    other = conclude(model(license=stated), elect="gpl-3.0")
    assert len(other.alternatives) == 2
    assert any("not among" in x for x in other.notes)


def test_a_file_that_offers_two_licences_leaves_a_choice() -> None:
    head = "This work is dual-licensed: use it under MIT or Apache-2.0, at your option.\n\n"
    text = f"{head}{text_of('mit')}\n------\n\n{text_of('apache-2.0')}"
    terms = conclude(model(licence(text), license="other"))
    assert sorted(x.license or "" for x in terms.alternatives) == ["Apache-2.0", "MIT"]
    by_id = {x.license: {y.clause.type for y in x.clauses} for x in terms.alternatives}
    assert "patent-termination" in by_id["Apache-2.0"]
    assert "patent-termination" not in by_id["MIT"]


def test_two_files_bind_together() -> None:
    code = licence(text_of("mit"), "LICENSE-CODE")
    weights = licence(text_of("llama-2-license-2023"), "LICENSE-MODEL")
    terms = conclude(model(code, weights, license="mit"))
    assert terms.concluded == f"MIT AND {LLAMA_2}"
    assert "no-training-other-models" in types(terms)


def test_a_licence_inside_the_card_counts_as_text() -> None:
    body = f"# A model\n\nYou must not feed it.\n\n## License\n\n{text_of('mit')}\n## Usage\n\nRun it.\n"
    readme = f"---\nlicense: other\n---\n{body}"
    card = licence(readme, "README.md", Role.CARD)
    terms = conclude(model(card, license="other"))
    assert (terms.concluded, terms.source) == ("MIT", "text")
    for found in terms.alternatives[0].clauses:
        clause = found.clause
        assert readme[clause.start : clause.end] == clause.quote
        assert clause.start > readme.index("## License")


def test_a_licence_file_that_only_names_a_licence_outranks_the_card() -> None:
    pointer = licence("This model is licensed under CC BY-NC 4.0.")
    terms = conclude(model(pointer, license="mit"))
    assert (terms.concluded, terms.source) == ("CC-BY-NC-4.0", "catalog")
    assert "the licence file names" in terms.mismatch


def test_a_gated_prompt_that_holds_the_licence_is_text() -> None:
    prompt = licence(text_of("llama-2-license-2023"), "README.md", Role.GATED_PROMPT)
    terms = conclude(replace(model(prompt, license="llama2"), gated=True))
    assert (terms.concluded, terms.source) == (LLAMA_2, "text")
    asking = licence("Please tell us who you are.", "README.md", Role.GATED_PROMPT)
    assert conclude(model(asking, license="mit")).source == "catalog"


def test_a_gated_repo_is_judged_from_the_catalog_with_a_note() -> None:
    terms = conclude(replace(model(license="llama2"), gated=True))
    assert terms.source == "catalog"
    assert any("gated" in x for x in terms.notes)


def test_the_weights_may_disagree() -> None:
    artifact = replace(model(license="mit"), weights={"general.license": "apache-2.0"})
    terms = conclude(artifact)
    assert terms.mismatch == "the card says “mit”, but the weights header says “apache-2.0”"
    alone = Artifact("x.gguf", Kind.MODEL, weights={"general.license": "apache-2.0"})
    assert conclude(alone).concluded == "Apache-2.0"
    named = {"general.license": "other", "general.license.name": "llama-2"}
    assert conclude(replace(alone, weights=named)).concluded == LLAMA_2


def test_the_manifest_overrides_names_but_not_texts() -> None:
    assert conclude(model(license="gpl"), declared="gpl-3.0").concluded == "GPL-3.0-only"
    read = conclude(model(licence(text_of("mit"))), declared="apache-2.0")
    assert read.concluded == "MIT"
    assert read.mismatch.startswith("the manifest says")


def test_a_file_of_the_manifest_takes_the_place_of_the_repos() -> None:
    given = [licence(text_of("mit"), "licenses/mine.txt")]
    terms = conclude(model(licence(OWN), license="other"), license_documents=given)
    assert terms.concluded == "MIT"
    assert {x.document for x in terms.alternatives[0].clauses} == {"licenses/mine.txt"}


def test_later_versions_of_a_licence_have_the_terms_of_its_text() -> None:
    terms = conclude(model(license="GPL-3.0-or-later"))
    assert terms.concluded == "GPL-3.0-or-later"
    assert "share-alike" in types(terms)


def test_services_and_software_have_terms_without_a_text() -> None:
    service = conclude(Artifact("openai/gpt-4", Kind.SERVICE))
    assert service.concluded == "LicenseRef-licensescan-openai-services-agreement-2026-01-01"
    assert service.alternatives[0].clauses
    driver = conclude(Artifact("nvidia/geforce-driver", Kind.SOFTWARE))
    assert "no-datacenter" in types(driver)
    old = conclude(Artifact("nvidia/geforce-driver@2018", Kind.SOFTWARE))
    (clause,) = (x.clause for x in old.alternatives[0].clauses if x.clause.type == "no-datacenter")
    assert clause.params["exceptions"] == ("blockchain",)
    assert "no-datacenter" not in types(conclude(Artifact("nvidia/driver@470", Kind.SOFTWARE)))


def test_a_service_under_terms_of_ones_own_choice() -> None:
    text = licence("Customer may not use Output to train other models.", "terms.txt")
    terms = conclude(Artifact("acme/api", Kind.SERVICE), license_documents=[text])
    assert terms.source == "text"
    named = conclude(Artifact("acme/driver", Kind.SOFTWARE), declared="LicenseRef-NVIDIA-GeForce")
    assert "no-datacenter" in types(named)


@pytest.mark.parametrize(
    ("body", "concluded"),
    [
        (
            "## License\n\nThe model is licensed under the Apache License, Version 2.0.\n",
            "Apache-2.0",
        ),
        ("# M\n* **License:** CC BY-NC 4.0\n", "CC-BY-NC-4.0"),
        (
            "**License** A custom commercial license, the Llama 3.3 Community License Agreement,"
            " is available at: [a](https://example.org/x)\n",
            "LicenseRef-scancode-llama-3.3-license-2024",
        ),
        ("## License\n\nThis code repository is licensed under the MIT License.\n", None),
        ("## Licensing\n\nSee the licence of each subset, such as the MIT License.\n", None),
        ("The paper is licensed under the MIT License.\n", None),
        ("## License\n\n[More Information Needed]\n", None),
    ],
)
def test_words_of_a_card_speak_where_its_front_matter_is_silent(
    body: str, concluded: str | None
) -> None:
    terms = conclude(model(body=body))
    assert terms.concluded == concluded
    assert bool(terms.unknown) == (concluded is None)
    assert any("in its text only" in x for x in terms.notes) == (concluded is not None)
    assert conclude(model(body=body, license="isc")).concluded == "ISC"


def test_a_link_to_a_known_text_speaks_where_the_name_does_not() -> None:
    link = "https://ai.meta.com/resources/models-and-libraries/llama-downloads/"
    terms = conclude(model(license="other", license_name="custom", license_link=link))
    assert (terms.concluded, terms.evidence[0].origin) == (LLAMA_2, "license-link")


def test_a_licence_with_its_policy_in_one_text_is_both() -> None:
    text = text_of("mit") + "\n\n" + text_of("isc")
    terms = conclude(model(licence(text)))
    assert terms.concluded == "MIT AND ISC"
    assert {x.license for x in terms.alternatives[0].clauses} == {"MIT", "ISC"}


def test_a_text_of_ones_own_that_quotes_a_licence_is_not_that_licence() -> None:
    own = " ".join(f"{i}. You may not use the Model in place {i} of the world." for i in range(99))
    terms = conclude(model(licence(f"{own}\n\nNotices\n\n{text_of('isc')}")))
    assert terms.concluded is None
    assert terms.source == "text"


def test_a_licence_in_another_language_is_read_in_its_translation() -> None:
    terms = conclude(model(license="etalab-2.0"))
    assert (terms.concluded, terms.source, terms.unknown) == ("etalab-2.0", "catalog", ())
    assert "grant" in types(terms)
