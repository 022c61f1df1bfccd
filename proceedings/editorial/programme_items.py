"""The sessions and statements that came from a programme, by the identifiers of its source."""

from django.db import models
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from proceedings.batches import KEYS, chunks
from proceedings.models.conference import Conference
from proceedings.models.session import Session
from proceedings.models.statement import Statement

LONGEST_IDENTIFIER = 500


class ProgrammeItem(models.Model):
    """An event of a programme, and the session and statement made from it. Deleted ones are not made again.

    `scheme` is the kind of the source, such as frab. `fields` are {"session" or "statement": {name: {"stated",
    "written"}}}: the value that the source stated, and the one that was then in the record. They distinguish a later
    change of the source from one by an editor.
    """

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="programme_items", verbose_name=_("conference")
    )
    scheme = models.CharField(_("scheme"), max_length=16)
    identifier = models.CharField(_("identifier"), max_length=LONGEST_IDENTIFIER)
    session = models.ForeignKey(Session, models.SET_NULL, null=True, related_name="+", verbose_name=_("session"))
    statement = models.ForeignKey(Statement, models.SET_NULL, null=True, related_name="+", verbose_name=_("statement"))
    fields = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("item of a programme")
        verbose_name_plural = _("items of programmes")
        constraints = [
            models.UniqueConstraint(
                name="one_programme_item_per_identifier_in_a_conference", fields=["conference", "scheme", "identifier"]
            )
        ]

    def __str__(self):
        return f"{self.scheme}: {self.identifier}"


def items_of(conference, scheme):
    """Return {identifier: ProgrammeItem} of the conference with this slug, with their sessions and statements."""
    items = ProgrammeItem.objects.filter(conference__slug=conference, scheme=scheme)
    items = items.select_related("session__conference", "statement__session", "statement__speaker")
    return {item.identifier: item for item in items.prefetch_related("statement__co_speakers__speaker")}


def conference_with(scheme, identifiers):
    """Return the slug of the conference that has at least half of the first identifiers, or ""."""
    identifiers = identifiers[:KEYS]
    items = ProgrammeItem.objects.filter(scheme=scheme, identifier__in=identifiers)
    best = items.values("conference__slug").annotate(number=Count("pk")).order_by("-number", "conference").first()
    return best["conference__slug"] if best and 2 * best["number"] >= len(identifiers) else ""


def keep_items(conference, scheme, items):
    """Create or update items: {identifier: {"session": slug, "statement": slug, "fields": {…}}}."""
    rows = {row.identifier: row for row in ProgrammeItem.objects.filter(conference__slug=conference, scheme=scheme)}
    owner = Conference.objects.only("pk").get(slug=conference)
    sessions = {row.slug: row for row in Session.objects.filter(conference=owner)}
    statements = {
        row.slug: row
        for some in chunks(item["statement"] for item in items.values() if item["statement"])
        for row in Statement.objects.filter(slug__in=some)
    }
    new = []
    for identifier, item in items.items():
        row = rows.get(identifier) or ProgrammeItem(conference=owner, scheme=scheme, identifier=identifier)
        row.session, row.statement = sessions.get(item["session"]), statements.get(item["statement"])
        row.fields = {
            noun: written(kept, getattr(row, noun)) for noun, kept in item["fields"].items() if getattr(row, noun)
        }
        if row.pk:
            row.save()
        else:
            new.append(row)
    ProgrammeItem.objects.bulk_create(new)


def written(fields, row):
    """Return {name: {"stated", "written"}}; without a "written" in `fields`, it is the value of the row."""
    return {
        name: {"stated": value["stated"], "written": value.get("written", plain_value(row, name))}
        for name, value in fields.items()
    }


def plain_value(row, name):
    """Return the value of a field as a text; a time is in ISO 8601, in UTC."""
    value = getattr(row, name)
    return value.isoformat() if hasattr(value, "isoformat") else value or ""
