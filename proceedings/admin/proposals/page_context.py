"""The context of the proposal page: one page of the source, and the rows of its statements."""

import re
from itertools import islice
from typing import NamedTuple

from proceedings.admin.forms.keys import KEY
from proceedings.admin.forms.suggestions import languages, time_zones
from proceedings.importing.proposals import KINDS
from proceedings.importing.proposals.editing import plain_words
from proceedings.models import Conference, Form, Kind, Session, Theme

from . import people
from .edited_proposal import Row
from .post_data import CONFERENCE_FIELDS
from .problems import conference_problems
from .source import Piece, colour_of, pieces, windows

# The most characters of a text that can be edited on the page, and the characters in a line of its field.
MAX_TEXT, LINE = 100_000, 60
MIN_LINES, MAX_LINES = 2, 14
# A statement can be divided between sentences; if it has only one, between clauses; otherwise between words.
ENDS = [
    re.compile(r"(?:[.!?…][\"'”»’)\]]*\s+|[。！？]\s*|\n\s*)(?=\S)"),
    re.compile(r"(?:[,;:–—]\s+|\s[–—-]\s|[，；：、])(?=\S)"),
    re.compile(r"\s+(?=\S)"),
]
# The most places that are offered, and the characters that are shown of each.
MAX_PLACES, SHOWN = 200, 80
# Characters that a page shows of the label of a speaker without a name.
LONGEST_TAG = 12
# The most themes that are offered while typing.
MAX_THEMES = 2000


class RowView(NamedTuple):
    """A row as the page shows it. `speaker` is a name, `number` that of the speaker, `colour` a class."""

    place: int
    row: Row
    speaker: str
    number: int
    colour: str
    # The text on the colour: the number, the label of a voice, or a dash.
    tag: str
    is_joint: bool
    text: str
    lines: int
    is_too_long: bool
    themes: list
    # [(offset in the text, first words)], if the editor wants to divide the statement.
    places: list


class PieceView(NamedTuple):
    piece: Piece
    # The row that the mark belongs to.
    view: RowView | None
    page: int


def page_context(edited, params):
    """Return the context of a page of an EditedProposal; `params` are `page` and `splitting`, the key of a row."""
    pages = windows(edited)
    wanted = params.get("page", "1")
    number = min(int(wanted), len(pages)) if KEY.fullmatch(wanted) else 1
    window = pages[number - 1]
    themes = dict(Theme.objects.order_by("name").values_list("slug", "name"))
    splitting = params.get("splitting", "")
    views = {index: row_view(edited, index, themes, splitting) for index in range(window.first, window.last)}
    names = {view.speaker for view in views.values()}
    return {
        "edited": edited,
        "proposal": edited.proposal,
        "kind_label": KINDS[edited.proposal.kind].label,
        "language": edited.proposal.conference.get("language", ""),
        "pieces": piece_views(edited, window, views, pages),
        "rows": list(views.values()),
        "page_number": number,
        "page_numbers": range(1, len(pages) + 1),
        "people": (listed := people.panel(edited, names)),
        "asks_people": any(person.choice is None for person in listed),
        "voices": voices(edited, [view.row.statement for view in views.values()]),
        "accepted": sum(row.is_accepted for row in edited.rows),
        "themes": list(themes.values())[:MAX_THEMES],
        "kinds": Kind.choices,
        "forms": Form.choices,
        **conference_context(edited),
    }


def voices(edited, statements):
    """Return [(label, number of statements, answer)] for the labels that are questions, or else those on the page.

    The answer is a name, "" for nobody, or None while the question is open. Of many questions, open ones come first.
    """
    counts = edited.voice_counts()
    listed = [(label, number, edited.voices.get(label)) for label, number in counts.items()]
    if edited.asks_voices and len(listed) > people.MAX_LISTED:
        return sorted(listed, key=lambda voice: voice[2] is not None)[: people.MAX_LISTED]
    if edited.asks_voices:
        return listed
    shown = {edited.voice_of(statement) for statement in statements}
    return [voice for voice in listed if voice[0] in shown]


def conference_context(edited):
    """Return the conferences to choose from, and the fields of a new one with their errors."""
    errors = {}
    for problem in conference_problems(edited):
        errors.setdefault(problem.anchor.removeprefix("id_conference-"), problem.message)
    stated = edited.proposal.conference
    conferences = Conference.objects.newest_first().values_list("slug", "title", "starts_on")
    labels = [(slug, label_of(title, starts_on)) for slug, title, starts_on in conferences]
    sessions = Session.objects.filter(conference__slug=edited.conference).values_list("title", flat=True)
    used = [statement.session for statement in edited.statements if statement.session]
    return {
        "conferences": labels,
        "conference_label": dict(labels).get(edited.conference, edited.conference),
        "conference_fields": [
            (name, Conference._meta.get_field(name), stated.get(name, ""), errors.get(name, ""))
            for name in CONFERENCE_FIELDS
        ],
        "conference_has_errors": bool(errors),
        "organisers": "\n".join(stated.get("organisers", ())),
        "sessions": list(dict.fromkeys([*sessions, *used])),
        "languages": languages(),
        "time_zones": time_zones(),
    }


def label_of(title, starts_on):
    year = str(starts_on)[:4] if starts_on else ""
    return title if year in title else f"{title} ({year})"


def row_view(edited, index, themes, splitting):
    row = edited.rows[index]
    statement = row.statement
    speaker = edited.speaker_of(statement)
    number = edited.number_of(speaker) if speaker else 0
    text = plain_words(statement.text)
    lines = sum(1 + len(line) // LINE for line in text.split("\n")) if len(text) <= MAX_TEXT else MAX_LINES
    return RowView(
        place=index + 1,
        row=row,
        speaker=speaker,
        number=number,
        colour=colour_of(number),
        tag=str(number or edited.voice_of(statement)[:LONGEST_TAG] or "–"),
        is_joint=edited.is_joint(index),
        text=text,
        lines=max(MIN_LINES, min(MAX_LINES, lines)),
        is_too_long=len(text) > MAX_TEXT,
        themes=[(slug, themes[slug]) for slug in statement.themes if slug in themes],
        places=places_in(text) if splitting == str(row.key) else [],
    )


def places_in(text):
    """Return [(offset, first words)] of the places where a text can be divided (see ENDS)."""
    places = []
    for ends in ENDS:
        offsets = islice((match.end() for match in ends.finditer(text) if match.start()), MAX_PLACES)
        places = [(offset, " ".join(text[offset : offset + SHOWN].split())) for offset in offsets]
        if places:
            break
    return places


def piece_views(edited, window, views, pages):
    result = []
    for piece in pieces(edited, window):
        index = piece.mark.row if piece.mark else None
        view = None if index is None else views.get(index) or row_view(edited, index, {}, "")
        page = 0
        if index is not None and index not in views:
            page = next(number for number, each in enumerate(pages, 1) if index in range(each.first, each.last))
        result.append(PieceView(piece, view, page))
    return result
