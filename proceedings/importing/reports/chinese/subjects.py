"""The subject of a Chinese verb of saying: 会上，王明部长在致辞中 before 表示."""

import re

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, TITLED, Mention
from proceedings.importing.reports.sentence import Sentence

from .adverbs import address, adverb_end, aside, belongings, collectives, is_body, is_document, place
from .people.ends import goes_on
from .people.listed import known_names, known_person, people_in, people_of, person_at_the_end
from .people.mentions import is_somebody, mention_of, mentions_of, thing
from .people.names import is_known_name, is_part_of_name

CLAUSE = re.compile(r"[，,；;。：:！!？?“”]|[电讯](?:（记者[^（）]*）| )|——")
LONGEST_SUBJECT = 45
LONGEST_THING, LONGEST_BODY = 14, 30
LONGEST_NAME = 24
# Letters of a name in quotation marks.
LONGEST_TITLE = 16
# The end of words before a speaker.
OPENING_ENDS = frozenset("上中时后日，的")
PRONOUNS = frozenset("他她")
MANNER_ENDS = frozenset("地着时后中")
# 他们, 他的
NO_PRONOUN = frozenset("们的")
# Before a hearer.
TOWARDS = frozenset("就对向围针")
# 王明的妻子, 王明等, 王明团队, 王明传记
OWNED = frozenset("的等和与及、们团课所办组案传夫妻父母儿女秘助弟兄姐妹基")
# 王明作了主旨报告, where the cue is a noun; 王明走出会馆.
GIVES, MOVES = re.compile("[了作做]|发表|进行|提交"), frozenset("进出到过起回上下来去走站坐")
# The beginnings of adverbs that can be a part of a post: 对岸, 代表.
BEFORE_HEARER = frozenset("对向就围针代")
# Characters of 干脆地 and 半开玩笑似地.
SHORTEST_MANNER, LONGEST_MANNER = 3, 6
# 河口镇对此有不同意见，认为
OPINION = re.compile("(?:也|则|却|并)?(?:对此|对[^，。]{1,12}|持|有)[^，。]{0,10}(?:意见|看法|态度|异议|疑虑)")
# Clauses between a subject and its verb, and marks between them.
MOST_CLAUSES, COMMAS = 3, frozenset("，,")
# Between a verb of saying and its words.
MARKS_OF_WORDS = frozenset("，,：:“")
# Before a quotation by which somebody explains: 用“三个交汇”概括.
MEANS = frozenset("用以")
# The author's own words: 出发之前我对会议没抱太大期待.
AUTHOR = re.compile("我(?![国省市县区州校院方军党])")
# 不过他建议.
OPENING = re.compile("(?:不过|但是|但|然而|而|此外|另外|同时|对此|随后|接着|于是|因此|最后|首先)(?=.)")


def is_certain(mention, text):
    """Whether a name ends where it seems to: the text has it elsewhere, or it is a foreign one."""
    is_repeated = text.count(mention.name) > 1 and is_known_name(mention.name, text)
    return is_repeated or ("·" in mention.name and bool(mention.post))


def is_named_behind(post):
    return post.endswith("代表")


def is_group_end(text, start, at):
    """Whether a group ends with 代表 at a place: 企业代表."""
    group = mention_of(text, start, at + len("代表")) if start < at else None
    person = mention_of(text, start, at) if group else None
    return group is not None and not (person and person.name) and group.manner == COLLECTIVE


