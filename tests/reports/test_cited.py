"""How findings are cited: words first, what is known without words by document."""

from __future__ import annotations

from licensescan.policy.values import CitedClause, Finding, Verdict
from licensescan.reports.cited import cited, sections


def finding(*clauses: CitedClause) -> Finding:
    return Finding(
        id="r:a", rule="r", verdict=Verdict.DUTY, subject="a", from_="a/b", clauses=clauses
    )


def known(section: str, document: str = "Licence 2") -> CitedClause:
    return CitedClause(type="t", section=section, document=document, source="catalog")


def test_words_come_before_what_is_known_without() -> None:
    quoted = CitedClause(type="t", quote="You must.", section="3", document="LICENSE")
    found = cited(finding(known("1"), quoted, known("2.a"), known("1"), known("9", "Policy")))
    assert [x.words for x in found] == ["You must.", "", ""]
    assert [x.place for x in found] == [
        "section 3, LICENSE of a/b",
        "sections 1 and 2.a, Licence 2 of a/b (known terms, text not read)",
        "section 9, Policy of a/b (known terms, text not read)",
    ]


def test_same_words_are_cited_once() -> None:
    quoted = CitedClause(type="t", quote="You must.", section="3", document="LICENSE")
    twin = quoted.model_copy(update={"type": "other"})
    assert len(cited(finding(quoted, twin))) == 1


def test_many_sections_are_counted() -> None:
    assert sections(map(str, range(1, 31))) == "sections 1, 2, 3, 4, 5, 6, 7, 8 and 22 more"
    assert sections([f"Annex {x}" for x in "ABCDEFGHIJ"]).endswith("Annex H, and 2 more")
    assert sections(["preamble", "", " "]) == "preamble"
