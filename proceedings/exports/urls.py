from django.urls import path
from django.views.decorators.http import require_safe

from . import akomantoso, feeds, opensearch

urlpatterns = [
    path("conferences/<slug:slug>.xml", akomantoso.conference, name="conference-xml"),
    path("search/feed.atom", require_safe(feeds.SearchFeed()), name="search-feed"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
]