class SubjectFinder(Sentence):
    """Finds who stands before a verb in a sentence of the normalised text."""

    language = "zh"

    def subject(self, first, previous, after=None):
        """Return (mentions, start, whether it is the subject of the cue before) of the phrase before a cue.

        `after` is the end of the cue, or None if no mark follows it.
        """
        clause = max((m.end() for m in CLAUSE.finditer(self.text, self.start, first)), default=self.start)
        # 用“三个交汇”来概括
        end = self.skip_adverbs(clause, first - (self.text[clause:first] == "来"))
        begins = clause
        if opening := OPENING.match(self.text, clause, end):
            clause = opening.end()
        if end <= clause and (group := self.quoted_group(clause)):
            return [group], group.start, False
        if end <= clause:
            is_same = bool(previous) and (end < first or clause == first)
            if is_same and (other := self.other_actor(previous, clause)):
                return [other], other.start, False
            sources = None if is_same else self.with_words(clause) or self.clauses_before(clause)
            return sources, clause, is_same
        if end - clause > LONGEST_SUBJECT:
            return [each for each in people_in(self.text, (clause, end)) if each.end == end], begins, False
        if whole := self.with_quotation(clause, end):
            return whole, whole[0].start, False
        sources = mentions_of(self.text, clause, end) or known_person(self.text, clause, end)
        sources = sources or self.after_opening(clause, end)
        is_quote = after is not None and self.text.startswith("：“", after)
        if after and (previous is None or is_quote):
            sources = sources or self.at_the_beginning(clause, end, is_aside=not is_quote)
        if not sources and previous is None:
            sources = (after and self.known_at_an_end(clause, end)) or self.unknown_subject(clause, end)
        return sources, begins, False

    def other_actor(self, previous, clause):
        """Return whoever acts between an unmarked verb and the next: 有人追问经费，王明未回应，仅表示, or None."""
        end = previous.cue[-1][1]
        if self.text[end] in MARKS_OF_WORDS or self.text[clause - 1] not in COMMAS:
            return None
        other = next(iter(self.acting_before(clause)), None)
        is_other = other and other.start > end and self.text[other.start - 1] in COMMAS
        return other if is_other and all(source.name != other.name for source in previous.sources) else None

    def before_quoted(self, clause):
        """Return (start, end) of the words before a short quotation that ends at a place, if there is one."""
        opening = self.text.rfind("“", max(self.start, clause - LONGEST_TITLE), clause)
        if self.text[clause - 1 : clause] != "”" or opening <= self.start:
            return clause, clause
        return max((m.end() for m in CLAUSE.finditer(self.text, self.start, opening)), default=self.start), opening

    def quoted_group(self, clause):
        """Return the mention of a group with its name in quotation marks before a place: 反对党“绿色选择”, or None."""
        start, opening = self.before_quoted(clause)
        if is_somebody(self.text[start:opening]):
            # 这位入行二十年的“老师傅”
            return self.mention((start, clause), TITLED)
        group = mention_of(self.text, start, opening)
        return self.mention((start, clause), COLLECTIVE) if group and group.manner == COLLECTIVE else None

    def with_quotation(self, clause, end):
        """Return the mentions of a person with a quotation in the post: 患者组织“蜗牛之家”发起人曾念慈."""
        start, opening = self.before_quoted(clause)
        mentions = mentions_of(self.text, start, end) if start < opening else []
        return mentions if mentions and all(mention.manner == NAMED for mention in mentions) else []

    def known_at_an_end(self, start, end):
        """Return the known person who ends or begins a phrase: 德国人马丽·库恩, 王明走出会场."""
        if people := person_at_the_end(self.text, start, end):
            return people
        person = self.first_person(start, end) or self.first_title(start, end)
        deed = self.text[person.end : end] if person else ""
        is_deed = deed and deed[0] not in OWNED and not GIVES.search(deed)
        is_of_others = is_document(deed) or (is_body(deed) and not MOVES.intersection(deed))
        return [person] if is_deed and not is_of_others else []

    def unknown_subject(self, start, end):
        """Return the mentions of a thing that can say something: a short phrase, a document or a body."""
        phrase = self.text[start:end]
        if AUTHOR.search(phrase):
            return []
        if len(phrase) <= LONGEST_THING or is_document(phrase):
            return [self.unknown(start, end)]
        return [thing(self.text, start, end)] if len(phrase) <= LONGEST_BODY and is_body(phrase) else []

    def unknown(self, start, end):
        """Return a thing, or a person if the text elsewhere has the phrase as a part of a foreign name."""
        phrase = self.text[start:end]
        if is_part_of_name(phrase, self.text):
            return Mention(start, end, NAMED, phrase, phrase)
        if len(phrase) > 1 and any(each.post.endswith(phrase) for each in people_of(self.text)):
            return Mention(start, end, TITLED, phrase, "", phrase)
        return thing(self.text, start, end)

    def after_opening(self, start, end):
        """Return the mentions at the end of a phrase that begins otherwise: 会上，, 在开幕式上王明."""
        for at in range(start + 1, end - 1):
            mention = mention_of(self.text, at, end) if self.text[at - 1] in OPENING_ENDS else None
            if mention and mention.manner == NAMED:
                return [mention]
        return []

    def with_words(self, clause):
        """Return the speaker before a quotation with which the verb is explained: 他用“三个交汇”概括."""
        start, opening = self.before_quoted(clause)
        is_means = start < opening and self.text[opening - 1] in MEANS
        stop = self.skip_adverbs(start, opening - 1) if is_means else start
        return mentions_of(self.text, start, stop) if start < stop else []

    def clauses_before(self, clause):
        """Return the subject of the nearest clause before a comma that has one: 王明另辟蹊径，从雨情入手，主张."""
        for _time in range(MOST_CLAUSES):
            sources = self.clause_before(clause) or self.opening_group(clause) or self.acting_before(clause)
            if sources:
                return sources
            end = max(self.start, clause - 1)
            before = max((m.end() for m in CLAUSE.finditer(self.text, self.start, end)), default=self.start)
            is_open = self.text[clause - 1 : clause] in COMMAS and self.text[before - 1 : before] in COMMAS
            if before <= self.start or not is_open or people_in(self.text, (before, clause)):
                return []
            clause = before
        return []

    def clause_before(self, clause):
        """Return the subject of the clause before a comma: 王明在致辞中，强调 or 王明，强调."""
        end = max(self.start, clause - 1)
        start = max((m.end() for m in CLAUSE.finditer(self.text, self.start, end)), default=self.start)
        stop = self.skip_adverbs(start, end)
        mentions = mentions_of(self.text, start, stop) if start < stop <= start + LONGEST_SUBJECT else []
        first = self.first_person(start, end) if mentions else None
        if first and first.name != mentions[0].name and self.text[first.end] not in OWNED:
            # 王明看了看身旁的李华，说
            return [first] if first.manner == NAMED else []
        return mentions or self.at_the_beginning(start, end) or self.opening_name(start, end)

    def acting_before(self, clause):
        """Return the person with whose name the clause before a comma begins, whatever they do in it."""
        end = max(self.start, clause - 1)
        start = max((m.end() for m in CLAUSE.finditer(self.text, self.start, end)), default=self.start)
        first = self.first_person(start, end) if start < end else None
        is_subject = first and first.manner == NAMED and first.end < end and self.text[first.end] not in OWNED
        return [first] if is_subject else []

    def opening_group(self, clause):
        """Return the group with which the clause before a comma begins: 与会学者共同发布《倡议》，呼吁."""
        end = max(self.start, clause - 1)
        start = max((m.end() for m in CLAUSE.finditer(self.text, self.start, end)), default=self.start)
        stops = range(min(end, start + LONGEST_TITLE), start + 1, -1)
        stop = next((each for each in stops if self.is_group_at(start, each)), None)
        return [self.mention((start, stop), COLLECTIVE)] if stop else []

    def is_group_at(self, start, stop):
        """Whether a clause begins with a group, or a place before a verb: 河口镇对此有不同意见."""
        phrase = self.text[start:stop]
        is_speaking_place = place().fullmatch(phrase) and OPINION.match(self.text, stop)
        return phrase in collectives() or bool(is_speaking_place)

    def at_the_beginning(self, start, end, *, is_aside=True):
        """Return the person with whom a clause begins, who does something before the verb: 她用中文 | 说.

        `is_aside` tells whether what they do must be a way to speak.
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
        """Return the mention of 师父 or 这位老师傅 with whom a clause begins, before a verb, or None."""
        stops = range(min(end - 1, start + LONGEST_TITLE), start + 1, -1)
        before = (stop for stop in stops if goes_on().match(self.text, stop))
        mentions = (mention_of(self.text, start, stop) for stop in before)
        return next((each for each in mentions if each and each.manner == TITLED), None)

    def is_aside(self, start, end):
        """Whether words between a subject and its verb only tell how it speaks: 用中文, 接受采访时."""
        is_manner = self.text[end - 1] in MANNER_ENDS and end - start > 1
        return start < end and (is_manner or bool(aside().match(self.text, start, end)))

    def opening_name(self, start, end):
        """Return the person with whose name a clause begins, if the text has the name elsewhere: 王明接受了邀请."""
        for stop in range(min(end, start + LONGEST_NAME), start + 1, -1):
            mention = mention_of(self.text, start, stop)
            if mention and mention.manner == NAMED and is_certain(mention, self.text):
                return [mention]
        return []

    def skip_adverbs(self, start, end):
        while (match := adverb_end().search(self.text[start:end])) and match[0]:
            if match[0][0] in BEFORE_HEARER:
                # 居民代表王海涛则, 与会代表在文件中
                match = adverb_end().search(self.text[start:end], match.start() + 1) or match
            rest = start + match.start()
            mention = mention_of(self.text, start, end)
            text = self.text
            if match[0].startswith("代表") and mention and mention.name and is_named_behind(mention.post):
                # 居民代表王海涛
                break
            if match[0].startswith("代表") and is_group_end(text, start, rest):
                # 企业代表则更
                stop = rest + len("代表")
                return stop if self.skip_adverbs(stop, end) == stop else end
            is_many = mention and (mention.manner == COLLECTIVE or self.begins_with_person(mention, start, end))
            is_part = mention and not (is_many and match[0][0] in TOWARDS and match.start())
            if is_part and not self.is_shorter(start, rest, end, match):
                break
            end = rest
        return self.skip_manner(start, end)

    def skip_manner(self, start, end):
        """Return the end of a subject before a way to speak that no list has: 导演 | 干脆地, or the end as it was."""
        if self.text[end - 1] != "地" or end - start <= SHORTEST_MANNER:
            return end
        stops = range(end - SHORTEST_MANNER, max(start, end - LONGEST_MANNER) - 1, -1)
        return next((stop for stop in stops if stop == start or mention_of(self.text, start, stop)), end)

    def begins_with_person(self, mention, start, end):
        """Whether the title of a hearer ends a phrase of somebody known: 王海涛一边走一边对记者."""
        return mention.manner == TITLED and self.first_person(start, end) is not None

    def is_shorter(self, start, rest, end, match):
        """Whether a name with an adverb behind it only looks like a longer name: 田力则, 部长向客人."""
        mention, longer, text = mention_of(self.text, start, rest), mention_of(self.text, start, end), self.text
        times, long_times = (text.count((each and each.name) or text[start:end]) for each in (mention, longer))
        is_rare = times > long_times or text.count(text[start:rest]) > text.count(text[start:end])
        return mention is not None and (is_rare or (len(match[0]) > 1 and text.count(text[start:end]) == 1))

    def foreign(self, start, end):
        mention = self.unknown(start, end)
        return [mention] if mention.manner == NAMED else person_at_the_end(self.text, start, end)
