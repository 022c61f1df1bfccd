"""Books as PDF, read with pdftotext and pdfinfo."""

import re
import subprocess
import zlib
from datetime import date

import pytest

from proceedings.exports.book import contents, typst_job
from proceedings.models import Statement
from tests.support.factories import (
    a_conference,
    a_correction,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
    an_organiser,
    another_name,
)

pytestmark = pytest.mark.django_db


def run(*command):
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def page_with(pages, words):
    """The number of the only page after the contents that has the words."""
    [number] = [number for number, page in enumerate(pages, 1) if words in page and number > 2]
    return number


def test_a_book_has_a_title_page_contents_and_statements_in_order(read, summit):
    an_organiser(conference=summit, organisation=an_organisation(name="The Institute"))
    opening, closing = (a_session(conference=summit, title=title) for title in ("Opening", "Closing"))
    ada = a_speaker(name="Ada Lovelace", sort_name="Lovelace, Ada")
    another_name(speaker=ada, name="Ада Лавлейс")
    post = an_appointment(speaker=ada, title="Countess", organisation=an_organisation(name="The Realm"))
    a_statement(session=opening, speaker=ada, appointment=post, title="Engines", text="One.\n\nTwo.", form="reported")
    a_statement(session=closing, speaker=None, kind="narrative", title="Farewell", text="They parted.")
    pages = read()
    assert pages[0].startswith("PROCEEDINGS The Summit 28 September 2020 · in person Held by The Institute (organiser)")
    assert pages[1].startswith("Contents About the conference 3 Participants 3 Opening 4 Engines Ada Lovelace 4")
    assert "What it was." in pages[2]
    assert "Ada Lovelace Ада Лавлейс Countess, The Realm" in pages[2]
    assert "Engines Ada Lovelace, Countess, The Realm remarks · reported · 28 September 2020 1 One. 2 Two." in pages[3]
    assert "testserver/statements/ada-lovelace-summit/" in pages[3]
    assert "Farewell narrative · 28 September 2020 1 They parted." in pages[4]
    assert pages[-2] == "Index of speakers Lovelace, Ada 4 6"
    assert "http://testserver/conferences/summit/ State of the record 1 October 2020 Rights CC0-1.0" in pages[-1]


def test_the_indexes_name_the_pages_of_statements(read, summit):
    health = a_theme(name="Health")
    ada = a_speaker(name="Ada")
    for title, speaker, themes in (("First", ada, [health]), ("Second", a_speaker(name="Bob"), []), ("Third", ada, [])):
        session = a_session(conference=summit)
        a_statement(session=session, speaker=speaker, title=title, themes=themes, text=f"Words of the {title}.")
    pages = read()
    first, second, third = (page_with(pages, f"Words of the {title}.") for title in ("First", "Second", "Third"))
    assert f"Ada {first}, {third} Bob {second}" in pages[page_with(pages, "Index of speakers") - 1]
    assert f"Health {first}" in pages[page_with(pages, "Index of themes") - 1]


@pytest.mark.parametrize(
    ("name", "sort_name", "shown"),
    [
        ("José Pérez", "", "Pérez, José 3"),
        ("José Pérez", "Pérez, José", "Pérez, José 3"),
        ("唐鳳", "", "Tang, Feng 唐鳳 3"),
        ("Сергей Иванов", "Иванов, Сергей", "Иванов, Сергей 3"),
    ],
)
def test_the_index_shows_the_name_for_sorting_with_other_scripts(read, name, sort_name, shown):
    session = a_session(conference=a_conference(slug="summit"))
    a_statement(session=session, speaker=a_speaker(name=name, sort_name=sort_name, slug="s"))
    assert f"Index of speakers {shown}" in " ".join(read())


def test_running_heads_name_the_conference_and_the_session(read, summit):
    session = a_session(conference=summit, title="Plenary")
    a_statement(session=session, text="\n\n".join(["A long speech. " * 60] * 12))
    pages = read()
    heads = {page.split(" ", 1)[0] for page in pages[4:-2]}
    assert heads == {"SUM", "Plenary"}


