"""The people whom a Chinese text surely names, at any place: 由会长罗敏华主持, 同总统卡西姆·穆尔塔扎举行会谈."""

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice, takewhile

from proceedings.importing.reports.attributions import NAMED, TITLED, Mention
from proceedings.importing.reports.lexicon import alternatives, words

from .addresses import before_addresses, by_surname, by_title
from .bare import bare
from .ends import FOREIGN, LETTER, POINT, foreign_end, goes_on, is_bounded, name_end, posted, whole_first_part
from .given import by_given_name
from .mentions import mention_of, post_and_organisation
from .names import (
    GIVEN,
    LATIN,
    MOST,
    NEVER,
    is_first_part,
    is_likely_name,
    is_name,
    is_transcription,
    literal_sayings,
    native,
    surnames,
    syllables,
    titles,
)
from .roles import with_roles

# For how many texts the people are cached.
KEPT = 8
CLAUSE_MARK = re.compile("[，；：]")
LONGEST_NAME = 16
# What stands before a post: a mark, or a word such as "by" or "invited".
BEFORE_POST = re.compile(
    r"[，,；;。：:、！!？?“”（）()\n ]|由|邀得|特邀|邀请到?|请来?|包括|的是|还有|以及|"
    r"(?:欢迎|感谢|会见|会晤|拜会|接见|采访|专访|陪同|对话|拜访|走访)了?"
)
JOINED = frozenset("和与及")
# The ends of posts, and most characters of a byline before a name.
POST_ENDS = frozenset("人者员长师家工士授席管手民代表")
LONGEST_BYLINE = 20
VERBS_OF_ACTION = frozenset("举进实发执履")
LONGEST_POST = 40


@lru_cache(KEPT)
def people_of(text):
    """Return the Mentions of people with posts, with a point in a foreign name, or known in other ways, in order."""
    listed = [*after_posts(text), *pointed(text), *introduced(text), *before_addresses(text)]
    listed += [*bracketed(text), *by_title(text), *of_bodies(text), *listed_as(text), *bare(text)]
    listed += by_surname(text, {mention.name[0] for mention in listed if len(mention.name) > 1})
    listed += by_given_name(text, {mention.name for mention in listed if mention.manner == NAMED})
    listed.sort(key=lambda mention: (mention.start, -mention.end))
    kept = []
    for mention in listed:
        if is_byline(text, mention):
            continue
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return with_roles(text, kept)


@cache
def byline():
    return re.compile(
        "(?:本[报刊台网]|特约|实习|[\u4e00-\u9fff]{0,6}[社报])?(?:记者|通讯员|特派员|特约撰稿人?|摄影|编辑|责编|文)"
    )


def is_byline(text, mention):
    """Whether a mention only signs the report: （记者洪婉瑜／台南报道） (reporter Hong Wanyu, Tainan)."""
    before = text[max(0, mention.start - LONGEST_BYLINE) : mention.start].rpartition("\n")[2]
    is_bracketed = "（" in before and "）" not in before[before.rindex("（") :]
    return is_bracketed and bool(byline().search(before[before.rindex("（") :] + mention.text))


def after_posts(text):
    last = 0
    for match in posted().finditer(text):
        end = name_end(text, match.end())
        if end is not None and not is_verb(text, match.start()):
            left = max(last, match.start() - LONGEST_POST)
            start = max((mark.end() for mark in BEFORE_POST.finditer(text, left, match.start())), default=left)
            start, last = with_other_posts(text, left, start + (text[start] in JOINED)), end
            whole, name = mention_of(text, start, end), text[match.end() : end]
            if whole and whole.name and whole.name != name:
                start = match.start()
            post = post_and_organisation(text[start : match.start()], match[0])
            yield Mention(start, end, NAMED, text[start:end], name, *post)


def with_other_posts(text, left, start):
    """Return where the posts begin of which the last one begins at a place: 学会理事长、大学教授庞鹤年."""
    while text[start - 1 : start] == "、":
        first = max((mark.end() for mark in BEFORE_POST.finditer(text, left, start - 1)), default=left)
        other = mention_of(text, first, start - 1)
        if other is None or other.manner != TITLED:
            break
        start = first
    return start


@cache
def name_with_brackets():
    foreign = f"{LETTER}{{1,8}}(?:[·•・]{LETTER}{{1,8}}){{1,3}}"
    return re.compile(f"(?<!{LETTER})(?P<name>{native()}|{foreign})（(?P<inside>[^（）。]{{2,24}})）")


