"""The people whom the mentions of a text mean, sentence by sentence."""

from itertools import pairwise
from typing import NamedTuple

from .attributions import COLLECTIVE, PRONOUN, THING, TITLED, Attribution
from .offices import NEAR, across, counterpart, without_post
from .roster import CERTAIN, Person
from .subjects import is_first, opens, sentence_subjects

# A pronoun can refer to so many recent people.
MOST_RECENT = 3
# A title with a lower fit can only mean the last speaker.
LEAST = 0.1
# "The former" means one of two people.
TWO = 2


class Resolved(NamedTuple):
    """An attribution with its people: none for a group, a thing, or somebody who is not named."""

    attribution: Attribution
    people: list[Person]


class Context:
    """The people near a place in a text, among whom mentions are resolved."""

    def __init__(self, roster):
        self.roster, self.grammar = roster, roster.grammar
        # The people who spoke or acted last, whom a pronoun means, and the latest MOST_RECENT of all who did.
        self.last, self.recent = [], []
        # The people who have just asked something, whom "the speaker" does not mean.
        self.asking = []
        # The people whom a title meant last: "the host".
        self.called = {}
        # The people in the sentence, those in the one before, and those named in the sentence beside its subject.
        self.own, self.before, self.beside = [], [], set()
        # The people whom the subject of the sentence names.
        self.acting = []
        # Whether a group spoke last, which "she" cannot mean, or a stranger, who has a title but no name in the text.
        self.follows_group = self.follows_stranger = False

    def remember(self, people):
        """Keep the people whom a pronoun can mean: these, or an earlier one if these are of the other gender."""
        self.last = people
        self.recent = [*(person for person in self.recent if person not in people), *people][-MOST_RECENT:]

    def resolve(self, mention):
        """Return the people whom a mention means; [] if there are none, or if it is uncertain."""
        if mention.name:
            people = self.roster.named(mention.name)
            return only(people if len(people) == 1 else [person for person in people if person in self.last])
        if mention.manner == PRONOUN:
            return self.pronoun(mention.text)
        if mention.manner == THING and self.grammar.is_own_text(mention.text):
            return [person for person in only(self.last) if person.posts or person in self.roster.speaking]
        return self.titled(mention) if mention.manner == TITLED and not mention.is_indefinite else []

    def pronoun(self, text):
        gender = self.grammar.pronoun_gender(text)
        if self.grammar.is_other(text):
            return self.other(gender)
        if (place := self.grammar.place_of_two(text)) is not None:
            groups = (self.own, self.before, self.recent[-TWO:])
            return next(([group[place]] for group in groups if len(group) == TWO), [])
        if self.grammar.is_plural_pronoun(text):
            return list(self.last) if len(self.last) > 1 else []
        return self.one_of_last(gender) if len(self.last) == 1 else self.one_before(gender)

    def other(self, gender):
        """Return [the person of that gender who is named beside the last speaker, or who spoke earlier], or []."""
        near, recent = (
            [person for person in people if person not in self.last and person.can_be(gender)]
            for people in (self.own or self.before, self.recent)
        )
        return only(near) if near else recent[-1:]

    def one_of_last(self, gender):
        """Return [the last speaker of the gender], or [another person in the sentence before].

        "Ann Ash told Bo Birch …. He answered …".
        """
        people = [person for person in self.recent if person.can_be(gender)]
        near = dict.fromkeys([*self.own, *self.before])
        others = only([person for person in near if person.can_be(gender) and person not in self.last])
        if gender and others and others[0].gender and self.last[0] not in people:
            return others
        if people or not others:
            return people[-1:]
        others[0].gender = gender
        return others

    def one_before(self, gender):
        """Return [the last person of a gender] after a group, [the only one] after somebody without a name, or []."""
        known = [person for person in self.recent if gender and person.gender == gender]
        known = known[-1:] if self.follows_group else only(known)
        is_last = known and all(person.gender for person in self.recent[self.recent.index(known[0]) :])
        return known if is_last and not self.last and not self.follows_stranger else []

    def titled(self, mention):
        """Return [the person whose posts agree best with a title], the last speaker if several do, or [].

        A title that anybody can have, such as "the expert", means the last speaker.
        """
        grammar, title = self.grammar, mention.text
        if (relation := grammar.relation(title)) is not None and not mention.post:
            return counterpart(self.roster, self.last, relation)
        if (others := across(self.roster, self, mention)) is not None:
            return only(others)
        is_generic = grammar.is_generic(title)
        fits = self.fitting(mention, is_generic=is_generic)
        scores = [
            ((fit, self.nearness(person), self.is_called(person, title)), person)
            for person, fit in fits
            if fit >= LEAST or person in self.last
        ]
        best = max((score for score, _person in scores), default=(0, 0, False))
        fitting = [person for person, fit in fits if fit > 0]
        # "The diplomat" is the ambassador, although "representative" fits the president who spoke last a little.
        least = LEAST if best[0] >= CERTAIN else 0
        is_last = best[1] > 0 or any(person in self.last for person, fit in fits if fit > least)
        is_known = len(self.last) == 1 or not (self.last or self.follows_stranger)
        # "The brewer" is the owner of the brewery, not the priest who spoke last.
        is_other = best[0] > LEAST and not is_last and all(person.posts for person in self.last)
        if is_generic and best[0] < CERTAIN and self.roster.is_stranger(mention):
            return []
        if is_generic and is_known and (best[0] < CERTAIN or is_last) and not is_other:
            # "The businessman" behind a minister is the other one, if only one has such a post.
            is_one_word = len(grammar.title_words(title)) == 1
            others = [person for person in fitting if person not in self.last and is_one_word]
            return self.somebody(mention, fitting) or only(others)
        if best[0] <= 0:
            # "The bank's representative" is the only person with a post that may be that.
            weak = fitting if grammar.is_representative(title) else []
            return without_post(self.roster, self.last, mention) or self.just_named(mention) or only(weak)
        return only([person for score, person in scores if score == best])

    def fitting(self, mention, *, is_generic):
        """Return [(person, fit)] of the people who can have a title.

        "The chemist" and "their spokesman" do not mean somebody whom the text names only later.
        """
        fits = [(person, fit) for person, fit in self.roster.fits(mention.text) if person.can_be(mention.gender)]
        is_other = self.grammar.is_of_other_body
        fits = [(person, fit) for person, fit in fits if not (fit and is_other(mention.text, person.all_posts))]
        return [
            (person, fit)
            for person, fit in fits
            if (not is_generic and fit >= CERTAIN) or not self.is_later(person, mention)
        ]

    def is_later(self, person, mention):
        """Whether the text names somebody only after a title. Heads of state and government never count as later."""
        return person.first > mention.end + NEAR and not self.grammar.known_posts(person.words)

    def just_named(self, mention):
        """Return [the last speaker] for "the head of the Elm Institute", if just named without a post; or []."""
        people = [person for person in self.last if person in self.before and not person.all_posts]
        people = [person for person in people if not self.grammar.known_posts(person.words)]
        # "The representative of Nepal" is somebody else.
        is_told = not self.grammar.is_plain(self.grammar.title_words(mention.text))
        is_told = is_told and self.grammar.has_complement(mention.text)
        return only(people) if is_told and not self.asking and len(self.last) == 1 else []

    def is_called(self, person, title):
        """Whether the text calls a person so, with no more words: "President Ann Ash", beside another president."""
        return self.grammar.is_whole(self.grammar.title_words(title), self.roster.title_words(person))

    def nearness(self, person):
        """Return 1 for the last speaker, but -1 for one who has just asked something, and 0 for others."""
        return -1 if person in self.asking else int(person in self.last)

    def somebody(self, mention, fitting):
        """Return [the subject of the sentence, or the last speaker] for a title that anybody can have, or []."""
        own = only([person for person in fitting if person in self.acting])
        if own:
            return own
        is_answering = self.grammar.is_answering(mention.text)
        people = [person for person in self.recent if not is_answering or person not in self.asking]
        # "Answering Ann Ash, the lecturer said": somebody else.
        people = [person for person in people if person not in self.beside] or people
        # "Her sister said …. Some doubt it. The banker hopes …": not the sister.
        is_relative = self.grammar.is_relative
        people = [person for person in people if person in self.before or not is_relative(person.all_posts)] or people
        # After a group or an unknown speaker, and for "the student", only somebody without a post.
        is_open = self.last and not self.grammar.is_lay(mention.text)
        people = [person for person in people if person.can_be(mention.gender)][-1:]
        people = [person for person in people if not self.grammar.is_of_other_rank(mention.text, person.all_posts)]
        return [person for person in people if is_open or not person.posts or person in fitting]