def test_translations_and_corrections_follow_their_statement(read, summit):
    question = a_statement(session=a_session(conference=summit), title="How?")
    answer = a_statement(session=question.session, title="So.", in_reply_to=question, text="Like this.")
    a_translation(statement=answer, text="Вот так.\n\nИменно.", kind="official", translator="The Bureau")
    a_correction(statement=answer, note="A *name*.", made_on=date(2020, 12, 24))
    text = " ".join(read())
    assert f"In reply to {question.speaker}: How? 1 Like this. Correction, 24 December 2020 A name." in text
    assert "Translation Russian · official translation · The Bureau 1 Вот так. 2 Именно." in text
    assert "As of 24 December 2020" in text


def test_the_utterances_of_a_transcript_have_their_speakers_as_headings(read, summit):
    session = a_session(conference=summit, title="Talk")
    for name in ("Ada", "Bob"):
        a_statement(session=session, speaker=a_speaker(name=name), title="The Summit", text=f"I am {name}.")
    text = " ".join(read())
    assert "Ada /statements/ada-summit/ remarks · verbatim · 28 September 2020 1 I am Ada. Bob" in text
    assert "Bob /statements/bob-summit/ 1 I am Bob." in text


def test_paragraphs_have_the_same_numbers_as_on_the_page(read, client, summit):
    text = "# Head\n\nOne.\n\n- a\n- b\n\n> said\n\n---\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\nLast."
    statement = a_statement(session=a_session(conference=summit), text=text)
    page = client.get(statement.get_absolute_url()).content.decode()
    assert re.findall(r'id="p(\d)"', page) == ["1", "2", "3", "4", "5", "6"]
    assert "Head 1 One. 2 • a • b 3 said 4 x y 1 2 5 code 6 Last." in " ".join(read())


NASTY = [
    r"#eval(1) $x$ *not* \_strong\_ @label <tag> `#raw` \u{41} // no comment /* none */ ~ -- ---",
    "<script>alert(1)</script> <!-- --> ]]> &amp; {% url %} {{ x }} %d %s \" ' “ ” « »",
    '#import "/etc/passwd": * #read("/etc/passwd") #sys.inputs ] ) } [ ( {',
    "Ёлка й Ѣ ѳ — «ёжик» Ł ß ﬁ ŉ ạ Ω עברית",
    "數位政委唐鳳說：「開放政府」。",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_texts_are_never_run_as_code_and_stay_complete(read, summit, nasty):
    speaker = a_speaker(name=nasty, slug="speaker")
    post = an_appointment(speaker=speaker, title=nasty, organisation=an_organisation(name=nasty, slug="body"))
    session = a_session(conference=summit, title=nasty, slug="session")
    # Fenced, so that it is not read as Markdown.
    a_statement(
        session=session, speaker=speaker, appointment=post, title=nasty, slug="x", text=f"```\n{nasty}\n```",
        themes=[a_theme(name=nasty, slug="theme")],
    )  # fmt: skip
    squeezed = "".join("".join(read()).split())
    assert squeezed.count("".join(nasty.split())) >= 6


def test_words_wider_than_the_page_break(client, summit, tmp_path):
    a_statement(session=a_session(conference=summit), title="b" * 300, text="a" * 500 + "\n\n    " + "c" * 500)
    (tmp_path / "book.pdf").write_bytes(b"".join(client.get("/conferences/summit.pdf").streaming_content))
    words = re.findall(r'xMax="([\d.]+)"', run("pdftotext", "-bbox", tmp_path / "book.pdf", "-"))
    # In points; the page of 170 mm has 482.
    assert max(map(float, words)) < 440


def test_a_book_has_the_numbers_of_lists_and_the_lines_of_plain_text(read, summit):
    session = a_session(conference=summit)
    a_statement(
        session=session, text="1945. peace\n1989. walls\n\na\n\n6) six\n8) eight\n\n| A | B |\n|--:|:-:|\n| 1 | 2 |"
    )
    a_statement(session=session, text="4*5*6\n# seven", text_format="plain")
    words = " ".join(read())
    assert "1 1945. peace 1989. walls 2 a 3 6) six 8) eight 4 A B 1 2" in words
    assert "1 4*5*6 # seven" in words


def test_a_book_is_tagged_for_pdf_ua_with_title_and_languages(client, summit, tmp_path):
    a_statement(session=a_session(conference=summit), title="Rivers", text="Вода.", language="ru")
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf := b"".join(client.get("/conferences/summit.pdf").streaming_content))
    facts = dict(line.split(":", 1) for line in run("pdfinfo", path).splitlines())
    assert (facts["Title"].strip(), facts["Tagged"].strip()) == ("The Summit", "yes")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert 'H2 "Rivers" (block)' in run("pdfinfo", "-struct-text", path)
    assert set(re.findall(rb"/Lang ?\((.*?)\)", unpacked(pdf))) == {b"en", b"ru"}


