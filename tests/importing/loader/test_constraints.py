"""The constraints of the database and the rules of the models, kept before anything is written."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from proceedings.importing.loader.checking.constraints import condition_function
from proceedings.importing.loader.model_fields import nouns
from proceedings.models import Session, Statement, Theme
from tests.support.editing import complaints, load_text
from tests.support.factories import (
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
)

pytestmark = pytest.mark.django_db


def error_messages(text):
    return [line.partition("  ")[2] for line in complaints(text)]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("starts_on: 2020-09-28, ends_on: 2020-09-27", "A conference cannot end before it starts."),
        (
            "status: withdrawn, published_at: 2020-10-01T12:00:00Z",
            "A withdrawal needs a reason (withdrawal_reason) for readers.",
        ),
    ],
)
def test_a_violated_constraint_is_reported_with_its_message(fields, line):
    text = f"- model: proceedings.conference\n  fields: {{slug: sco, title: T, language: en, {fields}}}"
    assert complaints(text) == [f"record.yaml:1  conference sco: {line}"]


def test_a_constraint_sees_the_stored_row_with_the_files_changes():
    a_conference(slug="sco", starts_on="2020-09-28")
    text = "- model: proceedings.conference\n  fields: {slug: sco, ends_on: 2020-09-27}"
    assert error_messages(text) == ["conference sco: A conference cannot end before it starts."]


def test_a_missing_speaker_is_seen_after_a_row_with_the_same_other_values():
    session, speaker = a_session(slug="opening"), a_speaker()
    place = f"session: [{session.conference.slug}, opening], title: T, language: en"
    record = "- {{model: proceedings.statement, fields: {{slug: {}, {}, speaker: {}}}}}\n"
    speakers = [("a", f"[{speaker.slug}]"), ("b", "null"), ("c", f"[{speaker.slug}]")]
    text = "".join(record.format(slug, place, one) for slug, one in speakers)
    assert [message.partition(":")[0] for message in error_messages(text)] == ["statement b"]


def test_a_statement_without_a_speaker_is_a_narrative():
    session = a_session(slug="opening")
    text = f"""
        - model: proceedings.statement
          fields: {{slug: s, session: [{session.conference.slug}, opening], title: T, language: en}}
    """
    assert error_messages(text) == [
        "statement s: A statement needs a speaker, or the speaker as printed, unless its kind is narrative."
    ]


def test_a_statement_does_not_reply_to_itself():
    session, speaker = a_session(slug="opening"), a_speaker()
    text = f"""
        - model: proceedings.statement
          fields:
            slug: s
            session: [{session.conference.slug}, opening]
            speaker: [{speaker.slug}]
            title: T
            language: en
            in_reply_to: [s]
    """
    assert error_messages(text) == ["statement s: A statement cannot reply to itself."]


def test_two_rows_of_the_files_cannot_share_a_position():
    a_conference(slug="sco")
    text = """
        - model: proceedings.session
          fields: {conference: [sco], slug: a, title: A, position: 1}
        - model: proceedings.session
          fields: {conference: [sco], slug: b, title: B, position: 1}
    """
    assert complaints(text) == [
        (
            "record.yaml:5  session sco/b: position: The conference already has a session at this position. "
            "It is session sco/a at record.yaml:2. Choose another one, or leave it out to come last."
        )
    ]


def test_a_row_cannot_take_the_position_of_a_stored_row():
    first = a_session(slug="opening", position=1)
    text = f"""
        - model: proceedings.session
          fields: {{conference: [{first.conference.slug}], slug: b, title: B, position: 1}}
    """
    assert error_messages(text) == [
        (
            f"session {first.conference.slug}/b: position: The conference already has a session at this position. "
            "Choose another one, or leave it out to come last. "
            f"(There is {first.conference.slug}/opening in the database.)"
        )
    ]


def test_rows_may_swap_positions_and_others_move_up():
    conference = a_conference(slug="sco")
    for position, slug in enumerate("abcd", 1):
        a_session(conference=conference, slug=slug, position=position)
    load_text("""
        - model: proceedings.session
          fields: {conference: [sco], slug: b, position: 1}
        - model: proceedings.session
          fields: {conference: [sco], slug: a, position: 2}
        - model: proceedings.session
          fields: {conference: [sco], slug: c, position: 5}
        - model: proceedings.session
          fields: {conference: [sco], slug: new, title: New, position: 3}
    """)
    rows = Session.objects.order_by("position").values_list("slug", "position")
    assert list(rows) == [("b", 1), ("a", 2), ("new", 3), ("d", 4), ("c", 5)]


def test_statements_may_move_to_another_session():
    moved, stays = a_statement(position=1), a_statement(position=1)
    path = f"{stays.session.conference.slug}, {stays.session.slug}"
    text = f"- model: proceedings.statement\n  fields: {{slug: {moved.slug}, session: [{path}]}}"
    assert error_messages(text) == [
        (
            f"statement {moved.slug}: position: The session already has a statement at this position. "
            f"Choose another one, or leave it out to come last. (There is {stays.slug} in the database.)"
        )
    ]
    load_text(text[:-1] + ", position: 2}")
    assert list(stays.session.statements.in_order()) == [stays, moved]


def test_a_statement_that_moves_keeps_its_position():
    moved, stays = a_statement(position=3), a_statement(position=1)
    path = f"{stays.session.conference.slug}, {stays.session.slug}"
    load_text(f"- model: proceedings.statement\n  fields: {{slug: {moved.slug}, session: [{path}]}}")
    assert list(stays.session.statements.in_order().values_list("slug", "position")) == [
        (stays.slug, 1),
        (moved.slug, 3),
    ]


def test_an_appointment_of_another_speaker_is_reported():
    session, other = a_session(slug="opening"), an_appointment(slug="post")
    text = f"""
        - model: proceedings.speaker
          fields: {{slug: norov, name: Norov}}
        - model: proceedings.statement
          fields:
            slug: s
            session: [{session.conference.slug}, opening]
            speaker: [norov]
            title: T
            language: en
            appointment: [{other.speaker.slug}, post]
    """
    assert complaints(text) == [
        (
            "record.yaml:11  statement s: appointment: this is not a post of the statement's speaker: "
            "name one of the speaker's own, or none."
        )
    ]


def test_an_appointment_of_the_former_speaker_is_reported():
    post = an_appointment()
    statement = a_statement(speaker=post.speaker, appointment=post)
    a_speaker(slug="norov")
    text = f"- model: proceedings.statement\n  fields: {{slug: {statement.slug}, speaker: [norov]}}"
    assert error_messages(text) == [
        (
            f"statement {statement.slug}: appointment: this is not a post of the statement's speaker: "
            "name one of the speaker's own, or none."
        )
    ]


def test_a_theme_is_not_its_own_broader_theme():
    text = "- model: proceedings.theme\n  fields: {slug: a, name: A, parent: [a]}"
    assert error_messages(text) == ["theme a: A theme cannot be its own broader theme."]


def test_a_cycle_of_themes_through_file_and_database_is_reported():
    top = a_theme(slug="top")
    middle = a_theme(slug="middle", parent=top)
    a_theme(slug="below", parent=middle)
    text = """
        - model: proceedings.theme
          fields: {slug: new, name: New, parent: [below]}
        - model: proceedings.theme
          fields: {slug: top, parent: [new]}
        - model: proceedings.theme
          fields: {slug: aside, name: Aside, parent: [top]}
    """
    assert complaints(text) == [
        "record.yaml:3  theme new: parent: the broader theme is below this one: a tree cannot have a cycle.",
        "record.yaml:5  theme top: parent: the broader theme is below this one: a tree cannot have a cycle.",
    ]


def test_a_tree_may_be_turned_upside_down():
    a_theme(slug="below", parent=a_theme(slug="top"))
    load_text("""
        - model: proceedings.theme
          fields: {slug: top, parent: [below]}
        - model: proceedings.theme
          fields: {slug: below, parent: null}
    """)
    assert list(Theme.objects.order_by("slug").values_list("slug", "parent__slug")) == [
        ("below", None),
        ("top", "below"),
    ]


def test_a_translation_is_into_another_language():
    statement = a_statement(language="en")
    text = f"""
        - model: proceedings.translation
          fields: {{statement: [{statement.slug}], language: en, text: T}}
    """
    assert error_messages(text) == [
        f"translation {statement.slug}/en: language: this is the language of the statement itself."
    ]


def test_a_statement_cannot_change_to_the_language_of_its_translation():
    translation = a_translation(language="ru")
    slug = translation.statement.slug
    text = f"- model: proceedings.statement\n  fields: {{slug: {slug}, language: ru}}"
    assert error_messages(text) == [f"statement {slug}: language: the statement has a translation into this language."]


@pytest.mark.parametrize("starts_on", [None, 1, 2, 3])
@pytest.mark.parametrize("ends_on", [None, 1, 2, 3])
@pytest.mark.parametrize(
    "condition",
    [
        Q(position__gte=2),
        ~Q(position=2),
        Q(position__isnull=True) | Q(recording_start__gt=F("position")),
        ~(Q(position__lt=2) & Q(recording_start__lte=2)),
        Q(position__in=[1, 2], recording_start__isnull=False),
    ],
)
def test_a_condition_is_true_where_the_database_says_so(condition, starts_on, ends_on):
    class Row:
        instance = Statement(position=starts_on, recording_start=ends_on)

    [noun] = [noun for noun in nouns() if noun.model is Statement]
    constraint = models.CheckConstraint(name="tried", condition=condition)
    try:
        constraint.validate(Statement, Row.instance)
    except ValidationError:
        kept = False
    else:
        kept = True
    assert (condition_function(condition, noun)(Row) is not False) == kept


def test_every_constraint_of_the_nouns_is_known_to_the_loader():
    # Checked in proceedings/importing/loader/joint_statements.py.
    known = {"a_co_speaker_once_per_statement"}
    unknown = []
    for noun in nouns():
        for constraint in noun.model._meta.constraints:
            if isinstance(constraint, models.CheckConstraint):
                condition_function(constraint.condition, noun)
            elif set(constraint.fields) != set(noun.key_fields) and constraint not in noun.numbered.values():
                unknown.append(constraint.name)
        unique = [name for name, column in noun.columns.items() if column.field.unique]
        unknown += [name for name in unique if [name] != noun.key_fields]
    assert set(unknown) == known


def test_every_rule_of_the_nouns_is_known_to_the_loader():
    # Whoever gives another noun a rule of its own adds it to proceedings/importing/loader/cross_row_rules.py.
    assert [noun.model.__name__ for noun in nouns() if "clean" in vars(noun.model)] == [
        "Theme",
        "Statement",
        "CoSpeaker",
        "Translation",
    ]
