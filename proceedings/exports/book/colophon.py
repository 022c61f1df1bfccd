"""The colophon of a book."""

from datetime import UTC

from django.utils.translation import gettext as _

from proceedings.citing.rights import rights_of
from proceedings.models.reads.present_profile import site_profile
from proceedings.templatetags.record import day

from .blocks import is_external


def state(conference, statements):
    """The last day (UTC) on which anything was published or corrected. No clock is read, so books stay the same."""
    days = [conference.published_at.astimezone(UTC).date()]
    for row in statements:
        days.append(row.published_at.astimezone(UTC).date())
        days.extend(correction.made_on for correction in row.corrections.all())
    return max(days)


def colophon(conference, statements, site):
    """Terms with their values and links; terms without a value are left out."""
    facts = [
        (_("Permanent address"), f"{site}{conference.get_absolute_url()}"),
        (_("State of the record"), day(state(conference, statements))),
        (_("DOI"), f"https://doi.org/{conference.doi}" if conference.doi else ""),
        (_("Source"), conference.source),
        (_("Address of the source"), conference.source_url),
        (_("Published by"), site_profile().publisher),
        (_("Rights"), rights_of(conference)),
    ]
    return [{"term": term, "value": value, "to": value if is_external(value) else ""} for term, value in facts if value]
