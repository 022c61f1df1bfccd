"""What the site is and where its files are, for language models (llmstxt.org)."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.models import Conference
from proceedings.responses import plain_text, site_url

from .markdown.writing import link, literal
from .tables import TABLES

# The others are in the list of conferences.
LATEST = 50


@require_safe
def llms(request):
    here = site_url(request)
    text = "\n\n".join(part for part in (introduction(), lists(here), others(here), latest(here)) if part)
    return plain_text(f"{text}\n")


def introduction():
    return "\n\n".join(
        [
            f"# {_('Proceedings')}",
            "> " + _("The public record of conferences: who said what, in what capacity, on which theme."),
            _(
                "Every statement has a permanent address, a speaker, the post in which they spoke, a form (verbatim, "
                "reported or summary), themes and a source. Only what is verbatim may be quoted as the speaker’s own "
                "words. Put .md behind the address of a page, without its last slash, for the same in Markdown; .txt "
                "behind that of a statement for plain text. Each conference names its licence as “rights”."
            ),
        ]
    )


def lists(here):
    items = [
        f"- [{literal(name)}]({here}{reverse(address)}): {meaning}"
        for table in TABLES
        for address, name, meaning in (
            (f"{table.name}-json", f"{table.name}.json", _("JSON; filters as on the page, such as ?q=words")),
            (f"{table.name}-csv", f"{table.name}.csv", _("the same as CSV")),
        )
    ]
    return section(_("Lists"), items)


def others(here):
    """What else there is of the whole site."""
    known = {
        "about": _("How to read and cite an entry"),
        "data-zip": _("All data in one archive, with the licence of each conference"),
        "api-schema": _("The API’s description (OpenAPI)"),
        "oai": _("Harvesting (OAI-PMH)"),
        "feed": _("What is new (Atom)"),
        "sitemap": _("Every page"),
    }
    items = [
        f"- [{meaning}]({here}{address})" for name, meaning in known.items() if (address := reversed_or_none(name))
    ]
    return section(_("The whole record"), items)


def latest(here):
    conferences = Conference.objects.public().newest_first()[:LATEST]
    return section(_("Latest conferences"), [f"- {link(conference, here)}" for conference in conferences])


def section(title, items):
    return "\n".join([f"## {title}", "", *items]) if items else ""


def reversed_or_none(name):
    """The address of a name, if the site has it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
