from django.urls import path
from django.views.decorators.http import require_safe

from . import feeds, opensearch
from .book import views as book

urlpatterns = [
    path("conferences/<slug:slug>.pdf", book.conference_pdf, name="conference-pdf"),
    path("conferences/<slug:slug>.epub", book.conference_epub, name="conference-epub"),
    path("speakers/<slug:slug>/card.png", book.speaker_card, name="speaker-card"),
    path("statements/<slug:slug>/card.png", book.statement_card, name="statement-card"),
    path("search/feed.atom", require_safe(feeds.SearchFeed()), name="search-feed"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
]
