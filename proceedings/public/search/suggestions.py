from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from proceedings.models import Speaker, Theme
from proceedings.models.search.name_lookup import typed_words

MOST_SUGGESTIONS = 8
# Characters of the text that are looked at.
LONGEST_TEXT = 100


@require_safe
@cache_control(public=True, max_age=300)
def suggestions(request):
    """Speakers and themes with a name that has words beginning with the text, as OpenSearch suggestions.

    The JSON is [text, [names], [kinds], [addresses]].
    """
    text = request.GET.get("q", "")[:LONGEST_TEXT]
    words = typed_words(text, unfinished=True) if is_long_enough(text) else []
    speakers = list(Speaker.objects.public().called(words)[:MOST_SUGGESTIONS])
    themes = Theme.objects.public().named(words)[:MOST_SUGGESTIONS]
    # Themes get the places that speakers leave, and at least half of them.
    speakers = speakers[: max(MOST_SUGGESTIONS - len(themes), MOST_SUGGESTIONS - MOST_SUGGESTIONS // 2)]
    rows = [(speaker, _("speaker")) for speaker in speakers] + [(theme, _("theme")) for theme in themes]
    rows = rows[:MOST_SUGGESTIONS]
    return JsonResponse(
        [
            text,
            [row.name for row, _kind in rows],
            [kind for _row, kind in rows],
            [row.get_absolute_url() for row, _kind in rows],
        ],
        safe=False,
        content_type="application/x-suggestions+json",
    )


def is_long_enough(text):
    """Whether the text is worth suggestions: a single Latin letter begins too many names, one ideograph few enough."""
    text = text.strip()
    return len(text) > 1 or not text.isascii()
