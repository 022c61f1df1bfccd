"""Check the constraints of the database on rows that are not in it yet, without a query for each row."""

import operator
from operator import attrgetter, itemgetter

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.models.columns.partial_dates import reaches

COMPARISONS = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, wanted: value in wanted,
    "reaches": reaches,
}


# Combinations of values whose violations are cached: many rows have the same statuses, kinds and dates.
MOST_KNOWN = 10_000


def violations(noun, rows):
    """Yield a problem for each CheckConstraint that a row violates."""
    rules = Rules(noun)
    for row in rows:
        for constraint in rules.violated(row):
            yield row.problem(str(constraint.violation_error_message))


class Rules:
    """The CheckConstraints of a noun as functions of a row.

    Constraints that do not compare keys are called only once for each combination of values, as many rows share these.
    """

    def __init__(self, noun):
        opts = noun.model._meta
        constraints = [one for one in opts.constraints if isinstance(one, models.CheckConstraint)]
        keys = {opts.pk.attname, *(column.attname for column in noun.references)}
        self.varying, self.recurring, names = [], [], set()
        for place, constraint in enumerate(constraints):
            read, asked = attnames_of(constraint.condition, noun)
            rule = place, constraint, condition_function(constraint.condition, noun)
            if read & keys:
                self.varying.append(rule)
            else:
                self.recurring.append(rule)
                names |= read | asked
        self.references = sorted(names & keys)
        self.values_of = itemgetter(*sorted(names - keys)) if names - keys else lambda _values: None
        # {values: rules that they violate}
        self.known = {}

    def violated(self, row):
        """Return the constraints that a row violates, in their order in the model."""
        state = vars(row.instance)
        values = self.values_of(state), *[state[name] is None for name in self.references]
        known = self.known.get(values)
        if known is None:
            known = broken_rules(self.recurring, row)
            if len(self.known) < MOST_KNOWN:
                self.known[values] = known
        broken = [*known, *broken_rules(self.varying, row)]
        return [constraint for _place, constraint, _truth in sorted(broken, key=itemgetter(0))] if broken else ()


def broken_rules(rules, row):
    # As in SQL, a constraint is not violated if its condition is unknown (None).
    return [rule for rule in rules if rule[2](row) is False]


def attnames_of(condition, noun):
    """Return the attributes whose values a condition reads, and those that it only compares with null."""
    if isinstance(condition, Q):
        parts = [attnames_of(part, noun) for part in condition.children]
        return set().union(*(read for read, _asked in parts)), set().union(*(asked for _read, asked in parts))
    path, wanted = condition
    name, _separator, lookup = path.partition("__")
    opts = noun.model._meta
    names = {name, wanted.name} if isinstance(wanted, F) else {name}
    read = {opts.pk.attname if name == "pk" else opts.get_field(name).attname for name in names}
    return (set(), read) if lookup == "isnull" else (read, set())


def condition_function(condition, noun):
    """Return a function from a row to True, False, or None, which is SQL's unknown."""
    if isinstance(condition, Q):
        parts = [condition_function(part, noun) for part in condition.children]
        decisive = condition.connector == Q.OR

        def truth(row):
            result = not decisive
            for part in parts:
                value = part(row)
                if value is decisive:
                    result = decisive
                    break
                if value is None:
                    result = None
            return result if not condition.negated or result is None else not result

        return truth

    path, wanted = condition
    name, _separator, lookup = path.partition("__")
    value_of = value_getter(name, noun)
    wanted_of = value_getter(wanted.name, noun) if isinstance(wanted, F) else lambda _row: wanted
    if lookup == "isnull":
        return lambda row: (value_of(row) is None) is wanted
    compare = COMPARISONS[lookup or "exact"]

    def compare_reading(row):
        value, other = value_of(row), wanted_of(row)
        return None if value is None or other is None else compare(value, other)

    return compare_reading


def value_getter(name, noun):
    if name in {"pk", noun.model._meta.pk.name}:
        # A new row has no primary key yet, only its provisional number.
        return lambda row: row.ref.id
    attname = noun.model._meta.get_field(name).attname
    return lambda row: getattr(row.instance, attname)


class Positions:
    """The positions of a noun that are taken by the rows so far."""

    def __init__(self, noun):
        self.noun = noun
        # {column names: {group: {position: row, or primary key}}}
        self.taken = {attnames: {} for attnames in noun.numbered}

    def assign(self, rows):
        """Give rows without a position one after all others. Yield a problem for each position that is taken twice."""
        for attnames, constraint in self.noun.numbered.items():
            *group, last = attnames
            group_of = attrgetter(*group)
            taken = self.taken[attnames]
            for *place, position, pk in stored_positions(self.noun, attnames, rows):
                taken.setdefault(place[0] if len(place) == 1 else tuple(place), {})[position] = pk
            open_rows = []
            for row in rows:
                instance = row.instance
                position, positions = getattr(instance, last), taken.setdefault(group_of(instance), {})
                if position is None:
                    open_rows.append((instance, positions))
                elif other := positions.get(position):
                    yield row.problem(
                        position_taken_message(constraint, other),
                        last,
                        hint=lambda other=other: stored_key(self.noun, other),
                    )
                else:
                    positions[position] = row
            for instance, positions in open_rows:
                position = max(positions, default=0) + 1
                setattr(instance, last, position)
                positions[position] = True


def stored_positions(noun, attnames, rows):
    """Yield [*group, position, primary key] of the stored rows that the load does not move."""
    groups = {getattr(row.instance, attnames[0]) for row in rows}
    moved = {row.ref.id for row in rows}
    for chunk in chunks(group for group in groups if group and group > 0):
        stored = noun.rows.filter(**{f"{attnames[0]}__in": chunk}).values_list(*attnames, "pk")
        yield from (values for values in stored.iterator() if values[-1] not in moved)


def position_taken_message(constraint, other):
    message = str(constraint.violation_error_message)
    if not isinstance(other, int):
        message += " " + _("It is %(row)s at %(place)s.") % {"row": other, "place": other.place}
    return message + " " + _("Choose another one, or leave it out to come last.")


def stored_key(noun, other):
    if not isinstance(other, int):
        return ""
    return " " + _("(There is %s in the database.)") % "/".join(
        map(str, noun.model.objects.get(pk=other).natural_key())
    )
