"""Two editors of one row: the first saves while the form of the second is open."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from proceedings.admin.revisions.model_admin import RevisionMixin
from proceedings.models import Theme, Translation
from tests.support.desk.forms import Fields, errors_of, fill
from tests.support.factories import a_speaker, a_statement, a_theme, a_translation, another_name

pytestmark = pytest.mark.django_db


def change_page(row):
    return reverse(f"admin:proceedings_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def first():
    """The client of the editor who saves first."""
    client = Client()
    client.force_login(User.objects.create_superuser("first"))
    return client


class Slow:
    """A client that does something between the page and its POST."""

    def __init__(self, client, meanwhile):
        self.client, self.meanwhile = client, meanwhile

    def get(self, address):
        response = self.client.get(address)
        self.meanwhile()
        return response

    def post(self, *args):
        return self.client.post(*args)


def again(client, response, address, **changes):
    """Send the form of the response."""
    return client.post(address, Fields(response.content.decode()).values | changes)


def differences_of(response):
    return [
        (
            field.label,
            field.changed_by_both,
            [(piece.kind, piece.text) for line in field.lines for piece in line.pieces or ()],
        )
        for field in response.context["conflict"].fields
    ]


def test_the_second_editor_sees_both_versions(admin_client, first):
    statement = a_statement(status="draft", text="We need health.", title="Health")
    page = change_page(statement)
    slow = Slow(admin_client, lambda: fill(first, page, text="We need public health."))
    response = fill(slow, page, text="We need health and art.")
    statement.refresh_from_db()
    assert statement.text == "We need public health."
    [error] = errors_of(response)
    assert error.startswith("Saved by first on ")
    [before, _after] = response.content.decode().split('<section class="conflict"')
    assert "Saved by first on " in before
    assert differences_of(response) == [
        ("Text", True, [(0, "We need "), (-1, "public health"), (1, "health and art"), (0, ".")])
    ]
    assert response.context["conflict"].fields[0].stored == "We need public health."
    assert response.context["adminform"].form["text"].value() == "We need health and art."


def test_a_merged_text_is_saved(admin_client, first):
    statement = a_statement(status="draft", text="We need health.")
    page = change_page(statement)
    slow = Slow(admin_client, lambda: fill(first, page, text="We need public health."))
    response = fill(slow, page, text="We need health and art.")
    assert again(admin_client, response, page, text="We need public health and art.").status_code == 302
    statement.refresh_from_db()
    assert statement.text == "We need public health and art."
    assert [version.text for version in statement.history.order_by("history_id")][1:] == [
        "We need public health.",
        "We need public health and art.",
    ]


def test_the_form_takes_over_fields_that_only_the_first_editor_changed(admin_client, first):
    statement, theme = a_statement(status="draft", title="Health", text="Words"), a_theme()
    page = change_page(statement)
    slow = Slow(admin_client, lambda: fill(first, page, text="Other words", themes=theme.pk))
    response = fill(slow, page, title="On health")
    assert [(label, both) for label, both, _pieces in differences_of(response)] == [("Text", False), ("Themes", False)]
    again(admin_client, response, page)
    statement.refresh_from_db()
    assert (statement.title, statement.text, list(statement.themes.all())) == ("On health", "Other words", [theme])


def test_a_third_save_is_a_new_conflict(admin_client, first):
    theme = a_theme(name="Health")
    page = change_page(theme)
    response = fill(Slow(admin_client, lambda: fill(first, page, name="Health care")), page, name="Medicine")
    fill(first, page, name="Public health")
    response = again(admin_client, response, page)
    assert differences_of(response)[0][1] is True
    again(admin_client, response, page)
    theme.refresh_from_db()
    assert theme.name == "Medicine"


def test_equal_changes_are_no_conflict(admin_client, first):
    theme = a_theme(name="Health")
    page = change_page(theme)
    response = fill(Slow(admin_client, lambda: fill(first, page, name="Medicine")), page, name="Medicine")
    assert response.status_code == 302


def test_the_rows_of_an_inline_are_compared(admin_client, first):
    translation = a_translation(statement=a_statement(status="draft"), text="Bonjour")
    page = change_page(translation.statement)
    slow = Slow(admin_client, lambda: fill(first, page, translations__0__text="Bonjour à tous"))
    response = fill(slow, page, translations__0__text="Bonjour à toutes")
    translation.refresh_from_db()
    assert translation.text == "Bonjour à tous"
    assert [both for _label, both, _pieces in differences_of(response)] == [True]
    again(admin_client, response, page)
    translation.refresh_from_db()
    assert translation.text == "Bonjour à toutes"


def test_a_changed_row_that_was_deleted_becomes_a_new_row(admin_client, first):
    translation = a_translation(statement=a_statement(status="draft"), text="Bonjour")
    page = change_page(translation.statement)
    slow = Slow(admin_client, lambda: fill(first, page, translations__0__DELETE="on"))
    response = fill(slow, page, translations__0__text="Bonjour à tous")
    assert Translation.objects.count() == 0
    again(admin_client, response, page)
    assert [row.text for row in Translation.objects.all()] == ["Bonjour à tous"]


def test_a_row_that_another_editor_added_stays(admin_client, first):
    speaker = a_speaker()
    page = change_page(speaker)
    slow = Slow(admin_client, lambda: another_name(speaker=speaker, name="Нора"))
    response = fill(slow, page, biography="A life")
    assert "Нора" in str(response.context["conflict"].rows)
    again(admin_client, response, page)
    speaker.refresh_from_db()
    assert (speaker.biography, [name.name for name in speaker.other_names.all()]) == ("A life", ["Нора"])


def test_the_text_for_a_deleted_row_is_kept_in_a_new_form(admin_client):
    theme = a_theme(name="Health")
    page = change_page(theme)
    response = fill(Slow(admin_client, theme.delete), page, name="Public health", description="A long text")
    form = response.context["adminform"].form
    assert (form["name"].value(), form["description"].value()) == ("Public health", "A long text")
    assert "“Health” was deleted by the site&#x27;s operator" in response.content.decode()
    values = Fields(response.content.decode()).values
    assert admin_client.post(reverse("admin:proceedings_theme_add"), values).status_code == 302
    assert Theme.objects.get().description == "A long text"


def test_an_editor_who_may_not_add_a_row_gets_the_text_to_copy(client):
    editor = User.objects.create_user("editor", is_staff=True)
    editor.user_permissions.add(Permission.objects.get(codename="change_theme"))
    client.force_login(editor)
    theme = a_theme(name="Health")
    response = fill(Slow(client, theme.delete), change_page(theme), name="Public health")
    page = response.content.decode()
    assert (response.status_code, Theme.objects.count()) == (409, 0)
    assert "“Health” was deleted by the site&#x27;s operator" in page
    assert ">Public health</textarea>" in page


@pytest.mark.parametrize(
    "sent", ["", "nonsense", "[]", '{"":{"1":"x"}}', '{"":{"1":NaN}}', '{"":1e400}', '{"":{"1":1e400}}', "\0"]
)
def test_a_form_without_versions_overwrites_nothing(admin_client, sent):
    speaker = a_speaker(name="Norov", biography="A life")
    response = fill(admin_client, change_page(speaker), name="Norova", versions_seen=sent)
    speaker.refresh_from_db()
    assert (response.status_code, speaker.name) == (200, "Norov")


def test_every_model_is_guarded_against_conflicts():
    admins = [row for model, row in admin.site._registry.items() if model._meta.app_label == "proceedings"]
    assert [row for row in admins if not isinstance(row, RevisionMixin)] == []


@pytest.mark.parametrize("is_first", [True, False])
def test_a_box_that_another_editor_changed_stays_as_changed(admin_client, first, is_first):
    speaker = a_speaker(name="Xie Fuzhan", family_name="Xie", family_name_first=not is_first)
    page = change_page(speaker)
    box = {"family_name_first": "on"} if is_first else {"family_name_first": []}
    slow = Slow(admin_client, lambda: fill(first, page, **box))
    response = fill(slow, page, country="CN")
    if response.status_code == 200:
        again(admin_client, response, page)
    speaker.refresh_from_db()
    assert (speaker.family_name_first, speaker.country.code) == (is_first, "CN")
