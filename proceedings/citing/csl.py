"""Rows as CSL-JSON items (Citation Style Language 1.0.2, csl-data.json), the source of all other citations."""

from django.utils.translation import gettext as _

from proceedings.models import Form, Format, Kind, Role, Statement
from proceedings.text import citation_text

from .names import name_variable


def statement_item(statement: Statement, site: str, paragraph: int | None = None) -> dict:
    """A statement as a speech at an event; with `paragraph`, one paragraph of it with its address.

    `site` is the scheme and host, such as https://example.org. The row comes from `for_citing()`.
    """
    conference = statement.conference
    address = f"{site}{statement.get_absolute_url()}"
    return clean_item(
        {
            "id": f"{statement.slug}-p{paragraph}" if paragraph else statement.slug,
            "type": "speech",
            "title": statement.title,
            "author": [name_variable(statement.speaker)] if statement.speaker else [],
            "genre": genre(statement, paragraph),
            "event-title": conference.title,
            "event-place": place(conference),
            "event-date": day_range(conference.starts_on, conference.ends_on),
            "issued": day_range(statement.date),
            "publisher": "; ".join(organiser_names(conference)),
            "language": statement.language,
            "keyword": "; ".join(theme.name for theme in statement.themes.all()),
            "note": names_note(statement.speaker) if statement.speaker else "",
            "section": str(paragraph or ""),
            "DOI": statement.doi,
            "URL": f"{address}#p{paragraph}" if paragraph else address,
        }
    )


def conference_item(conference, site: str) -> dict:
    """The record of a conference as a book of proceedings."""
    return clean_item(
        {
            "id": conference.slug,
            "type": "book",
            "title": conference.title,
            "genre": _("Conference proceedings"),
            "event-title": conference.title,
            "event-place": place(conference),
            "publisher-place": conference.place,
            "event-date": day_range(conference.starts_on, conference.ends_on),
            "issued": day_range(conference.starts_on),
            "publisher": "; ".join(organiser_names(conference)),
            "language": conference.language,
            "DOI": conference.doi,
            "URL": f"{site}{conference.get_absolute_url()}",
        }
    )


def speaker_item(speaker, site: str) -> dict:
    """A speaker's page as a web page, dated by the latest publication on it.

    The row comes from `with_last_publication()`.
    """
    return clean_item(
        {
            "id": speaker.slug,
            "type": "webpage",
            "title": _("Statements on record"),
            "author": [name_variable(speaker)],
            "container-title": _("Proceedings"),
            "issued": day_range(speaker.last_publication.date()),
            "note": names_note(speaker),
            "URL": f"{site}{speaker.get_absolute_url()}",
        }
    )


def genre(statement, paragraph=None) -> str:
    """The kind and form of a statement, such as “Greeting as Director, WHO; reported; paragraph 3”."""
    # get_kind_display() builds a table of all labels at each call, which dominates the cost of a long list.
    kind = str(Kind(statement.kind).label)
    if statement.appointment:
        kind = _("%(kind)s as %(capacity)s") % {"kind": kind, "capacity": statement.appointment}
    parts = [kind[:1].upper() + kind[1:]]
    if statement.speaker:
        parts.append(str(Form(statement.form).label))
    if paragraph:
        parts.append(_("paragraph %(number)d") % {"number": paragraph})
    return "; ".join(parts)


def place(conference) -> str:
    """The place of a conference; “online” for an online conference without one."""
    return conference.place or (conference.get_format_display() if conference.format == Format.ONLINE else "")


def organiser_names(conference) -> list[str]:
    """The names of organisers and co-organisers; reads the prefetched rows."""
    roles = {Role.ORGANISER, Role.CO_ORGANISER}
    return [organiser.organisation.name for organiser in conference.organisers.all() if organiser.role in roles]


def names_note(speaker) -> str:
    """A sentence with the speaker's other names and their languages; reads the prefetched rows."""
    names = ", ".join(f"{other.name} ({other.language})" for other in speaker.other_names.all())
    return _("The speaker’s name is also written %(names)s.") % {"names": names} if names else ""


def day_range(first, last=None) -> dict:
    """A CSL date of one day, or of the first and last day; empty if unknown."""
    days = [first, last] if last and last != first else [first]
    return {"date-parts": [[day.year, day.month, day.day] for day in days if day]} if first else {}


def clean_item(item: dict) -> dict:
    """The item without empty fields and without characters that some formats cannot carry."""
    return {name: citation_text(value) if isinstance(value, str) else value for name, value in item.items() if value}
