"""The backend of rules for Chinese."""

import re
from bisect import bisect_left
from collections import Counter
from functools import cache
from itertools import islice, takewhile, zip_longest

from proceedings.importing.reports.attributions import (
    COLLECTIVE,
    MINUTES,
    NAMED,
    PRONOUN,
    THING,
    TITLED,
    Analysis,
    Attribution,
    Mention,
)
from proceedings.importing.reports.lexicon import alternatives, words
from proceedings.importing.reports.sentences import quotations, sentences

from .adverbs import collectives
from .continuation import QUOTATION, goes_on, is_turn, speaks_for, whole_sentence
from .frames import SentenceReader
from .grammar import name_words
from .parts import acting, parts_of
from .people.ends import is_word_before
from .people.listed import opening_person, people_in
from .people.names import GIVEN, is_transcription, surnames, titles

# Most characters of what somebody does after a quotation.
LONGEST_ACT = 30
# A text introduces 该代表 (this representative) within this many characters before it.
LONGEST_BEFORE = 120
# Groups that can be one person: 一位代表 (a representative), 有人 (somebody).
ONE = re.compile("[一某]|有(?:位|名|人|个)|^(?:记者|发言人|主持人|代表|学员|嘉宾|观众|听众|与会者|专家|学者)$")
# Words about somebody other than the speaker.
ABOUT = re.compile("(?<!其)[他她](?!们|人|国|乡)")
# Countries where names are native, or formed like Chinese ones.
NEAR = frozenset({"中国", "日本", "韩国", "朝鲜", "越南", "新加坡", "马来西亚", "蒙古国", "蒙古"})
# The ends of occupations, which are no offices.
OCCUPATIONS = ("家", "师", "影评人", "学者", "教练", "记者", "医生", "导演", "演员", "歌手")
LONGEST_HEADLINE, ENDS = 60, re.compile("[。！？；：…!?;:][”』」）)]?$|）$")


def analyse(text, paragraphs):
    """Return the Analysis of the paragraphs, spans of a normalised text."""
    analysis, title, last = Analysis(), headline(text, paragraphs), None
    for start, end in paragraphs:
        quoted = quotations(text, start, end)
        # A paragraph that is one quotation continues a quotation before it.
        is_whole = len(quoted) == 1 and text[start:end].strip() == text[slice(*quoted[0])]
        last = last if is_whole and last and last.is_verbatim else None
        spans = sentences(text, start, end, "zh")
        for span, following in zip_longest(spans, spans[1:]):
            reader = SentenceReader(text, span, quoted)
            attributions = reader.read()
            if (start, end) == title:
                # The headline 多国学者看好铁路合作 (scholars are confident about railways) attributes nothing.
                attributions = []
            elif not attributions and following and is_quotation(text, span):
                attributions = acted(text, span, following, quoted)
            if speaks_for(attributions, span, last, text) or is_turn(attributions, last):
                attributions = []
            parts, mentions = parts_of(text, span)
            is_more = not attributions and not parts and goes_on(text, span, last, quoted)
            if is_more and last.rule == MINUTES:
                last.content.append(whole_sentence(span, text))
            elif is_more:
                analysis.attributions.append(last.continued([whole_sentence(span, text)], span))
            elif not attributions and not parts:
                # 王明欢迎李华出席 (Wang Ming welcomed Li Hua) is not one person.
                mentions = [each for each in acting(text, span) if len(people_in(text, each.span)) <= 1]
            analysis.sentences.append(span)
            last = last if is_more else next(reversed(attributions or reader.topics), None)
            named = people_in(text, span)
            named += apart(opening_person(text, span), named)
            mentions += [*reader.mentions, *apart(named, [*reader.mentions, *mentions])]
            analysis.mentions += sorted(mentions, key=lambda mention: mention.start)
            analysis.parts += parts
            analysis.attributions += attributions
    forget_surnames(analysis)
    agree_on_names(analysis, text)
    complete_familiar(analysis)
    agree_on_countries(analysis)
    agree_on_posts(analysis)
    set_groups_apart(analysis, text)
    leave_unnamed(analysis, text)
    return analysis


