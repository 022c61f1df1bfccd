import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from proceedings.models import Speaker, Statement, Theme
from proceedings.models.history import record
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
from tests.support.forms import fill

pytestmark = pytest.mark.django_db


def page_of(row, view):
    return reverse(f"admin:proceedings_{row._meta.model_name}_{view}", args=[row.pk])


def entries_of(client, row, **question):
    entries = client.get(page_of(row, "history"), question).context["entries"]
    return [
        (
            entry.kind,
            entry.who,
            entry.why,
            {
                change.label: [(piece.kind, piece.text) for line in change.lines for piece in line.pieces or ()]
                for change in entry.changes
            },
        )
        for entry in entries
    ]


@pytest.mark.parametrize(
    "make",
    [
        *(a_conference, a_correction, a_session, a_speaker, a_statement, a_theme, a_translation),
        *(an_appointment, an_organisation, an_organiser, another_name),
    ],
)
def test_every_noun_tells_its_history_and_what_was_deleted_of_it(admin_client, make):
    row = make()
    assert [kind for kind, *_told in entries_of(admin_client, row)] == ["Created"]
    list_of_deleted = reverse(f"admin:proceedings_{row._meta.model_name}_deleted")
    assert admin_client.get(list_of_deleted).status_code == 200


def test_a_change_tells_who_and_why_and_what(admin_client):
    theme = a_theme(name="Public helth")
    fill(admin_client, page_of(theme, "change"), name="Public health", why="A misprint")
    assert entries_of(admin_client, theme)[0] == (
        "Changed",
        "admin",
        "A misprint",
        {"Name": [(0, "Public "), (-1, "helth"), (1, "health")]},
    )


def test_what_made_a_row_is_told_with_all_it_had(admin_client):
    theme = a_theme(name="Health", slug="health")
    assert entries_of(admin_client, theme) == [
        ("Created", "the site's operator", "", {"Name": [(1, "Health")], "Address": [(1, "health")]})
    ]


def test_references_are_told_by_name_and_themes_as_added_or_removed(admin_client):
    health, art = a_theme(name="Health"), a_theme(name="Art")
    statement = a_statement(status="draft", speaker=a_speaker(name="Norov"), themes=[health])
    fill(admin_client, page_of(statement, "change"), speaker=a_speaker(name="唐鳳").pk, themes=art.pk, why="Mixed up")
    assert entries_of(admin_client, statement)[0] == (
        "Changed",
        "admin",
        "Mixed up",
        {"Speaker": [(-1, "Norov"), (1, "唐鳳")], "Themes": [(-1, "Health"), (1, "Art")]},
    )


def test_what_was_deleted_is_called_what_it_was(admin_client):
    theme = a_theme(name="Health", parent=a_theme(name="Society"))
    parent = theme.parent
    theme.parent = None
    theme.save()
    parent.delete()
    assert entries_of(admin_client, theme)[0][3] == {"Broader theme": [(-1, "Society (deleted)")]}


def test_moves_and_rows_written_in_bulk_are_told(admin_client, admin_user):
    statement = a_statement(status="draft")
    statement.submit(by=admin_user)
    Statement.objects.update(title="On health")
    record(Statement.objects.all(), by=admin_user, why="All at once")
    told = entries_of(admin_client, statement)
    assert [(kind, who, why) for kind, who, why, _changes in told[:2]] == [
        ("Changed", "admin", "All at once"),
        ("Changed", "admin", "Submitted for review."),
    ]
    assert told[1][3] == {"Status": [(-1, "draft"), (1, "in review")]}


def test_a_history_that_began_late_says_so(admin_client):
    theme = a_theme()
    theme.history.all().delete()
    assert b"Nothing is known of what it was before." in admin_client.get(page_of(theme, "history")).content
    theme.save()
    assert b"The history begins here" in admin_client.get(page_of(theme, "history")).content


def test_times_have_their_zone(admin_client, settings):
    settings.TIME_ZONE = "Asia/Tashkent"
    theme = a_theme()
    theme.history.update(history_date="2020-10-01T22:30:00Z")
    [entry] = admin_client.get(page_of(theme, "history")).context["entries"]
    assert entry.when == "2 October 2020, 03:30 +05"


def test_a_long_history_has_pages_and_each_page_the_same_number_of_queries(admin_client):
    theme, short = a_theme(), a_theme()
    for number in range(30):
        theme.name, theme.parent = f"Name {number}", a_theme()
        theme.save()
    short.name, short.parent = "Name", theme.parent
    short.save()
    counts = []
    for row in (short, theme):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            admin_client.get(page_of(row, "history"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert [len(entries_of(admin_client, theme, p=number)) for number in (1, 2)] == [25, 6]
    assert list(entries_of(admin_client, theme, p=1)[-1][3]["Name"]) == [(0, "Name "), (-1, "4"), (1, "5")]


def test_the_histories_of_its_parts_are_linked(admin_client):
    translation = a_translation()
    page = admin_client.get(page_of(translation.statement, "history")).content.decode()
    assert page_of(translation, "history") in page


@pytest.mark.parametrize("key", ["0", "999999", "99999999999999999999", "x", "1%00"])
def test_no_such_row_has_no_history(admin_client, key):
    assert admin_client.get(f"/admin/proceedings/theme/{key}/history/").status_code == 404


def test_a_history_is_for_those_who_may_see_the_row(client):
    user = User.objects.create_user("editor", is_staff=True)
    client.force_login(user)
    theme = a_theme()
    assert client.get(page_of(theme, "history")).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_theme"))
    assert client.get(page_of(theme, "history")).status_code == 200
    assert b"Restore" not in client.get(page_of(theme, "history")).content


def test_nobody_edits_the_log(admin_client):
    """There is no page of the admin for a version, and a history takes no answer."""
    versions = [model.history.model for model in (Statement, Speaker, Theme)]
    assert [model for model in admin.site._registry if model._meta.app_label == "history"] == []
    assert [model for model in versions if admin.site.is_registered(model)] == []
    theme = a_theme()
    with pytest.raises(NoReverseMatch):
        reverse("admin:history_historicaltheme_change", args=[1])
    before = list(theme.history.values())
    admin_client.post(page_of(theme, "history"), {"name": "Other", "history_change_reason": "Other"})
    assert list(theme.history.values()) == before


def test_deleting_a_row_leaves_its_history(admin_client):
    conference = a_conference(status="draft", title="Forum")
    admin_client.post(page_of(conference, "delete"), {"post": "yes"})
    assert [(kind, who) for kind, who, _why, _changes in entries_of(admin_client, conference)] == [
        ("Deleted", "admin"),
        ("Created", "the site's operator"),
    ]
