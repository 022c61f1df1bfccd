"""The person or thing that a phrase of a Chinese sentence names, before what they do: 她摇头 | 说."""

import re

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, TITLED, Mention
from proceedings.importing.reports.sentence import Sentence

from .adverbs import address, adverb_end, aside, belongings, is_body, is_document
from .people.anaphora import familiar
from .people.ends import goes_on
from .people.listed import known_names, people_in, people_of, person_at_the_end
from .people.mentions import mention_of, thing
from .people.names import is_known_name, is_part_of_name

CLAUSE = re.compile(r"[，,；;。：:！!？?“”]|[电讯](?:（记者[^（）]*）| )|——")
LONGEST_THING, LONGEST_BODY = 14, 30
LONGEST_NAME = 24
# Most letters of a name in quotation marks.
LONGEST_TITLE = 16
# The last characters of words before a speaker.
OPENING_ENDS = frozenset("上中时后日，的")
PRONOUNS = frozenset("他她")
MANNER_ENDS = frozenset("地着时后中")
# 他们 (they), 他的 (his)
NO_PRONOUN = frozenset("们的")
# Prepositions before a hearer.
TOWARDS = frozenset("就对向围针")
# 王明的妻子 (Wang Ming's wife), 王明等 (and others), 王明团队 (and his team), 王明传记 (his biography)
OWNED = frozenset("的等和与及、们团课所办组案传夫妻父母儿女秘助弟兄姐妹基")
# 王明作了主旨报告 (gave a report), where the cue is a noun; 王明走出会馆 (walked out)
GIVES, MOVES = re.compile("[了作做]|发表|进行|提交"), frozenset("进出到过起回上下来去走站坐")
# The beginnings of adverbs that can be a part of a post: 对岸 (opposite bank), 代表 (representative).
BEFORE_HEARER = frozenset("对向就围针代")
# Characters of 干脆地 (flatly) and 半开玩笑似地 (half in jest).
SHORTEST_MANNER, LONGEST_MANNER = 3, 6
# The author's own words: 出发之前我对会议没抱太大期待 (I did not expect much).
AUTHOR = re.compile("我(?![国省市县区州校院方军党])")


def is_certain(mention, text):
    """Whether a name surely ends where it seems to: the text has it elsewhere, or it is a foreign one with a post."""
    is_repeated = text.count(mention.name) > 1 and is_known_name(mention.name, text)
    return is_repeated or ("·" in mention.name and bool(mention.post))


def is_named_behind(post):
    return post.endswith("代表")


def is_group_end(text, start, at):
    """Whether 代表 (representatives) at a place ends a group: 企业代表 (representatives of firms)."""
    group = mention_of(text, start, at + len("代表")) if start < at else None
    person = mention_of(text, start, at) if group else None
    return group is not None and not (person and person.name) and group.manner == COLLECTIVE


