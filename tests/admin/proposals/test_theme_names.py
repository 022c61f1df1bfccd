"""Themes that an editor types for a statement of a proposal."""

import pytest

from tests.support.desk.forms import messages_of
from tests.support.desk.proposals import edited, step, transcript
from tests.support.factories import a_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(admin_client):
    return transcript(admin_client)


def test_a_theme_that_is_unchecked_is_removed_and_an_unknown_one_is_named(admin_client, page):
    a_theme(name="Water", slug="water")
    page = step(admin_client, page, add_theme__1="Water")
    after = step(admin_client, page, theme__1=None, add_theme__1="Fire; water")
    assert edited(after).statements[0].themes == ["water"]
    assert messages_of(after) == ["“Fire” is no theme of the record. Add it under Themes first, or choose another one."]


@pytest.mark.parametrize("typed", ["PUBLIC  HEALTH", "health", "public-health", "lakes-2"])
def test_a_theme_is_meant_by_its_name_by_words_that_no_other_has_and_by_its_slug(admin_client, page, typed):
    a_theme(name="Public health", slug="public-health")
    for slug in ("lakes", "lakes-2"):
        a_theme(name="Lakes", slug=slug)
    after = step(admin_client, page, add_theme__1=typed)
    assert len(edited(after).statements[0].themes) == 1
    assert messages_of(after) == []


@pytest.mark.parametrize(
    ("typed", "near"),
    [("Watr", "“Water”"), ("Rivers", "“Rivers of the east”, “Rivers of the west”"), ("Lakes", "“lakes”, “lakes-2”")],
)
def test_the_nearest_themes_are_proposed_for_a_name_that_is_not_one(admin_client, page, typed, near):
    for name in ("Water", "Rivers of the east", "Rivers of the west"):
        a_theme(name=name)
    for slug in ("lakes", "lakes-2"):
        a_theme(name="Lakes", slug=slug)
    after = step(admin_client, page, add_theme__1=typed)
    assert edited(after).statements[0].themes == []
    assert messages_of(after) == [f"“{typed}” is no theme of the record. Did you mean {near}?"]
