"""Attributions of a whole text, with the people whom their sources mean."""

import re
from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from .attributions import COLLECTIVE, NAMED, PRONOUN, THING, TITLED, Analysis, Attribution
from .languages import backend_for, recognised
from .normal import normalised
from .roster import Person, Roster

# Between "Ann Ash protested" and "one must not, she said".
CLAUSE_MARK = re.compile("[:;] ")
# Characters of an article before a subject.
ARTICLE = 4


class Resolved(NamedTuple):
    """An attribution with its people; they are empty for a group, a thing, or somebody who is not named."""

    attribution: Attribution
    people: list[Person]


class Attributed(NamedTuple):
    language: str
    backend: str
    analysis: Analysis
    attributions: list[Resolved]
    people: list[Person]


def attribute(text, paragraphs, *, headings=(), language="", backend="") -> Attributed:
    """Attribute the words of the paragraphs, which are spans of the text.

    `headings` are spans that only name people. `language` is en, ru, zh, or "" for any.
    """
    text = normalised(text)
    language = language if language in {"en", "ru", "zh"} else recognised(text)
    chosen = backend_for(language, backend)
    own, text = text, chosen.grammar.in_one_script(text)
    lines = []
    if chosen.headlines:
        paragraphs, lines = chosen.headlines.without_titles(text, paragraphs)
    headings = [*lines, *headings]
    titles = chosen.analysis.analyse(text, headings).mentions
    analysis = chosen.analysis.analyse(text, paragraphs)
    if lines:
        analysis.attributions = [*chosen.headlines.attributions_of(text, lines), *analysis.attributions]
    # Where all words have capitals, only what the text repeats is a name: "Ambassador Berg Addresses the Chamber".
    repeats = chosen.headlines.repeats if chosen.headlines else None
    titles = [each for each in titles if text.count(each.name) > 1 or (repeats and repeats(text, each.name))]
    acting = [*(each.sources for each in analysis.attributions), *(part.mentions for part in analysis.parts)]
    spoken = {place for mentions in acting for mention in mentions if mention.name for place in mention.span}
    roster = Roster([*analysis.mentions, *titles], chosen.grammar, spoken)
    if chosen.grammar.title_has_gender:
        give_genders(analysis, chosen.grammar)
    resolved = list(resolve_all(analysis, roster, text))
    for part in analysis.parts:
        for mention in part.mentions:
            for person in roster.resolve(mention):
                person.kinds.append(part.kind)
    if text != own:
        restore_script(analysis, roster.people, text, own)
    return Attributed(language, f"{language}: {chosen.name}", analysis, resolved, roster.people)


def restore_script(analysis, people, text, own):
    """Give people the names and posts that the text has in its own script, of which `text` is the one that was read."""

    def spelt(words):
        at = text.find(words)
        return own[at : at + len(words)] if at >= 0 else words

    for person in people:
        person.name = spelt(person.name)
        person.posts = [(spelt(post), spelt(organisation)) for post, organisation in person.posts]
    for mention in (mention for part in analysis.parts for mention in part.mentions):
        mention.name = spelt(mention.name)


def give_genders(analysis, grammar):
    """Give titles the gender of the pronoun that goes on with one: "The President said …. She added …"."""
    sources = [each.sources[0] for each in analysis.attributions if each.sources]
    genders = {}
    for one, other in pairwise(sources):
        gender = grammar.pronoun_gender(other.text) if other.manner == PRONOUN else ""
        if gender and one.manner == TITLED and not names_between(analysis, one.end, other.start, titles=True):
            genders.setdefault(one.text, set()).add(gender)
    for source in sources:
        if source.manner == TITLED and len(genders.get(source.text, ())) == 1:
            (source.gender,) = genders[source.text]


