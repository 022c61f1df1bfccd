"""Valid values, and the messages for invalid ones."""

from datetime import UTC, datetime

import pytest

from proceedings.models import Conference, Session, Speaker, Statement
from tests.support.editing import a_record, complaints, load_text
from tests.support.factories import a_conference, a_session, a_speaker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("nam: N", 'there is no field "nam". Did you mean "name"?'),
        ("pk: 1", 'there is no field "pk".'),
        ("name: N\n    name: M", '"name" occurs twice in the record.'),
        ("name: 2020", 'name: this must be text, but it is read as "2020": put it in quotes.'),
        ("country: NO", 'country: this must be text, but it is read as "false": put it in quotes.'),
        ("name: 2020-09-28", 'name: this must be text, but it is read as "2020-09-28": put it in quotes.'),
        ("name: [a]", "name: this must be text, not a list or a mapping."),
        ("name: ''", "name: this must not be empty."),
        ("name: null", "name: null is not possible here: give a value or leave the field out."),
        (f"name: {'n' * 301}", "name: this has 301 characters; it can have 300."),
        ('name: "a\\0b"', "name: a NUL character (U+0000) at position 2: remove it."),
        ("country: XX", 'country: "XX" is not possible here.'),
        ("website: javascript:alert(1)", "website: Enter a valid URL."),
        ("website: ftp://example.org/", "website: Enter a valid URL."),
        ("orcid: 0000-0000-0000-0000", "orcid: “0000-0000-0000-0000” is not an ORCID iD. Check its sixteen digits."),
        ("wikidata: 42", 'wikidata: this must be text, but it is read as "42": put it in quotes.'),
    ],
)
def test_an_invalid_value_is_reported_with_its_line(field, line):
    text = f"- model: proceedings.speaker\n  fields:\n    slug: norov\n    {field}\n"
    last = 4 + field.count("\n") if "twice" not in line else 5
    assert f"record.yaml:{last}  speaker norov: {line}" in complaints(text)


@pytest.mark.parametrize(
    ("field", "line"),
    [
        (
            "starts_on: 2020-06-31",
            'starts_on: "2020-06-31" is not a day, a month or a year; write it as 2020-09-28, 2020-09 or 2020.',
        ),
        (
            "starts_on: last autumn",
            'starts_on: "last autumn" is not a day, a month or a year; write it as 2020-09-28, 2020-09 or 2020.',
        ),
        ("starts_on: 2020-09-28T10:00:00Z", "starts_on: this must be a day without a time: 2020-09-28."),
        (
            "starts_on: 987",
            'starts_on: "987" is not a day, a month or a year; write it as 2020-09-28, 2020-09 or 2020.',
        ),
        (
            "published_at: 2020-09-28T10:00:00",
            (
                "published_at: 2020-09-28T10:00:00 has no time zone; write it as 2020-09-28T10:00:00+03:00, "
                "or 2020-09-28T10:00:00Z for UTC."
            ),
        ),
        (
            "published_at: 2020-09-28",
            'published_at: "2020-09-28" is not a time; write it as 2020-09-28T10:00:00+03:00.',
        ),
        (
            "starts_on: [2020]",
            'starts_on: "[…]" is not a day, a month or a year; write it as 2020-09-28, 2020-09 or 2020.',
        ),
        (
            "published_at: 0001-01-01T00:00:00+14:00",
            "published_at: this time is before the year 1 or after 9999 in UTC.",
        ),
        ("format: onlin", 'format: "onlin" is not possible here. Did you mean "online"?'),
        ("format: x", 'format: "x" is not possible here. It can be in_person, online, hybrid.'),
        ("time_zone: Moscow", "time_zone: “Moscow” is not a time zone (IANA), such as Europe/Moscow or UTC."),
        ("language: englisch", "language: “englisch” is not a language tag. Did you mean en (English)?"),
        ("language: x1", "language: “x1” is not a language tag (BCP 47), such as en, ru or zh-Hant."),
    ],
)
def test_an_invalid_date_or_choice_is_reported(field, line):
    text = f"- model: proceedings.conference\n  fields:\n    slug: sco\n    title: SCO\n    {field}\n"
    if "language" not in field:
        text += "    language: en\n"
    assert complaints(text) == [f"record.yaml:5  conference sco: {line}"]


@pytest.mark.parametrize(
    ("position", "line"),
    [
        ("first", 'position: this must be a whole number, not "first".'),
        ("true", 'position: this must be a whole number, not "true".'),
        ("1.5", 'position: this must be a whole number, not "1.5".'),
        ("-1", "position: Ensure this value is greater than or equal to 0."),
    ],
)
def test_a_position_is_a_whole_number(position, line):
    a_conference(slug="sco")
    text = a_record("session", conference="[sco]", slug="opening", title="Opening", position=position)
    assert complaints(text) == [f"record.yaml:6  session sco/opening: {line}"]


def test_a_lone_surrogate_is_reported():
    text = '[{"model": "proceedings.speaker", "fields": {"slug": "norov", "name": "a\\ud83d"}}]'
    assert complaints(text, "record.json") == [
        "record.json:1  speaker norov: name: half a character (a lone surrogate) at position 2: remove it."
    ]


