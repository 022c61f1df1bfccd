"""The front and the back of a book: who took part, the indexes, the colophon, and the words between."""

from datetime import UTC

from anyascii import anyascii
from django.utils.translation import gettext as _

from proceedings.templatetags.record import day

from .blocks import leads_out
from .saying import capacity, said


def participants(statements):
    """Who spoke, by the name for sorting, each with all names and with every capacity, once."""
    found = {}
    for row in statements:
        if row.speaker:
            _speaker, posts = found.setdefault(row.speaker_id, (row.speaker, {}))
            if row.appointment:
                posts[row.appointment_id] = capacity(row.appointment)
    return [
        {
            "name": said(speaker.name),
            "other_names": [said(other.name, other.language) for other in speaker.other_names.all()],
            "posts": list(posts.values()),
        }
        for speaker, posts in sorted(found.values(), key=lambda entry: by_name(entry[0]))
    ]


def by_name(speaker):
    return (speaker.sort_name.lower(), speaker.slug)


def speakers_index(statements):
    found = {}
    for row in statements:
        if row.speaker:
            found.setdefault(row.speaker_id, (row.speaker, []))[1].append(row.number)
    return [
        {"names": index_names(speaker), "statements": numbers}
        for speaker, numbers in sorted(found.values(), key=lambda entry: by_name(entry[0]))
    ]


def index_names(speaker):
    """The name for sorting; the name itself where that only spells it, and both where it spells another script."""
    order, name = said(speaker.sort_name), said(speaker.name)
    if name["language"] and not order["language"]:
        return [order, name]
    return [name if speaker.sort_name == anyascii(speaker.name) else order]


def themes_index(statements):
    found = {}
    for row in statements:
        for theme in row.themes.all():
            found.setdefault(theme.pk, (theme, []))[1].append(row.number)
    return [
        {"names": [said(theme.name)], "statements": numbers}
        for theme, numbers in sorted(found.values(), key=lambda entry: (entry[0].name.lower(), entry[0].slug))
    ]


def state(conference, statements):
    """The last day on which any of it was published or corrected (UTC): no clock is asked, so books stay the same."""
    days = [conference.published_at.astimezone(UTC).date()]
    for row in statements:
        days.append(row.published_at.astimezone(UTC).date())
        days.extend(correction.made_on for correction in row.corrections.all())
    return max(days)


def colophon(conference, statements, site):
    """Terms with their values; an address is its own link."""
    told = [
        (_("Permanent address"), f"{site}{conference.get_absolute_url()}"),
        (_("State of the record"), day(state(conference, statements))),
        (_("DOI"), f"https://doi.org/{conference.doi}" if conference.doi else ""),
        (_("Source"), conference.source),
        (_("Address of the source"), conference.source_url),
        (_("Rights"), conference.rights),
    ]
    return [{"term": term, "value": value, "to": value if leads_out(value) else ""} for term, value in told if value]


def labels():
    """What a book says in the site's own words."""
    return {
        "book": _("Proceedings"),
        "contents": _("Contents"),
        "about": _("About the conference"),
        "participants": _("Participants"),
        "speakers": _("Index of speakers"),
        "themes": _("Index of themes"),
        "colophon": _("Colophon"),
        "held_by": _("Held by"),
        "in_reply_to": _("In reply to"),
        "correction": _("Correction"),
        "translation": _("Translation"),
        "no_text": _("The record has no text of this statement."),
        "no_statement": _("No statement has been published yet."),
        "as_of": _("As of"),
        "how_to_cite": _(
            "Paragraphs are numbered as on the site: the address of a statement with #p3 behind it leads to its "
            "third paragraph. The site has the record as it is now; this book tells the day of its state."
        ),
        "addresses": _("The address beside or below a statement continues"),
        "missing": _(
            "□ stands for a character that no font had when this book was set. The page of the statement has it."
        ),
        "set_with": _("Set with Typst in Libertinus Serif, and in Noto fonts for scripts that it lacks."),
    }
