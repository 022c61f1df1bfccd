from collections import Counter, defaultdict
from urllib.parse import urlencode

from proceedings.models import Statement

from .filters import MOST_SPEAKERS

MOST_SUGGESTIONS = 6
# How many of the latest pairs of theme and speaker are read.
RECENT = 2000


def suggestions():
    """Themes on which several speakers spoke lately, the most speakers first: [(name, speakers' names, query)]."""
    statements = Statement.objects.public().exclude(themes=None).order_by("-pk", "themes")
    speakers_by_theme = defaultdict(Counter)
    for path in ("speaker", "co_speakers__speaker"):
        rows = statements.filter(**{f"{path}__isnull": False})
        rows = rows.values_list("themes__slug", "themes__name", f"{path}__slug", f"{path}__name")
        for slug, name, *speaker in rows[:RECENT]:
            speakers_by_theme[slug, name][tuple(speaker)] += 1
    shared = [(theme, speakers) for theme, speakers in speakers_by_theme.items() if len(speakers) > 1]
    shared.sort(key=lambda pair: -len(pair[1]))
    return [
        suggestion(theme, [speaker for speaker, _count in speakers.most_common(MOST_SPEAKERS)])
        for theme, speakers in shared[:MOST_SUGGESTIONS]
    ]


def suggestion(theme, speakers):
    slug, name = theme
    query = urlencode([*(("speaker", speaker) for speaker, _name in speakers), ("theme", slug)])
    return name, [name for _slug, name in speakers], query
