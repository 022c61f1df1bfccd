"""Measure every page of the admin with 100,000 statements and 10,000 speakers: `python -m bench.admin`.

Each page is requested by a superuser, also with a hundredth of the rows: the number of queries must be the same.
`--statements` sets another number than 100,000.
"""

import argparse
import json
import tempfile
from pathlib import Path

from .databases import POSTGRES, engines, manage, run
from .records import write_fixture

STATEMENTS, SPEAKERS, RATIO = 100_000, 10_000, 100
# Milliseconds of processor time.
LIMIT, LIST_LIMIT = 1_000, 300
SHOWN = 8
# Some pages refuse even a superuser, because nobody can add or change their rows.
EXPECTED_STATUSES = {200, 403}


def measure(database_url):
    with tempfile.TemporaryFile("w+") as output:
        run(database_url, "-m", "bench.admin_worker", output=output)
        output.seek(0)
        return json.load(output)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=STATEMENTS)
    statements = parser.parse_args().statements
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.json", Path(folder) / "large.json"
        write_fixture(small, statements=statements // RATIO, speakers=SPEAKERS // RATIO)
        write_fixture(large, statements=statements, speakers=SPEAKERS)
        for name, engine in engines(POSTGRES).items():
            with engine(POSTGRES) as few, engine(POSTGRES) as many:
                for database_url, fixture in ((few, small), (many, large)):
                    manage(database_url, "migrate")
                    manage(database_url, "load_fixtures", str(fixture))
                manage(many, "collectstatic", "--no-input")
                print_results(name, measure(few), measure(many))


def print_results(name, few, many):
    print(f"\n{name}: {len(many)} pages of the admin, the {SHOWN} heaviest")
    heaviest = sorted(many, key=lambda page: -many[page][0])
    for page in heaviest[:SHOWN]:
        milliseconds, queries, status = many[page]
        print(f"{page:44}{milliseconds:>8.0f} ms of processor time{queries:>4} queries, status {status}")
    slow = [page for page in many if many[page][0] > (LIST_LIMIT if page.startswith("list of ") else LIMIT)]
    more = [f"{page} ({few[page][1]} and {many[page][1]})" for page in many if many[page][1] > few[page][1]]
    failed = [page for page in many if many[page][2] not in EXPECTED_STATUSES]
    print(f"lists over {LIST_LIMIT:,} ms and other pages over {LIMIT:,} ms: {', '.join(slow) or 'none'}")
    print(f"more queries than with a hundredth of the rows: {', '.join(more) or 'none'}")
    print(f"unexpected status: {', '.join(failed) or 'none'}")


if __name__ == "__main__":
    main()
