"""Resolve titles that the text gives to nobody: heads of state and government, counterparts, people without a post."""

# The most words of a title that only states the post: "the acting president".
MOST_BARE = 2
# A longer title, in words, is a description: "head of the island's oldest dry fruit shop".
LONGEST_TITLE = 4
# The most characters between a title and the name after it: "the keynote fell to Ann Ash".
NEAR = 60
# If there are two speakers, one is the other's counterpart.
TWO = 2


def is_of_country(words):
    return any(word.endswith("…") for word in words)


def known_posts(roster, person):
    """Return the words of the posts that a head of state or government has beyond the text."""
    posts = roster.grammar.known_posts(person.words)
    return roster.words_of([(post, post) for post in posts])


def leader(roster, wanted):
    """Return [(person, fit)] of the only head of state or government in the text who can have a title, or []."""
    grammar, has_country = roster.grammar, is_of_country(wanted)
    people = [person for person in roster.people if has_country or not person.posts]
    known = [(person, posts) for person in people if (posts := known_posts(roster, person))]
    if not known or not grammar.is_plain(wanted):
        return []
    if grammar.is_temporary(wanted) and sum(is_leader(roster, person, wanted) for person in roster.people) > 1:
        # The text has two people who can be "the acting president".
        return []
    fits = [(person, fit) for person, posts in known if (fit := grammar.agrees(wanted, posts)) > 0]
    if len(fits) > 1 and not has_country:
        # "The President" beside "the Ukrainian President".
        fits = [(person, fit) for person, fit in fits if not has_title_with_country(roster, person)]
        return fits if len(fits) == 1 and fits[0][0] in roster.speaking else []
    return fits if len(fits) == 1 and (has_country or is_active(roster, fits[0][0])) else []


def is_leader(roster, person, wanted):
    return roster.grammar.agrees(wanted, known_posts(roster, person)) > 0


def is_active(roster, person):
    """Whether a leader speaks or acts in the text, or has a title there: "the Russian leader"."""
    return person in roster.speaking or person in roster.acting or has_title_with_country(roster, person)


def has_title_with_country(roster, person):
    """Whether the text has a title of a leader with a country: "the Russian leader"."""
    grammar, posts = roster.grammar, known_posts(roster, person)
    titles = (words for each in roster.titles if is_of_country(words := grammar.title_words(each)))
    return any(grammar.is_plain(words) and grammar.agrees(words, posts) > 0 for words in titles)


def counterpart(roster, last, words):
    """Return [the person whom "his Russian counterpart" means]: the other one of that country or of two speakers."""
    others = [person for person in roster.people if person not in last]
    if is_of_country(words):
        own = {person: [*known_posts(roster, person), *roster.title_words(person)] for person in others}
        people = [person for person in others if any(words <= whole for _head, whole in own[person])]
    else:
        people = [person for person in others if person in roster.speaking] if len(last) == 1 else []
        if len(roster.speaking) != TWO:
            # "Her counterpart" of a minister is the other minister.
            own = {word for person in last for head, _whole in roster.title_words(person) for word in head}
            people = others if len(last) == 1 else []
            people = [each for each in people if any(own & head for head, _whole in roster.title_words(each))]
    if not people and not is_of_country(words) and len(last) == 1:
        # "Her interlocutor", if the text has posts of two people.
        people = [person for person in others if person.posts or person in roster.acting]
    return people if len(people) == 1 else []


def across(roster, context, mention):
    """Return [the other speaker] for "the guest" beside the person who is called or known as the host.

    Return whoever is known as the guest, the last speaker if there are several others, and None if nobody is known as
    the host.
    """
    opposite = roster.grammar.opposite(mention.text)
    if not opposite:
        return None
    called = roster.grammar.opposite(opposite)
    own = [person for person in roster.people if called in person.roles]
    if len(own) == 1 and own != context.called.get(opposite):
        return own
    people = context.called.get(opposite) or [person for person in roster.people if opposite in person.roles]
    gender = roster.grammar.pronoun_gender(mention.owner or mention.text.partition(" ")[0])
    if gender and not people and len(context.last) == 1 and context.last[0].can_be(gender):
        # "His guest" behind words of the host.
        people, others = context.last, [person for person in context.recent if person not in context.last]
        if others:
            return others[-1:]
    people = people or ([] if own else first_acting(roster, called))
    if not people:
        return None
    others = [person for person in roster.speaking if person not in people]
    others = others or [person for person in roster.people if person.posts and person not in people]
    return others if len(others) == 1 else [person for person in context.last if person in others]


