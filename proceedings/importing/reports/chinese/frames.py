"""Attribute the words of a Chinese sentence: 某某表示，…, 据某某介绍，…, “…”某某说."""

import re
from itertools import islice

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, THING, TITLED
from proceedings.importing.reports.lexicon import words
from proceedings.importing.reports.sentence import MOST_CUES

from .adverbs import causing, is_body, is_document
from .nouns import EXPECTED, TOGETHER, WHEN, is_due, is_noun, is_only_invited, is_topic
from .patterns import ANNOUNCING, DATELINE, DEMANDS, NUMBER, ORDER, about, afterwards, all_cues, cue_pattern, empty
from .people.groups import indefinite
from .people.listed import people_in
from .people.mentions import mention_of
from .people.names import is_party
from .phrases import CLAUSE
from .prepositions import FEELING, PrepositionReader
from .subjects import COMMAS, LONGEST_SUBJECT
from .turns import PEOPLE

# Marks after a cue, and marks before a new speaker.
MARKED, NEW_SPEAKER = frozenset("，,：:“"), frozenset("，；;,")
# Greetings, which are no remark.
GREETING = re.compile("(?:欢迎|感谢|谢意|问候|祝贺|祝福|慰问|敬意|致谢|道谢)$")
# Verbs that give a quotation as somebody's words, not as a mere name of something.
SUMS = re.compile("(?:概括|归纳|总结|归结|解读|表述|浓缩)")
# Modal verbs, before a verb that belongs to the words: 应保证 (should guarantee).
MODALS = frozenset("应须要能会可将需得")
TOWARDS = frozenset("对向就将把")
# Words that begin another group than the one before: 也有学者担心 (some scholars also worry).
OTHERS = ("也有", "亦有", "另有", "还有", "有", "其他", "部分", "一些", "另一")
RELATIVE = re.compile(r"[^，,；;。：:！!？?“”]{0,16}的")
# The fewest characters of a concern and of a forecast: 企业关心成本 (firms care about costs) has fewer.
SHORTEST_CONCERN, SHORTEST_FORECAST = 6, 10
# Between the words of one act and the next: 他承认雨停了，并就此道歉 (he admitted that …, and apologised).
CONJUNCTION = re.compile("[，,；;](?:并且|并|且|还|也|又|同时|而|但是|但)?$")
# 概括了共识：“雨停了。” (summed up the consensus), 展示了效果：错误少了一半 (showed the effect: half the errors)
LABEL = re.compile("了?[^，。；：“”]{1,10}(?=：“)")
AHEAD = re.compile("[^，。；：“”]{4,40}：(?!“)")
# Words before a second act of the speaker, and not of the people in the words: 才发现 and 继续要求 do not count.
MORE = re.compile("[并还也又且而但另再]|同时|随后|随即|最后|此外|接着|最终|特别|尤其|一致|普遍|均|都")
TIMES = re.compile("(?:一句|一声|几句|一番|如下|开了|开来|起来)(?=[，：])")
# 12票赞成 (12 votes in favour)
VOTES = re.compile("[\\d一二三四五六七八九十百两]+(?:票|席)")
VOTED = frozenset({"赞成", "反对", "同意", "支持", "不同意"})
# Between a group and its verb, if the group is contrasted with the speaker before it.
CONTRASTS = ("则", "却", "则更", "也")
BOOK = re.compile("《[^》]{1,60}》")


