"""Records with the same fields as columns, which are sent to another process and read there in half the time."""

from typing import Any, NamedTuple

from proceedings import sandbox

from .records import records

# Records that are sent together.
TOGETHER = 500
ORDINARY = {"model", "fields"}


class Portion(NamedTuple):
    """Records of one model with the same fields, in their order. `places` are their numbers and first lines."""

    model: str
    names: tuple[str, ...]
    places: list[tuple[int, int]]
    columns: list[tuple[Any, ...]]


class Divider:
    """Divides records into Portions. Those of one model keep their order."""

    def __init__(self):
        # Portions, and other records as (number, line, data).
        self.items = []
        # {model in lower case: (model, names, places, rows)} of the Portions that are not complete.
        self.growing = {}

    def add(self, number, line, data):
        if not is_ordinary(data):
            self.end_all()
            self.items.append((number, line, data))
            return
        model, fields = data["model"], data["fields"]
        names, key = tuple(fields), model.lower()
        if key in self.growing and self.growing[key][:2] != (model, names):
            self.end(key)
        _model, _names, places, rows = self.growing.setdefault(key, (model, names, [], []))
        places.append((number, line))
        rows.append(fields.values())

    def end(self, key):
        model, names, places, rows = self.growing.pop(key)
        self.items.append(Portion(model, names, places, list(zip(*rows, strict=True))))

    def end_all(self):
        """End all Portions and return the items."""
        for key in list(self.growing):
            self.end(key)
        return self.items


def portions(source):
    """Yield lists of Portions and of other records (number, line, data), including those before an exception."""
    divider = Divider()
    try:
        for number, line, data, _lines in records(source):
            divider.add(number, line, data)
            if number % TOGETHER == 0:
                yield divider.end_all()
                divider = Divider()
    except Exception:
        yield divider.end_all()
        raise
    yield divider.end_all()


def import_yaml():
    from . import yaml_stream  # noqa: F401


# Child processes that read further files share the imported module.
sandbox.prepare(import_yaml, job=portions)


def is_ordinary(data):
    """Return whether a record has a model and fields, and each name once."""
    # A mapping with a repeated name is a DuplicateKeyDict.
    return (
        type(data) is dict
        and data.keys() == ORDINARY
        and type(data["model"]) is str
        and type(data["fields"]) is dict
        and bool(data["fields"])
    )