class Resolution:
    """Resolves the attributions of a text in their order; `context` holds the people near the last one."""

    def __init__(self, analysis, roster, text):
        self.analysis, self.text = analysis, text
        self.context = Context(roster)
        self.subjects = sentence_subjects(analysis, text, roster.grammar)
        roster.note_speakers(source for each in analysis.attributions for source in each.sources)
        roster.note_acts(analysis, self.subjects)
        # The people in each sentence in their order, and those named beside its subject.
        self.people, self.beside = {}, {}
        for sentence, mention in analysis.first_mentions():
            # "Ann Ash called on the Minister to pay": he is beside her.
            people = self.context.resolve(mention) if mention.name or mention.manner == TITLED else []
            listed = self.people.setdefault(sentence, [])
            listed += [person for person in people if person not in listed]
            if mention.name and self.subjects.get(sentence) is not mention:
                self.beside.setdefault(sentence, set()).update(people)

    def resolve_all(self):
        """Yield each Resolved; a pronoun means the last speaker or the last subject, never a thing."""
        # The people of each group of sources, so that attributions with the same sources have the same people.
        known, by_sentence = {}, self.analysis.by_sentence()
        before = dict(pairwise(reversed(self.analysis.sentences)))
        for sentence in sorted({*self.subjects, *by_sentence}):
            own = by_sentence.get(sentence, ())
            self.enter(sentence, before.get(sentence), own)
            speaking = []
            for each in own:
                sources = (each.begun or each).sources
                key = tuple(source.span for source in sources)
                if key not in known:
                    people = (person for source in sources for person in self.context.resolve(source))
                    known[key] = list(dict.fromkeys(people))
                speaking += known[key]
                yield Resolved(each, known[key])
                self.follow(each, known[key])
            if not speaking and all(can_go_past(each) for each in own):
                self.follow_act(sentence, has_words=bool(own))

    def enter(self, sentence, before, attributions):
        """Move the context to a sentence: the people in it and in the one before."""
        context, subject = self.context, self.subjects.get(sentence)
        context.own, context.before = self.people.get(sentence, []), self.people.get(before, [])
        context.beside = self.beside.get(sentence, set())
        context.acting = context.resolve(subject) if subject and subject.name else []
        if subject and attributions and opens(subject, attributions[0], self.text):
            context.remember(context.resolve(subject) or context.last)

    def follow(self, attribution, people):
        """Remember whom "she" means after an attribution."""
        context, sources, is_question = self.context, attribution.sources, attribution.kind == "question"
        if attribution.rule == "asked":
            # The person who asks is not the one who answers.
            context.last = [person for person in context.last if person not in people]
            return
        context.asking = people if is_question else []
        titles = [source.text.lower() for source in sources if source.manner == TITLED and len(people) == 1]
        context.called |= {title.rpartition(" ")[2]: people for title in titles}
        context.follows_group = any(context.grammar.is_group(source.text) for source in sources)
        is_stranger = not people and not is_question and any(map(self.is_stranger, sources))
        is_same = not people and all(source.manner == PRONOUN for source in sources)
        context.follows_stranger = is_stranger or (is_same and context.follows_stranger)
        context.remember(people or ([] if can_go_on(attribution) else context.last))
        if is_question and not people and (asked := self.asked_person(attribution)):
            context.remember(asked)

    def is_stranger(self, source):
        """Whether a title describes somebody who may have no name in the text: "a mother from Elm"."""
        has_complement = self.context.grammar.has_complement(source.text)
        return source.manner == TITLED and (source.is_indefinite or has_complement)

    def asked_person(self, attribution):
        """Return [the person whom somebody without a name asks], or []: "a student asked Ann Ash whether"."""
        if not attribution.cue:
            return []
        inside = self.analysis.mentions_between(attribution.cue[0][0], attribution.content[0][0])
        named = (self.context.resolve(each) for each in inside if each.name)
        return next((people for people in named if len(people) == 1), [])

    def follow_act(self, sentence, *, has_words):
        """Remember who acts in a sentence without a speaker: nobody with a name in "A mother from Elm stood up"."""
        context, subject = self.context, self.subjects.get(sentence)
        people = context.resolve(subject) if subject else []
        # "The keynote fell to Ann Ash."
        people = people or (only(context.own) if subject and not has_words else [])
        if people:
            context.remember(people)
        elif not has_words and subject and subject.is_indefinite and is_first(subject, sentence):
            context.remember([])
            context.follows_stranger = True


def only(people):
    """Return the people if there is exactly one, or []."""
    return people if len(people) == 1 else []


def can_go_on(attribution):
    """Whether "she" can mean an unknown speaker of these words: they are not a question, nor those of a thing."""
    return attribution.kind != "question" and any(source.manner != THING for source in attribution.sources)


def can_go_past(attribution):
    """Whether "she" can mean somebody before these words: only a thing or a group says them."""
    return not attribution.kind and all(source.manner in {THING, COLLECTIVE} for source in attribution.sources)
