"""The editor's answers about names in a sheet that the record does not know."""

from django.utils.translation import gettext_lazy as _

from proceedings.importing.directory import name_key
from proceedings.importing.sheets.parsing import cells
from proceedings.importing.sheets.parsing.columns import BY_NAME
from proceedings.importing.sheets.parsing.headings import LEFT_OUT
from proceedings.models import Organisation, Speaker, Theme

MODELS = {"speaker": Speaker, "organisation": Organisation, "theme": Theme}
NEW = "+"
LEAVE_OUT = "-"


def parse_answers(data, outcome):
    """Parse the answers from POST data. Return (answers, errors).

    The answers are {"speaker": {key of the name: slug, "" for a new row, or "&" for several names}, …}. The fields are
    named after model and name: "is:speaker:Ann Lee" is a slug, "+" (new) or "&" (several names),
    "other:speaker:Ann Lee" a slug or address that was typed, and "new:speaker" makes all speakers new whose question
    leaves no choice. "column:<key of a heading>" is the name of a column, or "-" to leave it out, "order" is that of
    days with slashes, and "rows:<key>" is the value of an option of a RowQuestion.
    """
    answers = {model: {} for model in MODELS} | sheet_answers(data, outcome)
    typed = {model: {} for model in MODELS}
    for question in outcome.questions:
        if not (question.candidates or question.parts) and f"new:{question.noun}" in data:
            answers[question.noun][name_key(question.name)] = ""
    for field, value in data.items():
        kind, _colon, rest = field.partition(":")
        model, _colon, name = rest.partition(":")
        if model not in MODELS:
            continue
        if kind == "is" and value:
            answers[model][name_key(name)] = "" if value == NEW else value
        elif kind == "other" and value.strip():
            typed[model][name] = cells.one_line(value).rstrip("/").rpartition("/")[2]
    errors = []
    for model, slugs in typed.items():
        known = known_slugs(MODELS[model], slugs.values())
        for name, slug in slugs.items():
            answers[model].pop(name_key(name), None)
            if slug in known:
                answers[model][name_key(name)] = slug
            else:
                message = _("“%(name)s”: no %(model)s has the address “%(slug)s”.")
                errors.append(message % {"name": name, "model": MODELS[model]._meta.verbose_name, "slug": slug})
    return answers, errors


def sheet_answers(data, outcome):
    """Return the answers about columns, days and rows. Invalid answers count as not given."""
    columns = {}
    for question in outcome.columns:
        choice = data.get(f"column:{question.key}", "")
        if choice in BY_NAME:
            columns[question.key] = choice
        elif choice == LEAVE_OUT:
            columns[question.key] = LEFT_OUT
    order = data.get("order", "")
    dates = {"order": order} if outcome.dates and order in outcome.dates.orders else {}
    given = {question.key: data.get(f"rows:{question.key}") for question in outcome.row_questions}
    rows = {
        question.key: given[question.key]
        for question in outcome.row_questions
        if given[question.key] in dict(question.options)
    }
    return {"columns": columns, "dates": dates, "rows": rows}


def missing_answers(outcome, given):
    """Return an error for the questions about the sheet that are still open."""
    open_columns = [
        question.heading or question.letter for question in outcome.columns if question.key not in given["columns"]
    ]
    errors = [_("Choose a column for “%s”, or leave it out.") % heading for heading in open_columns]
    if outcome.dates and not given["dates"]:
        errors.append(_("Choose whether the day or the month comes first."))
    open_rows = [question for question in outcome.row_questions if question.key not in given["rows"]]
    errors += [_("Choose an answer: %s") % question.text for question in open_rows]
    return errors


def known_slugs(model, slugs):
    # PostgreSQL refuses to compare some characters.
    valid = filter(cells.SLUG.fullmatch, slugs)
    return set(model.objects.filter(slug__in=valid).values_list("slug", flat=True))
