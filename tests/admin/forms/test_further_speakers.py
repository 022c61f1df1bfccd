"""The further speakers of a statement in its form."""

import pytest
from django.urls import reverse

from proceedings.models import CoSpeaker, Status
from tests.support.desk.accounts import an_account
from tests.support.desk.forms import errors_of, fill
from tests.support.factories import a_co_speaker, a_speaker, a_statement, an_appointment

pytestmark = pytest.mark.django_db


def form_of(statement):
    return reverse("admin:proceedings_statement_change", args=[statement.pk])


def listed(statement):
    return list(statement.co_speakers.order_by("position").values_list("position", "speaker", "appointment", "label"))


def test_a_form_adds_further_speakers_after_the_others(admin_client):
    row = a_co_speaker(statement=a_statement(status="draft"))
    post = an_appointment()
    fill(
        admin_client,
        form_of(row.statement),
        co_speakers__TOTAL_FORMS=3,
        co_speakers__1__speaker=post.speaker.pk,
        co_speakers__1__appointment=post.pk,
        co_speakers__2__label="Several delegates",
    )
    assert listed(row.statement) == [
        (2, row.speaker_id, None, ""),
        (3, post.speaker_id, post.pk, ""),
        (4, None, None, "Several delegates"),
    ]


def test_the_first_and_a_further_speaker_may_swap(admin_client):
    row = a_co_speaker(statement=a_statement(status="draft"))
    statement, first = row.statement, row.statement.speaker
    fill(admin_client, form_of(statement), speaker=row.speaker_id, co_speakers__0__speaker=first.pk)
    statement.refresh_from_db()
    assert (statement.speaker_id, listed(statement)) == (row.speaker_id, [(2, first.pk, None, "")])


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ("first", "This is the first speaker of the statement."),
        ("twice", "Please correct the duplicate values below."),
        ("post", "is not a post of this speaker."),
        ("nobody", "Choose a speaker, or write the label that the source prints."),
        ("narrative", "The statement has no first speaker: choose that one first."),
    ],
)
def test_a_wrong_further_speaker_is_an_error(admin_client, values, error):
    row = a_co_speaker(statement=a_statement(status="draft"))
    values = {
        "first": {"co_speakers__0__speaker": row.statement.speaker_id},
        "twice": {"co_speakers__TOTAL_FORMS": 2, "co_speakers__1__speaker": row.speaker_id},
        "post": {"co_speakers__0__appointment": an_appointment().pk},
        "nobody": {"co_speakers__0__speaker": ""},
        "narrative": {"speaker": "", "kind": "narrative"},
    }[values]
    assert any(message.endswith(error) for message in errors_of(fill(admin_client, form_of(row.statement), **values)))
    assert listed(row.statement) == [(2, row.speaker_id, None, "")]


def test_a_label_alone_is_enough(admin_client):
    statement = a_statement(status="draft")
    fill(admin_client, form_of(statement), speaker="", label="A Deputy")
    statement.refresh_from_db()
    assert (statement.speaker, statement.label) == (None, "A Deputy")


def test_a_new_speaker_of_something_published_needs_a_correction_note(admin_client):
    statement = a_statement()
    added = {"co_speakers__TOTAL_FORMS": 1, "co_speakers__0__speaker": a_speaker(name="Bo Birch").pk}
    assert len(errors_of(fill(admin_client, form_of(statement), **added))) == 1
    assert listed(statement) == []
    fill(admin_client, form_of(statement), **added, correction_note="Bo Birch spoke too.")
    assert [row.name for row in statement.credits][1:] == ["Bo Birch"]
    assert statement.corrections.get().note == "Bo Birch spoke too."


def test_who_may_not_change_the_statement_sees_its_further_speakers_only(client):
    row = a_co_speaker(statement=a_statement(status=Status.IN_REVIEW))
    client.force_login(an_account("Editor"))
    page = client.get(form_of(row.statement))
    assert str(row.speaker) in page.content.decode()
    [inline] = [one for one in page.context["inline_admin_formsets"] if one.opts.model is CoSpeaker]
    assert (inline.has_add_permission, inline.has_change_permission, inline.has_delete_permission) == (
        False,
        False,
        False,
    )


def test_the_list_finds_statements_by_a_further_speaker(admin_client):
    row = a_co_speaker(speaker=a_speaker(name="Bo Birch"))
    a_statement()
    for query in (f"speaker={row.speaker_id}", "q=Birch"):
        page = admin_client.get(reverse("admin:proceedings_statement_changelist") + f"?{query}")
        assert list(page.context["cl"].result_list) == [row.statement]


def test_a_session_cannot_make_a_further_speaker_the_first_one(admin_client):
    row = a_co_speaker(statement=a_statement(status="draft"))
    session = reverse("admin:proceedings_session_change", args=[row.statement.session_id])
    response = fill(admin_client, session, statements__0__speaker=row.speaker_id)
    assert errors_of(response) == ["This is a further speaker of the statement already."]