def resolve_all(analysis, roster, text):
    """Yield each Resolved in the order of the text; a pronoun means the last speaker, no thing, or the last subject."""
    note_speakers(analysis, roster)
    # The people of the sources of each attribution, so that a second one of the same sentence has the same.
    known = {}
    subjects = sentence_subjects(analysis, text, roster.grammar)
    people_of = note_acts(analysis, subjects, roster)
    beside = people_beside(analysis, subjects, roster)
    before = dict(pairwise(reversed(analysis.sentences)))
    by_sentence = analysis.by_sentence()
    for sentence in sorted({*subjects, *by_sentence}):
        own = by_sentence.get(sentence, ())
        roster.own, roster.nearby = people_of.get(sentence, []), people_of.get(before.get(sentence), [])
        roster.beside = beside.get(sentence, set())
        if own and sentence in subjects and opens(subjects[sentence], own[0], text):
            roster.remember(roster.resolve(subjects[sentence]) or roster.last)
        speaking = []
        for each in own:
            key = tuple(source.span for source in (each.begun or each).sources)
            if key not in known:
                known[key] = people_of_sources(each, roster)
            people = known[key]
            speaking += people
            yield Resolved(each, people)
            follow(each, people, analysis, roster)
        is_idle = own and not speaking and all(can_go_past(each) for each in own)
        if not own or is_idle:
            only = people_of.get(sentence, [])
            # "The keynote fell to Ann Ash."
            people = roster.resolve(subjects[sentence]) if sentence in subjects else []
            people = people or (only if len(only) == 1 and not own else [])
            follow_act(people, () if own else (subjects.get(sentence),), sentence, roster)


def follow_act(people, subjects, sentence, roster):
    """Remember who acts in a sentence without words; behind "A mother from Elm stood up", "she" is nobody."""
    if people:
        roster.remember(people)
    elif any(each and each.is_indefinite and each.start - sentence[0] <= ARTICLE for each in subjects):
        roster.remember([])
        roster.follows_stranger = True


def note_speakers(analysis, roster):
    """Tell the roster who speaks, and their genders where a verb tells them: "Lusia said", with a feminine verb."""
    for source in (source for each in analysis.attributions for source in each.sources):
        people = roster.resolve(source) if source.name else []
        roster.speaking.update(people)
        for person in people:
            person.gender = person.gender or source.gender
        if source.manner == TITLED and not source.is_indefinite:
            roster.speaking_titles.add(source.text)


def people_of_sources(attribution, roster):
    sources = (attribution.begun or attribution).sources
    return list(dict.fromkeys(person for source in sources for person in roster.resolve(source)))


def note_acts(analysis, subjects, roster):
    """Tell the roster who is the subject of a sentence, and who stands beside a title that is thus another's.

    Return {sentence: the people whom it names}.
    """
    titles, people_of = {}, {}
    for sentence, mention in analysis.first_mentions():
        if mention.manner == TITLED:
            titles.setdefault(sentence, []).append(roster.grammar.title_words(mention.text))
    for sentence, mention in analysis.first_mentions():
        for person in roster.resolve(mention) if mention.name else ():
            if subjects.get(sentence) is mention or mention.text != mention.name:
                roster.acting.add(person)
            if person not in people_of.setdefault(sentence, []):
                people_of[sentence].append(person)
            for title in titles.get(sentence, ()):
                roster.apart[title].add(person)
    # "Ann Ash called on the Minister to pay": he is beside her.
    for sentence, mention in analysis.first_mentions():
        others = roster.titled(mention) if mention.manner == TITLED and not mention.is_indefinite else []
        people_of.setdefault(sentence, []).extend(each for each in others if each not in people_of[sentence])
    return people_of


def people_beside(analysis, subjects, roster):
    """Return {sentence: the people whom it names and who are not its subject}."""
    beside = {}
    for sentence, mention in analysis.first_mentions():
        if mention.name and subjects.get(sentence) is not mention:
            beside.setdefault(sentence, set()).update(roster.resolve(mention))
    return beside


