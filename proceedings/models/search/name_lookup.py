"""Look rows up by words of their names, in any script or in the spelling of their slugs."""

import re

from django.apps import apps
from django.db.models import Q

from proceedings.models.columns.slugs import slugify
from proceedings.models.columns.term_fields import SearchedQuerySet
from proceedings.models.reads.connection import reading_connection
from proceedings.search.words.analysis import beginnings, names, phrases

# The language of a name is not recorded; its script is enough for fonts and screen readers. Kana come before Han.
SCRIPTS = [
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u0400-\u04ff]"), "ru"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[\u0600-\u06ff]"), "ar"),
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
]
# A text with more words is not a name.
LONGEST_NAME = 12


def language_of(name: str) -> str:
    """Return the language that the script of a name suggests, or "und" for Latin letters."""
    if name.isascii():
        return "und"
    return next((language for script, language in SCRIPTS if script.search(name)), "und")


def typed_words(text: str, *, unfinished: bool = False) -> list[tuple]:
    """Return [(phrases, word)] for the words of a name: each with the forms that it can have in names.

    Return [] if the text is not a name. With `unfinished`, each word may be only the beginning of a word.
    """
    # The databases cannot store these characters.
    words = "".join(" " if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text).split()
    typed = [(beginnings(word) if unfinished else phrases(word), word) for word in words]
    typed = [(some, word) for some, word in typed if some]
    return typed if len(typed) <= LONGEST_NAME else []


class NamedQuerySet(SearchedQuerySet):
    # The model of other names, and its foreign key to this model.
    other_names = None

    def matching(self, query):
        """Return the rows whose names contain words that begin with the words of the query, in any script."""
        return self.called(typed_words(query, unfinished=True))

    def called(self, words):
        """Return the rows that have each of the words (see typed_words) in a name or, transliterated, in the slug.

        Without words, return no rows.
        """
        return self.filter(self.name_condition(words)) if words else self.none()

    def name_condition(self, words):
        """Return the condition that `called` filters by."""
        condition = Q()
        for some, word in words:
            condition &= self.in_a_name([pattern(phrase) for phrase in some]) | spelled(
                word, any(phrase.open for phrase in some)
            )
        return condition

    def part_condition(self, words):
        """Return the condition for names that have each of the words anywhere, also inside a longer word."""
        condition = Q()
        for some, word in words:
            slug = slugify(word)
            spelling = Q(slug__contains=slug) if slug and not slug.isdigit() else Q()
            condition &= self.in_a_name([pattern(some[0]).strip()]) | spelling
        return condition

    def in_a_name(self, patterns):
        """Return the condition for rows with one of the patterns in the terms of a name."""
        in_name = Q(*(Q(name_terms__contains=text) for text in patterns), _connector=Q.OR)
        if not self.other_names:
            return in_name
        model, owner = self.other_names
        # A subquery, because a join for each word would multiply the rows.
        owners = apps.get_model("proceedings", model).objects.filter(in_name).order_by().values(owner)
        return in_name | Q(pk__in=owners)


def are_called(words, models) -> bool:
    """Return whether any row of the models, public or not, has the words in its names, as `called` looks them up.

    For most texts, this one query saves a slower one for each model.
    """
    selections, params = [], []
    for model in models:
        conditions = [named_sql(some, word, model.objects.none().other_names) for some, word in words]
        condition = " AND ".join(f"({sql})" for sql, _params in conditions)
        selections.append(f"SELECT 1 FROM {model._meta.db_table} WHERE {condition}")  # noqa: S608 - our own names
        params += [param for _sql, more in conditions for param in more]
    with reading_connection().cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({' UNION ALL '.join(selections)})", params)
        return bool(cursor.fetchone()[0])


def named_sql(phrases, word, other_names):
    """Return the SQL and parameters for rows that have a word in a name, or transliterated in the slug."""
    patterns = [f"%{pattern(phrase)}%" for phrase in phrases]
    in_name, params = " OR ".join(["name_terms LIKE %s"] * len(patterns)), [*patterns]
    sql = in_name
    if other_names:
        model, owner = other_names
        table = apps.get_model("proceedings", model)._meta.db_table
        sql += f" OR id IN (SELECT {owner}_id FROM {table} WHERE {in_name})"  # noqa: S608 - our own names
        params += patterns
    if (slug := slugify(word)) and not slug.isdigit():
        is_open = any(phrase.open for phrase in phrases)
        # The first condition is the cheaper one, and most slugs do not meet it.
        sql += " OR slug LIKE %s AND '-' || slug || '-' LIKE %s"
        params += [f"%{slug}%", f"%-{slug}%" if is_open else f"%-{slug}-%"]
    return sql, params


def spelled(word, unfinished):
    slug = slugify(word)
    if not slug or slug.isdigit():
        # A number in a slug is not part of a name.
        return Q()
    if unfinished:
        return Q(slug__startswith=slug) | Q(slug__contains=f"-{slug}")
    return Q(slug=slug) | Q(slug__startswith=f"{slug}-") | Q(slug__contains=f"-{slug}-") | Q(slug__endswith=f"-{slug}")


def is_called(name: str, words) -> bool:
    """Return whether each of the words is in the name."""
    terms = names(name)
    return all(any(pattern(phrase) in terms for phrase in some) for some, _word in words)


def pattern(phrase):
    return f" {' '.join(phrase.terms)}{'' if phrase.open else ' '}"
