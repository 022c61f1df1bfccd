"""Verbs of saying that are nouns in their place, or say nothing: 有人提出的问题, 回答提问, 没收到回应, 应邀请."""

import re
from functools import cache

from proceedings.importing.reports.lexicon import alternatives, words

NOUN_BEFORE = re.compile(r"(?<!一)致$")
AFTER_NOUN = re.compile(
    "的|着[，。；]|到(?:这里|此|这儿|这|激动处|动情处|一半|最后)|得(?![知到出益以了克])|时(?![间代期候常节令尚速])"
    # 讲解员 (guide), 建议书 (proposal)
    "|[员者函稿](?![工额件源授费酬])|[书权信](?=[，。；、的和在中里])"
)
# 在推介中 (during the presentation), 在审议通报时
WITHIN = re.compile("在[^，。；：“”上中里下时后]{0,16}$")
IN_IT = re.compile("[中时后]|[^，。；：“”]{0,4}?(?:环节|期间|阶段)")
# 提出了宝贵的意见和建议 (made valuable suggestions), which tells no words
OPINIONS = re.compile(
    "(?!了?[一二两三四五六七八九十几多]+(?:点|条|项|个|方面))了?[^，。；：“”]{0,12}(?:意见|建议|要求|倡议|方案|目标)(?:[和与、](?:意见|建议|要求))?(?=[。；]|$)"
)
# 他说起往事 (he talked about the past), which tells no words
RECALLED = re.compile("起(?![来，：])")
# 三人并称大家 (the three are called masters)
TOGETHER_CALLED = re.compile("并称(?:为|“)")
# 被法警劝离 (was urged to leave), but not 被告说 (the defendant said), 被采访的人说 or 被追问后说
PASSIVE = re.compile("被(?![告害访])[^，。；：“”的时后前中]{0,4}$")
# 江湖人称老徐 (known as Lao Xu)
CALLED = re.compile("[人昵号俗简统尊堪美名谦爱戏全旧古又被]$")
# 作了报告 (gave a report), in which the second verb is a noun
REPORTED = frozenset(
    {
        "报告",
        "汇报",
        "通报",
        "说明",
        "介绍",
        "评论",
        "评价",
        "回应",
        "答复",
        "总结",
        "分析",
        "发言",
        "演讲",
        "讲解",
        "解释",
        "点评",
    }
)
GIVING = re.compile(
    "(?:[作做]了?|进行了?|发表了?|作出了?|提交了?|带来了?|完成了?)(?:[以题]?[为是]?《[^》]{1,40}》)?[^，。；：“”]{0,6}$"
)
# 没有说明何时完成 (did not say when)
INFORMING = frozenset(
    {
        "说明",
        "透露",
        "表示",
        "回应",
        "回答",
        "提及",
        "公布",
        "解释",
        "提到",
        "披露",
        "答复",
        "表态",
        "给出",
        "说",
        "谈到",
        "谈及",
        "介绍",
        "交代",
        "评论",
        "证实",
    }
)
UNTOLD = re.compile(
    "(?:没有|没|未|并未|未能|尚未|拒绝|不愿|不肯|未予|暂未|从未|不便|无意)(?:正面|直接|具体|明确|进一步|详细|公开|对此|就此|作出|当场)?$"
)
UNTOLD_BEFORE = re.compile("(?:并没有|没有|没|并未|未|拒绝|不愿)")
# 对此表示赞成 (expressed approval)
STATED = frozenset({"表示", "表达", "均表示", "都表示"})
AGREEING = re.compile(
    "(?:完全|十分|高度|原则)?(?:赞成|认同|同意|支持|反对|赞同|理解|附议|认可|肯定|满意)(?=[，。；]|$)"
)
# 不同意这一评价 (disagrees with this assessment), which tells no words
OBJECT_BEFORE = re.compile(
    "了?(?:这|那|上述|该|此|此一|前一|后一|其)(?:一|个|些|种|项|番|位)*(?:评价|看法|观点|判断|思路|说法|主张|意见|提议|建议|方案|结论|论断|解释|见解|比喻|设想|提法|论点|批评|质疑|分析|发言)(?=[，。；]|$)"
)
# 点头称是 (nodded assent)
AGREED = re.compile("[是奇快便善绝羡谢道](?:[，。；]|$)")
# 回答投资者提问 (answered investors' questions), in which the second verb is a noun
ASKED = frozenset({"提问", "询问", "质询", "追问", "质疑", "关切", "咨询", "发问", "疑问", "反映", "诉求"})
ANSWERING = re.compile("(?:回答|答复|解答|接受|回应|针对|面对|对于|关于|听取|就)了?[^，。；：“”]{0,20}$")
# 没收到回应 (received no response)
RECEIVED = re.compile(
    "(?:收到|得到|获得|赢得|未获|引发|引起|遭到|受到|等不到|缺乏|缺少|毫无|抛开|不顾|无视)了?[^，。；：“”]{0,6}$"
)
# 就气候通报等议题热烈讨论 (discussed topics such as climate bulletins), in which the verb is a noun
THEME = re.compile("(?:就|围绕|针对|对)[^，。；：“”]*$")
TALKED_ABOUT = re.compile(
    "[^，。；：“”]*?(?:(?:[进举]行|开展|展开|作|交换|征求|听取)了|热烈)[^，。；：“”]{0,8}(?:讨论|交流|研讨|磋商|探讨|座谈|对话|意见|建议|看法)(?=[，。；]|$)"
)
# 应王海涛邀请 (at Wang Haitao's invitation), in which the verb is a noun
INVITED, INVITATIONS = (
    re.compile("(?:^|(?<=[，。；！？”\n]))应[^，。；]{2,30}$"),
    frozenset({"邀请", "要求", "请求", "倡议", "提议", "建议"}),
)
# 当被记者问到雨情时 (when a reporter asked about the rain)
WHEN = re.compile("(?:当|在|每当|被)[^，。；：]{2,40}时")
# 邀请了三位学者参加 (invited three scholars to attend)
COMING = re.compile(
    "了?[^：“”；。]+?(?:参加|出席|列席|出席会议|列席会议|出席(?:本次|今次|此次)[^，。]{2,8}|与会|到来|光临|莅临|参会|到场|到会|座谈|授课|作客|担任[^，。]{1,8})(?=[。；，])"
)


