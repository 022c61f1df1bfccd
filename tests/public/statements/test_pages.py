from datetime import UTC, date, datetime

import pytest

from proceedings.public import statements
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
)

pytestmark = pytest.mark.django_db


def page_of(client, statement):
    return client.get(statement.get_absolute_url()).content.decode()


def titles(response):
    return [statement.title for statement in response.context["page_obj"]]


def test_every_paragraph_has_a_number_and_an_anchor(client):
    page = page_of(client, a_statement(text="One.\n\n## Then\n\nTwo."))
    assert '<div class="paragraph" id="p1">' in page
    assert '<div class="paragraph" id="p2">' in page
    assert "<h3>Then</h3>" in page


def test_the_text_of_a_statement_has_a_language(client):
    assert '<div class="text" lang="zh-Hant" dir="auto">' in page_of(
        client, a_statement(language="zh-Hant", text="數位")
    )


def test_html_in_a_text_is_escaped(client):
    page = page_of(client, a_statement(title="<b>x</b>", text="<script>alert(1)</script> [x](javascript:alert(1))"))
    assert "<script>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert 'href="javascript' not in page


def test_a_reported_statement_is_labelled_as_not_verbatim(client):
    assert "Reported: in the words of others" in page_of(client, a_statement(form="reported"))


def test_a_statement_shows_the_capacity_in_which_it_was_made(client):
    speaker = a_speaker(name="Ada")
    then = an_appointment(speaker=speaker, title="Minister", organisation=an_organisation(name="Ministry"))
    an_appointment(speaker=speaker, title="Professor")
    page = page_of(client, a_statement(speaker=speaker, appointment=then))
    assert "Minister, <a" in page
    assert "Professor" not in page


def test_a_time_is_shown_in_the_time_zone_of_the_conference(client):
    session = a_session(conference=a_conference(time_zone="Asia/Shanghai"))
    page = page_of(client, a_statement(session=session, delivered_at=datetime(2020, 9, 28, 20, 30, tzinfo=UTC)))
    assert '<time datetime="2020-09-29T04:30:00+08:00">29 September 2020, 04:30</time> (Asia/Shanghai)' in page


def test_a_statement_links_to_its_public_neighbours_in_the_session(client):
    session = a_session()
    first, _hidden, middle, last = (
        a_statement(session=session, status=status) for status in ("published", "draft", "published", "published")
    )
    context = client.get(middle.get_absolute_url()).context
    assert (context["previous"], context["next"]) == (first, last)


def test_a_statement_links_to_others_of_the_speaker_and_on_the_themes(client):
    theme, speaker = a_theme(), a_speaker()
    statement = a_statement(speaker=speaker, themes=[theme])
    same_speaker, same_theme = a_statement(speaker=speaker), a_statement(themes=[theme])
    a_statement(speaker=speaker, themes=[theme], status="draft")
    context = client.get(statement.get_absolute_url()).context
    assert (list(context["by_speakers"]), list(context["on_themes"])) == ([same_speaker], [same_theme])


@pytest.mark.parametrize("many", [0, 1, 900])
def test_a_statement_links_to_others_on_its_own_theme_only(client, monkeypatch, many):
    """Also if its theme has many statements, or only the themes below it have."""
    monkeypatch.setattr(statements, "MANY", many)
    theme = a_theme()
    narrower = a_theme(parent=theme)
    statement, *others = (a_statement(themes=[theme]) for _number in range(3))
    for _number in range(3):
        a_statement(themes=[narrower])
    context = client.get(statement.get_absolute_url()).context
    assert {row.pk for row in context["on_themes"]} == {row.pk for row in others}


def test_translations_have_anchors_and_corrections_have_dates(client):
    statement = a_statement()
    a_translation(statement=statement, language="ru", text="Раз.\n\nДва.")
    a_correction(statement=statement, note="The *name* was misspelt.")
    page = page_of(client, statement)
    assert 'id="ru-p2"' in page
    assert '<time datetime="2020-11-01">1 November 2020</time>' in page
    assert "The <em>name</em> was misspelt." in page


def test_a_reply_and_the_statement_it_answers_link_to_each_other(client):
    question = a_statement(kind="question", title="How?")
    answer = a_statement(kind="answer", in_reply_to=question, title="So.")
    assert client.get(answer.get_absolute_url()).context["in_reply_to"] == question
    assert list(client.get(question.get_absolute_url()).context["replies"]) == [answer]


def test_a_narrative_has_no_speaker(client):
    page = page_of(client, a_statement(speaker=None, kind="narrative"))
    assert "An account of the event, not the words of one person." in page


