"""Correct the nominatives of Russian names by the places where the text has them as subjects."""

import re

from proceedings.importing.reports.attributions import NAMED, TITLED
from proceedings.importing.reports.lexicon import words
from proceedings.importing.reports.russian.morphology import parses

# The rules of attributions whose source is not the subject of a verb.
OBLIQUE_RULES = ("prepositional", "opinion", "owner")
GENDERS = frozenset({"femn", "masc"})
VERB = re.compile(r"\s(?:также |затем |тоже |ещё )?(?P<verb>[а-яё]+)\b")
# The word before a name, and the characters in which it is looked for.
LAST_WORD, LOOKED_AT = re.compile(r"\w+\s$"), 20
STOPS = re.compile(r"[.!?…]+\s")
# Case endings after a consonant or instead of a soft sign; those of surnames in -а and -я are in ENDING.
CASE_ENDING = "(?:а|я|у|ю|е|ом|ем|ём)"
AND = re.compile(r",?\s(?:и|а также)\s")
# Surnames of which the feminine looks like a case of the masculine: Иванова.
OF_GENDER = re.compile(r"\w{2}(?:[оеё]в|[иы]н|[сц]к)(?:а|у|ой|ом|ым|е|ого|ому|им|ий|ая|ую)?$")
ENDING = "(?:ы|и|е|у|ю|ой|ей)"


def agree(analysis):
    """Name people as the text does where they are subjects: "считает Пак Чжи Ён" corrects "по словам Пак Чжи Ёна"."""
    subjects = set()
    for attribution in analysis.attributions:
        if not attribution.rule.endswith(OBLIQUE_RULES):
            subjects.update(tuple(each.name.split()) for each in attribution.sources if is_printed(each))
    name_alone(analysis)
    sources = (source for each in analysis.attributions for source in each.sources)
    for mention in [*analysis.mentions, *sources] if subjects else ():
        if mention.manner == NAMED and mention.name:
            *first, last = mention.name.split()
            printed = last if is_printed(mention) else mention.text.split()[-1].rstrip(".,»")
            known = {each[-1] for each in subjects if is_alike(first, each[:-1]) and is_form(printed, each[-1])}
            if len(known) == 1 and not OF_GENDER.search(printed):
                mention.name = " ".join([*first, known.pop()])


def give_genders(text, analysis):
    """Give the only person of a sentence the gender of the verb after the name: "Джанлука Форнари приехал"."""
    named = {}
    for sentence, mention in analysis.first_mentions():
        if mention.manner == NAMED:
            named.setdefault(sentence, []).append(mention)
    for (_start, stop), mentions in named.items():
        is_subject = len(mentions) == 1 and is_printed(mentions[0]) and not is_governed(text, mentions[0].start)
        verb = VERB.match(text, mentions[0].end, stop) if is_subject else None
        if verb and " " in mentions[0].name and not mentions[0].gender:
            tag = parses(verb["verb"])[0].tag
            is_past = {"VERB", "past", "sing"} <= set(tag.grammemes)
            mentions[0].gender = str(tag.gender) if is_past and tag.gender in GENDERS else ""


def give_roles(text, analysis):
    """Give a person the title that ends the sentence before: "… речь посла Фиджи. Томаси Матаира упрекнул …".

    A person after an "и" gets the role of the person before it: "председательствовали Анна Лунд и Пётр Бук".
    """
    known, last, ends, before = set(), None, None, None
    for sentence, mention in analysis.first_mentions():
        if before and mention.manner == NAMED and AND.fullmatch(text, before.end, mention.start):
            mention.role = mention.role or (before.role if before.role in words("ru")["roles"] else "")
        before = mention
        is_first = ends != sentence
        is_next = is_first and mention.manner == NAMED and mention.start == sentence[0] and " " in mention.name
        is_new = is_next and not mention.post and not known & {*mention.name.split()}
        if is_new and last and "\n" not in text[last.end : mention.start] and is_last(text, last, mention):
            mention.role = mention.role or last.text
        if is_first:
            has_name, ends = False, sentence
        has_name = has_name or mention.manner == NAMED
        known.update(mention.name.split())
        last = mention if mention.manner == TITLED and not mention.is_indefinite and not has_name else None


def is_last(text, title, mention):
    """Whether exactly one sentence ends between a title and a name."""
    return len(STOPS.findall(text, title.end, mention.start)) == 1


def is_governed(text, start):
    """Whether a preposition stands before a name: "встреча с Такэси Мори прошла"."""
    word = LAST_WORD.search(text, max(start - LOOKED_AT, 0), start)
    return bool(word) and "PREP" in parses(word[0].strip().lower())[0].tag


def name_alone(analysis):
    """Put a surname alone into the nominative, if just one full name in the text fits: "идею Кляйна поддержал"."""
    full = {each.name.split()[-1] for each in analysis.mentions if each.manner == NAMED and " " in each.name}
    for mention in analysis.mentions:
        if mention.manner == NAMED and mention.name and " " not in mention.name and mention.name not in full:
            known = [each for each in full if is_form(mention.name, each)]
            mention.name = known[0] if len(known) == 1 else mention.name


def is_alike(first, others):
    """Whether the first names before two surnames can be those of one person: "Пекка" and "П."."""
    return bool(first) and bool(others) and first[0][0] == others[0][0]


def is_printed(mention):
    """Whether the text has a name in the same form as its nominative."""
    return mention.manner == NAMED and bool(mention.name) and mention.text.endswith(mention.name)


def is_form(printed, name):
    """Whether a word can be a form of a surname: "Брандля" of "Брандль", "Мехты" of "Мехта"."""
    if printed == name:
        return True
    if len(name) > 1 and name[-1] in "ая":
        return bool(re.fullmatch(re.escape(name[:-1]) + ENDING, printed))
    stem = name[:-1] if name[-1] in "ьй" else name
    return name[-1] not in "оеиуэыюё" and bool(re.fullmatch(re.escape(stem) + CASE_ENDING, printed))
