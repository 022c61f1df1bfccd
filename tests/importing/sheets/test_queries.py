"""The number of queries of a preview."""

import pytest

from proceedings.importing import sheets
from proceedings.models import Speaker, Statement, Theme
from tests.support.factories import (
    a_conference,
    a_session,
)
from tests.support.sheets import sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return a_conference(title="Forum", slug="forum", time_zone="Europe/Moscow", language="ru", status="draft")


@pytest.mark.parametrize("length", [1, 300])
def test_a_preview_makes_a_fixed_number_of_queries(forum, django_assert_num_queries, length):
    session = a_session(conference=forum)
    speakers = Speaker.objects.bulk_create(
        Speaker(name=f"Speaker number {at}", slug=f"speaker-{at}") for at in range(length)
    )
    themes = Theme.objects.bulk_create(Theme(name=f"Theme {at}", slug=f"theme-{at}") for at in range(length))
    statements = Statement.objects.bulk_create(
        Statement(
            slug=f"s{at}",
            session=session,
            position=at + 1,
            speaker=speaker,
            title=f"Statement {at}",
            text="What was said.",
            language="en",
        )
        for at, speaker in enumerate(speakers)
    )
    tags = Statement.themes.through
    tags.objects.bulk_create(
        tags(statement=statement, theme=theme) for statement, theme in zip(statements, themes, strict=True)
    )
    rows = []
    for at, (speaker, statement) in enumerate(zip(speakers, statements, strict=True)):
        rows.append(
            {
                "slug": statement.slug,
                "session": session.title,
                "speaker": speaker.name,
                "post": "Expert",
                "title": f"Changed {at}",
                "themes": f"Theme {at}",
                "delivered_at": "2020-09-28 10:00",
            }
        )
        rows.append({**rows[-1], "slug": "", "title": f"New {at}"})
    read = sheet(*rows)
    with django_assert_num_queries(QUERIES):
        seen = sheets.preview_sheet(read, conference="forum")
    assert str(seen.tally) == f"{2 * length} created, {length} updated, 0 unchanged"


QUERIES = 36
