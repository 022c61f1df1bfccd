import pytest
from django.urls import reverse

from proceedings.models import Correction, Statement
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
from tests.support.forms import errors_of, fill, messages_of
from tests.support.workbench import bench

pytestmark = pytest.mark.django_db

UNTOLD = (
    "Readers have seen this. Tell them under “Correction note” what was wrong and what it is now, "
    "or tick “No change of substance”. Nothing is saved yet, and nothing is lost."
)
TWICE = "Either write a correction note or tick “No change of substance”, not both."


def change_page(row):
    return reverse(f"admin:proceedings_{row._meta.model_name}_change", args=[row.pk])


def notes_of(statement):
    return [correction.note for correction in Correction.objects.filter(statement=statement)]


def test_published_words_do_not_change_without_a_word(admin_client):
    statement = a_statement(title="On helth", text="We all need helth.")
    response = fill(admin_client, change_page(statement), title="On health", text="We all need health.")
    statement.refresh_from_db()
    assert errors_of(response) == [UNTOLD]
    assert (statement.title, statement.text, notes_of(statement)) == ("On helth", "We all need helth.", [])
    form = response.context["adminform"].form
    assert [form["title"].value(), form["text"].value()] == ["On health", "We all need health."]


def test_a_correction_is_told_to_readers_and_in_the_history(admin_client):
    statement = a_statement(title="On helth")
    changes = {"title": "On health", "correction_note": "“Helth” is “health”.", "why": "A reader wrote"}
    fill(admin_client, change_page(statement), **changes)
    statement.refresh_from_db()
    assert (statement.title, notes_of(statement)) == ("On health", ["“Helth” is “health”."])
    told = [statement.history.latest(), statement.corrections.get().history.get()]
    assert [(version.history_change_reason, version.history_user.username) for version in told] == [
        ("A reader wrote", "admin")
    ] * 2


def test_a_second_correction_of_a_day_is_added_to_its_note(admin_client):
    statement = a_statement()
    for title in ("One", "Two", "Three"):
        fill(admin_client, change_page(statement), title=title, correction_note="Twice" if title != "One" else "Once")
    assert notes_of(statement) == ["Once\n\nTwice"]


def test_a_change_that_is_none_of_substance_is_not_told(admin_client):
    statement = a_statement()
    fill(admin_client, change_page(statement), title="On health", no_change_of_substance="on")
    statement.refresh_from_db()
    assert (statement.title, notes_of(statement)) == ("On health", [])


def test_a_change_is_either_told_or_none_of_substance(admin_client):
    statement = a_statement()
    changes = {"title": "On health", "correction_note": "A title.", "no_change_of_substance": "on"}
    assert errors_of(fill(admin_client, change_page(statement), **changes)) == [TWICE]
    assert notes_of(statement) == []


def test_what_readers_do_not_see_of_it_changes_without_a_word(admin_client):
    statement, theme = a_statement(), a_theme()
    fill(admin_client, change_page(statement), themes=theme.pk, doi="10.1000/1")
    statement.refresh_from_db()
    assert (list(statement.themes.all()), statement.doi) == ([theme], "10.1000/1")


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_what_is_not_published_changes_without_a_word(admin_client, status):
    statement = a_statement(status=status)
    fill(admin_client, change_page(statement), title="On health")
    statement.refresh_from_db()
    assert statement.title == "On health"


def test_what_waits_for_its_conference_changes_without_a_word(admin_client):
    statement = a_statement(session=a_session(conference=a_conference(status="draft")))
    fill(admin_client, change_page(statement), title="On health")
    statement.refresh_from_db()
    assert statement.title == "On health"


def test_how_lines_end_is_no_change(admin_client):
    statement = a_statement(text="One\n\nTwo")
    fill(admin_client, change_page(statement), text="One\r\n\r\nTwo")
    statement.refresh_from_db()
    assert statement.text == "One\n\nTwo"


