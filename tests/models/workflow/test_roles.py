"""The three groups: what each may do, and no more."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from proceedings.models import Conference, Statement
from proceedings.models.workflow import roles
from proceedings.models.workflow.statuses import TABLES, trigger
from tests.conftest import ROOT
from tests.support.desk.accounts import an_account

pytestmark = pytest.mark.django_db

EVERYTHING = {"statement", "conference", "cospeaker", "organiser", "session", "translation"} | set(roles.FACTS)


@pytest.fixture(autouse=True)
def laid():
    """Create the groups as the migration does: a test that flushes the database deletes them."""
    roles.create_groups()


def beyond(name, *usual):
    return sorted(codename for codename in permissions_of(name) if codename.partition("_")[0] not in usual)


def permissions_of(name):
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


# The permissions of each row of the table in docs/roles.md.
ROWS = {
    "Views everything": roles.allowed(["view"], roles.NOUNS),
    "Adds conferences and statements": roles.allowed(["add"], roles.PUBLISHABLE),
    "Adds speakers, posts, organisations, themes, their names and identifiers": roles.allowed(["add"], roles.FACTS),
    "Changes conferences, statements and translations": roles.allowed(["change"], [*roles.PUBLISHABLE, "translation"]),
    "Changes sessions, organisers and further speakers": roles.allowed(
        ["change"], ["cospeaker", "organiser", "session"]
    ),
    "Changes speakers, organisations, themes": roles.allowed(["change"], roles.ADDRESSED),
    "Changes posts, names in other scripts, and identifiers": roles.allowed(["change"], ["appointment", *roles.NAMES]),
    "Adds sessions, organisers, further speakers and translations": roles.allowed(["add"], roles.PARTS),
    "Submits for review": roles.allowed(["submit"], roles.PUBLISHABLE),
    "Sends back": roles.allowed(["review"], roles.PUBLISHABLE),
    "Publishes, schedules, withdraws": roles.allowed(["publish", "withdraw"], roles.PUBLISHABLE),
    "Adds and changes corrections": roles.allowed(["add", "change"], ["correction"]),
    "Merges speakers, changes public addresses": {"merge_speaker", "add_formeraddress"},
    "Changes the profile of the site": {"add_siteprofile", "change_siteprofile"},
    "Deletes rows that were never public": roles.allowed(["delete"], ["statement", *roles.PARTS, *roles.FACTS]),
    "Deletes names in other scripts and identifiers that readers have seen": roles.allowed(["delete"], roles.NAMES),
}


def test_the_documentation_lists_every_permission_of_the_groups():
    text = (ROOT / "docs/roles.md").read_text()
    table = text.partition("| | Editor | Reviewer | Publisher |")[2].partition("\n\n")[0]
    lines = [[cell.strip() for cell in line.strip("| ").split("|")] for line in table.strip().splitlines()[1:]]
    documented = {name: set() for name in roles.ROLES}
    for row, *cells in ([*line, "", "", ""][:4] for line in lines):
        for name, cell in zip(documented, cells, strict=True):
            documented[name] |= ROWS[row] if cell else set()
    assert documented == roles.ROLES
    assert {line[0] for line in lines} == set(ROWS)


@pytest.mark.parametrize("name", roles.ROLES)
def test_a_group_has_exactly_the_permissions_of_the_table(name):
    assert permissions_of(name) == roles.ROLES[name]
    assert {codename for codename in permissions_of(name) if codename.startswith("view_")} == {
        f"view_{noun}" for noun in EVERYTHING | {"correction", "formeraddress", "siteprofile"}
    }


def test_groups_have_no_unneeded_permissions():
    assert beyond("Reviewer", "view", "change") == [
        "review_conference",
        "review_statement",
        "submit_conference",
        "submit_statement",
    ]
    assert beyond("Publisher", "view", "change") == [
        "add_correction",
        "add_cospeaker",
        "add_formeraddress",
        "add_organiser",
        "add_session",
        "add_siteprofile",
        "add_translation",
        *sorted(f"delete_{noun}" for noun in roles.NAMES),
        "merge_speaker",
        "publish_conference",
        "publish_statement",
        "withdraw_conference",
        "withdraw_statement",
    ]
    changed = {codename.removeprefix("change_") for codename in permissions_of("Publisher") if "change_" in codename}
    assert changed == {
        "conference",
        "correction",
        "cospeaker",
        "organisation",
        "organiser",
        "session",
        "siteprofile",
        "speaker",
        "statement",
        "theme",
        "translation",
    }
    assert beyond("Editor", "view", "add", "change") == [
        *sorted(f"delete_{noun}" for noun in EVERYTHING - {"conference"}),
        "submit_conference",
        "submit_statement",
    ]


def test_creating_the_groups_again_keeps_permissions_and_members():
    editor = an_account("Editor")
    more = Permission.objects.get(codename="delete_conference")
    Group.objects.get(name="Editor").permissions.add(more)
    roles.create_groups()
    assert permissions_of("Editor") == roles.ROLES["Editor"] | {"delete_conference"}
    assert list(User.objects.get(pk=editor.pk).groups.values_list("name", flat=True)) == ["Editor"]


def test_deleting_the_groups_deletes_their_permissions():
    roles.delete_groups()
    assert Group.objects.count() == 0
    assert Permission.objects.filter(codename__startswith="publish_").count() == 0
    roles.create_groups()
    assert {name: permissions_of(name) for name in roles.ROLES} == roles.ROLES


def test_permissions_have_readable_names():
    rows = Permission.objects.filter(codename__endswith="_statement", content_type__app_label="proceedings")
    labels = dict(rows.values_list("codename", "name"))
    assert {codename: labels[codename] for codename in labels if "Can add" not in labels[codename]} == {
        "change_statement": "Can change statement",
        "delete_statement": "Can delete statement",
        "view_statement": "Can view statement",
        "submit_statement": "Can submit for review",
        "review_statement": "Can send back from review",
        "publish_statement": "Can publish, now or at a set time",
        "withdraw_statement": "Can withdraw",
    }


def test_the_triggers_match_the_table_of_transitions():
    """A migration that makes a table anew on SQLite starts them again."""
    names = [trigger(connection.vendor, table)[0] for table in TABLES]
    assert set(TABLES) == {Conference._meta.db_table, Statement._meta.db_table}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%moves%'")
            rows = dict(cursor.fetchall())
            assert rows == {name: trigger("sqlite", table)[1][-1] for name, table in zip(names, TABLES, strict=True)}
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE '%moves%'")
            assert sorted(name for (name,) in cursor.fetchall()) == sorted(names)


@pytest.mark.django_db(transaction=True)
def test_the_migrations_create_the_groups_and_are_reversible():
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        MigrationExecutor(connection).migrate([("proceedings", "0001_initial")])
        assert Group.objects.filter(name__in=roles.ROLES).count() == 0
        later = Permission.objects.filter(content_type__app_label="proceedings")
        later.filter(codename__in=["merge_speaker", "add_formeraddress", "view_formeraddress"]).delete()
    finally:
        MigrationExecutor(connection).migrate(leaves)
    assert {name: permissions_of(name) for name in roles.ROLES} == roles.ROLES
