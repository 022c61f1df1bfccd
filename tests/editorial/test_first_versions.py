"""Rows without a history get a first version, and lose nothing by it."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from proceedings.editorial.first_versions import write_first_versions
from proceedings.editorial.published_versions import published_versions
from proceedings.models import Speaker, Statement
from tests.support.factories import a_speaker, a_statement, a_theme, a_translation

pytestmark = pytest.mark.django_db(transaction=True)


def forget():
    """Leave the record as one that was upgraded."""
    for model in apps.get_app_config("editorial").get_models():
        model.objects.all().delete()


def test_write_first_versions_covers_every_row():
    statement = a_statement(title="On health", themes=[a_theme(name="Health")])
    a_translation(statement=statement)
    forget()
    write_first_versions()
    rows = [model for model in apps.get_app_config("proceedings").get_models() if hasattr(model, "history")]
    assert [model.history.count() for model in rows] == [model._base_manager.count() for model in rows]
    [version] = statement.history.all()
    assert (version.title, version.history_type, version.history_user) == ("On health", "~", None)
    assert [tag.theme.name for tag in version.themes.all()] == ["Health"]


def test_the_first_version_has_the_text_before_the_first_change():
    statement = a_statement(text="Old words.")
    forget()
    write_first_versions()
    statement.text = "New words."
    statement.history.update(history_date="2021-01-01T00:00:00Z")
    statement.save()
    statement = Statement.objects.with_context().get()
    assert [one.statement.text for one in published_versions(statement)] == ["Old words.", "New words."]


def test_a_row_with_a_version_gets_no_other():
    speaker = a_speaker()
    write_first_versions()
    assert list(Speaker.history.values_list("id", "history_type")) == [(speaker.pk, "+")]


@pytest.mark.django_db
def test_the_command_says_how_many_rows_got_a_version():
    a_speaker()
    forget()
    assert [run(), run()] == ["1 row got its first version.\n", "0 rows got their first version.\n"]


def run():
    out = StringIO()
    call_command("start_history", stdout=out)
    return out.getvalue()
