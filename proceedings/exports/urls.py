from django.urls import path
from django.views.decorators.http import require_safe

from . import calendar, oembed, opensearch, sitemaps
from .changes import when_changed
from .feeds import nouns
from .feeds.search import SearchFeed
from .oai import answering as oai


def feed(view):
    return require_safe(when_changed(view))


urlpatterns = [
    path("feed.atom", feed(nouns.SiteFeed()), name="feed"),
    path("conferences/<slug:slug>/feed.atom", feed(nouns.conference), name="conference-feed"),
    path("conferences/<slug:slug>.ics", calendar.conference, name="conference-ics"),
    path("speakers/<slug:slug>/feed.atom", feed(nouns.speaker), name="speaker-feed"),
    path("themes/<slug:slug>/feed.atom", feed(nouns.theme), name="theme-feed"),
    path("search/feed.atom", feed(SearchFeed()), name="search-feed"),
    path("oai", oai.answer, name="oai"),
    path("oembed", oembed.oembed, name="oembed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
]
