"""Every public address of a record, for tests that walk them all."""

from django.urls import reverse

from proceedings.models import Conference, Organisation, Session, Speaker, Statement, Theme

LISTS = ("home", "about", "conferences", "speakers", "organisations", "themes", "statements", "search", "api")
# What stands beside the pages, for programs.
FILES = ("suggest", "search-feed", "opensearch")
API_NOUNS = ("conference", "session", "speaker", "organisation", "theme", "statement")
API_LISTS = tuple(f"api-{noun}s" for noun in API_NOUNS)
API = ("api-root", "api-schema", *API_LISTS)
NOUNS = (Conference, Speaker, Organisation, Theme, Statement)


def every_list():
    return [reverse(name) for name in LISTS]


def every_file():
    return [reverse(name) for name in (*FILES, *API)]


def every_page():
    """The lists, and the page of every row, public or not."""
    pages = [row.get_absolute_url() for noun in NOUNS for row in noun.objects.all()]
    return every_list() + pages


def every_record():
    """The address of every row in the API, public or not."""
    rows = [reverse(f"api-{noun._meta.model_name}", args=[row.slug]) for noun in NOUNS for row in noun.objects.all()]
    return rows + [reverse("api-session", args=[row.conference.slug, row.slug]) for row in Session.objects.all()]


def every_reference():
    """Lists asked for each row by its name and by the beginning of it, public or not: (address, name)."""
    parameters = {Conference: "conference", Speaker: "speaker", Organisation: "organisation", Theme: "theme"}
    return [
        (f"{reverse(page)}?{parameter}={name}", name)
        for noun, parameter in parameters.items()
        for row in noun.objects.all()
        for name in (row.slug, row.slug.partition("-")[0])
        for page in (*LISTS, "search-feed", *API_LISTS)
    ]
