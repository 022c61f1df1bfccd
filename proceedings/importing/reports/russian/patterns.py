"""The patterns of Russian frames, made of the words in ru.yaml."""

import re
from functools import cache

from proceedings.importing.reports.lexicon import alternatives, words

QUESTIONS = (
    r"как|чем|чего|чему|отчего|о ч[её]м|каковы|кому|кого|чей|чья|почему|"
    r"зачем|когда|где|кто|сколько|каков\w*|какой|какая|какие|какую|каким|(?:не )?\w+ ли|насколько|куда|откуда"
)
# "Во сколько обойдётся мост" (how much the bridge will cost), "с какого года" (since which year).
WITH_PREPOSITION = (
    r"(?:(?:во|в|с|со|из|из-за|от|до|по|за|к|у|при|под|для|о|об|через|на)\s(?:сколько|скольк\w+|как(?:ого|ой|ом|ому|ую|им|их|ие|ими))"
    r"|(?:во?|об?|от|с|к|у|из-за)\s(?:ч[её]м|чему|кого|кому|кем|ком)|из-за\sчего)"
)
# Between a verb and its "что": "отметил на встрече, что".
TO_THAT = re.compile(
    r"(?P<between>(?:[^,.;:«»—]|«[^»]{1,40}»){0,90}?)(?:,[^,.;:«»—]{1,60},|,|,\s\w+(?:я|в|вши|сь)\s[^,.;:«»—]{1,70}(?:,[^,.;:«»—]{1,50})?)?"
    r"(?:,\s(?:пиш[еу]т|переда[её]т|сообщает|отмечает)\s(?:[^,;:«»—]|«[^»]{1,40}»){2,40})?\s*,\s*"
    rf"(?:(?P<that>(?:чтобы|что|будто)\b)|(?=(?:{QUESTIONS}|{WITH_PREPOSITION})\b))",
    re.IGNORECASE,
)
# After the verb of ", пишет РБК, что" (RBC writes, that).
INSERTED = re.compile(r"\s(?:[^,;:«»—]|«[^»]{1,40}»){2,40},\s*что\s")
IS_QUESTION = re.compile(r"(?:не )?\w+ ли\b")
COLON = re.compile(r"[^,.;:«»—]{0,90}?\s*:(?!\d)\s*")
# "Тему продолжила Анна: она отметила, что …" (Anna took up the topic: she noted that …).
GOES_ON = re.compile(r"(?:он|она|они)\s", re.IGNORECASE)
HEARER = re.compile(r"\s+(?:[^,.;:]{3,60}?\s)??(?P<link>о|об|обо|в|с|за|к|на)\s")
TAG_START = re.compile(r"(?:[,!?…»\"”]\s*[—–-]|[,»\"”!?])\s*(?:как\s+)?$", re.IGNORECASE)
TAG_END = re.compile(r"\s*(?:[.,!?;:»—–]|$)")
TAG_REST = re.compile(r"(?:«[^»]{1,40}»|[^,.;:!?»—–]|\.(?=\w))*")
OPENS_CONTENT = re.compile(r"\s*(?::|,\s*(?:что|чтобы)\b)")
OPENS_QUESTION = re.compile(rf"\s*,\s*(?:{QUESTIONS})\b")
# Before a tag that goes on: "«…», — улыбнулась она и ушла" (she smiled and left).
BEHIND_QUOTATION = re.compile(r"[»”\"][,!?…]?\s*[—–-]\s*$")
IN_QUOTATION = re.compile(r"[,!?…]\s*[—–-]\s*$")
PLACE = re.compile(
    r"\s+(?:в|во|на|по|к|ко|после|перед|из|в ходе|во время|журналистам|агентству|корреспонденту)\b"
    r"(?:[^,.;:«»—]|«[^»]{1,60}»){0,150}"
)
CONJUNCTION = re.compile(
    r"(?:[,;]\s*)?\b(?:тогда как|в то время как|и|а также|но|а|однако)\b\s*(?:\w+\s+){0,2}$|[,;]\s*$", re.IGNORECASE
)
SAME_SUBJECT = re.compile(
    r"(?:\bи|\bа также|\bно|\bа|\bприч[её]м|\bхотя|,|;|,\s*в котор(?:ом|ой|ых))\s*"
    r"(?:(?:также|затем|при этом|особо|вместе с тем|в свою очередь|отдельно|ещё|еще)\s*)*$",
    re.IGNORECASE,
)
AS = re.compile(
    r"(?<!тогда )(?<!время )\bкак\s*(?:(?:ранее|также|уже|позже|потом|затем|вчера|"
    r"накануне|сегодня|обычно|верно|прямо|честно|недавно|сам|сама)"
    r"\s+)*$",
    re.IGNORECASE,
)
NEW_SUBJECT = re.compile(
    r"(?:,\s*(?:а|но|и|однако|на что|(?P<contrast>тогда как|в то время как))|;|\.)\s*(?:в свою очередь,?\s*)?"
    r"(?:е[её]\s+|его\s+|их\s+)?$",
    re.IGNORECASE,
)
# "…, сказал он, передаёт РБК" (…, he said, RBC reports).
AGENCY_TAIL = re.compile(
    r"(?:переда[её]т|передают|сообщает|сообщают|пишет|пишут|информирует|отмечает)\s[^,;:]{2,40}$", re.IGNORECASE
)
ALSO = re.compile(r"\s*(?:также|тоже)\s")
# After a verb in an indirect question: "согласится ли она" (whether she will agree).
UNCERTAIN = re.compile(r"\s+ли\b")
# Before a verb in a question: "на вопрос, как она считает" (asked what she thinks).
ASKED = re.compile(r"\bвопрос\w{0,3},\s(?:как|что)\s[^,]{0,30}$", re.IGNORECASE)
# The narrator after what a group agreed on: "…, однако выбрать место не удалось" (but no place was chosen).
AFTERWARDS = re.compile(r",\s(?:однако|но|впрочем)\s[^«»]*\bне\s(?:удалось|смогли|сумели|стали)\b[^«»]*$")
# The effect of an act: ", чем вызвал аплодисменты" (and so drew applause).
CAUSING = re.compile(
    r"чем\s(?:и\s)?(?:вызвал|удивил|заслужил|рассмешил|обрадовал|сорвал|озадачил|насторожил|развеселил|привл[её]к)"
)
# "Говорил о деньгах" (spoke about money) tells no more than the topic.
TOPIC = re.compile(r"\s\w+(?:\s\w+)?\s*(?:[.;!?…]|$)")
INSERTION = re.compile(r",\s(?:впрочем|правда|кстати|конечно|напомним|разумеется|однако),(?=\s)")
# Pronouns before "кто" and "чьи", which then begin no question: "тех, кто придёт" (those who come).
ANTECEDENT = re.compile(r"\b(?:те|тех|тем|теми|тот|того|тому|все|всех|всем|каждый|каждого|каждому)$")
OWN_CLAUSE = re.compile(r"(?:\s(?:о|на|в|с|за|к)?\s?(?:том|то|тем|тому))?,\s(?:что|чтобы|будто)")
# "Утверждали обратное" (claimed the opposite).
CONTRARY = re.compile(r"\s(?:прямо\s|совершенно\s)?(?:обратное|противоположное|иное)\s*(?:[.,;!?…]|$)")
THAT_LIST = re.compile(r";\s*(?:и\s+)?что\s+")


