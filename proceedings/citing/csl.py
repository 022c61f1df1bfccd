"""Rows as CSL-JSON items (Citation Style Language 1.0.2, csl-data.json), which every other citation is made of."""

from django.utils.translation import gettext as _

from proceedings.models import Form, Format, Kind, Role, Statement
from proceedings.text import citation_text

from .names import name_variable


def statement_item(statement: Statement, site: str, paragraph: int | None = None) -> dict:
    """A statement as a speech at an event, or one paragraph of it, with the address of that paragraph.

    `site` is the beginning of every address, such as https://example.org. The row comes from `for_citing()`.
    """
    conference = statement.conference
    address = f"{site}{statement.get_absolute_url()}"
    return cleaned(
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
            "publisher": "; ".join(holders(conference)),
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
    return cleaned(
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
            "publisher": "; ".join(holders(conference)),
            "language": conference.language,
            "DOI": conference.doi,
            "URL": f"{site}{conference.get_absolute_url()}",
        }
    )


def speaker_item(speaker, site: str) -> dict:
    """The page of all that a speaker said, as a web page of the day when it last grew.

    The row comes from `with_last_publication()`.
    """
    return cleaned(
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
    """What was said and how it is told, such as “Greeting as Director, WHO; reported; paragraph 3”."""
    # get_kind_display() makes a table of all labels each time, which is most of the cost of a long list.
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
    """Where it was held; a conference without a place on record is at least told to be online."""
    return conference.place or (conference.get_format_display() if conference.format == Format.ONLINE else "")


def holders(conference) -> list[str]:
    """Who held the conference; reads the prefetched organisers."""
    roles = {Role.ORGANISER, Role.CO_ORGANISER}
    return [organiser.organisation.name for organiser in conference.organisers.all() if organiser.role in roles]


def names_note(speaker) -> str:
    """The names in other scripts and spellings, each with its language; reads the prefetched rows."""
    names = ", ".join(f"{other.name} ({other.language})" for other in speaker.other_names.all())
    return _("The speaker’s name is also written %(names)s.") % {"names": names} if names else ""


def day_range(first, last=None) -> dict:
    """A CSL date of one day, or of the first and the last one; empty when it is not known."""
    days = [first, last] if last and last != first else [first]
    return {"date-parts": [[day.year, day.month, day.day] for day in days if day]} if first else {}


def cleaned(item: dict) -> dict:
    """The item without what is empty, and without characters that no format carries."""
    return {name: citation_text(value) if isinstance(value, str) else value for name, value in item.items() if value}
