"""A part of a conference or a statement changes only if its whole may change."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from proceedings.importing.loader import FixtureError
from proceedings.models import Correction, Organiser, Session, Translation
from tests.support.desk.accounts import an_account, sign_in
from tests.support.desk.forms import Fields, errors_of, fill
from tests.support.editing import load_text
from tests.support.factories import (
    a_conference,
    a_correction,
    a_session,
    a_statement,
    a_translation,
    an_organisation,
    an_organiser,
)

pytestmark = pytest.mark.django_db

KEPT = "it is in review or published, and you may not change it: leave it out."
KEPT_WITH_IT = "what it belongs to is in review or published, and you may not change that: leave it out."


def of_a_conference(make):
    return lambda status: make(conference=a_conference(status=status))


def of_a_statement(make):
    return lambda status: make(statement=a_statement(status=status))


# Each with a change of a field.
PARTS = {
    Organiser: (of_a_conference(an_organiser), {"role": "sponsor"}),
    Session: (of_a_conference(a_session), {"title": "Changed"}),
    Translation: (of_a_statement(a_translation), {"text": "Changed"}),
    Correction: (of_a_statement(a_correction), {"note": "Changed"}),
}
every_part = pytest.mark.parametrize("part", PARTS, ids=lambda part: part._meta.model_name)


@pytest.fixture
def editor():
    """An editor who has all permissions on all models, but only changes drafts."""
    user = an_account("Editor")
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="proceedings", codename__regex="^(add|change|delete)_")
    )
    return user


def page(row, name="change"):
    return reverse(f"admin:proceedings_{row._meta.model_name}_{name}", args=[row.pk])


def addresses_of(part):
    return reverse(f"admin:proceedings_{part._meta.model_name}_changelist")


@every_part
@pytest.mark.parametrize("status", ["draft", "published", "withdrawn"])
def test_a_part_is_changed_and_deleted_as_its_whole_may_be(client, editor, part, status):
    make, changes = PARTS[part]
    row, other = make(status), make(status)
    fields = Fields(sign_in(client, an_account("superuser")).get(page(row)).content.decode()).values
    sign_in(client, editor)
    client.post(page(row), fields | changes)
    row.refresh_from_db()
    name, value = next(iter(changes.items()))
    assert (getattr(row, name) == value) is (status == "draft")
    fields = {"action": "delete_selected", "_selected_action": other.pk, "post": "yes"}
    client.post(addresses_of(part), fields)
    client.post(page(row, "delete"), {"post": "yes"})
    assert part.objects.count() == (0 if status == "draft" else 2)


@every_part
def test_an_editor_neither_adds_a_part_to_a_published_whole_nor_moves_it_there(client, editor, part):
    row, published = PARTS[part][0]("draft"), PARTS[part][0]("published")
    whole = "statement" if hasattr(part, "statement") else "conference"
    sign_in(client, editor)
    message = f"You may not change “{getattr(published, whole)}”: it is published."
    assert message in errors_of(fill(client, page(row), **{whole: getattr(published, whole).pk}))
    add = reverse(f"admin:proceedings_{part._meta.model_name}_add")
    assert message in errors_of(fill(client, add, **{whole: getattr(published, whole).pk}))


def test_the_inlines_of_a_read_only_form_are_read_only(client, editor):
    statement = a_translation(statement=a_statement()).statement
    formsets = sign_in(client, editor).get(page(statement)).context["inline_admin_formsets"]
    assert {formset.has_change_permission or formset.has_add_permission for formset in formsets} == {False}


def test_statements_in_a_session_are_changed_row_by_row_as_each_may_be(client, editor):
    session = a_session(conference=a_conference(status="draft"))
    for status in ("draft", "published"):
        a_statement(session=session, status=status, title=status)
    sign_in(client, editor)
    changes = {f"statements__{at}__title": "Changed" for at in range(2)}
    assert fill(client, page(session), **changes).status_code == 302
    assert list(session.statements.order_by("pk").values_list("title", flat=True)) == ["Changed", "published"]


@pytest.mark.parametrize("person", ["Editor", "Publisher"])
def test_a_fixture_changes_only_the_rows_that_its_user_may_change(person):
    statement = a_translation(statement=a_statement(slug="norov-health")).statement
    text = """
        - model: proceedings.statement
          fields: {slug: norov-health, title: Changed}
        - model: proceedings.translation
          fields: {statement: [norov-health], language: ru, text: Changed}
        - model: proceedings.translation
          fields: {statement: [norov-health], language: fr, text: New}
    """
    user = an_account(person)
    if person == "Editor":
        with pytest.raises(FixtureError) as error:
            load_text(text, by=user)
        assert [str(problem).partition("record.yaml")[2] for problem in error.value.problems] == [
            f":2  statement norov-health: {KEPT}",
            f":4  translation norov-health/ru: {KEPT_WITH_IT}",
            f":6  translation norov-health/fr: {KEPT_WITH_IT}",
        ]
        return
    note = """
        - model: proceedings.correction
          fields: {statement: [norov-health], made_on: 2020-11-01, note: A misprint.}
    """
    load_text(text + note, by=user)
    statement.refresh_from_db()
    assert (statement.title, Translation.objects.filter(text__in=["Changed", "New"]).count()) == ("Changed", 2)


def test_a_fixture_adds_an_organiser_with_its_new_conference():
    an_organisation(slug="sco")
    load_text(
        """
        - model: proceedings.conference
          fields: {slug: new, title: New, language: en}
        - model: proceedings.organiser
          fields: {conference: [new], organisation: [sco]}
        """,
        by=an_account("Editor"),
    )
    assert Organiser.objects.get().conference.status == "draft"
