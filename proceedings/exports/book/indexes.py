"""The list of participants and the indexes of a book."""

from proceedings.models.names.sorting import name_for_sorting, sorted_name

from .texts import capacity, text_in


def participants(statements):
    """The speakers in the order of their names for sorting, each with all names and each capacity once."""
    entries = {}
    for credit in (credit for row in statements for credit in row.credits if credit.speaker):
        _speaker, posts = entries.setdefault(credit.speaker.pk, (credit.speaker, {}))
        if credit.appointment:
            posts[credit.appointment.pk] = capacity(credit.appointment)
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
        for speaker in (credit.speaker for credit in row.credits if credit.speaker):
            entries.setdefault(speaker.pk, (speaker, []))[1].append(row.number)
    return [
        {"names": index_names(speaker), "statements": numbers}
        for speaker, numbers in sorted(entries.values(), key=lambda entry: speaker_order(entry[0]))
    ]


def index_names(speaker):
    """The name for sorting, with its accents if it only transliterates the name; both for a name in another script."""
    sort_name, name = text_in(speaker.sort_name), text_in(speaker.name)
    if name["language"] and not sort_name["language"]:
        return [sort_name, name]
    is_made_from_name = speaker.sort_name == name_for_sorting(speaker.name, speaker.parts)
    return [text_in(sorted_name(speaker.name, speaker.parts)) if is_made_from_name else sort_name]


def themes_index(statements):
    entries = {}
    for row in statements:
        for theme in row.themes.all():
            entries.setdefault(theme.pk, (theme, []))[1].append(row.number)
    return [
        {"names": [text_in(theme.name)], "statements": numbers}
        for theme, numbers in sorted(entries.values(), key=lambda entry: (entry[0].name.lower(), entry[0].slug))
    ]
