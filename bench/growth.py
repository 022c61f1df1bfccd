"""Compare each public page of a large record with that of a thousand statements: `python -m bench.growth`.

The cost of a page is the processor time of its request, the database's included. Both records have lists, conferences,
speakers and organisations of the same length, so that pages show equally many rows. `--small` and `--large` name
databases that are there already.
"""

import argparse
import json
import tempfile
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from .databases import POSTGRES, engines, manage, run
from .records import SPEAKERS, records, write_fixture, write_records

SMALL = 1_000
# Statements of the first speaker, as many as each of 5,000 has of a million, and conferences without any.
OF_FIRST, EMPTY = 200, 40
LIMIT = 1.3
SHOWN = 12
# Fresh processes for each record, in turn, so that other load on the machine meets both. The fastest counts.
ROUNDS = 3


def small_record():
    """Yield the records of a thousand statements whose pages are as long as those of a million."""
    colleagues, post = [], None
    for model, fields in records(SMALL, SPEAKERS):
        if model == "appointment":
            post = post or fields["organisation"]
            if fields["organisation"] == post:
                colleagues.append(fields["speaker"])
        if model == "statement":
            number = int(fields["slug"].partition("-")[2])
            place = number - OF_FIRST
            if place < len(colleagues):
                fields["speaker"] = colleagues[max(0, place)]
                fields["appointment"] = [*fields["speaker"], "post"]
        yield model, fields
    conference = next(fields for model, fields in records(1, 1) if model == "conference")
    for number in range(EMPTY):
        yield "conference", conference | {"slug": f"empty-{number}"}
        session = {"conference": [f"empty-{number}"], "slug": "session-0", "title": "Empty", "position": 1}
        yield "session", session


def measure(*database_urls):
    """Return {page: [milliseconds, entries, status]} for each database."""
    rounds = [[once(database_url) for database_url in database_urls] for _round in range(ROUNDS)]
    return [{page: min(results[page] for results in each) for page in each[0]} for each in zip(*rounds, strict=True)]


def once(database_url):
    with tempfile.TemporaryFile("w+") as output:
        run(database_url, "-m", "bench.growth_worker", output=output)
        output.seek(0)
        return json.load(output)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", default=POSTGRES, help="the server for databases")
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--small", help="the URL of a database to measure instead")
    parser.add_argument("--large", help="the URL of a database to measure instead")
    args = parser.parse_args()
    if args.small and args.large:
        print_results("", *measure(args.small, args.large))
        return
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.json", Path(folder) / "large.json"
        write_records(small, small_record())
        write_fixture(large, statements=args.statements)
        for name, engine in engines(args.postgres).items():
            with ExitStack() as stack:
                few, many = (stack.enter_context(engine(args.postgres)) for _record in range(2))
                for database_url, fixture in ((few, small), (many, large)):
                    manage(database_url, "migrate")
                    manage(database_url, "load_fixtures", str(fixture))
                    manage(database_url, "rebuild_counts")
                manage(many, "collectstatic", "--no-input")
                print_results(name, *measure(few, many))


def print_results(name, few, many):
    """Print the pages that grow most, and all beyond the limit."""
    ratios = {page: many[page][0] / few[page][0] for page in few if page in many}
    print(f"\n{name}: {len(ratios)} pages; those that grow most")
    grown = sorted(ratios, key=ratios.get, reverse=True)
    for place, page in zip(count(1), grown, strict=False):
        if place > SHOWN and ratios[page] <= LIMIT:
            break
        (before, short, _status), (after, long, status) = few[page], many[page]
        print(f"{page:56}{before:>8.1f} ms{after:>9.1f} ms{ratios[page]:>7.2f}   {short} and {long} entries, {status}")
    over = sum(ratio > LIMIT for ratio in ratios.values())
    print(f"{over} of {len(ratios)} grow to more than {LIMIT} times")
    failed = [page for page in many if max(few.get(page, many[page])[2], many[page][2]) >= 400]  # noqa: PLR2004
    print(f"failed: {', '.join(failed) or 'none'}")


if __name__ == "__main__":
    main()
