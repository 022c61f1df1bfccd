"""Rows as CSL-JSON items (Citation Style Language 1.0.2, csl-data.json), the source of all other citations."""

from django.utils.translation import gettext as _

from proceedings.models import Form, Format, Kind, Role, Statement
from proceedings.models.columns.partial_dates import Period
from proceedings.models.reads.present_profile import site_profile
from proceedings.text import citation_text

from .names import name_variable


def statement_item(statement: Statement, site: str, paragraph: int | None = None) -> dict:
    """A statement as a speech at an event; with `paragraph`, one paragraph of it with its address.

    Its keywords are a list, since a theme may have any separator in its name; `json_item` joins them as CSL-JSON does.

    `site` is the scheme and host, such as https://example.org. The row comes from `for_citing()`.
    """
    conference = statement.conference
    address = f"{site}{statement.get_absolute_url()}"
    return clean_item(
        {
            "id": f"{statement.slug}-p{paragraph}" if paragraph else statement.slug,
            "type": "speech",
            "title": statement.title,
            "author": [author(credit) for credit in statement.credits],
            "genre": genre(statement, paragraph),
            "event-title": conference.title,
            "event-place": place(conference),
            "event-date": date_variable(conference.period),
            "issued": date_variable(statement.date),
            "publisher": publisher(conference),
            "language": statement.language,
            "keyword": [citation_text(theme.name) for theme in statement.themes.all()],
            "note": speakers_note(statement),
            "section": str(paragraph or ""),
            "DOI": statement.doi,
            "URL": f"{address}#p{paragraph}" if paragraph else address,
        }
    )


def author(credit) -> dict:
    """The speaker as a CSL name variable; a label is a literal, because it is no name that could be turned around."""
    return name_variable(credit.speaker) if credit.speaker else {"literal": citation_text(credit.label)}


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
            "event-date": date_variable(conference.period),
            "issued": date_variable(conference.period),
            "publisher": publisher(conference),
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
            "container-title": str(site_profile()),
            "issued": date_variable(Period.of(speaker.last_publication.date())),
            "publisher": site_profile().publisher,
            "note": names_note(speaker),
            "URL": f"{site}{speaker.get_absolute_url()}",
        }
    )


def genre(statement, paragraph=None) -> str:
    """The kind and form of a statement, such as “Greeting as Director, WHO; reported; paragraph 3”."""
    # get_kind_display() builds a table of all labels at each call, which dominates the cost of a long list.
    kind = str(Kind(statement.kind).label)
    if capacity := capacities(statement):
        kind = _("%(kind)s as %(capacity)s") % {"kind": kind, "capacity": capacity}
    parts = [kind[:1].upper() + kind[1:]]
    if statement.is_spoken:
        parts.append(str(Form(statement.form).label))
    if paragraph:
        parts.append(_("paragraph %(number)d") % {"number": paragraph})
    return "; ".join(parts)


def capacities(statement) -> str:
    """The capacity of the speaker; of several speakers, each capacity with the name: “Director, WHO (Ann Ash)”."""
    held = [credit for credit in statement.credits if credit.appointment]
    if len(statement.credits) == 1:
        return str(held[0].appointment) if held else ""
    return "; ".join(f"{credit.appointment} ({credit.name})" for credit in held)


def place(conference) -> str:
    """The place of a conference; “online” for an online conference without one."""
    return conference.place or (conference.get_format_display() if conference.format == Format.ONLINE else "")


def publisher(conference) -> str:
    """The organisers of a conference, or else the publisher of the site."""
    return "; ".join(organiser_names(conference)) or site_profile().publisher


def organiser_names(conference) -> list[str]:
    """The names of organisers and co-organisers; reads the prefetched rows."""
    roles = {Role.ORGANISER, Role.CO_ORGANISER}
    return [organiser.organisation.name for organiser in conference.organisers.all() if organiser.role in roles]


def speakers_note(statement) -> str:
    """The notes on the other names of all speakers; if there are several, each note names its speaker."""
    speakers = [credit.speaker for credit in statement.credits if credit.speaker]
    if len(speakers) == 1:
        return names_note(speakers[0])
    names = [(speaker.name, other_names(speaker)) for speaker in speakers]
    sentences = [_("The name %(name)s is also written %(names)s.") % {"name": n, "names": o} for n, o in names if o]
    return " ".join(sentences)


def names_note(speaker) -> str:
    """A sentence with the speaker's other names and their languages; reads the prefetched rows."""
    names = other_names(speaker)
    return _("The speaker’s name is also written %(names)s.") % {"names": names} if names else ""


def other_names(speaker) -> str:
    return ", ".join(f"{other.name} ({other.language})" for other in speaker.other_names.all())


def date_variable(period: Period | None) -> dict:
    """A CSL date of one day, month or year, or of the first and last one; empty if unknown."""
    if period is None:
        return {}
    return {"date-parts": [date.parts for date in (period if period.is_range else period[:1])]}


def json_item(item: dict) -> dict:
    """The item as CSL-JSON, where keywords are one text."""
    return item | {"keyword": "; ".join(item["keyword"])} if "keyword" in item else item


def clean_item(item: dict) -> dict:
    """The item without empty fields and without characters that some formats cannot carry."""
    return {name: citation_text(value) if isinstance(value, str) else value for name, value in item.items() if value}
