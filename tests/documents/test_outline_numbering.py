"""Sections and labels: one short text of its own for each style of numbering."""

from __future__ import annotations

import pytest

from licensescan.documents.outline import outline

STYLES = {
    "decimal": (
        "1. Use. You may run it.\n\n2. Limits. You may not sell it.\n",
        ["1", "2"],
    ),
    "decimals in two parts": (
        "1. Use\n\n1.1 You may run it.\n\n1.2 You may study it.\n\n1.2.1 At home only.\n\n2. End\n",
        ["1", "1.1", "1.2", "1.2.1", "2"],
    ),
    "without space": (
        "1.Meaning\n\nWords mean things.\n\n2.Use\n\nRun it.\n",
        ["1", "1", "2", "2"],
    ),
    "letters and romans below": (
        "1. Rights\n\n  a. You may run it.\n\n  b. Copies\n\n    i. Keep the notice.\n"
        "    ii. Name the author.\n\n2. End. It ends.\n",
        ["1", "1.a", "1.b", "1.b.i", "1.b.ii", "2"],
    ),
    "in parentheses": (
        "4. Terms\n\n(a) Pay the fee.\n\n(b) Keep the name.\n\n(c) Tell us.\n",
        ["4", "4.a", "4.b", "4.c"],
    ),
    "half parentheses": ("1) Run it.\n2) Keep it.\n3) Name us.\n", ["1", "2", "3"]),
    "capitals": ("2. Rights\n\n(A) Copy it.\n\n(B) Sell it.\n", ["2", "2.A", "2.B"]),
    "sections": (
        "Section 1 -- Meaning.\n\n  a. Work means the code.\n\n  b. You means the user.\n\n"
        "Section 2 -- Scope.\n\n  a. Grant.\n\n    1. You may copy it.\n\n    2. You may adapt it.\n",
        ["1", "1.a", "1.b", "2", "2.a", "2.a.1", "2.a.2"],
    ),
    "sections with the numbers running on": (
        "Section I: PREAMBLE\n\nWe like sharing.\n\n1. Meaning\n\nWords mean things.\n\n"
        "Section II: RIGHTS\n\n2. Copyright. You may copy it.\n\n3. Patents. You may make it.\n",
        ["Section I", "Section I", "1", "1", "Section II", "2", "3"],
    ),
    "section signs": ("§ 1 Use\n\nRun it.\n\n§ 2 Law\n\nCourts decide.\n", ["1", "1", "2", "2"]),
    "capital keys": (
        "SECTION 1. USE\n\nRun it.\n\nSECTION 2. LAW\n\nObey it.\n",
        ["1", "1", "2", "2"],
    ),
    "articles": (
        "ARTICLE I\n\n1.1 You may run it.\n\nARTICLE II\n\n2.1 You may not sell it.\n",
        ["1.1", "2.1"],
    ),
    "attachment": (
        "1. Use. Keep to Attachment A.\n\n2. End. It ends.\n\nATTACHMENT A\n\n"
        "You may not use it:\n\n1. To hurt anybody;\n\n2. To lie.\n",
        ["1", "2", "Attachment A", "Attachment A.1", "Attachment A.2"],
    ),
    "annex with letters": (
        "1. Use. Run it.\n\nAnnex B - Forbidden\n\n(a) To hurt anybody;\n\n(b) To lie.\n",
        ["1", "Annex B", "Annex B.a", "Annex B.b"],
    ),
    "markdown": (
        "# Licence\n\n## 1. Use\n\nRun it.\n\n## 2. Limits\n\n- No selling.\n- No lending.\n",
        ["preamble", "1", "1", "2", "2", "2"],
    ),
    "bold": (
        "**Licence**\n\n**1. Use**\n\nRun it.\n\n**2.** **Law.** Obey it.\n",
        ["preamble", "1", "1", "2"],
    ),
    "escaped": ("1\\. Run it.\n\n2\\. Keep it.\n", ["1", "2"]),
    "from nought": ("0. Words\n\nThey mean things.\n\n1. Use\n\nRun it.\n", ["0", "0", "1", "1"]),
    "letters that look roman": (
        "1. Duties\n\n" + "".join(f"({c}) Do the {c} thing.\n\n" for c in "abcdefghijkl"),
        ["1", *(f"1.{c}" for c in "abcdefghijkl")],
    ),
    "roman that look like letters": (
        "1. Duties\n\n" + "".join(f"({c}) Do it.\n\n" for c in ("i", "ii", "iii", "iv", "v", "vi")),
        ["1", *(f"1.{c}" for c in ("i", "ii", "iii", "iv", "v", "vi"))],
    ),
    "numbers all alike": (
        "Do not use it to:\n\n1. Break the law\n    1. At home\n    1. Abroad\n1. Hurt people\n",
        ["preamble", "1", "1.1", "1.2", "2"],
    ),
    "heading, then numbers anew": (
        "1. Use. Run it.\n\n2. End. It ends.\n\nForbidden Uses\n\nYou may not:\n1. Lie.\n2. Steal.\n",
        ["1", "2", "Forbidden Uses", "Forbidden Uses", "Forbidden Uses 1", "Forbidden Uses 2"],
    ),
    "a list of definitions in the first section": (
        "1. Definitions\n\n1. Work means the code.\n2. You means the user.\n3. Use means to run.\n\n"
        "2. Grant. You may run it.\n",
        ["1", "1.1", "1.2", "1.3", "2"],
    ),
    "marker alone on its line": ("(a)\nRun it.\n\n(b)\n\nKeep it.\n", ["a", "b"]),
    "nothing numbered": (
        "# Licence\n\n## Use\n\nYou may run it.\n\n## No Sale\n\nYou may not sell it.\n",
        ["preamble", "Use", "Use", "No Sale", "No Sale"],
    ),
    "two markers at once": (
        "2. Limits. You will not:\n\na. sell it;\n\nb. (i) lend it or (ii) lease it.\n",
        ["2", "2.a", "2.b.i", "2.b.ii"],
    ),
}


