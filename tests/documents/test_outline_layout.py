"""Layout: wraps, headings, remnants of mark-up, page breaks, comment marks."""

from __future__ import annotations

import pytest

from licensescan.documents.outline import outline


def found(text: str) -> list[tuple[str, str]]:
    return [(p.kind[0], " ".join(text[p.start : p.end].split())) for p in outline(text)]


@pytest.mark.parametrize(
    "heading",
    [
        "Prohibited Uses\n\n",
        "PROHIBITED USES\n\n",
        "## Prohibited Uses\n\n",
        "## Prohibited Uses ##\n\n",
        "**Prohibited Uses**\n\n",
        "__Prohibited Uses__\n\n",
        "Prohibited Uses\n---------------\n\n",
        "Prohibited Uses\n===============\n",
        "<h2>Prohibited Uses</h2>\n",
        "<b>Prohibited Uses</b><br><br>\n\n",
        "How we use your data\n\n",
    ],
)
def test_headings_are_told_by_mark_up_or_by_letters(heading: str) -> None:
    text = f"A Title\n\nThis is a text about uses.\n\n{heading}You may not sell any of the work.\n"

    last = outline(text)[-1]

    assert last.kind == "paragraph"
    assert last.heading in ("Prohibited Uses", "PROHIBITED USES", "How we use your data")
    assert last.headings[0] == "A Title"


@pytest.mark.parametrize(
    "run_in",
    [
        "No Datacenter Deployment. The SOFTWARE is not licensed for it.",
        "No Datacenter Deployment: The SOFTWARE is not licensed for it.",
        "**No Datacenter Deployment.** The SOFTWARE is not licensed for it.",
        "No Datacenter Deployment – The SOFTWARE is not licensed for it.",
    ],
)
def test_a_heading_may_run_in(run_in: str) -> None:
    provision = outline(f"2.1 {run_in}\n")[0]

    assert provision.heading == "No Datacenter Deployment"
    assert (provision.section, provision.kind) == ("2.1", "paragraph")


@pytest.mark.parametrize(
    "line", ["THE WORK IS PROVIDED AS IS AND WITHOUT ANY WARRANTY OF ANY KIND.", "You may run it"]
)
def test_a_sentence_is_no_heading(line: str) -> None:
    text = f"A Title\n\n{line}\n\nThis is another paragraph, longer than the first one was.\n"

    assert found(text)[1] == ("p", line)


def test_hard_wraps_are_no_paragraphs() -> None:
    text = (
        "You may run the work on any machine that you own, and on any machine that\n"
        "someone lends to you, as long as you tell them. You may also keep a copy of\n"
        "it. Keep it safe.\nThis is a paragraph of its own, because the line above it was cut\n"
        "short for no other reason.\n"
    )

    assert [words.split()[0] for _, words in found(text)] == ["You", "This"]


def test_lines_are_paragraphs_where_nothing_is_wrapped() -> None:
    text = 'Words\n"Work" means the code.\n"You" means the user.\n'

    assert [words for _, words in found(text)][1:] == [
        '"Work" means the code.',
        '"You" means the user.',
    ]


def test_remnants_of_html_are_structure() -> None:
    text = (
        "<p>You may not:</p><ul><li>sell it;</li><li>&nbsp;lend <b>it</b>.</li></ul>"
        "<p>That is<br>all.</p>"
    )

    assert found(text) == [
        ("p", "You may not:"),
        ("i", "sell it;"),
        ("i", "lend <b>it</b>."),
        ("p", "That is<br>all."),
    ]


def test_tables_fences_and_rules_are_decoration() -> None:
    text = "```text\nRun it.\n```\n\n-----\n\n| Use | Allowed |\n|-----|---------|\n| Sale | No |\n"

    assert [words for _, words in found(text)] == ["Run it.", "Use | Allowed", "Sale | No"]


