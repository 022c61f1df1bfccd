from django.utils.translation import gettext as _

from proceedings import markup
from proceedings.exports.row_file import row_file
from proceedings.exports.tables import STATEMENTS
from proceedings.responses import plain_text, site_url
from proceedings.text import printable

from .elements import front_matter, heading
from .response import markdown_response

ROWS = STATEMENTS.rows.prefetch_related("translations", "corrections")


@row_file(ROWS)
def statement_md(request, statement):
    return markdown_response(document(statement, site_url(request)), statement.slug)


def document(statement, site):
    facts = STATEMENTS.record(statement, site)
    text, text_format = facts.pop("text"), facts.pop("text_format")
    # Translations go into the front matter: two Markdown texts in one file would be parsed as one.
    facts["translations"] = [
        {
            name: getattr(translation, name)
            for name in ("language", "kind", "translator", "title", "text", "text_format")
        }
        for translation in statement.translations.all()
    ]
    facts["corrections"] = [
        {"made_on": correction.made_on, "note": correction.note} for correction in statement.corrections.all()
    ]
    yield front_matter(facts)
    yield heading(1, statement.title)
    # No final line break: it would become part of an unclosed code fence.
    yield f"\n{markup.escaped(text) if text_format == markup.PLAIN else markup.portable(text)}"


@row_file(ROWS)
def statement_txt(request, statement):
    text = "\n\n".join(plain(statement, site_url(request))) + "\n"
    return plain_text(text)


def byline(credit):
    """The name and the capacity of a speaker, and the label that the source prints."""
    printed = _("printed as “%s”") % credit.printed_as if credit.printed_as else ""
    return ", ".join(filter(None, (str(credit), printed)))


def plain(statement, site):
    """Yield the title, the facts and the paragraphs of a statement as plain text."""
    day = statement.date.isoformat() if statement.date else ""
    yield printable(statement.title)
    facts = [
        *map(byline, statement.credits),
        ", ".join(filter(None, (statement.conference.title, statement.session.title, day))),
        str(statement.get_form_explanation()),
        site + statement.get_absolute_url(),
    ]
    yield printable("\n".join(filter(None, facts)))
    yield from markup.plain_paragraphs(statement.text, statement.text_format)
