"""Every public address of a record, for tests that walk them all."""

from django.urls import reverse

from proceedings.models import Conference, Organisation, Speaker, Statement, Theme

LISTS = ("home", "about", "conferences", "speakers", "organisations", "themes", "statements", "search")
# What stands beside the pages, for programs.
FILES = ("suggest", "search-feed", "opensearch")
# What stands beside the page of each row of a noun, by the name of its address.
BESIDE = {"conference-xml": Conference}
NOUNS = (Conference, Speaker, Organisation, Theme, Statement)


def every_list():
    return [reverse(name) for name in LISTS]


def every_file():
    return [reverse(name) for name in FILES]


def every_file_of_a_row():
    """The files beside the page of every row, public or not."""
    return [reverse(name, args=[row.slug]) for name, noun in BESIDE.items() for row in noun.objects.all()]


def every_page():
    """The lists, and the page of every row, public or not."""
    pages = [row.get_absolute_url() for noun in NOUNS for row in noun.objects.all()]
    return every_list() + pages


def every_reference():
    """Lists asked for each row by its name and by the beginning of it, public or not: (address, name)."""
    parameters = {Conference: "conference", Speaker: "speaker", Organisation: "organisation", Theme: "theme"}
    return [
        (f"{reverse(page)}?{parameter}={name}", name)
        for noun, parameter in parameters.items()
        for row in noun.objects.all()
        for name in (row.slug, row.slug.partition("-")[0])
        for page in (*LISTS, "search-feed")
    ]
