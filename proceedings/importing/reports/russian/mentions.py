"""Find the people that a Russian sentence mentions, with their posts."""

import re

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, TITLED, Mention
from proceedings.importing.reports.scanning import scanned

from .clauses import is_adverb
from .morphology import (
    has_case,
    is_first_name,
    is_known,
    is_name,
    is_part,
    is_place,
    lemmas,
    parses,
    word_set,
)
from .names import NOMINATIVE, OBLIQUE, in_nominative
from .titles import is_modifier, is_name_like, is_occupation, is_title, is_verb

MOST_NAMES = 4
FIRST_AND_LAST = 2
# The words of a name with a patronymic.
MOST_OF_A_NAME = 3
# Words that a post can go on with: "министр иностранных дел Российской Федерации".
LONGEST_POST = 14
PREPOSITIONS = frozenset({"из", "по", "в", "во", "при", "на", "и", "с", "со", "за", "от", "против", "для"})
# Tokens behind "в" among which its noun stands, and one more.
FIRST_WORDS = 3
# Prepositions of the instrumental: "директор по работе с молодёжью".
INSTRUMENTAL = frozenset({"с", "со", "над", "за"})
MANAGING = ("завед", "управляющ", "командующ", "руководящ")
QUOTES = frozenset({"«", "»", '"', "„", "“", "”"})
DASHES = frozenset({"—", "–", "-"})
APPOSED = frozenset({",", "(", *DASHES})
# Words before a name in the genitive: "по словам Анны".
GOVERNING = frozenset(
    "словам мнению оценке оценкам данным сведениям убеждению прогнозу прогнозам версии слов слова заявлению предложению"
    " выступление выступления доклад доклада имени участием подсчётам подсчетам расчётам расчетам признанию выражению".split()
)
DEGREES, SHORT_TITLES = frozenset({"д", "к", "докт", "канд"}), frozenset({"проф", "акад", "доц"})
DEGREE = re.compile(r"(?:д|к|докт|канд)\.")