def test_a_page_break_ends_no_sentence() -> None:
    text = "1. Use. You may run the work\n\n- 3 -\n\f\non any machine.\n\n2. End. It ends.\n"

    assert [p.section for p in outline(text)] == ["1", "2"]


def test_page_numbers_are_decoration() -> None:
    text = "1. Use. You may run it.\n\nPage 1 of 2\n\f\n2. End. It ends.\n\n2\n"

    assert [words for _, words in found(text)] == ["Use. You may run it.", "End. It ends."]


@pytest.mark.parametrize("mark", ["# ", "// ", " * ", "; ", "-- "])
def test_comment_marks_are_decoration(mark: str) -> None:
    plain = "You may run the work\nand keep a copy of it\nfor as long as you like.\n\nYou may not sell it\nto anybody at all.\n"
    text = "".join(
        mark + line if line.strip() else mark.rstrip() + "\n" for line in plain.splitlines(True)
    )
    text = "/*\n" + text + " */\n" if "*" in mark else text

    assert len(outline(text)) == 2
    assert all(p.kind == "paragraph" for p in outline(text))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_of_every_kind(line_end: str) -> None:
    text = line_end.join(
        ["1. Use. Run it.", "", "2. Limits. You may not:", "- sell it;", "- lend it.", ""]
    )

    assert [(p.section, p.kind) for p in outline(text)] == [
        ("1", "paragraph"),
        ("2", "paragraph"),
        ("2", "item"),
        ("2", "item"),
    ]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "---\n", "\ufeff", "****", "1.", "(a)\n(b)\n", "<p></p>", "| |"]
)
def test_a_text_without_words_has_no_provisions(text: str) -> None:
    assert outline(text) == ()


def test_markers_and_words_are_told_apart() -> None:
    text = "## 2. Limits\n\n  (a) You may not sell it.\n"

    heading, item = outline(text)

    assert text[heading.start : heading.end] == "Limits"
    assert text[heading.start_of_marker : heading.start] == "2. "
    assert text[item.start_of_marker : item.start] == "(a) "


def test_headings_need_no_empty_lines_where_each_line_is_a_paragraph() -> None:
    long = "You may use it for whatever you like, as long as nobody is hurt by what you do with it."
    text = f"Terms\nUsing our work\n{long} {long}\nYour own work\n{long} {long}\n"

    assert [p.heading for p in outline(text)][-1] == "Your own work"


@pytest.mark.parametrize(
    "date", ["May 3, 2021", "3rd May 2021", "3 May 2021", "2021-05-03", "3/5/2021", "May 2021"]
)
def test_a_date_is_no_heading(date: str) -> None:
    text = f"2. Last Change\n\nA. {date}\n\n3. Loan\n\nA. You may fish.\n"

    assert [kind for kind, _ in found(text)] == ["h", "i", "h", "i"]
    assert (
        found(f"A Title\n\n{date}\n\nYou may take the boat out whenever you like.\n")[1][0] == "p"
    )


@pytest.mark.parametrize("title", ["iBoat Terms of the Harbour", "Harbour.example Boat Terms"])
def test_a_capital_may_stand_within_a_word(title: str) -> None:
    assert found(f"{title}\n\nMay 2021\n\nYou may fish.\n")[0] == ("h", title)


@pytest.mark.parametrize("name", ["Preamble", "PREAMBLE", "Abstract", "DEFINITIONS"])
def test_an_opening_part_is_no_title(name: str) -> None:
    text = f"{name}\n\nWe lend boats.\n\nTHE LOAN OF BOATS\n\nYou may fish.\n"

    assert [p.section for p in outline(text)][:2] == [name, name]


def test_the_word_copyright_alone_is_a_heading() -> None:
    text = (
        "Terms\n\nBoats are lent.\n\nCopyright\n\nThe drawings are ours.\n\nCopyright 2021 Olsen\n"
    )

    assert [kind for kind, _ in found(text)] == ["h", "p", "h", "p", "p"]


