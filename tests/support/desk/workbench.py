"""Using the workbench in tests."""

from django.urls import reverse

from proceedings.models import Statement
from tests.support.factories import a_conference, a_session, a_speaker, a_statement

from .forms import Fields


def bench(conference):
    return reverse("admin:proceedings_conference_workbench", args=[conference.pk])


def a_programme(*lengths, **fields):
    """Make a conference with sessions of these lengths; the titles of their statements are A1, A2, …, B1, …"""
    conference = a_conference(status="draft")
    speaker = a_speaker()
    for letter, length in zip("ABC", lengths, strict=False):
        session = a_session(conference=conference, title=letter)
        for number in range(1, length + 1):
            a_statement(session=session, title=f"{letter}{number}", speaker=speaker, **{"status": "draft"} | fields)
    return conference


def key(title):
    return Statement.objects.get(title=title).pk


def order(conference):
    """Return the titles in order, session by session, with a mark where they are not numbered 1, 2, 3 …"""
    sessions = []
    for session in conference.sessions.order_by("position"):
        rows = list(session.statements.order_by("position"))
        is_counted = [row.position for row in rows] == list(range(1, len(rows) + 1))
        sessions.append(" ".join(row.title for row in rows) + ("" if is_counted else " (gaps)"))
    return " | ".join(sessions)


def sent(client, conference, query="", **changes):
    """Return the data that the form of the page sends, with changes."""
    values = Fields(client.get(bench(conference) + query).content.decode()).values
    return values | {name.replace("__", "-"): value for name, value in changes.items()}


def place(title, number):
    return {f"place-{key(title)}": str(number)}


def listed_rows(client, conference, *titles):
    """Return the data of a page that moved its rows: titles with the letter of the session, such as `A1 B`."""
    sessions = {session.title: session.pk for session in conference.sessions.all()}
    rows = [title.split() for title in titles]
    listed = [f"{key(title)}:{sessions[letter]}" for title, letter in rows]
    return sent(client, conference, row=listed, listed="1")


def errors(response):
    return [str(error) for error in response.context["errors"]]
