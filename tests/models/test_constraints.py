"""Constraints of the database, and their messages."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from proceedings.models import Statement
from tests.support.factories import (
    PUBLISHED_AT,
    a_co_speaker,
    a_conference,
    a_correction,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
    an_organiser,
    another_name,
)

pytestmark = pytest.mark.django_db


def a_twin(make, field, beside, **fields):
    """A row beside another one of the same owner, and the change that would give it the other's value."""
    other = make()
    return make(**{beside: getattr(other, beside)}, **fields), {field: getattr(other, field)}


# Each promise with a row, and the change of that row which breaks it.
BROKEN = {
    "A conference cannot end before it starts.": lambda: (
        a_conference(starts_on=date(2020, 9, 28)),
        {"ends_on": date(2020, 9, 27)},
    ),
    "A session cannot end before it starts.": lambda: (
        a_session(starts_at=datetime(2020, 9, 28, 10, tzinfo=UTC)),
        {"ends_at": datetime(2020, 9, 28, 9, tzinfo=UTC)},
    ),
    "A post cannot end before it starts.": lambda: (
        an_appointment(starts_on=date(2020, 1, 1)),
        {"ends_on": date(2019, 1, 1)},
    ),
    "A statement needs a speaker, or the speaker as printed, unless its kind is narrative.": lambda: (
        a_statement(),
        {"speaker": None},
    ),
    "Choose a speaker, or write the label that the source prints.": lambda: (a_co_speaker(), {"speaker": None}),
    "The first speaker is in the statement itself: further ones start at 2.": lambda: (
        a_co_speaker(),
        {"position": 1},
    ),
    "The statement already has a speaker at this position.": lambda: a_twin(a_co_speaker, "position", "statement"),
    "This speaker is already listed.": lambda: (
        a_co_speaker(statement=(first := a_co_speaker()).statement),
        {"speaker": first.speaker},
    ),
    "Only a speaker can have a capacity (appointment).": lambda: (
        a_statement(speaker=None, kind="narrative"),
        {"appointment": an_appointment()},
    ),
    "Give the time of a statement or only its day, not both.": lambda: (
        a_statement(delivered_on="2020-09"),
        {"delivered_at": datetime(2020, 9, 28, 10, tzinfo=UTC)},
    ),
    "A withdrawal needs a reason (withdrawal_reason) for readers.": lambda: (
        a_statement(),
        {"status": "withdrawn"},
    ),
    "The session already has a statement at this position.": lambda: a_twin(a_statement, "position", "session"),
    "The conference already has a session at this position.": lambda: a_twin(a_session, "position", "conference"),
    "The conference already has a session with this address.": lambda: a_twin(a_session, "slug", "conference"),
    "The speaker already has a post with this key.": lambda: a_twin(an_appointment, "slug", "speaker"),
    "This organisation already has this role in the conference.": lambda: a_twin(
        an_organiser, "organisation", "conference"
    ),
    "This name is already listed.": lambda: a_twin(another_name, "name", "speaker"),
    "The statement already has a translation into this language.": lambda: a_twin(
        a_translation, "language", "statement", language="zh"
    ),
    "A correction of this day already exists. Add to its note.": lambda: a_twin(
        a_correction, "made_on", "statement", made_on=date(2021, 1, 1)
    ),
}


@pytest.mark.parametrize("promise", BROKEN)
def test_the_database_enforces_the_constraint_and_the_form_reports_it(promise):
    row, change = BROKEN[promise]()
    for field, value in change.items():
        setattr(row, field, value)
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    assert promise in error.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**change)


def test_a_published_statement_has_the_time_of_its_publication():
    statement = a_statement(status="draft")
    statement.publish()
    assert statement.published_at is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(published_at=None)


def test_publishing_again_keeps_the_time_of_the_first_publication():
    statement = a_statement(status="withdrawn")
    statement.publish()
    assert statement.published_at == PUBLISHED_AT


def test_a_theme_is_not_its_own_ancestor():
    grandparent = a_theme()
    parent = a_theme(parent=grandparent)
    child = a_theme(parent=parent)
    for theme, broader in ((grandparent, child), (grandparent, parent), (child, child)):
        theme.parent = broader
        with pytest.raises(ValidationError):
            theme.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(child).objects.filter(pk=child.pk).update(parent=child)


def test_a_capacity_is_one_of_the_speakers_own_posts():
    statement = a_statement()
    statement.appointment = an_appointment(title="Minister")
    with pytest.raises(ValidationError) as error:
        statement.full_clean()
    assert error.value.message_dict == {"appointment": ["“Minister” is not a post of this speaker."]}


def test_a_translation_is_not_into_the_language_of_the_statement():
    translation = a_translation(language="zh")
    translation.language = translation.statement.language
    with pytest.raises(ValidationError):
        translation.full_clean()


def test_a_statement_does_not_reply_to_itself():
    statement = a_statement()
    statement.in_reply_to = statement
    with pytest.raises(ValidationError):
        statement.full_clean()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("orcid", "0000-0002-1825-0098"),
        ("wikidata", "42"),
        ("website", "javascript:alert(1)"),
        ("name", "a\0b"),
        ("slug", "Vladimir"),
        ("slug", "a--b"),
    ],
)
def test_an_invalid_identifier_is_refused(field, value):
    speaker = a_speaker()
    setattr(speaker, field, value)
    with pytest.raises(ValidationError) as error:
        speaker.full_clean()
    assert list(error.value.message_dict) == [field]


def test_identifiers_of_other_registries_are_accepted():
    a_speaker(orcid="0000-0002-1694-233X", wikidata="Q42", website="https://a.example/ü").full_clean()
    an_organisation(ror="05dxps055").full_clean()
    a_conference(time_zone="Asia/Shanghai", language="zh-Hant", doi="10.5281/zenodo.1").full_clean()
    a_statement(language="und").full_clean()