class PhraseFinder(Sentence):
    """Finds the people and things that phrases name, in a sentence of the normalised text."""

    language = "zh"

    def unknown(self, start, end):
        """Return a thing, or a person if the text elsewhere has the phrase as a part of a foreign name."""
        phrase = self.text[start:end]
        if is_part_of_name(phrase, self.text):
            return Mention(start, end, NAMED, phrase, phrase)
        match = familiar().match(phrase)
        surname = match and (match["name"] or match["other"])
        if match and any(each.name.startswith(surname) for each in people_of(self.text)):
            # 老余, 余总: familiar forms of a 余 whom the text names
            return Mention(start, end, NAMED, phrase, match["name"] or phrase)
        if len(phrase) > 1 and any(each.post.endswith(phrase) for each in people_of(self.text)):
            return Mention(start, end, TITLED, phrase, "", phrase)
        return thing(self.text, start, end)

    def foreign(self, start, end):
        mention = self.unknown(start, end)
        return [mention] if mention.manner == NAMED else person_at_the_end(self.text, start, end)

    def known_at_an_end(self, start, end):
        """Return the known person at the end or the beginning of a phrase: 德国人马丽·库恩, 王明走出会场."""
        if people := person_at_the_end(self.text, start, end):
            return people
        person = self.first_person(start, end) or self.first_title(start, end)
        deed = self.text[person.end : end] if person else ""
        # 她身边的同事 (the colleague beside her)
        is_others = bool(person) and person.manner != NAMED and "的" in deed
        is_deed = deed and deed[0] not in OWNED and not GIVES.search(deed) and not is_others
        is_of_others = is_document(deed) or (is_body(deed) and not MOVES.intersection(deed))
        return [person] if is_deed and not is_of_others else []

    def unknown_subject(self, start, end):
        """Return the mentions of a thing that can speak: a short phrase, a document or a body."""
        phrase = self.text[start:end]
        if AUTHOR.search(phrase):
            return []
        if len(phrase) <= LONGEST_THING or is_document(phrase):
            return [self.unknown(start, end)]
        return [thing(self.text, start, end)] if len(phrase) <= LONGEST_BODY and is_body(phrase) else []

    def after_opening(self, start, end):
        """Return the mentions at the end of a phrase after other words: 会上，, 在开幕式上王明 (at the opening)."""
        for at in range(start + 1, end - 1):
            mention = mention_of(self.text, at, end) if self.text[at - 1] in OPENING_ENDS else None
            if mention and mention.manner == NAMED:
                return [mention]
        return []

    def at_the_beginning(self, start, end, *, is_aside=True):
        """Return the person who begins a clause and acts before the verb: 她用中文 | 说 (she said in Chinese).

        With `is_aside`, this must be a way to speak.
        """
        mention = self.first_person(start, end)
        if mention is None or mention.end >= end:
            return []
        if not is_aside:
            return [mention] if belongings().match(self.text, mention.end, end) else []
        is_owner = self.text[mention.end] in NO_PRONOUN
        return [mention] if not is_owner and self.is_aside(mention.end, end) else []

    def first_person(self, start, end):
        text = self.text
        if start >= end:
            return None
        if text[start] in PRONOUNS:
            return self.mention((start, start + 1), PRONOUN)
        mention = next(iter(people_in(text, (start, end))), None)
        if mention and not text[start : mention.start].strip():
            return mention
        names = known_names(text)
        if match := names.match(text, start, end) if names else None:
            title = address().match(text, match.end(), end)
            return mention_of(text, start, title.end() if title else match.end())
        known = names.search(text, start, end) if names else None
        first, last = mention.span if mention else known.span() if known else (start, start)
        if first == last or CLAUSE.search(text, start, first):
            return None
        whole = mention_of(text, start, last)
        is_same = whole and whole.manner == NAMED and whole.name == (mention.name if mention else known[0])
        return whole if is_same else None

    def first_title(self, start, end):
        """Return the mention of 师父 or 这位老师傅 (this master) at the beginning of a clause, or None."""
        stops = range(min(end - 1, start + LONGEST_TITLE), start + 1, -1)
        before = (stop for stop in stops if goes_on().match(self.text, stop))
        mentions = (mention_of(self.text, start, stop) for stop in before)
        return next((each for each in mentions if each and each.manner == TITLED), None)

    def is_aside(self, start, end):
        """Whether words between a subject and its verb only tell how it speaks: 用中文 (in Chinese), 接受采访时."""
        is_manner = self.text[end - 1] in MANNER_ENDS and end - start > 1
        return start < end and (is_manner or bool(aside().match(self.text, start, end)))

    def opening_name(self, start, end):
        """Return the person whose name begins a clause, if the text has it elsewhere: 王明接受了邀请 (accepted)."""
        for stop in range(min(end, start + LONGEST_NAME), start + 1, -1):
            mention = mention_of(self.text, start, stop)
            if mention and mention.manner == NAMED and is_certain(mention, self.text):
                return [mention]
        return []

    def skip_adverbs(self, start, end):
        while (match := adverb_end().search(self.text[start:end])) and match[0]:
            if match[0][0] in BEFORE_HEARER:
                # 居民代表王海涛则 (a residents' representative), 与会代表在文件中
                match = adverb_end().search(self.text[start:end], match.start() + 1) or match
            rest = start + match.start()
            mention = mention_of(self.text, start, end)
            text = self.text
            if match[0].startswith("代表") and mention and mention.name and is_named_behind(mention.post):
                # 居民代表王海涛
                break
            if match[0].startswith("代表") and is_group_end(text, start, rest):
                # 企业代表则更 (representatives of firms, however, more)
                stop = rest + len("代表")
                return stop if self.skip_adverbs(stop, end) == stop else end
            is_many = mention and (mention.manner == COLLECTIVE or self.begins_with_person(mention, start, end))
            is_part = mention and not (is_many and match[0][0] in TOWARDS and match.start())
            if is_part and not self.is_shorter(start, rest, end, match):
                break
            end = rest
        return self.skip_manner(start, end)

    def skip_manner(self, start, end):
        """Return the end of a subject before an unlisted adverb in 地: 导演 | 干脆地 (flatly), or `end`."""
        if self.text[end - 1] != "地" or end - start <= SHORTEST_MANNER:
            return end
        stops = range(end - SHORTEST_MANNER, max(start, end - LONGEST_MANNER) - 1, -1)
        return next((stop for stop in stops if stop == start or mention_of(self.text, start, stop)), end)

    def begins_with_person(self, mention, start, end):
        """Whether a known person begins a phrase that ends with a hearer: 王海涛一边走一边对记者."""
        return mention.manner == TITLED and self.first_person(start, end) is not None

    def is_shorter(self, start, rest, end, match):
        """Whether a name and an adverb only look like a longer name: 田力则 (Tian Li, however), 部长向客人."""
        mention, longer, text = mention_of(self.text, start, rest), mention_of(self.text, start, end), self.text
        times, long_times = (text.count((each and each.name) or text[start:end]) for each in (mention, longer))
        is_rare = times > long_times or text.count(text[start:rest]) > text.count(text[start:end])
        return mention is not None and (is_rare or (len(match[0]) > 1 and text.count(text[start:end]) == 1))
