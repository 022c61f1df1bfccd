from django.urls import reverse
from django.utils.translation import gettext as _

from proceedings.exports.refusing import refused
from proceedings.filters import SearchFilter
from proceedings.models import Statement
from proceedings.text import xml_text

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
            *(f"{applied.label}: {applied.value}" for applied in asked.applied()),
        ]
        if words := xml_text(" · ".join(filter(None, told))):
            return _("Proceedings: %(question)s") % {"question": words}
        return _("Proceedings: all statements")

    def link(self, asked):
        return f"{reverse('search')}?{asked.data.urlencode()}".rstrip("?")

    def feed_url(self, asked):
        return f"{reverse('search-feed')}?{asked.data.urlencode()}".rstrip("?")

    def statements(self, asked):
        return asked.qs
