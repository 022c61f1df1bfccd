"""Accounts at the desk."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from proceedings.models.history import because
from tests.support.accounts import an_account, sign_in
from tests.support.factories import a_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    return sign_in(client, an_account("superuser"))


def written_by(user, number):
    for _ in range(number):
        because(a_statement(status="draft"), "", user).save()
    return reverse("admin:auth_user_delete", args=[user.pk])


def asked(desk, user, number, django_assert_max_num_queries):
    address = written_by(user, number)
    with django_assert_max_num_queries(100) as queries:
        page = desk.get(address)
    return page.context["protected"], len(queries)


def test_who_wrote_something_is_not_deleted_and_it_is_told_how_much_that_is(desk, django_assert_max_num_queries):
    editor, other = an_account("Editor"), an_account("Editor")
    few = asked(desk, editor, 1, django_assert_max_num_queries)
    many = asked(desk, other, 30, django_assert_max_num_queries)
    assert (few[0], many[0]) == (["1 historical statement"], ["30 historical statements"])
    assert few[1] == many[1]
    desk.post(reverse("admin:auth_user_delete", args=[editor.pk]), {"post": "yes"})
    assert User.objects.filter(pk=editor.pk).exists()


def test_who_wrote_nothing_is_deleted(desk):
    stranger = an_account("Editor")
    desk.post(reverse("admin:auth_user_delete", args=[stranger.pk]), {"post": "yes"})
    assert not User.objects.filter(pk=stranger.pk).exists()
