from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.citing.styles import STYLES
from proceedings.filters import SpeakerFilter
from proceedings.models import Speaker, Statement, Theme
from proceedings.models.counts import kept
from proceedings.models.search.segments.all_matches import AllMatches
from proceedings.models.search.segments.conditions import FactConditions
from proceedings.models.statements.credits import credit_speaker
from proceedings.models.statements.queryset import numbers_by_year
from proceedings.models.theme import most_frequent

from .lists import Listing
from .pagination import PER_PAGE, page_of
from .search.years import bars, days
from .signposting import signposted

# The list of themes has the others.
MOST_THEMES = 20


class SpeakerList(Listing):
    queryset = Speaker.objects.public().with_statement_counts().with_context()
    filterset_class = SpeakerFilter
    template_name = "speakers/list.html"
    paginate_by = 100

    def get_context_data(self, **kwargs):
        return super().get_context_data(initials=self.filtered_by_others("initial").public_initials(), **kwargs)

    def filtered_by_others(self, parameter):
        """Return the speakers that would be listed without one of the filters."""
        values = self.filterset.form.cleaned_data
        speakers = Speaker.objects.all()
        for name, one in self.filterset.filters.items():
            if name != parameter and values.get(name):
                speakers = one.filter(speakers, values[name])
        return speakers


@require_safe
def speaker(request, slug):
    speaker = Speaker.objects.public().with_statement_counts().with_context().filter(slug=slug).first()
    if speaker is None:
        raise Http404(_("There is no speaker at this address."))
    statements = Statement.objects.public().by(speaker)
    rows = statements.with_context_but_speakers().newest_first()
    if speaker.statement_count <= PER_PAGE:
        # With one page of statements, sorting them with their texts is faster than another query for their keys.
        rows = list(rows[:PER_PAGE])
    matches = AllMatches(FactConditions().public().by(speaker))
    shown = page_of(request, rows, count=speaker.statement_count, matches=matches)
    credit_speaker(speaker, shown.object_list)
    # If all statements are on one page, count their themes and years there.
    is_whole = not shown.has_other_pages()
    themes = most_frequent(shown) if is_whole else Theme.objects.most_frequent_of("speaker_tag", speaker, MOST_THEMES)
    years = numbers_by_year(shown) if is_whole else kept.numbers_by_year("speaker_year", speaker.pk)
    page = render(
        request,
        "speakers/detail.html",
        {
            "speaker": speaker,
            "styles": STYLES,
            "posts": list(speaker.appointments.all()),
            "themes": themes[:MOST_THEMES],
            "years": bars(years, partial(days, speaker=speaker.slug)),
            "page_obj": shown,
        },
    )
    return signposted(page, request, "speaker", speaker, kind="ProfilePage")
