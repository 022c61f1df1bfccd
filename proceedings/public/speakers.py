from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.citing.styles import STYLES
from proceedings.filters import SpeakerFilter
from proceedings.models import Speaker, Statement, Theme

from .lists import Listing
from .pagination import page_of
from .signposting import signposted


class SpeakerList(Listing):
    queryset = Speaker.objects.public().with_statement_counts().with_context()
    filterset_class = SpeakerFilter
    template_name = "speakers/list.html"
    paginate_by = 100

    def get_context_data(self, **kwargs):
        return super().get_context_data(initials=Speaker.objects.public().initials(), **kwargs)


@require_safe
def speaker(request, slug):
    speaker = Speaker.objects.public().with_statement_counts().with_context().filter(slug=slug).first()
    if speaker is None:
        raise Http404(_("There is no speaker at this address."))
    statements = Statement.objects.public().by(speaker)
    page = render(
        request,
        "speakers/detail.html",
        {
            "speaker": speaker,
            "styles": STYLES,
            "themes": Theme.objects.most_frequent_in(statements),
            "page_obj": page_of(request, statements.with_context().newest_first()),
        },
    )
    return signposted(page, request, "speaker", speaker, kind="ProfilePage")