class Scanner:
    """Scans the tokens of one sentence. `stops` are the indices of tokens that end a phrase, such as cues."""

    def __init__(self, tokens, stops=frozenset()):
        self.tokens, self.stops = tokens, stops

    def mentions(self):
        return self.joined(list(scanned(self.tokens, self.mention_at)))

    def mention_at(self, at):
        token = self.tokens[at]
        if token.lower in word_set("pronouns"):
            return Mention(token.start, token.end, PRONOUN, token.text), at + 1
        if head := self.title_at(at):
            return self.titled(at, head)
        after = self.name_end(at)
        if after > at and not self.is_personal(at, after):
            return None, after
        if self.is_owner(at, after) or (after - at == FIRST_AND_LAST and self.is_adjective(at)):
            return None, at + 1
        if after > at and (after - at > 1 or (is_name(self.tokens[at].lower) and not self.is_adjective(at))):
            return self.mention(NAMED, at, after, name=(at, after)), after
        return None, max(after, at)

    def is_personal(self, at, after):
        """Whether capitals can be those of a person: not "Новая Зеландия", "Верховный Суд" or "Тему"."""
        listed = self.tokens[at:after]
        if after - at == 1:
            return self.is_surely_name(at) and not (is_place(listed[0].lower) and "Geox" in parses(listed[0].lower)[0].tag)
        is_latin = all(token.text.isascii() for token in listed)
        is_common = all(is_known(t.lower) and not is_name(t.lower) for t in listed if len(t.text) > 1)
        return not is_latin and (not is_common or any(len(token.text) == 1 for token in listed))

    def is_surely_name(self, at):
        """Whether a first word can be a name in the nominative, or is more often a name than not: not "Тему"."""
        readings = [parse.tag for parse in parses(self.lower(at))]
        names = [tag for tag in readings if {"Surn", "Name", "Patr"} & set(tag.grammemes)]
        return at > 0 or not names or readings[0] in names or any("nomn" in tag for tag in names)

    def is_owner(self, at, after):
        """Whether the first capital of several is no part of the name: "защитник Арсенала Киран Гиббс"."""
        if after - at <= MOST_OF_A_NAME - 1 or is_name(self.lower(at)):
            return False
        return is_place(self.lower(at)) or (is_known(self.lower(at)) and is_first_name(self.lower(at + 1)))

    def title_at(self, at):
        """Return the index after a title with its adjectives, or 0: "первый заместитель министра"."""
        if degree := self.degree_end(at):
            return degree
        index = at
        while (
            index < len(self.tokens)
            and index not in self.stops
            and is_modifier(self.lower(index))
            and index - at < MOST_NAMES
        ):
            if self.is_title(index) and not self.title_at(index + 1):
                break
            index += 1 if self.lower(index + 1) != "и" or not is_modifier(self.lower(index + 2)) else 2
        is_head = index < len(self.tokens) and index not in self.stops and self.is_title(index)
        is_short = self.lower(index) in SHORT_TITLES and self.lower(index + 1) == "."
        return index + 1 + is_short if is_head else 0

    def degree_end(self, at):
        """Return the index after "д. и. н." and "канд. ист. наук", or 0."""
        letters = [self.lower(index) for index in range(at, at + 6)]
        is_degree = letters[0] in DEGREES and letters[1] == letters[3] == "." and letters[4] in {"н", "наук"}
        return at + 5 + (letters[5] == ".") if is_degree else 0

    def is_title(self, index):
        """Whether a token is a title; a capital within a sentence is one of the list, or a surname: Мельник."""
        is_surname = index > 0 and index < len(self.tokens) and self.tokens[index].is_capital
        return is_title(self.lower(index)) and not (is_surname and is_occupation(self.lower(index)))

    def titled(self, at, head):
        """Return the mention of a post at [at, head), of its complement and of the name after it."""
        index = head
        while index < len(self.tokens) and index - head < LONGEST_POST and self.is_complement(index, head):
            index = self.enclosed_end(index)
        while index > head and (self.lower(index - 1) in PREPOSITIONS | {"«", "„", "("} or self.opens(head, index)):
            index -= 1
        first = self.name_start(head, index)
        after = self.name_end(first) if first < len(self.tokens) else first
        # "Сообщила журналистам Анна Лунд": a post of several people has no name behind it.
        has_name = after > first and not all("plur" in parse.tag for parse in parses(self.lower(head - 1)))
        end = after if has_name else index
        post_end = first if has_name else index
        post, organisation = self.text(at, head), ""
        complement = self.text(head, post_end)
        body = self.body_of(head, post_end)
        if body:
            organisation = complement
        else:
            post = f"{post} {complement}".strip()
        name = (first, after) if has_name else None
        is_group = not name and any("plur" in parse.tag for parse in parses(self.lower(head - 1))[:1])
        manner = NAMED if has_name else COLLECTIVE if is_group else TITLED
        return self.mention(manner, at, end, name=name, post=post, organisation=organisation), end

    def opens(self, head, index):
        """Whether the last token of [head, index) is a straight mark that opens a quotation."""
        marks = [at for at in range(head, index) if self.tokens[at].text == '"']
        return bool(marks) and marks[-1] == index - 1 and len(marks) % 2 == 1

    def enclosed_end(self, index):
        """Return the index after a token, or after the quotation or the acronym in brackets that it opens."""
        closing = {"«": "»", "„": "“", '"': '"', "(": ")"}.get(self.tokens[index].text)
        last = min(len(self.tokens), index + LONGEST_POST)
        return next((at + 1 for at in range(index + 1, last) if self.tokens[at].text == closing), index + 1)

    def is_complement(self, index, head):
        """Whether a token goes on with a post: words in the genitive, names of bodies, quotations."""
        token = self.tokens[index]
        if index in self.stops or is_verb(token.lower) or token.lower in word_set("pronouns"):
            return False
        if token.text in QUOTES or token.text == "-" or (token.text.isupper() and not self.is_initial(index)):
            return True
        following = self.lower(index + 1)
        if token.text == "&" or (token.text == "(" and self.is_acronym(index + 1)):
            return True
        if token.lower in PREPOSITIONS:
            is_open = following[:1].isalpha() and index + 1 not in self.stops and not self.title_at(index + 1)
            is_this = token.lower != "и" and "Apro" in parses(following)[0].tag
            return is_open and not is_this and self.is_field(index)
        return token.text[0].isalpha() and self.is_word_of_post(index, head)

    def is_field(self, index):
        """Whether "в" goes on with a post: "посол в Риге", "эксперт в области права", not "премьер в речи"."""
        following = self.tokens[index + 1 : index + FIRST_WORDS]
        nouns = word_set("fields") | word_set("speaking_places")
        is_one = any(token.is_capital or lemmas(token.lower) & nouns for token in following)
        return self.lower(index) not in {"в", "во", "на"} or is_one

    def is_acronym(self, index):
        """Whether a capital stands before a closing bracket: "(ЕДС)", "(Бишкек)"."""
        return self.lower(index + 1) == ")" and self.tokens[index].is_capital

    def is_word_of_post(self, index, head):
        token = self.tokens[index]
        is_other = is_adverb(token.lower) or is_part(token.lower, "PREP") or is_part(token.lower, "CONJ") or token.lower in word_set("adverbs")
        if is_other or self.is_initial(index):
            return False
        if token.is_capital and self.is_person_at(index) and not self.is_named_after(index, head):
            return False
        is_manager = self.lower(head - 1).startswith(MANAGING)
        instrumental = ("ablt",) if is_manager or {each.lower for each in self.tokens[head:index]} & INSTRUMENTAL else ()
        return token.is_capital or any(has_case(token.lower, case) for case in ("gent", "datv", "loct", *instrumental))

    def is_named_after(self, index, head):
        """Whether a name is a genitive: "профессор Университета Джавахарлала Неру", "хранитель книг Матенадарана"."""
        is_single = index > head and not (index + 1 < len(self.tokens) and self.tokens[index + 1].is_capital)
        is_body = is_single or lemmas(self.lower(index - 1)) & (word_set("bare_bodies") | {"имя"})
        is_nominative = has_case(self.lower(head - 1), "nomn")
        return bool(is_body) and is_nominative and not has_case(self.lower(index), "nomn")

    def is_foreign(self, index):
        """Whether a sentence begins with a foreign name: two capitals, neither of which the dictionary has."""
        pair = self.tokens[index : index + 2]
        return len(pair) > 1 and all(is_name_like(token.text) for token in pair) and not is_known(pair[1].lower)

    def is_initial(self, index):
        text = self.tokens[index].text if index < len(self.tokens) else ""
        return len(text) == 1 and text.isupper() and self.lower(index + 1) == "."

    def is_person_at(self, index):
        """Whether a name begins at a token: a first name or surname of the dictionary, with a further capital."""
        token = self.tokens[index]
        after = self.name_end(index)
        is_of_place = (
            is_place(token.lower) and token.lower not in word_set("short_names") and after - index > FIRST_AND_LAST
        )
        if self.is_adjective(index) or after == index or is_of_place:
            return False
        if all(is_name_like(each.text) for each in self.tokens[index:after]) and 1 < after - index <= MOST_OF_A_NAME:
            return True
        return is_name(token.lower) and (
            after - index > 1 or after >= len(self.tokens) or not self.tokens[index + 1].is_capital
        )

    def is_adjective(self, index):
        """Whether a capital is the adjective of the word after it, as in "Московской области"."""
        following = self.tokens[index + 1 : index + 2]
        is_pair = is_part(self.lower(index), "ADJF") and is_part(self.lower(index + 1), "NOUN")
        return is_pair and (not following[0].is_capital or is_place(following[0].lower))

    def name_start(self, head, index):
        """Return where the name begins: where the complement ends, or at its last capitals if they can be a name."""
        if index < len(self.tokens) and (after := self.name_end(index)) > index:
            # "Пресс-секретарь Путина Дмитрий Песков".
            is_owner = after - index == MOST_OF_A_NAME and is_first_name(self.lower(index + 1))
            is_owner = is_owner and not is_first_name(self.lower(index)) and not is_part(self.lower(index + 2), "Patr")
            # "Университета Канадзавы Юки Исида", "депутат от Инвернесса Фергюс Маклауд".
            before = lemmas(self.lower(index - 1))
            is_place_of = bool(before & (word_set("bare_bodies") | PREPOSITIONS)) and index > head
            is_place_of = is_place_of and after - index == MOST_OF_A_NAME and not is_first_name(self.lower(index))
            return index + (is_owner or is_place_of)
        first = index
        while (
            first > head
            and self.tokens[first - 1].is_capital
            and first - 1 not in self.stops
            and not self.tokens[first - 1].text.isupper()
        ):
            first -= 1
        capitals = index - first
        if capitals > 1:
            likely = [at for at in range(first, index) if is_name(self.lower(at))]
            begin = index
            while begin > max(first, index - MOST_OF_A_NAME) and is_name_like(self.tokens[begin - 1].text):
                begin -= 1
            is_first = index - begin > FIRST_AND_LAST and is_first_name(self.lower(begin + 1))
            if is_first and not (is_name(self.lower(begin)) and is_part(self.lower(begin + 2), "Patr")):
                # "Симфониетты Умео Ларс Ульссон", "пресс-секретарь Путина Дмитрий Песков".
                return begin + 1
            if index - begin > 1:
                return begin
            return max(index - MOST_OF_A_NAME, likely[0]) if likely else index
        return first if capitals == 1 and first == head and is_name(self.lower(first)) else index

    def body_of(self, head, end):
        """Whether the complement names a body: it has a name in quotation marks, or an acronym at its beginning."""
        texts = [token.text for token in self.tokens[head:end]]
        if not texts:
            return False
        return texts[0] in QUOTES or (texts[0].isupper() and len(texts[0]) > 1) or bool({"«", "„"} & {*texts})

    def name_end(self, first):
        index = first
        while index < len(self.tokens) and index not in self.stops and index - first < MOST_NAMES * 2:
            token = self.tokens[index]
            is_initial = len(token.text) == 1 and token.text.isupper() and self.lower(index + 1) == "."
            if index > first and self.is_particle(index):
                index += 1
                continue
            if not token.is_capital or not token.text[0].isalpha() or (token.text.isupper() and not is_initial):
                break
            is_known_name = is_initial or is_name(token.lower) or self.is_initial(index + 1) or self.is_foreign(index)
            if index == first == 0 and not is_known_name:
                break
            if token.text.isascii() != self.tokens[first].text.isascii() or ("." in token.text and len(token.text) > 1):
                break
            if self.is_title(index) or (is_part(token.lower, "PREP") and not is_initial):
                break
            index += 2 if is_initial else 1
        return index if index > first and len(self.tokens[index - 1].text) + index - first > 1 else first

    def is_particle(self, index):
        """Whether a word without a capital is part of a name: Халид аль-Мансури, Винсент ван Гог, Алиев оглы."""
        first, _hyphen, rest = self.tokens[index].text.partition("-")
        is_next = index + 1 < len(self.tokens) and self.tokens[index + 1].is_capital
        return first in word_set("last_particles") or (first in word_set("particles") and (rest[:1].isupper() or is_next))

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
        """Return the number of the last row that mentions the person of a row."""
        run = at
        while run + 1 < len(rows) and rows[run + 1][1] == rows[run][2] + 1 and self.lower(rows[run][2]) in APPOSED:
            run += 1
        first = rows[at][0]
        if first.manner == TITLED:
            named = next((k for k in range(at + 1, run + 1) if rows[k][0].manner == NAMED), None)
            titles = range(at, named or at)
            is_one = named == at + 1 and not rows[named][0].post
            is_one = is_one or all(self.is_joint(rows[k][0], rows[named][0]) for k in titles)
            return named if named and is_one and self.closes(rows[named][2]) else at
        last = at
        while first.manner == NAMED and last < run and rows[last + 1][0].manner == TITLED:
            title, _start, after = rows[last + 1]
            is_first = last == at and (not first.post or lemmas(first.post.lower()) & word_set("ranks"))
            known = rows[last][0] if last > at else first
            if not self.closes(after) or not (is_first or (self.lower(after) == "," and self.is_joint(known, title))):
                break
            last += 1
        return last

    def all_combined(self, mentions):
        """Return the mention of one person whom several name."""
        if len(mentions) == 1:
            return mentions[0]
        named = next(each for each in mentions if each.name)
        titled = mentions[1] if named is mentions[0] else mentions[0]
        text = ", ".join(each.text for each in mentions)
        first, last = mentions[0].start, mentions[-1].end
        posts = [each.post for each in mentions if each.post and each is not titled]
        post = ", ".join([titled.post, *posts]) if not titled.organisation else titled.post
        return Mention(first, last, NAMED, text, named.name, post, titled.organisation)

    def with_ranks(self, rows):
        """Return the rows with a post and a rank before one name made one."""
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

    def is_joint(self, mention, other):
        """Whether two posts are those of one person: "модератор встречи, академик Анна Лунд"."""
        words_, others = mention.post.lower().split(), other.post.lower().split()
        if DEGREE.match(mention.post.lower()) or DEGREE.match(other.post.lower()):
            return True
        heads = [next((word for word in listed if is_title(word)), "") for listed in (words_, others)]
        numbers = [{(tag.case, tag.number) for parse in parses(head) if (tag := parse.tag)} for head in heads if head]
        return len(numbers) > 1 and ("nomn", "sing") in numbers[0] & numbers[1]

    def with_rank(self, mention, other):
        """Join a post and a name with its rank, "председатель совета" and "шейх Равиль"; None if they are not."""
        is_rank = other.manner == NAMED and lemmas(other.post.lower()) & word_set("ranks")
        if mention.manner != TITLED or not is_rank:
            return None
        return self.all_combined([mention, other])

    def closes(self, at):
        return at >= len(self.tokens) or is_adverb(self.lower(at)) or self.lower(at) in {",", ".", ";", ")", "и", "—", "–"} or at in self.stops

    def lower(self, at):
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def text(self, first, after):
        if first >= after:
            return ""
        parts, last = [], None
        for token in self.tokens[first:after]:
            glued = last is None or token.start == last.end
            parts.append(("" if glued else " ") + token.text)
            last = token
        return "".join(parts).strip()

    def case_of(self, first, name):
        """Return the case of a name, as its post or the word before it tells, or ""."""
        heads = [token.lower for token in self.tokens[first:name] if is_title(token.lower)]
        if heads:
            is_nominative = any({"nomn", "sing"} <= set(parse.tag.grammemes) for parse in parses(heads[0]))
            return NOMINATIVE if is_nominative or heads[0].startswith(("зам", "зав")) else OBLIQUE
        before = self.lower(first - 1)
        is_governed = before in GOVERNING or "PREP" in parses(before)[0].tag if before else False
        return OBLIQUE if is_governed else ""

    def mention(self, manner, first, after, *, name=None, post="", organisation=""):
        return Mention(
            self.tokens[first].start,
            self.tokens[after - 1].end,
            manner,
            self.text(first, after),
            in_nominative(self.text(*name), self.case_of(first, name[0])) if name else "",
            post,
            organisation,
        )
