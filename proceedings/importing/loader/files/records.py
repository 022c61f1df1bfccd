"""Read the records of a file one by one, each with its line numbers."""

import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from proceedings.importing.loader.errors import UnreadableError

from . import json_stream
from .unpacking import FileTooLargeError


def yaml_records(stream):
    # Most files are JSON, and PyYAML takes long to import.
    from . import yaml_stream

    return yaml_stream.records(stream)


READERS = {"json": json_stream.records, "jsonl": json_stream.records_by_line, "yaml": yaml_records}


class Record(NamedTuple):
    """A record of a file: its number and first line, both from 1, its data, and a function to its fields' lines."""

    number: int
    line: int
    data: Any
    lines: Callable[[], dict[str, int]]


def field_lines(source, numbers):
    """Yield (number, line, lines of its fields) for the records with these numbers, as far as the file is readable."""
    with suppress(UnreadableError):
        for record in records(source):
            if record.number in numbers:
                yield record.number, record.line, record.lines()


def records(source):
    """Yield each Record. Raise UnreadableError if the file is not a fixture."""
    number, line = 0, 1
    try:
        with source.text() as stream:
            for number, (line, data, lines) in enumerate(READERS[source.form](stream), 1):
                yield Record(number, line, data, lines)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            source.first_line_that_is_not_utf8(), _("this is not UTF-8: save the file in UTF-8.")
        ) from error
    except json.JSONDecodeError as error:
        raise UnreadableError(error.lineno, _("this is not JSON: %s.") % error.msg) from error
    except FileTooLargeError as error:
        raise UnreadableError(line, str(error)) from error
    except RecursionError as error:
        raise UnreadableError(1, _("this is nested too deeply for a fixture.")) from error
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise UnreadableError(line, _("the file cannot be read: %s.") % error) from error
    if not number and source.is_empty():
        raise UnreadableError(1, _("the file is empty; a fixture is a list of records."))
