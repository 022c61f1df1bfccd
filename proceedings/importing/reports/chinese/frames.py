"""Attribute the words of a Chinese sentence: 某某表示，…, 据某某介绍，…, “…”某某说."""

import re
from functools import lru_cache
from itertools import islice

from proceedings.importing.reports.attributions import COLLECTIVE, MINUTES, NAMED, PRONOUN, THING, TITLED
from proceedings.importing.reports.lexicon import words
from proceedings.importing.reports.sentence import MOST_CUES

from .mentions import mention_of, mentions_of
from .people import people_in
from .patterns import (
    BASED_ON,
    about,
    afterwards,
    all_cues,
    based_on,
    cue_pattern,
    empty,
    passives,
    prepositional,
    speaker_after,
)
from .subjects import CLAUSE, LONGEST_SUBJECT, SubjectFinder, causing, is_body, is_certain, is_document

PEOPLE = frozenset({NAMED, TITLED, PRONOUN})
# After a cue, and before a new speaker.
MARKED, NEW_SPEAKER = frozenset("，,：:“"), frozenset("，；;,")
# A line of minutes, which is a sentence.
SPEAKER = re.compile(r"(?P<source>[^，。：“”；\n]{2,40})(?P<colon>：)(?=[^“”\n]{2,}[。！？]$)")
# 主持人 邢慧娜：
SPACED = re.compile(r"[\u4e00-\u9fff]{2,12}[ \u3000]+(?=[\u4e00-\u9fff]{2,4}$)")
FEELING = "feeling"
# Characters of what somebody does before a quotation.
LONGEST_ACT = 16
COMMAS = frozenset("，,")
# Greetings, which are no remark.
GREETING = re.compile("(?:欢迎|感谢|谢意|问候|祝贺|祝福|慰问|敬意|致谢|道谢)$")
# Paragraphs that begin with a speaker, of which a text with so many is a conversation; texts of which that is kept.
TURN, FEWEST_TURNS, KEPT = re.compile(r"^[^，。：“”；\n]{1,16}：(?=[^“”\n]{2})", re.MULTILINE), 3, 8
# Characters of a quotation behind a comma that is no name.
SHORTEST_QUOTE = 8
# Verbs of which a quotation is what somebody says, not what they call something.
SUMS = re.compile("(?:概括|归纳|总结|归结|解读|表述|浓缩)")
# Before a verb that belongs to the words: 应保证.
MODALS = frozenset("应须要能会可将需得")
TOWARDS = frozenset("对向就将把")
# The beginnings of another group than the one before: 也有学者担心.
OTHERS = ("也有", "另有", "还有", "有", "其他", "部分", "一些", "另一")
NOUN_BEFORE = re.compile(r"(?<!一)致$")
AFTER_NOUN = re.compile(
    "的|到(?:这里|此|这儿|这|激动处|动情处|一半|最后)|得(?![知到出益以了克])|时(?![间代期候常节令尚速])"
)
RELATIVE = re.compile(r"[^，,；;。：:！!？?“”]{0,16}的")


