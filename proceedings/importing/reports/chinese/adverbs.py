"""Words between a Chinese speaker and a verb of saying, and words that distinguish people, bodies and documents."""

import re
from functools import cache

from proceedings.importing.reports.lexicon import alternatives, words


@cache
def causing():
    """Return the pattern of somebody who is asked or made to do something: 请王明 (ask Wang Ming), not 让-皮埃尔."""
    return re.compile(
        rf"(?!让[-·])(?:[才能会可以要就也是而并不先再]{{0,4}})(?:{alternatives(words('zh')['called_on'])}|使|令|叫)"
    )


@cache
def adverb_end():
    adverbs = alternatives(words("zh")["adverbs"])
    return re.compile(
        rf"(?:{adverbs}|\d{{1,2}}(?:月\d{{1,2}})?日(?:上午|下午|晚间?|早上|凌晨)?|(?:本|上|下)?周[一二三四五六日天]|代表[^，。；]{{2,12}}?|通过(?!的)[^，。；]{{2,12}}?|(?:将|把)[^，。；]{{1,20}}?"
        r"|在[^，。；]{1,20}?(?:上|中|时|期间|后|前|里|下)|接受[^，。；]{0,16}?(?:采访|专访|访问|提问)(?:时|中)?|以[^，。；]{2,40}?(?:为例|身份|为题|口吻|方式|形式)"
        r"|从[^，。；]{2,16}?(?:角度|层面|方面|出发|视角)|用[^，。；]{1,12}?(?:语|话|文|方式|口吻|语气|比喻|照片|图片|数据|数字|视频|例子|实例|案例|故事|事例|模型|图表|经历|幻灯片)"
        r"|(?:谈及|谈到|谈起|提到|提及|说到|说起|讲到|聊到|聊起|面对|回忆|展望|总结|介绍|回答|答复|回应|被问及|被问到)[^，。；]{0,20}?(?:时|后|之后|之际)"
        r"|(?:开幕|闭幕|总结|主旨|欢迎|视频|书面|开场|最后|随后|现场)(?:致辞|致词|发言|演讲|讲话|陈词)(?:时|中)"
        r"|(?:援引|引用|结合|根据|依据)[^，。；]{2,20}?|(?:指|望|看|捧|拿|握|拍|摸|摇|翻|挥)(?:着|了|起)[^，。；]{1,12}?|(?![随沿意为])[\u4e00-\u9fff](?<!味)着[^，。；]{1,8}?"
        r"|(?:作|做|进行|给出)(?:了|出了)?(?:简要|详细|初步|明确|最后|现场|书面)?的?"
        r"|(?P<hearer>(?:就|(?<![反应面针相核绝])对(?![面岸门手方])|(?<![方去走])向|围绕|针对)[^，。；]{2,25}?(?<!调查)(?<!研究)(?<!分析)(?<!评估)(?<!统计)(?<!报告)))$"
    )


@cache
def collectives():
    return frozenset(words("zh")["collectives"])


@cache
def belongings():
    """Return the pattern of words between a speaker and a quotation: 的回答很简单 (the answer is …), but not 的孩子."""
    return re.compile(f"的{alternatives(words('zh')['answers'])}|[^们的]")


@cache
def aside():
    return re.compile(f"{alternatives(words('zh')['asides'])}(?!的)")


@cache
def address():
    return re.compile(alternatives(words("zh")["address"]))


def is_document(phrase):
    """Whether a phrase is a text that says something: 去年的报告 (last year's report), 《发展报告（2026）》."""
    return phrase.endswith(("》", *words("zh")["documents"])) or phrase in words("zh")["letters"]


def is_body(phrase):
    return phrase.endswith(tuple(words("zh")["body_ends"])) or bool(place().fullmatch(phrase))


@cache
def place():
    """Return the pattern of a place, which stands for its people: 河口镇 (Hekou town)."""
    return re.compile("[\u4e00-\u9fff]{1,4}[省市县区镇乡村州]")
