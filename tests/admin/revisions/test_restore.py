import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from proceedings.models import Correction, Statement, Theme, Translation
from tests.support.desk.forms import Fields, fill
from tests.support.factories import a_session, a_speaker, a_statement, a_theme, a_translation

pytestmark = pytest.mark.django_db


def page_of(row, view, pk=None):
    return reverse(f"admin:proceedings_{row._meta.model_name}_{view}", args=[pk or row.pk])


def restore_page(row, version, pk=None):
    return reverse(f"admin:proceedings_{row._meta.model_name}_restore", args=[pk or row.pk, version.history_id])


def first_of(row):
    return row.history.order_by("history_id").first()


def restore(client, row, version=None, pk=None, **answer):
    return fill(client, restore_page(row, version or first_of(row), pk), **{"why": "It was right", **answer})


def errors_of(response):
    return [error for errors in response.context["form"].errors.values() for error in errors]


def renamed(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row


def test_the_page_shows_the_changes_and_writes_nothing(admin_client):
    theme = renamed(a_theme(name="Health"), name="Medicine")
    page = admin_client.get(restore_page(theme, first_of(theme)))
    assert [change.label for change in page.context["changes"]] == ["Name"]
    assert Theme.objects.get().name == "Medicine"


def test_a_version_is_restored_with_a_reason(admin_client):
    theme = renamed(a_theme(name="Health"), name="Medicine")
    assert errors_of(restore(admin_client, theme, why="")) == ["This field is required."]
    assert restore(admin_client, theme)["Location"] == page_of(theme, "history")
    theme.refresh_from_db()
    last = theme.history.latest()
    assert (theme.name, last.name, last.history_user.username) == ("Health", "Health", "admin")
    assert last.history_change_reason.endswith(": It was right")


def test_restoring_leaves_out_deleted_themes(admin_client):
    kept, gone = a_theme(name="Health"), a_theme(name="Art")
    statement = a_statement(status="draft", themes=[kept, gone])
    version = statement.history.latest()
    statement.themes.clear()
    gone.delete()
    page = admin_client.get(restore_page(statement, version))
    assert page.context["left_out"] == ["Art (deleted)"]
    restore(admin_client, statement, version)
    assert list(statement.themes.all()) == [kept]


def test_restoring_keeps_status_position_and_public_address(admin_client):
    session = a_session()
    statement = a_statement(status="draft", session=session, slug="one", title="One", position=5)
    version = statement.history.latest()
    Statement.objects.filter(pk=statement.pk).submit()
    Statement.objects.filter(pk=statement.pk).publish()
    statement.refresh_from_db()
    renamed(statement, title="Two", slug="two", position=1)
    restore(admin_client, statement, version, no_change_of_substance="on")
    statement.refresh_from_db()
    assert (statement.status, statement.slug, statement.title, statement.position) == ("published", "two", "One", 1)


def test_restoring_a_published_statement_needs_a_note(admin_client):
    statement = renamed(a_statement(title="On health"), title="On helth")
    [error] = errors_of(restore(admin_client, statement))
    assert error.startswith("Readers have seen this.")
    statement.refresh_from_db()
    assert (statement.title, Correction.objects.count()) == ("On helth", 0)
    restore(admin_client, statement, correction_note="A letter.")
    statement.refresh_from_db()
    assert (statement.title, statement.corrections.get().note) == ("On health", "A letter.")


def test_restoring_a_translation_of_a_published_statement_needs_a_note(admin_client):
    translation = renamed(a_translation(text="Bonjour"), text="Bonsoir")
    [error] = errors_of(restore(admin_client, translation))
    assert error.startswith("Readers have seen this.")
    restore(admin_client, translation, no_change_of_substance="on")
    translation.refresh_from_db()
    assert translation.text == "Bonjour"


def test_a_deleted_related_row_is_an_error(admin_client):
    speaker = a_speaker(name="Norov")
    statement = a_statement(status="draft", speaker=speaker)
    renamed(statement, speaker=a_speaker())
    speaker.delete()
    [error] = errors_of(restore(admin_client, statement))
    assert error.startswith("speaker: ")
    statement.refresh_from_db()
    assert statement.speaker is not None


def test_an_address_that_another_row_has_now_is_an_error(admin_client):
    theme = renamed(a_theme(slug="health"), slug="medicine")
    a_theme(slug="health")
    [error] = errors_of(restore(admin_client, theme))
    assert error.startswith("permanent link: ")


def test_restoring_refuses_to_overwrite_a_later_save(admin_client):
    theme = renamed(a_theme(name="Health"), name="Medicine")
    page = restore_page(theme, first_of(theme))
    values = Fields(admin_client.get(page).content.decode()).values
    renamed(theme, name="Public health")
    response = admin_client.post(page, values | {"why": "It was right"})
    assert errors_of(response) == ["Somebody saved this in the meantime. Check the changes, then try again."]
    again = Fields(response.content.decode()).values
    admin_client.post(page, again)
    theme.refresh_from_db()
    assert theme.name == "Health"


def test_a_deleted_row_is_listed_and_can_be_restored(admin_client):
    theme = a_theme(name="Health", slug="health")
    pk = theme.pk
    theme.delete()
    page = admin_client.get(reverse("admin:proceedings_theme_deleted"))
    assert [row["label"] for row in page.context["versions"]] == ["Health"]
    restore(admin_client, Theme, Theme.history.filter(id=pk).latest(), pk)
    assert [(row.pk, row.name, row.slug) for row in Theme.objects.all()] == [(pk, "Health", "health")]
    assert admin_client.get(reverse("admin:proceedings_theme_deleted")).context["versions"] == []


def test_a_deleted_statement_comes_back_as_a_draft_at_the_end(admin_client):
    statement = a_statement(status="in_review", position=1, themes=[a_theme(name="Health")])
    session, pk = statement.session, statement.pk
    statement.delete()
    a_statement(session=session, position=1)
    version = Statement.history.filter(id=pk, history_type="~").latest()
    restore(admin_client, Statement, version, pk)
    back = Statement.objects.get(pk=pk)
    assert (back.status, back.position, [theme.name for theme in back.themes.all()]) == ("draft", 2, ["Health"])


def test_restoring_a_deleted_translation_of_a_published_statement_needs_a_note(admin_client):
    translation = a_translation()
    statement, pk = translation.statement, translation.pk
    translation.delete()
    version = Translation.history.filter(id=pk).latest()
    [error] = errors_of(restore(admin_client, Translation, version, pk))
    assert (error[:23], Translation.objects.count()) == ("Readers have seen this.", 0)
    restore(admin_client, Translation, version, pk, correction_note="It is back.")
    assert (statement.translations.count(), statement.corrections.get().note) == (1, "It is back.")


def test_a_part_of_a_deleted_whole_cannot_be_restored(admin_client):
    translation = a_translation(statement=a_statement(status="draft"))
    pk = translation.pk
    translation.statement.delete()
    [error] = errors_of(restore(admin_client, Translation, Translation.history.filter(id=pk).latest(), pk))
    assert error.startswith("statement: ")


@pytest.mark.parametrize("noun", ["statement", "translation"])
def test_an_editor_cannot_restore_a_published_row(client, noun):
    user = User.objects.create_user("editor", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__regex="^(view|add|change|delete)_"))
    client.force_login(user)
    translation = renamed(a_translation(text="One"), text="Two")
    row = translation if noun == "translation" else renamed(translation.statement, title="Two")
    page = restore_page(row, first_of(row))
    answer = {"why": "It was right", "no_change_of_substance": "on"}
    assert [client.get(page).status_code, client.post(page, answer).status_code] == [403, 403]
    pk = translation.pk
    translation.delete()
    page = restore_page(translation, Translation.history.filter(id=pk).latest(), pk)
    assert client.post(page, answer).status_code == 403
    assert Translation.objects.count() == 0


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999999"])
def test_an_unknown_version_is_not_found(admin_client, number):
    theme = a_theme()
    assert admin_client.get(f"/admin/proceedings/theme/{theme.pk}/history/{number}/restore/").status_code == 404


def test_a_version_of_another_row_is_not_found(admin_client):
    theme, other = a_theme(), a_theme()
    assert admin_client.get(restore_page(theme, first_of(other))).status_code == 404