class SentenceReader(PrepositionReader):
    """Reads one sentence of the normalised text; `attributions` and `mentions` are the results."""

    conjunction = CONJUNCTION

    def __init__(self, text, span, quoted):
        super().__init__(text, span, quoted)
        # "一、", "3. ", "（二）" before a sentence of minutes.
        self.start = NUMBER.match(text, self.start, self.end).end()
        if dateline := DATELINE.match(text, self.start, self.end):
            self.start = dateline.end()
        people = (each.span for each in people_in(text, span))
        self.names = [*(title.span() for title in BOOK.finditer(text, *span)), *people]
        self.content_end = self.start + len(text[self.start : self.end].rstrip("。… "))
        if match := afterwards().search(text[self.start : self.content_end]):
            self.content_end = self.start + match.start()

    def read(self):
        is_opened = self.prepositional(self.start) or self.passive() or self.felt_about()
        if not (is_opened or self.after_quotation() or self.transcript()):
            for match in islice(self.cues(), MOST_CUES):
                if not self.is_quoted(match.start()) and not self.is_in_clause(match):
                    self.take(match)
            self.before_quotation()
            self.prepositional_inside()
        self.separate()
        self.mentions += [
            source for each in self.attributions for source in each.sources if source not in self.mentions
        ]
        self.topics = [each for each in self.attributions if self.has_topic(each)]
        return [each for each in self.attributions if each not in self.topics]

    def cues(self):
        """Yield the matches of verbs of saying that are no part of a title or a name: 邬思道认为 (Wu Sidao holds)."""
        at = self.start
        while match := all_cues().search(self.text, at, self.content_end):
            within = next((last for first, last in self.names if first < match.start() < last), 0)
            at = within or match.end()
            if not within:
                yield match

    def has_topic(self, each):
        """Whether an attribution only has a topic: 他介绍了施工情况 (he presented the works), 他就此作了说明."""
        if not each.cue or not each.content or each.is_verbatim or each.rule not in {FEELING, "that", "coordination"}:
            return False
        cue, content = (self.text[slice(*spans[-1])] for spans in (each.cue, each.content))
        return is_topic(cue, content, is_before=each.rule == FEELING)

    def is_in_clause(self, match):
        """Whether a verb belongs to a clause before somebody's title: 带头反对征税的议员田力 (against the tax)."""
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
        if source := self.document_of(cue):
            self.attribute(
                [source], [(source.end, after)], [self.trimmed(after, self.content_end)], "that", base=cue[0]
            )
            return
        mark = after if self.text[after : after + 1] in MARKED else None
        subject, begins, is_same = self.subject(cue.start(), self.previous, mark)
        subject = self.speakers(cue, subject)
        content = self.trimmed(after, self.content_end)
        if subject and (causing().match(subject[0].text) or is_only_invited(cue[0], self.text, after, self.end)):
            return
        if not self.text[slice(*content)].strip("？！?!"):
            self.at_the_end(cue, subject, begins)
        elif cue[0] in words("zh")["attention"] and mark is None and self.is_short(content):
            return
        elif self.attributes(cue[0], after, subject, is_same=is_same):
            self.add(cue, content, subject, (begins, after, is_same))

    def speakers(self, cue, subject):
        """Return the subject of a cue, or [] if it is a thing that says nothing: 12票赞成, 首座工厂预计."""
        if not subject:
            return subject
        is_thing, text = subject[0].manner == THING, subject[0].text
        is_noun_cue = is_thing and cue[0] in words("zh")["noun_cues"]
        is_silent = is_noun_cue and not (is_document(text) or is_body(text))
        is_vote = cue[0] in VOTED and VOTES.fullmatch(text)
        return [] if is_silent or is_vote or (is_thing and is_due(cue[0], text)) else subject

    def document_of(self, cue):
        """Return the mention of the document with which a sentence begins, as part of its cue: 声明称，…, or None."""
        is_one = self.previous is None and cue.start() == self.start and cue[0][-1] in "称说"
        is_one = is_one and cue[0][:-1] in words("zh")["documents"]
        return self.mention((cue.start(), cue.end() - 1), THING) if is_one else None

    def is_short(self, content, least=SHORTEST_CONCERN):
        """Whether the words before the next mark are fewer characters than `least`, and so a bare noun."""
        return len(CLAUSE.split(self.text[slice(*content)])[0]) < least

    def words_after(self, cue):
        """Return where the words of a cue begin, or None if it has none, or is part of the words of the cue before."""
        first, after = cue.span()
        is_next = self.previous and self.previous.rule != FEELING
        if is_next and not self.text[self.previous.cue[-1][1] : first].strip("，：“"):
            return None
        if self.text[after : after + 1] == "了" and after + 1 < self.content_end:
            after += 1
        if (times := TIMES.match(self.text, after)) and after < self.content_end:
            # 嘟囔了一句： (mumbled), 回应如下： (responded as follows)
            return times.end()
        if self.text.startswith("的是", after):
            return after + len("的是")
        if is_noun(cue, self.text, after, (self.start, self.end)) or self.is_when(first):
            return None
        if label := LABEL.match(self.text, after):
            # 概括了共识：“雨停了。”
            after = label.end()
        return None if empty().match(self.text[after : self.end]) else after

    def is_when(self, first):
        """Whether a verb stands in a clause of time: 当被记者问到雨情时， (when a reporter asked about the rain)."""
        clause = max((m.end() for m in CLAUSE.finditer(self.text, self.start, first)), default=self.start)
        when = WHEN.match(self.text, clause, self.content_end)
        return bool(when) and when.end() > first and self.text[when.end() : when.end() + 1] == "，"

    def add(self, cue, content, subject, place):
        """Attribute the words after a cue to its subject, or to that of the cue before."""
        begins, after, is_same = place
        is_new = subject and self.text[begins - 1 : begins] in NEW_SPEAKER
        # …；北欧各国则主张… (the Nordic countries, however, hold that …)
        is_other = subject and (subject[0].text.startswith(OTHERS) or self.text[begins - 1 : begins] in "；;")
        is_other = is_other or (subject and self.contrasts(subject[-1], cue.start()))
        is_new = is_new and (subject[0].manner in PEOPLE or (is_other and subject[0].manner != THING))
        is_new = is_new and not (subject[0].manner == TITLED and self.is_clause_inside(begins, after))
        if is_same and self.previous:
            if not self.is_inside(cue, begins, after):
                sources = self.previous.sources
                self.close(begins)
                self.attribute(sources, [(cue.start(), after)], [content], "coordination", base=cue[0])
        elif subject and (self.previous is None or is_new):
            self.close(begins)
            content = self.without_answer(cue[0], after, content)
            self.attribute(subject, [(cue.start(), after)], [content], "that", base=cue[0])

    def without_answer(self, cue, after, content):
        """Return the span of a question without what the person asked does: 记者问是否属实，她点点头 (she nodded)."""
        is_question = words("zh")["cue_kinds"].get(cue) == "question" and self.text[after : after + 1] not in MARKED
        marks = (mark.start() for mark in CLAUSE.finditer(self.text, *content)) if is_question else ()
        return next(((content[0], at) for at in marks if self.first_person(at + 1, content[1])), content)

    def contrasts(self, mention, first):
        """Whether a group is contrasted with the speaker before it: 王明希望建桥，河内则倾向于修路 (but Hanoi)."""
        is_group = mention.manner == COLLECTIVE and not is_party(mention.text)
        is_marked = self.previous is not None and self.mark_behind(self.previous) in MARKED
        if is_group and not is_marked and indefinite().match(mention.text):
            # 王明提议拍短片，几位会员起初质疑 (several members at first objected)
            return True
        contrasts = CONTRASTS[:-1] if is_marked else CONTRASTS
        return is_group and self.text[mention.end : first] in contrasts

    def mark_behind(self, attribution):
        """Return the character after the verb of an attribution, or ""."""
        end = attribution.cue[-1][1]
        return self.text[end : end + 1]

    def is_clause_inside(self, begins, after):
        """Whether a clause with another subject is part of the words before it: 他指出，为减少议员担心，…"""
        is_marked = self.previous is not None and self.mark_behind(self.previous) in MARKED
        return is_marked and self.text[begins - 1] in COMMAS and self.text[after : after + 1] not in "，,：:"

    def is_inside(self, cue, begins, after):
        """Whether a verb after a comma belongs to the words of the speaker: 他说，中方愿…，欢迎…"""
        first, (_start, end) = cue.start(), self.previous.cue[-1]
        is_more, clause = MORE.match(self.text, begins, first), (after, self.content_end)
        is_needed = self.text[first - 1] in MODALS or self.text.endswith("继续", begins, first)
        is_needed = is_needed or (cue[0] in EXPECTED and not is_more and self.is_short(clause, SHORTEST_FORECAST))
        if is_needed and self.text[end : end + 1] in MARKED:
            # 他提出，对低保户应保证用气 (gas should be guaranteed); 标准已完成，预计年底前发布 (is expected)
            return True
        if self.previous.rule == FEELING or ORDER.match(self.text, first):
            return False
        is_unmarked = not {self.text[after : after + 1], self.text[end : end + 1]} & MARKED
        if is_unmarked and cue[0] in ANNOUNCING and self.text[self.previous.cue[-1][0] : end] in DEMANDS:
            # 要求当局修桥，并公布费用 (demanded that the authorities mend the bridge and publish the costs)
            return True
        is_plain = self.text[after : after + 1] not in MARKED and not is_more
        return cue[0] in words("zh")["inside"] and is_plain and self.text[end : end + 1] in MARKED

    def at_the_end(self, match, subject, begins):
        """Read 各国春天签字，秋天忘记，这位前副部长说 (…, said this former deputy minister)."""
        content = self.trimmed(self.start, begins)
        if (
            self.previous is None
            and subject
            and subject[0].manner != THING
            and (subject[0].manner in PEOPLE or match[0] not in words("zh")["noun_cues"])
            and not content[0] <= subject[0].start < content[1]
            and not subject[0].text.startswith(TOGETHER)
            and self.text[begins - 1 : begins] in NEW_SPEAKER
        ):
            self.attribute(subject, [match.span()], [content], "tag", base=match[0])

    def about(self, verb):
        """Read 对某事表示感谢 (thanked for something), with the words before the verb; return whether it is one."""
        first = verb.start()
        clause = max((m.end() for m in CLAUSE.finditer(self.text, self.start, first)), default=self.start)
        places = [at for at in range(max(clause, first - LONGEST_SUBJECT), first) if self.text[at] in TOWARDS]
        end = min(self.content_end, first + LONGEST_SUBJECT)
        matches = (about().match(self.text, at, end) for at in places)
        known = [each for each in matches if each]
        match = next((each for each in known if each.start("cue") == first), None)
        if match is None:
            # 对大家的分享表示感谢 (thanked everybody for sharing): 分享 is no verb here.
            return bool(known) and known[-1].start("what") <= first < known[-1].start("cue")
        subject, begins, is_same = self.subject(match.start(), self.previous)
        sources = self.previous.sources if is_same and self.previous else subject
        if self.previous and not is_same and self.mark_behind(self.previous) in MARKED:
            # 他说，委员会对此深表关注 (he said that the committee is deeply concerned)
            return False
        is_guest = match["to"] == "向" or match["what"].endswith(("到来", "光临", "来访", "莅临"))
        if is_guest and GREETING.search(match["cue"]):
            # 向来宾表示热烈欢迎 (warmly welcomed the guests)
            return True
        is_of_body = sources and is_body(sources[0].text)
        if not sources or (sources[0].manner == THING and not is_of_body):
            return False
        self.close(begins if not is_same else match.start())
        if match["rest"] and SUMS.match(match["cue"]):
            # 把争论概括为“三种算法” (summed up the dispute as "three algorithms")
            cue, content = [match.span("to"), match.span("cue")], [self.trimmed(*match.span("rest"))]
            return self.attribute(sources, cue, content, "that")
        cue = [match.span("to"), (match.start("cue"), match.end())]
        return self.attribute(sources, cue, [match.span("what")], FEELING)

    def attributes(self, cue, after, subject, *, is_same):
        """Whether a cue attributes the words after it: after a mark, or if its subject is surely a speaker."""
        if self.text[after : after + 1] in MARKED:
            return True
        if cue in words("zh")["marked"] and subject and subject[0].manner in PEOPLE and AHEAD.match(self.text, after):
            # 展示了应用效果：错误少了一半 (showed the effect: half the errors)
            return True
        manner = subject[0].manner if subject else ""
        is_text = manner == THING and is_document(subject[0].text)
        is_text = is_text or (manner == THING and is_body(subject[0].text))
        is_speaker = is_same or manner in PEOPLE or (is_text and cue in words("zh")["of_documents"])
        return (is_speaker or manner == COLLECTIVE) and cue not in words("zh")["marked"]