NUMBER = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}(?:[）)]|[、.．])|[（(]?\d{1,2}(?:[）)]|[、．]|\.(?!\d))|[①-⑳●■◆▪•※@])?\s*"
)
# 新华社万象7月3日电（记者 赵旭）, before a quotation
DATELINE = re.compile(
    "(?:[^，。“”（）]{2,12}(?:社|报|网|站|台))?[^，。“”（）]{0,12}[电讯]\\s*（[^（）]{2,30}）\\s*(?=“)"
)
# Between the words of one act and the next: 他承认雨停了，并就此道歉.
# Characters of what somebody cares about in words: 企业关心成本 tells nothing.
SHORTEST_CONCERN = 6
CONJUNCTION = re.compile("[，,；;](?:并且|并|且|还|也|又|同时|而|但是|但)?$")
# 提出了宝贵的意见和建议, which are nobody's words.
LABEL = re.compile("了?[^，。；：“”]{1,10}(?=：“)")
AHEAD = re.compile("[^，。；：“”]{4,40}：(?!“)")
OPINIONS = re.compile(
    "(?!了?[一二两三四五六七八九十几多]+(?:点|条|项|个|方面))了?[^，。；：“”]{0,12}(?:意见|建议)(?:[和与、](?:意见|建议))?(?=[。；]|$)"
)
# An order of the speaker: 他强调，安全第一，要求各级部门检查大坝.
ORDER = re.compile(
    "要求(?:各级|各地|各有关|有关(?:部门|单位|方面)|相关(?:部门|单位)|各部门|各单位|全体|全市|全省|全县|全校|全区|与会|大家|同志们)"
)
TIMES = re.compile("(?:一句|一声|几句|一番|如下)(?=[，：])")
# 点头称是
AGREED = re.compile("[是奇快便善绝羡谢道](?:[，。；]|$)")
BOOK = re.compile("《[^》]{1,60}》")
# 回答投资者提问, of which the second verb is a noun.
ASKED = frozenset({"提问", "询问", "质询", "追问", "质疑", "关切", "咨询", "发问", "疑问", "反映", "诉求"})
ANSWERING = re.compile("(?:回答|答复|解答|接受|回应|针对|面对|对于|关于|听取|就)了?[^，。；：“”]{0,20}$")
# 没收到回应
RECEIVED = re.compile(
    "(?:收到|得到|获得|赢得|未获|引发|引起|遭到|受到|等不到|缺乏|缺少|毫无|抛开|不顾|无视)了?[^，。；：“”]{0,6}$"
)
# 应王海涛邀请, of which the verb is a noun.
INVITED, INVITATIONS = (
    re.compile("(?:^|(?<=[，。；！？”\n]))应[^，。；]{2,30}$"),
    frozenset({"邀请", "要求", "请求", "倡议", "提议", "建议"}),
)
# 当被记者问到雨情时
WHEN = re.compile("(?:当|在|每当|被)[^，。；：]{2,40}时")
# 邀请了三位学者参加
COMING = re.compile(
    "了?[^：“”；。]+?(?:参加|出席|列席|出席会议|列席会议|出席(?:本次|今次|此次)[^，。]{2,8}|与会|到来|光临|莅临|参会|到场|到会|座谈|授课|作客|担任[^，。]{1,8})(?=[。；，])"
)
BUT = re.compile("(?:(?:不过|但是|但|然而|而|此外|另外|同时|此前|日前|近日|目前|其中)，?)?")


@lru_cache(KEPT)
def has_turns(text):
    """Whether a text is a conversation, whose paragraphs begin with those who speak."""
    return len(TURN.findall(text)) >= FEWEST_TURNS


