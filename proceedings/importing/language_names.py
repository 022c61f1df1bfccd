"""Languages as people write them, by a tag or a name."""

import re

import langcodes

SEVERAL_LANGUAGES = re.compile(r"[/,;&+|\n]|\s(?:and|or|und|oder|et|ou|y|e|и|или)\s|[和与、]", re.IGNORECASE)


def language_of(text):
    """Return the tag of a language that is given by a tag or a name; "" for anything else."""
    if not text or langcodes.tag_is_valid(text):
        return text
    if SEVERAL_LANGUAGES.search(text):
        # langcodes would take the first of several languages.
        return ""
    try:
        return str(langcodes.find(text))
    except (LookupError, ValueError):
        return ""
