"""Every public address of a record, for tests that walk them all."""

from django.urls import reverse

from proceedings.models import Conference, Organisation, Speaker, Statement, Theme

LISTS = ("home", "about", "conferences", "speakers", "organisations", "themes", "statements", "search")
# What stands beside the pages, for programs.
FILES = ("suggest", "search-feed", "opensearch", "feed", "sitemap", "robots")
# What answers only to a question.
ASKED = ("oai", "oembed")
# What stands beside the page of a row.
FILES_OF = {
    Conference: ("conference-feed", "conference-ics"),
    Speaker: ("speaker-feed",),
    Theme: ("theme-feed",),
    Statement: ("statement-embed",),
}
SITEMAPS = ("lists", "conferences", "speakers", "organisations", "themes", "statements")
NOUNS = (Conference, Speaker, Organisation, Theme, Statement)


def every_list():
    return [reverse(name) for name in LISTS]


def every_file():
    return [reverse(name) for name in FILES]


def every_section():
    return [reverse("sitemap-section", args=[name]) for name in SITEMAPS]


def every_file_of_a_row():
    """The files of every row, public or not."""
    return [
        reverse(name, args=[row.slug])
        for noun, names in FILES_OF.items()
        for row in noun.objects.all()
        for name in names
    ]


def every_harvest():
    """What a harvester may ask, of every row, public or not."""
    lists = [f"verb={verb}&metadataPrefix=oai_dc" for verb in ("ListRecords", "ListIdentifiers")]
    sets = [f"set={noun._meta.model_name}.{row.slug}" for noun in (Conference, Theme) for row in noun.objects.all()]
    records = [
        f"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:{row.slug}" for row in Statement.objects.all()
    ]
    asked = [
        "verb=Identify",
        "verb=ListSets",
        *lists,
        *(f"{asked}&{name}" for asked in lists for name in sets),
        *records,
    ]
    return [f"{reverse('oai')}?{query}" for query in asked]


def every_quotation():
    """What a site asks that meets the address of a statement, public or not."""
    urls = [f"http://testserver{row.get_absolute_url()}" for row in Statement.objects.all()]
    return [f"{reverse('oembed')}?url={url}" for url in urls]


def every_name():
    """The names of all addresses above."""
    own = {noun._meta.model_name for noun in NOUNS}
    return {*LISTS, *FILES, *ASKED, *own, *(name for names in FILES_OF.values() for name in names), "sitemap-section"}


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