@cache
def opinion():
    """Return the pattern of "Её совет:" (her advice) and "Его позиция в том, что" at the beginning of a sentence."""
    nouns = rf"(?i:(?:главн\w+ |основн\w+ |личн\w+ )?{alternatives(words('ru')['own_words'])})"
    return re.compile(
        rf"(?:(?P<owner>(?:Его|Е[её]|Их)\b) (?P<noun>{nouns})"
        rf"|(?:(?i:прозвучал[аио]?|последовал[аио]?)\s)?(?P<noun_of>{nouns})\s(?P<whose>(?:[^,.;:«»—–]|«[^»]{{1,40}}»){{2,70}}?))"
        r"(?P<so>\s(?:(?:был[аои]?|звуч\w+)\s)?(?:прост|проста|просто|таков|такова|таково|ясен|ясна|краток|кратка|короток|коротка|"
        r"однозначен|однозначна|категоричен|категорична|так))?"
        r"(?P<end>\s*[:—–]|(?: состо\w+| заключа\w+)? в том, что|,? что)",
    )


@cache
def spoken():
    """Return the patterns of "Из доклада Анны следует, что", "Суть её речи:" and "У Анны другой взгляд:"."""
    speech, view = (rf"(?i:{alternatives(words('ru')[name])})" for name in ("speeches", "own_words"))
    owner = r"(?:(?P<{}>(?:[еЕ]го|[еЕ][её]|[иИ]х)\b)|{})"
    whose = r"(?P<whose{}>(?:[^,.;:«»—–]|«[^»]{{1,40}}»){{2,70}}?)"
    follows = r"(?P<{}>\s(?:следует|следовало|вытекает|явствует|явствовало|стало ясно|можно понять|было ясно),? что\s)"
    leads = (
        r"(?P<{}>\s*:\s|\s(?:свод\w+|св[её]л\w+) к тому,? что\s|\s(?:в том|состо\w+ в том|заключа\w+ в том),? что\s)"
    )
    return [
        re.compile(rf"Из (?:{owner.format('his1', '')}\s)?{speech}(?:\s{whose.format(1)})??{follows.format('end1')}"),
        re.compile(
            rf"(?i:(?:главн\w+ |основн\w+ |ключев\w+ )?(?:суть|смысл|пафос|лейтмотив|рефрен|итог|"
            rf"мысль|идея|{view})) "
            rf"(?:{owner.format('his2', '')}\s)?{speech}(?:\s{whose.format(2)})??{leads.format('end2')}"
        ),
        re.compile(
            rf"У {owner.format('his3', whose.format(3))}(?:\s(?:на этот сч[её]т|же|по этому поводу))?\s"
            rf"(?:[а-яё]+\s){{0,2}}(?:{view}|взгляд|мнение|точка зрения|видение|сведения|ощущение|данные)"
            r"(?P<end3>\s*[:—–]\s)"
        ),
        re.compile(
            rf"Во? (?:{owner.format('his4', '')}\s)?(?i:докладе|выступлении|речи|сообщении|слове|презентации|лекции)"
            rf"(?:\s{whose.format(4)})??(?:\s\([^()]{{2,60}}\))?"
            r"(?P<end4>\s(?:был[аои]?\s|также\s|особо\s|вновь\s){0,3}(?:обоснован|отмечен|подч[её]ркнут|показан|высказан|выражен|предложен|"
            r"сформулирован|обозначен|опровергнут|оспорен|прозвуча|звуча|доказан|подч[её]ркива|отмеча|указыва|выража|высказыва|"
            r"обосновыва)(?:[оаы]?|л[аои]?(?:с[ья])?)\b"
            r"(?:\s(?:мысль|тезис|идея|вывод|мнение|призыв|предположение|гипотеза|опасение|надежда|сожаление))?"
            r"(?:\sо том)?,?\s(?:что\s|чтобы\s)?)"
        ),
        re.compile(
            rf"(?:(?P<his5>(?:[Ее]му|[Ее]й)\b)|{whose.format(5)})(?:,\s\w+,)?\s"
            r"(?P<end5>(?:также |тоже |даже |сразу |давно |стало )*(?:кажется|казалось|показалось|думается|думалось|"
            r"представляется|видится|хочется верить|хотелось бы|жаль|жалко|обидно|странно|(?:не)?понятно|ясно|очевидно|"
            r"не верится|(?:не )?нравится|(?:не )?понравилось|мерещится)"
            r"(?:(?: то)?,\s(?:что|чтобы|как)\s|:\s))"
        ),
        re.compile(
            r"(?:(?:[Кк]уда |[Гг]ораздо |[Ее]щ[её] )?(?:[Бб]ольше|[Сс]ильнее|[Оо]собенно)(?: всего| прочего)? )?"
            rf"{owner.format('his6', whose.format(6))}\s(?:(?:больше всего|особенно|также|прежде всего|ещё)\s)?"
            r"(?P<end6>(?:беспоко|тревож|волн|насторажи|удивл|возмущ|рад|смущ|пуг|огорч|обнад[её]жив|забот|интерес|занима)\w{0,4}"
            r"(?:ит|ет|ют|ят|ило|яло|ало)"
            r"(?:\s(?:друг\w+|ин\w+|одно|и то|то|и другое|тот факт))?"
            rf"(?::\s|,\sчто\s|,\s(?=(?:{QUESTIONS}|{WITH_PREPOSITION})\b)))"
        ),
    ]


