"""The editor's answers about names in a sheet that the record does not know."""

from django.utils.translation import gettext_lazy as _

from proceedings.importing.directory import name_key
from proceedings.importing.sheets import cells
from proceedings.models import Organisation, Speaker, Theme

MODELS = {"speaker": Speaker, "organisation": Organisation, "theme": Theme}
NEW = "+"


def parse_answers(data, questions):
    """Parse the answers from POST data. Return (answers, errors).

    The answers are {"speaker": {key of the name: slug, or "" for a new row}, …}. The fields are named after model and
    name: "is:speaker:Ann Lee" is a slug or "+" (new), "other:speaker:Ann Lee" a slug or address that was typed, and
    "new:speaker" makes all speakers new whose question has no candidates.
    """
    answers = {model: {} for model in MODELS}
    typed = {model: {} for model in MODELS}
    for question in questions:
        if not question.candidates and f"new:{question.noun}" in data:
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


def known_slugs(model, slugs):
    # PostgreSQL refuses to compare some characters.
    valid = filter(cells.SLUG.fullmatch, slugs)
    return set(model.objects.filter(slug__in=valid).values_list("slug", flat=True))
