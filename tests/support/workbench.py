"""What an editor does on the workbench."""

from django.urls import reverse

from proceedings.models import Statement

from .factories import a_conference, a_session, a_speaker, a_statement
from .forms import Fields


def bench(conference):
    return reverse("admin:proceedings_conference_workbench", args=[conference.pk])


def a_programme(*lengths, **fields):
    """A conference with sessions of so many statements; their titles are A1, A2, …, B1, …"""
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
    """The titles in order, session by session, and whether they are numbered 1, 2, 3 …"""
    told = []
    for session in conference.sessions.order_by("position"):
        rows = list(session.statements.order_by("position"))
        counted = [row.position for row in rows] == list(range(1, len(rows) + 1))
        told.append(" ".join(row.title for row in rows) + ("" if counted else " (gaps)"))
    return " | ".join(told)


def sent(client, conference, question="", **changes):
    """What the page's form would send."""
    values = Fields(client.get(bench(conference) + question).content.decode()).values
    return values | {name.replace("__", "-"): value for name, value in changes.items()}


def place(title, number):
    return {f"place-{key(title)}": str(number)}


def as_the_page_lists_them(client, conference, *titles):
    """What a page sends that has moved its rows: titles with their sessions' letters, `A1 B` is A1 in session B."""
    sessions = {session.title: session.pk for session in conference.sessions.all()}
    rows = [title.split() for title in titles]
    listed = [f"{key(title)}:{sessions[letter]}" for title, letter in rows]
    return sent(client, conference, row=listed, listed="1")


def problems(response):
    return [str(problem) for problem in response.context["problems"]]
