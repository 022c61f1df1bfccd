"""Find the people that a Russian sentence mentions, with their posts."""

import re
from functools import cache
from itertools import islice

from proceedings.importing.reports.attributions import NAMED, PRONOUN, TITLED, Mention
from proceedings.importing.reports.lexicon import alternatives, words
from proceedings.importing.reports.russian.forms import follows, is_adverb, is_joining, is_predicate
from proceedings.importing.reports.russian.morphology import (
    is_known,
    is_name,
    is_place,
    lemmas,
    parses,
    word_set,
)
from proceedings.importing.reports.scanning import scanned

from .capitals import SURNAME
from .names import NOMINATIVE, OBLIQUE, in_nominative, name_cases
from .posts import PostReader
from .titles import is_occupation, is_title

FIRST_AND_LAST = 2
# A body between commas has more tokens than this: ", фирмы «Порт»," (of the firm "Port").
FEWEST_OF_BODY = 5
# Prepositions before a town that no dictionary has.
FROM = frozenset({"из", "из-под", "в", "во", "близ", "под"})
# Most words before or after a name that can give a role.
LONGEST_ROLE = 6
# A verb stands at most this many tokens after "тот" (that one).
MOST_ADVERBS = 3
# Marks after a single name that begins a quotation, in which it is a person: «Анна, …».
ENDS = frozenset({",", ".", "!", "?", ":"})
DASHES = frozenset({"—", "–", "-"})
APPOSED = frozenset({",", "(", *DASHES})
# Words of minutes ("heard") before names, and the cases that these names can have.
HEARING, HEARD = frozenset({"слушали", "заслушали"}), ("accs", "gent")
# Marks after the last of several posts.
LIST_ENDS = frozenset({",", ".", ";", ")"})
DELEGATION = re.compile(
    r"(?:(?P<first>\w+[сц]кую) делегацию(?: \w+){0,2} возгла\w+"
    r"|\bделегацию .*возгла.*, (?:а )?(?P<other>\w+[сц]кую)(?: сторону)? [—–-])$"
)
LONGEST_IN_BRACKETS = 12
IN_BRACKETS = re.compile(r"\( (?P<body>[^()\d]{2,60}) \)")
DEGREE = re.compile(r"(?:д|к|докт|канд|чл|проф|акад|доц)\.")


@cache
def roles():
    """Return (role, pattern of the words before a name, pattern of those after it) for each role."""
    listed = ((role, alternatives(patterns)) for role, patterns in words("ru")["roles"].items())
    return [(role, re.compile(rf"\b{pattern}$"), re.compile(pattern)) for role, pattern in listed]


