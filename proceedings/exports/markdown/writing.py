"""The parts of a Markdown file (CommonMark 0.31): its facts in front, headings, lists, and texts that are Markdown."""

import re

import yaml
from django.urls import reverse

from proceedings.batches import rows_in_order
from proceedings.exports.tables import STATEMENTS

# Whatever could begin a mark inside a line; CommonMark lets each stand for itself after a backslash.
MARKS = re.compile(r"([\\`*_{}\[\]<>#&!|~])")


class Facts(yaml.SafeDumper):
    """YAML that shows texts of several lines as such, and indents lists."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


def represent_text(dumper, text):
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


Facts.add_representer(str, represent_text)


def front_matter(facts):
    """What is known, between two lines of dashes; what is empty is left out."""
    known = {name: value for name, value in facts.items() if value not in ("", None, [])}
    facts = yaml.dump(known, Dumper=Facts, allow_unicode=True, sort_keys=False, width=float("inf"))
    return f"---\n{facts}---\n"


def literal(text):
    """A plain text as Markdown that shows just this text, on one line."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))


def heading(level, text):
    return f"\n{'#' * level} {literal(text)}\n"


def passage(title, text):
    """A section with a text that is Markdown already; it stands last, since an open fence swallows what follows."""
    return f"{heading(2, title)}\n{text}\n" if text else ""


def link(row, site):
    """A link to the Markdown of a row's page."""
    address = reverse(f"{row._meta.model_name}-md", args=[row.slug])
    return f"[{literal(str(getattr(row, 'title', None) or row))}]({site}{address})"


def links(rows, site):
    return "".join(f"- {link(row, site)}\n" for row in rows)


def statements(found, site, *, under):
    """Lines that list statements with who spoke in what capacity, under a heading for each `under(statement)`."""
    last = None
    for statement in rows_in_order(found, STATEMENTS.rows.order_by().in_bulk):
        if (group := under(statement)) != last:
            yield f"{heading(2, str(group))}\n"
            last = group
        who = [str(fact) for fact in (statement.speaker, statement.appointment) if fact]
        yield f"- {link(statement, site)}{': ' if who else ''}{literal(', '.join(who))}\n"
