from functools import partial

from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.filters import OrganisationFilter
from proceedings.models import Conference, Organisation, Statement, Theme
from proceedings.models.counts import kept
from proceedings.models.search.segments.all_matches import AllMatches
from proceedings.models.search.segments.conditions import FactConditions

from .lists import Listing
from .pagination import page_of
from .search.years import bars, days

# The most rows on the page of an organisation; the lists have the others.
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
    return render(
        request,
        "organisations/detail.html",
        {
            "organisation": organisation,
            "conferences": conferences.with_statement_counts().with_context()[:MOST_CONFERENCES],
            "appointments": appointments[:MOST_PEOPLE],
            "themes": Theme.objects.most_frequent_of("body_tag", organisation, MOST_THEMES),
            "years": bars(kept.numbers_by_year("body_year", organisation.pk), partial(days, organisation=slug)),
            "page_obj": page_of(
                request,
                statements.with_context().newest_first(),
                count=number,
                matches=AllMatches(FactConditions().public().from_organisation(organisation)),
            ),
        },
    )
