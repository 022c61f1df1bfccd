"""Appositions of English: "Ann Ash, Minister of Trade," and "the Minister of Trade, Ann Ash," are one mention each."""

from dataclasses import replace

from proceedings.importing.reports.attributions import NAMED, TITLED
from proceedings.importing.reports.english.tokens import word_set

from .posts import capital_words, is_country

CLOSING = frozenset({"", ",", ".", ";", ")", "(", "and", "—", "–", "of", "from", "who", "which", "that"})
DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "this", "one", "another"})
# "Present: the Registrar, Professor Ash, Dr Birch".
PRESENT = frozenset({"present", "attendance", "attendees", "attended", "participants", "members", "apologies", "in"})
# "Ann Ash, formerly Minister of Trade".
FORMERLY = frozenset({"formerly", "previously", "once", "currently", "now", "also"})
# The first words of "In reply to the mayor".
ADJUNCTS = frozenset({"in", "on", "at", "after", "before", "for", "like", "unlike", "besides", "together", "with"})
MARKS = frozenset('“”"„«»')
# Tokens between brackets: "Ann Ash (Retd.), Fellow of the Centre".
MOST_BRACKETED = 8


def joined(scanner, rows):
    """Return the mentions of rows (mention, first, after), a post joined to the name beside it."""
    results, origin, behind_mark = [], [], None
    for number, (mention, first, after) in enumerate(rows):
        last = results[-1] if results else None
        # "Director of the Institute, Academician Ann Ash left".
        is_opening = bool(last) and last[1] == 0 and scanner.lower(0) not in DETERMINERS and is_rank(mention.post)
        is_next = bool(last) and (
            first == behind_mark or first == gap_end(scanner, last[2]) or is_bracketed(scanner, last[2], first, after)
        )
        if is_next and (is_opening or first == behind_mark or closes(scanner, first, after)):
            is_listed = origin[-1] == TITLED and last[0].manner == NAMED and names_next(scanner, rows, number)
            is_present = scanner.lower(0) in PRESENT and last[0].manner == TITLED and names_next(scanner, rows, number)
            is_listed = is_listed or is_present or is_beside(scanner, last, mention, after)
            if not is_listed and (both := combine(last[0], mention)):
                results[-1] = (both, last[1], after)
                continue
        if last and first == last[2] + 1 and is_place(scanner, last[0], mention, first, after):
            # "A beekeeper from Elmina, Ann Ash,", "Ann Ash of Elmia".
            continue
        if last and first == last[2] + 1 and last[0].manner == TITLED and is_marked(scanner, first, after):
            # "The director of the company “Elmina”, Ann Ash".
            body = f"{last[0].organisation} {mention.name}".strip()
            behind_mark = after + 1
            results[-1] = (replace(last[0], organisation=body), last[1], behind_mark)
            continue
        if last and first == gap_end(scanner, last[2]) and is_seat(scanner, last[0], rows, number):
            # "The Rector of the University of Mines, Elmina, Professor Ann Ash,".
            results[-1] = (last[0], last[1], after)
            continue
        results.append((mention, first, after))
        origin.append(mention.manner)
    return [mention for mention, _first, _after in results]


def is_beside(scanner, last, mention, after):
    """Whether somebody acts behind an adjunct with a title: "In reply to the mayor, Ann Ash said"."""
    before = [token.lower for token in scanner.tokens[: last[1]]]
    is_adjunct = before[:1] and (before[0] in ADJUNCTS or before[0].endswith(("ing", "ed"))) and "," not in before
    is_pair = (last[0].manner, mention.manner) == (TITLED, NAMED) and scanner.lower(last[1]) in DETERMINERS
    if is_pair and last[0].is_indefinite and after in scanner.stops:
        # "He was not a hero but a man in distress, Ann Ash said".
        return True
    return bool(is_adjunct and is_pair) and scanner.lower(after) not in {"", ",", ".", ";", ")", "—", "–", "and"}


def is_bracketed(scanner, opening, first, after):
    """Whether a post is all that stands in brackets: "Ann Ash (Chair), Bo Birch"."""
    return first == opening + 1 and scanner.lower(opening) == "(" and scanner.lower(after) == ")"


def is_place(scanner, last, mention, first, after):
    """Whether a name is the place that somebody before it comes from: "from Elmina,"."""
    is_bare = mention.manner == NAMED and mention.text == mention.name
    is_of_name = last.manner == NAMED and last.post and " " in last.name
    is_one = after == first + 1 and scanner.lower(after) == ","
    return is_bare and scanner.lower(first - 1) in {"from", "of"} and bool(is_one or is_of_name)


