"""Where a list goes on: all of it is in the token, so that nothing is kept here and no token expires.

A list is in the order of the times of change. What changes while it is harvested moves to its end, and is told again.
"""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

from oaipmh.error import BadResumptionTokenError

DATESTAMP = "%Y-%m-%dT%H:%M:%SZ"
NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
TIMES = ("from_", "until", "after")
WORDS = {"metadataPrefix", "set"}


def written(asked, modified_at, pk):
    """The token of the list asked for in these words (times in UTC without a zone), from behind a row on."""
    times = {name: value.strftime(DATESTAMP) for name, value in asked.items() if name in TIMES}
    # The package reads the cursor and the words of what was asked from it.
    return urlencode({**asked, **times, "after": modified_at.astimezone(UTC).strftime(DATESTAMP), "cursor": pk})


def read(token):
    """(what was asked, time and key of the last row that was told); raises BadResumptionTokenError."""
    try:
        asked = dict(parse_qsl(token, strict_parsing=True, max_num_fields=10))
        # In the form of the database's times; strptime knows no zone from the Z.
        times = {name: datetime.strptime(asked.pop(name), DATESTAMP) for name in TIMES if name in asked}  # noqa: DTZ007
        after, key = times.pop("after"), asked.pop("cursor")
    except (ValueError, KeyError) as error:
        raise refused(token) from error
    if not NUMBER.fullmatch(key) or "metadataPrefix" not in asked or asked.keys() - WORDS:
        raise refused(token)
    return asked | times, (after.replace(tzinfo=UTC), int(key))


def refused(token):
    return BadResumptionTokenError(f"“{token}” is no resumption token of this record; begin the list again.")
