"""Texts that lost their line ends: numbers that run on within one line, boxes, other scripts."""

from __future__ import annotations

from licensescan.documents.outline import outline


def sections(text: str) -> list[str]:
    return [provision.section for provision in outline(text)]


PAD = "This is said so that the line is a long one, as lines are that hold all of a text. "


def test_an_agreement_on_one_line_is_cut_at_its_numbers() -> None:
    text = (
        f"Terms of the Work. {PAD}1. Words. Work means the code. 2. Use. You may run it. {PAD}"
        f"3. Limits. You may not sell it, as Section 2 says. {PAD}4. Law. Courts decide."
    )

    assert sections(text)[1:] == ["1", "2", "3", "4"]
    assert [p.heading for p in outline(text)][1:] == ["Words", "Use", "Limits", "Law"]


def test_numbers_that_touch_the_sentence_before_are_markers() -> None:
    text = (
        f"These are the terms. {PAD}Please read them.1\\. Use.You may run it. {PAD}2\\. Limits.2.1 "
        "Sale. You may not sell it, see Section 2.2. Nobody may.2.2 Loans. You may not lend it, "
        "see Section 2.1.2.3 Gifts. You may not give it away.2.3.1 Trifles. You may keep those."
        "3\\. Law. Courts decide."
    )

    assert sections(text) == ["preamble", "1", "2", "2.1", "2.2", "2.3", "2.3.1", "3"]
    assert outline(text)[-1].heading == "Law"


def test_numbers_that_do_not_run_on_cut_nothing() -> None:
    text = (
        f"You may run it, as Section 4. 7 and 9. It has said. {PAD}{PAD}In the year 12. We wrote "
        f"version 2.0. It came after version 1.9. Nobody knew. {PAD}"
    )

    assert sections(text) == ["preamble"]


def test_an_enumeration_after_a_comma_is_no_row_of_sections() -> None:
    text = (
        f"{PAD}You will be careful, including 1. Keep the law, 2. Keep the peace, and 3. Keep out."
    )

    assert len(outline(text)) == 1


def test_a_box_of_stars_is_decoration() -> None:
    lines = [
        "6. No Promises",
        "--------------",
        "",
        "The work comes as it is, and nobody promises that it",
        "does anything at all. Should it break, you (and nobody",
        "else) bear the cost of having it mended.",
        "",
    ]
    bar = "*" * 62
    box = "\n".join([bar, *(f"*  {line:<57} *" for line in lines), bar])
    text = f"5. Use\n------\n\nYou may run it.\n\n{box}\n\n7. Law\n------\n\nCourts decide.\n"

    found = [(p.kind, p.section, p.heading) for p in outline(text)]

    assert found[2:4] == [("heading", "6", "No Promises"), ("paragraph", "6", "No Promises")]
    assert sections(text) == ["5", "5", "6", "6", "7", "7"]


def test_chinese_numbers_are_markers() -> None:
    text = (
        "许可协议\n\n一、定义\n\n“作品”指代码。\n\n二、许可\n\n1. 您可以运行作品。\n\n2. 您可以复制作品。\n\n"
        "三、其他\n\n由法院裁决。\n"
    )

    assert sections(text) == ["preamble", "1", "1", "2", "2.1", "2.2", "3", "3"]


def test_chinese_articles_are_markers() -> None:
    text = "第一条 定义\n\n“作品”指代码。\n\n第二条 许可\n\n您可以运行作品。\n\n第十一条 其他\n\n由法院裁决。\n"

    assert sections(text) == ["1", "1", "2", "2", "11", "11"]


def test_marks_and_links_are_no_part_of_a_name() -> None:
    text = (
        "# [Terms](#terms)\n\n## [**Using our Work**](#using)\n\nYou may run it.\n\n"
        "## Selling[](#h_2) _at_ **Home**\n\nYou may not sell it.\n"
    )

    found = outline(text)

    assert [p.section for p in found][1:] == ["Using our Work"] * 2 + ["Selling at Home"] * 2
    assert found[-1].headings == ("Terms", "Selling at Home")


def test_a_text_may_have_matter_before_its_title() -> None:
    text = (
        "Copyright 2025 Example Works\n\nMODEL LICENCE\n\n1. Use. You may run it.\n\n"
        "2. Law. Courts decide.\n"
    )

    found = outline(text)

    assert [p.section for p in found] == ["preamble", "preamble", "1", "2"]
    assert found[-1].headings[0] == "MODEL LICENCE"
