"""Sentences that a layout tears: double spacing, page breaks, capitals, brackets, references."""

from __future__ import annotations

import pytest

from licensescan.documents.outline import outline


def found(text: str) -> list[tuple[str, str]]:
    return [(p.kind[0], " ".join(text[p.start : p.end].split())) for p in outline(text)]


DOUBLE_SPACED = """1/3



TERMS OF THE HARBOUR

The crane may be hired by the day, and by anybody who has

been shown how it works and who has left a deposit at the

gate, which is given back once the crane stands where it

stood before.

A crew that comes late pays for the hour that was lost, in

the coin that is in use at the harbour on that day, and to



2/3



the clerk.



1. Loads. The crane may lift whatever weighs less than the

mark on its arm. You shall not lift: (a) people, or any

beast that is alive; or (b) casks of oil.



2. Care. Nobody shall leave the crane while a load hangs

from it.
"""


def test_empty_lines_end_nothing_by_themselves_in_a_double_spaced_text() -> None:
    assert found(DOUBLE_SPACED) == [
        ("h", "TERMS OF THE HARBOUR"),
        (
            "p",
            "The crane may be hired by the day, and by anybody who has been shown how it works and "
            "who has left a deposit at the gate, which is given back once the crane stands where "
            "it stood before.",
        ),
        (
            "p",
            "A crew that comes late pays for the hour that was lost, in the coin that is in use "
            "at the harbour on that day, and to 2/3 the clerk.",
        ),
        (
            "p",
            "Loads. The crane may lift whatever weighs less than the mark on its arm. "
            "You shall not lift:",
        ),
        ("i", "people, or any beast that is alive; or"),
        ("i", "casks of oil."),
        ("p", "Care. Nobody shall leave the crane while a load hangs from it."),
    ]


def test_a_list_with_empty_lines_between_is_no_double_spaced_text() -> None:
    things = ["harming a bird", "selling a nest", "painting an egg", "shaking a tree"] * 4
    text = "You may not use the hide for any of these:\n\n" + "\n\n".join(
        f"{thing}, whether by day or by night;" for thing in things
    )

    assert [kind for kind, _ in found(text)] == ["p"] + ["i"] * 16


def test_an_empty_line_within_a_sentence_ends_no_paragraph() -> None:
    text = (
        "A Title\n\nThis paper is read as the courts of the island read such papers, without a\n"
        "look at the\n\ncustoms of any other place. The sea is left out of it.\n\n"
        "You may write to the keeper of the light.\n"
    )

    assert [kind for kind, _ in found(text)] == ["h", "p", "p"]


def test_a_list_without_markers_is_no_torn_sentence() -> None:
    text = "You may use the boat to\n\nfish in the bay,\n\ncross the strait, or\n\ncarry mail.\n"

    assert [kind for kind, _ in found(text)] == ["p", "i", "i", "i"]


def test_lines_that_end_in_semicolons_are_no_torn_sentence() -> None:
    text = (
        "2. Care. For each of the boats that you take out, you must\n\n"
        "show a light by night, and in the fog;\nkeep to the right of the bay, whatever the tide;\n"
        "bring all of them back.\n\nThe keeper counts them.\n"
    )

    assert [kind for kind, _ in found(text)] == ["p", "i", "i", "i", "p"]


def test_capitals_go_on_in_capitals() -> None:
    torn = "THE BOAT IS LENT AS IT LIES, AND TO THE FULL EXTENT OF THE LAW, THE KEEPER"
    rest = "AND HIS HEIRS GIVE NO WORD THAT IT FLOATS."

    assert [kind for kind, _ in found(f"A Title\n\n{torn}\n\n{rest}\n")] == ["h", "p"]
    assert len(outline(f"{torn}, HIS SONS, HIS DAUGHTERS,\nHIS WIDOW {rest}\n")) == 1


def test_a_bracket_in_small_letters_goes_on_with_the_line_above() -> None:
    line = "The keeper lends you the boat for as long as you like, free of charge and for good"
    text = f"{line}\n(but for the days on which it is lent to others) to fish with.\n"

    assert len(outline(text)) == 1