def is_noun(cue, text, after, span):
    """Whether the match of a cue is a noun, or nobody's words follow it at `after`: 致欢迎辞 (welcome address)."""
    (start, end), first = span, cue.start()
    is_one = AFTER_NOUN.match(text, after) or text[start:first].endswith("的")
    is_one = is_one or NOUN_BEFORE.search(text, start, first) or RECEIVED.search(text, start, first)
    is_one = is_one or (WITHIN.search(text, start, first) and IN_IT.match(text, after))
    is_one = is_one or (text[first - 1] == "”" and cue[0] in words("zh")["noun_cues"] and text[after] in "，、；和")
    is_one = is_one or (cue[0] in ASKED and ANSWERING.search(text, start, first))
    is_one = is_one or (cue[0] == "称" and AGREED.match(text, after))
    is_one = is_one or (cue[0][-1] in "说问讲谈聊提" and RECALLED.match(text, after))
    is_one = is_one or (text[first - 1 : first] == "并" and TOGETHER_CALLED.match(text, first - 1))
    is_one = is_one or (cue[0].startswith("称") and CALLED.search(text, start, first))
    is_one = is_one or (
        cue[0] in REPORTED and GIVING.search(text, start, first) and text[after : after + 1] not in "：:"
    )
    is_one = is_one or (cue[0] in INFORMING and UNTOLD.search(text, start, first))
    is_one = is_one or (PASSIVE.search(text, start, first) and not cue[0].startswith(("问", "追问", "告知")))
    is_one = is_one or (cue[0] in STATED and text.endswith("对此", start, first) and AGREEING.match(text, after))
    is_one = is_one or (UNTOLD_BEFORE.match(cue[0]) and UNTOLD_BEFORE.sub("", cue[0]) in INFORMING)
    is_one = is_one or bool(OBJECT_BEFORE.match(text, after, end) and cue[0] not in REPORTED)
    is_one = is_one or (THEME.search(text, start, first) and TALKED_ABOUT.match(text, after, end))
    is_one = is_one or (cue[0] == "提出" and OPINIONS.match(text, after, end))
    return bool(is_one or (cue[0] in INVITATIONS and INVITED.search(text, start, first)))


def is_only_invited(cue, text, after, end):
    """Whether people are only invited or welcomed: 会议由王明主持，邀请了三位学者参加 (three scholars were invited)."""
    return cue in {"邀请", "欢迎"} and bool(COMING.match(text, after, end))


@cache
def topic():
    """Return the pattern of words that only tell a topic: 施工的情况 (the progress), and 并 before another verb."""
    heads = alternatives(words("zh")["topics"])
    return re.compile(f"[^，。；：“”]*?(?:的[^的，。；：“”]{{0,4}})?{heads}(?:，[并还也且]?)?$")


# Words that make a clause, which tells more than a topic: 桥缺乏维修经验 (lacks experience), 村庄如何迁址.
CLAUSE_WORDS = re.compile(
    "[是已将没不缺]|[^具拥富所享]有(?![关效序色利力益限机])|如何|怎[样么]|为什么|为何|是否|能否|哪|多少|应当|应该|必须|需要|可以|能够|正在"
)


def is_topic(cue, content, *, is_before):
    """Whether somebody only speaks about a topic: 介绍了施工情况 or, with `is_before`, 就此作了说明."""
    presenting = words("zh")["presenting"]
    if is_before:
        return not cue.startswith("给予") and cue.endswith((*REPORTED, "阐述", "阐释", "解读", "回顾", "梳理", "评述"))
    verb = cue.removesuffix("了")
    if verb not in presenting or re.search("[：“]", content) or CLAUSE_WORDS.search(content):
        return False
    is_noun_phrase = cue.endswith("了") and not re.search("，(?![并还也且]?$)", content)
    return is_noun_phrase or bool(topic().fullmatch(content))


# Verbs of what is expected, and the ends of words for things that are built.
EXPECTED = frozenset({"预计", "预期", "估计", "计划"})
BUILT = (
    "厂",
    "工程",
    "项目",
    "电站",
    "桥",
    "铁路",
    "公路",
    "隧道",
    "线",
    "园区",
    "港",
    "机组",
    "展",
    "站",
    "报告",
    "系统",
    "段",
    "期",
)
# 与大家分享 (shares with everybody)
TOGETHER = ("与", "和", "跟", "同大家")


def is_due(cue, thing):
    """Whether a thing is only expected: 首座工厂预计明年投产 (the first factory is expected to open next year)."""
    return cue in EXPECTED and thing.endswith(BUILT)
