"""The list of participants and the indexes of a book."""

from anyascii import anyascii

from .texts import capacity, text_in


def participants(statements):
    """The speakers in the order of their names for sorting, each with all names and each capacity once."""
    entries = {}
    for row in statements:
        if row.speaker:
            _speaker, posts = entries.setdefault(row.speaker_id, (row.speaker, {}))
            if row.appointment:
                posts[row.appointment_id] = capacity(row.appointment)
    return [
        {
            "name": text_in(speaker.name),
            "other_names": [text_in(other.name, other.language) for other in speaker.other_names.all()],
            "posts": list(posts.values()),
        }
        for speaker, posts in sorted(entries.values(), key=lambda entry: speaker_order(entry[0]))
    ]


def speaker_order(speaker):
    return (speaker.sort_name.lower(), speaker.slug)


def speakers_index(statements):
    entries = {}
    for row in statements:
        if row.speaker:
            entries.setdefault(row.speaker_id, (row.speaker, []))[1].append(row.number)
    return [
        {"names": index_names(speaker), "statements": numbers}
        for speaker, numbers in sorted(entries.values(), key=lambda entry: speaker_order(entry[0]))
    ]


def index_names(speaker):
    """The name for sorting; the name itself if the former only transliterates it; both for a name in another script."""
    sort_name, name = text_in(speaker.sort_name), text_in(speaker.name)
    if name["language"] and not sort_name["language"]:
        return [sort_name, name]
    return [name if speaker.sort_name == anyascii(speaker.name) else sort_name]


def themes_index(statements):
    entries = {}
    for row in statements:
        for theme in row.themes.all():
            entries.setdefault(theme.pk, (theme, []))[1].append(row.number)
    return [
        {"names": [text_in(theme.name)], "statements": numbers}
        for theme, numbers in sorted(entries.values(), key=lambda entry: (entry[0].name.lower(), entry[0].slug))
    ]
