"""Parts of a Markdown file (CommonMark 0.31): front matter, headings, lists and sections."""

import re

import yaml
from django.urls import reverse

from proceedings.batches import rows_in_order
from proceedings.exports.tables import STATEMENTS
from proceedings.models.columns.partial_dates import PartialDate

# Characters with a meaning inside a line, to be escaped with a backslash.
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#&!|~])")


class FrontMatterDumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and indents lists."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


def represent_text(dumper, text):
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def represent_date(dumper, date):
    """Write a whole day as a YAML date, anything else as a text."""
    if isinstance(date, PartialDate) and date.is_day:
        return dumper.represent_date(date.first)
    return dumper.represent_str(date.isoformat())


FrontMatterDumper.add_representer(str, represent_text)
FrontMatterDumper.add_representer(PartialDate, represent_date)


def front_matter(facts):
    """The facts as YAML between two lines of dashes, without empty ones."""
    known = {name: value for name, value in facts.items() if value not in ("", None, [])}
    facts = yaml.dump(known, Dumper=FrontMatterDumper, allow_unicode=True, sort_keys=False, width=float("inf"))
    return f"---\n{facts}---\n"


def literal(text):
    """Plain text escaped for Markdown, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def heading(level, text):
    return f"\n{'#' * level} {literal(text)}\n"


def section(title, text):
    """A section with a Markdown text. It must come last, since an unclosed fence would include the rest."""
    return f"{heading(2, title)}\n{text}\n" if text else ""


def link(row, site):
    """A link to the Markdown of a row's page."""
    address = reverse(f"{row._meta.model_name}-md", args=[row.slug])
    return f"[{literal(str(getattr(row, 'title', None) or row))}]({site}{address})"


def links(rows, site):
    return "".join(f"- {link(row, site)}\n" for row in rows)


def statement_list(queryset, site, *, under):
    """Yield the lines of a list of statements with speakers and posts, under a heading for each `under(statement)`."""
    last = None
    for statement in rows_in_order(queryset, STATEMENTS.rows.order_by().in_bulk):
        if (group := under(statement)) != last:
            yield f"{heading(2, str(group))}\n"
            last = group
        speakers = "; ".join(map(str, statement.credits))
        yield f"- {link(statement, site)}{': ' if speakers else ''}{literal(speakers)}\n"
