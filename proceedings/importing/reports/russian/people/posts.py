"""Posts of people in a Russian sentence: titles with their complements."""

import re

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, TITLED
from proceedings.importing.reports.russian.forms import follows, is_adverb
from proceedings.importing.reports.russian.morphology import (
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

from .cases import governing
from .genders import gender_of_title
from .names import OF_HER, name_cases
from .readers import NameReader
from .titles import is_coined, is_modifier, is_name_like, is_occupation, is_title, is_verb

MOST_NAMES = 4
FIRST_AND_LAST = 2
# The words of a name with a patronymic.
MOST_OF_A_NAME = 3
# Most tokens of a post after its title: "министр иностранных дел Российской Федерации".
LONGEST_POST = 18
# A list has its "и" within this many tokens of a comma.
LONGEST_LIST = 8
PREPOSITIONS = frozenset({"из-под", "из", "по", "в", "во", "при", "на", "и", "с", "со", "за", "от", "против", "для"})
# The noun after "в" is fewer than this many tokens away.
FIRST_WORDS = 3
# Prepositions with the instrumental: "директор по работе с молодёжью" (director for work with young people).
INSTRUMENTAL = frozenset({"с", "со", "над", "за"})
COURTESY = frozenset({"г-н", "г-жа", "господин", "госпожа"})
MANAGING = ("завед", "управляющ", "командующ", "руководящ")
QUOTES = frozenset({"«", "»", '"', "„", "“", "”"})
# Abbreviations of degrees, of titles and of the words before a title; spaces between their tokens do not count.
DEGREE = re.compile(r"(?:д|к|докт|канд)\.(?:[а-яё]{1,7}\.-?){1,2}(?:н\.|н(?![а-яё])|наук(?![а-яё]))")
SHORT_TITLE = re.compile(
    r"чл\.-?корр\.|(?:(?:ст|мл|вед|гл|с|м|в|г)\.)?н\.с\.|(?:проф|акад|доц|зам|зав|инж|асп|нач|дир|секр|гл\.ред)\.|и\.о\.|врио(?=[а-яё]{4})"
)
SHORT_MODIFIER = re.compile(r"(?:гл|ст|мл|вед|ген|отв|исп|уч|худ)\.")
LONGEST_SHORT = 10


class PostReader(NameReader):
    """Reads the posts of one sentence, with the names after them."""

    def title_at(self, at):
        """Return the index after a title with its adjectives, or 0: "первый заместитель министра"."""
        if degree := self.short_end(at, DEGREE):
            return degree
        index = at
        while index < len(self.tokens) and index not in self.stops and index - at < MOST_NAMES:
            if short := self.short_end(index, SHORT_MODIFIER):
                index = short
                continue
            if not is_modifier(self.lower(index)):
                break
            if self.is_title(index) and not self.title_at(index + 1):
                break
            index += 1 if self.lower(index + 1) != "и" or not is_modifier(self.lower(index + 2)) else 2
        if short := self.short_end(index, SHORT_TITLE):
            return short
        is_head = index < len(self.tokens) and index not in self.stops and self.is_title(index)
        return index + 1 if is_head else 0

    def is_title(self, index):
        """Whether a token is a title; a capitalised one within a sentence can be a surname instead: Мельник."""
        is_surname = self.is_later(index) and index < len(self.tokens) and self.tokens[index].is_capital
        is_office = bool(lemmas(self.lower(index)) & word_set("offices")) and not self.is_behind_name(index)
        is_surname = is_surname and not is_office and (is_occupation(self.lower(index)) or self.is_behind_name(index))
        is_coined_word = index < len(self.tokens) and is_coined(self.lower(index))
        is_coined_word = is_coined_word and (not self.tokens[index].is_capital or self.is_before_name(index))
        is_one = is_title(self.lower(index)) or is_coined_word
        return is_one and not is_surname and not self.is_surname_first(index) and not self.is_before_particle(index)

    def is_before_name(self, index):
        """Whether a word begins a sentence before a first name and a surname: "Галерист Пьер Моро" (gallery owner)."""
        pair = self.tokens[index + 1 : index + 1 + FIRST_AND_LAST]
        is_pair = len(pair) == FIRST_AND_LAST and all(is_name_like(token.text) for token in pair)
        return is_pair and not self.is_later(index) and not is_part(pair[1].lower, "Patr")

    def is_behind_name(self, index):
        """Whether a token stands after a capitalised first name: "Степан Калмыков"."""
        before = self.tokens[index - 1] if index else None
        return before is not None and before.is_capital and is_first_name(before.lower) and not is_title(before.lower)

    def short_end(self, at, pattern):
        """Return the index after an abbreviation such as "д. и. н." or "гл.", or 0."""
        if self.lower(at + 1) != "." and self.lower(at) != "врио":
            return 0
        after = at
        match = pattern.match("".join(token.lower for token in self.tokens[at : at + LONGEST_SHORT]))
        length = match.end() if match else 0
        while length > 0:
            length -= len(self.tokens[after].text)
            after += 1
        return after if match else 0

    def titled(self, at, head):
        """Return (mention, end) of a post at [at, head), with its complement and the name after it."""
        index = head
        while index < len(self.tokens) and index - head < LONGEST_POST and self.is_complement(index, head):
            index = self.enclosed_end(index)
        while index > head and (self.lower(index - 1) in PREPOSITIONS | {"«", "„", "("} or self.opens(head, index)):
            index -= 1
        first = self.name_start(head, index)
        after = self.name_end(first) if first < len(self.tokens) else first
        # "Сообщила журналистам Анна Лунд" (told journalists): a plural title does not belong to the name after it.
        has_name = (
            after > first
            and not self.is_lone_place(first, after)
            and (self.lower(at - 1) in governing() or not self.is_apart(head - 1, first, after))
            and not all("plur" in parse.tag for parse in parses(self.lower(head - 1)))
            and not self.is_owner_behind(head - 1, first, after)
        )
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
        word = self.lower(head - 1)
        is_one = not is_known(word) and is_occupation(word)
        is_group = not name and not is_one and any("plur" in parse.tag for parse in parses(word)[:1])
        manner = NAMED if has_name else COLLECTIVE if is_group else TITLED
        mention = self.mention(manner, at, end, name=name, post=post, organisation=organisation)
        mention.gender = gender_of_title(word) if manner == TITLED else ""
        return mention, end

    def is_lone_place(self, first, after):
        """Whether a single capitalised word is a country or a town in another case: "премьер Израиля"."""
        word = self.lower(first)
        return after - first == 1 and is_place(word) and not has_case(word, "nomn")

    def is_apart(self, head, first, after):
        """Whether an oblique title and the name after it differ in case: "сообщил корреспонденту Иван"."""
        cases = {parse.tag.case for parse in parses(self.lower(head))}
        names = [name_cases(self.lower(at)) for at in range(first, after)]
        joint = set.intersection(*known) if (known := [each for each in names if each]) else set()
        is_word = is_known(self.lower(head)) and not self.lower(head).startswith(("г-", "д-"))
        return is_word and "nomn" not in cases and bool(joint) and not cases & joint

    def is_owner_behind(self, head, first, after):
        """Whether a nominative title stands before a surname in the genitive: "ученик Орловой" (Orlova's pupil)."""
        cases = {str(parse.tag.case) for parse in parses(self.lower(head)) if parse.tag.case}
        names = name_cases(self.lower(after - 1))
        is_hers = bool(OF_HER.search(self.lower(after - 1))) and after - first == 1
        return cases == {"nomn"} and self.lower(first - 1) == self.lower(head) and (is_hers or names == {"gent"})

    def opens(self, head, index):
        """Whether the last token of [head, index) is a straight quotation mark that opens a quotation."""
        marks = [at for at in range(head, index) if self.tokens[at].text == '"']
        return bool(marks) and marks[-1] == index - 1 and len(marks) % 2 == 1

    def enclosed_end(self, index):
        """Return the index after a token, or after the quotation or brackets that it opens."""
        closing = {"«": "»", "„": "“", '"': '"', "(": ")"}.get(self.tokens[index].text)
        last = min(len(self.tokens), index + LONGEST_POST)
        return next((at + 1 for at in range(index + 1, last) if self.tokens[at].text == closing), index + 1)

    def is_complement(self, index, head):
        """Whether a token continues a post: words in the genitive, names of bodies, quotations."""
        token = self.tokens[index]
        # "Рованиеми" looks like a form of a verb.
        is_other = is_verb(token.lower) and not token.is_capital
        if index in self.stops or is_other or token.lower in word_set("pronouns"):
            return False
        if token.text in QUOTES or token.text == "-" or (token.text.isupper() and not self.is_initial(index)):
            return True
        following = self.lower(index + 1)
        is_number = token.text == "№" or (token.text.isdigit() and self.lower(index - 1) == "№")
        if is_number or token.text == ",":
            return is_number or (index > head and self.is_list(index))
        if token.text == "&" or (token.text == "(" and self.is_acronym(index + 1)):
            return True
        if token.lower in PREPOSITIONS:
            is_open = following[:1].isalpha() and index + 1 not in self.stops and not self.title_at(index + 1)
            is_this = token.lower != "и" and any(
                "Apro" in parse.tag or "NPRO" in parse.tag for parse in parses(following)
            )
            # "Начал швед с признания" (the Swede began with a confession).
            is_this = is_this or (token.lower in {"с", "со"} and "ablt" not in {p.tag.case for p in parses(following)})
            return is_open and not is_this and self.is_field(index)
        return token.text[0].isalpha() and self.is_word_of_post(index, head)

    def is_list(self, comma):
        """Whether words in the genitive with an "и" follow: "министр лесов, рек и торговли"."""
        for at in range(comma + 1, min(comma + LONGEST_LIST, len(self.tokens))):
            word = self.lower(at)
            if word == "и":
                following = self.tokens[at + 1 : at + 2]
                return at > comma + 1 and any(not each.is_capital and follows(each.lower) for each in following)
            if word != "," and (self.tokens[at].is_capital or not follows(word)):
                return False
        return False

    def is_field(self, index):
        """Whether "в" continues a post: "посол в Риге", "эксперт в области права", not "премьер в речи"."""
        following = self.tokens[index + 1 : index + FIRST_WORDS]
        nouns = word_set("fields") | word_set("speaking_places")
        is_one = any(token.is_capital or lemmas(token.lower) & nouns for token in following)
        return self.lower(index) not in {"в", "во", "на"} or is_one

    def is_acronym(self, index):
        """Whether a capitalised word stands before a closing bracket: "(ЕДС)", "(Бишкек)"."""
        return self.lower(index + 1) == ")" and self.tokens[index].is_capital

    def is_word_of_post(self, index, head):
        token = self.tokens[index]
        is_other = (
            is_adverb(token.lower)
            or is_part(token.lower, "PREP")
            or is_part(token.lower, "CONJ")
            or token.lower in word_set("adverbs")
        )
        if is_other or self.is_initial(index):
            return False
        if token.is_capital and self.is_person_at(index) and not self.is_named_after(index, head):
            return False
        is_manager = self.lower(head - 1).startswith(MANAGING)
        instrumental = (
            ("ablt",) if is_manager or {each.lower for each in self.tokens[head:index]} & INSTRUMENTAL else ()
        )
        return token.is_capital or any(has_case(token.lower, case) for case in ("gent", "datv", "loct", *instrumental))

    def is_named_after(self, index, head):
        """Whether a name is a genitive: "профессор Университета Джавахарлала Неру", "хранитель книг Матенадарана"."""
        following = self.tokens[index + 1 : index + 2]
        is_single = index > head and not any(each.is_capital or self.is_particle(index + 1) for each in following)
        is_behind_place = self.lower(index - 1) in {"из", "от", "в", "во", "при", "на"}
        if is_behind_place and self.name_end(index) - index >= MOST_OF_A_NAME:
            # "Учёный из Стэнфорда Джон Смит" (John Smith, a scientist from Stanford).
            return True
        is_body = is_single or lemmas(self.lower(index - 1)) & (word_set("bare_bodies") | {"имя"})
        is_nominative = any({"nomn", "sing"} <= set(parse.tag.grammemes) for parse in parses(self.lower(head - 1)))
        # "Профессор университета Лотте ван Бюрен" (university professor Lotte van Büren): no genitive.
        is_oblique = has_case(self.lower(index), "gent") or self.lower(index - 1) in PREPOSITIONS
        return bool(is_body) and is_nominative and is_oblique and not has_case(self.lower(index), "nomn")

    def name_start(self, head, index):
        """Return where the name begins: after the complement, or at its last capitals if they can be a name."""
        if index < len(self.tokens) and (after := self.name_end(index)) > index:
            # "Профессор Анна-Университета Пётр Лунд" (Pyotr Lund, professor at Anna University).
            bodies = [at for at in range(index, after - 1) if lemmas(self.lower(at)) & word_set("bare_bodies")]
            if bodies:
                return bodies[-1] + 1
            # A family name of East Asia begins the name: "профессор университета Пак Чжун Хо".
            is_other = after - index == MOST_OF_A_NAME and not is_first_name(self.lower(index))
            is_other = is_other and self.lower(index) not in word_set("short_names")
            # "Пресс-секретарь Путина Дмитрий Песков" (Putin's press secretary Dmitry Peskov).
            is_owner = is_first_name(self.lower(index + 1)) and not is_part(self.lower(index + 2), "Patr")
            # "Университета Канадзавы Юки Исида", "депутат от Инвернесса Фергюс Маклауд".
            before = lemmas(self.lower(index - 1))
            is_place_of = bool(before & (word_set("bare_bodies") | PREPOSITIONS)) and index > head
            is_other = is_other and (is_owner or is_place_of)
            # "Министр по делам развития Дании Сёрен Кьер".
            is_other = is_other or (after - index == MOST_OF_A_NAME and self.is_lone_place(index, index + 1))
            # "Профессор университета К. Шпётль" (K. Spötl, a professor at the university).
            return index + (is_other and not self.is_initial(index))
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
        is_one = capitals == 1 and first == head
        is_one = is_one and (is_name(self.lower(first)) or self.lower(head - 1) in COURTESY)
        return first if is_one else index

    def body_of(self, head, end):
        """Whether the complement names a body: it has a name in quotation marks, or begins with an acronym."""
        texts = [token.text for token in self.tokens[head:end]]
        if not texts:
            return False
        return texts[0] in QUOTES or (texts[0].isupper() and len(texts[0]) > 1) or bool({"«", "„"} & {*texts})
