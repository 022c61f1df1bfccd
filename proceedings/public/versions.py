"""The published versions of a statement, and what changed between them."""

from typing import NamedTuple

from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings import differences
from proceedings.editorial.published_versions import SEEN, Version, published_versions
from proceedings.models import CoSpeaker, Statement, Translation
from proceedings.templatetags.record import day, language_name

from . import statements

# The fields shown first; the others follow in the order of SEEN.
TEXTS = ("title", "text")


class Change(NamedTuple):
    """A field that differs between two versions, as lines of pieces (see differences.py), and their language.

    The language is empty if the field is in the language of the page.
    """

    label: str
    lines: list
    language: str


class VersionChanges(NamedTuple):
    """A version with its changes since the one before."""

    version: Version
    changes: list[Change]


@require_safe
def versions(request, slug):
    """All the versions, the newest first."""
    statement = public_statement(slug)
    if statement is None:
        return statements.missing(request, slug)
    numbered = published_versions(statement)
    pairs = zip([None, *numbered], numbered, strict=False)
    entries = [VersionChanges(after, changes(before, after)) for before, after in pairs]
    return render(request, "statements/versions.html", {"statement": statement, "versions": entries[::-1]})


@require_safe
def version(request, slug, number):
    statement = public_statement(slug)
    if statement is None:
        return statements.missing(request, slug)
    numbered = published_versions(statement)
    if not 1 <= number <= len(numbered):
        raise Http404(_("The statement has no version %d.") % number)
    context = {"statement": statement, "version": numbered[number - 1], "last": numbered[-1]}
    return render(request, "statements/version.html", context)


def public_statement(slug):
    rows = Statement.objects.public().with_context().prefetch_related("translations", "corrections")
    return rows.filter(slug=slug).first()


def changes(before, after):
    """The fields of a version that differ from the version before, those of its translations included."""
    if before is None:
        return []
    old, new = before.statement, after.statement
    names = [*TEXTS, *(name for name in SEEN["statement"] if name not in TEXTS)]
    rows = [change(Statement, name, old, new, new.language) for name in names]
    rows.insert(len(TEXTS), further_change(old, new))
    earlier, later = ({one.language: one for one in each.translations} for each in (before, after))
    for language in sorted(earlier.keys() | later.keys()):
        pair = [each.get(language, Translation(language=language)) for each in (earlier, later)]
        translated = [
            change(Translation, name, *pair, language)
            for name in ("title", "text", "text_format", "kind", "translator")
        ]
        rows += [one._replace(label=f"{one.label} ({language_name(language)})") for one in translated if one]
    return [one for one in rows if one]


def change(model, name, old, new, language):
    """The change of a field, or None."""
    before, after = display(old, name), display(new, name)
    if before == after:
        return None
    language = language if name in TEXTS else ""
    return Change(model._meta.get_field(name).verbose_name, differences.lines(before, after), language)


def further_change(old, new):
    """The change of the further speakers with their capacities and labels, or None."""
    before, after = ("\n".join(map(credit_text, row.credits[1:])) for row in (old, new))
    if before == after:
        return None
    return Change(CoSpeaker._meta.verbose_name_plural, differences.lines(before, after), "")


def credit_text(credit):
    return f"{credit} ({credit.printed_as})" if credit.printed_as else str(credit)


def display(row, name):
    """The value of a field as text."""
    if name == "delivered_at":
        return localtime(row.delivered_at, row.conference.zone).strftime("%Y-%m-%d %H:%M") if row.delivered_at else ""
    if name == "delivered_on":
        return day(row.delivered_on) if row.delivered_on else ""
    if name == "language":
        return str(language_name(row.language))
    if hasattr(row, f"get_{name}_display"):
        return str(getattr(row, f"get_{name}_display")())
    return str(getattr(row, name) or "")
