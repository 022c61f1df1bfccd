"""Permissions of a user who loads files."""

import pytest
from django.contrib.auth.models import User

from proceedings.importing.loader import FixtureError
from proceedings.models import Correction, Statement
from tests.support.editing import load_text
from tests.support.factories import a_statement, a_translation

pytestmark = pytest.mark.django_db

TEXT = "- {model: proceedings.statement, fields: {slug: said, text: Peace!}}\n"
TRANSLATION = "- {model: proceedings.translation, fields: {statement: [said], language: ru, text: Мир!}}\n"
NOTE = (
    "- {model: proceedings.correction, fields: {statement: [said], made_on: 2026-11-25, note: The source says so.}}\n"
)
UNTOLD = "readers have seen this: add a correction of the statement, or change it on its own page."


@pytest.fixture
def publisher():
    return User.objects.create_superuser("publisher")


@pytest.mark.parametrize("change", [TEXT, TRANSLATION])
def test_a_change_of_published_text_needs_a_correction(publisher, change):
    a_translation(statement=a_statement(slug="said", text="Peace."))
    with pytest.raises(FixtureError) as refused:
        load_text(change, by=publisher)
    assert [problem.message for problem in refused.value.problems] == [UNTOLD]
    assert str(load_text(change + NOTE, by=publisher)) == "1 created, 1 updated, 0 unchanged"
    assert Correction.objects.get().note == "The source says so."


def test_unpublished_text_and_the_operator_need_no_correction(publisher):
    statement = a_statement(slug="said", status="draft", text="Peace.")
    load_text(TEXT, by=publisher)
    Statement.objects.filter(pk=statement.pk).publish()
    load_text(TEXT.replace("Peace!", "Peace at last."))
    assert Statement.objects.get().text == "Peace at last."
