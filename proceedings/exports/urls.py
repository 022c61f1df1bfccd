from django.urls import path
from django.views.decorators.http import require_safe

from . import calendar, captions, citations, llms, oembed, opensearch, sitemaps
from .akomantoso import views as akomantoso
from .book import views as book
from .data import urls as data
from .feeds import model_feeds
from .feeds.pages import page_of, search_page
from .feeds.search import SearchFeed
from .last_modified import if_changed
from .markdown import urls as markdown
from .oai.views import oai
from .schedule import views as schedule
from .tables import urls as tables


def feed(address, view, name, page):
    """Return the addresses of a feed and of the page that explains it."""
    return [
        path(f"{address}feed.atom", require_safe(if_changed(view)), name=name),
        path(f"{address}feed/", page(view), name=f"{name}-page"),
    ]


urlpatterns = [
    path("conferences/<slug:slug>.xml", akomantoso.conference, name="conference-xml"),
    path("conferences/<slug:slug>.pdf", book.conference_pdf, name="conference-pdf"),
    path("conferences/<slug:slug>.epub", book.conference_epub, name="conference-epub"),
    path("conferences/<slug:slug>.ics", calendar.conference, name="conference-ics"),
    path("conferences/<slug:slug>/schedule.json", schedule.conference_json, name="conference-schedule.json"),
    path("conferences/<slug:slug>/schedule.xml", schedule.conference_xml, name="conference-schedule.xml"),
    path("statements/<slug:slug>.vtt", captions.statement, name="statement-captions"),
    path("speakers/<slug:slug>/card.png", book.speaker_card, name="speaker-card"),
    path("statements/<slug:slug>/card.png", book.statement_card, name="statement-card"),
    *feed("", model_feeds.SiteFeed(), "feed", page_of),
    *feed("conferences/<slug:slug>/", model_feeds.conference, "conference-feed", page_of),
    *feed("speakers/<slug:slug>/", model_feeds.speaker, "speaker-feed", page_of),
    *feed("themes/<slug:slug>/", model_feeds.theme, "theme-feed", page_of),
    *feed("search/", SearchFeed(), "search-feed", search_page),
    path("oai", oai, name="oai"),
    path("oembed", oembed.oembed, name="oembed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
    path("llms.txt", llms.llms, name="llms"),
    path("statements/<slug:slug>.json", citations.statement, {"extension": "json"}, name="statement-json"),
    *tables.urlpatterns,
    *markdown.urlpatterns,
    *data.urlpatterns,
]
for extension in ("bib", "ris"):
    urlpatterns += [
        path(f"{address}.{extension}", view, {"extension": extension}, name=f"{name}-{extension}")
        for address, view, name in (
            ("statements", citations.statements, "statements"),
            ("statements/<slug:slug>", citations.statement, "statement"),
            ("speakers/<slug:slug>", citations.speaker, "speaker"),
            ("conferences/<slug:slug>", citations.conference, "conference"),
        )
    ]
