"""Names in cells, and the rows that they name: one, several, or none but some that are spelled nearly so."""

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import cached_property

from anyascii import anyascii

from proceedings.importing.addresses import Slugs
from proceedings.models.columns.slugs import slugify
from proceedings.search.alphabet import normal

# As many as an editor can choose from; as near as a name must be.
MOST, NEAR = 5, 0.74
# How many names are looked at for one that is unknown, and how many of them are compared letter by letter.
LOOKED_AT, COMPARED = 3000, 40


def key(name):
    """What makes two spellings one name: neither case nor forms of letters nor spaces, but accents."""
    return " ".join(normal(name).replace(",", " ").split())


def spelled(name):
    """A name's words in Latin letters, in no order: Лавров, Сергей is sergey lavrov."""
    return tuple(sorted(slugify(name).split("-"))) if name else ()


class Directory:
    """All rows of a model, by any of their names; two queries, however many are asked for.

    `former` are addresses that lead to others: {slug: present slug}.
    `answers` are what an editor chose for the names that have no row, or several: {key: slug, or "" for a new one}.
    """

    def __init__(self, model, *, names=("name",), others=None, answers=None, former=None):
        self.model = model
        self.former = former or {}
        self.answers = answers or {}
        self.label, self.called, self.turned = {}, defaultdict(set), defaultdict(set)
        for slug, *found in model._base_manager.order_by("pk").values_list("slug", *names).iterator():
            self.label[slug] = found[0]
            # A name for sorting that only spells the other in Latin letters is nobody's own.
            for name in {*found[1:]} - {"", anyascii(found[0])} | {found[0]}:
                self.add(name, slug)
        if others:
            path = f"{model._meta.model_name}__slug"
            for name, slug in others._base_manager.order_by("pk").values_list("name", path).iterator():
                self.add(name, slug)
        self.slugs = Slugs({*self.label, *self.former})
        self.new = {}

    def add(self, name, slug):
        self.called[key(name)].add(slug)
        family, comma, given = name.partition(",")
        if comma:
            # The very name of another one comes before it.
            self.turned[key(f"{given} {family}")].add(slug)

    def found(self, name, current=None):
        """The slugs that a name means; of several the one that the row has now."""
        slugs = (
            self.called.get(key(name))
            or self.turned.get(key(name))
            or {self.former.get(name, name)} & self.label.keys()
        )
        return {current} if current in slugs else slugs

    def resolve(self, name, current=None):
        """The slug that a name means, made up for one that an editor said is new; None when it must be asked."""
        found = self.found(name, current)
        if len(found) == 1:
            return next(iter(found))
        answer = self.answers.get(key(name))
        if answer is None or (answer and answer not in self.label):
            return None
        if answer:
            return answer
        if key(name) not in self.new:
            self.new[key(name)] = self.slugs.unused(slugify(name) or self.model._meta.model_name)
        return self.new[key(name)]

    # Nearly so

    @cached_property
    def by_part(self):
        found = defaultdict(set)
        for name, slugs in self.called.items():
            words = spelled(name)
            for part in parts(words):
                found[part] |= {(words, slug) for slug in slugs}
        return found

    def near(self, name):
        """The slugs of those that may be meant, the likeliest first."""
        if several := self.found(name):
            return sorted(several)
        wanted = spelled(name)
        shared = Counter()
        # The rarest tell most; what half of all names have is not looked at.
        for some in sorted((self.by_part[part] for part in parts(wanted) if part in self.by_part), key=len):
            if shared.total() + len(some) > LOOKED_AT and shared:
                break
            shared.update(some)
        best = {}
        for (words, slug), _number in shared.most_common(COMPARED):
            best[slug] = max(best.get(slug, 0), likeness(wanted, words))
        close = [slug for slug, score in best.items() if score >= NEAR]
        return sorted(close, key=lambda slug: (-best[slug], slug))[:MOST]


def parts(words):
    """Every three letters in a row, the spaces around a word among them: a slip of the pen leaves most as they are."""
    padded = [f" {word} " for word in words]
    return {word[at : at + 3] for word in padded for at in range(len(word) - 2)}


def likeness(wanted, words):
    """How near two names in Latin letters are, up to 1; all words or initials of the other make one near."""
    if wanted == words:
        return 1.0
    fewer, more = sorted((wanted, words), key=len)
    if fewer and all(
        any(word == other or (len(word) == 1 and other.startswith(word)) for other in more) for word in fewer
    ):
        return 0.9
    return SequenceMatcher(None, " ".join(wanted), " ".join(words)).ratio()
