"""Every role, every address of the admin, GET and POST: what docs/roles.md allows, and nothing more.

The addresses come from the URL resolver, the permissions of the roles from docs/roles.md (see test_roles.py).
"""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import transaction
from django.test import Client
from django.urls import reverse

from proceedings.models import Statement
from proceedings.models.workflow.roles import ROLES
from tests.support.desk.accounts import PEOPLE, an_account, sign_in
from tests.support.desk.forms import Fields
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_correction,
    a_former_address,
    a_session,
    a_site_profile,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_identifier,
    an_identifier_of_an_organisation,
    an_organisation,
    an_organiser,
    another_name,
)
from tests.support.hostile.requests import templates

# The permission that opens a page; "change" includes "view".
PAGES = {
    "": "view",
    "add/": "add",
    "choices/": "view",
    "deleted/": "view",
    "list.csv": "view",
    "1/change/": "view",
    "1/delete/": "delete",
    "1/history/": "view",
    "1/history/1/restore/": "change",
}
POSTED = PAGES | {"1/change/": "change"}
# Pages of single models, with all the permissions that they need.
OWN_PAGES = {
    ("conference", "1/workbench/"): ["view_conference", "view_statement"],
    ("conference", "1/workbench/undo/"): ["view_conference", "view_statement"],
    ("conference", "1/workbench/submit/"): ["view_conference", "view_statement", "submit_statement"],
    ("conference", "1/workbench/publish/"): ["view_conference", "view_statement", "publish_statement"],
    ("conference", "import/"): ["add_conference", "add_statement"],
    ("speaker", "1/merge/"): ["merge_speaker"],
    ("siteprofile", "1/logo/"): ["view_siteprofile"],
    ("speaker", "1/portrait/"): ["view_speaker"],
    ("speaker", "duplicates/"): ["merge_speaker"],
    ("speaker", "merges/1/undo/"): ["merge_speaker"],
    ("speaker", "names/"): ["view_speaker"],
    ("speaker", "quick-add/"): ["add_speaker"],
    ("statement", "1/approvals/"): ["change_statement"],
    **{
        ("statement", page): ["add_statement", "view_statement", "view_speaker"]
        for page in (
            "import/",
            "import/text/",
            "import/1/",
            "import/1/confirm/",
            "import/template.csv",
            "import/template.xlsx",
        )
    },
    **{
        ("conference", f"draft/{page}"): ["add_statement", "view_statement", "view_speaker", "view_conference"]
        for page in ("", "1/", "1/preview/", "1/discard/")
    },
}
# Pages for all staff, which show nothing of the record but what the user may view.
FOR_STAFF = {"", "guide/", "jsi18n/", "markdown/"}
# Redirects to a page that asks for the permission, signing in and out, and what refuses every request without keys.
OTHERS = re.compile(r"(?:\w+/\w+/)?1/$|r/|password_change/|login/$|logout/$|autocomplete/$|guide/pictures/|1$")
FOR_SUPERUSERS = ("auth/", "mfa/", "usersessions/")
REFUSED = {403, 404}
# The speaker has no portrait, former addresses are added by changing the present one, the site has one profile, and no
# document is waiting.
CLOSED = {
    *(("conference", f"draft/1/{page}") for page in ("", "preview/", "discard/")),
    ("speaker", "1/portrait/"),
    *(("siteprofile", page) for page in ("add/", "1/delete/", "1/logo/")),
    *(("formeraddress", page) for page in ("add/", "1/delete/", "1/history/1/restore/")),
}
# A former address is only shown, and the statement has a correction, which an Editor cannot delete with it.
NOT_TAKEN = {("formeraddress", "1/change/"), ("statement", "1/delete/"), ("session", "1/delete/")}


def rows_of(status):
    """A row of each model, in or beside a conference and a statement of this status."""
    conference = a_conference(status=status)
    statement = a_statement(session=a_session(conference=conference), status=status)
    speaker, organisation = statement.speaker, an_organisation()
    rows = [
        conference,
        statement.session,
        statement,
        speaker,
        organisation,
        a_theme(),
        a_co_speaker(statement=statement),
        a_translation(statement=statement),
        a_correction(statement=statement),
        an_organiser(conference=conference),
        an_appointment(speaker=speaker),
        another_name(speaker=speaker),
        an_identifier(speaker=speaker),
        an_identifier_of_an_organisation(organisation=organisation),
        a_former_address(target=speaker.slug),
        a_site_profile(),
        organisation.other_names.create(language="ru", name="Имя"),
    ]
    return {row._meta.model_name: row for row in rows}


@pytest.fixture(scope="module")
def draft_rows(module_db):
    return rows_of("draft")


@pytest.fixture(scope="module")
def people(module_db):
    return {person: an_account(person) for person in PEOPLE}


def every_address(rows):
    """Yield (model name or "", page, address) of all addresses of the admin."""
    keys_of = {
        noun: {"object_id": row.pk, "pk": row.pk, "number": row.history.first().pk} for noun, row in rows.items()
    }
    seen = set()
    for template, params in templates():
        if not template.startswith("admin/"):
            continue
        parts = template.split("/")
        noun = parts[2] if parts[1] == "proceedings" and parts[2:] and parts[2] in rows else ""
        keys = keys_of.get(noun, {}) | {"file_format": "csv"}
        values = {name: keys.get(name, 1) for name in params}
        address = "/" + template % values
        page = re.sub("%[(](.*?)[)]s", lambda match: "csv" if match[1] == "file_format" else "1", template)
        page = page.removeprefix("admin/").removeprefix(f"proceedings/{noun}/" if noun else "")
        if address not in seen and not OTHERS.match(page):
            seen.add(address)
            yield noun, page, address


