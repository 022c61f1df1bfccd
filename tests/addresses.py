"""Every public address of a record, for tests that walk them all."""

from django.urls import reverse

from proceedings.models import Conference, Organisation, Speaker, Statement, Theme

LISTS = ("home", "about", "conferences", "speakers", "organisations", "themes", "statements", "search")
# What stands beside the pages, for programs.
FILES = ("suggest", "search-feed", "opensearch", "statements-bib", "statements-ris")
NOUNS = (Conference, Speaker, Organisation, Theme, Statement)
# What stands beside the page of each row: pages, and files.
PAGES_BESIDE = {Conference: ("conference-cite",), Speaker: ("speaker-cite",), Statement: ("statement-cite",)}
FILES_BESIDE = {
    Conference: ("conference-bib", "conference-ris"),
    Speaker: ("speaker-bib", "speaker-ris"),
    Statement: ("statement-bib", "statement-ris", "statement-json"),
}


def every_list():
    return [reverse(name) for name in LISTS]


def every_name():
    return {*LISTS, *FILES, *(noun._meta.model_name for noun in NOUNS), *beside(PAGES_BESIDE), *beside(FILES_BESIDE)}


def beside(names):
    return [name for some in names.values() for name in some]


def of_every_row(names):
    """The addresses by these names, for each row of their nouns."""
    rows = [(row, some) for noun, some in names.items() for row in noun.objects.all()]
    return [reverse(name, args=[row.slug]) for row, some in rows for name in some]


def every_file():
    return [reverse(name) for name in FILES]


def every_file_beside():
    """The files of every row, public or not."""
    return of_every_row(FILES_BESIDE)


def every_page():
    """The lists, and the pages of every row, public or not."""
    pages = [row.get_absolute_url() for noun in NOUNS for row in noun.objects.all()]
    return every_list() + pages + of_every_row(PAGES_BESIDE)


def every_reference():
    """Lists asked for each row by its name and by the beginning of it, public or not: (address, name)."""
    parameters = {Conference: "conference", Speaker: "speaker", Organisation: "organisation", Theme: "theme"}
    return [
        (f"{reverse(page)}?{parameter}={name}", name)
        for noun, parameter in parameters.items()
        for row in noun.objects.all()
        for name in (row.slug, row.slug.partition("-")[0])
        for page in (*LISTS, "search-feed", "statements-bib")
    ]
