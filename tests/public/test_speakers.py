from datetime import date

import pytest
from lxml import html

from proceedings.filters import on_theme
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
    another_name,
)

pytestmark = pytest.mark.django_db


def test_a_speaker_page_shows_biography_posts_and_statements(client):
    speaker = a_speaker(name="Vladimir Norov")
    another_name(speaker=speaker, name="Владимир Норов")
    sco = an_organisation(name="Shanghai Cooperation Organisation")
    post = an_appointment(
        speaker=speaker,
        organisation=sco,
        title="Secretary General",
        starts_on=date(2019, 1, 1),
        ends_on=date(2021, 12, 31),
    )
    a_statement(speaker=speaker, appointment=post, title="On health", text="A **health** community.")

    page = client.get("/speakers/vladimir-norov/").content.decode()

    assert '<span lang="ru" dir="auto">Владимир Норов</span>' in page
    assert "1 January 2019</time> – " in page
    assert ">On health</a>" in page
    assert "A health community." in page


def test_the_statements_of_a_speaker_are_grouped_by_conference_newest_first(client):
    speaker = a_speaker()
    old = a_session(conference=a_conference(title="Old", starts_on=date(2019, 5, 1)))
    new = a_session(conference=a_conference(title="New", starts_on=date(2021, 5, 1)))
    said = [a_statement(speaker=speaker, session=session).pk for session in (old, new, old)]

    listed = client.get(speaker.get_absolute_url()).context["page_obj"]

    assert [statement.pk for statement in listed] == [said[1], said[0], said[2]]


def test_a_speaker_with_only_drafts_has_no_page(client):
    draft = a_statement(status="draft")
    assert client.get(draft.speaker.get_absolute_url()).status_code == 404


def test_a_speaker_at_an_unpublished_conference_is_not_listed(client):
    a_statement(session=a_session(conference=a_conference(status="draft")))
    assert list(client.get("/speakers/").context["page_obj"]) == []


def test_speakers_are_listed_by_their_sorting_name_with_counts(client):
    for name, sort_name, said in (
        ("Vladimir Norov", "Norov, Vladimir", 2),
        ("Xie Fuzhan", "Xie Fuzhan", 1),
        ("Ada", "ada", 1),
    ):
        speaker = a_speaker(name=name, sort_name=sort_name)
        for _ in range(said):
            a_statement(speaker=speaker)
        a_statement(speaker=speaker, status="draft")

    listed = client.get("/speakers/").context["page_obj"]

    assert [(speaker.name, speaker.statement_count) for speaker in listed] == [
        ("Ada", 1),
        ("Vladimir Norov", 2),
        ("Xie Fuzhan", 1),
    ]


def test_an_initial_lists_speakers_by_their_sorting_name_in_any_script(client):
    for name in ("Лавров", "Łukasz Langa", "Ada"):
        a_statement(speaker=a_speaker(name=name))

    response = client.get("/speakers/?initial=L")

    assert [speaker.name for speaker in response.context["page_obj"]] == ["Łukasz Langa", "Лавров"]
    assert response.context["initials"] == ["A", "L"]


def test_a_speaker_is_found_by_a_name_in_another_script(client):
    speaker = a_speaker(name="Xie Fuzhan")
    another_name(speaker=speaker, language="zh-Hans", name="谢伏瞻")
    a_statement(speaker=speaker)
    a_statement()
    assert [speaker.name for speaker in client.get("/speakers/?q=谢伏瞻").context["page_obj"]] == ["Xie Fuzhan"]


def test_speakers_are_filtered_by_theme_conference_and_organisation(client):
    theme = a_theme(name="Health")
    wanted = a_statement(themes=[theme], speaker=a_speaker(name="Wanted"))
    an_appointment(speaker=wanted.speaker, organisation=an_organisation(name="WHO"))
    a_statement()
    conference = wanted.conference.slug
    for query in ("theme=health", f"conference={conference}", "organisation=who"):
        assert [speaker.name for speaker in client.get(f"/speakers/?{query}").context["page_obj"]] == ["Wanted"]


