"""The patterns of Chinese frames: 某某表示，…, 对…表示感谢, 据某某介绍，…, “…”某某说."""

import re
from functools import cache

from proceedings.importing.reports.lexicon import alternatives, words

# Before a source: 据市政府统计 (according to city figures); before a document alone, only the first three count.
BASED_ON = ("据", "根据", "按照", "记者", "本报记者")

NUMBER = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}(?:[）)]|[、.．])|[（(]?\d{1,2}(?:[）)]|[、．]|\.(?!\d))|[①-⑳●■◆▪•※@▲△★☆▼◎○])?\s*"
)
# 新华社万象7月3日电（记者 赵旭）, the dateline before a quotation
DATELINE = re.compile(
    "(?:[^，。“”（）]{2,12}(?:社|报|网|站|台))?[^，。“”（）]{0,12}[电讯]\\s*（[^（）]{2,30}）\\s*(?=“)"
)

# An order of the speaker: 他强调，安全第一，要求各级部门检查大坝 (he demanded that all offices check the dam).
ORDER = re.compile(
    "要求(?:各级|各地|各有关|有关(?:部门|单位|方面)|相关(?:部门|单位)|各部门|各单位|全体|全市|全省|全县|全校|全区|与会|大家|同志们)"
)
# Verbs of demands, and verbs that tell what is demanded rather than another act of the speaker.
DEMANDS = frozenset({"要求", "敦促", "促请", "呼吁", "请求", "建议"})
ANNOUNCING = frozenset({"公布", "发布", "披露", "公告", "通报", "汇报", "报告", "告知", "解释", "说明", "展示", "邀请"})


@cache
def cue_pattern():
    # 回顾说 and 点评指出 are one cue each, but 报告 (report) before 指出 is a noun.
    text = "".join(f"(?<!{each})" for each in ("报告", "通报", "声明", "评论", "公告", "通知", "宣言", "倡议", "规定"))
    more = f"(?:[说道称]|{text}(?:指出|认为|表示|强调|提出))(?=[，：])"
    return re.compile(rf"{alternatives(words('zh')['cues']['say'])}(?:{more})?")


@cache
def empty():
    return re.compile(alternatives(words("zh")["empty"]))


@cache
def all_cues():
    """Return the pattern of cues, with those of `about` first."""
    return re.compile(f"{attitudes()}(?=[，。；“]|$)|{cue_pattern().pattern}")


@cache
def about():
    """Return the pattern of 对某事表示感谢 (thanked for something), 就某事作了说明 (explained something)."""
    return re.compile(
        rf"(?P<to>[对向就将把])(?P<what>[^，。；：“”]{{2,40}}?)(?P<cue>{attitudes()})(?P<rest>“[^”]{{1,30}}”)?(?=[，。；]|$)"
    )


@cache
def felt_about():
    """Return the pattern of 对某事，某某表示感谢 (for something, somebody gave thanks)."""
    return re.compile(
        rf"(?P<to>针对|对于|对|就)(?P<what>[^，。；：“”]{{2,40}})，(?P<source>[^，。；：“”]{{1,60}}?)(?P<cue>{attitudes()})$"
    )


@cache
def attitudes():
    feelings = alternatives(words("zh")["feelings"])
    return alternatives([*words("zh")["about"], rf"表示了?(?:\w{{2}}的?)?{feelings}"])


@cache
def prepositional():
    before, after = (alternatives(words("zh")[name]) for name in ("prepositional", "prepositional_ends"))
    return re.compile(rf"(?P<to>{before})(?P<source>[^，。；：“”]{{1,70}}?)(?P<verb>{after})[，,：:]")


@cache
def based_on():
    """Return the pattern of 根据某报告，… (according to a report, …)."""
    documents = alternatives([*words("zh")["documents"], "《[^》]{1,40}》"])
    return re.compile(
        rf"(?P<to>{alternatives(BASED_ON[:3])})(?P<source>[^，。；：“”]{{0,40}}?{documents})(?P<verb>)[，,]"
    )


@cache
def speaker_after():
    """Return the pattern of the speaker after a quotation: ，王明说 (said Wang Ming)."""
    # “…”王海涛的话引起共鸣 (Wang Haitao's words met with a response)
    resonance = [each for each in words("zh")["tags"] if each.startswith("的")]
    cues = alternatives([*words("zh")["cues"]["say"], *resonance])
    when = "(?:[^，。：；“”]{1,12}[后时前间上中下]，)?"
    return re.compile(
        rf"[，,]?{when}(?P<source>[^，。；：“”]{{1,70}}?)(?P<cue>{cues}(?:[说道称]|(?P<still>着))?)(?=[。，,]|$)"
    )


@cache
def afterwards():
    return re.compile(rf"[，,]{words('zh')['afterwards']}$")


@cache
def passives():
    return [re.compile(rf"^(?:{pattern})[，,]?") for pattern in words("zh")["passive"]]
