"""Propose themes for the statements of a proposal, from the words of what the record has under each theme."""

from collections import Counter
from functools import partial
from itertools import groupby

from django.db.models import Count
from django.db.models.functions import Left

from proceedings.batches import chunks
from proceedings.models import Statement, Theme
from proceedings.search.words.analysis import terms

from .theme_votes import comparable, votes

# The most statements that are read, and comparisons with those of the proposal.
IN_ALL, COMPARISONS = 10_000, 10_000_000
# Characters that are read of a statement's terms: some 400 words.
LENGTH = 3000


def propose_themes(proposal):
    """Set the themes of the statements that have none: slugs, at most three, and none without similar statements.

    Titles count twice. The number of queries and the memory are bounded whatever the size of the record.
    """
    statements = [each for each in proposal.proposals if not each.themes and (each.text or each.title)]
    most = min(IN_ALL, COMPARISONS // max(1, len(statements)))
    tags = sampled(newest_tags(), numbers_of_themes(), most) if statements else {}
    if not tags:
        return
    language = proposal.conference.get("language") or "und"
    names = dict(
        Theme.objects.filter(pk__in={key for keys in tags.values() for key in keys}).values_list("slug", "name")
    )
    own = [words_of(each, each.language or language) for each in statements]
    words_of_names = {slug: {*comparable(terms(name, language))} for slug, name in names.items()}
    for statement, themes in zip(statements, votes(own, partial(filed_statements, tags), words_of_names), strict=True):
        statement.themes = themes


def words_of(statement, language):
    # Other titles are only the first words of the text.
    title = statement.title if statement.rule == "programme" else ""
    text = terms(statement.text, language)[:LENGTH]
    return comparable(terms(title, language)) * 2 + comparable(text)


def numbers_of_themes():
    """Return the numbers of statements of all themes that have any."""
    rows = Statement.themes.through.objects.values("theme_id").order_by()
    return list(rows.annotate(number=Count("id")).values_list("number", flat=True))


def newest_tags():
    """Yield (primary key of a statement, tuple of primary keys of its themes), the newest first."""
    through = Statement.themes.through.objects.order_by("-statement_id", "theme_id")
    rows = through.values_list("statement_id", "theme_id").iterator()
    for statement, tags in groupby(rows, key=lambda row: row[0]):
        yield statement, tuple(theme for _statement, theme in tags)


def sampled(tags, totals, most):
    """Return {statement: themes} of at most `most` of the pairs: the first, and as many of each theme.

    `totals` are the numbers of statements of all themes.
    """
    each = for_each(totals, most)
    numbers, sample = Counter(), {}
    for statement, themes in tags:
        if any(numbers[theme] < each for theme in themes):
            numbers.update(themes)
            sample[statement] = themes
            if len(sample) == most:
                break
    return sample


def for_each(totals, most):
    """Return how many of its statements each theme may have, so that they are `most` together."""
    left = most
    for at, number in enumerate(listed := sorted(totals)):
        share = left // (len(listed) - at)
        if number > share:
            return max(1, share)
        left -= number
    return most


def filed_statements(tags):
    """Yield (slugs of themes, words) of the statements among `tags`, some hundreds at a time."""
    slugs = dict(Theme.objects.values_list("pk", "slug"))
    for keys in chunks(tags):
        rows = Statement.objects.filter(pk__in=keys).order_by("pk")
        for pk, title, text in rows.values_list("pk", "title_terms", Left("text_terms", LENGTH)):
            themes = tuple(slugs[theme] for theme in tags[pk] if theme in slugs)
            yield themes, comparable(title) * 2 + comparable(text)
