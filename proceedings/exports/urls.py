from django.urls import path
from django.views.decorators.http import require_safe

from . import feeds, opensearch

urlpatterns = [
    path("search/feed.atom", require_safe(feeds.SearchFeed()), name="search-feed"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
]
