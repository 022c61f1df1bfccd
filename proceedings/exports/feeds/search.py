from django.urls import reverse
from django.utils.translation import gettext as _

from proceedings.exports.printable import printable
from proceedings.exports.refusing import refused
from proceedings.filters import SearchFilter
from proceedings.models import Statement

from .statements import StatementFeed


class SearchFeed(StatementFeed):
    """A saved search: the statements that it finds, the latest on the record first."""

    def __call__(self, request, *args, **kwargs):
        filterset = SearchFilter(request.GET, Statement.objects.public(), request=request)
        if not filterset.form.is_valid():
            return refused(filterset)
        return super().__call__(request, *args, filterset=filterset, **kwargs)

    def get_object(self, request, filterset):
        return filterset

    def title(self, asked):
        told = [
            str(asked.form.cleaned_data["q"]),
            *(f"{active.label}: {active.value}" for active in asked.active_filters()),
        ]
        if words := printable(" · ".join(filter(None, told))):
            return _("Proceedings: %(question)s") % {"question": words}
        return _("Proceedings: all statements")

    def link(self, asked):
        return f"{reverse('search')}?{asked.data.urlencode()}".rstrip("?")

    def feed_url(self, asked):
        return f"{reverse('search-feed')}?{asked.data.urlencode()}".rstrip("?")

    def statements(self, asked):
        return asked.qs
