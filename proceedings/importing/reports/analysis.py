"""The analysis of a report sentence by sentence, for languages whose verbs of saying have grammar."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from proceedings.importing.proposals.proposal import trim

from .attributions import BACK, ELLIPTIC, INTENTION, MINUTES, NAMED, PRONOUN, TITLED, Analysis
from .sentences import before_stop, quotations, sentences

DASHES = "—–"
# Closing marks. A quotation without one at the end of its paragraph goes on in the next one.
CLOSED = frozenset("”\"'»")
OPENING = frozenset('«„“"')
SPEAKERS = frozenset({NAMED, TITLED, PRONOUN})
# Endings of rules whose content is not a whole sentence.
PARTIAL = ("object", "hearer", INTENTION)


def never(*_args):
    """Return None, as the default of callbacks that a language does not need."""


class Continuation(NamedTuple):
    """How a language decides which sentences continue words. Each field is a function.

    `goes_on` tells whether a sentence without attributions continues the words of the last attribution in its
    paragraph, and `is_within` whether a sentence with attributions can. For a sentence without attributions, `leading`
    returns an Attribution that the next sentence can continue, or None. `goes_over` returns the Attribution that a
    paragraph continues after the last words of the one before, and `answers` the one that a sentence continues after a
    question, or None.
    """

    goes_on: Callable = never
    is_within: Callable = never
    leading: Callable = never
    goes_over: Callable = never
    answers: Callable = never


# Of the lines of a headline.
NOWHERE = Continuation()


def analysis_of(text, paragraphs, language, sentence_reader, parts_of, *, continuation=NOWHERE):
    """Return the Analysis of the paragraphs, spans of a normalised text.

    `sentence_reader` makes the reader of a sentence from the text, its span and the spans of quotations; `parts_of`
    returns the Parts in a sentence with its mentions.
    """
    analysis = Analysis()
    course = Course(text, analysis, continuation)
    for start, end in paragraphs:
        quoted = quotations(text, start, end)
        readers = [sentence_reader(text, span, quoted) for span in sentences(text, start, end, language)]
        for reader in readers:
            reader.read()
        course.begin_paragraph((start, end), quoted, readers)
        for reader in readers:
            analysis.sentences.append(reader.span)
            analysis.mentions += reader.mentions
            analysis.parts += parts_of(text, reader.span, reader.mentions)
            attributions = [each for each in reader.attributions if course.completes(each)]
            if not course.continues(reader, attributions):
                analysis.attributions += attributions
                course.last = attributions[-1] if attributions else continuation.leading(reader)
    return analysis


class Course:
    """Decides which sentences of a text continue the words that were attributed last.

    `last` is the attribution that the next sentence can continue, or None, and `turn` the last turn of a dialogue. Each
    method `continue_…` handles one form of sentence: it adds the words, and returns whether the sentence has that form.
    """

    def __init__(self, text, analysis, continuation):
        self.text, self.analysis, self.continuation = text, analysis, continuation
        self.last = self.turn = None
        self.start, self.quoted = 0, []

    def begin_paragraph(self, span, quoted, readers):
        (start, end), self.quoted = span, quoted
        self.start = start
        # A paragraph that is one quotation can continue a quotation in the paragraph before.
        is_whole = len(quoted) == 1 and self.text[start:end].strip() == self.text[slice(*quoted[0])]
        words = self.continuation.goes_over(readers, self.last) if readers else self.last
        self.last = self.last if is_whole and self.last and self.last.is_verbatim else words

    def continues(self, reader, attributions):
        """Add a sentence that continues the last words, in the first way that fits; return whether it does."""
        if self.last is None:
            return False
        if attributions:
            return self.continuation.is_within(reader, attributions, self.last) and self.continue_words(reader)
        ways = (
            self.continue_dialogue,
            self.continue_turn,
            self.continue_paragraph,
            self.continue_quotation,
            self.continue_answer,
            self.continue_words,
        )
        return any(way(reader) for way in ways)

    def continue_dialogue(self, reader):
        """Add "— Дорога открыта.", a turn or the rest of a quotation, to "— Дождь прошёл, — сказала она."."""
        if self.text[reader.start] not in DASHES or self.last.content[-1][0] < self.start:
            return False
        inner = self.trimmed(reader.start + 1, reader.end)
        if self.text[self.last.content[0][0] - 1] in OPENING:
            # "«Дождь прошёл, — сказала она. — Дорога открыта»".
            self.last.content.append(inner)
        else:
            self.turn = self.add(inner, reader.span, is_verbatim=True)
        return True

    def continue_turn(self, reader):
        """Add "Но моста нет." to the turn "— Дорога открыта."."""
        is_turn = self.turn and self.turn.begun is self.last and self.turn.content[0][0] >= self.start
        if is_turn:
            self.turn.content[-1] = (self.turn.content[-1][0], self.trimmed(*reader.span)[1])
        return is_turn

    def continue_paragraph(self, reader):
        """Add the rest of a paragraph to "А. Лунд: дождь прошёл.", or "— Дождь прошёл, — сказала она, — всё сухо."."""
        is_dialogue = self.text[self.start] in DASHES and self.last.begun and self.last.begun.rule == "tag"
        is_whole = self.last.rule == MINUTES or is_dialogue
        if is_whole:
            self.last.content.append(self.trimmed(*reader.span))
        return is_whole

    def continue_quotation(self, reader):
        """Add the quotation "“The road is open.”" to "“The rain is over,” she said."."""
        if not any(first <= reader.start and reader.end <= last + 1 for first, last in self.quoted):
            return False
        inner = (reader.start + 1, reader.end - 1)
        latest = self.analysis.attributions[-1] if self.analysis.attributions else None
        if latest and (latest is self.last or latest.begun is self.last) and self.is_open(latest, reader.start):
            latest.content.append(inner)
        else:
            self.add(inner, reader.span, is_verbatim=True)
        return True

    def continue_answer(self, reader):
        """Add "There was none." to the report of the person who has been asked "whether there was damage"."""
        answer = self.continuation.answers(reader, self.last)
        if answer:
            self.last = answer
            self.add(self.trimmed(*reader.span), reader.span)
        return bool(answer)

    def continue_words(self, reader):
        """Add "The drains must be widened." to "She said that rain fell."."""
        goes_on = self.continuation.goes_on(reader, self.last)
        if goes_on:
            self.add(self.trimmed(*reader.span), reader.span)
        return goes_on

    def add(self, content, sentence, *, is_verbatim=False):
        """Add the attribution of a sentence to the speaker of the last words, and return it."""
        added = replace(self.last.continued([content], sentence), is_verbatim=is_verbatim)
        self.analysis.attributions.append(added)
        return added

    def is_open(self, attribution, place):
        """Whether the marks of a quotation are not closed before a place."""
        return attribution.is_verbatim and CLOSED.isdisjoint(self.text[attribution.content[-1][1] : place])

    def trimmed(self, start, end):
        """Return the span of a sentence without its full stop."""
        return trim(self.text, start, before_stop(self.text, start, end))

    def completes(self, attribution):
        """Take missing words or a missing speaker from the sentences before; return False if there are none."""
        if attribution.rule == BACK:
            return self.give_words(attribution)
        return attribution.rule != ELLIPTIC or self.give_speaker(attribution)

    def give_speaker(self, attribution):
        """Give a verb without a subject the speaker of the last words of the paragraph; return whether there is one."""
        begun = self.last and (self.last.begun or self.last)
        is_speaker = begun and len(begun.sources) == 1 and begun.sources[0].manner in SPEAKERS
        attribution.begun = begun if is_speaker else None
        return is_speaker

    def give_words(self, attribution):
        """Give "Об этом сообщил X" the words of the sentence before it; return whether there is one."""
        last = self.analysis.sentences[-2] if len(self.analysis.sentences) > 1 else None
        own = [each for each in self.analysis.attributions if each.sentence == last]
        is_named = any(source.name for each in own for source in each.sources)
        # "They agreed on a bridge. This was announced by …": the whole sentence is what was announced.
        if own and (is_named or not own[-1].rule.endswith(PARTIAL)):
            attribution.content = list(own[-1].content)
        elif own:
            self.analysis.attributions = [each for each in self.analysis.attributions if each.sentence != last]
            attribution.content = [self.trimmed(*last)]
        elif last:
            attribution.content = [self.trimmed(*last)]
        return bool(attribution.content)
