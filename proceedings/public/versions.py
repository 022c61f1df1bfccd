"""What a statement read before: its published versions, what changed between them, and each at its own address."""

from typing import NamedTuple

from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings import differences
from proceedings.editorial.published_versions import SEEN, Version, published_versions
from proceedings.models import Statement, Translation
from proceedings.templatetags.record import language_name

from . import statements

# What is told first of a change; the rest follows in the order of SEEN.
TEXTS = ("title", "text")


class Change(NamedTuple):
    """A field that differs between two versions, in lines of pieces (see differences.py), and the text's language."""

    label: str
    lines: list
    language: str


class Told(NamedTuple):
    version: Version
    changes: list[Change]


@require_safe
def versions(request, slug):
    found = of(slug)
    if found is None:
        return statements.missing(request, slug)
    read = published_versions(found)
    told = [Told(one, changes(before, one)) for before, one in zip([None, *read], read, strict=False)]
    return render(request, "statements/versions.html", {"statement": found, "versions": told[::-1]})


@require_safe
def version(request, slug, number):
    found = of(slug)
    if found is None:
        return statements.missing(request, slug)
    read = published_versions(found)
    if not 1 <= number <= len(read):
        raise Http404(_("The statement has no version %d.") % number)
    context = {"statement": found, "version": read[number - 1], "last": read[-1]}
    return render(request, "statements/version.html", context)


def of(slug):
    rows = Statement.objects.public().with_context().prefetch_related("translations", "corrections")
    return rows.filter(slug=slug).first()


def changes(before, after):
    """What readers see otherwise in a version than in the one before."""
    if before is None:
        return []
    old, new = before.statement, after.statement
    names = [*TEXTS, *(name for name in SEEN["statement"] if name not in TEXTS)]
    found = [change(Statement, name, old, new, new.language) for name in names]
    earlier, later = ({one.language: one for one in some.translations} for some in (before, after))
    for language in sorted(earlier.keys() | later.keys()):
        pair = [some.get(language, Translation(language=language)) for some in (earlier, later)]
        of_it = [change(Translation, name, *pair, language) for name in ("title", "text", "kind", "translator")]
        of_it = [one._replace(label=f"{one.label} ({language_name(language)})") for one in of_it if one]
        found += of_it
    return [one for one in found if one]


def change(model, name, old, new, language):
    """The change of a field, or None."""
    was, is_now = shown(old, name), shown(new, name)
    if was == is_now:
        return None
    # A text is in its language, and what is chosen in that of the page.
    language = language if name in TEXTS else ""
    return Change(model._meta.get_field(name).verbose_name, differences.lines(was, is_now), language)


def shown(row, name):
    if name == "delivered_at":
        return localtime(row.delivered_at, row.conference.zone).strftime("%Y-%m-%d %H:%M") if row.delivered_at else ""
    if name == "language":
        return str(language_name(row.language))
    if hasattr(row, f"get_{name}_display"):
        return str(getattr(row, f"get_{name}_display")())
    return str(getattr(row, name) or "")
