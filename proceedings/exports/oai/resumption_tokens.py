"""Resumption tokens. A token contains its whole state, so nothing is stored and no token expires.

A list is in the order of the times of change. A row that changes during a harvest moves to the end and appears again.
A token names its last row by its slug: primary keys would reveal how many rows are hidden.
"""

from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

from oaipmh.error import BadResumptionTokenError

DATESTAMP = "%Y-%m-%dT%H:%M:%SZ"
TIMES = ("from_", "until", "after")
NAMES = {"metadataPrefix", "set"}


def encode(arguments, modified_at, slug):
    """Return the token for the rest of a list after a row; times in the arguments are naive and in UTC."""
    times = {name: value.strftime(DATESTAMP) for name, value in arguments.items() if name in TIMES}
    after = modified_at.astimezone(UTC).strftime(DATESTAMP)
    # The package reads the arguments and a number called cursor from the token.
    return urlencode({**arguments, **times, "after": after, "last": slug, "cursor": 0})


def decode(token):
    """Return (arguments, (time of change, slug) of the last row); raises BadResumptionTokenError."""
    try:
        arguments = dict(parse_qsl(token, strict_parsing=True, max_num_fields=10))
        # Naive times, as the package passes them; strptime does not read the Z as a zone.
        times = {name: datetime.strptime(arguments.pop(name), DATESTAMP) for name in TIMES if name in arguments}  # noqa: DTZ007
        after, last, _cursor = times.pop("after"), arguments.pop("last"), arguments.pop("cursor")
    except (ValueError, KeyError) as error:
        raise bad_token(token) from error
    if "\0" in last or "metadataPrefix" not in arguments or arguments.keys() - NAMES:
        raise bad_token(token)
    return arguments | times, (after.replace(tzinfo=UTC), last)


def bad_token(token):
    return BadResumptionTokenError(f"“{token}” is not a valid resumption token. Start the list again.")
