"""The most telling title of a debate."""

import re
from itertools import chain

from django.conf import settings

from proceedings.akomantoso.vocabulary import SECTIONS
from proceedings.importing.akomantoso.body.headings import heading_of, language_at
from proceedings.importing.akomantoso.languages import canonical
from proceedings.importing.akomantoso.to_markdown import plain_text

# The elements that may contain the title, the most reliable first.
NAMES = ("docTitle", "session", "shortTitle")
PARTS = ("coverPage", "preface")
# A title that consists of only these words is generic, because every sitting has it.
GENERIC_WORDS = """
a an and de del der die du el la le les of on the y
annals assembly bulletin chamber commons congress council debate debates diary house houses journal hansard lords
meeting meetings minutes national official parliament parliamentary plenary proceedings record records report
reports senate session sessions sitting sittings transcript transcripts verbatim
dail dáil díospóireacht díospóireachtaí éireann oifigiúil parlaiminte seanad tuairisc oireachtas oireachtais tithe
actas cámara congreso diario diputados oficial pleno senado sesión sesiones
compte rendu débats intégral officiel séance sénat assemblée nationale
bundestag plenarprotokoll protokoll sitzung stenografischer bericht
assemblea atti camera deputati resoconto seduta stenografico
"""
GENERIC = set(GENERIC_WORDS.split())
WORD = re.compile(r"\w+")
# The name of a block that exists in several languages, such as title_ga.
IN_LANGUAGE = re.compile(r"_([a-z]{2,3})\Z")
# Codes that name no single language.
SEVERAL = {"", "mul", "und"}


def title_of(debate, language, day):
    """Return the title in the debate's main language, or "". A generic one gets the proponent, day and section."""
    main = language if language not in SEVERAL else canonical(settings.LANGUAGE_CODE)
    titles = in_main_language(debate, NAMES, main)
    section = section_heading(debate)
    title = next((each for each in titles if not is_generic(each)), "")
    if not title and not titles and section and not is_generic(section):
        return section
    if title and title == titles[0]:
        return title
    if not titles and not section:
        return ""
    parts = [titles[0] if titles else section, title]
    if not title:
        proponents = in_main_language(debate, ["docProponent"], main)
        parts += [*proponents[:1], day.isoformat() if day else "", section]
    return joined(parts)


def joined(parts):
    """Join the parts to one title, without those that it already contains."""
    title = ""
    for part in filter(None, parts):
        if part.casefold() not in title.casefold():
            title = f"{title}, {part}" if title else part
    return title


def in_main_language(debate, names, main):
    """Return the texts of elements in the front of a debate in the main language, or else all; each text once."""
    numbered = [
        (rank(language_of(element), main), text)
        for name in names
        for part in PARTS
        for element in debate.iterfind(f"{part}//{name}")
        if (text := plain_text(element))
    ]
    best = min((number for number, _text in numbered), default=0)
    return list(dict.fromkeys(text for number, text in numbered if number == best))


def rank(language, main):
    """Return 0 for the main language and an unknown one, 1 for any other."""
    return int(bool(language) and language.partition("-")[0] != main.partition("-")[0])


def language_of(element):
    """The language of an element, from its attribute or from the name of a block around it."""
    if language := language_at(element):
        return canonical(language)
    for each in chain([element], element.iterancestors()):
        if match := IN_LANGUAGE.search(each.get("name", "")):
            return canonical(match[1])
    return ""


def section_heading(debate):
    """The heading of the only section, or ""."""
    sections = [child for child in debate.find("debateBody") if child.tag in SECTIONS]
    return heading_of(sections[0]) if len(sections) == 1 else ""


def is_generic(title):
    return all(word.casefold() in GENERIC for word in WORD.findall(title))