def bracketed(text):
    """Yield the mentions of people like 王利华（南开大学）, with a body or a post in brackets."""
    for match in name_with_brackets().finditer(text):
        parts = re.split("[，、；]", match["inside"])
        if is_name(match["name"]) and any(is_place_of_somebody(part) for part in parts):
            # 王利华（主席，巴西）, with a role (chairman) and a country
            role = next((part for part in parts if part in titles()), "") if len(parts) > 1 else ""
            mention = mention_of(text, *match.span()) or Mention(*match.span(), NAMED, match[0], match["name"])
            yield replace(mention, end=match.end(), text=match[0], role=role)


def is_place_of_somebody(part):
    """Whether words in brackets are a body, a post or a country."""
    return part.endswith((*words("zh")["body_ends"], *titles())) or part in words("zh")["countries"]


@cache
def body_of():
    bodies = [each for each in words("zh")["body_ends"] if len(each) > 1 or each in "会部局厅署党联盟"]
    return re.compile(f"(?:{alternatives(bodies)}|来自[^，。；的]{{2,16}})的(?={alternatives(surnames())})")


@cache
def role_line():
    return re.compile(r"^(?P<role>主席|会议主席|主持人?|召集人)：(?P<who>[^\n，。：]{2,40})$", re.MULTILINE)


def listed_as(text):
    """Yield the mentions of people to whom a line of minutes gives a role: 主席：王海涛（馆长） (chairman: …)."""
    for match in role_line().finditer(text):
        mention = mention_of(text, *match.span("who"))
        if mention and mention.manner == NAMED:
            role = "主持人" if match["role"] == "主持" else match["role"]
            yield Mention(*match.span(), NAMED, match[0], mention.name, mention.post, mention.organisation, role=role)


def of_bodies(text):
    """Yield the mentions of people like 工联会的陆颂雄, with a body instead of a post."""
    for match in body_of().finditer(text):
        end = name_end(text, match.end())
        name = text[match.end() : end] if end is not None else ""
        if is_likely_name(name) or (name and text.count(name) > 1):
            yield Mention(match.start(), end, NAMED, text[match.start() : end], name)


@cache
def introduction():
    return re.compile(f"{alternatives(words('zh')['introduced'])}(?={LETTER}|{LATIN})")


def introduced(text):
    """Yield the mentions of people like 七十岁的何满仓 (aged seventy), 名叫马丽 (called Ma Li)."""
    for match in introduction().finditer(text):
        start, end = match.end(), name_end(text, match.end())
        following = goes_on().match(text, end) if end is not None else None
        is_certain = following and (text[start - 2 : start] == "岁的" or following.end() - end >= GIVEN)
        # 他的同事沈薇却 (his colleague Shen Wei, however)
        is_kin = end is not None and match[0][-1] != "的" and len(match[0]) >= GIVEN and text[end : end + 1] in NEVER
        is_certain = is_certain or text[start].isascii() or is_kin
        if end is not None and (is_certain or text.count(text[start:end]) > 1):
            yield Mention(match.start(), end, NAMED, text[match.start() : end], text[start:end])


def is_verb(text, at):
    """Whether the first character of a title belongs to the word before: 举行长江论坛 (held a forum), 天主教大学."""
    is_church = text.startswith("主教", at) and text[at - 1 : at] == "天"
    return is_church or (text[at] == "行" and text[at - 1 : at] in VERBS_OF_ACTION)


def pointed(text):
    for match in FOREIGN.finditer(text):
        start, first = match.start(), POINT.search(match[0])
        if first is None:
            continue
        point = start + first.start()
        while start < point and not is_first_part(text[start:point]):
            start += 1
        start += len(country_before(text[start:point]))
        end = foreign_end(text, match)
        if end is not None and start < point:
            start = whole_first_part(text, start, point)
            first = start - len(relative_before().search(text[max(0, start - LONGEST_POST) : start])[0])
            post = occupation_before().search(text, max(0, start - LONGEST_POST), start) if first == start else None
            first = post.start() if post else first
            yield Mention(first, end, NAMED, text[first:end], text[start:end], post[0] if post else "")


@cache
def occupation_before():
    """Return the pattern of an unlisted occupation at the end of a text: 加拿大人口学家 (Canadian demographer)."""
    return re.compile(r"(?:^|(?<=[，。；：！？“”、\n 和与及由]))[^，。；：！？“”、\n 的和与及由]{1,14}[家员者师]\Z")