def test_a_statement_without_a_source_has_that_of_its_conference(client):
    conference = a_conference(source="Report of the conference", doi="10.5555/of-the-conference")
    own = a_statement(session=a_session(conference=conference), source="Minutes")
    inherits = a_statement(session=a_session(conference=conference))
    pages = [page_of(client, own), page_of(client, inherits)]
    assert [("Report of the conference" in page, "of-the-conference" in page) for page in pages] == [
        (False, False),
        (True, False),
    ]
    assert "Source of the conference" in pages[1]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=vaccine", ["Health"]),
        ("q=VACCINE+ambassador", []),
        ("speaker=ada", ["Health"]),
        ("conference=summit", ["Health", "Trade"]),
        ("conference=summit&session=panel", ["Trade"]),
        ("organisation=who", ["Health"]),
        ("country=CN", ["Trade"]),
        ("theme=economy", ["Trade"]),
        ("kind=question", ["Trade"]),
        ("form=reported", ["Health"]),
        ("language=zh", ["Trade"]),
        ("after=2020-09-29", ["Health", "Trade"]),
        ("after=2020-09-30", []),
        ("after=2020-09&before=2020", ["Health", "Trade"]),
        ("after=2020-10", []),
        ("before=2020-08", []),
        ("before=2020-09-28", ["Health"]),
        ("ordering=date", ["Health", "Trade"]),
    ],
)
def test_statements_are_filtered(client, query, expected):
    summit = a_conference(slug="summit", starts_on=date(2020, 9, 28), ends_on=date(2020, 9, 29))
    opening = a_session(conference=summit, slug="opening")
    panel = a_session(conference=summit, slug="panel", starts_at=datetime(2020, 9, 29, 9, tzinfo=UTC))
    ada = a_speaker(slug="ada")
    who = an_appointment(speaker=ada, organisation=an_organisation(slug="who"))
    a_statement(session=opening, speaker=ada, appointment=who, form="reported", title="Health", text="A vaccine.")
    economy = a_theme(slug="economy")
    a_statement(
        session=panel,
        speaker=a_speaker(country="CN"),
        kind="question",
        language="zh-Hans",
        title="Trade",
        themes=[a_theme(parent=economy)],
    )

    response = client.get(f"/statements/?{query}")

    assert response.status_code == 200
    assert titles(response) == expected


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("speaker=nobody", "No name fits “nobody”."),
        ("kind=song", "song is not one of the available choices"),
        ("language=klingonish", "“klingonish” is not a language tag"),
        ("after=yesterday", "Enter a valid date."),
        ("after=2020-13", "Enter a valid date."),
        ("session=opening", "Choose the conference of the session as well."),
        ("ordering=up", "up is not one of the available choices"),
        ("q=a%00b", "NUL character"),
    ],
)
def test_an_invalid_filter_shows_an_error_and_lists_nothing(client, query, complaint):
    a_statement()
    response = client.get(f"/statements/?{query}")
    assert response.status_code == 400
    assert titles(response) == []
    assert complaint in response.content.decode()


def test_an_unpublished_speaker_cannot_be_filtered_by(client):
    draft = a_statement(status="draft", speaker=a_speaker(slug="hidden"))
    assert client.get(f"/statements/?speaker={draft.speaker.slug}").status_code == 400


def test_active_filters_can_be_removed_one_by_one(client):
    a_statement(speaker=a_speaker(slug="ada", name="Ada"), kind="question")
    response = client.get("/statements/?speaker=ada&kind=question&page=1")
    applied = response.context["filterset"].active_filters()
    assert [(filter_.label, filter_.value, filter_.without) for filter_ in applied] == [
        ("Speaker", "Ada", "kind=question"),
        ("Kind", "question", "speaker=ada"),
    ]


def test_empty_fields_are_removed_from_a_lists_address(client):
    response = client.get("/statements/?q=&speaker=&kind=question")
    assert (response.status_code, response.url) == (302, "/statements/?kind=question")


@pytest.mark.parametrize("page", ["0", "2", "-1", "x"])
def test_a_missing_page_of_a_list_shows_an_error(client, page):
    a_statement()
    response = client.get(f"/statements/?page={page}")
    assert response.status_code == 404
    assert page in response.content.decode()


def test_pagination_keeps_the_filters(client):
    speaker = a_speaker(slug="ada")
    for _ in range(26):
        a_statement(speaker=speaker)
    page = client.get("/statements/?speaker=ada").content.decode()
    assert 'href="?speaker=ada&amp;page=2"' in page


@pytest.mark.parametrize(
    ("zone", "delivered_at", "day"),
    [
        ("Asia/Shanghai", datetime(2020, 9, 28, 22, 30, tzinfo=UTC), "2020-09-29"),
        ("America/New_York", datetime(2020, 9, 29, 2, 30, tzinfo=UTC), "2020-09-28"),
    ],
)
def test_a_filter_by_day_uses_the_time_zone_of_the_conference(client, zone, delivered_at, day):
    a_statement(session=a_session(conference=a_conference(time_zone=zone)), delivered_at=delivered_at, title="Late")
    assert titles(client.get(f"/statements/?after={day}&before={day}")) == ["Late"]


@pytest.mark.parametrize("address", ["conferences", "speakers", "organisations", "themes", "statements"])
@pytest.mark.parametrize("words", ["a " * 5000, "ab" * 5000, "a-" * 2000])
def test_a_filter_with_too_many_words_is_refused(client, address, words):
    a_statement()
    assert client.get(f"/{address}/", {"q": words}).status_code == 400
    assert client.get("/statements/", {"speaker": words}).status_code == 400


@pytest.mark.parametrize("query", ["after=0000-01-01", "before=9999-12-31", "speaker=ada&speaker=bob"])
def test_an_impossible_filter_shows_an_error(client, query):
    a_statement(speaker=a_speaker(slug="ada"))
    assert client.get(f"/statements/?{query}", follow=True).status_code == 400


def test_a_tombstone_shows_the_last_reason(client):
    statement = a_statement(status="withdrawn", withdrawal_reason="Old reason.")
    statement.publish()
    statement.conference.withdraw("It never happened.")
    page = client.get(statement.get_absolute_url()).content.decode()
    assert "It never happened." in page
    assert "Old reason." not in page


def test_a_year_in_the_address_is_shown_as_its_first_or_last_day(client):
    a_statement()
    page = client.get("/statements/?after=2020&before=2020-02").content.decode()
    assert '<input type="date" name="after" value="2020-01-01"' in page
    assert '<input type="date" name="before" value="2020-02-29"' in page
