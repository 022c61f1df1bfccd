"""The page of speakers who may be one person."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proceedings.editorial.not_duplicates import NotDuplicate
from tests.support.factories import a_speaker, a_statement, another_name
from tests.support.forms import messages_of

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:proceedings_speaker_duplicates")
LIST = reverse("admin:proceedings_speaker_changelist")


def shown(client):
    return [
        (str(proposal["reason"]), sorted(speaker.name for speaker in proposal["speakers"]))
        for proposal in client.get(PAGE).context["proposals"]
    ]


def twins(name="Ada Lovelace"):
    return a_speaker(name=name), a_speaker(name=name.upper())


def test_pairs_are_proposed_with_their_reason_and_a_way_to_compare_them(admin_client):
    one, other = twins()
    a_speaker(name="A. Hopper"), a_speaker(name="Grace Hopper")
    a_speaker(name="Grace B. Hopper")
    assert shown(admin_client) == [
        ("the same name, spelled out", ["ADA LOVELACE", "Ada Lovelace"]),
        ("one name has all of the other", ["Grace B. Hopper", "Grace Hopper"]),
    ]
    compare = f"{reverse('admin:proceedings_speaker_merge', args=[one.pk])}?with={other.pk}"
    assert compare in admin_client.get(PAGE).content.decode()
    assert admin_client.get(compare).status_code == 200
    assert PAGE in admin_client.get(LIST).content.decode()


def test_who_is_not_the_same_person_is_remembered(admin_client):
    one, other = twins()
    told = admin_client.post(PAGE, {"speaker": [one.pk, other.pk]}, follow=True)
    assert messages_of(told) == ["Ada Lovelace and ADA LOVELACE are not proposed again."]
    assert shown(admin_client) == []
    assert NotDuplicate.objects.get().judged_by.username == "admin"


@pytest.mark.parametrize("keys", [[], ["x", "y"], ["0", "9" * 30], ["1 OR 1=1", "\0"]])
def test_nonsense_is_told_and_nothing_is_remembered(admin_client, keys):
    told = admin_client.post(PAGE, {"speaker": keys}, follow=True)
    assert messages_of(told) == ["One of the two is no longer on record: perhaps they were merged."]
    assert NotDuplicate.objects.count() == 0


@pytest.mark.parametrize("page", ["0", "x", "99", "-1"])
def test_any_page_that_is_asked_for_is_one(admin_client, page):
    twins()
    assert len(admin_client.get(PAGE, {"page": page}).context["proposals"]) == 1


def test_long_lists_have_pages(admin_client, monkeypatch):
    monkeypatch.setattr("proceedings.admin.speakers.duplicates.PER_PAGE", 2)
    for name in ("Ada Lovelace", "Grace Hopper", "Mary Shelley"):
        twins(name)
    assert [len(admin_client.get(PAGE, {"page": page}).context["proposals"]) for page in (1, 2)] == [2, 1]
    assert 'href="?page=2"' in admin_client.get(PAGE).content.decode()


def test_who_may_not_merge_is_not_shown_it(client):
    editor = User.objects.create_user("editor", is_staff=True)
    editor.user_permissions.set(Permission.objects.exclude(codename="merge_speaker"))
    client.force_login(editor)
    one, other = twins()
    answers = [client.get(PAGE), client.post(PAGE, {"speaker": [one.pk, other.pk]})]
    assert ([answer.status_code for answer in answers], NotDuplicate.objects.count()) == ([403, 403], 0)
    assert PAGE not in client.get(LIST).content.decode()


@pytest.mark.parametrize("length", [1, 4])
def test_pairs_are_shown_in_a_fixed_number_of_queries(admin_client, length):
    for letter in "abcd"[:length]:
        for speaker in twins(f"{letter * 5} lovelace"):
            a_statement(speaker=speaker)
            another_name(speaker=speaker, name=letter * 7)
    admin_client.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        assert len(admin_client.get(PAGE).context["proposals"]) == length
    assert len(captured) == 8
