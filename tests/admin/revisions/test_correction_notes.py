import pytest
from django.urls import reverse

from proceedings.models import Correction, Statement
from tests.support.desk.forms import errors_of, fill, messages_of
from tests.support.desk.workbench import bench
from tests.support.factories import (
    a_conference,
    a_correction,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
)

pytestmark = pytest.mark.django_db

NOTE_NEEDED = (
    "Readers have seen this. Write a correction note that says what was wrong and what it is now, "
    "or tick “No change of substance”. Your changes are not saved yet."
)
NOTE_OR_TICK = "Write a correction note or tick “No change of substance”, not both."


def change_page(row):
    return reverse(f"admin:proceedings_{row._meta.model_name}_change", args=[row.pk])


def notes_of(statement):
    return [correction.note for correction in Correction.objects.filter(statement=statement)]


def test_a_published_statement_needs_a_note_to_change(admin_client):
    statement = a_statement(title="On helth", text="We all need helth.")
    response = fill(admin_client, change_page(statement), title="On health", text="We all need health.")
    statement.refresh_from_db()
    assert errors_of(response) == [NOTE_NEEDED]
    assert (statement.title, statement.text, notes_of(statement)) == ("On helth", "We all need helth.", [])
    form = response.context["adminform"].form
    assert [form["title"].value(), form["text"].value()] == ["On health", "We all need health."]


def test_a_correction_writes_a_note_and_a_reason(admin_client):
    statement = a_statement(title="On helth")
    changes = {"title": "On health", "correction_note": "“Helth” is “health”.", "why": "A reader wrote"}
    fill(admin_client, change_page(statement), **changes)
    statement.refresh_from_db()
    assert (statement.title, notes_of(statement)) == ("On health", ["“Helth” is “health”."])
    versions = [statement.history.latest(), statement.corrections.get().history.get()]
    assert [(version.history_change_reason, version.history_user.username) for version in versions] == [
        ("A reader wrote", "admin")
    ] * 2


def test_a_second_correction_of_a_day_extends_the_note(admin_client):
    statement = a_statement()
    for title in ("One", "Two", "Three"):
        fill(admin_client, change_page(statement), title=title, correction_note="Twice" if title != "One" else "Once")
    assert notes_of(statement) == ["Once\n\nTwice"]


def test_a_change_without_substance_writes_no_note(admin_client):
    statement = a_statement()
    fill(admin_client, change_page(statement), title="On health", no_change_of_substance="on")
    statement.refresh_from_db()
    assert (statement.title, notes_of(statement)) == ("On health", [])


def test_a_note_and_no_change_of_substance_exclude_each_other(admin_client):
    statement = a_statement()
    changes = {"title": "On health", "correction_note": "A title.", "no_change_of_substance": "on"}
    assert errors_of(fill(admin_client, change_page(statement), **changes)) == [NOTE_OR_TICK]
    assert notes_of(statement) == []


def test_fields_that_readers_do_not_see_change_without_a_note(admin_client):
    statement, theme = a_statement(), a_theme()
    fill(admin_client, change_page(statement), themes=theme.pk, doi="10.1000/1")
    statement.refresh_from_db()
    assert (list(statement.themes.all()), statement.doi) == ([theme], "10.1000/1")


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_an_unpublished_statement_changes_without_a_note(admin_client, status):
    statement = a_statement(status=status)
    fill(admin_client, change_page(statement), title="On health")
    statement.refresh_from_db()
    assert statement.title == "On health"


def test_a_statement_of_a_draft_conference_changes_without_a_note(admin_client):
    statement = a_statement(session=a_session(conference=a_conference(status="draft")))
    fill(admin_client, change_page(statement), title="On health")
    statement.refresh_from_db()
    assert statement.title == "On health"


def test_line_endings_are_no_change(admin_client):
    statement = a_statement(text="One\n\nTwo")
    fill(admin_client, change_page(statement), text="One\r\n\r\nTwo")
    statement.refresh_from_db()
    assert statement.text == "One\n\nTwo"


