"""The backend of rules for Russian."""

import re

from proceedings.importing.reports.analysis import SPEAKERS, Continuation, analysis_of
from proceedings.importing.reports.attributions import MINUTES, NAMED, THING

from .continuation import goes_on, leading, verb_tenses
from .forms import is_predicate
from .frames import SentenceReader
from .morphology import lemmas, tokens_of, word_set
from .parts import parts_of
from .people.agreement import agree, give_genders, give_roles

# The longest headline in characters, and the end of a sentence, which a headline does not have.
LONGEST_HEADLINE = 200
ENDS = re.compile(r"[.!?…;:]['\"»”)]*$")


def analyse(text, paragraphs):
    """Return the Analysis of the paragraphs, spans of a normalised text."""
    continuation = Continuation(goes_on=goes_on, leading=leading)
    analysis = analysis_of(text, paragraphs, "ru", SentenceReader, parts_of, continuation=continuation)
    agree(analysis)
    give_roles(text, analysis)
    give_genders(text, analysis)
    start, end = headline(text, paragraphs)
    analysis.attributions = [
        each
        for each in without_themes(text, analysis.attributions, {first for first, _last in paragraphs})
        if not start <= each.sentence[0] < end or is_of_known(text, each, end)
    ]
    return analysis


def without_themes(text, attributions, starts):
    """Yield the attributions, without a mere topic if the speaker's next sentence in the paragraph develops it."""
    for before, each, following in zip([None, *attributions], attributions, [*attributions[1:], None], strict=False):
        is_alone = all(other is None or other.sentence != each.sentence for other in (before, following))
        is_open = is_alone and following is not None and is_theme(text, each) and goes_on_with(following, each)
        if not is_open or starts & {*range(each.sentence[1], following.sentence[0] + 1)}:
            yield each


def is_theme(text, attribution):
    """Whether the content is but a topic of a person with a post: "Директор порта Анна Лунд остановилась на сроках"."""
    has_post = any(each.manner == NAMED and each.text != each.name for each in attribution.sources)
    if attribution.rule not in {"object", "hearer"} or not has_post:
        return False
    verb = text[slice(*attribution.cue[0])].split()[0].lower()
    words_ = (token.lower for span in attribution.content for token in tokens_of(text, *span))
    is_clause = any(is_predicate(word) or word.startswith("котор") for word in words_)
    return not is_clause and bool(lemmas(verb) & word_set("introducing"))


def goes_on_with(attribution, before):
    """Whether the source of an attribution is the speaker of the one before, somebody without a name, or a report."""
    (person,), source = before.sources[-1:], (attribution.begun or attribution).sources[:1]
    is_named = bool(source) and (not source[0].name or {*source[0].name.split()} & {*person.name.split()})
    # "Согласно представленным данным" (according to the data presented).
    is_report = bool(source) and source[0].manner == THING and attribution.rule == "prepositional"
    return is_report or (bool(is_named) and source[0].manner in SPEAKERS)


def is_of_known(text, attribution, end):
    """Whether a headline is like "Анна Лунд: мост стар" (the bridge is old), and the text names the speaker again."""
    surname = attribution.sources[0].name.rpartition(" ")[2] if attribution.rule == MINUTES else ""
    return bool(surname) and surname in text[end:] and bool(verb_tenses(tokens_of(text, *attribution.content[0])))


def headline(text, paragraphs):
    """Return the span of the headline, or (0, 0): "Картошка просит слова" (Potatoes ask for the floor) is no remark."""
    lines = [text[slice(*span)].rstrip() for span in paragraphs]
    is_one = len(lines) > 1 and len(lines[0]) <= LONGEST_HEADLINE and not ENDS.search(lines[0])
    is_one = is_one and 2 * sum(bool(ENDS.search(line)) for line in lines[1:]) >= len(lines) - 1
    return paragraphs[0] if is_one else (0, 0)
