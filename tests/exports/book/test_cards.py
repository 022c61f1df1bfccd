"""Cards, the pictures that other sites show for a link."""

import struct
import subprocess
from datetime import date

import pytest

from proceedings.exports.book import cards, typst_job
from proceedings.models import Speaker, Statement
from tests.support.factories import (
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    an_appointment,
    an_organisation,
    another_name,
)

pytestmark = pytest.mark.django_db

LONG = "The quick brown fox jumps over the lazy dog near the bank of the old river. " * 30


def text_of(template, contents, tmp_path):
    """The text of a card, from its template as a PDF."""
    typst_job.run_typst(template, contents, tmp_path / "card.pdf", typst_job.PNG | {"format": "pdf"})
    command = ["pdftotext", "-layout", tmp_path / "card.pdf", "-"]
    return " ".join(subprocess.run(command, capture_output=True, check=True).stdout.decode().split())


@pytest.fixture
def statement_card(tmp_path):
    def statement_card(statement):
        row = Statement.objects.with_context().get(pk=statement.pk)
        return text_of("book/statement-card.typ", cards.statement_contents(row), tmp_path)

    return statement_card


def test_a_statement_card_quotes_the_speaker_in_their_capacity(statement_card):
    speaker = a_speaker(name="Ada Lovelace")
    post = an_appointment(speaker=speaker, title="Countess", organisation=an_organisation(name="The Realm"))
    session = a_session(conference=a_conference(title="The Summit", starts_on=date(2020, 9, 28)))
    statement = a_statement(session=session, speaker=speaker, appointment=post, text="It *weaves*. Really.")
    assert statement_card(statement) == (
        "The Summit ¶ Proceedings “It weaves. Really.” Ada Lovelace Countess, The Realm "
        "28 September 2020 · Verbatim: the speaker’s own words."
    )


@pytest.mark.parametrize(
    ("language", "text", "quoted"),
    [
        ("ru", "Это наш дом.", "«Это наш дом.»"),
        ("zh-Hans", "这是我们的家。", "“这是我们的家。”"),
        ("zh-Hant", "這是我們的家。", "「這是我們的家。」"),
        ("fr", "C’est la maison.", "« C’est la maison. »"),
    ],
)
def test_a_quotation_has_the_quotation_marks_of_its_language(statement_card, language, text, quoted):
    squeezed = "".join(statement_card(a_statement(language=language, text=text)).split())
    assert "".join(quoted.split()) in squeezed


def test_a_reported_statement_is_not_quoted(statement_card):
    card = statement_card(a_statement(form="reported", text="She said that it weaves."))
    assert "She said that it weaves." in card
    assert "“" not in card
    assert "Reported: in the words of others" in card


def test_a_statement_without_a_text_shows_its_title(statement_card):
    card = statement_card(a_statement(title="On engines", text=""))
    assert "On engines" in card
    assert "erbatim" not in card


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("word " * 100, "word " * 46 + "word…"),
        ("字" * 300, "字" * 120 + "…"),
        ("First. " + "x" * 130 + ". " + "y" * 150, "First. " + "x" * 130 + "."),
        ("Short. " + "word " * 100, "Short. " + "word " * 45 + "word…"),
    ],
)
def test_a_long_text_ends_with_a_sentence_or_at_a_word(text, shown):
    assert cards.opening(text.strip(), 240).startswith(shown[:60])
    assert cards.opening(text.strip(), 240) == shown
    assert cards.width(shown) <= 241


@pytest.mark.parametrize("text", [LONG, "W" * 900, "數位政委說：" * 200, "#eval(1) $x$ <a> \\u{41} @b " * 20])
def test_every_text_fits_its_card(statement_card, text):
    # The end of the last line is cut off first.
    statement = a_statement(title=LONG[:300], text=text, speaker=a_speaker(name="Ada"))
    card = statement_card(statement)
    assert card.endswith("Verbatim: the speaker’s own words.")
    shown = cards.opening(Statement.objects.get(pk=statement.pk).text.strip(), cards.QUOTATION)
    assert "".join(shown.split()) in "".join(card.split())


def test_a_speaker_card_has_names_latest_capacity_and_counts(tmp_path):
    ada = a_speaker(name="Ada Lovelace")
    another_name(speaker=ada, name="Ада Лавлейс")
    for year, title in ((2019, "Pupil"), (2021, "Countess")):
        session = a_session(conference=a_conference(starts_on=date(year, 1, 1)))
        a_statement(session=session, speaker=ada, appointment=an_appointment(speaker=ada, title=title))
    a_statement(speaker=ada, status="draft", session=a_session(conference=a_conference(starts_on=date(2030, 1, 1))))
    row = Speaker.objects.with_context().get(pk=ada.pk)
    assert text_of("book/speaker-card.typ", cards.speaker_contents(row), tmp_path) == (
        "¶ Proceedings Ada Lovelace Ада Лавлейс Countess 2 statements · 2 conferences · 2019–2021"
    )


@pytest.mark.parametrize("model", ["statement", "speaker"])
def test_a_card_has_the_standard_size(client, model):
    statement = a_statement()
    row = statement if model == "statement" else statement.speaker
    response = client.get(f"{row.get_absolute_url()}card.png")
    picture = response.getvalue()
    assert response.headers["Content-Type"] == "image/png"
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)


def test_the_card_of_a_withdrawn_statement_is_gone_and_of_a_draft_not_found(client):
    withdrawn = a_statement(status="withdrawn", withdrawal_reason="A wrong name.")
    draft = a_statement(status="draft")
    with_conference = a_statement(
        session=a_session(conference=a_conference(status="withdrawn", withdrawal_reason="It never happened."))
    )
    for statement, reason in ((withdrawn, "A wrong name."), (with_conference, "It never happened.")):
        response = client.get(f"{statement.get_absolute_url()}card.png")
        assert response.status_code == 410
        assert reason in response.content.decode()
    assert client.get(f"{draft.get_absolute_url()}card.png").status_code == 404
    assert client.get(f"{draft.speaker.get_absolute_url()}card.png").status_code == 404
