"""Compare and check the rows of a noun in batches."""

from proceedings.importing.loader.writing.writer import BATCH

from . import constraints, cross_row_rules
from .text_notes import text_notes


def states_positions(noun, rows):
    """Return whether every row states its position, if the noun has positions."""
    names = {column for columns in noun.numbered for column in columns[-1:]}
    return all(names <= shape.names for shape in {row.shape for row in rows})


class Checks:
    """Completes new rows, appends errors to `problems`, and submits the texts of new rows to `terms`.

    `comparisons` are those of this noun and the nouns before it; `other_names` are the names in the files by speaker.
    """

    def __init__(self, noun, comparisons, other_names, problems, terms):
        self.noun, self.comparisons, self.comparison = noun, comparisons, comparisons[noun]
        self.other_names = other_names
        self.problems = problems
        self.terms = terms
        self.positions = constraints.Positions(noun)

    def check(self, parts, store):
        """Compare and check lists of rows; yield once for each row. New instances go to the store, if there is one."""
        for rows in parts:
            number, number_updated = len(self.comparison.created), len(self.comparison.updated)
            # Their values are needed until the instances are stored; the store drops them then.
            yield from self.comparison.compare(rows, keep=bool(store))
            created, updated = self.comparison.created[number:], self.comparison.updated[number_updated:]
            self.check_rows(created, [*created, *updated])
            for row in created if store else ():
                row.store_instance(store)

    def check_rows(self, created, changed):
        noun, problems = self.noun, self.problems
        problems += self.comparison.problems
        self.comparison.problems = []
        problems += self.positions.assign([row for row in changed if not row.broken])
        for row in created:
            if row.instance:
                row.instance.native_names = self.other_names.get(row.ref, ())
                row.instance.complete()
        problems += constraints.violations(noun, [row for row in changed if not row.broken])
        rows = [row for row in changed if not row.broken]
        problems += cross_row_rules.violations_of_rows(noun, rows, self.comparisons)
        self.comparison.notes += text_notes(noun, rows)
        if self.terms and not problems:
            for at in range(0, len(created), BATCH):
                self.terms.submit(noun.model, [row.instance for row in created[at : at + BATCH]])
