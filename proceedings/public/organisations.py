from functools import partial

from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.filters import OrganisationFilter
from proceedings.models import Conference, Organisation, Statement, Theme

from .lists import Listing
from .pagination import page_of
from .search.years import bars, days

# On an organisation's page; the lists have the others.
MOST_CONFERENCES, MOST_PEOPLE, MOST_THEMES = 4, 12, 20


class OrganisationList(Listing):
    queryset = Organisation.objects.public().prefetch_related("other_names").order_by(Lower("name"), "slug")
    filterset_class = OrganisationFilter
    template_name = "organisations/list.html"
    paginate_by = 100


@require_safe
def organisation(request, slug):
    rows = Organisation.objects.public().with_statement_counts().prefetch_related("other_names")
    organisation = rows.filter(slug=slug).first()
    if organisation is None:
        raise Http404(_("There is no organisation at this address."))
    conferences = Conference.objects.public().from_organisation(organisation).newest_first()
    appointments = organisation.appointments.public().select_related("speaker").order_by("speaker__sort_name")
    number = organisation.statement_count
    statements = Statement.objects.public().from_organisation(organisation, number=number)
    # All of them are counted, where the first few of many would be looked for in the whole record.
    counted = Statement.objects.public().from_organisation(organisation)
    return render(
        request,
        "organisations/detail.html",
        {
            "organisation": organisation,
            "conferences": conferences.with_statement_counts().with_context()[:MOST_CONFERENCES],
            "appointments": appointments[:MOST_PEOPLE],
            "themes": Theme.objects.most_frequent_in(counted)[:MOST_THEMES],
            "years": bars(counted.numbers_by_year(), partial(days, organisation=slug)),
            "page_obj": page_of(request, statements.with_context().newest_first(), count=number),
        },
    )
