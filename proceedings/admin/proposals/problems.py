"""Reasons why a proposal cannot become drafts yet, each with the place on its page."""

from contextlib import suppress
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.importing.loader import FixtureError
from proceedings.models import Conference, Organiser
from proceedings.models.columns.identifiers import validate_time_zone
from proceedings.models.columns.languages import validate_language
from proceedings.models.columns.partial_dates import NOT_A_DATE, PartialDate

from .people import open_questions

# {name of a model other than Statement: the panel of the page with its problems}
PANELS = {str(model._meta.verbose_name): "conference-panel" for model in (Conference, Organiser)}


class Problem(NamedTuple):
    """`anchor` is the id of the element on the page, and `key` the row whose page it is, or None for every page."""

    message: str
    anchor: str
    key: int | None = None


def find_problems(edited):
    """Return the Problems that can be seen without writing anything."""
    problems = conference_problems(edited)
    names, labels = open_questions(edited)
    problems += [
        Problem(_("Several people on the record have the name “%s”. Say which one is meant.") % name, "speakers-panel")
        for name in names
    ]
    problems += [Problem(_("Say who “%s” is, or that the name is not known.") % label, "voices") for label in labels]
    if not edited.rows:
        problems.append(Problem(_("No statement is left. Take one from the source."), "source"))
    return problems


def conference_problems(edited):
    """Return the Problems with the fields of a new conference, in their order."""
    if edited.conference:
        return []
    stated = edited.proposal.conference
    problems = []
    title = stated.get("title", "")
    if not title:
        problems.append(("title", _("Enter the title of the conference, or choose one that is on the record.")))
    for name in ("starts_on", "ends_on"):
        with suppress(KeyError):
            if stated[name] and not is_date(stated[name]):
                problems.append((name, NOT_A_DATE % {"value": stated[name]}))
    for name, validate in (("language", validate_language), ("time_zone", validate_time_zone)):
        try:
            if stated.get(name):
                validate(stated[name])
        except ValidationError as error:
            problems += [(name, message) for message in error.messages]
    return [Problem(message, f"id_conference-{name}") for name, message in problems]


def known_problem(conference):
    """Return the Problem that a new conference is one on the record."""
    message = _("This conference is on the record as “%s”. Choose it, or change the title.")
    return Problem(message % conference.title, "id_conference-title")


def is_date(value):
    try:
        PartialDate(value)
    except ValueError:
        return False
    return True


def loader_problems(error: FixtureError, edited):
    """Return the Problems of a FixtureError of `drafts.draft`, those of statements with their rows."""
    places = getattr(error, "statements", {})
    problems = []
    for each in error.problems:
        place = places.get(each.place.number)
        message = ": ".join(filter(None, [each.noun, each.message])) + each.hint()
        if place is None:
            problems.append(Problem(message, PANELS.get(each.noun, "speakers-panel")))
        else:
            key = edited.rows[place].key
            problems.append(Problem(_("Statement %(number)d: ") % {"number": place + 1} + message, f"row-{key}", key))
    return problems
