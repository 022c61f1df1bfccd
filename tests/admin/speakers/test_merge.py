"""Merging two speakers from the admin: shown first, done when confirmed, and undone."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proceedings.editorial.merge_record import Merge
from proceedings.editorial.merge_speakers import merge
from proceedings.models import OtherName, Speaker
from tests.support.factories import a_speaker, a_statement, an_appointment, another_name
from tests.support.forms import Fields, fill, messages_of

pytestmark = pytest.mark.django_db

LIST = reverse("admin:proceedings_speaker_changelist")


@pytest.fixture
def ada():
    """She said more than her twin."""
    ada = a_speaker(name="Ada Lovelace", slug="ada")
    a_statement(speaker=ada), a_statement(speaker=ada)
    return ada


@pytest.fixture
def twin():
    return a_statement(speaker=a_speaker(name="Ада Лавлейс", slug="twin", country="GB")).speaker


def form_of(speaker):
    return reverse("admin:proceedings_speaker_change", args=[speaker.pk])


def page_of(speaker, other, **asked):
    query = "".join(f"&{name}={value}" for name, value in asked.items())
    return f"{reverse('admin:proceedings_speaker_merge', args=[speaker.pk])}?with={other.pk}{query}"


def undoing(done):
    return reverse("admin:proceedings_speaker_unmerge", args=[done.pk])


def names():
    return sorted(Speaker.objects.values_list("name", flat=True))


def test_a_merge_begins_at_a_speaker_shows_both_and_ends_at_who_stays(admin_client, ada, twin):
    assert (
        reverse("admin:proceedings_speaker_merge", args=[twin.pk]) in admin_client.get(form_of(twin)).content.decode()
    )
    asked = admin_client.get(reverse("admin:proceedings_speaker_merge", args=[twin.pk]))
    assert list(asked.context["form"].fields) == ["with"]
    shown = admin_client.get(page_of(twin, ada)).context["comparison"]
    lines = {line.label: (line.stays, line.goes, line.after) for line in shown}
    assert lines["Statements"] == (["2"], ["1"], ["3"])
    assert lines["country"] == ([""], ["GB"], ["GB"])
    assert names() == ["Ada Lovelace", "Ада Лавлейс"]
    done = fill(admin_client, page_of(twin, ada), why="Same person.")
    assert done["Location"] == form_of(ada)
    assert messages_of(admin_client.get(form_of(ada))) == ["Ада Лавлейс and Ada Lovelace are one speaker now."]
    assert names() == ["Ada Lovelace"]
    assert Merge.objects.get().merged_by.username == "admin"


def test_the_one_who_said_more_stays_unless_the_editor_says_otherwise(admin_client, ada, twin):
    asked = [page_of(ada, twin), page_of(twin, ada), page_of(ada, twin, stays=twin.pk), page_of(twin, ada, stays="x")]
    assert [admin_client.get(address).context["plan"].into for address in asked] == [ada, ada, twin, ada]


def test_who_goes_is_another_name_in_the_language_that_the_editor_tells(admin_client, ada, twin):
    fill(admin_client, page_of(twin, ada), language="uk")
    assert [(other.name, other.language) for other in OtherName.objects.all()] == [("Ада Лавлейс", "uk")]


def test_a_wrong_language_is_told_and_nothing_is_merged(admin_client, ada, twin):
    told = fill(admin_client, page_of(twin, ada), language="Klingon\0")
    assert "language" in told.context["form"].errors
    assert names() == ["Ada Lovelace", "Ада Лавлейс"]


def test_what_changed_meanwhile_is_shown_again_and_nothing_is_merged(admin_client, ada, twin):
    values = Fields(admin_client.get(page_of(twin, ada)).content.decode()).values
    a_statement(speaker=twin)
    told = admin_client.post(page_of(twin, ada), values)
    assert messages_of(told) == ["One of the two has changed meanwhile: please look again."]
    assert names() == ["Ada Lovelace", "Ада Лавлейс"]


def test_who_sends_the_form_twice_merges_once(admin_client, ada, twin):
    values = Fields(admin_client.get(page_of(ada, twin)).content.decode()).values
    admin_client.post(page_of(ada, twin), values)
    again = admin_client.post(page_of(ada, twin), values)
    assert "Select a valid choice" in str(again.context["form"].errors)
    assert (names(), Merge.objects.count()) == (["Ada Lovelace"], 1)


@pytest.mark.parametrize("key", ["", "x", "0", "-1", "9" * 30, "1 OR 1=1", "\0"])
def test_a_nonsense_key_is_told(admin_client, ada, key):
    told = admin_client.get(reverse("admin:proceedings_speaker_merge", args=[ada.pk]), {"with": key})
    assert (told.status_code, list(told.context["form"].errors)) == (200, ["with"])
    if key and key != "\0":
        there = admin_client.get(f"/admin/proceedings/speaker/{key}/merge/", {"with": ada.pk})
        assert there.status_code == 302


def test_a_speaker_is_not_merged_with_itself(admin_client, ada):
    told = admin_client.get(page_of(ada, ada), follow=True)
    assert messages_of(told) == ["These are not two speakers: choose another one."]


def test_two_selected_speakers_are_merged_and_neither_one_nor_three(admin_client, ada, twin):
    third = a_speaker()
    action = {"action": "merge_selected"}
    done = admin_client.post(LIST, action | {"_selected_action": [ada.pk, twin.pk]})
    assert done["Location"] == page_of(ada, twin)
    for keys in ([ada.pk], [ada.pk, twin.pk, third.pk]):
        told = admin_client.post(LIST, action | {"_selected_action": keys}, follow=True)
        assert messages_of(told) == ["Select the two speakers who are one person."]


def test_a_merge_is_told_at_who_stays_and_undone_there(admin_client, ada, twin):
    done = merge(twin, into=ada, why="Same person.")
    page = admin_client.get(form_of(ada)).content.decode()
    assert "Ада Лавлейс (twin)" in page
    assert undoing(done) in page
    asked = admin_client.get(undoing(done))
    assert (asked.status_code, names()) == (200, ["Ada Lovelace"])
    back = admin_client.post(undoing(done), follow=True)
    assert messages_of(back) == ["Ада Лавлейс and Ada Lovelace are two speakers again."]
    assert names() == ["Ada Lovelace", "Ада Лавлейс"]
    page = admin_client.get(form_of(ada)).content.decode()
    assert undoing(done) not in page


def test_what_cannot_be_undone_is_told_with_a_remedy(admin_client, ada, twin):
    done = merge(twin, into=ada)
    merge(ada, into=a_speaker())
    for told in (admin_client.get(undoing(done), follow=True), admin_client.post(undoing(done), follow=True)):
        assert messages_of(told) == [
            "Ада Лавлейс was merged into Ada Lovelace, who was merged into another since: undo that first."
        ]
    nothing = admin_client.get(reverse("admin:proceedings_speaker_unmerge", args=[10**30]), follow=True)
    assert messages_of(nothing) == ["There is no such merge."]


def test_both_are_in_the_log(admin_client, ada, twin):
    fill(admin_client, page_of(twin, ada))
    admin_client.post(undoing(Merge.objects.get()))
    entries = LogEntry.objects.order_by("pk").values_list("object_repr", "change_message")
    assert list(entries) == [
        ("Ada Lovelace", "Merged Ада Лавлейс into it."),
        ("Ада Лавлейс", "Parted from Ada Lovelace again."),
    ]


def test_who_may_change_speakers_but_not_merge_them_does_neither(client, ada, twin):
    editor = User.objects.create_user("editor", is_staff=True)
    editor.user_permissions.set(Permission.objects.exclude(codename="merge_speaker"))
    client.force_login(editor)
    done = merge(a_speaker(), into=ada)
    assert [client.get(address).status_code for address in (page_of(ada, twin), undoing(done))] == [403, 403]
    assert [client.post(address).status_code for address in (page_of(ada, twin), undoing(done))] == [403, 403]
    told = client.post(LIST, {"action": "merge_selected", "_selected_action": [ada.pk, twin.pk]}, follow=True)
    assert messages_of(told) == ["No action selected."]
    page = client.get(form_of(ada)).content.decode()
    assert (undoing(done) in page, "/merge/" in page) == (False, False)


@pytest.mark.parametrize("length", [1, 4])
def test_both_are_compared_in_a_fixed_number_of_queries(admin_client, ada, twin, length):
    for speaker in (ada, twin):
        for _ in range(length):
            a_statement(speaker=speaker, appointment=an_appointment(speaker=speaker))
            another_name(speaker=speaker)
    admin_client.get(page_of(twin, ada))
    with CaptureQueriesContext(connection) as captured:
        admin_client.get(page_of(twin, ada))
    assert len(captured) == 14
