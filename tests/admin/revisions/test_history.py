import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from proceedings.models import Speaker, Statement, Theme
from proceedings.models.history import record_versions
from tests.support.desk.forms import fill
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


def page_of(row, view):
    return reverse(f"admin:proceedings_{row._meta.model_name}_{view}", args=[row.pk])


def entries_of(client, row, **question):
    entries = client.get(page_of(row, "history"), question).context["entries"]
    return [
        (
            entry.kind,
            entry.user,
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
def test_every_model_has_a_history_and_a_list_of_deleted_rows(admin_client, make):
    row = make()
    assert [kind for kind, *_others in entries_of(admin_client, row)] == ["Created"]
    list_of_deleted = reverse(f"admin:proceedings_{row._meta.model_name}_deleted")
    assert admin_client.get(list_of_deleted).status_code == 200


def test_an_entry_shows_user_reason_and_changes(admin_client):
    theme = a_theme(name="Public helth", slug="typed")
    fill(admin_client, page_of(theme, "change"), name="Public health", why="A misprint")
    assert entries_of(admin_client, theme)[0] == (
        "Changed",
        "admin",
        "A misprint",
        {"Name": [(0, "Public "), (-1, "helth"), (1, "health")]},
    )


def test_the_first_entry_shows_the_whole_row(admin_client):
    theme = a_theme(name="Health", slug="health")
    assert entries_of(admin_client, theme) == [
        ("Created", "the site's operator", "", {"Name": [(1, "Health")], "Permanent link": [(1, "health")]})
    ]


def test_an_entry_shows_references_by_label_and_themes_as_added_or_removed(admin_client):
    health, art = a_theme(name="Health"), a_theme(name="Art")
    statement = a_statement(status="draft", slug="typed", speaker=a_speaker(name="Norov"), themes=[health])
    fill(admin_client, page_of(statement, "change"), speaker=a_speaker(name="唐鳳").pk, themes=art.pk, why="Mixed up")
    assert entries_of(admin_client, statement)[0] == (
        "Changed",
        "admin",
        "Mixed up",
        {"Speaker": [(-1, "Norov"), (1, "唐鳳")], "Themes": [(-1, "Health"), (1, "Art")]},
    )


def test_a_deleted_reference_keeps_its_label(admin_client):
    theme = a_theme(name="Health", parent=a_theme(name="Society"))
    parent = theme.parent
    theme.parent = None
    theme.save()
    parent.delete()
    assert entries_of(admin_client, theme)[0][3] == {"Broader theme": [(-1, "Society (deleted)")]}


def test_the_history_shows_transitions_and_bulk_updates(admin_client, admin_user):
    statement = a_statement(status="draft")
    statement.submit(by=admin_user)
    Statement.objects.update(title="On health")
    record_versions(Statement.objects.all(), by=admin_user, why="All at once")
    entries = entries_of(admin_client, statement)
    assert [(kind, user, why) for kind, user, why, _changes in entries[:2]] == [
        ("Changed", "admin", "All at once"),
        ("Changed", "admin", "Submitted for review."),
    ]
    assert entries[1][3] == {"Status": [(-1, "draft"), (1, "in review")]}


def test_a_history_that_begins_later_than_its_row_says_so(admin_client):
    theme = a_theme()
    theme.history.all().delete()
    assert b"No history has been recorded." in admin_client.get(page_of(theme, "history")).content
    theme.save()
    assert b"The history begins here" in admin_client.get(page_of(theme, "history")).content


def test_times_are_shown_with_their_time_zone(admin_client, settings):
    settings.TIME_ZONE = "Asia/Tashkent"
    theme = a_theme()
    theme.history.update(history_date="2020-10-01T22:30:00Z")
    [entry] = admin_client.get(page_of(theme, "history")).context["entries"]
    assert entry.time == "2 October 2020, 03:30 +05"


def test_a_long_history_has_pages_with_a_fixed_number_of_queries(admin_client):
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


def test_a_history_links_to_the_histories_of_its_parts(admin_client):
    translation = a_translation()
    page = admin_client.get(page_of(translation.statement, "history")).content.decode()
    assert page_of(translation, "history") in page


@pytest.mark.parametrize("key", ["0", "999999", "99999999999999999999", "x", "1%00"])
def test_an_unknown_row_has_no_history(admin_client, key):
    assert admin_client.get(f"/admin/proceedings/theme/{key}/history/").status_code == 404


def test_a_history_needs_the_permission_to_view_the_row(client):
    user = User.objects.create_user("editor", is_staff=True)
    client.force_login(user)
    theme = a_theme()
    assert client.get(page_of(theme, "history")).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_theme"))
    assert client.get(page_of(theme, "history")).status_code == 200
    assert b"/restore/" not in client.get(page_of(theme, "history")).content


def test_versions_cannot_be_edited(admin_client):
    """The admin has no page for a version, and the history page ignores POST data."""
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
    assert [(kind, user) for kind, user, _why, _changes in entries_of(admin_client, conference)] == [
        ("Deleted", "admin"),
        ("Created", "the site's operator"),
    ]