def test_a_reference_at_the_beginning_of_a_line_opens_no_section() -> None:
    text = (
        "1. Loan. The keeper lends you the boat, and you may fish with it in the whole of the bay.\n"
        "You have no other rights in the boat than those that were given to you in\n"
        "Section 1.1. The keeper has all others, and you shall not say that it is not so, be\n"
        "it to the other fishers of the bay, to the harbour or to the clerk of the court.\n\n"
        "2. End. The loan ends when the boat sinks, and not before that.\n"
    )

    assert [p.section for p in outline(text)] == ["1", "2"]


def test_a_line_may_end_at_one_of_several_semicolons() -> None:
    text = (
        "b. Other boats. The harbour also has boats of the following makers: Olsen;\n"
        "Petersen of Husum; Jansen of Hoorn; the yard at Brest on the Elorn; and those that\n"
        "came from Cornwall. These are lent on terms of their own, which hang at the gate, and which you\n"
        "have to read before you take one of them out into the bay.\n"
    )

    assert len(outline(text)) == 1


@pytest.mark.parametrize("address", ["<https://light.example/terms>", "<keeper@light.example>"])
def test_an_address_in_angle_brackets_is_no_tag(address: str) -> None:
    text = f"Give everyone the whole of these terms, or a link to\n{address}\n\nSay Thanks\n\nYou must thank the keeper.\n"

    assert found(text)[0] == (
        "p",
        f"Give everyone the whole of these terms, or a link to {address}",
    )
    assert found(text)[1] == ("h", "Say Thanks")


def test_an_address_on_a_line_of_its_own_tears_no_sentence() -> None:
    text = (
        "1. Rules. The rules of the bay have a page for each of the boats. Please see\n\n"
        "    https://light.example/rules\n\n"
        "for all of them. They hang at the gate as well.\n\n2. End. It ends.\n"
    )

    assert [p.section for p in outline(text)] == ["1", "2"]


def test_an_address_below_other_lines_of_a_letterhead_is_no_torn_sentence() -> None:
    text = "Terms of the Bay\n\nThe Keeper of the Light, Harbour Office No. 34176425\n\nhttps://light.example\n\nYou may fish.\n"

    assert len(outline(text)) == 4


def test_a_term_and_what_it_means_are_one_paragraph() -> None:
    text = 'Words of the Bay\n\nThese words are used:\n\n"Small Boat"\n\nmeans a boat with one mast.\n\n"Net"\n\nhas the meaning that the fishers give it.\n'

    assert [words for _, words in found(text)][2:] == [
        '"Small Boat" means a boat with one mast.',
        '"Net" has the meaning that the fishers give it.',
    ]


def test_a_text_in_capitals_is_wrapped_as_others_are() -> None:
    lines = [
        "THE BOATS OF THE BAY ARE LENT BY THE KEEPER OF THE LIGHT, AND BY HIM ALONE, TO",
        "FISHERS WHO HAVE PAID THE DEPOSIT.  NEITHER THE KEEPER NOR ANY OF HIS SONS AND",
        "DAUGHTERS GIVES HIS WORD THAT A BOAT FLOATS.  THE SAILS AND EACH OF THE ROPES",
        "ARE LENT WITH THE BOAT.",
        "YOU SHALL BRING THEM BACK.",
    ]

    assert len(outline("\n".join(lines) + "\n")) == 2


def test_a_long_line_in_a_wrapped_text_is_a_paragraph() -> None:
    wrapped = "You may take a boat out\nwhen the light is on for\nmore than an hour, and for\nas long as it burns.\n\n"
    text = f"{wrapped}You may not:\n\n" + "".join(
        f"    {do} the boat, whatever the weather on that day, and whoever asks you to do it;\n"
        for do in ("paint", "sink", "sell")
    )

    assert [kind for kind, _ in found(text)] == ["p", "p", "i", "i", "i"]
