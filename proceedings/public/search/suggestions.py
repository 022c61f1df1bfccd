from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from proceedings.filters.countries import countries_called
from proceedings.filters.name_choices import distinction, rows_called
from proceedings.models import Conference, Organisation, Speaker, Theme
from proceedings.models.search.name_lookup import typed_words

MODELS = {"speaker": Speaker, "conference": Conference, "organisation": Organisation, "theme": Theme}
MOST_SUGGESTIONS = 8
# The most characters of the text that are read.
LONGEST_TEXT = 100


@require_safe
@cache_control(public=True, max_age=300)
def suggestions(request):
    """Speakers and themes with a name that has words beginning with the text, as OpenSearch suggestions.

    With `kind`, only rows of that model; with `theme`, only speakers on that theme. The JSON is [text, [names], [kinds,
    or texts that distinguish rows of the same name], [addresses]].
    """
    text = request.GET.get("q", "")[:LONGEST_TEXT]
    kind = request.GET.get("kind", "")
    if kind == "country":
        return answer(text, countries_of(text))
    rows = rows_of_kind(kind, text, request.GET.get("theme", "")) if kind else rows_of_all(text)
    return answer(text, [(str(row), kind, row.get_absolute_url()) for row, kind in rows])


def answer(text, suggested):
    """Return the response; `suggested` are (name, kind, address)."""
    columns = zip(*suggested, strict=True) if suggested else ((), (), ())
    return JsonResponse([text, *columns], safe=False, content_type="application/x-suggestions+json")


def countries_of(text):
    """Return a list of (name, code, address of the speakers)."""
    called = countries_called(text)[:MOST_SUGGESTIONS] if is_long_enough(text) else []
    return [(name, code, f"{reverse('speakers')}?country={code}") for code, name in called]


def rows_of_kind(kind, text, theme):
    """Return a list of (row, distinction); empty for a kind that is not in MODELS."""
    if kind not in MODELS or not is_long_enough(text):
        return []
    rows = MODELS[kind].objects.public()
    if theme and kind == "speaker":
        rows = rows.about(get_object_or_404(Theme.objects.public(), slug=theme.replace("\0", "")))
    called = rows_called(rows, text, unfinished=True)[:MOST_SUGGESTIONS]
    return [(row, distinction(row)) for row in called]


def rows_of_all(text):
    """Return a list of (speaker or theme, its kind)."""
    words = typed_words(text, unfinished=True) if is_long_enough(text) else []
    speakers = list(Speaker.objects.public().called(words)[:MOST_SUGGESTIONS])
    themes = Theme.objects.public().named(words)[:MOST_SUGGESTIONS]
    # Themes get the places that speakers leave free, and at least half of all places.
    speakers = speakers[: max(MOST_SUGGESTIONS - len(themes), MOST_SUGGESTIONS - MOST_SUGGESTIONS // 2)]
    rows = [(speaker, _("speaker")) for speaker in speakers] + [(theme, _("theme")) for theme in themes]
    return rows[:MOST_SUGGESTIONS]


def is_long_enough(text):
    """Whether the text is long enough: too many names begin with a single Latin letter, but few with one ideograph."""
    text = text.strip()
    return len(text) > 1 or not text.isascii()