def is_quotation(text, span):
    return text[span[0]] == "“" and QUOTATION.fullmatch(text, *span) is not None


def acted(text, span, following, quoted):
    """Return the attribution of a quotation to the person who acts after it: “雨停了。”王明抛出一组数据。"""
    reader = SentenceReader(text, following, quoted)
    end = following[0] + len(text[slice(*following)].rstrip("。！"))
    comma = text.rfind("，", following[0], end) + 1
    speaker = reader.first_person(following[0], end) or (comma and reader.first_person(comma, end))
    speaker = speaker or somebody_at(text, following)
    is_speaker = speaker and speaker.manner in {NAMED, PRONOUN, TITLED} and "，" not in speaker.text
    act = text[speaker.end : end] if is_speaker else ""
    if not 1 < len(act) <= LONGEST_ACT or "“" in act or act[0] in "的和与、" or reader.read():
        return []
    return [Attribution([speaker], [(speaker.end, end)], [whole_sentence(span, text)], "tag", span, is_verbatim=True)]


@cache
def somebody_first():
    return re.compile(
        f"{alternatives(words('zh')['somebody'])}[^，。；：“”]{{0,16}}?(?P<title>{alternatives(titles())})"
    )


def somebody_at(text, span):
    """Return the mention of 这位白发苍苍的译者 (this translator) at the beginning of a sentence, or None."""
    match = somebody_first().match(text, *span)
    return match and Mention(*match.span(), TITLED, match["title"], "", match["title"])


def headline(text, paragraphs):
    """Return the span of a first line that is no sentence, or None."""
    line = text[slice(*paragraphs[0])].rstrip() if len(paragraphs) > 1 else ""
    is_one = line and len(line) <= LONGEST_HEADLINE and not ENDS.search(line)
    return tuple(paragraphs[0]) if is_one else None


def is_many(group):
    """Whether a group cannot be one person, and so not 他 (he): 外媒 (foreign media), 委员会, 印度 or 家人 (family)."""
    return ONE.search(group) is None


def set_groups_apart(analysis, text):
    """Let 他 after the words of 外媒, 委员会 or 印度 be the person before these words, as after those of a thing.

    The same after words about that person: 母亲劝她留下 (her mother urged her to stay).
    """
    for each in analysis.attributions:
        words_ = "".join(text[slice(*span)] for span in each.content)
        for source in each.sources:
            if source.manner == COLLECTIVE and (is_many(source.text) or ABOUT.search(words_)):
                source.manner = THING


def leave_unnamed(analysis, text):
    """Let 该负责人 be nobody if 市水利局负责人 or 一位负责人 stands before it, whom the text does not name."""
    last, named = None, 0
    for source in (source for each in analysis.attributions for source in each.sources):
        is_again = source.manner == TITLED and text.startswith(tuple(words("zh")["demonstratives"]), source.start)
        since = max(named, source.start - LONGEST_BEFORE)
        is_nobody = last is not None and not last.name and last.text.endswith(source.post)
        if is_again and (is_nobody or is_introduced(source, since, analysis, text)):
            source.is_indefinite = True
        if source.manner != PRONOUN and not is_again:
            last, named = source, source.end if source.name else named


@cache
def somebody(post):
    """Return the pattern that introduces 该代表, such as 某品牌的一位与会代表 (a brand's representative)."""
    head = next((title for title in sorted(titles(), key=len, reverse=True) if post.endswith(title)), post)
    return re.compile(f"(?:[一某有](?:位|名|个|些)?|匿名)[^，。；]{{0,16}}{re.escape(head)}")


def is_introduced(source, since, analysis, text):
    """Whether a text has introduced 该负责人 as 一位负责人, and has named nobody since."""
    first = bisect_left(analysis.mentions, since, key=lambda each: each.start)
    others = takewhile(lambda each: each.start < source.start, islice(analysis.mentions, first, None))
    return bool(somebody(source.post).search(text, since, source.start)) and not any(each.name for each in others)


