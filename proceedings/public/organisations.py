from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.filters import OrganisationFilter
from proceedings.models import Conference, Organisation, Statement

from .pages import Listing, page_of

# More than these are looked up in the lists of conferences and speakers.
ROOM = 50


class OrganisationList(Listing):
    queryset = Organisation.objects.public().prefetch_related("other_names")
    filterset_class = OrganisationFilter
    template_name = "organisations/list.html"
    paginate_by = 100


@require_safe
def organisation(request, slug):
    found = Organisation.objects.public().prefetch_related("other_names").filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no organisation at this address."))
    conferences = Conference.objects.public().from_organisation(found).newest_first()
    statements = Statement.objects.public().from_organisation(found)
    return render(
        request,
        "organisations/detail.html",
        {
            "organisation": found,
            "conferences": conferences.with_statement_counts().with_context()[:ROOM],
            "appointments": found.appointments.public().select_related("speaker").order_by("speaker__sort_name")[:ROOM],
            "page_obj": page_of(request, statements.with_context().newest_first()),
        },
    )
