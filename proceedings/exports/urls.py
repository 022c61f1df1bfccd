from django.urls import path
from django.views.decorators.http import require_safe

from . import feeds, llms, opensearch
from .data import urls as data
from .markdown import urls as markdown
from .tables import urls as tables

urlpatterns = [
    path("search/feed.atom", require_safe(feeds.SearchFeed()), name="search-feed"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
    path("llms.txt", llms.llms, name="llms"),
    *tables.urlpatterns,
    *markdown.urlpatterns,
    *data.urlpatterns,
]
