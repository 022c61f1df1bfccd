"""The grammar of English, for the roster."""

import re
from types import MappingProxyType

from proceedings.importing.reports.grammar import FEMININE, MASCULINE, Grammar

from .people import genders, names
from .people.groups import is_several
from .people.posts import adjectives
from .people.titles import GOVERNED, fit, of_other_countries, proper_words, title_words, with_places
from .tokens import is_generic_title, word_set

# Further words of the titles of heads of state and government.
PLAIN = frozenset({"acting", "interim", "prime", "federal", "general", "managing", "governor", "vice", "cabinet"})
COMPLEMENT = re.compile(r" (?:of|to|for|at|in|on)\b")
# Words before an occupation that say nothing of a post: "the veteran chemist".
ATTRIBUTES = frozenset(
    {
        "veteran",
        "young",
        "old",
        "elderly",
        "retired",
        "former",
        "local",
        "fellow",
        "visiting",
        "senior",
        "leading",
        "renowned",
    }
)
# "The mother of four".
OF_NUMBER = re.compile(
    r"\b(?:mother|father|parent|grandmother|grandfather) of (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)$"
)
INDEFINITE = frozenset({"a", "an", "one", "another", "some", "any"})
OWN_TEXT = re.compile(
    r"(?:the|his|her|this) (?:\w+ )?(?:address|article|greetings?|letter|message|telegram)"
    r"(?: (?:to|of (?:congratulations?|greetings?|sympathy|thanks)|addressed to|for|sent to)\b.*)?",
    re.IGNORECASE,
)
# Words that make a post of an occupation: "the chief economist".
RANKS = frozenset(
    {"chief", "deputy", "vice", "first", "general", "managing", "executive", "principal", "lead", "prime"}
    | {"foreign", "permanent", "assistant", "associate", "acting", "interim", "honorary", "national", "presidential"}
    | {"federal", "parliamentary", "cabinet", "special", "state", "high", "ranking", "majority", "minority"}
    | {"regional", "provincial", "plenipotentiary"}
)
LAY = frozenset(
    {"student", "pupil", "schoolboy", "schoolgirl", "trainee", "apprentice", "intern", "undergraduate", "patient"}
    | {
        "passenger",
        "prisoner",
        "inmate",
        "convict",
        "refugee",
        "migrant",
        "tenant",
        "pensioner",
        "teenager",
        "commuter",
    }
    | {"motorist", "shopper", "resident", "protester", "demonstrator", "visitor", "defendant", "plaintiff", "suspect"}
    | {"questioner", "survivor", "volunteer", "newcomer", "customer", "caller", "taxpayer", "householder", "homeowner"}
)
# Members of a government, and what else a text can call them.
GOVERNING = re.compile(
    r"(?:Prime Minister|President|King|Queen|Emir|Sultan|Premier|Chancellor|Taoiseach)(?: of (?:the )?[A-Z][\w-]+| *$)"
    # "Minister of Trade", but not "Adviser to the Prime Minister".
    r"|(?:(?! (?:to|for|of) ).)*\bMinister\b"
)
POLITICAL = frozenset(
    {"politician", "statesman", "stateswoman", "guest", "host", "visitor", "speaker", "diplomat", "author", "writer"}
    | {"signatory", "interlocutor", "interviewee", "incumbent", "candidate", "contender", "nominee", "challenger"}
    | {"native", "veteran", "predecessor", "successor", "ally", "rival", "opponent", "lawyer", "economist"}
)
ANSWERING = frozenset({"speaker", "presenter", "lecturer", "keynote speaker", "panellist", "panelist"})


