"""Find the people whom a stretch of Chinese text names, with their posts."""

import re
from dataclasses import replace
from functools import cache

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, THING, TITLED, Mention
from proceedings.importing.reports.lexicon import alternatives, words

from .anaphora import anaphoric, demonstrative, familiar
from .groups import is_group
from .names import (
    GIVEN,
    is_first_part,
    is_known_name,
    is_likely_name,
    is_name,
    is_part_of_name,
    is_transcription,
    is_usual_name,
    last_title,
    name_before_title,
    native,
    other_words,
    surnames,
    titles,
    titles_before,
)

BRACKETS = re.compile("（[^（）]*）")
# 王明、李华等三位专家 (three experts, Wang Ming, Li Hua and another)
AND_OTHERS = re.compile("等[^，。等]{0,10}$")
LIST = re.compile(r"[、，,]|以及|及|和|与")
# Before a title of several people: 期待与会学者多提意见 (scholars are expected to comment).
SEVERAL = re.compile("与会|参会|各位|全体|广大|期待|希望|欢迎|[众各]$")
# The results of somebody's work, which stand for the person: 她的调查 (her survey).
OWN_DOCUMENT = re.compile(
    "(?P<owner>[^的]+)的(?:调查|研究|统计|数据|观察|测算|实验|论文|问卷|报告|分析|经验|计算|模型)"
)
# The number of letters of 自己 and 本人 (oneself).
SELF = 2
# Words before the owner of a post that are not part of it: 同外交大臣 (with the minister), 来自大学的, 其导师.
LEADS = re.compile("^(?:.*(?:由|同(?![事学行乡志伴])|会见|来华访问的)|邀得|邀请到?|特邀|请来|来自|其)")
# The ends of posts and occupations that no list has: 职工 (employee), 住客 (guest).
POST_ENDS = ("的", *"人者员工民户主客友生师手家")
OCCUPATIONS = frozenset("人者家师官手")
# Most characters of a body before a name that the text has once: 民建联陈恒镔.
LONGEST_BODY = 12
# 在里长宣布散会时 (when the village head closed the meeting)
NO_OWNER = ("在", "于", "当", "被", "把", "将")


def mentions_of(text, start, end):
    """Return the mentions of a phrase that names people, joined by 、 and 和; an empty list if it names nobody."""
    if others := AND_OTHERS.search(text[start:end]):
        mentions = mentions_of(text, start, start + others.start())
        if mentions and mentions[-1].manner == NAMED:
            return mentions
    mentions, at = [], start
    for piece_start, piece_end in pieces(text, start, end):
        mention = mention_of(text, piece_start, piece_end)
        if mention is None:
            return []
        mentions.append(mention)
        at = piece_end
    return mentions if at else []


def pieces(text, start, end):
    """Divide a phrase at 、 and 和 where both sides end as names or titles do."""
    cuts, at = [], start
    for match in LIST.finditer(text, start, end):
        left = mention_of(text, at, match.start())
        if left is not None and left.manner == NAMED:
            cuts.append((at, match.start()))
            at = match.end()
    return [*cuts, (at, end)]


def mention_of(text, start, end):
    """Return the mention that a phrase names, or None."""
    phrase = text[start:end]
    lead = len(phrase) - len(phrase.lstrip())
    start, phrase = start + lead, phrase.strip()
    end = start + len(phrase)
    if not phrase:
        return None
    if "（" in phrase:
        # 安德烈·伊万诺夫（Andrei Ivanov）教授
        inside = BRACKETS.search(phrase)
        phrase = BRACKETS.sub("", phrase)
        mention = mention_in_brackets(phrase, (start, end), inside, text)
        if mention:
            return mention
    if phrase in words("zh")["pronouns"]:
        return Mention(start, end, PRONOUN, phrase)
    if inner := part_of(phrase, (start, end), text):
        return inner
    is_one = demonstrative().match(phrase) or name_before_title(phrase, text) or relative(phrase, (start, end), text)
    if is_group(phrase) and not is_one:
        return Mention(start, end, COLLECTIVE, phrase)
    return person_of(phrase, (start, end), text)


def own_end(phrase):
    """Return how many characters of 她自己 (she herself) or 她的调查 (her survey) are the person, or 0."""
    if len(phrase) > SELF and phrase.endswith(("自己", "本人")):
        return len(phrase) - SELF
    document = OWN_DOCUMENT.fullmatch(phrase)
    return document.end("owner") if document else 0


def part_of(phrase, span, text):
    """Return the mention of the person in 她的调查 (her survey), or of 堪培拉的这位老外交官, or None."""
    start, end = span
    if stop := own_end(phrase):
        inner = mention_of(text, start, start + stop)
        is_own = inner and (inner.manner in {NAMED, PRONOUN} or phrase.endswith(("自己", "本人")))
        return inner if is_own else None
    inner = mention_of(text, start + phrase.index("的这") + 1, end) if "的这" in phrase else None
    return replace(inner, start=start) if inner and inner.manner == TITLED else None


def mention_in_brackets(phrase, span, inside, text):
    """Return the mention of 盛怀远（海洋研究中心研究员）, with the post in brackets, or None."""
    title = last_title(inside[0][1:-1]) if inside and inside.end() == span[1] - span[0] else ""
    if not title or not is_name(phrase):
        return None
    post = post_and_organisation(inside[0][1:-1].removesuffix(title), title)
    return Mention(*span, NAMED, text[slice(*span)], phrase, *post)


def person_of(phrase, span, text):
    """Return the mention of a phrase that is a name, with or without a post, or None."""
    forms = (relative_of, anaphoric, of_a_body, relative, before_title, addressed, after_title, with_point, bare)
    forms += (after_body,)
    return next((mention for form in forms if (mention := form(phrase, span, text))), None)


