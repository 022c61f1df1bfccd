"""Rows that a user may not view: no form and no redirect names them."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from proceedings.editorial.approvals import Approval
from proceedings.models import Statement
from tests.support.desk.accounts import an_account, sign_in
from tests.support.factories import a_conference, a_session, a_statement

pytestmark = pytest.mark.django_db

ADD = reverse("admin:proceedings_statement_add")


@pytest.fixture
def draft():
    return a_statement(status="draft", title="Zxq words", session=a_session(title="Zxq session"))


def allowed(client, *names):
    user = an_account("staff")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return sign_in(client, user)


@pytest.mark.parametrize("model", [Statement, Approval])
def test_no_redirect_tells_the_address_of_a_row(client, draft, model):
    row = draft if model is Statement else Approval.ask(draft, 14, by=None)
    keys = (ContentType.objects.get_for_model(model).pk, row.pk)
    for browser in (client, sign_in(client, an_account("superuser"))):
        assert browser.get("/admin/r/{}/{}/".format(*keys)).status_code == 404


@pytest.mark.parametrize(("views", "is_named"), [([], False), (["view_session"], True)])
def test_a_form_names_only_rows_that_the_user_may_view(client, draft, views, is_named):
    browser = allowed(client, "add_statement", *views)
    for answer in (
        browser.get(ADD, {"session": draft.session_id}),
        browser.post(ADD, {"session": draft.session_id, "title": ""}),
    ):
        assert (answer.status_code, "Zxq session" in answer.content.decode()) == (200, is_named)


def test_a_form_that_does_not_name_a_row_still_keeps_it(client):
    draft = a_statement(status="draft", session=a_session(conference=a_conference(status="draft")))
    browser = allowed(client, "change_statement")
    page = browser.get(reverse("admin:proceedings_statement_change", args=[draft.pk]))
    assert f'<option value="{draft.session_id}" selected' in page.content.decode()
