"""Measure whether each format shows the words of each text: `python -m bench.fidelity FILE…`.

A FILE is a fixture, the neutral JSON document of another site (see neutral.py), both also compressed by gzip, or a
debate in Akoma Ntoso (.xml). All are loaded into a new SQLite database. Then the texts of all statements, or of a
sample, are read back from the page, `.txt`, `.md`, the API, CSV, Akoma Ntoso and EPUB, and their words are compared,
list numbers and signs included; white space does not count. In Markdown, its marks and the addresses of links do not
count either.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from .databases import manage, run, sqlite
from .neutral import fixture_records, read_json


def fixture(path, text_format, folder):
    """The path of a fixture with the records of a file."""
    if {".yaml", ".yml", ".jsonl"}.isdisjoint(path.suffixes):
        document = read_json(path)
        if isinstance(document, dict):
            target = folder / f"{path.name.partition('.')[0]}.json"
            records = fixture_records(document, text_format)
            rows = [{"model": f"proceedings.{model}", "fields": fields} for model, fields in records]
            target.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
            return target
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--as", dest="text_format", choices=["plain", "markdown"], default="plain")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="measure N statements only")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sqlite(None) as database_url:
        manage(database_url, "migrate")
        debates = [str(path) for path in args.files if path.suffix == ".xml"]
        others = [path for path in args.files if path.suffix != ".xml"]
        if others:
            manage(
                database_url, "load_fixtures", *(str(fixture(path, args.text_format, Path(folder))) for path in others)
            )
        if debates:
            manage(database_url, "import_akomantoso", *debates)
        run(database_url, "-m", "bench.fidelity_worker", str(args.sample), output=sys.stdout.fileno())


if __name__ == "__main__":
    main()
