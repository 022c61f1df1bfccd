"""Read JSON record by record, from files of any size, with line numbers."""

import json
import re

from django.utils.translation import gettext as _

from proceedings.importing.loader.errors import UnreadableError

BLOCK_SIZE = 1 << 20
# Characters. The longest text of a book has a fifth of it.
LONGEST_RECORD = 20_000_000
SPACE = re.compile(r"[ \t\n\r]*")
# A quotation mark inside a string has a backslash before it, so this finds names only.
NAME = re.compile(r'(?<!\\)"(\w+)"\s*:')


class DuplicateKeyDict(dict):
    """A mapping in which a name occurs twice; `name` is that name."""

    name = ""


def checked_dict(pairs):
    result = dict(pairs)
    if len(result) == len(pairs):
        return result
    names = [name for name, _value in pairs]
    twice = DuplicateKeyDict(result)
    twice.name = next(name for name in names if names.count(name) > 1)
    return twice


decode = json.JSONDecoder(object_pairs_hook=checked_dict).raw_decode


class StreamWindow:
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
        """Discard the text before the position and read on. Return False at the end of the stream."""
        if len(self.text) - self.at > LONGEST_RECORD:
            raise UnreadableError(self.line, too_long())
        more = self.stream.read(max(BLOCK_SIZE, len(self.text) - self.at))
        self.text = self.text[self.at :] + more
        self.at = 0
        return bool(more)

    def next_character(self):
        """Return the next character that is not white space, without passing it, or "" at the end."""
        while True:
            self.advance(SPACE.match(self.text, self.at).end())
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.read_on():
                return ""

    def value(self):
        """Return (value, its text, its end) of the value at the position."""
        while True:
            try:
                value, end = decode(self.text, self.at)
            except json.JSONDecodeError as error:
                line = self.line + self.text.count("\n", self.at, error.pos)
                # The value may only be cut off by the edge of the window.
                if not self.read_on():
                    raise UnreadableError(line, _("this is not JSON: %s.") % error.msg) from error
            else:
                return value, self.text[self.at : end], end


def records(stream):
    """Yield (line, value, lines) for each item of the list."""
    window = StreamWindow(stream)
    first = window.next_character()
    if not first:
        return
    if first != "[":
        raise UnreadableError(window.line, _("this is not a list of records: a JSON fixture begins with [."))
    window.at += 1
    if window.next_character() != "]":
        while True:
            window.next_character()
            value, text, end = window.value()
            yield window.line, value, lambda line=window.line, text=text: name_lines(line, text)
            window.advance(end)
            if window.next_character() != ",":
                break
            window.at += 1
    if window.next_character() != "]":
        raise UnreadableError(window.line, _("this is not JSON: expected a comma after a record, or ] after the last."))
    window.at += 1
    if window.next_character():
        raise UnreadableError(window.line, _("there is text after the end of the list."))


def records_by_line(stream):
    """Yield (line, value, lines) for each line that is not blank."""
    for number, line in enumerate(iter(lambda: stream.readline(LONGEST_RECORD + 1), ""), 1):
        if len(line) > LONGEST_RECORD:
            raise UnreadableError(number, too_long())
        if not line.strip():
            continue
        try:
            value, end = decode(line, SPACE.match(line).end())
        except json.JSONDecodeError as error:
            raise UnreadableError(number, _("this is not JSON: %s.") % error.msg) from error
        if line[end:].strip():
            raise UnreadableError(number, _("a line of JSONL has one record and nothing after it."))
        yield number, value, dict


def too_long():
    return _("a record is longer than %d million characters: divide its text.") % (LONGEST_RECORD // 10**6)


def name_lines(line, text):
    """Return {name: line} of the first occurrence of each name in the text of a record."""
    return {match[1]: line + text.count("\n", 0, match.start()) for match in reversed(list(NAME.finditer(text)))}
