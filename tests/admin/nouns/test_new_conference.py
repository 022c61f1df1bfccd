"""Saving a new conference leads to its workbench."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from proceedings.models import Conference
from tests.support.desk.accounts import an_account
from tests.support.desk.forms import fill

pytestmark = pytest.mark.django_db
ADD = "/admin/proceedings/conference/add/"


def test_a_new_conference_is_made_at_its_workbench(admin_client):
    response = fill(admin_client, ADD, title="Rivers", language="en", _save="Save")
    workbench = reverse("admin:proceedings_conference_workbench", args=[Conference.objects.get().pk])
    assert response["location"] == workbench
    assert "Rivers" in admin_client.get(workbench).content.decode()


@pytest.mark.parametrize("button", ["_continue", "_addanother"])
def test_other_buttons_lead_where_they_say(admin_client, button):
    response = fill(admin_client, ADD, title="Rivers", language="en", **{button: "Save"})
    assert "workbench" not in response["location"]


def test_users_who_may_not_see_statements_stay_with_the_list(client):
    user = an_account("staff")
    user.user_permissions.set(Permission.objects.filter(codename__endswith="_conference"))
    client.force_login(user)
    response = fill(client, ADD, title="Rivers", language="en", _save="Save")
    assert response["location"] == reverse("admin:proceedings_conference_changelist")
