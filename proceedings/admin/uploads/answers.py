"""What an editor said of the names that a sheet has and the record does not."""

from django.utils.translation import gettext_lazy as _

from proceedings.importing.directory import name_key
from proceedings.importing.sheets import cells
from proceedings.models import Organisation, Speaker, Theme

MODELS = {"speaker": Speaker, "organisation": Organisation, "theme": Theme}
NEW = "+"


def answers_in(posted, questions):
    """What a page's fields say: {noun: {name's key: slug, or "" for a new one}}, and sentences on what says nothing.

    The fields are called by noun and name: "is:speaker:Ann Lee" is a slug or "+", "other:speaker:Ann Lee" an address
    that was typed; "new:speaker" says that all are new of whom the record has nobody like them. `questions` are what
    the sheet asks.
    """
    answers = {noun: {} for noun in MODELS}
    typed = {noun: {} for noun in MODELS}
    for question in questions:
        if not question.candidates and f"new:{question.noun}" in posted:
            answers[question.noun][name_key(question.name)] = ""
    for field, value in posted.items():
        kind, _colon, rest = field.partition(":")
        noun, _colon, name = rest.partition(":")
        if noun not in MODELS:
            continue
        if kind == "is" and value:
            answers[noun][name_key(name)] = "" if value == NEW else value
        elif kind == "other" and value.strip():
            typed[noun][name] = cells.one_line(value).rstrip("/").rpartition("/")[2]
    complaints = []
    for noun, words in typed.items():
        # PostgreSQL cannot be asked for every character.
        possible = filter(cells.SLUG.fullmatch, words.values())
        known = set(MODELS[noun].objects.filter(slug__in=possible).values_list("slug", flat=True))
        for name, slug in words.items():
            answers[noun].pop(name_key(name), None)
            if slug in known:
                answers[noun][name_key(name)] = slug
            else:
                message = _("“%(name)s”: no %(noun)s has the address “%(slug)s”.")
                told = {"name": name, "noun": MODELS[noun]._meta.verbose_name, "slug": slug}
                complaints.append(message % told)
    return answers, complaints
