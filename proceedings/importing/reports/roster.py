"""The people of a report: full names, posts, and the person whom a surname, a title or a pronoun means."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product

from .attributions import NAMED, PRONOUN, TITLED, Mention
from .offices import agrees, counterpart, leader, without_post

# People among whom a pronoun looks for one of its gender.
MOST_RECENT = 3
# The fit below which a title means nobody but the last speaker.
LEAST = 0.1
# People of whom one is the former.
TWO = 2
# The fit of "the Indian professor" to the only professor of an Indian university.
CERTAIN = 0.5


@dataclass(eq=False)
class Person:
    """`posts` are pairs of a post and an organisation, each as printed; `kinds` are those of the parts."""

    name: str
    first: int
    posts: list[tuple[str, str]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    # As the grammar of the language names it, or "".
    gender: str = ""

    @property
    def post(self):
        """The post with the most words, and its organisation."""
        return max(self.posts, key=lambda pair: (len(pair[0].split()), len(pair[1])), default=("", ""))

    @property
    def all_posts(self):
        return [*(f"{post} {organisation}" for post, organisation in self.posts), *self.roles]

    def add_post(self, mention):
        for pair in ((mention.post, mention.organisation), (mention.rank, "")):
            if pair[0] and pair not in self.posts:
                self.posts.append(pair)
        if mention.role:
            self.roles.append(mention.role)


class Roster:
    """Knows the people of all mentions; `spoken` are the ends of those who speak or have a part."""

    def __init__(self, mentions, grammar, spoken=frozenset()):
        self.grammar, self.people = grammar, []
        # The numbers of the people by the initials of their names, and the people whom each name can mean.
        self.by_initial, self.by_name, self.title_cache = defaultdict(set), {}, {}
        # The people of the last attribution, whom a pronoun means, and of all attributions.
        self.last, self.recent, self.speaking = [], [], set()
        # Those who have just asked something, which "the speaker" answers.
        self.asking = []
        # Those who are the subject of a sentence, and the people beside a title in one, who have not that title.
        self.acting, self.apart = set(), defaultdict(set)
        # The people whom the sentence and the one before it name.
        self.own, self.nearby = [], []
        # Those whom the sentence names beside its subject.
        self.beside = set()
        # Whether a group spoke last, which "she" cannot mean.
        self.follows_group = False
        # Whether somebody spoke last whom a title tells and nobody names.
        self.follows_stranger = False
        self.speaking_titles = set()
        self.titles = {mention.text for mention in mentions if mention.manner == TITLED and mention.text.strip()}
        named = [mention for mention in mentions if mention.manner == NAMED and self.is_person(mention, spoken)]
        names = {mention.name: self.words(mention.name) for mention in named}
        # "Piotr Maly" before "P. Maly".
        for name in sorted(names, key=lambda each: (-len(names[each]), sum(len(word) == 1 for word in names[each]))):
            self.enter(name, [mention for mention in named if mention.name == name])
        self.people.sort(key=lambda person: person.first)

    def is_person(self, mention, spoken):
        """Whether a mention is surely of a person: a single capital can be a place, unless it speaks or has a title."""
        words = self.words(mention.name)
        is_full = len(words) > 1 or mention.text != mention.name or self.grammar.has_title(mention.name)
        return is_full or not spoken.isdisjoint(mention.span)

    def words(self, name):
        # A word of letters that have no other spelling can be empty.
        return [word for word in self.grammar.name_words(name) if word]

    def enter(self, name, mentions):
        """Add the mentions of a name to its person, or to a new one, if it is the fullest form of a name."""
        matches = self.matching(name)
        if len(matches) > 1:
            return
        first = min(mention.start for mention in mentions)
        if matches:
            (person,) = matches
            person.first = min(person.first, first)
            self.name_fully(person, name)
        else:
            person = Person(name, first, words=self.words(name))
            for word in person.words:
                self.by_initial[word[0]].add(person)
            self.people.append(person)
        for mention in mentions:
            person.add_post(mention)
            person.gender = person.gender or self.grammar.gender_of(mention)

    def name_fully(self, person, name):
        """Give a person of initials the first name that a shorter form has: "Т. Р. Норов" that of "Тимур Норов"."""
        own, words = person.words, self.words(name)
        if self.grammar.familiar_name(name):
            # "Павел Сергеевич" is П. С. Любимов.
            person.words = [*words, own[-1]] if len(own[0]) == 1 else own
        elif (
            len(words) < len(own)
            and not self.grammar.is_patronymic(words[-1])
            and len(own[0]) == 1 < len(words[0])
            and words[0].startswith(own[0])
        ):
            person.name, person.words = name, [words[0], *own[1:-1], words[-1]]

    def named(self, name):
        """Return the people whom a name can mean: all its words are among theirs."""
        if name not in self.by_name:
            self.by_name[name] = self.matching(name)
        return self.by_name[name]

    def matching(self, name):
        wanted = self.words(name)
        alike = [self.by_initial[word[0]] for word in wanted]
        people = set.intersection(*alike) if alike else ()
        people = sorted((each for each in people if self.is_part(wanted, each.words)), key=lambda each: each.first)
        people = people or [each for each in self.people if len(wanted) == 1 and is_middle(wanted[0], each.words)]
        familiar = "" if people else self.grammar.familiar_name(name)
        return self.matching(familiar) if familiar else people

    def is_part(self, wanted, known):
        """Whether a name is a shorter form of another: Norov, V. Norov and Vladimir Norov, but not Vladimir."""
        is_same = self.grammar.is_same
        if not all(any(is_same(word, other) for other in known) for word in wanted):
            return False
        if len(wanted) > 1:
            # More than initials: "Ann Moss" is not "Elm A. M. Hill".
            is_polite = len(wanted) < len(known) and self.grammar.is_patronymic(wanted[-1])
            return is_polite or any(is_same(*pair) for pair in product(wanted, known) if min(map(len, pair)) > 1)
        return is_same(wanted[0], known[-1]) or is_same(wanted[0], known[0])

    # Resolution, in the order of the text

    def resolve(self, mention: Mention):
        """Return the people whom a mention means, an empty list if nobody or nobody for certain."""
        if mention.name:
            people = self.named(mention.name)
            exact = [person for person in people if person.words == self.words(mention.name)]
            people = exact or people
            if len(people) > 1:
                people = [person for person in people if person in self.last]
            return people if len(people) == 1 else []
        if mention.manner == PRONOUN:
            return self.other(mention) if self.grammar.is_other(mention.text) else self.pronoun(mention)
        return self.titled(mention) if mention.manner == TITLED and not mention.is_indefinite else []

    def pronoun(self, mention):
        if (place := self.grammar.place_of_two(mention.text)) is not None:
            groups = (self.own, self.nearby, self.recent[-TWO:])
            pair = next((group for group in groups if len(group) == TWO), [])
            return [pair[place]] if len(pair) == TWO else []
        if self.grammar.is_plural_pronoun(mention.text):
            return list(self.last) if len(self.last) > 1 else []
        gender = self.grammar.pronoun_gender(mention.text)
        if len(self.last) != 1:
            # Behind the words of several, the last one of that gender; of somebody without a name, the only one.
            known = [person for person in self.recent if gender and person.gender == gender]
            known = known[-1:] if self.follows_group or len(known) == 1 else []
            is_last = known and all(person.gender for person in self.recent[self.recent.index(known[0]) :])
            return known if is_last and not self.last and not self.follows_stranger else []
        people = [person for person in self.recent if not gender or person.gender in {"", gender}]
        # "Ann Ash told Bo Birch …. He answered …": the other one of the sentence before.
        nearby = [person for person in self.nearby if person.gender in {"", gender} and person not in self.last]
        if gender and len(nearby) == 1 and nearby[0].gender and self.last[0] not in people:
            return nearby
        if people or len(nearby) != 1:
            return people[-1:]
        nearby[0].gender = gender
        return nearby

    def other(self, mention):
        """Return the person of that gender whom the sentence before names beside its speaker, or who spoke before."""
        gender = self.grammar.pronoun_gender(mention.text)
        nearby = [p for p in self.own or self.nearby if p not in self.last and p.gender in {"", gender}]
        before = [person for person in self.recent if person not in self.last and person.gender in {"", gender}]
        return nearby if len(nearby) == 1 else before[-1:] if not nearby else []

    def remember(self, people):
        """Keep the people whom a pronoun can mean: the last ones, or one before, if they are of the other gender."""
        self.last = people
        self.recent = [*(person for person in self.recent if person not in people), *people][-MOST_RECENT:]

    def titled(self, mention):
        """Return the one person whose posts agree best with a title; the last speaker of several.

        A title that anybody can have, such as "the expert", means the last speaker.
        """
        if (relation := self.grammar.relation(mention.text)) is not None and not mention.post:
            return counterpart(self, relation)
        fits = [each for each in self.fits(mention.text) if agrees(mention, each[0])]
        fits = [each for each in fits if not self.grammar.is_of_other_body(mention.text, each[0].all_posts)]
        scores = [(fit, person in self.last, person) for person, fit in fits if fit >= LEAST or person in self.last]
        best = max((score[:2] for score in scores), default=(0, False))
        is_last = best[1] or any(fit > 0 and person in self.last for person, fit in fits)
        if self.grammar.is_generic(mention.text) and len(self.last) == 1 and (best[0] < CERTAIN or is_last):
            others = [
                person
                for person in self.recent
                if not self.grammar.is_answering(mention.text) or person not in self.asking
            ]
            # "Answering Ann Ash, the lecturer said": somebody else.
            others = [person for person in others if person not in self.beside] or others
            return next(([person] for person in reversed(others) if agrees(mention, person)), [])
        people = [person for *score, person in scores if tuple(score) == best]
        if best[0] <= 0:
            return without_post(self, mention)
        return people if len(people) == 1 else []

    def fits(self, title):
        """Return [(person, fit)] of the people who have a post."""
        if title not in self.title_cache:
            wanted = self.grammar.title_words(title)
            known = [(person, self.title_words(person)) for person in self.people if person.posts or person.roles]
            fits = {person: self.grammar.agrees(wanted, words) for person, words in known}
            for person, fit in leader(self, wanted):
                fits[person] = max(fit, fits.get(person, 0))
            self.title_cache[title] = list(fits.items())
        return self.title_cache[title]

    def title_words(self, person):
        """Return (words of the post alone, words of its complement and organisation too) for each post of a person."""
        posts = [(post, f"{post} {organisation}") for post, organisation in person.posts]
        return self.words_of([*posts, *((role, role) for role in person.roles)])

    def words_of(self, posts):
        grammar = self.grammar
        return [(grammar.title_words(grammar.head_of(post)), grammar.title_words(whole)) for post, whole in posts]


def is_middle(word, known):
    """Whether a word is the first of two surnames: "Castro" of "Ana Castro Ruiz"."""
    return len(word) > 1 and word in known[1:-1]
