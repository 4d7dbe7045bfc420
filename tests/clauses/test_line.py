"""The token line: subjects, denials, what "to" does, brackets, names, marks."""

from __future__ import annotations

import pytest

from tests.clauses.stages import concepts, line, shown


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # subjects: what stands right before a force; a party ends the search
        ("You may use the Model.", "SUBJECT:licensee MAY:may ACT:use THING:materials"),
        (
            "Your use of the Model must comply with applicable laws.",
            "SUBJECT:licensee SUBJECT:use SUBJECT:materials SHALL:shall ACT:comply THING:law",
        ),
        (
            "If the Model is changed, you must say so.",
            "IF:if THING:materials ACT:modify SUBJECT:licensee SHALL:shall ACT:say-so",
        ),
        # denials
        ("You must never sell it.", "SUBJECT:licensee SHALL:shall NOT:not ACT:sell"),
        (
            "In no event shall we be liable.",
            "NO:not SUBJECT:licensor SHALL:shall ACT:liable",
        ),
        (
            "No rights are granted to use our logos.",
            "NOT:none GRANT:granted JOIN:to ACT:use WE:licensor THING:mark",
        ),
        ("Not the Model.", "THING:materials"),
        # modals in a row: the last holds
        ("You will be required to notify us.", "SUBJECT:licensee SHALL:required ACT:notify WE:licensor"),
        # "to": opens a purpose, or joins a deed to what leads to it
        (
            "You may use the outputs to train another model.",
            "SUBJECT:licensee MAY:may ACT:use THING:outputs TO:to ACT:train THING:other-model",
        ),
        (
            "We grant you a license to use the Model.",
            "SUBJECT:licensor GRANT:grant YOU:licensee THING:license JOIN:to ACT:use THING:materials",
        ),
        (
            "You may not use the Model to:",
            "SUBJECT:licensee CANNOT:may-not ACT:use THING:materials LIST:to",
        ),
        ("According to law, use it.", "THING:law ACT:use"),
        # statements: a semicolon ends one only before a new force
        (
            "You may use the Model; you shall not sell it.",
            "SUBJECT:licensee MAY:may ACT:use THING:materials NEXT:; SUBJECT:licensee CANNOT:cannot ACT:sell",
        ),
        (
            "You may use the Model; copy it.",
            "SUBJECT:licensee MAY:may ACT:use THING:materials ACT:reproduce",
        ),
        # what a bracket excepts ends with the bracket
        (
            "You may not (except for research) sell the software.",
            "SUBJECT:licensee CANNOT:may-not ACT:sell THING:materials EXCEPT:except THING:research",
        ),
        # declarations: a verb right behind its subject is the force
        (
            "This license terminates if you breach it.",
            "SUBJECT:license DECLARE:terminate IF:if YOU:licensee ACT:violate",
        ),
        (
            "We may terminate this license.",
            "SUBJECT:licensor MAY:may ACT:terminate THING:license",
        ),
        # what only says that something is so, or possible
        ("The Model may not be accurate.", "THING:materials"),
        ("May 5, 2025", "QUANTITY:quantity"),
        ("", ""),
    ],
)  # fmt: skip
def test_line(sentence: str, expected: str) -> None:
    assert shown(sentence) == expected


def test_name_in_quotation_marks_is_one_token_with_its_words() -> None:
    (name,) = [t for t in line('You must display "Built with Acme AI" here.') if t[0] == "NAME"]
    assert name.value == "Built with Acme AI"


@pytest.mark.parametrize("quotes", ["“%s”", '"%s"', "„%s“", "«%s»", "``%s''", "‘%s’"])
def test_quote_styles_make_the_same_name(quotes: str) -> None:
    sentence = f"You must display {quotes % 'Built with Acme'} here."
    assert [t.value for t in line(sentence) if t[0] == "NAME"] == ["Built with Acme"]


def test_label_in_parentheses_is_no_name() -> None:
    assert "NAME" not in shown('You must defend us against suits (the "Suits").')


def test_unclosed_quotation_mark_is_passed_over() -> None:
    assert shown('You may use "the Model.') == shown("You may use the Model.")


@pytest.mark.parametrize(
    "other",
    [
        "YOU MAY NOT USE THE SOFTWARE TO TRAIN ANOTHER MODEL.",
        "You may not\n   use the Software to\ttrain another model.",
        "You may-not use the Software to train another model.",
        "You may not use   the “Software” to train another model.",
    ],
)
def test_writing_makes_no_difference(other: str) -> None:
    assert shown(other) == shown("You may not use the Software to train another model.")


def test_tokens_stand_where_their_words_do() -> None:
    sentence = "Licensee shall not fine-tune\n  other  models on the Outputs."
    words = [" ".join(sentence[t.start : t.end].split()) for t in line(sentence)]
    assert words == ["Licensee", "shall not", "fine-tune", "other models", "Outputs"]


def test_figures_count_from_a_hundred_or_as_money() -> None:
    kinds = [t[0] for t in concepts("Under section 5, 30 days, 700 users or $20.")]
    assert kinds.count("QUANTITY") == 2
