"""The names, titles and pronouns of a language, as the roster compares them."""

import re
from abc import ABC, abstractmethod
from types import MappingProxyType

FEMININE, MASCULINE = "femn", "masc"
NEVER = re.compile(r"(?!)")


class Grammar(ABC):
    """A language defines the abstract methods, and overrides the defaults that are wrong for it.

    `oblique` is a pattern of the words before a person in an opening phrase who is not the subject ("After talks
    with"), and `main_clause` of the words between that person and the subject. `recipient` is a pattern of the words
    before somebody to whom something is sent, `floor` of those before somebody who is given the floor. `relations` are
    words such as "counterpart". `title_has_gender` tells whether "the President" is a woman if "she" speaks next.
    """

    oblique = main_clause = recipient = floor = NEVER
    title_has_gender = False
    places_of_two = MappingProxyType({})
    relations = frozenset()

    @abstractmethod
    def name_words(self, name):
        """Return the words of a name in one form, the surname last."""

    @abstractmethod
    def is_same(self, one, other):
        """Whether two words of names can be the same."""

    @abstractmethod
    def gender_of(self, mention):
        """Return the gender that the words of a mention reveal, or ""."""

    @abstractmethod
    def pronoun_gender(self, text):
        """Return the gender of a pronoun, or ""."""

    @abstractmethod
    def is_plural_pronoun(self, text):
        """Whether a pronoun means several people."""

    @abstractmethod
    def title_words(self, text):
        """Return the set of the words of a title, each in one form."""

    @abstractmethod
    def fit(self, wanted, head, whole):
        """Return how well the words of a title fit a post, from 0 (it cannot be that post) to 1.

        `head` are the words of the post alone, `whole` also has those of its complement and organisation.
        """

    @abstractmethod
    def head_of(self, post):
        """Return a post without its complement: "Ambassador" of "Ambassador to China"."""

    @abstractmethod
    def is_generic(self, text):
        """Whether anybody can have a title: "the expert"."""

    def agrees(self, wanted, known):
        """Return how well a title fits the best of a person's posts, which are pairs (head, whole)."""
        return max((self.fit(wanted, *words) for words in known), default=0)

    def in_one_script(self, text):
        """Return a text in the script in which the language is read, at equal length."""
        return text

    def familiar_name(self, _name):
        """Return another name by which somebody is called, or ""."""
        return ""

    def known_posts(self, _words):
        """Return the posts of the head of state or government of that name, which texts rarely state."""
        return []

    def is_patronymic(self, _word):
        """Whether a word of a name is a patronymic: "Petrovna" in "Anna Petrovna"."""
        return False

    def is_whole(self, _wanted, _posts):
        """Whether a title is all that one of the posts says, which are pairs (head, whole)."""
        return False

    def is_own_text(self, _text):
        """Whether a thing is a text in which the person who has just acted speaks: "the telegram"."""
        return False

    def is_plain(self, _wanted):
        """Whether a title consists of a post, with or without a country: "the Russian President"."""
        return False

    def is_temporary(self, _wanted):
        """Whether a title is that of a temporary holder of the post: "the acting president"."""
        return False

    def relation(self, text):
        """Return the words of the country in "his Russian counterpart", which can be none, or None for other titles."""
        words = self.title_words(text)
        others = words - self.relations
        return others if others != words and all(word.endswith("…") for word in others) else None

    def has_title(self, _name):
        """Whether a name includes a form of address, so that it surely means a person: 陈市长."""
        return False

    def opposite(self, _title):
        """Return the title of the person beside one: "host" for "the guest", or ""."""
        return ""

    def place_of_two(self, text):
        """Return 0 for "the former", 1 for "the latter" and None for others."""
        return self.places_of_two.get(text.lower())

    def is_other(self, _text):
        """Whether a pronoun means somebody beside the last speaker: «тот»."""
        return False

    def is_oblique_title(self, _text):
        """Whether a title is surely in another case than the nominative."""
        return False

    def is_group(self, _text):
        """Whether a source is surely several people."""
        return False

    def has_complement(self, _title):
        """Whether a title has a complement: "the representative of Nepal"."""
        return False

    def is_answering(self, _title):
        """Whether a title means somebody who answers questions: "the speaker"."""
        return False

    def is_lay(self, _title):
        """Whether a title never means a person who has a post: "the student"."""
        return False

    def is_of_other_rank(self, _title, _posts):
        """Whether an occupation does not mean a person because of their office: "the nurse" no minister."""
        return False

    def is_relative(self, _posts):
        """Whether posts only say whose relation somebody is: "her sister"."""
        return False

    def is_representative(self, _title):
        """Whether a title can mean anybody who speaks for an organisation: "the bank's representative"."""
        return False

    def is_of_other_body(self, _title, _posts):
        """Whether a title names an organisation, and posts name only other ones."""
        return False
