"""Records as one JSON document (RFC 8259), written while they are read; one that is cut off is no JSON."""

import json


def lines(head, name, records):
    """The text of `{…head, name: [records], "count": number}`, a line for each record."""
    opening = dumped(head).removesuffix("}")
    yield f"{opening}{', ' if head else ''}{dumped(name)}: ["
    number = 0
    for number, record in enumerate(records, 1):
        yield f"{',' if number > 1 else ''}\n{dumped(record)}"
    yield f'\n], "count": {number}}}\n'


def dumped(value):
    return json.dumps(value, ensure_ascii=False, default=lambda moment: moment.isoformat())
