"""Lists of words in YAML, which a person can read and extend."""

import yaml

# Without libyaml, the parser in Python takes ten times as long.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_word_lists(path):
    """Return the content of a file, with every value as text: YAML would read "on" and "no" as booleans."""
    return yaml.load(path.read_text("utf-8"), LOADER)  # noqa: S506 - it makes only texts