def unpacked(pdf):
    """A PDF with its compressed streams decompressed."""
    streams = [pdf[match.end() :] for match in re.finditer(rb"/FlateDecode.*?stream\r?\n", pdf, re.DOTALL)]
    return b"".join([pdf, *(zlib.decompressobj().decompress(stream) for stream in streams)])


def test_the_same_record_makes_the_same_book(client, summit, shelf):
    a_statement(session=a_session(conference=summit))
    first = b"".join(client.get("/conferences/summit.pdf").streaming_content)
    for path in shelf.iterdir():
        path.unlink()
    assert b"".join(client.get("/conferences/summit.pdf").streaming_content) == first


def test_a_book_contains_no_private_rows(read, summit):
    session = a_session(conference=summit)
    public = a_statement(session=session, title="Public")
    for status in ("draft", "in_review", "withdrawn"):
        hidden = a_statement(
            session=session, status=status, title="Secret", text="Secret.", speaker=a_speaker(name="Secret"),
            themes=[a_theme(name="Secret")], in_reply_to=public,
        )  # fmt: skip
    a_translation(statement=hidden, text="Secret.")
    a_correction(statement=hidden, note="Secret.", made_on=date(2030, 1, 1))
    public.in_reply_to = hidden
    public.save()
    text = " ".join(read())
    assert "Public" in text
    assert "Secret" not in text
    assert "2030" not in text


def test_a_book_can_have_many_statements(read, summit):
    session, speaker = a_session(conference=summit), a_speaker(name="Ada")
    Statement.objects.bulk_create(
        Statement(
            slug=f"s{number}", session=session, position=number, speaker=speaker, title=f"Statement {number}",
            text=f"Words {number}.", language="en", status="published", published_at=summit.published_at,
        )
        for number in range(1, 2001)
    )  # fmt: skip
    pages = read()
    text = " ".join(pages)
    assert all(f" Words {number}." in text for number in range(1, 2001))
    # A table of contents with two thousand titles would not be readable.
    assert "Statement" not in pages[1]


@pytest.mark.parametrize("extension", ["pdf", "epub"])
@pytest.mark.parametrize(("limit", "value"), [("MAX_STATEMENTS", 1), ("MAX_LETTERS", 3)])
def test_a_conference_too_long_for_one_book_says_so(client, monkeypatch, extension, limit, value):
    monkeypatch.setattr(contents, limit, value)
    session = a_session(conference=a_conference(slug="summit"))
    a_statement(session=session, text="abc")
    a_statement(session=session, text="Not public.", status="draft")
    short = client.get(f"/conferences/summit.{extension}")
    short.getvalue()
    assert short.status_code == 200
    a_statement(session=session, text="d")
    response = client.get(f"/conferences/summit.{extension}")
    assert response.status_code == 404
    assert "too long for one book" in response.content.decode()


@pytest.mark.parametrize("extension", ["pdf", "epub"])
def test_the_book_of_a_withdrawn_conference_is_gone_and_of_a_draft_not_found(client, extension):
    a_conference(slug="gone", status="withdrawn", withdrawal_reason="It never happened.")
    a_conference(slug="draft", status="draft")
    response = client.get(f"/conferences/gone.{extension}")
    assert response.status_code == 410
    assert "It never happened." in response.content.decode()
    assert client.get(f"/conferences/draft.{extension}").status_code == 404


def test_a_failed_book_answers_503_and_is_not_retried_at_once(client, summit, monkeypatch, caplog):
    caplog.set_level("CRITICAL")
    monkeypatch.setattr(typst_job, "MEMORY", 2**20)
    for _ in range(2):
        response = client.get("/conferences/summit.pdf")
        assert (response.status_code, response.headers["Retry-After"]) == (503, "3600")
        assert response.content.decode() == "This file could not be made. Its page has the same content."
        monkeypatch.setattr(typst_job, "run_typst", None)