def forget_surnames(analysis):
    """Let 陈市长 be the name of a person whose full name the text does not give."""
    full = [mention.name for mention in analysis.mentions if len(mention.name) > 1 and mention.manner == NAMED]
    named = {part[0] for name in full for part in name_words(name)}
    sources = [source for each in analysis.attributions for source in each.sources]
    for mention in [*analysis.mentions, *sources]:
        if mention.manner == NAMED and len(mention.name) == 1 and mention.name not in named:
            mention.name = mention.text[mention.text.rfind(mention.name) :]


def agree_on_names(analysis, text):
    """Correct names by the people listed at their places: 海因里希·福斯特, not 心海因里希·福斯特; 高丽珊 for 丽珊."""
    sources = [source for each in analysis.attributions for source in each.sources]
    for mention in [*analysis.mentions, *sources]:
        if mention.manner != NAMED:
            continue
        within = people_in(text, mention.span)
        if "·" in mention.name:
            sure = (each for each in within if is_word_before(text, each.end - len(each.name)))
            mention.name = next((each.name for each in sure if each.name in mention.name), mention.name)
        mention.name = next((each.name for each in within if is_called_by(each, mention)), mention.name)
        mention.role = mention.role or next((each.role for each in within if each.name == mention.name), "")


def complete_familiar(analysis):
    """Let 老余 be the 余 whom the text mentions most, such as 余宗庆."""
    counts = Counter(mention.name for mention in analysis.mentions if mention.manner == NAMED)
    sources = [source for each in analysis.attributions for source in each.sources]
    for mention in [*analysis.mentions, *sources]:
        is_familiar = len(mention.name) == GIVEN and mention.name[0] in words("zh")["familiar"]
        if mention.manner == NAMED and is_familiar and mention.name not in surnames():
            full = [name for name in counts if name[0] == mention.name[1] and len(name) > 1 and "·" not in name]
            full = [name for name in full if name[1:] not in words("zh")["titles"]]
            full.sort(key=lambda name: counts[name])
            if len(full) == 1 or (full and counts[full[-1]] > counts[full[-2]]):
                mention.name = full[-1]


def agree_on_countries(analysis):
    """Let 意大利影评人 (Italian critic) be any 影评人 after the words of somebody with a foreign name."""
    last = None
    for source in (source for each in analysis.attributions for source in each.sources):
        if source.manner == TITLED and last and ("·" in last.name or is_transcription(last.name)):
            country = next(filter(source.text.startswith, words("zh")["countries"]), "")
            occupation = source.text.removeprefix(country)
            is_one = occupation in words("zh")["generic_titles"] and occupation.endswith(OCCUPATIONS)
            if country and country not in NEAR and is_one:
                source.text = occupation
        last = source if source.name else last


def agree_on_posts(analysis):
    """Let 用户代表 be the person whom the text calls 用户代表王明 (Wang Ming, for the users), and not a group."""
    named = {each.text.removesuffix(each.name) for each in analysis.mentions if each.manner == NAMED}
    for source in (source for each in analysis.attributions for source in each.sources):
        is_post = source.manner == COLLECTIVE and len(source.text) > GIVEN and source.text not in collectives()
        if is_post and any(before.endswith(source.text) for before in named):
            source.manner, source.post = TITLED, source.text


def is_called_by(person, mention):
    """Whether a mention is a listed person, with a form of the name or a letter too much: 丽珊 (高丽珊), 田力作."""
    if len(person.name) == GIVEN and mention.name[:-1] == person.name and "·" not in mention.name:
        return True
    return person.name not in person.text and person.text in mention.text and mention.name in person.text


def apart(mentions, others):
    """Return the mentions that share no character with others."""
    return [one for one in mentions if not any(one.start < other.end and other.start < one.end for other in others)]