@pytest.mark.parametrize("many", [0, 3_000])
def test_rows_on_a_theme_are_the_same_with_many_statements(client, monkeypatch, many):
    monkeypatch.setattr(on_theme, "MANY", many)
    theme = a_theme(slug="health")
    first, second, third = (a_session(conference=a_conference(slug=slug)) for slug in ("first", "second", "third"))
    joint = a_statement(session=first, themes=[a_theme(parent=theme)], speaker=a_speaker(slug="ann"))
    a_co_speaker(statement=joint, speaker=a_speaker(slug="bo"))
    a_statement(session=second, themes=[theme], speaker=joint.speaker)
    a_statement(session=third, themes=[theme], speaker=a_speaker(slug="hidden"), status="draft")
    a_statement(session=third, speaker=a_speaker(slug="other"))
    for address, slugs in (("/speakers/", ["ann", "bo"]), ("/conferences/", ["first", "second"])):
        shown = client.get(address, {"theme": "health"}).context["page_obj"]
        assert sorted(row.slug for row in shown) == slugs


def test_the_themes_of_a_speaker_count_public_statements_only(client):
    speaker, theme = a_speaker(), a_theme(name="Health")
    a_statement(speaker=speaker, themes=[theme])
    a_statement(speaker=speaker, themes=[theme, a_theme(name="Secret")], status="draft")

    themes = client.get(speaker.get_absolute_url()).context["themes"]

    assert [(theme.name, theme.statement_count) for theme in themes] == [("Health", 1)]


@pytest.mark.parametrize("initial", ["zz", "9", "%25"])
def test_an_initial_is_one_letter(client, initial):
    a_statement()
    assert client.get(f"/speakers/?initial={initial}").status_code == 400


def test_a_speaker_is_found_by_twelve_words_among_all_names(client):
    speaker = a_speaker(name="a b c d e f")
    another_name(speaker=speaker, name="g h i j k l")
    a_statement(speaker=speaker)
    listed = client.get("/speakers/?q=a+b+c+d+e+f+g+h+i+j+k+l").context["page_obj"]
    assert list(listed) == [speaker]


def test_the_letters_of_a_filtered_list_are_those_of_its_speakers(client):
    forum = a_session(conference=a_conference(title="Forum", slug="forum"))
    for name, session in (("Ada", forum), ("Bo", forum), ("Cid", a_session())):
        a_statement(speaker=a_speaker(name=name), session=session)
    assert client.get("/speakers/?conference=forum&initial=A").context["initials"] == ["A", "B"]


def test_the_latest_post_is_under_the_name_and_several_are_on_a_timeline(client):
    speaker = a_speaker(slug="norov")
    body = an_organisation(name="SCO")
    for title, since in (("Ambassador", "2015"), ("Secretary General", "2019-01-01")):
        an_appointment(speaker=speaker, title=title, organisation=body, starts_on=since)
    a_statement(speaker=speaker)
    page = html.fromstring(client.get("/speakers/norov/").content)
    under = " ".join(page.xpath("string(//header[@class='subject']//p[@class='byline'])").split())
    assert under == "Secretary General, SCO since 1 January 2019"
    posts = [" ".join(post.text_content().split()) for post in page.xpath("//ol[@class='timeline']/li")]
    assert posts == ["since 2015 Ambassador, SCO", "since 1 January 2019 Secretary General, SCO"]


def test_a_single_post_needs_no_timeline(client):
    post = an_appointment()
    a_statement(speaker=post.speaker)
    page = html.fromstring(client.get(post.speaker.get_absolute_url()).content)
    assert page.xpath("//ol[@class='timeline']") == []


@pytest.mark.parametrize("number", [1, 26])
def test_the_statements_of_a_speaker_are_plotted_by_year(client, number):
    """A page with all statements counts them itself; another one asks the database."""
    speaker = a_speaker(slug="ada")
    sessions = [a_session(conference=a_conference(starts_on=f"{year}-05-01")) for year in (2019, 2021)]
    for session in [*sessions, *sessions[:1] * number]:
        a_statement(speaker=speaker, session=session)
    a_statement(speaker=speaker, session=sessions[1], status="draft")
    years = client.get("/speakers/ada/").context["years"]
    assert [(year.label, year.count) for year in years] == [("2019", number + 1), ("2020", 0), ("2021", 1)]
    listed = client.get(f"/statements/?{years[0].query}").context["page_obj"]
    assert listed.paginator.count == number + 1
