"""Match the names of a proposal to rows of the record, in any script and spelling."""

from collections import defaultdict
from itertools import permutations

from proceedings.importing.directory import Directory, name_key
from proceedings.importing.similar_names import latin_words, similarity
from proceedings.models import Conference, FormerAddress, Organisation, OrganisationName, OtherName, Speaker
from proceedings.models.columns.slugs import slugify

# Names with this similarity count as one name: `similarity` gives it if one has only words or initials of the other.
SAME = 0.9
# Words of a name that are tried in every order.
MOST_WORDS = 4


class Matcher:
    """The names of the record. `answers` are an editor's: {name of a speaker: slug, or "" for a new one}."""

    def __init__(self, answers=None):
        former = defaultdict(dict)
        for noun, slug, target in FormerAddress.objects.values_list("noun", "slug", "target").iterator():
            former[noun][slug] = target
        answers = {name_key(name): slug for name, slug in (answers or {}).items()}
        self.speakers = Directory(
            Speaker,
            names=("name", "sort_name"),
            other_names=OtherName,
            answers=answers,
            former=former["speaker"],
        )
        self.organisations = Directory(
            Organisation, names=("name", "acronym"), other_names=OrganisationName, former=former["organisation"]
        )
        self.conferences = Directory(Conference, names=("title", "acronym"), former=former["conference"])

    def match(self, proposal):
        """Set `matched` of each speaker of a proposal whose name means exactly one speaker on the record."""
        for speaker in proposal.speakers:
            speaker.matched = self.stored(self.speakers, speaker.name)

    def stored(self, directory, name):
        """Return the slug of the one row with a name, or with a spelling of it; None if there is none or several."""
        answer = directory.answers.get(name_key(name))
        if answer is not None:
            return answer if answer in directory.labels else None
        slugs = self.meant(directory, name)
        slug = next(iter(slugs)) if len(slugs) == 1 else None
        return slug if slug in directory.labels else None

    def meant(self, directory, name):
        """Return the slugs of all rows with a name, or else of all with a spelling of it."""
        return directory.matches(name) or set(self.spelled(directory, name))

    def spelled(self, directory, name):
        """Yield the slugs of the rows with a name that has the same words in Latin letters, or only some of them."""
        wanted = latin_words(name)
        if len(wanted) == 1 and name.isascii():
            return
        names_by_slug = defaultdict(set)
        near = directory.nearest(name)
        for key, slugs in directory.by_name.items():
            for slug in slugs.intersection(near):
                names_by_slug[slug].add(key)
        for slug, names in names_by_slug.items():
            if any(
                similarity(wanted, latin_words(each)) >= SAME or is_glued(wanted, latin_words(each)) for each in names
            ):
                yield slug

    def row(self, directory, name):
        """Return (slug, whether it is new) of the row that a name means; (None, False) if several rows have it."""
        slug = self.stored(directory, name)
        if slug:
            return slug, False
        key = name_key(name)
        if len(directory.matches(name)) > 1 and directory.answers.get(key) != "":
            return None, False
        if key not in directory.new:
            # Also if somebody on the record has exactly this name, but the editor's answer is a new speaker.
            directory.answers[key], directory.new[key] = "", directory.slugs.allocate(slugify(name) or directory.noun)
        return directory.new[key], True


def is_glued(one, other):
    """Whether two names differ only in spaces: Zhang Hanhui and 张汉晖, which has none."""
    texts = {"".join(words) for words in permutations(one[:MOST_WORDS])}
    return bool(texts & {"".join(words) for words in permutations(other[:MOST_WORDS])})
