"""Compare the search of a million statements with Datasette: `python -m bench.search`.

A generated record is loaded into SQLite and PostgreSQL, once with a hundredth of its statements and once with all of
them. Then each query runs on the search page (the best 20 results with highlighted words, the count, all facets and the
years, as HTML) and, on the same SQLite file with the same full-text table, on Datasette (20 results in the order of the
table, the count and one facet, as JSON), in turn, each in the process that measures it.
"""

import argparse
import json
import tempfile
from pathlib import Path

from .databases import POSTGRES, engines, manage, run
from .queries import ALIKE
from .records import write_fixture

RATIO = 100
# The most milliseconds of a page for a common word, and for any other query: processor time on SQLite, elapsed time on
# PostgreSQL.
GOALS = {"SQLite": {"common word": 40}, "PostgreSQL": {"common word": 60}}
GOAL = 60
# Statements loaded per second.
LOADED = 5_000


def measure(database_url, *, with_datasette):
    """{query: {target: [median, 95th percentile, processor time, hits]}} in milliseconds, from bench.search_worker."""
    with tempfile.TemporaryFile("w+") as output:
        run(database_url, "-m", "bench.search_worker", *["--datasette"] * with_datasette, output=output)
        output.seek(0)
        return json.load(output)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", default=POSTGRES, help="the server for databases")
    parser.add_argument("--statements", type=int, default=1_000_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.json", Path(folder) / "large.json"
        write_fixture(small, statements=args.statements // RATIO)
        write_fixture(large, statements=args.statements)
        for name, engine in engines(args.postgres).items():
            with engine(args.postgres) as few, engine(args.postgres) as many:
                loads = {}
                for database_url, fixture in ((few, small), (many, large)):
                    manage(database_url, "migrate")
                    loads[database_url] = manage(database_url, "load_fixtures", str(fixture))
                manage(many, "collectstatic", "--no-input")
                whole = args.statements / loads[many].seconds
                index = args.statements / manage(many, "rebuild_search").seconds
                manage(few, "rebuild_search")
                print(
                    f"\n{name}: {args.statements:,} statements, {whole:,.0f} loaded per second "
                    f"(goal: {LOADED:,}), {index:,.0f} indexed again per second"
                )
                results = measure(many, with_datasette=name == "SQLite"), measure(few, with_datasette=False)
                print_results(*results, goals=GOALS[name], by="processor" if name == "SQLite" else "median")


def print_results(many, few, *, goals, by):
    print(f"{'':24}{'hits':>9}{'median':>11}{'95 of 100':>11}{'processor':>11}")
    for query, answers in many.items():
        for target, (median, slow, processor, hits) in answers.items():
            print(f"{query + ', ' + target:24}{hits:>9}{median:>8.1f} ms{slow:>8.1f} ms{processor:>8.1f} ms")
        median, _slow, processor, _hits = answers["page"]
        took, goal = processor if by == "processor" else median, goals.get(query, GOAL)
        print(f"{'':24}{by:>9}{took:>8.1f} ms of {goal} ms{'' if took <= goal else ': MISSED'}")
        if "Datasette" in answers:
            ratio = answers["Datasette"][0] / answers["page"][0]
            print(f"{'':24}{'':9}{ratio:>8.1f} times as fast as Datasette")
    for query, rarer in ALIKE.items():
        (before, *_others, hits), (after, *_rest, as_many) = few[query]["search"], many[rarer]["search"]
        print(
            f"{as_many} hits in all statements take {after / before:.1f} times as long as {hits} in a hundredth of them"
        )


if __name__ == "__main__":
    main()