class EnglishGrammar(Grammar):
    oblique = re.compile(r"\b(?:of|with|by|to|for|from|in|at|on|about|between|after|before|following|the|an?)\s$")
    recipient = re.compile(
        r"\b(?:was|were|been)(?: \w+)? (?:sent|addressed|conveyed|extended|delivered|dispatched|forwarded|transmitted)"
        r" to (?:the )?$"
    )
    main_clause = re.compile(r"[^;:“”\"]*,\s(?:the\s)?$")
    title_has_gender = True
    places_of_two = MappingProxyType({"the former": 0, "the latter": 1})
    relations = frozenset({"counterpart", "colleague", "homologue", "interlocutor"})

    name_words = staticmethod(names.name_words)
    is_same = staticmethod(names.is_same)
    known_posts = staticmethod(names.known_posts)
    gender_of = staticmethod(genders.gender_of)
    title_words = staticmethod(title_words)
    fit = staticmethod(fit)
    is_group = staticmethod(is_several)

    def agrees(self, wanted, known):
        others = of_other_countries(wanted, known)
        return super().agrees(wanted, [(head, whole) for head, whole in known if head not in others])

    def familiar_name(self, name):
        """Return "Ash" for "M. Ash" and "Felipe" for "Don Felipe", or ""."""
        first, _space, rest = name.partition(" ")
        return rest if first in {"M.", "Don", "Dom", "Fra"} else ""

    def is_patronymic(self, word):
        return word.endswith(("ovna", "evna", "ichna", "ovich", "evich"))

    def is_plural_pronoun(self, text):
        return text.lower() in {"they", "them", "their", "we"}

    def pronoun_gender(self, text):
        return {"he": MASCULINE, "him": MASCULINE, "his": MASCULINE, "she": FEMININE, "her": FEMININE}.get(
            text.lower(), ""
        )

    def has_complement(self, title):
        return " of " in title

    def opposite(self, title):
        # "The guest from Elm".
        owner, _space, last = title.lower().partition(" from ")[0].rpartition(" ")
        others = {"guest": "host", "visitor": "host", "host": "guest"}
        return others.get(last, "") if owner in {"", "the", "his", "her", "their"} else ""

    def is_answering(self, title):
        return title.lower().removeprefix("the ") in ANSWERING

    def is_lay(self, title):
        return title.lower().rpartition(" ")[2] in LAY and "-year-old" not in title

    def is_of_other_rank(self, title, posts):
        is_worker = title.islower() and title.rpartition(" ")[2] not in POLITICAL
        return is_worker and any(GOVERNING.match(post) for post in posts)

    def is_relative(self, posts):
        return bool(posts) and all(post.strip().lower() in word_set("relations") for post in posts)

    def is_of_other_body(self, title, posts):
        """Whether a title names an organisation ("the Oak Union's director"), and posts name only other ones."""
        wanted = proper_words(title)
        known = frozenset().union(*map(proper_words, posts))
        return bool(wanted and known) and not with_places(wanted, known) & known

    def is_plain(self, wanted):
        """Whether a title consists of a post, with or without a country: "the Russian President"."""
        return all(word in word_set("titles") | GOVERNED | PLAIN or word.endswith("…") for word in wanted)

    def is_temporary(self, wanted):
        """Whether a title is that of a temporary holder of the post: "the acting president"."""
        return bool(wanted & {"acting", "interim"})

    def head_of(self, post):
        """Return a post without its complement: "Ambassador" of "Chile's Ambassador to China"."""
        return COMPLEMENT.split(post)[0].rpartition("'s ")[2]

    def is_whole(self, wanted, posts):
        """Whether a title is all that one of the posts says: "the President" and "President Ann Ash"."""
        return any(wanted == whole for _head, whole in posts)

    def is_own_text(self, text):
        """Whether a thing is a text in which the person who has just acted speaks: "the telegram"."""
        return bool(OWN_TEXT.fullmatch(text))

    def is_generic(self, text):
        """Whether anybody can have a title, even after a country or an owner: "the scheme's Indian author"."""
        head, _from, place = text.partition(" from ")
        # "Our friend from Elm", "the expert from Elm".
        text = head if place else text
        if OF_NUMBER.search(text):
            return True
        *others, last = text.removeprefix("The ").removeprefix("the ").split()
        if last == "Speaker":
            # The Speaker of a parliament.
            return False
        last = last.lower()
        if others and others[0].lower() in INDEFINITE:
            return False
        own = [word for word in others if word.islower() and not word.endswith("'s") and word not in ATTRIBUTES]
        # "The plant scientist", but not "the chief economist".
        is_plain = RANKS.isdisjoint(own)
        # "The Chinese" can be all of them.
        is_somebody = (last in adjectives() and last not in {"chinese", "japanese"}) or last.endswith("-year-old")
        return (is_generic_title(last) or is_somebody) and is_plain


GRAMMAR = EnglishGrammar()
