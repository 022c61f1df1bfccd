"""The page of possible duplicates."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proceedings.editorial.not_duplicates import NotDuplicate
from tests.support.desk.forms import messages_of
from tests.support.factories import a_speaker, a_statement, another_name

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:proceedings_speaker_duplicates")
LIST = reverse("admin:proceedings_speaker_changelist")


def proposals(client):
    return [
        (str(proposal["reason"]), sorted(speaker.name for speaker in proposal["speakers"]))
        for proposal in client.get(PAGE).context["proposals"]
    ]


def twins(name="Ada Lovelace"):
    return a_speaker(name=name), a_speaker(name=name.upper())


def test_the_page_shows_pairs_with_a_reason_and_a_link_to_the_comparison(admin_client):
    one, other = twins()
    a_speaker(name="A. Hopper"), a_speaker(name="Grace Hopper")
    a_speaker(name="Grace B. Hopper")
    assert proposals(admin_client) == [
        ("same name in Latin letters", ["ADA LOVELACE", "Ada Lovelace"]),
        ("one name contains the other", ["Grace B. Hopper", "Grace Hopper"]),
    ]
    compare = f"{reverse('admin:proceedings_speaker_merge', args=[one.pk])}?with={other.pk}"
    assert compare in admin_client.get(PAGE).content.decode()
    assert admin_client.get(compare).status_code == 200
    assert PAGE in admin_client.get(LIST).content.decode()


def test_a_pair_marked_as_different_people_is_not_suggested_again(admin_client):
    one, other = twins()
    response = admin_client.post(PAGE, {"speaker": [one.pk, other.pk]}, follow=True)
    assert messages_of(response) == ["Ada Lovelace and ADA LOVELACE will not be suggested again."]
    assert proposals(admin_client) == []
    assert NotDuplicate.objects.get().judged_by.username == "admin"


@pytest.mark.parametrize("keys", [[], ["x", "y"], ["0", "9" * 30], ["1 OR 1=1", "\0"]])
def test_invalid_keys_show_an_error_and_mark_nothing(admin_client, keys):
    response = admin_client.post(PAGE, {"speaker": keys}, follow=True)
    assert messages_of(response) == ["One of these speakers no longer exists. They may have been merged."]
    assert NotDuplicate.objects.count() == 0


@pytest.mark.parametrize("page", ["0", "x", "99", "-1"])
def test_an_invalid_page_number_shows_the_nearest_page(admin_client, page):
    twins()
    assert len(admin_client.get(PAGE, {"page": page}).context["proposals"]) == 1


def test_a_long_list_has_pages(admin_client, monkeypatch):
    monkeypatch.setattr("proceedings.admin.speakers.duplicates.PER_PAGE", 2)
    for name in ("Ada Lovelace", "Grace Hopper", "Mary Shelley"):
        twins(name)
    assert [len(admin_client.get(PAGE, {"page": page}).context["proposals"]) for page in (1, 2)] == [2, 1]
    assert 'href="?page=2"' in admin_client.get(PAGE).content.decode()


def test_a_user_without_the_merge_permission_cannot_open_the_page(client):
    editor = User.objects.create_user("editor", is_staff=True)
    editor.user_permissions.set(Permission.objects.exclude(codename="merge_speaker"))
    client.force_login(editor)
    one, other = twins()
    responses = [client.get(PAGE), client.post(PAGE, {"speaker": [one.pk, other.pk]})]
    assert ([response.status_code for response in responses], NotDuplicate.objects.count()) == ([403, 403], 0)
    assert PAGE not in client.get(LIST).content.decode()


@pytest.mark.parametrize("length", [1, 4])
def test_the_page_asks_a_fixed_number_of_queries(admin_client, length):
    for letter in "abcd"[:length]:
        for speaker in twins(f"{letter * 5} lovelace"):
            a_statement(speaker=speaker)
            another_name(speaker=speaker, name=letter * 7)
    admin_client.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        assert len(admin_client.get(PAGE).context["proposals"]) == length
    assert len(captured) == 9
