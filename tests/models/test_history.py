"""Every noun's history: what a row was, since when, by whom and why."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import ProtectedError

from proceedings.importing.loader import load
from proceedings.models import Speaker, Statement, Theme
from proceedings.models.history import record_versions, set_change_reason
from proceedings.models.noun import Noun
from tests.support.desk.forms import fill
from tests.support.editing import load_text
from tests.support.factories import a_speaker, a_statement, a_theme

pytestmark = pytest.mark.django_db

ONE = """
- model: proceedings.conference
  fields: {slug: health-2020, title: Health, language: en}
- model: proceedings.session
  fields: {conference: [health-2020], slug: opening, title: Opening}
- model: proceedings.theme
  fields: {slug: health, name: Health}
- model: proceedings.speaker
  fields: {slug: norov, name: Vladimir Norov}
- model: proceedings.statement
  fields:
    slug: norov-health
    session: [health-2020, opening]
    position: 1
    speaker: [norov]
    title: On health
    text: TEXT
    language: en
    themes: [[health]]
"""


def versions(row, *fields):
    """The versions in the history, the first one first."""
    return list(row.history.order_by("history_id").values_list(*fields))


def test_every_noun_has_a_history():
    nouns = [model for model in apps.get_models() if issubclass(model, Noun)]
    assert len(nouns) == 17
    assert all(model._meta.simple_history_manager_attribute == "history" for model in nouns)


def test_saving_a_row_writes_a_version_with_author_and_reason():
    editor = User.objects.create_user("editor")
    speaker = a_speaker(name="Vladimir Norof")
    speaker.name = "Vladimir Norov"
    set_change_reason(speaker, "A misprint.", by=editor).save()
    assert versions(speaker, "name", "history_type", "history_user__username", "history_change_reason") == [
        ("Vladimir Norof", "+", None, ""),
        ("Vladimir Norov", "~", "editor", "A misprint."),
    ]


def test_a_deleted_row_stays_in_the_history():
    theme = a_theme(name="Health")
    key = theme.pk
    theme.delete()
    assert list(Theme.history.filter(id=key).order_by("history_id").values_list("name", "history_type")) == [
        ("Health", "+"),
        ("Health", "-"),
    ]


def test_a_version_knows_the_themes_of_its_time():
    health, trade = a_theme(name="Health"), a_theme(name="Trade")
    statement = a_statement(themes=[health])
    statement.themes.set([trade])
    first, *_between, last = statement.history.order_by("history_id")[1:]
    assert [[tag.theme.name for tag in version.themes.all()] for version in (first, last)] == [["Health"], ["Trade"]]


def test_a_bulk_change_records_a_version_of_each_row(django_assert_num_queries):
    publisher = User.objects.create_user("publisher")
    health = a_theme()
    statements = [a_statement(themes=[health], title=f"Statement {number}") for number in range(3)]
    rows = Statement.objects.filter(pk__in=[statements[0].pk, statements[2].pk])
    rows.update(form="reported")
    with django_assert_num_queries(2):
        record_versions(rows, by=publisher, why="The source is a report.")
    columns = ("form", "history_type", "history_user__username", "history_change_reason")
    for statement in (statements[0], statements[2]):
        assert versions(statement, *columns)[-1] == ("reported", "~", "publisher", "The source is a report.")
        assert [tag.theme for tag in statement.history.first().themes.all()] == [health]
    assert versions(statements[1], "form")[-1] == ("verbatim",)


def test_a_recorded_version_equals_a_saved_one():
    statement = a_statement(themes=[a_theme()], text="Peace.\n\nHealth.")
    record_versions(Statement.objects.all())
    recorded = statement.history.first()
    fields = [field.attname for field in recorded.tracked_fields]
    saved = statement.history.all()[1]
    assert [getattr(recorded, name) for name in fields] == [getattr(saved, name) for name in fields]


def test_loading_writes_versions_of_new_and_changed_rows_only():
    editor = User.objects.create_user("editor")
    load_text(ONE.replace("TEXT", "Peace."))
    load_text(ONE.replace("TEXT", "Peace and health."), by=editor)
    load_text(ONE.replace("TEXT", "Peace and health."))
    statement = Statement.objects.get()
    assert versions(statement, "text", "history_type", "history_user__username", "history_change_reason") == [
        ("Peace.", "+", None, "Loaded from record.yaml."),
        ("Peace and health.", "~", "editor", "Loaded from record.yaml."),
    ]
    assert [len(version.themes.all()) for version in statement.history.all()] == [1, 1]
    assert versions(Speaker.objects.get(), "history_type") == [("+",)]


def test_rows_saved_in_a_request_are_by_its_user(admin_client, admin_user):
    theme = a_theme()
    fill(admin_client, f"/admin/proceedings/theme/{theme.pk}/change/", name="Health")
    assert versions(theme, "name", "history_user__username")[-1] == ("Health", admin_user.username)


def test_an_account_with_history_cannot_be_deleted():
    editor = User.objects.create_user("editor")
    set_change_reason(a_speaker(), "", by=editor).save()
    with pytest.raises(ProtectedError):
        editor.delete()


def test_a_dump_of_the_record_has_no_versions(settings, capsys):
    from django.core.management import call_command

    load(settings.FIXTURE_DIRS)
    call_command("dumpdata", "proceedings", use_natural_foreign_keys=True, use_natural_primary_keys=True)
    assert "history" not in capsys.readouterr().out
