from django.shortcuts import render
from django.views.decorators.http import require_safe

from proceedings.models import Speaker, Statement
from proceedings.public.lists import redirect_to_slugs, redirect_without_empty

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
    if response := redirect_to_slugs(request, filterset):
        return response
    context = {"filterset": filterset}
    if not filterset.form.is_valid():
        return render(request, "compare.html", context, status=400)
    speakers, theme = (filterset.form.cleaned_data[name] for name in ("speaker", "theme"))
    if speakers and theme:
        context |= {"theme": theme, "speakers": speakers, "columns": columns(filterset, speakers)}
    elif theme:
        filterset.form.fields["speaker"].set_rows(lambda: Speaker.objects.public().about(theme), theme=theme.slug)
    elif not speakers:
        context["suggestions"] = suggestions()
    return render(request, "compare.html", context)


def columns(filterset, speakers):
    """For each speaker: the newest statements, the number of all, and the query string that lists them."""
    newest = filterset.qs.newest_of_each_speaker(MOST_STATEMENTS)
    shown = {key for keys, _total in newest.values() for key in keys}
    rows = list(filterset.qs.with_context().filter(pk__in=shown).newest_first())
    columns = []
    for speaker in speakers:
        keys, total = newest.get(speaker.pk, ((), 0))
        statements = [row for row in rows if row.pk in keys][:MOST_STATEMENTS]
        query = filterset.query_with(speaker=speaker.slug)
        columns.append({"speaker": speaker, "statements": statements, "total": total, "query": query})
    return columns
