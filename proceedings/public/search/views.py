from django.shortcuts import render
from django.views.decorators.http import require_safe

from proceedings.filters import SearchFilter
from proceedings.models import Speaker, Statement, Theme
from proceedings.models.search.name_lookup import are_called, typed_words
from proceedings.models.search.search_results import MAX_RANKED
from proceedings.public.lists import redirect_to_slugs, redirect_without_empty
from proceedings.public.pagination import page_of
from proceedings.search.query import Query

from .facets import candidates, facets
from .results import results
from .similar_speakers import similar_speakers
from .spelling import spellings
from .word_counts import any_word, word_counts
from .years import years

# The most speakers and themes listed by name above the statements.
NAMED_SPEAKERS, NAMED_THEMES = 5, 3


@require_safe
def search(request):
    if response := redirect_without_empty(request):
        return response
    filterset = SearchFilter(request.GET, Statement.objects.public(), request=request)
    if response := redirect_to_slugs(request, filterset):
        return response
    for field in filterset.form.fields.values():
        # The fields are in the margin, outside the form element with the search box.
        field.widget.attrs["form"] = "search-form"
    filterset.form.fields["q"].widget.attrs["id"] = "search"
    if not filterset.form.is_valid():
        return render(request, "search/search.html", {"filterset": filterset, "has_query": True}, status=400)
    has_query = any(value for name, value in filterset.form.cleaned_data.items() if name != "ordering")
    context = {"filterset": filterset, "has_query": has_query}
    if has_query:
        context |= search_context(request, filterset)
    return render(request, "search/search.html", context)


def search_context(request, filterset):
    rows = candidates(filterset)
    query, total = query_of(filterset), len(rows.statements)
    page = page_of(request, rows.statements)
    names = name_matches(" ".join(word.typed for word in query.words)) if page.number == 1 else {}
    context = {
        "page_obj": page,
        "results": results(page.object_list, query),
        "total": total,
        "is_capped": total == MAX_RANKED,
        "cap": MAX_RANKED,
        "facets": facets(rows, filterset),
        "years": years(rows, filterset),
    }
    if not total and not names.get("speakers") and not names.get("themes"):
        context |= help_with_words(query, filterset)
    return context | names


def query_of(filterset):
    search_results = filterset.form.cleaned_data["q"]
    return search_results.query if search_results else Query(None)


def name_matches(text):
    """The speakers and themes with the words in their names, or else speakers with a similar name."""
    words = typed_words(text)
    if not (words and are_called(words, (Speaker, Theme))):
        return {"speakers": [], "themes": [], "similar_speakers": similar_speakers(text, NAMED_SPEAKERS)}
    speakers = list(Speaker.objects.public().called(words).prefetch_related("other_names")[:NAMED_SPEAKERS])
    themes = Theme.objects.public().named(words)[:NAMED_THEMES]
    similar = [] if speakers or themes else similar_speakers(text, NAMED_SPEAKERS)
    return {"speakers": speakers, "themes": themes, "similar_speakers": similar}


def help_with_words(query, filterset):
    """Suggestions for words that occur nowhere, and links to the statements with one of the words."""
    counts = word_counts(query, filterset)
    return {
        "spellings": suggested_spellings(query, filterset, {count.word for count in counts}),
        "word_counts": counts,
        "any_word": any_word(query, filterset),
    }


def suggested_spellings(query, filterset, known):
    """Words that occur nowhere, without `known` ones: [(Spelling, query string with the correction, or None)]."""
    typed = filterset.data.get("q", "")
    return [
        (spelling, spelling.near and filterset.query_with(q=typed.replace(spelling.word, spelling.near, 1)))
        for spelling in spellings(query, known)
    ]
