"""How fast a million statements are searched, beside Datasette: `python -m bench.search`.

One made-up record is loaded into SQLite and PostgreSQL, once with a hundredth of its statements and once with all of
them. Then each question is put to the search page (the best 20 of what is found, their words marked, the count, every
facet and the years, as HTML) and, on the same SQLite file with the same full-text table, to Datasette (20 of what is
found in the order of the table, the count and one facet, as JSON), in turn, each in the process that measures it.
"""

import argparse
import json
import tempfile
from pathlib import Path

from .databases import POSTGRES, engines, manage, run
from .queries import ALIKE
from .records import write_fixture

FEW = 100
# Milliseconds that a search may take: elapsed on PostgreSQL, of the processor on SQLite. Statements loaded a second.
GOALS = {
    "SQLite": {"common word": 100, "rare word": 10},
    "PostgreSQL": {"common word": 150, "rare word": 10},
}
LOADED = 5_000


def measured(database_url, *, beside_datasette):
    """{question: {who: [seconds, seconds of this processor, hits]}} for every question, from bench.search_worker."""
    with tempfile.TemporaryFile("w+") as answer:
        run(database_url, "-m", "bench.search_worker", *["--datasette"] * beside_datasette, output=answer)
        answer.seek(0)
        return json.load(answer)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", default=POSTGRES, help="where to make databases")
    parser.add_argument("--statements", type=int, default=1_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.json", Path(folder) / "large.json"
        write_fixture(small, statements=asked.statements // FEW)
        write_fixture(large, statements=asked.statements)
        for name, engine in engines(asked.postgres).items():
            with engine(asked.postgres) as few, engine(asked.postgres) as many:
                loads = {}
                for database_url, fixture in ((few, small), (many, large)):
                    manage(database_url, "migrate")
                    loads[database_url] = manage(database_url, "load_fixtures", str(fixture))
                manage(many, "collectstatic", "--no-input")
                whole = asked.statements / loads[many].seconds
                index = asked.statements / manage(many, "rebuild_search").seconds
                print(
                    f"\n{name}: of {asked.statements:,} statements {whole:,.0f} a second are read, checked, written "
                    f"and indexed, of {LOADED:,} that ought to be; {index:,.0f} a second are indexed again"
                )
                found = measured(many, beside_datasette=name == "SQLite"), measured(few, beside_datasette=False)
                tell(*found, goals=GOALS[name], by="processor" if name == "SQLite" else "median")


def tell(many, few, *, goals, by):
    print(f"{'':24}{'hits':>9}{'median':>11}{'95 of 100':>11}{'processor':>11}")
    for question, answers in many.items():
        for who, (median, slow, processor, hits) in answers.items():
            print(f"{question + ', ' + who:24}{hits:>9}{median:>8.1f} ms{slow:>8.1f} ms{processor:>8.1f} ms")
        if question in goals:
            median, _slow, processor, _hits = answers["search"]
            took = processor if by == "processor" else median
            missed = "" if took <= goals[question] else ": MISSED"
            print(f"{'':24}{by:>9}{took:>8.1f} ms of {goals[question]} ms{missed}")
        if "Datasette" in answers:
            ratio = answers["Datasette"][0] / answers["page"][0]
            print(f"{'':24}{'':9}{ratio:>8.1f} times as fast as Datasette is the page")
    for question, rarer in ALIKE.items():
        (before, *_others, hits), (after, *_rest, as_many) = few[question]["search"], many[rarer]["search"]
        print(f"{as_many} hits among all take {after / before:.1f} times as long as {hits} among a hundredth of them")


if __name__ == "__main__":
    main()