@cache
def such():
    """Return the pattern of "таков её ответ" (such is her answer) and "таково мнение мэра", about the words before."""
    nouns = alternatives(words("ru")["own_words"])
    return re.compile(
        rf"(?i:(?P<cue>\bтаков[аоы]?\s(?:же\s|был[аио]?\s|и\s)?)(?:(?P<owner>его|е[её]|их)\s)?(?:[а-яё]+(?:ый|ой|ая|ое)\s)?{nouns})"
        r"(?:\s(?P<whose>(?:[^,.;:«»—–]|«[^»]{1,40}»){2,70}?))?(?=[.!?]|$)"
    )


@cache
def passives():
    return [re.compile(pattern, re.IGNORECASE) for pattern in words("ru")["passive"]]


@cache
def reported():
    """Return the pattern of "сообщается" (it is reported) and "было объявлено" (it was announced)."""
    verbs = alternatives(words("ru")["reported"])
    return re.compile(
        rf"(?P<verb>\b(?:(?:было|стало|будет)\s+)?(?:(?:также|ранее|уже|особо)\s+)*{verbs}\b)", re.IGNORECASE
    )


@cache
def stated():
    """Return the pattern of "отмечена" (is noted) before a noun: "в решении отмечена необходимость"."""
    return re.compile(rf"\b{alternatives(words('ru')['stated'])}\b(?=\s+[^,.;:]*\w)", re.IGNORECASE)


