"""Adding statements on the workbench, and filling in many at a time."""

from datetime import date

import pytest

from proceedings.models import Statement
from tests.support.desk.forms import fill
from tests.support.desk.workbench import a_programme, bench, errors, key, order, place, sent
from tests.support.factories import a_speaker, a_theme, an_appointment

pytestmark = pytest.mark.django_db

# Adding


def test_a_new_statement_becomes_a_draft_at_the_end_and_the_page_offers_the_next(admin_client):
    conference = a_programme(2, 1)
    session = conference.sessions.get(title="A")
    post = an_appointment()
    response = fill(
        admin_client,
        bench(conference),
        new__session=session.pk,
        new__speaker=post.speaker.pk,
        new__kind="greeting",
        new__title="A3",
        add="",
    )
    new = Statement.objects.get(title="A3")
    assert (new.status, new.kind, new.language, new.appointment) == ("draft", "greeting", "en", post)
    assert order(conference) == "A1 A2 A3 | B1"
    assert response["location"] == f"{bench(conference)}?page=1&session={session.pk}&kind=greeting#add"


def test_a_new_statement_goes_before_the_one_whose_place_it_takes(admin_client):
    conference = a_programme(3)
    session, speaker = conference.sessions.get(), a_speaker()
    row = {"new__session": session.pk, "new__speaker": speaker.pk, "new__place": 2, "new__title": "New"}
    response = fill(admin_client, bench(conference), **row)
    assert order(conference) == "A1 New A2 A3"
    assert "&place=3#add" in response["location"]
    following = admin_client.get(response["location"].removesuffix("#add")).context["add_form"]
    assert (following["session"].value(), following["place"].value()) == (str(session.pk), "3")


def test_adding_saves_the_order_too(admin_client):
    conference = a_programme(2)
    row = {"new-session": conference.sessions.get().pk, "new-speaker": a_speaker().pk, "new-title": "New"}
    admin_client.post(bench(conference), sent(admin_client, conference) | place("A2", 1) | row)
    assert order(conference) == "A2 A1 New"


def test_a_new_statement_without_a_speaker_is_refused_and_nothing_is_saved(admin_client):
    conference = a_programme(2)
    row = {"new-session": conference.sessions.get().pk, "new-title": "New", "add": ""}
    response = admin_client.post(bench(conference), sent(admin_client, conference) | place("A2", 1) | row)
    assert response.context["add_form"].non_field_errors() == [
        "A statement needs a speaker, or the speaker as printed, unless its kind is narrative."
    ]
    assert order(conference) == "A1 A2"
    assert [row.statement.title for row in response.context["parts"][0].rows] == ["A2", "A1"]


@pytest.mark.parametrize(
    "row",
    [
        {"new-title": ""},
        {"new-title": "a\x00b"},
        {"new-title": "a" * 301},
        {"new-speaker": "x"},
        {"new-speaker": "9" * 30},
        {"new-session": "9" * 30},
        {"new-kind": "song"},
        {"new-place": "-1"},
        {"new-place": "9" * 30},
    ],
)
def test_an_invalid_new_statement_is_refused(admin_client, row):
    conference = a_programme(1)
    whole = {"new-session": conference.sessions.get().pk, "new-speaker": a_speaker().pk, "new-title": "N", "add": ""}
    response = admin_client.post(bench(conference), sent(admin_client, conference) | whole | row)
    assert (len(response.context["add_form"].errors), Statement.objects.count()) == (1, 1)


def test_a_session_of_another_conference_is_refused(admin_client):
    conference, other = a_programme(1), a_programme(1)
    row = {"new-session": other.sessions.get().pk, "new-speaker": a_speaker().pk, "new-title": "New"}
    response = admin_client.post(bench(conference), sent(admin_client, conference) | row)
    assert (list(response.context["add_form"].errors), Statement.objects.count()) == (["session"], 2)


# Filling in


def test_checked_statements_get_themes_in_addition_to_their_own(admin_client):
    conference = a_programme(3)
    old, one, two = a_theme(), a_theme(), a_theme()
    Statement.objects.get(title="A1").themes.set([old, one])
    fill(admin_client, bench(conference), chosen=[key("A1"), key("A2")], set__themes=[one.pk, two.pk], assign="")
    themes = [set(row.themes.all()) for row in Statement.objects.order_by("title")]
    assert themes == [{old, one, two}, {one, two}, set()]


