"""A page beside each feed that explains it to people: browsers show a feed itself as text, or save it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from proceedings.exports.bad_request import bad_request
from proceedings.filters import SearchFilter
from proceedings.models import Statement
from proceedings.responses import site_url

# Statements on the page; the feed has more.
SHOWN = 10


def page_of(feed):
    """Return the view of the page that explains a feed."""

    @require_safe
    def page(request, **kwargs):
        return feed_page(request, feed, feed.get_object(request, **kwargs))

    return page


def search_page(feed):
    """Return the view of the page that explains the feed of a search."""

    @require_safe
    def page(request):
        filterset = SearchFilter(request.GET, Statement.objects.public(), request=request)
        return feed_page(request, feed, filterset) if filterset.form.is_valid() else bad_request(filterset)

    return page


def feed_page(request, feed, row):
    title, link, address = feed.description(row)
    context = {
        "title": title,
        "followed": link,
        "feed": f"{site_url(request)}{address}",
        "statements": feed.items(row)[:SHOWN],
    }
    return render(request, "feed.html", context)
