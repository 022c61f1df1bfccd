"""Write a fixture, load it, and read the errors."""

from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

import pytest

from proceedings.importing.loader import FixtureError, load


def load_text(text, name="record.yaml", **options):
    """Load a file with this text (or these bytes)."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
        return load([path], **options)


def complaints(text, name="record.yaml"):
    """The errors, one per line, with the bare name of the file."""
    with pytest.raises(FixtureError) as caught:
        load_text(text, name)
    return [str(problem).replace(str(Path(problem.place.file).parent) + "/", "") for problem in caught.value.problems]


def a_record(model, **fields):
    """A record of a fixture in YAML; the values are written as they are."""
    lines = "\n".join(f"    {name}: {value}" for name, value in fields.items())
    return f"- model: proceedings.{model}\n  fields:\n{lines}\n"
