"""Citations inside HTML lists: COinS, which is OpenURL 1.0 (ANSI/NISO Z39.88-2004)."""

import re
from functools import lru_cache
from urllib.parse import quote_plus, urlencode

from proceedings.models import Statement
from proceedings.text import citation_text

from .csl import author
from .dates import common_date
from .names import comma_separated, family_with_particle, given_with_particle


def context_object(statement: Statement, site: str) -> str:
    """The `title` of a COinS <span> for a conference paper. The row comes from `with_context()`."""
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "proceeding"),
        ("rft.atitle", statement.title),
        ("rft.btitle", statement.conference.title),
        ("rft.date", common_date(statement.date)),
        ("rft.language", statement.language),
        ("rft_id", f"{site}{statement.get_absolute_url()}"),
    ]
    first, *further = [author(credit) for credit in statement.credits] or [{}]
    # Only the first author can have a name in parts.
    pairs += name_pairs(first)
    pairs += [("rft.au", comma_separated(name)) for name in further]
    return urlencode([(key, citation_text(value)) for key, value in pairs if value], quote_via=quoted)


# The letters of all scripts stay, as in an IRI: reference managers read both, and in UTF-8 a letter that is not Latin
# takes a third of the bytes.
RESERVED = re.compile(r"[^\w.~-]+")


@lru_cache(maxsize=4096)
def quoted(text, _safe, _encoding, _errors):
    """Return text for a query. The names of keys, speakers and conferences repeat on a page."""
    return RESERVED.sub(lambda match: quote_plus(match[0]), text)


def name_pairs(name: dict) -> list[tuple[str, str]]:
    """The keys of OpenURL for a name variable; none for an empty one."""
    if not name:
        return []
    if "literal" in name:
        return [("rft.au", name["literal"])]
    return [
        ("rft.aulast", family_with_particle(name)),
        ("rft.aufirst", given_with_particle(name)),
        ("rft.ausuffix", name.get("suffix")),
    ]