def test_fields_in_json_are_reported_with_their_lines():
    text = """
        [
          {
            "model": "proceedings.speaker",
            "fields": {
              "slug": "norov",
              "name": "with \\"country\\": in it",
              "country": "XX"
            }
          }
        ]
    """
    assert complaints(text, "record.json") == [
        'record.json:8  speaker norov: country: "XX" is not possible here.',
    ]


def test_a_record_with_a_primary_key_is_refused():
    text = "- model: proceedings.speaker\n  pk: 7\n  fields: {slug: norov, name: Norov}\n"
    assert complaints(text) == [
        'record.yaml:2  speaker norov: rows are identified by their key: remove "pk" (dumpdata --natural-primary does).'
    ]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("{name: Владимир Норов}", 'slug: this is part of the key and must be given. Perhaps "vladimir-norov".'),
        ("{slug: '', name: N}", 'slug: this is part of the key and must be given. Perhaps "n".'),
        ("{name: —}", "slug: this is part of the key and must be given."),
    ],
)
def test_a_missing_slug_is_reported_with_a_suggestion(fields, line):
    text = f"- model: proceedings.speaker\n  fields: {fields}"
    assert [message.partition("  ")[2] for message in complaints(text)] == [f"speaker: {line}"]


def test_missing_required_fields_are_reported():
    assert complaints(a_record("conference", slug="sco")) == [
        "record.yaml:1  conference sco: title: this must be given for a new row.",
        "record.yaml:1  conference sco: language: this must be given for a new row.",
    ]


def test_times_are_the_same_moment_in_any_zone():
    text = a_record("conference", slug="sco", title="SCO", language="en", status="published")
    load_text(text + "    published_at: 2020-09-28T10:00:00+03:00\n")
    assert Conference.objects.get().published_at == datetime(2020, 9, 28, 7, tzinfo=UTC)
    tally = load_text(text + "    published_at: 2020-09-28T07:00:00Z\n")
    assert str(tally) == "0 created, 0 updated, 1 unchanged"


def test_days_are_the_same_in_yaml_and_json():
    load_text(a_record("conference", slug="sco", title="SCO", language="en", starts_on="2020-09-28"))
    assert Conference.objects.get().starts_on == "2020-09-28"
    fields = '{"slug": "sco", "starts_on": "2020-09-28"}'
    tally = load_text(f'[{{"model": "proceedings.conference", "fields": {fields}}}]', "record.json")
    assert str(tally) == "0 created, 0 updated, 1 unchanged"


def test_a_new_row_is_completed_as_by_save():
    load_text(a_record("speaker", slug="norov", name="Владимир Норов"))
    norov = Speaker.objects.get()
    assert (norov.sort_name, norov.family_name, norov.given_name) == ("Norov, Vladimir", "Норов", "Владимир")
    load_text(a_record("conference", slug="sco", title="SCO", language="en", status="published"))
    assert Conference.objects.get().published_at is not None


def test_omitted_fields_get_their_default():
    session, speaker = a_session(slug="opening"), a_speaker(slug="norov")
    path = f"[{session.conference.slug}, opening]"
    load_text(a_record("statement", slug="s", session=path, speaker="[norov]", title="T", language="en"))
    columns = ("kind", "form", "status", "text", "position", "appointment", "speaker", "delivered_at")
    assert list(Statement.objects.values_list(*columns)) == [
        ("remarks", "verbatim", "draft", "", 1, None, speaker.pk, None)
    ]


@pytest.mark.parametrize("published_at", [{}, {"published_at": "null"}])
def test_the_time_of_publication_stays(published_at):
    text = a_record("conference", slug="sco", title="SCO", language="en", status="published", **published_at)
    load_text(text)
    assert str(load_text(text)) == "0 created, 0 updated, 1 unchanged"


def test_rows_without_a_position_come_last_in_the_order_of_the_file():
    first = a_session(position=7)
    conference = f"[{first.conference.slug}]"
    load_text(
        a_record("session", conference=conference, slug="b", title="B")
        + a_record("session", conference=conference, slug="a", title="A", position="null")
        + a_record("session", conference=conference, slug="z", title="Z", position=9)
    )
    assert list(Session.objects.order_by("position").values_list("slug", "position")) == [
        (first.slug, 7),
        ("z", 9),
        ("b", 10),
        ("a", 11),
    ]


def test_texts_are_kept_byte_for_byte():
    a_speaker(slug="norov")
    session = a_session(slug="opening")
    text = "\\r\\n a\\tb\\u0007 <script> \\u00a0\\n\\n"
    load_text(
        '[{"model": "proceedings.statement", "fields": {"slug": "s", "session": '
        f'["{session.conference.slug}", "opening"], "speaker": ["norov"], "title": "T", "language": "en", '
        f'"text": "{text}"}}}}]',
        "record.json",
    )
    assert Statement.objects.get().text == "\r\n a\tb\x07 <script> \xa0\n\n"
