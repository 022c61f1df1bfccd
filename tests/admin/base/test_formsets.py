import pytest
from django.contrib import admin
from django.urls import reverse

from proceedings.admin.base.inlines import MAX_ROWS, MAX_ROWS_WITH_NEW
from proceedings.models import Session, Statement
from tests.support.desk.forms import errors_of, fill, messages_of
from tests.support.factories import a_conference, a_session, a_speaker, a_statement, an_appointment

pytestmark = pytest.mark.django_db


def change_page(row):
    return reverse(f"admin:proceedings_{row._meta.model_name}_change", args=[row.pk])


def places(noun):
    return list(noun.objects.order_by("pk").values_list("position", flat=True))


def a_programme():
    session = a_session()
    return session, [a_statement(session=session) for _ in range(3)]


def test_statements_swap_positions(admin_client):
    session, _ = a_programme()
    new_places = {"statements__0__position": 3, "statements__1__position": 1, "statements__2__position": 2}
    fill(admin_client, change_page(session), **new_places)
    assert places(Statement) == [3, 1, 2]


def test_sessions_swap_positions(admin_client):
    conference = a_conference()
    for _ in range(2):
        a_session(conference=conference)
    fill(admin_client, change_page(conference), sessions__0__position=2, sessions__1__position=1)
    assert places(Session) == [2, 1]


def test_a_row_without_a_position_becomes_the_last(admin_client):
    session, _ = a_programme()
    fill(admin_client, change_page(session), statements__0__position="")
    assert places(Statement) == [4, 2, 3]


def test_two_rows_with_one_position_are_an_error_and_nothing_changes(admin_client):
    session, _ = a_programme()
    response = fill(admin_client, change_page(session), statements__0__position=3)
    assert (errors_of(response), places(Statement)) == (
        ["Another row has this position. Give each its own."],
        [1, 2, 3],
    )


def test_the_position_of_a_row_that_the_form_did_not_show_is_an_error(admin_client):
    session, rows = a_programme()
    page = change_page(session)
    late = {}

    class Late:
        """A client that adds a statement between the page and its POST."""

        def get(self, address):
            response = admin_client.get(address)
            late["row"] = a_statement(session=session)
            return response

        post = staticmethod(admin_client.post)

    response = fill(Late(), page, statements__0__position=4)
    assert errors_of(response)[1:] == ["Another row has this position. Give each its own."]
    assert (late["row"].position, len(rows)) == (4, 3)


@pytest.mark.parametrize("position", ["-1", "99999999999999999999"])
def test_a_position_out_of_range_is_an_error(admin_client, position):
    session, _ = a_programme()
    response = fill(admin_client, change_page(session), statements__0__position=position)
    assert len(errors_of(response)) == 1
    assert places(Statement) == [1, 2, 3]


def a_new_row(**fields):
    return {"statements__TOTAL_FORMS": 1} | {f"statements__0__{name}": value for name, value in fields.items()}


def test_a_statement_added_to_a_session_gets_its_language_capacity_and_address(admin_client):
    conference = a_conference(language="ru")
    session = a_session(conference=conference)
    speaker = a_speaker(name="Vladimir Norov")
    post = an_appointment(speaker=speaker, title="Secretary General")
    row = a_new_row(speaker=speaker.pk, kind="address", title="On health", position="")
    response = fill(admin_client, change_page(session), **row)
    statement = Statement.objects.get()
    assert (statement.language, statement.appointment, statement.position) == ("ru", post, 1)
    assert (statement.status, statement.slug) == ("draft", f"vladimir-norov-{conference.slug}")
    assert messages_of(admin_client.get(response["location"]))[0] == (
        "“On health”: in the capacity of “Secretary General”, the speaker's only post on that day. "
        "If that is wrong, change “In the capacity of”."
    )


def test_a_statement_loses_its_capacity_with_its_speaker(admin_client):
    speaker = a_speaker()
    statement = a_statement(speaker=speaker, appointment=an_appointment(speaker=speaker))
    other = a_speaker()
    fill(admin_client, change_page(statement.session), statements__0__speaker=other.pk, no_change_of_substance="on")
    statement.refresh_from_db()
    assert (statement.speaker, statement.appointment) == (other, None)


def test_a_statement_without_a_speaker_is_an_error_in_the_session(admin_client):
    session, _ = a_programme()
    response = fill(admin_client, change_page(session), statements__1__speaker="")
    assert errors_of(response) == [
        "A statement needs a speaker, or the speaker as printed, unless its kind is narrative."
    ]


def test_a_session_with_too_many_statements_links_to_their_list(admin_client, monkeypatch):
    monkeypatch.setattr("proceedings.admin.base.inlines.MAX_ROWS", 2)
    session, _ = a_programme()
    response = admin_client.get(change_page(session))
    link = f'<a href="{reverse("admin:proceedings_statement_changelist")}?session={session.pk}">3</a>'
    assert (response.context["inline_admin_formsets"], response.content.decode().count(link)) == ([], 1)
    assert fill(admin_client, change_page(session), title="Plenary").status_code == 302
    assert places(Statement) == [1, 2, 3]


def test_a_form_whose_rows_became_too_many_is_still_saved(admin_client, monkeypatch):
    session, _ = a_programme()

    class Crowded:
        def get(self, address):
            response = admin_client.get(address)
            monkeypatch.setattr("proceedings.admin.base.inlines.MAX_ROWS", 2)
            return response

        post = staticmethod(admin_client.post)

    changes = {"statements__0__title": "What they wrote", "no_change_of_substance": "on"}
    fill(Crowded(), change_page(session), **changes)
    assert Statement.objects.order_by("pk")[0].title == "What they wrote"


@pytest.mark.parametrize(
    "model_admin", [model_admin for model_admin in admin.site._registry.values() if model_admin.inlines], ids=str
)
def test_a_form_with_full_inlines_stays_below_the_limit_of_fields(admin_client, settings, model_admin):
    page = admin_client.get(reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_add"))
    rows = [inline.formset.empty_form for inline in page.context["inline_admin_formsets"]]
    in_rows = sum(str(row).count(" name=") for row in rows) * max(MAX_ROWS, MAX_ROWS_WITH_NEW)
    besides = page.content.decode().count(" name=")
    assert max(in_rows + besides, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS) == settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