def test_translations_are_words_of_their_statement(admin_client):
    translation = a_translation(text="Bonjor")
    refused = fill(admin_client, change_page(translation), text="Bonjour")
    in_its_form = fill(admin_client, change_page(translation.statement), translations__0__text="Bonjour")
    translation.refresh_from_db()
    assert (errors_of(refused), errors_of(in_its_form), translation.text) == ([UNTOLD], [UNTOLD], "Bonjor")
    changes = {"translations__0__text": "Bonjour", "correction_note": "A letter."}
    fill(admin_client, change_page(translation.statement), **changes)
    translation.refresh_from_db()
    assert (translation.text, notes_of(translation.statement)) == ("Bonjour", ["A letter."])


def test_deleting_a_translation_in_the_form_of_its_statement_is_a_change(admin_client):
    statement = a_translation().statement
    refused = fill(admin_client, change_page(statement), translations__0__DELETE="on")
    assert (errors_of(refused), statement.translations.count()) == ([UNTOLD], 1)
    fill(admin_client, change_page(statement), translations__0__DELETE="on", correction_note="It was another's.")
    assert (notes_of(statement), statement.translations.count()) == (["It was another's."], 0)


def test_a_translation_that_readers_see_is_deleted_in_the_form_of_its_statement_alone(admin_client):
    translation = a_translation()
    address = reverse("admin:proceedings_translation_delete", args=[translation.pk])
    assert admin_client.post(address, {"post": "yes"}).status_code == 403
    fields = {"action": "delete_selected", "_selected_action": [translation.pk], "post": "yes"}
    response = admin_client.post(reverse("admin:proceedings_translation_changelist"), fields, follow=True)
    [told] = messages_of(response)
    assert told == (
        "Nothing was deleted. 1 of the selected is on the page of its statement. "
        "Delete it in the form of the statement, which asks for a correction note."
    )
    assert translation.statement.translations.count() == 1


def test_a_translation_of_a_draft_is_deleted_anywhere(admin_client):
    translation = a_translation(statement=a_statement(status="draft"))
    address = reverse("admin:proceedings_translation_delete", args=[translation.pk])
    admin_client.post(address, {"post": "yes"})
    assert translation.statement.translations.count() == 0


def test_a_programme_changes_published_titles_and_speakers_with_a_word(admin_client):
    statement, draft = a_statement(), None
    draft = a_statement(session=statement.session, status="draft")
    page = change_page(statement.session)
    fill(admin_client, page, statements__1__title="On health")
    refused = fill(admin_client, page, statements__0__speaker=a_speaker().pk)
    assert errors_of(refused) == [UNTOLD]
    fill(admin_client, page, statements__0__title="On art", correction_note="A title.")
    assert set(Statement.objects.values_list("pk", "title")) == {(statement.pk, "On art"), (draft.pk, "On health")}
    assert (notes_of(statement), notes_of(draft)) == (["A title."], [])


def test_the_fields_are_there_only_where_they_are_needed(admin_client):
    pages = [admin_client.get(change_page(row)) for row in (a_statement(), a_statement(status="draft"), a_speaker())]
    assert [b'name="correction_note"' in page.content for page in pages] == [True, False, False]


def test_a_note_of_yesterday_stays(admin_client):
    statement = a_correction(note="Yesterday", made_on="2020-10-02").statement
    fill(admin_client, change_page(statement), title="On health", correction_note="Today")
    assert sorted(notes_of(statement)) == ["Today", "Yesterday"]


def test_the_workbench_fills_in_who_spoke_where_readers_are_told(admin_client):
    post = an_appointment(title="Rector")
    statement = a_statement(speaker=post.speaker, title="A1")
    page = bench(statement.session.conference)
    filling = {"chosen": statement.pk, "set__appointment": post.pk, "assign": ""}
    refused = fill(admin_client, page, **filling)
    statement.refresh_from_db()
    assert refused.context["assign_form"].errors == {"correction_note": [UNTOLD]}
    assert (statement.appointment, notes_of(statement)) == (None, [])
    fill(admin_client, page, **filling, set__correction_note="He spoke as a rector.")
    statement.refresh_from_db()
    assert (statement.appointment, notes_of(statement)) == (post, ["He spoke as a rector."])


def test_the_workbench_adds_themes_to_what_is_published_without_a_word(admin_client):
    statement, theme = a_statement(), a_theme()
    fill(admin_client, bench(statement.session.conference), chosen=statement.pk, set__themes=theme.pk, assign="")
    assert list(statement.themes.all()) == [theme]
