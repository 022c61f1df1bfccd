"""Merging two speakers in the admin, and undoing a merge."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proceedings.editorial.merge_record import Merge
from proceedings.editorial.merge_speakers import merge
from proceedings.models import OtherName, Speaker
from tests.support.desk.forms import Fields, fill, messages_of
from tests.support.factories import a_speaker, a_statement, an_appointment, another_name

pytestmark = pytest.mark.django_db

LIST = reverse("admin:proceedings_speaker_changelist")


@pytest.fixture
def ada():
    """A speaker with more statements than her twin."""
    ada = a_speaker(name="Ada Lovelace", slug="ada")
    a_statement(speaker=ada), a_statement(speaker=ada)
    return ada


@pytest.fixture
def twin():
    return a_statement(speaker=a_speaker(name="Ада Лавлейс", slug="twin", country="GB")).speaker


def change_url(speaker):
    return reverse("admin:proceedings_speaker_change", args=[speaker.pk])


def merge_url(speaker, other, **params):
    query = "".join(f"&{name}={value}" for name, value in params.items())
    return f"{reverse('admin:proceedings_speaker_merge', args=[speaker.pk])}?with={other.pk}{query}"


def undo_url(record):
    return reverse("admin:proceedings_speaker_unmerge", args=[record.pk])


def names():
    return sorted(Speaker.objects.values_list("name", flat=True))


def test_a_merge_starts_at_a_speaker_compares_both_and_redirects_to_the_kept_one(admin_client, ada, twin):
    start = reverse("admin:proceedings_speaker_merge", args=[twin.pk])
    assert start in admin_client.get(change_url(twin)).content.decode()
    choice = admin_client.get(start)
    assert list(choice.context["form"].fields) == ["with"]
    comparison = admin_client.get(merge_url(twin, ada)).context["comparison"]
    lines = {line.label: (line.kept, line.merged, line.result) for line in comparison}
    assert lines["Statements"] == (["2"], ["1"], ["3"])
    assert lines["country"] == ([""], ["GB"], ["GB"])
    assert names() == ["Ada Lovelace", "Ада Лавлейс"]
    response = fill(admin_client, merge_url(twin, ada), why="Same person.")
    assert response["Location"] == change_url(ada)
    assert messages_of(admin_client.get(change_url(ada))) == ["Merged Ада Лавлейс into Ada Lovelace."]
    assert names() == ["Ada Lovelace"]
    assert Merge.objects.get().merged_by.username == "admin"


def test_the_speaker_with_more_statements_is_kept_unless_the_editor_chooses_the_other(admin_client, ada, twin):
    chosen, invalid = merge_url(ada, twin, stays=twin.pk), merge_url(twin, ada, stays="x")
    urls = [merge_url(ada, twin), merge_url(twin, ada), chosen, invalid]
    assert [admin_client.get(url).context["plan"].into for url in urls] == [ada, ada, twin, ada]


def test_the_merged_name_becomes_another_name_in_the_language_that_the_editor_enters(admin_client, ada, twin):
    fill(admin_client, merge_url(twin, ada), language="uk")
    assert [(other.name, other.language) for other in OtherName.objects.all()] == [("Ада Лавлейс", "uk")]


def test_an_invalid_language_shows_an_error_and_merges_nothing(admin_client, ada, twin):
    response = fill(admin_client, merge_url(twin, ada), language="Klingon\0")
    assert "language" in response.context["form"].errors
    assert names() == ["Ada Lovelace", "Ада Лавлейс"]


def test_a_speaker_that_has_changed_is_compared_again_and_nothing_is_merged(admin_client, ada, twin):
    values = Fields(admin_client.get(merge_url(twin, ada)).content.decode()).values
    a_statement(speaker=twin)
    response = admin_client.post(merge_url(twin, ada), values)
    assert messages_of(response) == ["One of these speakers has changed. Please check the comparison again."]
    assert names() == ["Ada Lovelace", "Ада Лавлейс"]


def test_sending_the_form_twice_merges_once(admin_client, ada, twin):
    values = Fields(admin_client.get(merge_url(ada, twin)).content.decode()).values
    admin_client.post(merge_url(ada, twin), values)
    again = admin_client.post(merge_url(ada, twin), values)
    assert "Select a valid choice" in str(again.context["form"].errors)
    assert (names(), Merge.objects.count()) == (["Ada Lovelace"], 1)


@pytest.mark.parametrize("key", ["", "x", "0", "-1", "9" * 30, "1 OR 1=1", "\0"])
def test_an_invalid_key_shows_an_error(admin_client, ada, key):
    response = admin_client.get(reverse("admin:proceedings_speaker_merge", args=[ada.pk]), {"with": key})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["with"])
    if key and key != "\0":
        redirect = admin_client.get(f"/admin/proceedings/speaker/{key}/merge/", {"with": ada.pk})
        assert redirect.status_code == 302


def test_a_speaker_is_not_merged_with_itself(admin_client, ada):
    response = admin_client.get(merge_url(ada, ada), follow=True)
    assert messages_of(response) == ["This is the same speaker. Choose another one."]


def test_the_action_merges_two_selected_speakers_but_not_one_or_three(admin_client, ada, twin):
    third = a_speaker()
    action = {"action": "merge_selected"}
    response = admin_client.post(LIST, action | {"_selected_action": [ada.pk, twin.pk]})
    assert response["Location"] == merge_url(ada, twin)
    for keys in ([ada.pk], [ada.pk, twin.pk, third.pk]):
        response = admin_client.post(LIST, action | {"_selected_action": keys}, follow=True)
        assert messages_of(response) == ["Select exactly two speakers."]


def test_the_kept_speakers_form_shows_a_merge_and_links_to_its_undoing(admin_client, ada, twin):
    record = merge(twin, into=ada, why="Same person.")
    page = admin_client.get(change_url(ada)).content.decode()
    assert "Ада Лавлейс (twin)" in page
    assert undo_url(record) in page
    confirmation = admin_client.get(undo_url(record))
    assert (confirmation.status_code, names()) == (200, ["Ada Lovelace"])
    response = admin_client.post(undo_url(record), follow=True)
    assert messages_of(response) == ["Undid the merge of Ада Лавлейс into Ada Lovelace."]
    assert names() == ["Ada Lovelace", "Ада Лавлейс"]
    page = admin_client.get(change_url(ada)).content.decode()
    assert undo_url(record) not in page


def test_a_merge_that_cannot_be_undone_shows_a_remedy(admin_client, ada, twin):
    record = merge(twin, into=ada)
    merge(ada, into=a_speaker())
    for response in (admin_client.get(undo_url(record), follow=True), admin_client.post(undo_url(record), follow=True)):
        assert messages_of(response) == [
            "Ада Лавлейс was merged into Ada Lovelace, who has since been merged too. Undo that merge first."
        ]
    unknown = admin_client.get(reverse("admin:proceedings_speaker_unmerge", args=[10**30]), follow=True)
    assert messages_of(unknown) == ["This merge does not exist."]


def test_a_merge_and_its_undoing_are_logged(admin_client, ada, twin):
    fill(admin_client, merge_url(twin, ada))
    admin_client.post(undo_url(Merge.objects.get()))
    entries = LogEntry.objects.order_by("pk").values_list("object_repr", "change_message")
    assert list(entries) == [
        ("Ada Lovelace", "Merged Ада Лавлейс into this speaker."),
        ("Ада Лавлейс", "Undid the merge into Ada Lovelace."),
    ]


def test_a_user_without_the_merge_permission_neither_merges_nor_undoes(client, ada, twin):
    editor = User.objects.create_user("editor", is_staff=True)
    editor.user_permissions.set(Permission.objects.exclude(codename="merge_speaker"))
    client.force_login(editor)
    record = merge(a_speaker(), into=ada)
    assert [client.get(address).status_code for address in (merge_url(ada, twin), undo_url(record))] == [403, 403]
    assert [client.post(address).status_code for address in (merge_url(ada, twin), undo_url(record))] == [403, 403]
    response = client.post(LIST, {"action": "merge_selected", "_selected_action": [ada.pk, twin.pk]}, follow=True)
    assert messages_of(response) == ["No action selected."]
    page = client.get(change_url(ada)).content.decode()
    assert (undo_url(record) in page, "/merge/" in page) == (False, False)


@pytest.mark.parametrize("length", [1, 4])
def test_the_comparison_asks_a_fixed_number_of_queries(admin_client, ada, twin, length):
    for speaker in (ada, twin):
        for _ in range(length):
            a_statement(speaker=speaker, appointment=an_appointment(speaker=speaker))
            another_name(speaker=speaker)
    admin_client.get(merge_url(twin, ada))
    with CaptureQueriesContext(connection) as captured:
        admin_client.get(merge_url(twin, ada))
    assert len(captured) == 18
