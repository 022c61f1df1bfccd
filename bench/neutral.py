"""Records of other sites in one neutral JSON document, as a fixture.

The document has the lists `conferences` (each with `sessions`), `speakers` and `statements`, which refer to each other
by slug. Slugs and titles can be missing, equal or unusable, so a fixture has its own.
"""

import gzip
import json
import re

NOT_STORED = re.compile("\x00")
LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]+)*")
LONGEST_LINE = 300
PUBLISHED = {"status": "published", "published_at": "2024-10-01T12:00:00Z"}


def read_json(path):
    data = path.read_bytes()
    return json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)


def fixture_records(document, text_format):
    """Yield the records of a fixture for the neutral document; its texts are in that format."""
    conferences = {row["slug"]: f"conference-{at}" for at, row in enumerate(document["conferences"], 1)}
    speakers = {row["slug"]: f"speaker-{at}" for at, row in enumerate(document["speakers"], 1)}
    for row in document["conferences"]:
        fields = {"slug": conferences[row["slug"]], "title": line(row["title"]), "language": "und", **PUBLISHED}
        yield "conference", fields | {"starts_on": row.get("start_date") or None}
    for row in document["speakers"]:
        yield "speaker", {"slug": speakers[row["slug"]], "name": line(row["name"])}
    sessions, positions = {}, {}
    for at, row in enumerate(document["statements"], 1):
        key = row["conference"], row.get("session") or ""
        if key not in sessions:
            sessions[key] = [conferences[row["conference"]], f"session-{len(sessions) + 1}"]
            conference, slug = sessions[key]
            fields = {"conference": [conference], "slug": slug, "title": f"Session {len(sessions)}"}
            yield "session", fields | {"position": len(sessions)}
        positions[key] = positions.get(key, 0) + 1
        speaker = speakers.get(row.get("speaker"))
        language = row.get("language") or ""
        yield (
            "statement",
            {
                "slug": f"statement-{at}",
                "session": sessions[key],
                "position": positions[key],
                "speaker": speaker and [speaker],
                "kind": "remarks" if speaker else "narrative",
                "title": line(row["title"]),
                "text": NOT_STORED.sub("", row["text"] or ""),
                "text_format": text_format,
                "language": language if LANGUAGE.fullmatch(language) else "und",
                **PUBLISHED,
            },
        )


def line(text):
    return " ".join(NOT_STORED.sub("", text or "").split())[:LONGEST_LINE] or "?"