def follow(attribution, people, analysis, roster):
    """Remember whom "she" means behind an attribution."""
    if attribution.rule == "asked":
        # Whoever asks is not who answers.
        roster.last = [person for person in roster.last if person not in people]
        return
    roster.asking = people if attribution.kind == "question" else []
    roster.follows_group = any(map(roster.grammar.is_group, (source.text for source in attribution.sources)))
    titled = [source for source in attribution.sources if source.manner == TITLED]
    is_stranger = any(each.is_indefinite or roster.grammar.has_complement(each.text) for each in titled)
    is_stranger = is_stranger and attribution.kind != "question"
    roster.follows_stranger = (is_stranger and not people) or (not attribution.sources and roster.follows_stranger)
    roster.remember(people or ([] if can_go_on(attribution) else roster.last))
    hearer = [] if people or attribution.kind != "question" else asked_person(analysis, attribution, roster)
    if hearer:
        roster.remember(hearer)


def names_between(analysis, start, end, *, titles=False):
    """Return the mentions by name, and by title if asked for, that begin between two places."""
    mentions = analysis.mentions
    first = bisect_left(mentions, start, key=lambda each: each.start)
    between = mentions[first : bisect_left(mentions, end, key=lambda each: each.start)]
    return [each for each in between if each.name or (titles and each.manner == TITLED)]


def asked_person(analysis, attribution, roster):
    """Return [whom a question of somebody without a name is put to]: "a student asked Ann Ash whether"."""
    first, last = attribution.cue[0][0], attribution.content[0][0]
    inside = names_between(analysis, first, last)
    return next((people for each in inside if len(people := roster.resolve(each)) == 1), [])


def can_go_on(attribution):
    """Whether "she" can mean somebody of these words whom the roster does not know: no report, and no question."""
    return attribution.kind != "question" and any(source.manner != THING for source in attribution.sources)


def can_go_past(attribution):
    """Whether "she" can mean somebody before these words: they are a thing's, or of people in general."""
    return not attribution.kind and all(source.manner in {THING, COLLECTIVE} for source in attribution.sources)


def opens(subject, attribution, text):
    """Whether a sentence begins with the person whom the pronoun means: "Ann Ash set the tone: …, she said".

    So does "A different tone was struck by Ann Ash: …, she said".
    In Chinese, it can begin with more of the post: 学员代表、青年修复师田力发言时哽咽了，她说.
    """
    source = attribution.sources[0] if attribution.sources else None
    is_pronoun = source is not None and source.manner == PRONOUN and subject.end <= source.start
    is_first = subject.start - attribution.sentence[0] <= ARTICLE
    is_first = is_first or (is_pronoun and text[source.start - 1] == "，" and subject.name not in {"", subject.text})
    is_first = is_first or (is_pronoun and bool(CLAUSE_MARK.search(text, subject.end, source.start)))
    return is_pronoun and is_first and not any(start <= subject.start < end for start, end in attribution.content)


def is_receiving(mention, first, text, floor, is_oblique_title):
    """Whether somebody is the subject instead of one in another case, or is given the floor, in Russian.

    "Вместе с Анной Лунд выступил Пётр Бук", "гостем стал Пётр Бук", "Анна Лунд передала слово Петру Буку".
    """
    if first is None or mention.manner != NAMED:
        return False
    is_oblique = first.name not in first.text if first.name else is_oblique_title(first.text)
    return (is_oblique and mention.name in mention.text) or bool(floor.search(text, first.end, mention.start))


def sentence_subjects(analysis, text, grammar):
    """Return {sentence: its first mention of a person by name or title}.

    A clause at the beginning has no subject: "After talks with the mayor, Ann Ash left".
    """
    subjects = {}
    for sentence, mention in analysis.first_mentions():
        if mention.manner in {NAMED, TITLED}:
            if is_receiving(mention, subjects.get(sentence), text, grammar.floor, grammar.is_oblique_title):
                subjects[sentence] = mention
            first = subjects.setdefault(sentence, mention)
            is_oblique = grammar.oblique.search(text, sentence[0], first.start) and "," not in first.text
            if first is not mention and is_oblique and grammar.main_clause.match(text, first.end, mention.start):
                subjects[sentence] = mention
    return subjects