def test_a_title_right_below_a_paragraph_is_a_heading() -> None:
    long = "Whoever takes a boat out of the harbour has to bring it back before the tide turns."
    text = f"Terms\n\n{long}\nLost Boats\n\n{long}\n\nGreetings from the keeper\nOlsen\n\n{long}\n"

    assert [words for kind, words in found(text) if kind == "h"] == ["Terms", "Lost Boats"]


def test_a_remark_in_brackets_below_a_heading_is_no_part_of_it() -> None:
    text = "Terms\n\nBoats are lent as they lie in the bay, on the days when\nthe keeper is in.\n\nLARGE BOATS AND THEIR SAILS\n(of two masts)\nYou may fish.\n"

    assert found(text)[2] == ("h", "LARGE BOATS AND THEIR SAILS")


def test_an_address_below_a_notice_is_no_heading() -> None:
    long = "Whoever takes a boat out of the harbour has to bring it back before the tide turns."
    text = f"Terms\n\nCopyright 2021 Olsen\n7 Quay Street, Port Light\n\n{long}\n"

    assert [kind for kind, _ in found(text)] == ["h", "p", "p", "p"]


def test_a_sentence_that_speaks_to_you_is_no_run_in_heading() -> None:
    text = "Terms\n\nBY TAKING A BOAT, YOU ACCEPT THEM. IF YOU DO NOT, STAY ASHORE.\n"

    assert outline(text)[1].heading == "Terms"


def test_a_row_of_a_table_is_no_heading() -> None:
    text = "Boats\n\nThese are lent:\n\nRed Boat |2.0\n\nBlue Boat |1.1\n\nThat is all there is.\n"

    assert [kind for kind, _ in found(text)].count("h") == 1


def test_a_drawn_banner_is_a_heading() -> None:
    text = "Terms\n\nBoats are lent.\n\n----- Terms for Olsen boats -----\nSail with care.\n"

    assert found(text)[2:] == [("h", "Terms for Olsen boats"), ("p", "Sail with care.")]


def test_a_word_between_bars_is_no_row_of_a_table() -> None:
    text = "If you like the light you might become a\n|keeper|.  The money goes to the fishers of the bay.\n"

    assert len(outline(text)) == 1


def test_signs_of_equality_may_open_a_heading() -> None:
    text = "= Terms\n\nBoats are lent.\n\n== Lost Boats\n\nTell us.\n\n== Nets ==\n\nMend them.\n"

    assert [words for kind, words in found(text) if kind == "h"] == ["Terms", "Lost Boats", "Nets"]


def test_lines_of_a_list_that_is_indented_are_items_though_they_look_like_headings() -> None:
    text = (
        "Letters to the keeper must hold:\n\n    The name of the boat that you found\n"
        "    Your name, your boat, and your net\n"
        "    A word that you give to the keeper that you have not taken anything away from the boat\n"
        "    The day on which you found the boat\n\nHe reads them on Sundays.\n"
    )

    assert [kind for kind, _ in found(text)] == ["p", "i", "i", "i", "i", "p"]


def test_a_title_may_stand_above_an_address() -> None:
    text = "Boat Terms of the Bay\n\nhttps://light.example/terms\n\nYou may fish.\n"

    assert found(text)[0][0] == "h"
    assert (
        found(
            "Terms\n\nWe lend.\n\nKeeper Olsen keeper@light.example\n\nYou may fish in the bay.\n"
        )[2][0]
        == "p"
    )


def test_a_long_question_is_a_heading() -> None:
    text = "Terms\n\nBoats are lent.\n\nWhat you have to do before you sail away\n\nYou have to tell the keeper of the light.\n"

    assert found(text)[2][0] == "h"


def test_a_heading_may_speak_of_copyright() -> None:
    text = "COPYRIGHT AND NOTICES\n\nThe drawings of the boats are ours, and you shall say so.\n"

    assert found(text)[0][0] == "h"
