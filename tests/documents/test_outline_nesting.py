"""What closes what: headings close lists, numbers reset letters, marks of headings outrank bold."""

from __future__ import annotations

from licensescan.documents.outline import Provision, outline


def sections(text: str) -> list[str]:
    return [provision.section for provision in outline(text)]


def led(text: str) -> list[str]:
    """The words of the provisions that stand under a lead-in."""
    return [text[p.start : p.end] for p in outline(text) if p.lead_ins]


def starting(text: str, words: str) -> Provision:
    return next(p for p in outline(text) if text.startswith(words, p.start))


def test_a_capital_letter_and_numbers_are_one_marker() -> None:
    text = (
        "# Terms\n\nA. Use\n------\n\nA.1. **Grant.** You may run it.\n\nA.2. **Fees.**\n\n"
        "A.2.a. Fees are due each month.\n\nA.2.b. Taxes are yours.\n\n"
        "A.3. **Law.** You will keep to the law.\n\nB. End\n------\n\nB.1. It ends.\n"
    )

    found = [p for p in sections(text) if p != "preamble"]

    assert found == ["A", "A.1", "A.2", "A.2.a", "A.2.b", "A.3", "B", "B.1"]
    assert outline(text)[3].heading == "Fees"


def test_a_heading_among_numbers_closes_no_section_that_goes_on() -> None:
    text = (
        "Terms\n\n**READ THIS WITH CARE BEFORE YOU GO ON**\n\nThese are the terms.\n\n"
        "**1\\. WORDS.**\n\nWords mean things.\n\n**2\\. USE**\n\n**2.1 Grant.**\n\n"
        "(a) You may run it.\n\n(b) You may copy it.\n\n**No Promise of Gain.**\n\n"
        "We promise no gain.\n\n**2.2 Limits.**\n\n(a) You shall not:\n\n(i) sell it; or\n\n"
        "(ii) lend it.\n\n**3\\. FEES.**\n\n(a) Fees are due.\n\n**3.2 Bills.**\n\n(a) We bill you.\n"
    )

    assert sections(text)[-5:] == ["2.2.a.ii", "3", "3.a", "3.2", "3.2.a"]
    assert led(text) == ["sell it; or", "lend it."]


def test_a_numbered_heading_closes_a_list_of_the_same_numbers() -> None:
    text = (
        "# Terms\n\n1\\. Use[](#h_1)\n-------------\n\nYou may run it.\n\n2\\. Notices[](#h_2)\n"
        "----------------\n\n_How to Notify_\n\nWrite to us and include the following:\n\n"
        "1.  Your name.\n2.  Your address.\n\n3\\. Law[](#h_3)\n------------\n\nCourts decide.\n"
    )

    assert sections(text)[-7:] == ["2", "2", "2", "2.1", "2.2", "3", "3"]
    assert led(text) == ["Your name.", "Your address."]
    assert starting(text, "Courts").heading == "Law"


def test_a_heading_of_markdown_closes_one_that_is_merely_bold() -> None:
    text = (
        "# Terms\n\n**What matters most**\n\n1. Be kind.\n2. Be fair.\n\nPlease read on.\n\n"
        "## 1. Words\n\nWords mean things.\n\n## 2. Use\n\nYou may run it.\n"
    )

    assert sections(text)[-4:] == ["1", "1", "2", "2"]
    assert starting(text, "You may run").headings == ("Terms", "Use")


def test_the_end_of_the_terms_is_no_heading() -> None:
    text = (
        "1. Use. You may run it.\n\n2. Law. Courts decide.\n\nEND OF TERMS AND CONDITIONS\n\n"
        "Appendix\n\nFill in the form below.\n"
    )

    assert starting(text, "Fill in").headings == ("Appendix",)
    assert starting(text, "END OF").kind == "paragraph"


def test_a_line_that_breaks_off_is_no_heading() -> None:
    text = (
        "1. Forms\n\nSend us the form.\n\nKind of Work Asked for\n\n"
        "Tell us in a few words what the work is for and who will get it from you.\n"
    )

    assert [p.heading for p in outline(text)] == ["Forms"] * 4


def test_a_wrapped_line_is_no_heading_whatever_its_letters() -> None:
    text = (
        "6.  FEES\n\nYou pay nothing for the work, however long you run it and on whatever machine\n"
        "that may be, unless we have told you so before you began to run it. You need not\n"
        "tell us of it.\n\n"
        "7.  LAST THINGS\n\nThe Great Convention on Contracts for the International\n"
        "Sale of Works does not apply.  If a court finds any text\n"
        "to be void, the rest of it stands and is to be read as if\n"
        "that part were not in it, as far as the law lets it be.\n"
    )

    assert [p.kind for p in outline(text)] == ["heading", "paragraph"] * 2
    assert outline(text)[-1].heading == "LAST THINGS"


def test_conditions_that_are_sentences_stand_alone() -> None:
    text = (
        "WORK LICENCE\n\nLeave is hereby given to run and copy the work, subject to the following conditions:\n"
        "1. The notice above shall be kept in each copy.\n"
        "2. Any sale of the work is prohibited. You may lend it for: (a) study; (b) play.\n"
        "THE WORK COMES AS IT IS, WITHOUT ANY PROMISE OF ANY KIND, AND AT YOUR OWN RISK ALONE.\n"
    )

    found = outline(text)

    assert [p.lead_ins for p in found[:4]] == [()] * 4
    assert [text[slice(*lead)] for lead in starting(text, "study").lead_ins] == [
        "You may lend it for:"
    ]
    assert found[-1].section == "WORK LICENCE"


def test_a_heading_among_items_leaves_the_list_open() -> None:
    text = (
        "4. Fees\n\n**4.2 Bills**\n\n(a) **Later.**\n\n(i) You pay at the end of each month.\n\n"
        "(ii) We tell you what you owe.\n\n**Beforehand.**\n\n(iii) You pay in advance.\n\n"
        "**4.3 Taxes**\n\nYou pay them.\n"
    )

    assert sections(text)[-4:] == ["4.2.a", "4.2.a.iii", "4.3", "4.3"]


def test_a_label_that_breaks_off_leads_into_no_list() -> None:
    text = (
        "1. Form. Fill in the form below and send it to us.\n\nName and Full Address of\n\n"
        "Applicant\n\nNote: write clearly.\n"
    )

    assert led(text) == []
