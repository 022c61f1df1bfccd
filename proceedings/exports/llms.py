"""An overview of the site and its files for language models (llmstxt.org)."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.models import Conference
from proceedings.models.reads.present_profile import site_profile
from proceedings.responses import plain_text, site_url

from .markdown.elements import link, literal
from .tables import TABLES

# Conferences; the list of conferences has the others.
LATEST = 50


@require_safe
def llms(request):
    site = site_url(request)
    text = "\n\n".join(part for part in (introduction(), lists(site), whole_record(site), latest(site)) if part)
    return plain_text(f"{text}\n")


def introduction():
    profile = site_profile()
    return "\n\n".join(
        [
            f"# {literal(str(profile))}",
            "> "
            + (
                literal(profile.tagline)
                or _("The public record of conferences: who said what, in what capacity, on which theme.")
            ),
            _(
                "Every statement has a permanent address, a speaker, the post in which they spoke, a form (verbatim, "
                "reported or summary), themes and a source. Only what is verbatim may be quoted as the speaker’s own "
                "words. Put .md behind the address of a page, without its last slash, for the same in Markdown; .txt "
                "behind that of a statement for plain text. Each statement names its licence as “rights”."
            ),
        ]
    )


def lists(site):
    items = [
        f"- [{literal(name)}]({site}{reverse(address)}): {meaning}"
        for table in TABLES
        for address, name, meaning in (
            (f"{table.name}-json", f"{table.name}.json", _("JSON; filters as on the page, such as ?q=words")),
            (f"{table.name}-csv", f"{table.name}.csv", _("the same as CSV")),
        )
    ]
    return section(_("Lists"), items)


def whole_record(site):
    names = {
        "about": _("How to read and cite an entry"),
        "data-zip": _("All data in one archive, with the licence of each conference"),
        "api-schema": _("The API’s description (OpenAPI)"),
        "oai": _("Harvesting (OAI-PMH)"),
        "feed": _("What is new (Atom)"),
        "sitemap": _("Every page"),
    }
    items = [
        f"- [{meaning}]({site}{address})" for name, meaning in names.items() if (address := reversed_or_none(name))
    ]
    return section(_("The whole record"), items)


def latest(site):
    conferences = Conference.objects.public().newest_first()[:LATEST]
    return section(_("Latest conferences"), [f"- {link(conference, site)}" for conference in conferences])


def section(title, items):
    return "\n".join([f"## {title}", "", *items]) if items else ""


def reversed_or_none(name):
    """The address of a URL name, or None if the site has no such name."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
