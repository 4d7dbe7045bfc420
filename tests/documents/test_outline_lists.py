"""Lists: what leads in, what is an item, what comes after; in paragraphs and on lines."""

from __future__ import annotations

import pytest

from licensescan.documents.outline import Provision, outline


def words(text: str, provision: Provision) -> str:
    return " ".join(text[provision.start : provision.end].split())


def leads(text: str, provision: Provision) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in provision.lead_ins]


def items(text: str) -> list[tuple[str, list[str]]]:
    return [(words(text, p), leads(text, p)) for p in outline(text) if p.kind == "item"]


MARKERS = [". ", "- ", "* ", "• ", "o   ", "1. ", "a. ", "(i) ", "a) ", "<li>", "– ", "▪ ", "(A) "]


@pytest.mark.parametrize("marker", MARKERS)
def test_a_lead_in_distributes_over_its_list(marker: str) -> None:
    step = {"1. ": "2. ", "a. ": "b. ", "(i) ": "(ii) ", "a) ": "b) ", "(A) ": "(B) "}
    text = (
        "We like this work. You may not use it to:\n\n"
        f"  {marker}hurt anybody;\n  {step.get(marker, marker)}tell lies.\n\nThat is all there is.\n"
    )

    assert items(text) == [
        ("hurt anybody;", ["You may not use it to:"]),
        ("tell lies.", ["You may not use it to:"]),
    ]
    assert outline(text)[-1].lead_ins == ()
    assert outline(text)[-1].kind == "paragraph"


def test_a_lead_in_reaches_items_of_items() -> None:
    text = (
        "You will not use it to:\n\n1. break laws, such as:\n   - tax laws;\n"
        "   - laws on traffic, including:\n      - speeding\n2. annoy people\n"
    )

    found = items(text)

    assert found[3] == (
        "speeding",
        ["You will not use it to:", "break laws, such as:", "laws on traffic, including:"],
    )
    assert found[4] == ("annoy people", ["You will not use it to:"])


def test_a_lead_in_reaches_over_a_page_of_items() -> None:
    text = "You may not:\n\n" + "".join(f"{n}. do thing {n};\n\n" for n in range(1, 90))

    assert [lead for _, lead in items(text)] == [["You may not:"]] * 89


def test_a_lead_in_reaches_over_headings_of_groups() -> None:
    text = (
        "# Policy\n\n## Forbidden\n\nYou may not use it for any of these:\n\n"
        "### Crime\n\n- theft\n- fraud\n\n### Harm\n\n- violence\n\n## Reports\n\n- Write to us.\n"
    )

    found = items(text)

    lead = "You may not use it for any of these:"
    assert found[:3] == [("theft", [lead]), ("fraud", [lead]), ("violence", [lead])]
    assert found[3] == ("Write to us.", [])


@pytest.mark.parametrize(
    ("opening", "lead"),
    [
        ("You may not, and will not let anybody", "You may not, and will not let anybody"),
        ("Prohibited Uses", "Prohibited Uses"),
        ("The following uses are not allowed.", "The following uses are not allowed."),
        ("## What you must not do", "What you must not do"),
        ("PROHIBITED CONDUCT", "PROHIBITED CONDUCT"),
    ],
)
def test_a_lead_in_needs_no_colon_above_bullets(opening: str, lead: str) -> None:
    text = f"Title of It All\n\nThis is a text.\n\n{opening}\n\n- hurt anybody\n- tell lies\n"

    assert items(text) == [("hurt anybody", [lead]), ("tell lies", [lead])]


def test_a_heading_leads_in_where_the_text_below_it_refers_back() -> None:
    text = (
        "## Do Not Make Weapons\n\nThis includes using the work to:\n\n- build bombs\n- buy them\n"
    )

    assert items(text)[0] == (
        "build bombs",
        ["Do Not Make Weapons", "This includes using the work to:"],
    )


@pytest.mark.parametrize(
    "lead", ["NOW, THEREFORE, you and we agree as follows:", "The following terms apply:"]
)
def test_the_opening_words_of_an_agreement_govern_nothing(lead: str) -> None:
    text = f"{lead}\n\n1. Use. You may run it.\n\n2. End. It ends.\n"

    assert all(provision.lead_ins == () for provision in outline(text))