@cache
def relative_before():
    """Return the pattern of 来自农业大学的 (from the university) at the end of a text, or of nothing."""
    return re.compile(f"(?:{alternatives(words('zh')['relative'])})?$")


def country_before(part):
    """Return the country before the first part of a name, or "": 巴西卡洛斯."""
    countries = (each for each in words("zh")["countries"] if part.startswith(each))
    return next((each for each in countries if len(part) - len(each) >= GIVEN), "")


@cache
def speaking():
    """Return the pattern of a name that begins a clause, before a verb of saying."""
    name = f"(?:{alternatives(surnames())}){LETTER}{{1,{GIVEN}}}?|[{''.join(syllables())}]{{{GIVEN},{MOST}}}?"
    between = f"(?:{alternatives(words('zh')['adverbs'])}){{0,2}}"
    return re.compile(rf"(?<!{LETTER})(?P<name>{name})(?={between}{alternatives(literal_sayings(2))}[，：])")


@lru_cache(KEPT)
def known_names(text):
    """Return the pattern of all names, and parts of foreign names, of the people in a text, or None."""
    names = {match["name"] for match in speaking().finditer(text)}
    names = {name for name in names if (is_name(name) and not is_titled(name)) or is_transcription(name)}
    for mention in people_of(text):
        parts = POINT.split(mention.name)
        names |= {mention.name, *(part for part in (parts[0], parts[-1]) if len(part) >= GIVEN)}
        if len(mention.name) == 2 * GIVEN and not is_transcription(mention.name):
            names.add(mention.name[:GIVEN])
    names |= {name for name in often().findall(text) if text.count(name) > 1 and is_transcription(name)}
    return re.compile(alternatives(map(re.escape, names))) if names else None


def is_titled(name):
    """Whether a name of three letters is rather a family name, a title and another word: 蔡董笑 (boss Cai smiles)."""
    return len(name) > GIVEN and name[:1] in surnames() and name[1:GIVEN] in words("zh")["short_titles"]


@cache
def often():
    """Return the pattern of a foreign name that begins a clause."""
    return re.compile(f"(?<!{LETTER})[{''.join(syllables())}]{{{GIVEN},{MOST}}}(?={goes_on().pattern})")


def people_in(text, span):
    """Return the mentions of people within a span, as copies that can be changed."""
    first, people = bisect_left(starts_of(text), span[0]), people_of(text)
    return [replace(each) for each in takewhile(lambda each: each.end <= span[1], islice(people, first, None))]


@lru_cache(KEPT)
def starts_of(text):
    return [mention.start for mention in people_of(text)]


def opening_person(text, span):
    """Return the mentions of known people whose names begin a clause or follow a post."""
    names = known_names(text)
    starts = [span[0], *(mark.end() for mark in CLAUSE_MARK.finditer(text, *span))] if names else []
    matches = [match for start in starts if (match := names.match(text, start, span[1]))]
    matches = [each for each in matches if len(each[0]) > GIVEN or is_bounded(text, each.end())][:1]
    others = names.finditer(text, *span) if names else ()
    # 消费者参加人桑蓉是社区工作者 (the participant Sang Rong is a social worker)
    matches += [each for each in others if len(each[0]) > GIVEN or is_alone(text, each)]
    return [
        Mention(*match.span(), NAMED, match[0], match[0]) for match in {each.start(): each for each in matches}.values()
    ]


def is_alone(text, match):
    """Whether a name of two letters stands after what can be a post, and before another word: 参加人桑蓉是."""
    return text[match.start() - 1 : match.start()] in POST_ENDS and is_bounded(text, match.end())


def known_person(text, start, end):
    """Return [the mention of the known person that a phrase names, with or without a post], or []."""
    if person := next((each for each in people_in(text, (start, end)) if each.span == (start, end)), None):
        return [person]
    names = known_names(text)
    is_known = names is not None and names.fullmatch(text, start, end)
    return [Mention(start, end, NAMED, text[start:end], text[start:end])] if is_known else []


def person_at_the_end(text, start, end):
    """Return [the mention of the known person whose name ends a phrase], or []."""
    if person := next((each for each in people_in(text, (start, end)) if each.end == end), None):
        return [person]
    names = known_names(text)
    starts = range(max(start, end - LONGEST_NAME), end - 1) if names else ()
    at = next((at for at in starts if names.fullmatch(text, at, end)), None)
    return [] if at is None else [Mention(start, end, NAMED, text[start:end], text[at:end])]
