from django.urls import path
from django.views.decorators.http import require_safe

from . import akomantoso, citations, feeds, llms, opensearch
from .book import views as book
from .data import urls as data
from .markdown import urls as markdown
from .tables import urls as tables

urlpatterns = [
    path("conferences/<slug:slug>.xml", akomantoso.conference, name="conference-xml"),
    path("conferences/<slug:slug>.pdf", book.conference_pdf, name="conference-pdf"),
    path("conferences/<slug:slug>.epub", book.conference_epub, name="conference-epub"),
    path("speakers/<slug:slug>/card.png", book.speaker_card, name="speaker-card"),
    path("statements/<slug:slug>/card.png", book.statement_card, name="statement-card"),
    path("search/feed.atom", require_safe(feeds.SearchFeed()), name="search-feed"),
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