def test_items_may_have_no_marker_but_their_indentation() -> None:
    text = "You may not:\n\n    sell it;\n\n    lend it, whether\n\n        at home, or\n\n        abroad.\n\nThat is all.\n"

    assert [word for word, _ in items(text)] == [
        "sell it;",
        "lend it, whether",
        "at home, or",
        "abroad.",
    ]


def test_items_may_have_no_marker_at_all() -> None:
    text = "4. Copies. You may share it if you meet these conditions:\nkeep the notice;\nname the author; and\nadd nothing.\n5. End. It ends.\n"

    provisions = outline(text)

    assert [p.kind for p in provisions] == ["paragraph", "item", "item", "item", "paragraph"]
    assert provisions[3].section == "4"
    assert provisions[4].section == "5"


def test_an_item_may_hold_an_empty_line() -> None:
    text = "You may not:\n\n1. sell it,\n\n   even at a loss;\n\n2. lend it.\n"

    assert [(p.section, p.kind) for p in outline(text)][-1] == ("2", "item")
    assert leads(text, outline(text)[-1]) == ["You may not:"]


ENUMERATIONS = {
    "You shall not: (i) sell it; (ii) rent it, or (iii) lend it to others.": (
        ["sell it;", "rent it, or", "lend it to others."],
        "You shall not:",
    ),
    "It ends. You agree (a) to keep the notice and (b) to name us. We thank you.": (
        ["to keep the notice and", "to name us."],
        "You agree",
    ),
    "You may not 1) sell it, 2) rent it, in each case without notice.": (
        ["sell it,", "rent it, in each case without notice."],
        "You may not",
    ),
}


@pytest.mark.parametrize("text", ENUMERATIONS)
def test_an_enumeration_in_a_paragraph_is_a_list(text: str) -> None:
    expected, lead = ENUMERATIONS[text]

    assert items(text) == [(item, [lead]) for item in expected]


def test_what_follows_an_enumeration_is_a_paragraph_of_the_same_section() -> None:
    text = "3. Limits. You may not (i) sell it or (ii) rent it. You must keep the notice.\n"

    provisions = outline(text)

    assert words(text, provisions[-1]) == "You must keep the notice."
    assert (provisions[-1].kind, provisions[-1].section) == ("paragraph", "3")
    assert provisions[-1].lead_ins == ()


