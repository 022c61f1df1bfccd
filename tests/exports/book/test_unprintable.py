"""Texts and characters that a book cannot have do not stop it."""

import pytest

from proceedings.exports.book import typst_job
from tests.support.factories import a_session, a_statement, a_translation

pytestmark = pytest.mark.django_db


def test_a_text_that_typst_refuses_is_left_out_by_its_address(read, summit, monkeypatch, caplog):
    def blocks(text, text_format):
        inner = {"kind": "paragraph", "words": [str(text)]}
        for _level in range(60 if text == "Refused." else 1):
            inner = {"kind": "quote", "blocks": [inner]}
        return [inner]

    monkeypatch.setattr(typst_job, "blocks", blocks)
    session = a_session(conference=summit)
    for slug in ("one", "two", "three", "four"):
        text = "Refused." if slug in {"two", "four"} else f"Words of {slug}."
        statement = a_statement(session=session, slug=slug, text=text, title=slug.title())
    a_translation(statement=statement, text="Слова.")
    caplog.set_level("WARNING")
    words = " ".join(read())
    left_out = "This text could not be set for this book. Read it at its address: http://testserver/statements/{}/"
    shown = ["Words of one.", left_out.format("two"), "Words of three.", left_out.format("four"), "Слова."]
    squeezed = words.replace(" ", "")
    assert [piece for piece in shown if piece.replace(" ", "") not in squeezed] == []
    assert "Refused." not in words
    assert [record.getMessage() for record in caplog.records] == [
        (
            "Typst refuses these texts, which are left out of the book: "
            "http://testserver/statements/two/, http://testserver/statements/four/."
        )
    ]


def test_an_empty_heading_and_the_deepest_quotation_do_not_stop_a_book(read, summit):
    text = "# \n\n## []()\n\n" + ">" * 50 + " Deep.\n\nThe end."
    a_statement(session=a_session(conference=summit), text=text)
    words = " ".join(read())
    assert ("Deep." in words, "The end." in words) == (True, True)


def test_characters_without_a_font_are_replaced_and_logged(read, summit, caplog):
    a_statement(session=a_session(conference=summit), text="A rune of none: \U00012000\U0001f9ff.")
    caplog.set_level("WARNING")
    pages = read()
    assert "1 A rune of none: □□." in " ".join(pages)
    assert "□ stands for a character that no font had" in pages[-1]
    assert [record.levelname for record in caplog.records if "\U00012000" in record.getMessage()] == ["WARNING"]


def test_control_characters_and_unpaired_marks_do_not_stop_a_book(read, summit):
    a_statement(
        session=a_session(conference=summit),
        title="A\x0c\x01b\u202ec",
        text="One \x08\x1b two \ufffe three \u2028 four",
    )
    assert "1 One two three" in " ".join(read())
