"""Speakers whose readers may look for them in another script than that of their name.

Only Latin and other scripts are told apart, by the letters of names and by the languages of statements and conferences.
"""

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Left
from django.db.models.lookups import In

from proceedings.models import Conference, CoSpeaker, OtherName, Statement
from proceedings.models.search.indexed_statement import IndexedStatement

# The blocks of Unicode with letters that are not Latin, from Greek to the rare Chinese characters.
OTHER_LETTERS = "[\u0370-\u1cff\u2e80-\ua6ff\ua800-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
LATIN_LETTERS = "[A-Za-z\u00c0-\u024f]"
# Languages that are usually not written in Latin letters (ISO 639), and the scripts of others (ISO 15924).
LANGUAGES = (
    "ab am ar as av ba be bg bn bo ce ckb cu cv dv dz el fa gu he hi hy iu ja ka kk km kn ko ks ky lo mk ml mn mr my "
    "ne or os pa ps ru sa sd si sr ta te tg th ti tt ug uk ur yi yue zh"
)
SCRIPTS = "Arab Armn Beng Cyrl Deva Geor Grek Hans Hant Hebr Jpan Kore"
# The newest statements, by their numbers, whose languages count: a record may have a million.
MOST_EXAMINED = 50_000
# The first three characters of tags in such a language, with or without further subtags.
BEGINNINGS = [beginning for language in LANGUAGES.split() for beginning in (language, f"{language}-")]


def lacks_other_name():
    """Return the condition on a speaker whose name is in one script, and who has spoken in a language of another.

    Only the newest MOST_EXAMINED statements are examined.
    """
    is_other, is_latin = Q(name__regex=OTHER_LETTERS), Q(name__regex=LATIN_LETTERS)
    return (
        Q(~Exists(OtherName.objects.filter(speaker=OuterRef("pk"))))
        & ~(is_latin & is_other)
        & ((~is_other & speaks(in_latin=False)) | (is_other & speaks(in_latin=True)))
    )


def speaks(*, in_latin):
    """Return the condition that the speaker has a statement in such a language, or at a conference in one."""
    conferences = Conference.objects.filter(written("language", in_latin))
    older = Subquery(Statement.objects.order_by("-pk").values(number=F("pk") - MOST_EXAMINED)[:1])
    return Q(
        *(
            # All their speakers at once: PostgreSQL would read the sessions again for each speaker.
            Q(
                pk__in=model.objects.filter(
                    written(f"{path}language", in_latin) | Q(**{f"{conference}__in": conferences}),
                    speaker__isnull=False,
                    **{f"{path}pk__gt": older},
                )
                .order_by()
                .values("speaker")
                .distinct()
            )
            for model, path, conference in (
                # Short rows of the same statements.
                (IndexedStatement, "", "conference"),
                (CoSpeaker, "statement__", "statement__session__conference"),
            )
        ),
        _connector=Q.OR,
    )


def written(path, in_latin):
    """Return the condition that a language is written in Latin letters, or in others.

    No regular expression: SQLite would call Python for each of a speaker's statements.
    """
    tails = ("endswith", ""), ("contains", "-")
    scripts = Q(
        *(Q(**{f"{path}__{lookup}": f"-{script}{tail}"}) for script in SCRIPTS.split() for lookup, tail in tails),
        _connector=Q.OR,
    )
    is_other = Q(In(Left(path, 3), BEGINNINGS)) | (Q(**{f"{path}__contains": "-"}) & scripts)
    is_other &= ~Q(**{f"{path}__contains": "-Latn"})
    return ~is_other & ~Q(**{path: "und"}) if in_latin else is_other
