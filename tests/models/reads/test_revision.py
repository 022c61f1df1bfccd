"""The revision of the record: every change gives it a new number, however it was written."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, transaction

from proceedings.models import Conference, OrganisationName, Speaker, Statement
from proceedings.models.reads import revision
from tests.importing.loader.test_round_trip import a_record_of_every_noun
from tests.support.factories import (
    a_co_speaker,
    a_former_address,
    a_site_profile,
    a_speaker,
    a_statement,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    a_record_of_every_noun()
    a_former_address()
    a_site_profile()
    an_appointment()
    a_co_speaker()
    OrganisationName.objects.create(organisation=an_organisation(), name="ШОС", language="ru")


def test_every_table_of_the_record_has_the_triggers(record):
    """Each update and each delete by SQL gives a new number."""
    seen = [revision.revision()]
    tables = [
        model._meta.db_table for model in apps.get_app_config("proceedings").get_models(include_auto_created=True)
    ]
    with connection.cursor() as cursor:
        for sql in ("UPDATE {0} SET id = id", "DELETE FROM {0}"):
            for table in tables:
                cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608
                if sql.startswith("UPDATE"):
                    assert cursor.fetchone()[0], table
                cursor.execute(sql.format(table))
                seen.append(revision.revision())
    assert len(set(seen)) == len(seen) == 1 + 2 * len(tables)
    assert sorted(seen) == seen


def test_a_version_that_is_written_or_removed_gives_a_new_number():
    statement = a_statement()
    seen = [revision.revision()]
    version = statement.history.get()
    for change in (version.save, version.delete):
        change()
        seen.append(revision.revision())
    assert len(set(seen)) == 3


def test_new_rows_one_by_one_and_in_bulk_give_a_new_number():
    seen = [revision.revision()]
    a_speaker()
    seen.append(revision.revision())
    Speaker.objects.bulk_create([Speaker(slug="a", name="A"), Speaker(slug="b", name="B")])
    seen.append(revision.revision())
    assert len(set(seen)) == 3


def test_reading_and_what_is_not_of_the_record_keep_the_number():
    a_statement()
    before = revision.revision()
    list(Statement.objects.public().with_context())
    User.objects.create_user("ann")
    Conference.objects.filter(slug="nowhere").update(title="Nothing")
    Speaker.objects.filter(slug="nowhere").delete()
    assert revision.revision() == before


def test_a_change_that_is_undone_gives_the_number_back():
    before = revision.revision()
    with transaction.atomic():
        a_statement()
        assert revision.revision() != before
        transaction.set_rollback(True)
    assert revision.revision() == before


def test_the_same_changes_lead_to_another_number():
    """A database that was set back does not come to the numbers of its former future."""
    seen = set()
    for _attempt in range(3):
        with transaction.atomic():
            a_speaker()
            seen.add(revision.revision())
            transaction.set_rollback(True)
    assert len(seen) == 3


def test_triggers_can_be_dropped_and_made_again():
    tables = revision.tables(apps) + revision.history_tables(apps)
    revision.drop_triggers(connection, tables)
    before = revision.revision()
    a_speaker()
    assert revision.revision() == before
    revision.create_triggers(connection, tables)
    a_speaker()
    assert revision.revision() != before
