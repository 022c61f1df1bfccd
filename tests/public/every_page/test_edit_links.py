"""Staff get from a page to its form; readers get no link, and a page without traces of who asks."""

import pytest
from django.contrib.auth.models import Permission

from tests.support.desk.accounts import an_account
from tests.support.factories import a_statement, a_theme, an_appointment, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    post = an_appointment(organisation=an_organisation())
    statement = a_statement(speaker=post.speaker, appointment=post, themes=[theme := a_theme()])
    return [statement, statement.conference, post.speaker, post.organisation, theme]


def test_an_editor_gets_from_each_page_to_its_form(client, rows):
    client.force_login(an_account("Editor"))
    for row in rows:
        page = client.get(row.get_absolute_url()).content.decode()
        assert f'<a href="/admin/proceedings/{row._meta.model_name}/{row.pk}/change/">Edit</a>' in page


def test_staff_without_the_permission_get_no_link(client, rows):
    user = an_account("staff")
    user.user_permissions.add(Permission.objects.get(codename="change_theme"))
    client.force_login(user)
    pages = [client.get(row.get_absolute_url()).content.decode() for row in rows]
    assert [">Edit</a>" in page for page in pages] == [False, False, False, False, True]


def test_a_page_for_readers_does_not_depend_on_cookies(client, rows):
    client.cookies["other"] = "x"
    for row in rows:
        response = client.get(row.get_absolute_url())
        assert b">Edit</a>" not in response.content
        assert "Cookie" not in response.get("Vary", "")