class Scanner(PostReader):
    """Scans the tokens of one sentence. `stops` are the indices of tokens that end a phrase, such as cues."""

    def mentions(self):
        self.spoken = {token.lower for token in self.tokens}
        mentions = self.joined(list(scanned(self.tokens, self.mention_at)))
        for mention in mentions:
            if mention.manner == NAMED and (role := self.role_of(mention)):
                mention.role = role
        if self.lower(0) in HEARING:
            # "Слушали: Лосева В. И. – о бюджете" (heard: V. I. Losev, on the budget).
            for mention in mentions:
                is_alone = mention.manner == NAMED and mention.name in mention.text
                mention.name = in_nominative(mention.name, OBLIQUE, HEARD) if is_alone else mention.name
        return mentions

    def mention_at(self, at):
        token = self.tokens[at]
        if token.lower in word_set("pronouns") or self.is_other(at):
            return Mention(token.start, token.end, PRONOUN, token.text), at + 1
        if head := self.title_at(at):
            return self.titled(at, head)
        after = self.name_end(at)
        if after > at and (self.is_no_person(at, after) or not self.is_personal(at, after)):
            return None, after
        if self.is_owner(at, after) or (after - at == FIRST_AND_LAST and self.is_adjective(at)):
            return None, at + 1
        is_one = is_name(self.tokens[at].lower) or self.is_trade(at) or self.is_family(at)
        is_one = is_one or (self.is_surname(at) and after in self.stops) or self.is_alone(at)
        if after > at and (after - at > 1 or (is_one and not self.is_adjective(at)) or self.is_arriving(at)):
            # In "подключился Камау из Найроби" (Kamau from Nairobi joined), the place belongs to the mention.
            end = after + FIRST_AND_LAST if after == at + 1 and self.is_arriving(at) else after
            return self.mention(NAMED, at, end, name=(at, after)), end
        return None, max(after, at)

    def is_arriving(self, at):
        """Whether an unknown capitalised word stands between a singular verb in the past and "из" with a place."""
        is_from = self.lower(at + 1) == "из" and at + FIRST_AND_LAST < len(self.tokens)
        is_from = is_from and self.tokens[at + FIRST_AND_LAST].is_capital and not is_known(self.lower(at))
        tag = parses(self.lower(at - 1))[0].tag if is_from and at else ""
        return {"VERB", "past", "sing"} <= set(getattr(tag, "grammemes", ())) and "neut" not in tag

    def role_of(self, mention):
        """Return the title that somebody has in this event: "во главе с Анной Лунд" is глава делегации, or ""."""
        first = next(at for at, token in enumerate(self.tokens) if token.start >= mention.start)
        before = " ".join(token.lower for token in self.tokens[max(first - LONGEST_ROLE, 0) : first]).rstrip(" :")
        behind = (token.lower for token in self.tokens[first:] if token.start >= mention.end)
        after = " ".join(islice(behind, LONGEST_ROLE))
        role = next((role for role, ends, begins in roles() if ends.search(before) or begins.match(after)), "")
        whole = " ".join(token.lower for token in self.tokens[:first]) if "делегацию" in self.spoken else ""
        if delegation := DELEGATION.search(whole):
            # "Российскую делегацию возглавил Ян Крог, датскую – Анна Лунд".
            country = delegation["first"] or delegation["other"]
            return f"глава делегации {country}, дипломат, представитель"
        return role or self.body_behind(mention)

    def body_behind(self, mention):
        """Return "представитель" with the body in brackets after a name, as in "Анна Лунд (ЮНЕСКО)", or ""."""
        behind = (token.text for token in self.tokens if token.start >= mention.end)
        match = IN_BRACKETS.match(" ".join(islice(behind, LONGEST_IN_BRACKETS)))
        return f"представитель {match['body']}" if match else ""

    def is_other(self, at):
        """Whether "тот" is a person: before a verb or a comma, not in "тот капитан" or "тот, кто"."""
        is_one = self.lower(at) in {"тот", "та"} and self.lower(at - 1) in {"", ",", "что", "и", "а", "но"}
        after = at + 1
        while is_adverb(self.lower(after)) and after - at < MOST_ADVERBS:
            after += 1
        if self.lower(at) in {"тот", "та"} and at - 1 in self.stops:
            return self.lower(at + 1) in {".", ",", "—", "–", ":", ""}
        is_apart = self.lower(at + 1) == "," and self.lower(at + 2) in {"в", "со", "однако", "впрочем"}
        return is_one and (after in self.stops or is_apart)

    def is_no_person(self, at, after):
        """Whether capitalised words are a body or a place: "фирма «Анна Лунд»", "фермер из индийского Коимбатура"."""
        is_one = after - at == 1
        is_quoted = self.lower(at - 1) in {"«", "„"}
        if is_quoted and (self.lower(after) == "»" or (is_one and self.lower(after) not in ENDS)):
            return True
        if is_one and self.lower(at - 1) == "(" and self.lower(after) == ")" and self.tokens[at - 2].is_capital:
            # "А. Лунд (Лион)".
            return True
        before = at - 2 if is_one and "ADJF" in parses(self.lower(at - 1))[0].tag else at - 1
        return (is_one and self.lower(before) in FROM) or self.is_named_for(at)

    def is_alone(self, at):
        """Whether a surname stands within a sentence, before a comma and after no other capital: "тут Тулупов, …"."""
        is_one = bool(SURNAME.search(self.lower(at))) and not is_place(self.lower(at))
        return (
            is_one
            and self.is_later(at)
            and self.lower(at + 1) == ","
            and (not self.tokens[at - 1].is_capital or is_joining(self.lower(at - 1)))
        )

    def is_trade(self, at):
        """Whether a capitalised word within a sentence is a family name, although it is also a trade: Дегтярь."""
        word = self.lower(at)
        return self.is_later(at) and is_occupation(word) and word not in word_set("titles")

    def joined(self, rows):
        """Join "Анна Лунд, министр торговли," and "министр торговли, Анна Лунд," to one mention each."""
        mentions, rows, at = [], self.with_ranks(rows), 0
        while at < len(rows):
            mention, _first, after = rows[at]
            other = rows[at + 1][0] if at + 1 < len(rows) else None
            if other and rows[at + 1][1] == after + 1 and self.lower(after) == "и" and self.is_bare(mention, other):
                other.post = f"{mention.post} и {other.post}"
                other.start, other.text = mention.start, f"{mention.text} и {other.text}"
                at += 1
                continue
            last = self.last_of_one(rows, at)
            mentions.append(self.all_combined([row[0] for row in rows[at : last + 1]]))
            at = last + 1
        return mentions

    def last_of_one(self, rows, at):
        """Return the index of the last row about the person of a row."""
        if self.is_role(rows, at):
            return at + 1
        run = at
        while run + 1 < len(rows) and rows[run + 1][1] == rows[run][2] + 1 and self.lower(rows[run][2]) in APPOSED:
            run += 1
        first = rows[at][0]
        if first.manner == TITLED and run == at and self.is_body_between(rows, at):
            return at + 1
        if first.manner == TITLED:
            named = next((k for k in range(at + 1, run + 1) if rows[k][0].manner == NAMED), None)
            titles = range(at, named or at)
            if named and self.is_oblique(first) and self.is_subject(rows[named]):
                # "На вопрос председателя, А. Лунд указала" (to the chairman's question, A. Lund pointed out).
                return at
            is_one = named == at + 1 and not rows[named][0].post
            is_one = is_one or all(self.is_joint(rows[k][0], rows[named][0]) for k in titles)
            is_closed = bool(named) and (self.closes(rows[named][2]) or self.lower(rows[named][2]) in FROM)
            return named if named and is_one and is_closed else at
        last = at
        while first.manner == NAMED and last < run and rows[last + 1][0].manner == TITLED:
            title, _start, after = rows[last + 1]
            is_first = last == at and (not first.post or lemmas(first.post.lower()) & word_set("ranks"))
            known = rows[last][0] if last > at else first
            if not self.closes(after) or not (
                is_first or (self.lower(after) in LIST_ENDS and self.is_joint(known, title, first))
            ):
                break
            last += 1
        return last

    def is_body_between(self, rows, at):
        """Whether a body in the genitive stands between a post and a name: "глава подрядчика, фирмы «Порт», Анна"."""
        following = rows[at + 1] if at + 1 < len(rows) else None
        if not following or following[0].manner != NAMED or following[0].post:
            return False
        between = self.tokens[rows[at][2] : following[1]]
        is_apart = len(between) > FEWEST_OF_BODY and between[0].text == between[-1].text == ","
        words_ = [token.lower for token in between[1:-1] if token.text.isalpha() and not token.is_capital]
        return is_apart and between[-2].text == "»" and bool(words_) and all(map(follows, words_[:2]))

    def is_subject(self, row):
        """Whether a name can only be a nominative, or reveals no case and stands before a verb."""
        mention, _first, after = row
        cases = name_cases(mention.text.split()[-1].lower())
        return cases == {NOMINATIVE} or (after in self.stops and not cases)

    def is_role(self, rows, at):
        """Whether a sentence begins with "Председатель: Соколова В. О."."""
        (title, first, after), other = rows[at], rows[at + 1 : at + 2]
        is_pair = first == 0 and title.manner == TITLED and self.lower(after) == ":" and bool(other)
        return is_pair and other[0][1] == after + 1 and other[0][0].manner == NAMED and self.closes(other[0][2])

    def all_combined(self, mentions, *, is_rank=False):
        """Combine several mentions of one person; with `is_rank`, the post beside the name is a rank."""
        if len(mentions) == 1:
            return mentions[0]
        named = next(each for each in mentions if each.name)
        titled = mentions[1] if named is mentions[0] else mentions[0]
        if titled.manner == TITLED and named.name in named.text and self.is_oblique(titled):
            # "Слушали Крылова А. Н., заведующего отделом" (heard A. N. Krylov, head of department).
            named.name = in_nominative(named.name, OBLIQUE)
        text = ", ".join(each.text for each in mentions)
        first, last = mentions[0].start, mentions[-1].end
        posts = [each.post for each in mentions if each.post and each is not titled and not is_rank]
        post = ", ".join([titled.post, *posts]) if not titled.organisation else titled.post
        rank = named.post if is_rank else ""
        return Mention(first, last, NAMED, text, named.name, post, titled.organisation, rank=rank)

    def is_oblique(self, mention):
        word = next((word for word in mention.post.lower().split() if is_title(word)), "")
        return is_known(word) and "nomn" not in {parse.tag.case for parse in parses(word)}

    def with_ranks(self, rows):
        """Join each row of a post with a following row of a rank and a name."""
        joint = []
        for mention, start, after in rows:
            ranked = self.with_rank(joint[-1][0], mention) if joint and joint[-1][2] == start else None
            first = joint.pop()[1] if ranked else start
            joint.append((ranked or mention, first, after))
        return joint

    def is_bare(self, mention, other):
        """Whether "президент" stands before "и директор музея Анна Лунд", in the same case: two posts of one person."""
        words_, others = mention.post.lower().split(), other.post.lower().split()
        if mention.manner != TITLED or other.manner != NAMED or not words_ or not others or mention.organisation:
            return False
        cases = [{parse.tag.case for parse in parses(listed[at])} for listed, at in ((words_, -1), (others, 0))]
        return is_title(words_[-1]) and bool(cases[0] & cases[1])

    def is_joint(self, mention, other, named=None):
        """Whether two posts belong to one person: "модератор встречи, академик Анна Лунд"."""
        words_, others = mention.post.lower().split(), other.post.lower().split()
        if DEGREE.match(mention.post.lower()) or DEGREE.match(other.post.lower()):
            return True
        heads = [next((word for word in listed if is_title(word)), "") for listed in (words_, others)]
        numbers = [{(tag.case, tag.number) for parse in parses(head) if (tag := parse.tag)} for head in heads if head]
        if len(numbers) < FIRST_AND_LAST:
            return False
        # "По словам доктора наук, профессора Анны Лунд" (according to Doctor of Science, Professor Anna Lund).
        is_ranked = any(lemmas(head) & word_set("ranks") for head in heads)
        # "Доклад Анны Лунд, студентки из Риги, старосты курса" (a student from Riga, head of her year).
        is_genitive = named is not None and named.name not in named.text
        return ("nomn", "sing") in numbers[0] & numbers[1] or (
            (is_ranked or is_genitive) and ("gent", "sing") in numbers[0] & numbers[1]
        )

    def with_rank(self, mention, other):
        """Join "председатель совета" and "шейх Равиль", a name with a rank; return None if they are two people."""
        is_rank = other.manner == NAMED and lemmas(other.post.lower()) & word_set("ranks")
        is_joint = other.manner == NAMED and other.post and not mention.organisation and self.is_joint(mention, other)
        if mention.manner != TITLED or not (is_rank or is_joint):
            return None
        return self.all_combined([mention, other], is_rank=True)

    def closes(self, at):
        return (
            at >= len(self.tokens)
            or is_adverb(self.lower(at))
            or is_predicate(self.lower(at))
            or self.lower(at) in {",", ".", ";", ":", "(", ")", "и", "—", "–"}
            or at in self.stops
        )
