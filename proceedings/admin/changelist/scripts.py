"""Speakers whose readers may look for them in another script than that of their name.

Only Latin and other scripts are told apart, by the letters of names and by the languages of statements and conferences.
"""

from django.db.models import Exists, OuterRef, Q

from proceedings.models import CoSpeaker, OtherName, Statement

# The blocks of Unicode with letters that are not Latin, from Greek to the rare Chinese characters.
OTHER_LETTERS = "[\u0370-\u1cff\u2e80-\ua6ff\ua800-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
LATIN_LETTERS = "[A-Za-z\u00c0-\u024f]"
# Languages that are usually not written in Latin letters (ISO 639), and the scripts of others (ISO 15924).
LANGUAGES = (
    "ab am ar as av ba be bg bn bo ce ckb cu cv dv dz el fa gu he hi hy iu ja ka kk km kn ko ks ky lo mk ml mn mr my "
    "ne or os pa ps ru sa sd si sr ta te tg th ti tt ug uk ur yi yue zh"
)
SCRIPTS = "Arab Armn Beng Cyrl Deva Geor Grek Hans Hant Hebr Jpan Kore"
OTHER_LANGUAGES = rf"^({LANGUAGES.replace(' ', '|')})(-|$)|-({SCRIPTS.replace(' ', '|')})(-|$)"


def lacks_other_name(speaker=""):
    """Return the condition on a speaker, or on a row that refers to one by the field `speaker`."""
    name, key = (f"{speaker}__name", speaker) if speaker else ("name", "pk")
    is_other, is_latin = Q(**{f"{name}__regex": OTHER_LETTERS}), Q(**{f"{name}__regex": LATIN_LETTERS})
    return (
        Q(~Exists(OtherName.objects.filter(speaker=OuterRef(key))))
        & ~(is_latin & is_other)
        & ((~is_other & speaks(key, in_latin=False)) | (is_other & speaks(key, in_latin=True)))
    )


def speaks(key, *, in_latin):
    """Return the condition that the speaker has a statement in such a language, or at a conference in one."""
    rows = (
        (Statement, "language", "session__conference__language"),
        (CoSpeaker, "statement__language", "statement__session__conference__language"),
    )
    return Q(
        *(
            Exists(
                model.objects.filter(
                    Q(*(written(path, in_latin) for path in paths), _connector=Q.OR), speaker=OuterRef(key)
                )
            )
            for model, *paths in rows
        ),
        _connector=Q.OR,
    )


def written(path, in_latin):
    is_other = Q(**{f"{path}__regex": OTHER_LANGUAGES}) & ~Q(**{f"{path}__contains": "-Latn"})
    return ~is_other & ~Q(**{path: "und"}) if in_latin else is_other