@cache
def proposed():
    """Return the pattern of "предлагается" (it is proposed) before an infinitive."""
    return re.compile(rf"\b(?:было\s+)?{alternatives(words('ru')['proposed'])}\b(?=\s+[^,.;:]*\w)", re.IGNORECASE)


@cache
def leads():
    """Return the pattern of acts before a colon and words: "тон задала Анна: …" (Anna set the tone: …)."""
    return re.compile(rf"\b{alternatives(words('ru')['leads'])}", re.IGNORECASE)


@cache
def back():
    """Return the pattern of "Об этом" (about this) at the beginning of a sentence."""
    return re.compile(rf"[^\w«„“\"]*{alternatives(words('ru')['back'])}\b", re.IGNORECASE)


@cache
def prepositional():
    """Return the pattern of "по словам X" (according to X) and "по его мнению" (in his opinion)."""
    names = ("prepositional", "possessed", "anonymous")
    phrases, possessed, anonymous = (alternatives(words("ru")[name]) for name in names)
    return re.compile(
        rf"\b(?:(?P<whole>{possessed}|(?P<anonymous>{anonymous}))|(?P<to>{phrases})\s+(?P<source>(?:«[^»]*»|[^,;:«»])+?))"
        r"(?=\s*[,.;:]|\s*$|\s—)",
        re.IGNORECASE,
    )
