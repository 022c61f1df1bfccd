"""Every public address of a record, for tests that walk them all."""

from django.urls import reverse

from proceedings.models import Conference, Organisation, Speaker, Statement, Theme

LISTS = ("home", "about", "conferences", "speakers", "organisations", "themes", "statements", "search")
# What stands beside the pages, for programs.
FILES = ("suggest", "search-feed", "opensearch")
NOUNS = (Conference, Speaker, Organisation, Theme, Statement)


def every_list():
    return [reverse(name) for name in LISTS]


def every_file():
    return [reverse(name) for name in FILES]


def every_page():
    """The lists, and the page of every row, public or not."""
    pages = [row.get_absolute_url() for noun in NOUNS for row in noun.objects.all()]
    return every_list() + pages


def every_question():
    """The list of statements, asked with each row's name as a filter, public or not."""
    parameters = {Conference: "conference", Speaker: "speaker", Organisation: "organisation", Theme: "theme"}
    return [
        f"{address}?{parameter}={row.slug}"
        for noun, parameter in parameters.items()
        for row in noun.objects.all()
        for address in map(reverse, ("statements", "speakers", "conferences", "search", "search-feed"))
    ]
