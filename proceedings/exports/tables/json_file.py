"""Records as a JSON document (RFC 8259), streamed; if the stream breaks off, the document is not valid JSON."""

import json


def lines(head, name, records):
    """Yield the text of `{…head, name: [records], "count": number}`, a line for each record."""
    opening = dumps(head).removesuffix("}")
    yield f"{opening}{', ' if head else ''}{dumps(name)}: ["
    number = 0
    for number, record in enumerate(records, 1):
        yield f"{',' if number > 1 else ''}\n{dumps(record)}"
    yield f'\n], "count": {number}}}\n'


def dumps(value):
    return json.dumps(value, ensure_ascii=False, default=lambda moment: moment.isoformat())
