"""Changes that a person makes to proposed statements: dividing, joining, and choosing other words of the source.

All functions are pure: they return new statements, whose spans lie in the source and overlap only for joint speakers.
"""

from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext as _

from proceedings.importing.transcripts.titles import opening
from proceedings.models.columns.timestamps import Timeline, letters, lines_in, lines_of

from .proposal import ProposedStatement, covering, trim, uncovered

# Letters of the edited text that are searched for in the source to find a place.
KNOWN_LETTERS = 20
# From this character on, scripts put no spaces between words.
WIDE = "\u2e80"
# The `rule` of statements that an editor has added.
BY_HAND = "editor"


class EditError(ValueError):
    """The change is not possible; the message says why and what to do."""


def divided(statement, source, place):
    """Divide a statement at a place in its text. Return two statements. Raise EditError if one would have no words.

    The words of the source are divided at the same letter. If the text was edited and the letter cannot be found, they
    are divided in proportion, between two words. Times in a recording are interpolated between the timestamps.
    """
    texts = statement.text[:place].rstrip(), statement.text[place:].lstrip()
    if not all(texts):
        raise EditError(_("Choose a place between two words of the text."))
    at = place_in_source(statement, source, place)
    contents = [
        trimmed(source, [(start, min(end, at)) for start, end in statement.content if start < at]),
        trimmed(source, [(max(start, at), end) for start, end in statement.content if end > at]),
    ]
    if statement.content and not all(contents):
        raise EditError(_("Choose a place between two words of the text."))
    moment = time_within(statement, len(letters(texts[0])))
    first = replace(
        statement,
        text=texts[0],
        content=contents[0],
        cue=[span for span in statement.cue if span[0] < at],
        ends=moment,
        timestamps=lines_in(statement.timestamps, texts[0]),
    )
    second = replace(
        statement,
        text=texts[1],
        content=contents[1],
        cue=[span for span in statement.cue if span[0] >= at],
        title=opening(texts[1]),
        starts=moment,
        ends=statement.ends,
        timestamps=lines_in(statement.timestamps, texts[1]),
        identifier="",
    )
    return [first, second]


def time_within(statement, number):
    """Return the time in the recording, in seconds, of the letter with this number, or None."""
    if statement.starts is None or statement.ends is None:
        return None
    return Timeline(statement.text, statement.timestamps, statement.starts, statement.ends).second_at(number)


def place_in_source(statement, source, place):
    """Return the offset in the source of a place in the text of a statement, by the letters around it."""
    places = [at for start, end in statement.content for at in range(start, end) if not source[at].isspace()]
    if not places:
        return 0
    words = "".join(source[at] for at in places)
    before, after = ("".join(part.split()) for part in (statement.text[:place], statement.text[place:]))
    if words.startswith(before):
        number = len(before)
    elif words.endswith(after):
        number = len(words) - len(after)
    elif words.count(after[:KNOWN_LETTERS]) == 1:
        number = words.index(after[:KNOWN_LETTERS])
    else:
        wanted = round(len(words) * len(before) / (len(before) + len(after)))
        begins = [number for number in range(1, len(places)) if places[number] > places[number - 1] + 1]
        number = min(begins, key=lambda number: abs(number - wanted), default=wanted)
    return places[min(number, len(places) - 1)]


def trimmed(source, spans):
    spans = (trim(source, *span) for span in spans)
    return [(start, end) for start, end in spans if start < end]


def joined(one, other, source):
    """Join two consecutive statements: return the first with the words of both."""
    contents = sorted([*one.content, *other.content])
    times = [time for time in (one.starts, other.starts) if time is not None]
    ends = [time for time in (one.ends, other.ends) if time is not None]
    text = gap_between(one, other, source).join(filter(None, [one.text, other.text]))
    return replace(
        one,
        text=text,
        content=contents,
        cue=covering([*one.cue, *other.cue]),
        source_span=covering([*one.source_span, *other.source_span]),
        title=one.title if one.text else other.title,
        themes=list(dict.fromkeys([*one.themes, *other.themes])),
        starts=min(times, default=None),
        ends=max(ends, default=None),
        timestamps=joined_timestamps(one, other, text),
    )


def joined_timestamps(one, other, text):
    """Return the timestamps of both and the start of the second; "" if a start is missing or they overlap."""
    if one.starts is None or other.starts is None or other.starts < (one.ends or one.starts):
        return ""
    start = lines_of(text, [(other.starts, len(text) - len(other.text))]) if other.text else ""
    return "\n".join(filter(None, [one.timestamps, start, other.timestamps]))


def gap_between(one, other, source):
    """Return the separator of two joined texts: an empty line between paragraphs, a space, or nothing."""
    if one.content and other.content:
        between = source[one.content[-1][1] : other.content[0][0]]
        lines = between.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if any(not line.strip() for line in lines[1:-1]):
            return "\n\n"
    is_wide = one.text[-1:] >= WIDE or other.text[:1] >= WIDE
    return "" if is_wide else " "


def with_words(statement, source, start, end):
    """Return a statement with other words of the source. Raise EditError if there are none.

    Times in a recording are dropped, because those of the other words are unknown.
    """
    content = trimmed(source, [(start, end)])
    if not content:
        raise EditError(_("Choose some words of the source."))
    ((start, end),) = content
    fields = {"text": plain_words(source[start:end]), "title": opening(source[start:end])}
    return replace(statement, content=content, starts=None, ends=None, timestamps="", **fields)


def new_statement(source, start, end, **fields):
    """Return a statement without a speaker for a passage of the source. Raise EditError if it has no words."""
    statement = ProposedStatement(None, "", [], kind="narrative", rule=BY_HAND, **fields)
    return with_words(statement, source, start, end)


def plain_words(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def left_after(source, left, before, after):
    """Return the passages that are left after a change from the statements `before` to those `after`."""
    within = together(source, [*left, *(span for each in before for span in spans_of(each))])
    spans = uncovered(source, [span for each in after for span in spans_of(each)], within)
    return [(start + leading_signs(source[start:end]), end) for start, end in spans]


def leading_signs(text):
    """Return the number of the colons, commas and spaces at the start of a text."""
    return len(text) - len(text.lstrip(" \t\r\n:;,.–—-)"))


def spans_of(statement):
    return [*statement.content, *statement.cue, *statement.source_span]


def together(source, spans):
    """Return the spans sorted. Spans on one line without letters or digits between them are joined."""
    joined = []
    for start, end in covering(spans):
        between = source[joined[-1][1] : start] if joined else "\n"
        if "\n" in between or any(map(str.isalnum, between)):
            joined.append((start, end))
        else:
            joined[-1] = (joined[-1][0], end)
    return joined


def check_contents(statements):
    """Raise EditError if two statements share only some of their words."""
    spans = sorted({(span, tuple(each.content)) for each in statements for span in each.content})
    for ((_start, end), content), ((start, _end), other) in pairwise(spans):
        if start < end and content != other:
            raise EditError(_("Some of these words belong to another statement. Drop it first, or choose other words."))
