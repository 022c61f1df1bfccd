from django.shortcuts import render
from django.views.decorators.http import require_safe

from proceedings.models import Speaker, Statement
from proceedings.public.lists import redirect_without_empty

from .filters import ComparisonFilter
from .suggestions import suggestions

# Statements per speaker; the list of statements has the others.
MOST_STATEMENTS = 10


@require_safe
def compare(request):
    """Two or three speakers side by side, with their statements on one theme."""
    if response := redirect_without_empty(request):
        return response
    filterset = ComparisonFilter(request.GET, Statement.objects.public(), request=request)
    context = {"filterset": filterset}
    if not filterset.form.is_valid():
        return render(request, "compare.html", context, status=400)
    speakers, theme = (filterset.form.cleaned_data[name] for name in ("speaker", "theme"))
    if speakers and theme:
        context |= {"theme": theme, "speakers": speakers, "columns": columns(filterset, speakers)}
    elif theme:
        filterset.form.fields["speaker"].set_rows(lambda: Speaker.objects.public().about(theme))
    elif not speakers:
        context["suggestions"] = suggestions()
    return render(request, "compare.html", context)


def columns(filterset, speakers):
    """For each speaker: the newest statements, the number of all, and the query string that lists them."""
    newest = list(filterset.qs.newest_of_each_speaker(MOST_STATEMENTS))
    rows = filterset.qs.with_context().in_bulk([key for key, _speaker, _total in newest])
    totals = {speaker: total for _key, speaker, total in newest}
    return [
        {
            "speaker": speaker,
            "statements": [rows[key] for key, by, _total in newest if by == speaker.pk and key in rows],
            "total": totals.get(speaker.pk, 0),
            "query": filterset.query_with(speaker=speaker.slug),
        }
        for speaker in speakers
    ]
