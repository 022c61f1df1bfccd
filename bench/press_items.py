"""Evaluate the reader of reports on press items: `python -m bench.press_items FILE.jsonl.gz [--split test]`.

The file has one item a line, {"id", "text", …}: a hundred English press items of en.kremlin.ru (CC BY 4.0), which are
not part of the project. Their attributions, marked by hand by people who did not know the rules, are in
press_items.jsonl: the offsets in the text, and a digest of it. The items of the split "dev" were read while the rules
improved, those of "test" were not. The latter were marked twice, and a third person decided where the marks differed.
"""

import argparse
import gzip
import hashlib
import json
from pathlib import Path

# Sets up Django as a server does.
import proceedings.wsgi  # noqa: F401 # isort: skip

from proceedings.importing.reports.evaluation import evaluate, read_gold

MARKS = Path(__file__).with_suffix(".jsonl")


def gold(items, marks):
    """Yield the marks as lines of gold, each with its text. Exit if an item is missing or has another text."""
    texts = {item["id"]: item["text"] for item in map(json.loads, items)}
    for mark in map(json.loads, marks):
        text = texts.get(mark["id"], "")
        if not hashlib.sha256(text.encode()).hexdigest().startswith(mark["sha256"]):
            raise SystemExit(f"The item {mark['id']} is missing, or its text is not the one that was marked.")
        yield json.dumps(mark | {"text": text, "language": "en"})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path")
    parser.add_argument("--split", default="", choices=["", "dev", "test"])
    args = parser.parse_args()
    with gzip.open(args.path, "rt", encoding="utf-8") as items, MARKS.open(encoding="utf-8") as marks:
        scores = evaluate(read_gold(gold(items, marks)), split=args.split)
    for (_language, backend), roles in scores.items():
        for role, score in roles.items():
            print(f"{backend} {role:<12} {score.precision:.3f} {score.recall:.3f} {score.f1:.3f} {score.gold}")


if __name__ == "__main__":
    main()