def relative_of(phrase, span, text):
    """Return the mention of 王海涛夫人 (Wang Haitao's wife), who is not 王海涛, or None."""
    name = next((phrase.removesuffix(each) for each in words("zh")["relatives"] if phrase.endswith(each)), "")
    is_full = name not in surnames() and re.fullmatch(native(), name)
    return Mention(*span, TITLED, phrase, "", phrase) if is_full else None


def of_a_body(phrase, span, text):
    """Return the mention of 伊巴丹大学的奥乔博士 (Dr Ojo of the University of Ibadan), or None."""
    owner, _of, rest = phrase.rpartition("的")
    inner = person_of(rest, span, text) if owner.endswith(tuple(words("zh")["body_ends"])) else None
    is_named = inner is not None and inner.name
    return (
        Mention(*span, NAMED, phrase, inner.name, inner.post, inner.organisation or LEADS.sub("", owner))
        if is_named
        else None
    )


@cache
def relative_end():
    return re.compile(f"{alternatives(words('zh')['relative'])}(?P<name>[^的]+)$")


def relative(phrase, span, text):
    """Return the mention of 今年65岁的王桂兰 (Wang Guilan, aged 65), or None."""
    match = relative_end().search(phrase)
    inner = person_of(match["name"], span, text) if match else None
    return Mention(*span, NAMED, phrase, inner.name, inner.post, inner.organisation) if inner and inner.name else None


def before_title(phrase, span, text):
    body, name, title = name_before_title(phrase, text) or ("", "", "")
    return Mention(*span, NAMED, phrase, name, title, body) if name else None


def addressed(phrase, span, text):
    """Return the mention of 执行主任贝阿特丽斯·姆万吉教授, with a title of address after the name, or None."""
    title = last_title(phrase)
    titled = best_titled(phrase.removesuffix(title), text) if title else None
    inner = person_of(phrase.removesuffix(title), span, text) if titled and titled[2] else None
    return inner and Mention(*span, NAMED, phrase, inner.name, inner.post, inner.organisation, rank=title)


def after_title(phrase, span, text):
    owner, title, name = best_titled(phrase, text) or ("", "", "")
    if not name and owner.startswith(NO_OWNER):
        return None
    if not name and title in words("zh")["address"] and owner[-1:] in surnames() and is_owner(owner[:-1]):
        # 业主孙大姐 (the owner, sister Sun)
        return Mention(*span, NAMED, phrase, owner[-1], "", owner[:-1])
    manner = NAMED if name else TITLED
    return Mention(*span, manner, phrase, name, *post_and_organisation(owner, title)) if title else None


def is_owner(phrase):
    """Whether a family name can stand after a phrase: 业主 (owner), 环评单位的."""
    return phrase.endswith((*words("zh")["body_ends"], *titles(), *POST_ENDS))


def with_point(phrase, span, _text):
    """Return the mention of 古湖沼学家托马日·米赫利奇, with a post that no list has, or None."""
    first, point, _rest = phrase.partition("·")
    ends = [at for at in range(1, len(first)) if point and first[at - 1] in POST_ENDS and is_first_part(first[at:])]
    name = phrase[ends[0] :] if ends else ""
    return Mention(*span, NAMED, phrase, name, first[: ends[0]]) if name and is_name(name) else None


def bare(phrase, span, text):
    is_surname = len(phrase) == GIVEN and phrase in surnames()
    is_foreign = is_part_of_name(phrase, text) or (is_transcription(phrase) and is_known_name(phrase, text))
    return Mention(*span, NAMED, phrase, phrase) if is_surname or is_foreign or is_name(phrase) else None


def after_body(phrase, span, text):
    """Return the mention of 清华大学李明, if the text has the name again, or of 策划人欧阳多多 (unlisted post)."""
    ends = tuple(words("zh")["body_ends"])
    for length in range(GIVEN, GIVEN + 3):
        body, name = phrase[:-length], phrase[-length:]
        is_sure = is_likely_name(name) or is_usual_name(name) or name[:GIVEN] in surnames()
        is_one = is_name(name) and (text.count(name) > 1 or (is_sure and len(body) <= LONGEST_BODY))
        if body.endswith(ends) and not name.endswith(ends) and is_one:
            return Mention(*span, NAMED, phrase, name, "", body)
        if len(body) > GIVEN and body[-1] in OCCUPATIONS and is_name(name) and is_sure:
            return Mention(*span, NAMED, phrase, name, body)
    return None


def post_and_organisation(owner, title):
    """Return (post, organisation); ambassadors, and posts joined by 、, keep the organisation in the post."""
    owner = LEADS.sub("", owner.rpartition("的")[2])
    if owner.endswith("兼") and (other := last_title(owner[:-1])):
        # 集团董事长兼总裁 (chairman and president of the group)
        return f"{other}兼{title}", owner[: -len(other) - 1]
    *others, _last = owner.split("、")
    if others and others[-1].endswith(tuple(titles())):
        return owner + title, ""
    return (owner + title, "") if "驻" in owner or not owner else (title, owner)


def best_titled(phrase, text):
    """Return (owner, title, name) for the last title after which a name fits, or None."""
    for at in range(len(phrase), 0, -1):
        for title in titles_before(phrase, at):
            name, owner = phrase[at:], phrase[: at - len(title)]
            is_foreign = is_transcription(name) and not (len(name) == GIVEN and SEVERAL.search(owner))
            is_called_so = owner + title and name not in other_words() and familiar().match(name)
            if not name or is_name(name) or is_foreign or is_called_so or is_part_of_name(name, text):
                return owner, title, name
    return None


def thing(text, start, end):
    """Return a mention of a thing, with the phrase as its name, since the roster may know a person by it."""
    return Mention(start, end, THING, text[start:end], text[start:end])
