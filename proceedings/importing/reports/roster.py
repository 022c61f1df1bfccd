"""The people of a report with their names and posts, and the search for them by name or title."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from .attributions import NAMED, TITLED
from .offices import leader
from .subjects import is_first

# From this fit on, a title certainly fits: "the Indian professor" is the only one of an Indian university.
CERTAIN = 0.5


@dataclass(eq=False)
class Person:
    """A person whom the text names; `first` is the offset of the first mention.

    `posts` are pairs of a post and an organisation, each as printed; `kinds` are the kinds of the person's parts.
    """

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

    def can_be(self, gender):
        """Whether the person can be of a gender, "" for any: "the minister" of a feminine verb is not a man."""
        return not gender or self.gender in {"", gender}

    def add_post(self, mention):
        for pair in ((mention.post, mention.organisation), (mention.rank, "")):
            if pair[0] and pair not in self.posts:
                self.posts.append(pair)
        self.roles += [role for role in mention.role.splitlines() if role not in self.roles]


class Roster:
    """Knows the people of all mentions; `spoken` are the ends of the names that speak or have a part, as offsets."""

    def __init__(self, mentions, grammar, spoken=frozenset()):
        self.grammar, self.people = grammar, []
        # The people by initial, and those whom each name and each title looked up so far can mean.
        self.by_initial, self.by_name, self.by_title = defaultdict(set), {}, {}
        # The people and the titles of all sources, and those who are the subject of a sentence.
        self.speaking, self.speaking_titles, self.acting = set(), set(), set()
        # (offset, words) of titles such as "a student": people whom the text does not name.
        self.strangers = []
        # {words of a title: people named in the same sentence, who do not have that title}.
        self.apart = defaultdict(set)
        self.titles = {mention.text for mention in mentions if mention.manner == TITLED and mention.text.strip()}
        named = [mention for mention in mentions if mention.manner == NAMED and self.is_person(mention, spoken)]
        names = {mention.name: self.words(mention.name) for mention in named}
        # "Piotr Maly" before "P. Maly".
        for name in sorted(names, key=lambda each: (-len(names[each]), sum(len(word) == 1 for word in names[each]))):
            self.enter(name, [mention for mention in named if mention.name == name])
        self.people.sort(key=lambda person: person.first)

    def is_person(self, mention, spoken):
        """Whether a mention is surely of a person: one word can be a place, unless it speaks or has a title."""
        words = self.words(mention.name)
        is_full = len(words) > 1 or mention.text != mention.name or self.grammar.has_title(mention.name)
        return is_full or not spoken.isdisjoint(mention.span)

    def words(self, name):
        # A word is empty if its letters cannot be transliterated.
        return [word for word in self.grammar.name_words(name) if word]

    def enter(self, name, mentions):
        """Add the mentions of a name to its person, or to a new one; ignore a name that fits several people."""
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
        """Complete initials with the first name that a shorter form has: "Т. Р. Норов" with "Тимур Норов"."""
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
        """Return the people whom a name can mean: those with exactly its words, or else all who have them."""
        if name not in self.by_name:
            people = self.matching(name)
            self.by_name[name] = [person for person in people if person.words == self.words(name)] or people
        return self.by_name[name]

    def only_named(self, name):
        """Return [the only person whom a name can mean], or []."""
        people = self.named(name) if name else []
        return people if len(people) == 1 else []

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

    def note_speakers(self, sources):
        """Note who speaks, and their genders where a verb reveals them: "Lusia said", with a feminine verb."""
        for source in sources:
            if source.manner == TITLED and source.is_indefinite:
                self.strangers.append((source.start, self.grammar.title_words(source.text)))
            people = self.only_named(source.name)
            self.speaking.update(people)
            for person in people:
                person.gender = person.gender or source.gender
            if source.manner == TITLED and not source.is_indefinite:
                self.speaking_titles.add(source.text)

    def is_stranger(self, mention):
        """Whether a title shares a word with an unnamed person before it: "the student" after "a student"."""
        wanted = self.grammar.title_words(mention.text)
        return any(start < mention.start and wanted & words for start, words in self.strangers)

    def note_acts(self, analysis, subjects):
        """Note who is the subject of a sentence, and who is named beside a title and so does not have it."""
        acting = [subject for sentence, subject in subjects.items() if is_first(subject, sentence)]
        strangers = [each for each in acting if each.manner == TITLED and each.is_indefinite]
        self.strangers += [(each.start, self.grammar.title_words(each.text)) for each in strangers]
        titles = defaultdict(list)
        for sentence, mention in analysis.first_mentions():
            if mention.manner == TITLED:
                titles[sentence].append(self.grammar.title_words(mention.text))
        for sentence, mention in analysis.first_mentions():
            for person in self.only_named(mention.name):
                if subjects.get(sentence) is mention or mention.text != mention.name:
                    self.acting.add(person)
                for title in titles[sentence]:
                    self.apart[title].add(person)

    def fits(self, title):
        """Return [(person, fit)] of the people who have a post."""
        if title not in self.by_title:
            wanted = self.grammar.title_words(title)
            fits = {person: self.grammar.agrees(wanted, words) for person, words in self.people_with_posts}
            for person, fit in leader(self, wanted):
                fits[person] = max(fit, fits.get(person, 0))
            self.by_title[title] = list(fits.items())
        return self.by_title[title]

    def is_of_others(self, title, gender):
        """Whether all who surely have a title are of another gender, and somebody in the text is of this one."""
        # Not `fits()`, which asks who speaks: that is not known yet.
        wanted = self.grammar.title_words(title)
        people = [person for person, words in self.people_with_posts if self.grammar.agrees(wanted, words) >= CERTAIN]
        is_known = any(person.gender == gender for person in self.people)
        return is_known and bool(people) and not any(person.can_be(gender) for person in people)

    @cached_property
    def people_with_posts(self):
        """[(person, words of the posts)] of the people who have one."""
        return [(person, self.title_words(person)) for person in self.people if person.posts or person.roles]

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
