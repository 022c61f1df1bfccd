"""Resumption tokens. A token contains its whole state, so nothing is stored and no token expires.

A list is in the order of the times of change. A row that changes during a harvest moves to the end and appears again.
"""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

from oaipmh.error import BadResumptionTokenError

DATESTAMP = "%Y-%m-%dT%H:%M:%SZ"
NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
TIMES = ("from_", "until", "after")
NAMES = {"metadataPrefix", "set"}


def encode(arguments, modified_at, pk):
    """Return the token for the rest of a list after a row; times in the arguments are naive and in UTC."""
    times = {name: value.strftime(DATESTAMP) for name, value in arguments.items() if name in TIMES}
    # The package reads the cursor and the arguments from the token.
    return urlencode({**arguments, **times, "after": modified_at.astimezone(UTC).strftime(DATESTAMP), "cursor": pk})


def decode(token):
    """Return (arguments, (time of change, primary key) of the last row); raises BadResumptionTokenError."""
    try:
        arguments = dict(parse_qsl(token, strict_parsing=True, max_num_fields=10))
        # Naive times, as the package passes them; strptime does not read the Z as a zone.
        times = {name: datetime.strptime(arguments.pop(name), DATESTAMP) for name in TIMES if name in arguments}  # noqa: DTZ007
        after, key = times.pop("after"), arguments.pop("cursor")
    except (ValueError, KeyError) as error:
        raise bad_token(token) from error
    if not NUMBER.fullmatch(key) or "metadataPrefix" not in arguments or arguments.keys() - NAMES:
        raise bad_token(token)
    return arguments | times, (after.replace(tzinfo=UTC), int(key))


def bad_token(token):
    return BadResumptionTokenError(f"“{token}” is not a valid resumption token. Start the list again.")
