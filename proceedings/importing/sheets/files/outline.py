"""Read an outline: plain text with the sessions and statements of a conference, one below the other.

    # Opening
    Vladimir Norov, Secretary-General, SCO: On health
    Dear colleagues, …

A line that begins with # is a session. The first line of a statement has the speaker, a colon and the title; the lines
below it are its text. It stands after an empty line, a session or the beginning, and is not indented. A speaker without
a post has that of the line before with the same name.
"""

import re

from django.utils.translation import gettext as _

from .sheet import UnreadableSheetError, sheet_from_rows

SESSION = re.compile(r"#+\s*(.*?)[\s#]*")
HEAD = re.compile(r"(?P<speaker>[^\s:：][^:：]{0,299})(?:[:：]\s+|[:：]$|：)(?P<title>.*)")
COMMA = re.compile(r"\s*[,，]\s*")
# Words of a name; a line with more before its colon or comma is a sentence.
MOST_WORDS = 6
COLUMNS = ["Session", "Speaker", "Post", "Organisation", "Title", "Text"]


def read_outline(text):
    """Return the Sheet with a row for each statement, numbered by its line. Raise UnreadableSheetError."""
    rows, session, posts = [], "", {}
    may_begin = True
    for number, line in enumerate(text.splitlines(), 1):
        head = may_begin and HEAD.fullmatch(line.rstrip())
        if match := SESSION.fullmatch(line) if line.startswith("#") else None:
            session, may_begin = match[1], True
        elif head and is_speaker(head["speaker"], posts):
            speaker, post, organisation = speaker_cells(head["speaker"])
            posts[speaker] = (post, organisation) if post else posts.get(speaker, ("", ""))
            rows.append((number, [session, speaker, *posts[speaker], head["title"].strip(), []]))
            may_begin = False
        elif not line.strip():
            may_begin = True
            add_line(rows, "")
        elif rows and rows[-1][1][0] == session:
            may_begin = False
            add_line(rows, line)
        else:
            message = _(
                "Line %(number)d belongs to no statement: “%(line)s”. Begin each statement with a line such as "
                "“Name, Post, Organisation: Title”."
            )
            raise UnreadableSheetError(message % {"number": number, "line": line.strip()[:80]})
    if not rows:
        raise UnreadableSheetError(
            _("There is no statement. Begin each with a line such as “Name, Post, Organisation: Title”.")
        )
    filled = ((number, [*cells, "\n".join(lines).strip("\n")]) for number, (*cells, lines) in rows)
    return sheet_from_rows(_("Pasted text"), [(0, list(COLUMNS)), *filled])


def add_line(rows, line):
    if rows:
        rows[-1][1][-1].append(line)


def is_speaker(text, names):
    """Return whether the words before a colon are a speaker: a short name, by itself or before a comma.

    `names` are those of earlier lines, which are always speakers.
    """
    name, *rest = COMMA.split(text.strip())
    words = name.split()
    return name in names or (
        0 < len(words) <= MOST_WORDS
        and not words[0][0].islower()
        and not words[-1][0].islower()
        and (bool(rest) or len(words) > 1 or not name.isascii())
    )


def speaker_cells(text):
    """Return (name, post, organisation) of “name, post, organisation”; the post may contain commas."""
    name, *rest = filter(None, COMMA.split(text.strip()))
    organisation = rest.pop() if len(rest) > 1 else ""
    return name, ", ".join(rest), organisation