def is_marked(scanner, first, after):
    """Whether tokens are between quotation marks."""
    return scanner.lower(first - 1) in MARKS and scanner.lower(after) in MARKS


def is_seat(scanner, title, rows, number):
    """Whether a name is the place of the body in a title before it, and a person's name follows."""
    place, first, after = rows[number]
    is_bare = place.manner == NAMED and place.text == place.name and after == first + 1
    is_of_body = title.manner == TITLED and title.organisation and scanner.lower(after) == ","
    return bool(is_bare and is_of_body and names_next(scanner, rows, number) and " " in rows[number + 1][0].name)


def names_next(scanner, rows, number):
    """Whether a post belongs to the name after it: "the mayor, Ann Ash, the rector, Bo Birch, and …"."""
    _mention, _first, after = rows[number]
    following = rows[number + 1] if number + 1 < len(rows) else None
    return bool(following) and following[0].manner == NAMED and following[1] == gap_end(scanner, after)


def gap_end(scanner, after):
    """Return the index after the comma or opening bracket at a token, or None if there is none."""
    letters = after + (scanner.lower(after) == "," and scanner.lower(after + 1) not in word_set("titles"))
    if letters < len(scanner.tokens) and scanner.tokens[letters].text in capital_words("postnominals"):
        # "Ann Ash KC, Minister", "Ann Ash, KC, Minister".
        return gap_end(scanner, letters + 1)
    if scanner.lower(after) == "," and (skipped := words_skipped(scanner, after + 1)):
        return after + 1 + skipped
    if scanner.lower(after) == "(":
        inside = range(after + 1, min(after + MOST_BRACKETED, len(scanner.tokens)))
        closing = next((index for index in inside if scanner.lower(index) == ")"), None)
        if closing and scanner.lower(closing + 1) == ",":
            return closing + 2
    if scanner.lower(after) in {"of", "from"}:
        # "Ambassador Ann Ash of Chile, President of the Conference".
        place = after + 1 + (scanner.lower(after + 1) == "the")
        end = scanner.capital_end(place) if place < len(scanner.tokens) else place
        if end > place and scanner.lower(end) == ",":
            return end + 1
    return after + 1 if scanner.lower(after) in {",", "(", "—", "–"} else None


def words_skipped(scanner, at):
    """Return how many tokens between a comma and a name or a post are no part of either."""
    if scanner.lower(at) in FORMERLY:
        return 1
    if (scanner.lower(at), scanner.lower(at + 1)) == ("the", "newly"):
        # "Ann Ash, the newly appointed director".
        return 3
    # "The Rector of the University of Mines, Ghana, Ann Ash".
    return 2 if scanner.lower(at + 1) == "," and is_country(scanner.tokens[at].text) else 0


def closes(scanner, first, at):
    """Whether an apposition of the tokens [first, at) ends there, not counting letters after a name: "Ann Ash QC"."""
    while at < len(scanner.tokens) and scanner.tokens[at].text in capital_words("postnominals"):
        at += 1
    if at in scanner.stops:
        # "Asked about Ann Ash, the mayor said".
        return scanner.lower(first) not in DETERMINERS
    # "Ann Ash, spokesman of the villages on the river,".
    is_bare = scanner.tokens[first].text.islower() and scanner.lower(first - 1) == ","
    return scanner.lower(at) in CLOSING or (is_bare and scanner.tokens[at].text.islower())


def is_rank(post):
    """Whether a post is the degree or the style of somebody who has another post: "Doctor", "Sheikh"."""
    return post.lower().partition(" ")[0].rstrip(".") in word_set("ranks")


def combine(one, other):
    """Return a mention of a name and the post beside it, or None if the two are not about one person."""
    manners, text = (one.manner, other.manner), f"{one.text}, {other.text}"
    if manners == (NAMED, TITLED) and len(one.name.split()) > 1:
        if not one.post:
            return replace(one, end=other.end, text=text, post=other.post, organisation=other.organisation)
        return replace(one, end=other.end, text=text, rank=one.rank or other.text)
    if manners == (TITLED, NAMED) and len(other.name.split()) > 1 and (not other.post or is_rank(other.post)):
        post, organisation = one.post, one.organisation
        return replace(other, start=one.start, text=text, post=post, organisation=organisation, rank=other.post)
    return None