@pytest.mark.parametrize("name", STYLES)
def test_sections_are_labelled_as_a_lawyer_cites_them(name: str) -> None:
    text, sections = STYLES[name]

    assert [provision.section for provision in outline(text)] == sections


def test_a_paragraph_below_an_item_keeps_its_section() -> None:
    text = (
        "1. Use\n\n  a. You may run it.\n\n     Running means any use.\n\n  b. You may copy it.\n"
    )

    assert [provision.section for provision in outline(text)] == ["1", "1.a", "1.a", "1.b"]


@pytest.mark.parametrize(
    "line",
    [
        "of this Licence apply to it, as Section\n2. of the annex says",
        "in force since\n2004. of all things",
        "that Section\n2(a) of the law governs",
        "made by the\nU.S. Government for it",
        "of version\n2.0, which is newer",
        "under\nArticle 5 of the charter",
        "as defined in\n1.b above",
    ],
)
def test_a_number_at_the_beginning_of_a_wrapped_line_opens_nothing(line: str) -> None:
    filler = "You may run the work and keep a copy of it for as long as you like to do\nso and "
    text = "1. Use. " + filler + line + ", and for no\nlonger than that as all of us know.\n"

    provisions = outline(text)

    assert len(provisions) == 1
    assert provisions[0].section == "1"


@pytest.mark.parametrize("markers", [("1.a)", "1.b)"), ("1a)", "1b)")])
def test_a_number_and_a_letter_are_one_marker(markers: tuple[str, str]) -> None:
    first, second = markers
    text = f"1. Loan.\n\n{first} Boats. You may:\n\n(a) fish;\n(b) sail.\n\n{second} Nets. You may mend them.\n\n2. End.\n\nIt ends.\n"

    assert [p.section for p in outline(text)] == ["1", "1.a", "1.a.a", "1.a.b", "1.b", "2", "2"]


def test_an_appendix_may_have_no_number() -> None:
    text = "1. Loan. You may fish.\n\n2. End. It ends.\n\nAPPENDIX: How to mend nets\n\n1. Wash them.\n\n2. Dry them.\n"

    assert [p.section for p in outline(text)] == ["1", "2", "Appendix", "Appendix.1", "Appendix.2"]


def test_numbers_that_come_twice_have_the_name_of_what_holds_them_once() -> None:
    one = "1. Loan\n\n1.1 You may fish.\n\n2. End\n\n2.1 It ends.\n\n"
    text = f"{one}TERMS FOR OLSEN BOATS\n\n{one}"

    assert [p.section for p in outline(text)][4:] == [
        "TERMS FOR OLSEN BOATS",
        "TERMS FOR OLSEN BOATS 1",
        "TERMS FOR OLSEN BOATS 1.1",
        "TERMS FOR OLSEN BOATS 2",
        "TERMS FOR OLSEN BOATS 2.1",
    ]


def test_the_label_of_a_heading_is_never_cut() -> None:
    name = "Terms That Hold for the Boats of Olsen, of His Sons and of All Who Sail for Them on the Bay"

    assert outline(f"Title\n\nWe lend.\n\n## {name}\n\nYou may fish.\n")[-1].section == name


def test_no_section_is_without_a_name() -> None:
    text = "You may fish if you:\n\n1. pay;\n\n2. mend the nets.\n\nThe boats are lent as they lie in the bay.\n"

    assert outline(text)[-1].section == "preamble"
