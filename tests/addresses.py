"""Every public address of a record, for tests that walk them all."""

from django.urls import reverse

from proceedings.models import Conference, Organisation, Speaker, Statement, Theme

LISTS = ("home", "about", "conferences", "speakers", "organisations", "themes", "statements", "search")
# Lists as files: the filters of their pages are theirs.
LIST_FILES = tuple(
    f"{name}-{extension}"
    for name in ("statements", "speakers", "conferences", "organisations", "themes")
    for extension in ("csv", "json")
)
# What stands beside the pages, for programs.
FILES = ("suggest", "search-feed", "opensearch", "llms", "data-zip", *LIST_FILES)
NOUNS = (Conference, Speaker, Organisation, Theme, Statement)
# What stands beside the page of each row.
NOUN_FILES = {
    Conference: ("conference-csv", "conference-json", "conference-md", "conference-zip"),
    Speaker: ("speaker-csv", "speaker-json", "speaker-md"),
    Organisation: ("organisation-md",),
    Theme: ("theme-csv", "theme-json", "theme-md"),
    Statement: ("statement-md", "statement-txt"),
}


def every_list():
    return [reverse(name) for name in LISTS]


def every_file():
    return [reverse(name) for name in FILES]


def every_noun_file():
    """The files beside the page of every row, public or not."""
    return [
        reverse(name, args=[row.slug])
        for noun, names in NOUN_FILES.items()
        for row in noun.objects.all()
        for name in names
    ]


def every_name():
    """The names of all addresses."""
    beside = [name for names in NOUN_FILES.values() for name in names]
    return {*LISTS, *FILES, *(noun._meta.model_name for noun in NOUNS), *beside}


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
        # Both forms of a list ask the same filters.
        for page in (*LISTS, "search-feed", *(name for name in LIST_FILES if name.endswith("-csv")))
    ]