class SentenceReader(SubjectFinder):
    """Reads one sentence of the normalised text; `attributions` and `mentions` are the results."""

    conjunction = CONJUNCTION

    def __init__(self, text, span, quoted):
        super().__init__(text, span, quoted)
        # "一、", "3. ", "（二）" before a sentence of minutes.
        self.start = NUMBER.match(text, self.start, self.end).end()
        if dateline := DATELINE.match(text, self.start, self.end):
            self.start = dateline.end()
        self.titles = [title.span() for title in BOOK.finditer(text, *span)]
        self.content_end = self.start + len(text[self.start : self.end].rstrip("。… "))
        if match := afterwards().search(text[self.start : self.content_end]):
            self.content_end = self.start + match.start()

    def read(self):
        if not (self.prepositional() or self.passive() or self.after_quotation() or self.transcript()):
            matches = all_cues().finditer(self.text, self.start, self.content_end)
            for match in islice(matches, MOST_CUES):
                is_title = any(first < match.start() < last for first, last in self.titles)
                if not is_title and not self.is_quoted(match.start()) and not self.is_in_clause(match):
                    self.take(match)
            self.before_quotation()
        self.separate()
        self.mentions += [
            source for each in self.attributions for source in each.sources if source not in self.mentions
        ]
        return self.attributions

    def is_in_clause(self, match):
        """Whether a verb belongs to a clause before somebody's title: 带头反对征税的议员田力."""
        relative = RELATIVE.match(self.text, match.end(), self.content_end)
        following = cue_pattern().search(self.text, relative.end(), self.content_end) if relative else None
        if following is None or CLAUSE.search(self.text, relative.end(), following.start()):
            return False
        mention = mention_of(self.text, relative.end(), self.skip_adverbs(relative.end(), following.start()))
        return mention is not None and mention.manner == NAMED

    def take(self, match):
        if (self.previous and match.start() < self.previous.cue[-1][1]) or self.about(match):
            return
        cue = cue_pattern().match(self.text, match.start())
        after = self.words_after(cue) if cue else None
        if after is None:
            return
        mark = after if self.text[after : after + 1] in MARKED else None
        subject, begins, is_same = self.subject(cue.start(), self.previous, mark)
        content = self.trimmed(after, self.content_end)
        if subject and subject[0].manner == THING and cue[0] in words("zh")["noun_cues"]:
            is_text = is_document(subject[0].text) or is_body(subject[0].text)
            subject = subject if is_text else []
        if subject and (causing().match(subject[0].text) or self.is_only_invited(cue, after)):
            return
        if not self.text[slice(*content)].strip("？！?!"):
            self.at_the_end(cue, subject, begins)
        elif cue[0] in words("zh")["attention"] and mark is None and self.is_short(content):
            return
        elif self.attributes(cue[0], after, subject, is_same=is_same):
            self.add(cue, content, subject, (begins, after, is_same))

    def is_short(self, content):
        """Whether the words up to a mark are a bare noun."""
        return len(CLAUSE.split(self.text[slice(*content)])[0]) < SHORTEST_CONCERN

    def is_only_invited(self, cue, after):
        """Whether people are only said or welcomed to come: 会议由王明主持，邀请了三位学者参加."""
        return cue[0] in {"邀请", "欢迎"} and bool(COMING.match(self.text, after, self.end))

    def words_after(self, cue):
        """Return where the words of a cue begin, or None if it is a noun or belongs to the words of the cue before."""
        first, after = cue.span()
        is_next = self.previous and self.previous.rule != FEELING
        if is_next and not self.text[self.previous.cue[-1][1] : first].strip("，：“"):
            return None
        if self.text[after : after + 1] == "了" and after + 1 < self.content_end:
            after += 1
        if (times := TIMES.match(self.text, after)) and after < self.content_end:
            # 嘟囔了一句：, 回应如下：
            return times.end()
        if self.text.startswith("的是", after):
            return after + len("的是")
        # 有人提出的问题, 致欢迎辞: a noun; 总结时承认: when somebody did it.
        is_noun = AFTER_NOUN.match(self.text, after) or self.text[self.start : first].endswith("的")
        is_noun = is_noun or NOUN_BEFORE.search(self.text, self.start, first) or self.is_when(first)
        is_noun = is_noun or RECEIVED.search(self.text, self.start, first)
        is_noun = is_noun or (cue[0] in ASKED and ANSWERING.search(self.text, self.start, first))
        is_noun = is_noun or (cue[0] == "称" and AGREED.match(self.text, after))
        is_noun = is_noun or (cue[0] == "提出" and OPINIONS.match(self.text, after, self.end))
        is_noun = is_noun or (cue[0] in INVITATIONS and INVITED.search(self.text, self.start, first))
        if label := LABEL.match(self.text, after):
            # 概括了共识：“雨停了。”
            after = label.end()
        return None if is_noun or empty().match(self.text[after : self.end]) else after

    def is_when(self, first):
        """Whether a verb stands in a clause that tells when: 当被记者问到雨情时，."""
        clause = max((m.end() for m in CLAUSE.finditer(self.text, self.start, first)), default=self.start)
        when = WHEN.match(self.text, clause, self.content_end)
        return bool(when) and when.end() > first and self.text[when.end() : when.end() + 1] == "，"

    def add(self, cue, content, subject, place):
        """Attribute the words after a cue to its subject, or to that of the cue before."""
        begins, after, is_same = place
        is_new = subject and self.text[begins - 1 : begins] in NEW_SPEAKER
        is_new = is_new and (subject[0].manner in PEOPLE or subject[0].text.startswith(OTHERS))
        is_new = is_new and not (subject[0].manner == TITLED and self.is_clause_inside(begins, after))
        if is_same and self.previous:
            if not self.is_inside(cue[0], cue.start(), after):
                sources = self.previous.sources
                self.close(begins)
                self.attribute(sources, [(cue.start(), after)], [content], "coordination", base=cue[0])
        elif subject and (self.previous is None or is_new):
            self.close(begins)
            self.attribute(subject, [(cue.start(), after)], [content], "that", base=cue[0])

    def is_clause_inside(self, begins, after):
        """Whether a clause with another subject is a part of the words before it: 他指出，为减少议员担心，…"""
        is_marked = self.previous is not None and self.text[self.previous.cue[-1][1]] in MARKED
        return is_marked and self.text[begins - 1] in COMMAS and self.text[after : after + 1] not in "，,：:"

    def is_inside(self, cue, first, after):
        """Whether a verb after a comma rather belongs to the words of the speaker: 他说，中方愿…，欢迎…"""
        _start, end = self.previous.cue[-1]
        if self.text[first - 1] in MODALS and self.text[end : end + 1] in MARKED:
            # 他提出，对低保户应保证用气
            return True
        if self.previous.rule == FEELING or ORDER.match(self.text, first):
            return False
        is_plain = self.text[after : after + 1] not in MARKED and self.text[first - 1] in NEW_SPEAKER
        return cue in words("zh")["inside"] and is_plain and self.text[end : end + 1] in MARKED

    def at_the_end(self, match, subject, begins):
        """Take 各国春天签字，秋天忘记，这位前副部长说。"""
        content = self.trimmed(self.start, begins)
        if (
            self.previous is None
            and subject
            and subject[0].manner != THING
            and self.text[begins - 1 : begins] in NEW_SPEAKER
        ):
            self.attribute(subject, [match.span()], [content], "tag", base=match[0])

    def about(self, verb):
        """Take 对某事表示感谢, of which the words stand before the verb; return whether it is one."""
        first = verb.start()
        clause = max((m.end() for m in CLAUSE.finditer(self.text, self.start, first)), default=self.start)
        places = [at for at in range(max(clause, first - LONGEST_SUBJECT), first) if self.text[at] in TOWARDS]
        end = min(self.content_end, first + LONGEST_SUBJECT)
        matches = (about().match(self.text, at, end) for at in places)
        known = [each for each in matches if each]
        match = next((each for each in known if each.start("cue") == first), None)
        if match is None:
            # 对大家的分享表示感谢: 分享 is no verb.
            return bool(known) and known[-1].start("what") <= first < known[-1].start("cue")
        subject, begins, is_same = self.subject(match.start(), self.previous)
        sources = self.previous.sources if is_same and self.previous else subject
        if self.previous and not is_same and self.text[self.previous.cue[-1][1]] in MARKED:
            # 他说，委员会对此深表关注
            return False
        is_guest = match["to"] == "向" or match["what"].endswith(("到来", "光临", "来访", "莅临"))
        if is_guest and GREETING.search(match["cue"]):
            # 向来宾表示热烈欢迎
            return True
        is_of_body = sources and is_body(sources[0].text)
        if not sources or (sources[0].manner == THING and not is_of_body):
            return False
        self.close(begins if not is_same else match.start())
        if match["rest"] and SUMS.match(match["cue"]):
            # 把争论概括为“三种算法”
            cue, content = [match.span("to"), match.span("cue")], [self.trimmed(*match.span("rest"))]
            return self.attribute(sources, cue, content, "that")
        cue = [match.span("to"), (match.start("cue"), match.end())]
        return self.attribute(sources, cue, [match.span("what")], FEELING)

    def attributes(self, cue, after, subject, *, is_same):
        """Whether a cue attributes the words after it: a mark follows it, or its subject is surely a speaker."""
        if self.text[after : after + 1] in MARKED:
            return True
        if cue in words("zh")["marked"] and subject and subject[0].manner in PEOPLE and AHEAD.match(self.text, after):
            # 展示了应用效果：错误少了一半
            return True
        manner = subject[0].manner if subject else ""
        is_text = manner == THING and is_document(subject[0].text)
        is_text = is_text or (manner == THING and is_body(subject[0].text))
        is_speaker = is_same or manner in PEOPLE or (is_text and cue in words("zh")["of_documents"])
        return (is_speaker or manner == COLLECTIVE) and cue not in words("zh")["marked"]

    def after_quotation(self):
        """Take “…”某某说。 Return whether it is one."""
        for first, last in self.quoted:
            tail = speaker_after().match(self.text, last, self.end) if self.start <= first else None
            if tail and not self.text[self.start : first].strip():
                start, end = tail.span("source")
                stop = self.skip_adverbs(start, end)
                sources = mentions_of(self.text, start, stop) or self.foreign(start, stop)
                sources = sources or self.at_the_beginning(start, stop) or self.at_the_beginning(start, end)
                if sources:
                    content = [self.trimmed(first, last), self.trimmed(tail.end(), self.content_end)]
                    return self.attribute(sources, [tail.span("cue")], content, "tag")
        return False

    def transcript(self):
        """Take 孔令辉：…, as minutes have it; return whether it is one."""
        match = SPEAKER.match(self.text, self.start, self.end)
        if match is None:
            return False
        content = [self.trimmed(match.end(), self.content_end)]
        if match["source"].endswith(tuple(words("zh")["asking"])):
            asking = self.mention(match.span("source"), COLLECTIVE)
            return self.attribute([asking], [match.span("colon")], content, MINUTES)
        spaced = SPACED.match(self.text, match.start("source"), match.end("source"))
        start = spaced.end() if spaced else match.start("source")
        person = mentions_of(self.text, start, match.end("source"))
        if len(person) != 1 or person[0].manner != NAMED:
            return False
        is_known = bool(spaced) or match["source"].endswith("）") or is_certain(person[0], self.text)
        is_known = is_known or has_turns(self.text)
        return is_known and self.attribute(person, [match.span("colon")], content, MINUTES)

    def before_quotation(self):
        """Take 马丽直摇头：“…”, where a person acts before a colon and a quotation."""
        quote = next((span for span in self.quoted if self.start < span[0] < self.end), None)
        if self.attributions or quote is None or self.text[quote[0] - 1] not in "：，":
            return
        colon = quote[0] - 1
        if self.text[colon] == "，" and not self.is_whole(quote, colon):
            return
        clause = max((m.end() for m in CLAUSE.finditer(self.text, self.start, colon)), default=self.start)
        speaker = self.at_the_beginning(clause, colon, is_aside=False) or self.clause_before(clause)
        speaker = speaker or mentions_of(self.text, clause, colon) or self.only_person(clause, colon)
        if speaker and speaker[0].manner in PEOPLE:
            cue = (speaker[-1].end, colon) if speaker[-1].end < colon else (colon, colon + 1)
            self.attribute(speaker, [cue], [self.trimmed(colon + 1, self.end)], "that")

    def only_person(self, start, colon):
        """Return the only person of a clause, behind an owner: 他的同事马丽泼了冷水：“…”"""
        people = people_in(self.text, (start, colon))
        is_act = len(people) == 1 and 1 < colon - people[0].end <= LONGEST_ACT
        return people if is_act and self.text[people[0].end] not in "的、和与及" else []

    def is_whole(self, quote, comma):
        """Whether a quotation behind a comma is what somebody says: 里长首先开炮，“你们车停哪里？”"""
        act = comma - max((m.end() for m in CLAUSE.finditer(self.text, self.start, comma)), default=self.start)
        is_last = not self.text[quote[1] : self.end].strip("。")
        return is_last and quote[1] - quote[0] >= SHORTEST_QUOTE and act <= LONGEST_SUBJECT // 2

    def prepositional(self):
        """Take 据某某介绍，… Return whether the sentence begins so."""
        start = self.start + len(BUT.match(self.text[self.start : self.end])[0])
        match = prepositional().match(self.text, start, self.end) or based_on().match(self.text, start, self.end)
        sources = mentions_of(self.text, *match.span("source")) if match else []
        if match and not sources:
            sources = self.foreign(*match.span("source"))
            if not sources and match["to"].startswith(BASED_ON):
                sources = [self.unknown(*match.span("source"))]
        if not sources:
            return False
        content = [self.trimmed(match.end(), self.content_end)]
        cue = [match.span(each) for each in ("to", "verb") if match.span(each)[0] < match.span(each)[1]]
        return self.attribute(sources, cue, content, "prepositional")

    def passive(self):
        """Take 需要指出的是，…, whose speaker nobody names; return whether it is one."""
        for pattern in passives():
            match = pattern.match(self.text[self.start : self.content_end])
            if match and not self.text.startswith("的", self.start + match.end()):
                end = self.start + match.end()
                cue, content = self.trimmed(self.start, end), self.trimmed(end, self.content_end)
                return self.attribute([], [cue], [content], "passive")
        return False
