"""Compare each public page of a large record with that of a thousand statements: `python -m bench.growth`.

The cost of a page is the processor time of its request, the database's included, and the least of many: each page is
requested from both records in turn, so that other load on the machine meets both. Both have lists, conferences and
organisations of the same length, a speaker with as many statements, and a theme with enough to fill its feed, so that
pages show equally many rows. `--small` and `--large` name databases that are there already.
"""

import argparse
import tempfile
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from .databases import POSTGRES, engines, manage, worker
from .records import FIRST_SPEAKER, SPEAKERS, THEMES, records, write_fixture, write_records

SMALL = 1_000
# Conferences without statements.
EMPTY = 40
# The first theme below another one, and its share of the small record: one statement in 20, since a feed has 50.
NARROWER, ABOUT_NARROWER = f"theme-{THEMES // 10}", 20
LIMIT = 1.3
SHOWN = 12
# Fresh processes, and requests of each for a page. The least counts.
ROUNDS, TIMES = 3, 8


def statements_of_first(statements):
    """Return the number of statements of the first speaker in a record."""
    rows = records(statements, SPEAKERS)
    return sum(model == "statement" and fields["speaker"] == [FIRST_SPEAKER] for model, fields in rows)


def small_record(of_first):
    """Yield the records of a thousand statements, of which the first speaker has `of_first`."""
    colleagues, post = [], None
    for model, fields in records(SMALL, SPEAKERS):
        if model == "appointment":
            post = post or fields["organisation"]
            if fields["organisation"] == post:
                colleagues.append(fields["speaker"])
        if model == "statement":
            number = int(fields["slug"].partition("-")[2])
            place = number - of_first + 1
            if place < len(colleagues):
                fields["speaker"] = colleagues[max(0, place)]
                fields["appointment"] = [*fields["speaker"], "post"]
            if number % ABOUT_NARROWER == 0 and [NARROWER] not in fields["themes"]:
                fields["themes"][0] = [NARROWER]
        yield model, fields
    conference = next(fields for model, fields in records(1, 1) if model == "conference")
    for number in range(EMPTY):
        yield "conference", conference | {"slug": f"empty-{number}"}
        session = {"conference": [f"empty-{number}"], "slug": "session-0", "title": "Empty", "position": 1}
        yield "session", session


def measure(*database_urls):
    """Return {page: [milliseconds, entries, status]} for each database."""
    rounds = [measure_once(database_urls) for _round in range(ROUNDS)]
    return [{page: min(results[page] for results in each) for page in each[0]} for each in zip(*rounds, strict=True)]


def measure_once(database_urls):
    with ExitStack() as stack:
        workers = [stack.enter_context(worker(url, "-m", "bench.growth_worker")) for url in database_urls]
        lists = [request("pages") for request in workers]
        pages = [page for page in lists[0] if all(page in others for others in lists)]
        answers = {
            page: zip(*([request(page) for request in workers] for _time in range(TIMES)), strict=True)
            for page in pages
        }
        least = {page: list(map(min, each)) for page, each in answers.items()}
    return [{page: results[place] for page, results in least.items()} for place in range(len(workers))]


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
        write_records(small, small_record(statements_of_first(args.statements)))
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
