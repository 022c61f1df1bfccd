"""Reports of our own with their attributions, as texts with marks.

The lines above "---" are the split, the language and the names: "AL = Anna Lindqvist". In the text, {s1 AL:Anna} is the
source of attribution 1, {c1:said} its cue and {t1:words} its content; {s1,2 AL:Anna} is the source of both 1 and 2.
"""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "importing" / "reports" / "gold"
MARK = re.compile(r"\{(?P<role>[sct])(?P<numbers>\d+(?:,\d+)*)(?: (?P<who>\w+))?:(?P<words>[^{}]*)\}")
ROLES = {"s": "source", "c": "cue", "t": "content"}


def gold_documents(language=""):
    """Return the documents for evaluation, in the form of the lines of a gold file."""
    documents = [gold_document(path) for path in sorted(FOLDER.glob("*.txt"))]
    return [document for document in documents if not language or document["language"] == language]


def gold_pages(language, pages):
    """Return a text of so many pages of our own reports: 3,000 characters a page, in Chinese 1,000."""
    text = "\n\n".join(document["text"] for document in gold_documents(language))
    length = pages * (1_000 if language == "zh" else 3_000)
    return (text * (length // len(text) + 1))[:length]


@cache
def gold_document(path):
    head, _line, marked = path.read_text("utf-8").partition("\n---\n")
    fields = dict(re.split(r"\s*[:=]\s*", line, maxsplit=1) for line in head.splitlines())
    pieces, length, attributions, at = [], 0, {}, 0
    for match in MARK.finditer(marked):
        pieces += [marked[at : match.start()], match["words"]]
        start = length + match.start() - at
        length, at = start + len(match["words"]), match.end()
        for number in match["numbers"].split(","):
            each = attributions.setdefault(int(number), {"source": [], "cue": [], "content": []})
            each[ROLES[match["role"]]].append([start, length])
            if match["who"]:
                each["speaker"] = fields[match["who"]]
    text = "".join([*pieces, marked[at:]])
    listed = [attributions[number] for number in sorted(attributions)]
    return {
        "id": path.stem,
        "language": fields["language"],
        "split": fields["split"],
        "text": text,
        "attributions": listed,
    }
