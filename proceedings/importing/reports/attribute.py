"""Attributions of a whole text, with the people whom their sources mean."""

from itertools import pairwise
from typing import NamedTuple

from .attributions import PRONOUN, TITLED, Analysis
from .languages import backend_for, recognised
from .normal import normalised
from .resolution import Resolution, Resolved
from .roster import Person, Roster


class Attributed(NamedTuple):
    language: str
    backend: str
    analysis: Analysis
    attributions: list[Resolved]
    people: list[Person]


def attribute(text, paragraphs, *, headings=(), language="") -> Attributed:
    """Attribute the words of the paragraphs, which are spans of the text.

    `headings` are spans in which only names are read. `language` is en, ru, zh, or "" for any.
    """
    own = normalised(text)
    language = language if language in {"en", "ru", "zh"} else recognised(own)
    chosen = backend_for(language)
    text = chosen.grammar.in_one_script(own)
    analysis, titles = analysed(text, paragraphs, headings, chosen)
    roster = Roster([*analysis.mentions, *titles], chosen.grammar, acting_places(analysis))
    if chosen.grammar.title_has_gender:
        give_genders(analysis, roster)
    resolution = Resolution(analysis, roster, text)
    resolved = list(resolution.resolve_all())
    for part in analysis.parts:
        for person in (person for mention in part.mentions for person in resolution.context.resolve(mention)):
            person.kinds.append(part.kind)
    if text != own:
        restore_script(analysis, roster.people, text, own)
    return Attributed(language, f"{language}: {chosen.name}", analysis, resolved, roster.people)


def analysed(text, paragraphs, headings, chosen):
    """Return (the Analysis of the paragraphs, the mentions in headings that are surely names)."""
    lines, sure_names = [], names_again
    if chosen.headlines:
        sure_names = chosen.headlines.sure_names
        paragraphs, lines = chosen.headlines.without_titles(text, paragraphs)
    titles = chosen.analysis.analyse(text, [*lines, *headings]).mentions
    analysis = chosen.analysis.analyse(text, paragraphs)
    if lines:
        analysis.attributions = [*chosen.headlines.attributions_of(text, lines), *analysis.attributions]
    return analysis, sure_names(text, titles)


def names_again(text, mentions):
    """Return the mentions of headings whose names the text repeats, and those of posts."""
    return [each for each in mentions if text.count(each.name) > 1]


def acting_places(analysis):
    """Return the offsets where names of people who speak or have a part begin and end."""
    acting = [*(each.sources for each in analysis.attributions), *(part.mentions for part in analysis.parts)]
    return {place for mentions in acting for mention in mentions if mention.name for place in mention.span}


def give_genders(analysis, roster):
    """Give titles the gender of the pronoun that follows them: "The President said …. She added …".

    In "The Minister said …. She asked", another person can be "she", if the only minister is a man.
    """
    grammar = roster.grammar
    sources = [each.sources[0] for each in analysis.attributions if each.sources]
    genders = {}
    for one, other in pairwise(sources):
        gender = grammar.pronoun_gender(other.text) if other.manner == PRONOUN else ""
        if gender and one.manner == TITLED and not roster.is_of_others(one.text, gender):
            between = analysis.mentions_between(one.end, other.start)
            if not any(each.name or each.manner == TITLED for each in between):
                genders.setdefault(one.text, set()).add(gender)
    for source in sources:
        if source.manner == TITLED and len(genders.get(source.text, ())) == 1:
            (source.gender,) = genders[source.text]


def restore_script(analysis, people, text, own):
    """Restore the script of names and posts from `own`, the original of the `text` that was read."""

    def spelt(words):
        at = text.find(words)
        return own[at : at + len(words)] if at >= 0 else words

    for person in people:
        person.name = spelt(person.name)
        person.posts = [(spelt(post), spelt(organisation)) for post, organisation in person.posts]
    for mention in (mention for part in analysis.parts for mention in part.mentions):
        mention.name = spelt(mention.name)