def first_acting(roster, called):
    """Return [the leader whom the text names and who acts first], beside whom only one other person can be a guest.

    "The President held talks with the Chancellor. The guest said": not the President.
    """
    people = [person for person in roster.people if person.posts]
    is_host = called == "guest" and len(people) == TWO and people[0] in roster.acting
    is_host = is_host and roster.speaking <= set(people)
    return people[:1] if is_host else []


def without_post(roster, last, mention):
    """Return [the only speaker without a post], unless somebody else spoke last, for "the President"; or []."""
    wanted = roster.grammar.title_words(mention.text)
    is_short = min(len(mention.text.split()), len(wanted)) <= MOST_BARE
    if not mention.post or mention.organisation or not is_short or is_one_of_several(roster, wanted):
        return []
    people = [person for person in roster.people if not person.posts and person in roster.speaking]
    people = [person for person in people if not roster.grammar.is_relative(person.all_posts)]
    if mention.gender and any(person.gender == mention.gender for person in people):
        people = [person for person in people if person.can_be(mention.gender)]
    people = people or [person for person in roster.people if len(roster.people) == 1 and not person.posts]
    if len(people) > 1 and len(last) == 1 and last[0] in people and is_short_form(roster, wanted):
        people = last
    if is_of_country(wanted):
        # "The representative of Nepal" is not a person from Chile.
        people = [each for each in people if not any(is_of_country(whole) for _head, whole in roster.title_words(each))]
    is_certain = len(people) == 1 and last in ([], people) and people[0].can_be(mention.gender)
    is_certain = is_certain and people[0].first <= mention.end + NEAR
    # "Ann Ash thanked the President": she is not the President.
    is_other = is_certain and any(people[0] in group for title, group in roster.apart.items() if wanted <= title)
    if is_certain and not is_other and not is_shared(roster, mention, people):
        return people
    return beside_leader(roster, last, mention)


def beside_leader(roster, last, mention):
    """Return [the only speaker beside a head of state or government] for another office, or [].

    The text may name the person later: "The governor said …. Ann Ash told Vladimir Putin …".
    """
    grammar, wanted = roster.grammar, roster.grammar.title_words(mention.text)
    leaders = [person for person in roster.people if known_posts(roster, person) and is_active(roster, person)]
    others = [person for person in roster.speaking if person not in leaders]
    unknown = [title for title in roster.speaking_titles if not any(fit > 0 for _person, fit in roster.fits(title))]
    if len(others) != 1 or not leaders or grammar.is_generic(mention.text) or not set(last) <= {*leaders, *others}:
        return []
    (person,) = others
    is_other = person.posts or not person.can_be(mention.gender) or person in roster.apart[frozenset(wanted)]
    return others if not is_other and all(wanted & grammar.title_words(title) for title in unknown) else []


def is_one_of_several(roster, wanted):
    """Whether the text has such a title of several people: "the Russian President", "the Slovenian President"."""
    alike = {words for each in roster.titles if (words := roster.grammar.title_words(each)) & wanted}
    return sum(len(words) == MOST_BARE for words in alike) > 1


def is_shared(roster, mention, people):
    """Whether an unrelated title that nobody is known to have speaks too, and somebody else could have either."""
    grammar = roster.grammar
    wanted = grammar.title_words(mention.text)
    others = [person for person in roster.people if not person.posts and person not in people]
    others = [person for person in others if person.can_be(mention.gender)]
    return bool(others) and any(
        not wanted & (known := grammar.title_words(each))
        and len(known) <= LONGEST_TITLE
        and not grammar.is_generic(each)
        and not any(fit for _person, fit in roster.fits(each))
        for each in roster.speaking_titles
    )


def is_short_form(roster, wanted):
    """Whether the text has a longer title with the same words: "the minister", where it has "the Rail Minister"."""
    return any(wanted < roster.grammar.title_words(each) for each in roster.titles)
