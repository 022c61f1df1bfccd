"""JSON read record by record: a file of any size, with the line of everything."""

import json
import re

from django.utils.translation import gettext as _

from .errors import UnreadableError

SIZE = 1 << 20
SPACE = re.compile(r"[ \t\n\r]*")
# A quotation mark inside a string has a backslash before it, so this finds names only.
NAME = re.compile(r'(?<!\\)"(\w+)"\s*:')


class Twice(dict):
    """A mapping in which a name stood twice; `name` is that name."""

    name = ""


def mapping(pairs):
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    names = [name for name, _value in pairs]
    twice = Twice(found)
    twice.name = next(name for name in names if names.count(name) > 1)
    return twice


decode = json.JSONDecoder(object_pairs_hook=mapping).raw_decode


class Scroll:
    """A window that moves over a stream."""

    def __init__(self, stream):
        self.stream = stream
        self.text = ""
        self.at = 0
        self.line = 1

    def advance(self, to):
        self.line += self.text.count("\n", self.at, to)
        self.at = to

    def read_on(self):
        """Forget what was passed and read as much again; False at the end of the stream."""
        more = self.stream.read(max(SIZE, len(self.text) - self.at))
        self.text = self.text[self.at :] + more
        self.at = 0
        return bool(more)

    def next_character(self):
        """The next one that is not space, which stays; empty at the end."""
        while True:
            self.advance(SPACE.match(self.text, self.at).end())
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.read_on():
                return ""

    def value(self):
        """The value that begins here, and its text."""
        while True:
            try:
                value, end = decode(self.text, self.at)
            except json.JSONDecodeError as error:
                line = self.line + self.text.count("\n", self.at, error.pos)
                # It may only have been cut by the window's edge.
                if not self.read_on():
                    raise UnreadableError(line, _("this is not JSON: %s.") % error.msg) from error
            else:
                return value, self.text[self.at : end], end


def records(stream):
    """Yield (line, value, lines) for each item of the list."""
    scroll = Scroll(stream)
    first = scroll.next_character()
    if not first:
        return
    if first != "[":
        raise UnreadableError(scroll.line, _("this is not a list of records: a JSON fixture begins with [."))
    scroll.at += 1
    if scroll.next_character() != "]":
        while True:
            scroll.next_character()
            value, text, end = scroll.value()
            yield scroll.line, value, lambda line=scroll.line, text=text: name_lines(line, text)
            scroll.advance(end)
            if scroll.next_character() != ",":
                break
            scroll.at += 1
    if scroll.next_character() != "]":
        raise UnreadableError(scroll.line, _("this is not JSON: after a record comes a comma, and ] after the last."))
    scroll.at += 1
    if scroll.next_character():
        raise UnreadableError(scroll.line, _("something follows the end of the list."))


def records_by_line(stream):
    """Yield (line, value, lines) for each line that has something in it."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            value, end = decode(line, SPACE.match(line).end())
        except json.JSONDecodeError as error:
            raise UnreadableError(number, _("this is not JSON: %s.") % error.msg) from error
        if line[end:].strip():
            raise UnreadableError(number, _("a line of JSONL has one record and nothing after it."))
        yield number, value, dict


def name_lines(line, text):
    """The line where each name first stands in a record's text."""
    return {found[1]: line + text.count("\n", 0, found.start()) for found in reversed(list(NAME.finditer(text)))}
