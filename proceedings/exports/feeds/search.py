from django.urls import reverse
from django.utils.translation import gettext as _

from proceedings.exports.bad_request import bad_request
from proceedings.filters import SearchFilter
from proceedings.models import Statement
from proceedings.models.reads.present_profile import site_profile
from proceedings.text import xml_text

from .statement_feed import StatementFeed


class SearchFeed(StatementFeed):
    """The results of a search, latest publication first."""

    def __call__(self, request, *args, **kwargs):
        filterset = SearchFilter(request.GET, Statement.objects.public(), request=request)
        if not filterset.form.is_valid():
            return bad_request(filterset)
        return super().__call__(request, *args, filterset=filterset, **kwargs)

    def get_object(self, request, filterset):
        return filterset

    def title(self, filterset):
        parts = [str(filterset.form.cleaned_data["q"])]
        parts += [f"{active.label}: {active.value}" for active in filterset.active_filters()]
        if title := xml_text(" · ".join(filter(None, parts))):
            return _("%(site)s: %(title)s") % {"site": xml_text(str(site_profile())), "title": title}
        return _("%(site)s: all statements") % {"site": xml_text(str(site_profile()))}

    def link(self, filterset):
        return f"{reverse('search')}?{filterset.data.urlencode()}".rstrip("?")

    def feed_url(self, filterset):
        return f"{reverse('search-feed')}?{filterset.data.urlencode()}".rstrip("?")

    def statements(self, filterset):
        statements, _number = filterset.numbered()
        return statements
