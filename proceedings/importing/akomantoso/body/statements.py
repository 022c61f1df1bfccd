"""Statements: speeches and narratives, with the facts that their elements state."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext as _

from proceedings.akomantoso.vocabulary import SPEECHES, UNNAMED, own
from proceedings.importing.akomantoso.extension import own_fields
from proceedings.importing.akomantoso.inline_markdown import inline_markdown
from proceedings.importing.akomantoso.references import LONGEST, Entity
from proceedings.models.columns.text_formats import TextFormat

from .headings import heading_of, headings, language_at, shortened, starting_times

# A longer text in <from> is a name and words; the name ends in a colon, or in a full stop and a dash.
LONGEST_NAME = 100
END_OF_A_NAME = re.compile(r".+?(?:[:：]|\.\s*[-–—])(?=\s)", re.DOTALL)


@dataclass
class DebateStatement:
    """A speech or a narrative; `title`, `label`, `form` and `language` are empty if the file has none.

    `speaker` is the first speaker, `others` are the further ones. `preamble` is text from <from> that does not fit into
    the label, and begins the text. `own`, `in_reply_to` and `published_at` are only in files of our own.
    """

    line: int
    kind: str
    text: str = ""
    text_format: str = TextFormat.PLAIN
    title: str = ""
    form: str = ""
    language: str = ""
    speaker: Entity | None = None
    others: list[Entity] = field(default_factory=list)
    label: str = ""
    preamble: str = ""
    role: Entity | None = None
    themes: list[Entity] = field(default_factory=list)
    delivered_at: datetime | None = None
    own: dict = field(default_factory=dict)
    in_reply_to: str = ""
    published_at: str = ""

    @property
    def persons(self):
        return [self.speaker, *self.others] if self.speaker else []


class StatementParser:
    """Parses statements without their words, and adds the words."""

    def __init__(self, debate):
        self.debate, self.references = debate, debate.references

    def speech(self, element, path, group):
        persons, printed = self.references.speaking(element, group)
        is_unnamed = bool(self.debate.own) and element.get("by") == f"#{UNNAMED}"
        if is_unnamed:
            persons = []
        # In a file of our own, <from> only repeats the fields.
        label, words = ("", "") if self.debate.own else parted(printed)
        if not persons and not printed:
            self.debate.note(element, _("no speaker is named in by or <from>: imported as a narrative."))
        elif not persons and not is_unnamed:
            self.debate.unnamed.append((element, label))
        statement = DebateStatement(
            element.sourceline,
            SPEECHES[element.tag] if persons or label else "narrative",
            title=heading_of(element) or path,
            speaker=persons[0] if persons else None,
            others=persons[1:],
            label=label,
            preamble=words,
            role=self.references.role(element, group) if persons else None,
            **self.attributes(element),
        )
        if statement.preamble:
            self.debate.note(element, _("<from> is too long for a name: what follows the name begins the text."))
        return statement

    def narrative(self, element, path):
        return DebateStatement(
            element.sourceline,
            "narrative",
            title=heading_of(element) or path,
            form="summary" if element.tag == "summary" else "",
            **self.attributes(element),
        )

    def block(self, element, path, line):
        """A narrative of blocks of text outside of any speech."""
        return DebateStatement(line, "narrative", title=path, language=language_at(element))

    def attributes(self, element):
        """The fields that both speeches and narratives can have."""
        beside = [*headings(element), *element.iterchildren("from")]
        return {
            "language": language_at(element),
            "themes": self.references.themes(element),
            "delivered_at": self.debate.time(element, "startTime")
            or self.debate.time(element, own("delivered_at"))
            or self.debate.first_time(starting_times(beside)),
            "own": own_fields(element, "statement") if self.debate.own else {},
            "in_reply_to": element.get(own("in_reply_to"), ""),
            "published_at": element.get(own("published_at"), ""),
        }

    def with_words(self, statement, text=None, *, is_first=True):
        """The statement with a Text. Words after an interruption have their own line, and the time recorded in them."""
        text_format = (statement.own.get("text_format") or TextFormat.MARKDOWN) if statement.own else ""
        words, text_format = text.writer.text(text_format) if text else ("", text_format or TextFormat.PLAIN)
        line, moment = statement.line, statement.delivered_at
        recorded = self.debate.first_time(starting_times(text.writer.times)) if text else None
        if is_first:
            # A title that is too long is repeated in full at the beginning of the text.
            leads = [statement.title if len(statement.title) > LONGEST else "", statement.preamble]
            if text_format == TextFormat.MARKDOWN:
                leads = [inline_markdown([(lead, ())]) for lead in leads if lead]
            words, moment = "\n\n".join(filter(None, [*leads, words])), moment or recorded
        else:
            line, moment = text.line, recorded
        return replace(
            statement,
            line=line,
            delivered_at=moment,
            title=shortened(statement.title),
            text=words,
            text_format=text_format,
        )


def parted(printed):
    """Return (label, words): the speaker as printed in <from>, and any words after the name there."""
    if len(printed) <= LONGEST_NAME:
        return printed, ""
    match = END_OF_A_NAME.match(printed[:LONGEST_NAME])
    if match is None:
        # If no sign separates name and words, the whole text is the label, shortened if it is too long for one.
        return (printed, "") if len(printed) <= LONGEST else (shortened(printed), printed)
    return match[0].strip(), printed[match.end() :].strip()
