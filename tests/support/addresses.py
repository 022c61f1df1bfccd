"""Every public address of a record, for tests that walk them all."""

from django.urls import reverse

from proceedings.models import Conference, Organisation, Session, Speaker, Statement, Theme

LISTS = (
    "home",
    "about",
    "data",
    "accessibility",
    "conferences",
    "speakers",
    "organisations",
    "themes",
    "statements",
    "search",
    "feed-page",
    "search-feed-page",
    "compare",
    "api",
)
# Files of lists, which have the same filters as the pages.
LIST_FILES = (
    "statements-bib",
    "statements-ris",
    *(f"{name}-csv" for name in ("statements", "speakers", "conferences", "organisations", "themes")),
    *(f"{name}-json" for name in ("statements", "speakers", "conferences", "organisations", "themes")),
)
# Files and addresses for programs.
FILES = (
    "suggest",
    "search-feed",
    "opensearch",
    "logo",
    "llms",
    "data-zip",
    "feed",
    "oai",
    "oembed",
    "sitemap",
    "robots",
    *LIST_FILES,
)
API_NOUNS = ("conference", "session", "speaker", "organisation", "theme", "statement")
API_LISTS = tuple(f"api-{noun}s" for noun in API_NOUNS)
API = ("api-root", "api-schema", *API_LISTS)
NOUNS = (Conference, Speaker, Organisation, Theme, Statement)
# Filters of lists by the row of another model.
REFERENCES = {"conference": Conference, "speaker": Speaker, "organisation": Organisation, "theme": Theme}
# The pages and files beside the page of each row.
PAGES_BESIDE = {
    Conference: ("conference-cite", "conference-programme", "conference-feed-page"),
    Speaker: ("speaker-cite", "speaker-feed-page"),
    Theme: ("theme-feed-page",),
    Statement: ("statement-cite", "statement-embed", "statement-versions"),
}
# Addresses with a number, beside the page of each row.
NUMBERED = {Statement: ("statement-version",)}
# Pages that are not for readers, but for staff, or for a speaker with a link.
FOR_STAFF = {Conference: ("conference-preview",), Statement: ("statement-preview",)}
NOT_FOR_READERS = {"conference-preview", "statement-preview", "approval"}
FILES_BESIDE = {
    Conference: [
        f"conference-{extension}"
        for extension in (
            "bib",
            "ris",
            "csv",
            "json",
            "md",
            "zip",
            "pdf",
            "epub",
            "xml",
            "ics",
            "feed",
            "schedule.json",
            "schedule.xml",
        )
    ],
    Speaker: [f"speaker-{extension}" for extension in ("bib", "ris", "csv", "json", "md", "card", "portrait", "feed")],
    Organisation: ["organisation-md"],
    Theme: [f"theme-{extension}" for extension in ("csv", "json", "md", "feed")],
    Statement: [
        f"statement-{extension}" for extension in ("bib", "ris", "json", "md", "txt", "card", "captions", "recording")
    ],
}


SITEMAPS = ("lists", "conferences", "speakers", "organisations", "themes", "statements")


def every_list():
    return [reverse(name) for name in LISTS]


def every_file():
    sitemaps = [reverse("sitemap-section", args=[name]) for name in SITEMAPS]
    return [reverse(name) for name in (*FILES, *API)] + sitemaps


def every_name():
    """The names of all addresses for readers, tools and programs."""
    pages = {noun._meta.model_name for noun in NOUNS}
    records = {f"api-{noun}" for noun in API_NOUNS}
    several = beside(PAGES_BESIDE) + beside(FILES_BESIDE) + beside(NUMBERED)
    return {*LISTS, *FILES, *API, *pages, *records, *several, "sitemap-section"}


def beside(names):
    return [name for some in names.values() for name in some]


def of_every_row(names, *more):
    """The addresses with these names for each row of their models."""
    rows = [(row, some) for noun, some in names.items() for row in noun.objects.all()]
    return [reverse(name, args=[row.slug, *more]) for row, some in rows for name in some]


def every_file_beside():
    """The files of every row, public or not."""
    return of_every_row(FILES_BESIDE)


def every_harvest():
    """OAI-PMH requests for every row, public or not."""
    lists = [f"verb={verb}&metadataPrefix=oai_dc" for verb in ("ListRecords", "ListIdentifiers")]
    sets = [f"set={noun._meta.model_name}.{row.slug}" for noun in (Conference, Theme) for row in noun.objects.all()]
    records = [
        f"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:{row.slug}" for row in Statement.objects.all()
    ]
    narrowed = [f"{asked}&{name}" for asked in lists for name in sets]
    asked = ["verb=Identify", "verb=ListSets", *lists, *narrowed, *records]
    return [f"{reverse('oai')}?{query}" for query in asked]


def every_quotation():
    """oEmbed requests for every statement, public or not."""
    urls = [f"http://testserver{row.get_absolute_url()}" for row in Statement.objects.all()]
    return [f"{reverse('oembed')}?url={url}" for url in urls]


def every_page():
    """The lists, and the pages of every row, public or not."""
    pages = [row.get_absolute_url() for noun in NOUNS for row in noun.objects.all()]
    return every_list() + pages + of_every_row(PAGES_BESIDE) + of_every_row(NUMBERED, 1)


def every_record():
    """The address of every row in the API, public or not."""
    rows = [reverse(f"api-{noun._meta.model_name}", args=[row.slug]) for noun in NOUNS for row in noun.objects.all()]
    return rows + [reverse("api-session", args=[row.conference.slug, row.slug]) for row in Session.objects.all()]


def every_address():
    pages = every_page() + of_every_row(FOR_STAFF)
    return pages + every_file() + every_file_beside() + every_record() + every_quotation()


def every_reference(parameter):
    """Lists filtered by each row's name and by the beginning of it, public or not: (address, name)."""
    # A list has the same filters in each of its forms.
    files = ("search-feed", "statements-bib", *(name for name in LIST_FILES if name.endswith("-csv")))
    slugs = REFERENCES[parameter].objects.values_list("slug", flat=True)
    names = sorted({name for slug in slugs for name in (slug, slug.partition("-")[0])})
    return [(f"{reverse(page)}?{parameter}={name}", name) for name in names for page in (*LISTS, *files, *API_LISTS)]
