"""Two speakers who are one person are made one, and can be parted again."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from proceedings.editorial.merge_record import Merge
from proceedings.editorial.merge_speakers import MergeError, merge, plan
from proceedings.editorial.undo_merge import obstacle, undo
from proceedings.models import Appointment, CoSpeaker, FormerAddress, OtherName, Speaker, SpeakerIdentifier, Statement
from tests.support.factories import (
    a_co_speaker,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_identifier,
    an_organisation,
    another_name,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return a_speaker(name="Ada Lovelace", slug="ada-lovelace")


@pytest.fixture
def twin():
    return a_speaker(
        name="Ада Лавлейс", slug="ada-lavleis", biography="She wrote.", country="GB", website="http://a.b/"
    )


def everything():
    """All that a merge could touch, as values."""
    return [
        sorted(map(str, model._base_manager.values_list(*columns)))
        for model, columns in {
            Speaker: ("pk", "slug", "name", "sort_name", "country", "biography", "website", "orcid"),
            Appointment: ("pk", "speaker", "slug", "organisation", "starts_on", "ends_on"),
            OtherName: ("pk", "speaker", "name", "language"),
            SpeakerIdentifier: ("pk", "speaker", "scheme", "value"),
            Statement: ("pk", "speaker", "appointment"),
            CoSpeaker: ("pk", "speaker", "appointment"),
            FormerAddress: ("noun", "slug", "target"),
        }.items()
    ]


def a_full_twin(ada, twin):
    """Something of every kind that a merge moves, drops or finds there already."""
    body = an_organisation()
    an_appointment(speaker=ada, slug="director", title="Director")
    kept = an_appointment(speaker=ada, slug="poet", title="Poet", organisation=body)
    gone = an_appointment(speaker=twin, slug="writer", title="poet", organisation=body, starts_on=date(2020, 1, 1))
    other = an_appointment(speaker=twin, slug="director", title="Director of Studies")
    another_name(speaker=ada, name="A. Lovelace", language="en")
    another_name(speaker=twin, name="A. Lovelace", language="en")
    another_name(speaker=twin, name="Lady Lovelace", language="en")
    an_identifier(speaker=ada)
    an_identifier(speaker=twin)
    for post in (gone, other, None):
        a_statement(speaker=twin, appointment=post, themes=[a_theme()])
        a_co_speaker(speaker=twin, appointment=post)
    a_statement(speaker=ada, appointment=kept)
    FormerAddress.objects.leave(Speaker, "a-lavleis", twin.slug)


def test_a_merge_moves_everything_to_the_remaining_speaker(ada, twin):
    said = a_statement(speaker=twin, appointment=an_appointment(speaker=twin), themes=[a_theme(name="Engines")])
    another_name(speaker=twin, name="Lady Lovelace", language="en")
    merge(twin, into=ada)
    said.refresh_from_db()
    assert (said.speaker, said.appointment.speaker, [theme.name for theme in said.themes.all()]) == (
        ada,
        ada,
        ["Engines"],
    )
    assert list(Speaker.objects.all()) == [ada]


def test_the_merged_name_becomes_another_name_in_the_language_of_its_script(ada, twin):
    merge(twin, into=ada)
    assert list(ada.other_names.values_list("name", "language")) == [("Ада Лавлейс", "ru")]


def test_the_language_of_the_name_can_be_given(ada, twin):
    merge(twin, into=ada, language="uk")
    assert list(ada.other_names.values_list("language", flat=True)) == ["uk"]


@pytest.mark.parametrize("known", ["Ada Lovelace", "Lady L."])
def test_a_known_name_is_not_added_again(ada, known):
    another_name(speaker=ada, name="Lady L.", language="en")
    twin = a_speaker(name=known)
    another_name(speaker=twin, name="Lady L.", language="en")
    merge(twin, into=ada)
    assert list(ada.other_names.values_list("name", "language")) == [("Lady L.", "en")]


def test_equal_posts_become_one_and_unknown_dates_are_filled(ada, twin):
    body = an_organisation()
    kept = an_appointment(speaker=ada, title="Director", organisation=body, ends_on=date(2021, 1, 1))
    gone = an_appointment(speaker=twin, title="director", organisation=body, starts_on=date(2020, 1, 1))
    said = a_statement(speaker=twin, appointment=gone)
    merge(twin, into=ada)
    assert list(ada.appointments.values_list("pk", "starts_on", "ends_on")) == [(kept.pk, "2020-01-01", "2021-01-01")]
    said.refresh_from_db()
    assert said.appointment == kept


@pytest.mark.parametrize("other", [{"title": "Rector"}, {"starts_on": date(2019, 1, 1)}, {"organisation": None}])
def test_other_posts_move_and_get_a_free_key(ada, twin, other):
    same = {"title": "Director", "organisation": an_organisation(), "starts_on": date(2020, 1, 1), "slug": "director"}
    an_appointment(speaker=ada, **same)
    an_appointment(speaker=twin, **same | other)
    merge(twin, into=ada)
    assert sorted(ada.appointments.values_list("slug", flat=True)) == ["director", "director-2"]


def test_a_merge_fills_empty_fields_only(ada, twin):
    ada.country = "FR"
    ada.save()
    assert plan(twin, ada).filled == {"biography": "She wrote.", "website": "http://a.b/"}
    merge(twin, into=ada)
    ada.refresh_from_db()
    assert (ada.country.code, ada.biography, ada.website) == ("FR", "She wrote.", "http://a.b/")


def test_former_addresses_redirect_to_the_remaining_speaker(client, ada, twin):
    a_statement(speaker=ada)
    FormerAddress.objects.leave(Speaker, "ada-l", twin.slug)
    merge(twin, into=ada)
    assert client.get("/speakers/ada-lavleis/")["Location"] == "/speakers/ada-lovelace/"
    assert client.get("/speakers/ada-l.md")["Location"] == "/speakers/ada-lovelace.md"


def test_an_address_that_was_never_public_does_not_redirect(client, ada, twin):
    a_statement(speaker=ada), a_statement(speaker=twin, status="draft")
    merge(twin, into=ada)
    assert client.get("/speakers/ada-lavleis/").status_code == 404
    assert list(FormerAddress.objects.public()) == []


def test_both_names_find_the_statements_of_both(client, ada, twin):
    a_statement(speaker=ada), a_statement(speaker=twin)
    counts = [Statement.objects.public().matching(word).count() for word in ("лавлейс", "lovelace")]
    merge(twin, into=ada)
    assert counts == [1, 1]
    assert [Statement.objects.public().matching(word).count() for word in ("лавлейс", "lovelace")] == [2, 2]
    call_command("rebuild_search", check=True)


def test_moved_statements_have_a_new_modification_time(ada, twin):
    before = timezone.now() - timedelta(days=1)
    moved, other = a_statement(speaker=twin), a_statement()
    Statement.objects.update(modified_at=before)
    merge(twin, into=ada)
    changed = [Statement.objects.get(pk=row.pk).modified_at > before for row in (moved, other)]
    assert changed == [True, False]


def test_the_history_contains_every_change_of_a_merge(ada, twin):
    editor = User.objects.create_superuser("editor")
    a_full_twin(ada, twin)
    merge(twin, into=ada, by=editor, why="Seen in the minutes.")
    reason = "Ада Лавлейс (ada-lavleis) was merged into Ada Lovelace. Seen in the minutes."
    histories = [
        model.history.filter(history_change_reason=reason, history_user=editor).order_by("history_id")
        for model in (Speaker, Appointment, OtherName, Statement)
    ]
    assert [list(versions.values_list("history_type", flat=True)) for versions in histories] == [
        ["-", "~"],
        ["~", "~", "-"],
        ["~", "-", "+"],
        ["~", "~", "~"],
    ]


def test_undoing_a_merge_restores_everything(ada, twin):
    a_full_twin(ada, twin)
    before = everything()
    done = merge(twin, into=ada)
    assert everything() != before
    back, left = undo(done)
    assert (back, left, everything()) == (twin, 0, before)


def test_undoing_a_merge_ends_the_redirect(client, ada, twin):
    a_statement(speaker=twin)
    undo(merge(twin, into=ada))
    assert client.get("/speakers/ada-lavleis/").status_code == 200
    assert list(FormerAddress.objects.all()) == []


def test_statements_with_another_speaker_stay(ada, twin):
    first, second, third = (a_statement(speaker=twin) for _ in range(3))
    done = merge(twin, into=ada)
    stranger, post = a_speaker(), an_appointment(speaker=ada)
    Statement.objects.filter(pk=first.pk).update(speaker=stranger)
    Statement.objects.filter(pk=second.pk).update(appointment=post)
    back, left = undo(done)
    assert left == 2
    speakers = dict(Statement.objects.values_list("pk", "speaker"))
    assert speakers == {first.pk: stranger.pk, second.pk: ada.pk, third.pk: back.pk}


def test_undoing_a_merge_keeps_later_edits(ada, twin):
    another_name(speaker=twin, name="Lady L.", language="en")
    done = merge(twin, into=ada)
    Speaker.objects.filter(pk=ada.pk).update(biography="Another text.")
    OtherName.objects.filter(name="Ада Лавлейс").update(name="Ада Лавлейс (Байрон)")
    undo(done)
    ada.refresh_from_db()
    assert (ada.biography, ada.website) == ("Another text.", "")
    assert [other.name for other in ada.other_names.all()] == ["Ада Лавлейс (Байрон)"]


def test_a_later_merge_must_be_undone_first(ada, twin):
    third = a_speaker(name="Countess")
    a_full_twin(ada, twin)
    first = merge(twin, into=ada)
    second = merge(ada, into=third)
    with pytest.raises(MergeError, match="Ада Лавлейс was merged into Ada Lovelace, who has since been merged too"):
        undo(first)
    undo(second)
    assert undo(first)[0] == twin
    assert [former.target for former in FormerAddress.objects.all()] == [twin.slug]


def test_a_merge_with_a_deleted_organisation_cannot_be_undone(ada, twin):
    body = an_organisation()
    kept, _gone = (an_appointment(speaker=one, title="Poet", organisation=body) for one in (ada, twin))
    done = merge(twin, into=ada)
    kept.delete()
    body.delete()
    with pytest.raises(MergeError, match="The organisation of this post of Ада Лавлейс no longer exists"):
        undo(done)


def test_a_merge_can_be_undone_only_once(ada, twin):
    done = merge(twin, into=ada)
    undo(done)
    with pytest.raises(MergeError, match="This merge was already undone"):
        undo(done)


def test_a_capacity_of_other_statements_prevents_undoing(ada, twin):
    post = an_appointment(speaker=twin)
    done = merge(twin, into=ada)
    said = a_statement(speaker=ada, appointment=post, slug="said")
    assert obstacle(done) == (
        "1 statement that stays has a capacity that returns to Ада Лавлейс. Choose another capacity for it first: said."
    )
    with pytest.raises(MergeError):
        undo(done)
    Statement.objects.filter(pk=said.pk).update(appointment=None)
    assert undo(done) == (twin, 0)


def test_a_merge_into_a_deleted_speaker_cannot_be_undone(ada, twin):
    done = merge(twin, into=ada)
    ada.delete()
    with pytest.raises(MergeError, match="no longer exists"):
        undo(done)


def test_a_speaker_cannot_be_merged_with_itself_or_twice(ada, twin):
    with pytest.raises(MergeError, match="This is the same speaker"):
        merge(ada, into=ada)
    merge(Speaker.objects.get(pk=twin.pk), into=ada)
    with pytest.raises(
        MergeError, match=r"Ада Лавлейс is no longer on record\. Perhaps the speaker was merged already"
    ):
        merge(twin, into=ada)


def test_merging_and_undoing_need_the_permission(ada, twin):
    editor = User.objects.create_user("editor")
    editor.user_permissions.set(Permission.objects.exclude(codename="merge_speaker"))
    with pytest.raises(PermissionDenied):
        merge(twin, into=ada, by=editor)
    done = merge(twin, into=ada)
    with pytest.raises(PermissionDenied):
        undo(done, by=editor)
    assert (Merge.objects.standing().count(), Speaker.objects.count()) == (1, 1)
