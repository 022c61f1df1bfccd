"""Citations inside HTML lists: COinS, which is OpenURL 1.0 (ANSI/NISO Z39.88-2004)."""

from urllib.parse import urlencode

from proceedings.models import Statement
from proceedings.text import citation_text

from .names import name_variable


def context_object(statement: Statement, site: str) -> str:
    """The `title` of a COinS <span> for a conference paper. The row comes from `with_context()`."""
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "proceeding"),
        ("rft.atitle", statement.title),
        ("rft.btitle", statement.conference.title),
        ("rft.date", statement.date.isoformat() if statement.date else ""),
        ("rft.language", statement.language),
        ("rft_id", f"{site}{statement.get_absolute_url()}"),
    ]
    if statement.speaker:
        name = name_variable(statement.speaker)
        parts = (("rft.au", "literal"), ("rft.aulast", "family"), ("rft.aufirst", "given"))
        pairs += [(key, name[part]) for key, part in parts if part in name]
    return urlencode([(key, citation_text(value)) for key, value in pairs if value])
