"""Links from one step of the editors' work to the next."""

import pytest
from django.urls import reverse

from tests.support.desk.workbench import a_programme, bench
from tests.support.factories import a_conference

pytestmark = pytest.mark.django_db


def test_the_desk_the_list_and_the_form_link_to_the_workbench(admin_client):
    conference = a_conference()
    pages = [
        reverse("admin:index"),
        reverse("admin:proceedings_conference_changelist"),
        reverse("admin:proceedings_conference_change", args=[conference.pk]),
    ]
    link = f'href="{bench(conference)}"'
    assert [admin_client.get(page).content.decode().count(link) for page in pages] == [1, 1, 1]


def test_the_link_to_upload_a_sheet_preselects_the_conference(admin_client):
    conference = a_programme(1)
    upload = f"{reverse('admin:proceedings_statement_import')}?conference={conference.pk}"
    filtered = f"{reverse('admin:proceedings_statement_changelist')}?conference="
    for page in (bench(conference), f"{filtered}{conference.pk}"):
        assert f'href="{upload}"' in admin_client.get(page).content.decode()
    assert admin_client.get(upload).context["form"].initial["conference"] == str(conference.pk)


@pytest.mark.parametrize("query", ["", "?conference=", "?conference=x", f"?conference={'9' * 30}"])
def test_a_list_without_a_conference_does_not_link_to_a_workbench(admin_client, query):
    a_programme(1)
    page = admin_client.get(reverse("admin:proceedings_statement_changelist") + query, follow=True)
    assert "/workbench/" not in page.content.decode()