def test_enumerations_nest() -> None:
    text = "You may not: (a) use it to (i) lie or (ii) steal; or (b) sell it."

    assert items(text) == [
        ("use it to", ["You may not:"]),
        ("lie or", ["You may not:", "use it to"]),
        ("steal; or", ["You may not:", "use it to"]),
        ("sell it.", ["You may not:"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "You may make one (1) copy and two (2) backups of it.",
        "Sections 2(a) and 2(b) live on, and so do (a) and (b) above.",
        "Use it well (i.e. with care) and often (e.g. daily).",
        "If you (i) sell it or (ii) rent it, you must tell us first.",
        "See clauses (a) for the one and (b) for the other of these.",
        "The words (a) matter (see (b) for more on that, and (c) for less).",
        "It was made by (A) in the year (2004) and later.",
    ],
)
def test_what_merely_looks_like_an_enumeration_is_left_alone(text: str) -> None:
    assert [(p.start, p.end, p.kind) for p in outline(text)] == [(0, len(text), "paragraph")]


def test_a_first_item_may_stand_in_the_paragraph_that_leads_in() -> None:
    text = "2.1 Grant. You may: (a) run it; and\n\n(b) copy it.\n\n2.2 End. It ends.\n"

    assert [p.section for p in outline(text)] == ["2.1", "2.1.a", "2.1.b", "2.2"]
    assert items(text) == [("run it; and", ["You may:"]), ("copy it.", ["You may:"])]


def test_an_item_that_only_names_the_list_below_it_is_a_heading() -> None:
    text = (
        "3. Limits\n\nA. Nobody may use the boat for the following:\n\n  I. Hunting of Seals\n\n"
        "    a. Chasing seals, or driving them ashore.\n\n    b. Selling their skins.\n\n"
        "  II. Smuggling\n\n    a. Bringing in what is taxed.\n\n"
        "  III. Break the rules of the bay, among them those that tell you to:\n\n"
        "    a. show a light.\n\n4. End. It ends.\n"
    )

    found = {p.section: p for p in outline(text)}

    lead = ["Nobody may use the boat for the following:"]
    assert [p.section for p in outline(text) if p.kind == "heading"] == ["3", "3.A.I", "3.A.II"]
    assert leads(text, found["3.A.I.b"]) == leads(text, found["3.A.II.a"]) == lead
    assert found["3.A.I.b"].heading == "Hunting of Seals"
    assert found["3.A.III"].kind == "item"
    assert len(leads(text, found["3.A.III.a"])) == 2


def test_a_section_with_a_name_is_a_heading_below_a_sentence_that_breaks_off() -> None:
    text = (
        "These terms are made after those of the harbour and must bear the name of the\n"
        "harbour and that of the keeper of the light\n\n1. Words\n\n1.1 Small Boat.\n\n"
        "It has one mast.\n\n1.2 Net.\n\nIt has holes.\n"
    )

    assert [p.section for p in outline(text) if p.kind == "heading"][-2:] == ["1.1", "1.2"]


@pytest.mark.parametrize(
    "item", ["Hunting of seals", "Obey the Harbour Master.", "Seals:", "Hunting Seals with"]
)
def test_an_item_that_may_be_read_by_itself_is_no_heading(item: str) -> None:
    text = f"You may not use the boat for:\n\n1. {item}\n  a. their skins\n  b. their meat\n"

    assert outline(text)[1].kind == "item"


def test_numbers_before_small_letters_are_items() -> None:
    text = (
        (
            "Preamble\n\nWe keep the bay clean by two means:\n\n(1) we ask for a deposit, and\n\n"
            "(2) we look at the boats.\n\n"
            "The Terms of the Bay\n\n1. Loan. You may fish.\n\n2. End. It ends.\n"
        )
        .replace("(1)", "1.")
        .replace("(2)", "2.")
    )

    assert [p.kind for p in outline(text)][2:4] == ["item", "item"]
    assert [p.section for p in outline(text)][2:4] == ["1", "2"]
    assert [p.section for p in outline(text)][-2:] == ["1", "2"]  # lists leave them their numbers


def test_a_paragraph_ends_a_list_though_its_first_line_is_indented() -> None:
    text = (
        "  We keep the bay clean by two means: (a) we ask for a deposit,\n"
        "which is given back, and (b) we look at the boats that come in,\n"
        "by day and by night.\n\n"
        "  You may not, for as long as you have the boat:\n\n"
        "(i) sell it;\n\n(ii) paint it.\n\n"
        "  The keeper of the light looks after the boats, and he has the\n"
        "last word in all of this.\n"
    )

    assert outline(text)[-1].kind == "paragraph"
    assert outline(text)[-1].lead_ins == ()


def test_an_address_that_a_lead_announces_opens_no_list() -> None:
    text = (
        "You may read all of the terms at\n\nwww.light.example/terms\n\n"
        "Boats are lent as they lie, without any word that they float.\n"
    )

    assert outline(text)[-1].kind == "paragraph"
    assert outline(text)[-1].lead_ins == ()


def test_a_lead_in_ends_before_a_remark_in_brackets() -> None:
    text = "1. Mail. You may write to the keeper about it, and are asked to. (May 3, 2021)\n\n- Boats\n"

    assert items(text) == [("Boats", [])]


def test_an_address_leads_into_nothing() -> None:
    text = (
        "Terms\n\nYou may write to the keeper of the light, 7 Quay Street, Port Light, ME 04101, USA\n\n"
        "LOST BOATS\n\n1. Tell us. You must do so.\n"
    )

    assert all(p.lead_ins == () for p in outline(text))


def test_a_small_o_is_a_bullet_before_a_capital() -> None:
    text = "You may not:\n\n  o Sell the boat or one\n    of its sails. (`not lent on')\n\n  o Paint it.\n"

    assert items(text) == [
        ("Sell the boat or one of its sails. (`not lent on')", ["You may not:"]),
        ("Paint it.", ["You may not:"]),
    ]
