from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from proceedings.filters import SearchFilter
from proceedings.models import Speaker, Statement, Theme
from proceedings.models.search.name_lookup import typed_words
from proceedings.models.search.search_results import CAP
from proceedings.search.query import Query

from .facets import candidates, facets
from .hits import hits
from .pages import page_of, without_empty
from .spelling import missing
from .years import years

# Who and what the words name, above the statements.
NAMED_SPEAKERS, NAMED_THEMES = 5, 3
SUGGESTED = 8
LONGEST_SUGGESTED = 100


@require_safe
def search(request):
    if "" in request.GET.values():
        return HttpResponseRedirect(f"{request.path}?{without_empty(request.GET)}")
    filterset = SearchFilter(request.GET, Statement.objects.public(), request=request)
    for field in filterset.form.fields.values():
        # They stand in the margin; the form with the words is above.
        field.widget.attrs["form"] = "asking"
    if not filterset.form.is_valid():
        return render(request, "search/search.html", {"filterset": filterset, "is_asking": True}, status=400)
    is_asking = any(value for name, value in filterset.form.cleaned_data.items() if name != "ordering")
    found = answer(request, filterset) if is_asking else {}
    return render(request, "search/search.html", {"filterset": filterset, "is_asking": is_asking, **found})


def answer(request, filterset):
    found = candidates(filterset)
    query, total = asked_words(filterset), len(found.statements)
    page = page_of(request, found.statements)
    return {
        "page_obj": page,
        "hits": hits(page.object_list, query),
        "total": total,
        "is_capped": total == CAP,
        "cap": CAP,
        "facets": facets(found, filterset),
        "years": years(found, filterset),
        "spellings": [] if total else spellings(query, filterset),
        **(named(" ".join(word.typed for word in query.words)) if page.number == 1 else {}),
    }


def asked_words(filterset):
    finding = filterset.form.cleaned_data["q"]
    return finding.query if finding else Query(None)


def named(text):
    """The speakers and themes that are called so."""
    words = typed_words(text)
    return {
        "speakers": Speaker.objects.public().called(words).prefetch_related("other_names")[:NAMED_SPEAKERS],
        "themes": Theme.objects.public().named(words)[:NAMED_THEMES],
    }


def spellings(query, filterset):
    """The words that are nowhere, each with a near one and the query that asks for it instead."""
    typed = filterset.data.get("q", "")
    return [
        (spelling, spelling.near and filterset.narrowed(q=typed.replace(spelling.word, spelling.near, 1)))
        for spelling in missing(query)
    ]


@require_safe
@cache_control(public=True, max_age=300)
def suggest(request):
    """Speakers and themes whose names have words that begin so, as OpenSearch suggestions.

    [what was typed, [names], [what each is], [addresses]]
    """
    text = request.GET.get("q", "")[:LONGEST_SUGGESTED]
    words = typed_words(text, unfinished=True) if is_enough(text) else []
    speakers = list(Speaker.objects.public().called(words)[:SUGGESTED])
    themes = Theme.objects.public().named(words)[:SUGGESTED]
    # Whichever there are few of has its place.
    speakers = speakers[: max(SUGGESTED - len(themes), SUGGESTED - SUGGESTED // 2)]
    found = [(speaker, _("speaker")) for speaker in speakers] + [(theme, _("theme")) for theme in themes]
    found = found[:SUGGESTED]
    return JsonResponse(
        [
            text,
            [row.name for row, _what in found],
            [what for _row, what in found],
            [row.get_absolute_url() for row, _what in found],
        ],
        safe=False,
        content_type="application/x-suggestions+json",
    )


def is_enough(text):
    """One letter begins too many names; one ideograph few enough."""
    text = text.strip()
    return len(text) > 1 or not text.isascii()