def test_checked_statements_get_a_speaker_and_lose_the_capacity_of_the_former_one(admin_client):
    conference = a_programme(2)
    first = Statement.objects.get(title="A1")
    first.appointment = an_appointment(speaker=first.speaker)
    first.save()
    ada = a_speaker()
    fill(admin_client, bench(conference), chosen=[first.pk], set__speaker=ada.pk, assign="")
    first.refresh_from_db()
    assert (first.speaker, first.appointment) == (ada, None)


def test_checked_statements_get_a_capacity_of_their_speaker(admin_client):
    conference = a_programme(2)
    first = Statement.objects.get(title="A1")
    post = an_appointment(speaker=first.speaker)
    fill(admin_client, bench(conference), chosen=[first.pk], set__appointment=post.pk, assign="")
    assert list(Statement.objects.filter(appointment=post)) == [first]


def test_checked_statements_get_the_only_capacity_that_fits_the_day(admin_client):
    conference = a_programme(2)
    first, _second = Statement.objects.order_by("title")
    post = an_appointment(speaker=first.speaker, starts_on=date(2020, 1, 1))
    an_appointment(speaker=first.speaker, ends_on=date(2019, 12, 31))
    fill(admin_client, bench(conference), chosen=[first.pk], set__propose="on", assign="")
    assert list(Statement.objects.filter(appointment=post)) == [first]


def test_a_new_speaker_in_bulk_brings_along_the_only_capacity_that_fits_the_day(admin_client):
    conference = a_programme(2)
    ada = a_speaker()
    post = an_appointment(speaker=ada, starts_on=date(2020, 1, 1))
    an_appointment(speaker=ada, ends_on=date(2019, 12, 31))
    fill(admin_client, bench(conference), chosen=[key("A1"), key("A2")], set__speaker=ada.pk, assign="")
    assert list(Statement.objects.order_by("title").values_list("speaker", "appointment")) == [(ada.pk, post.pk)] * 2


def test_a_capacity_of_another_speaker_is_refused_with_the_title_of_the_statement(admin_client):
    conference = a_programme(2)
    post = an_appointment(speaker=a_speaker(name="Ada"))
    response = fill(
        admin_client,
        bench(conference),
        chosen=[key("A1")],
        set__appointment=post.pk,
        set__themes=a_theme().pk,
        assign="",
    )
    assert errors(response) == ["“A1” is not by Ada, whose post this is."]
    assert Statement.objects.filter(themes__isnull=False).count() == 0


def test_the_speaker_of_a_published_statement_is_not_changed(admin_client):
    conference = a_programme(1, status="published")
    response = fill(admin_client, bench(conference), chosen=[key("A1")], set__speaker=a_speaker().pk, assign="")
    assert errors(response) == ["“A1” has been published. To change its speaker or capacity, open its form."]


def test_checked_statements_move_to_another_session_in_their_order(admin_client):
    conference = a_programme(3, 1)
    session = conference.sessions.get(title="B")
    fill(admin_client, bench(conference), chosen=[key("A3"), key("A1")], set__session=session.pk, assign="")
    assert order(conference) == "A2 | B1 A1 A3"


@pytest.mark.parametrize("chosen", [[], ["x"], ["9" * 30], ["999999"]])
def test_filling_in_is_refused_without_checked_statements(admin_client, chosen):
    conference = a_programme(1)
    response = fill(admin_client, bench(conference), chosen=chosen, set__themes=a_theme().pk, assign="")
    assert errors(response) == ["Check the statements to fill in first."]


def test_filling_in_is_refused_without_values(admin_client):
    conference = a_programme(1)
    response = fill(admin_client, bench(conference), chosen=key("A1"), assign="")
    assert response.context["assign_form"].non_field_errors() == ["Choose what to fill in."]


def test_each_moved_or_filled_in_statement_gets_a_version_with_its_author(admin_client, admin_user):
    conference = a_programme(3)
    data = sent(admin_client, conference, chosen=[key("A3")], set__themes=a_theme().pk, assign="")
    admin_client.post(bench(conference), data | place("A3", 2))
    versions = [row.history.latest() for row in Statement.objects.order_by("title")]
    assert [(version.position, version.history_user, version.history_change_reason) for version in versions] == [
        (1, None, ""),
        (3, admin_user, "Moved on the workbench."),
        (2, admin_user, "Filled in on the workbench."),
    ]
    assert versions[2].themes.count() == 1