def test_a_translation_needs_a_note_to_change(admin_client):
    translation = a_translation(text="Bonjor")
    refused = fill(admin_client, change_page(translation), text="Bonjour")
    in_its_form = fill(admin_client, change_page(translation.statement), translations__0__text="Bonjour")
    translation.refresh_from_db()
    assert (errors_of(refused), errors_of(in_its_form), translation.text) == ([NOTE_NEEDED], [NOTE_NEEDED], "Bonjor")
    changes = {"translations__0__text": "Bonjour", "correction_note": "A letter."}
    fill(admin_client, change_page(translation.statement), **changes)
    translation.refresh_from_db()
    assert (translation.text, notes_of(translation.statement)) == ("Bonjour", ["A letter."])


def test_deleting_a_translation_in_the_statement_form_needs_a_note(admin_client):
    statement = a_translation().statement
    refused = fill(admin_client, change_page(statement), translations__0__DELETE="on")
    assert (errors_of(refused), statement.translations.count()) == ([NOTE_NEEDED], 1)
    fill(admin_client, change_page(statement), translations__0__DELETE="on", correction_note="It was another's.")
    assert (notes_of(statement), statement.translations.count()) == (["It was another's."], 0)


def test_a_published_translation_is_deleted_only_in_the_statement_form(admin_client):
    translation = a_translation()
    address = reverse("admin:proceedings_translation_delete", args=[translation.pk])
    assert admin_client.post(address, {"post": "yes"}).status_code == 403
    fields = {"action": "delete_selected", "_selected_action": [translation.pk], "post": "yes"}
    response = admin_client.post(reverse("admin:proceedings_translation_changelist"), fields, follow=True)
    [message] = messages_of(response)
    assert message == (
        "Nothing was deleted. 1 of the selected is on the page of its statement. "
        "Delete it in the form of the statement, which asks for a correction note."
    )
    assert translation.statement.translations.count() == 1


def test_a_translation_of_a_draft_can_be_deleted_on_its_own_page(admin_client):
    translation = a_translation(statement=a_statement(status="draft"))
    address = reverse("admin:proceedings_translation_delete", args=[translation.pk])
    admin_client.post(address, {"post": "yes"})
    assert translation.statement.translations.count() == 0


def test_the_session_form_needs_a_note_for_published_statements(admin_client):
    statement, draft = a_statement(), None
    draft = a_statement(session=statement.session, status="draft")
    page = change_page(statement.session)
    fill(admin_client, page, statements__1__title="On health")
    refused = fill(admin_client, page, statements__0__speaker=a_speaker().pk)
    assert errors_of(refused) == [NOTE_NEEDED]
    fill(admin_client, page, statements__0__title="On art", correction_note="A title.")
    assert set(Statement.objects.values_list("pk", "title")) == {(statement.pk, "On art"), (draft.pk, "On health")}
    assert (notes_of(statement), notes_of(draft)) == (["A title."], [])


def test_only_forms_of_published_statements_have_the_fields_of_a_note(admin_client):
    pages = [admin_client.get(change_page(row)) for row in (a_statement(), a_statement(status="draft"), a_speaker())]
    assert [b'name="correction_note"' in page.content for page in pages] == [True, False, False]


def test_a_note_of_an_earlier_day_stays(admin_client):
    statement = a_correction(note="Yesterday", made_on="2020-10-02").statement
    fill(admin_client, change_page(statement), title="On health", correction_note="Today")
    assert sorted(notes_of(statement)) == ["Today", "Yesterday"]


def test_the_workbench_needs_a_note_to_change_a_capacity(admin_client):
    post = an_appointment(title="Rector")
    statement = a_statement(speaker=post.speaker, title="A1")
    page = bench(statement.session.conference)
    filling = {"chosen": statement.pk, "set__appointment": post.pk, "assign": ""}
    refused = fill(admin_client, page, **filling)
    statement.refresh_from_db()
    assert refused.context["assign_form"].errors == {"correction_note": [NOTE_NEEDED]}
    assert (statement.appointment, notes_of(statement)) == (None, [])
    fill(admin_client, page, **filling, set__correction_note="He spoke as a rector.")
    statement.refresh_from_db()
    assert (statement.appointment, notes_of(statement)) == (post, ["He spoke as a rector."])


def test_the_workbench_adds_themes_without_a_note(admin_client):
    statement, theme = a_statement(), a_theme()
    fill(admin_client, bench(statement.session.conference), chosen=statement.pk, set__themes=theme.pk, assign="")
    assert list(statement.themes.all()) == [theme]
