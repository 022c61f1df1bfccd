"""The genders that verbs, names and pronouns reveal."""

import re

from proceedings.importing.reports.grammar import FEMININE, MASCULINE
from proceedings.importing.reports.russian.morphology import is_known, parses, word_set

from .titles import is_coined

# The endings of surnames that reveal the gender.
SURNAME_END = re.compile(r"\w{2}(?:(?<=\w)[оеё]в|[сц]кий|(?P<women>[оеё]ва|[сц]кая))$")

# The endings of men's titles for which a woman has another form, and titles that both have.
OF_MAN = re.compile(r"\w{3}(?:анин|янин|[аеи]нец|[нлрс]ец|иец|кур|яец|аец)$")
OF_BOTH = frozenset({"глава", "судья", "умница", "персона", "особа", "господин"})


def pronoun_gender(text):
    lower = text.lower()
    return (
        FEMININE if lower in {"она", "её", "ее", "ей", "ней", "ею", "нею", "та"} else MASCULINE if lower != "им" else ""
    )


def gender_of_title(word):
    """Return the gender of a title that only a woman or only a man has, such as "гостья" and "голландец", or ""."""
    tag = parses(word)[0].tag
    lemma = parses(word)[0].normal_form
    if not (is_known(word) or is_coined(word)) or "anim" not in tag or "ms-f" in tag or lemma in OF_BOTH:
        return ""
    if "femn" in tag:
        return FEMININE
    return MASCULINE if OF_MAN.search(lemma) or lemma in word_set("men") else ""


def gender_of(mention):
    """Return the gender that a verb, a surname, or a first name or patronymic of the dictionary reveals, or ""."""
    if mention.gender in {FEMININE, MASCULINE}:
        return mention.gender
    if mention.name.count(" ") and (ending := SURNAME_END.search(mention.name)):
        # Айнур Нуриев: the surname reveals the gender, the first name does not.
        return FEMININE if ending["women"] else MASCULINE
    for word in mention.name.split()[:-1]:
        tags = [parse.tag for parse in parses(word.lower())] if is_known(word.lower()) else []
        # "Амира" is a form of Амир, too.
        names = [tag for tag in tags if "nomn" in tag and {"Name", "Patr"} & set(tag.grammemes)]
        # Амаду and Нгуен can be men or women.
        is_foreign = word.lower() in word_set("short_names") or any("Fixd" in tag for tag in names)
        genders = set() if is_foreign else {str(tag.gender) for tag in names}
        if len(genders) == 1 and genders <= {FEMININE, MASCULINE}:
            return genders.pop()
    return ""
