"""Accounts in the admin."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from proceedings.models.history import set_change_reason
from tests.support.desk.accounts import an_account, sign_in
from tests.support.factories import a_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser_client(client):
    return sign_in(client, an_account("superuser"))


def write_versions(user, number):
    for _ in range(number):
        set_change_reason(a_statement(status="draft"), "", user).save()
    return reverse("admin:auth_user_delete", args=[user.pk])


def protected_and_queries(client, user, number, django_assert_max_num_queries):
    address = write_versions(user, number)
    with django_assert_max_num_queries(100) as queries:
        page = client.get(address)
    return page.context["protected"], len(queries)


def test_a_user_who_has_written_history_is_not_deleted(superuser_client, django_assert_max_num_queries):
    editor, other = an_account("Editor"), an_account("Editor")
    few = protected_and_queries(superuser_client, editor, 1, django_assert_max_num_queries)
    many = protected_and_queries(superuser_client, other, 30, django_assert_max_num_queries)
    assert (few[0], many[0]) == (["1 historical statement"], ["30 historical statements"])
    assert few[1] == many[1]
    superuser_client.post(reverse("admin:auth_user_delete", args=[editor.pk]), {"post": "yes"})
    assert User.objects.filter(pk=editor.pk).exists()


def test_a_user_who_has_written_nothing_is_deleted(superuser_client):
    stranger = an_account("Editor")
    superuser_client.post(reverse("admin:auth_user_delete", args=[stranger.pk]), {"post": "yes"})
    assert not User.objects.filter(pk=stranger.pk).exists()