def is_permitted(person, noun, page, method="get"):
    """Return whether a role may open a page of a row that was never public, or send its form."""
    if person == "superuser":
        return True
    if not noun:
        return person != "anonymous" and page in FOR_STAFF
    permissions = ROLES.get(person, set())
    needed = OWN_PAGES.get((noun, page)) or [f"{(POSTED if method == 'post' else PAGES)[page]}_{noun}"]
    return all(name in permissions or name.replace("view_", "change_") in permissions for name in needed)


def answer(client, method, address, data=None):
    """The status of a response, in a transaction that is rolled back; 403 for the page that asks to sign in.

    Django answers with a redirect to the desk for a row that does not exist: 404. After a deletion this is a success.
    """
    with transaction.atomic():
        response = getattr(client, method)(address, data)
        transaction.set_rollback(True)
    # Closing the response would also close the connection to PostgreSQL.
    for close in response._resource_closers:
        close()
    if response.status_code == 302 and "/login/" in response["location"]:
        return 403
    is_away = response.status_code == 302 and response["location"] == reverse("admin:index")
    return 404 if is_away and not address.endswith("/delete/") else response.status_code


def number_of_versions(rows):
    """The number of versions of all rows: each change adds one."""
    return sum(type(row).history.count() for row in rows.values())


@pytest.fixture(scope="module")
def bodies(draft_rows, people):
    """{address: the data that the form of its page sends for a superuser}."""
    client = sign_in(Client(), people["superuser"])
    addresses = [address for _noun, _page, address in every_address(draft_rows) if address.endswith("/")]
    pages = {address: client.get(address) for address in addresses}
    return {
        address: Fields(response.content.decode()).values
        for address, response in pages.items()
        if response.status_code == 200 and b"<form" in response.getvalue()
    }


@pytest.mark.parametrize("person", [person for person in PEOPLE if person != "superuser"])
def test_every_page_that_a_role_lacks_refuses_it(draft_rows, people, bodies, person):
    client = sign_in(Client(), people[person])
    before = number_of_versions(draft_rows)
    answers = {
        (noun, page, method, bool(data)): answer(client, method, address, data)
        for noun, page, address in every_address(draft_rows)
        for method, data in (("get", None), ("post", None), ("post", bodies.get(address)))
        if not is_permitted(person, noun, page, method)
    }
    assert {key: status for key, status in answers.items() if status not in REFUSED} == {}
    assert len(answers) > 60
    assert number_of_versions(draft_rows) == before


@pytest.mark.parametrize("person", [person for person in PEOPLE if person != "anonymous"])
def test_every_page_that_a_role_may_open_opens_and_takes_its_form(draft_rows, people, bodies, person):
    client = sign_in(Client(), people[person])
    answers = {
        (noun, page, method): answer(client, method, address, data)
        for noun, page, address in every_address(draft_rows)
        # Choices need the name of a field.
        if noun and (noun, page) not in CLOSED and page != "choices/"
        for method, data in (("get", None), ("post", bodies.get(address)))
        if (data or method == "get") and is_permitted(person, noun, page, method)
    }
    refused = {key: status for key, status in answers.items() if status in REFUSED or status >= 500}
    assert {key for key in refused if key[2] == "get" or key[:2] not in NOT_TAKEN} == set()
    assert person == "staff" or {method for _noun, _page, method in answers} == {"get", "post"}


def test_every_address_is_in_the_matrix(draft_rows):
    addresses = list(every_address(draft_rows))
    assert len(addresses) > 180
    unknown = [
        (noun, page)
        for noun, page, _address in addresses
        if not (
            (noun, page) in OWN_PAGES
            or (noun and page in PAGES)
            or page in FOR_STAFF
            or page.startswith(FOR_SUPERUSERS)
        )
    ]
    assert unknown == []


def test_view_permissions_alone_open_no_upload(draft_rows, client):
    user = an_account("staff")
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    sign_in(client, user)
    for name in ("conference", "statement"):
        address = reverse(f"admin:proceedings_{name}_import")
        assert [answer(client, method, address) for method in ("get", "post")] == [403, 403]


@pytest.mark.parametrize("permission", ["view_conference", "add_statement", "view_speaker", "delete_speaker"])
def test_one_permission_shows_no_statement_that_it_is_not_for(hidden, permission):
    """On no page that opens, in no list of choices, in no confirmation and in no history."""
    client, user = Client(), an_account("staff")
    user.user_permissions.set([Permission.objects.get(codename=permission)])
    sign_in(client, user)
    opened = 0
    for noun, page, address in every_address(hidden):
        if noun in {"conference", "statement", "speaker", "session", ""} and not page.startswith(FOR_SUPERUSERS):
            for query in ("", f"?session={hidden['session'].pk}&speaker={hidden['speaker'].pk}&_popup=1"):
                with transaction.atomic():
                    response = client.get(address + query)
                    transaction.set_rollback(True)
                opened += response.status_code == 200
                assert b"Zxqtitle" not in response.getvalue(), address
    assert opened >= 4


@pytest.fixture(scope="module")
def hidden(draft_rows):
    """The same rows; the title of the draft is a word that can be found."""
    Statement.objects.filter(pk=draft_rows["statement"].pk).update(title="Zxqtitle")
    return draft_rows
