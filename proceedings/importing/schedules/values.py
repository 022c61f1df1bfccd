"""Values of JSON and of text in programmes, whatever they are: a text where a text is expected, else nothing."""

import json
import re
from datetime import datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import langcodes
from django.utils.translation import gettext as _
from lxml import etree, html

from proceedings.importing.documents.plain import decoded
from proceedings.importing.proposals import UnreadableFileError
from proceedings.text import printable

TAGS = (
    "html|body|p|br|hr|div|section|article|header|footer|main|nav|figure|figcaption|ul|ol|li|dl|dt|dd|a|b|i|u|s|q|em|"
    "strong|small|big|del|ins|mark|cite|abbr|center|su[bp]|code|pre|blockquote|span|font|img|iframe|video|audio|source|"
    "table|caption|colgroup|col|tbody|thead|tfoot|tr|t[dh]|wbr|h[1-6]|o:p"
)
TAG = re.compile(rf"</?(?:{TAGS})\b[^<>]*>", re.IGNORECASE)
# Another word in angle brackets is one of the text: "the <script> of a page".
NO_TAG = re.compile(rf"<(?!!--|/?(?:{TAGS})\b)", re.IGNORECASE)
HTML = re.compile(rf"</(?:{TAGS})\s*>|<br\b|^<p\b", re.IGNORECASE)
ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|[aouAOU]uml|szlig|[eE]acute|#\d{1,6});")
# 01:30, 01:30:00, 90 (minutes), 90 min, PT1H30M, P1DT2H
DURATION = re.compile(
    r"(?P<hours>\d{1,4}):(?P<minutes>\d{2})(?::\d{2})?|(?P<only>\d{1,4})(?: ?min(?:ute)?[ns]?\.?)?|"
    r"P(?=[\dT])(?:(?P<days>\d{1,3})D)?(?:T(?:(?P<h>\d{1,3})H)?(?:(?P<m>\d{1,4})M)?(?:\d{1,2}S)?)?",
    re.IGNORECASE,
)
# A day alone is no time, which would be midnight.
WITH_HOUR = re.compile(r"\d[T ]\s*\d")
HOUR_WITH_POINT = re.compile(r"[T ]\s*\d{1,2}[.,]")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
BLOCKS = re.compile(
    r"</?(?:p|div|section|article|header|footer|li|[uod]l|dt|dd|pre|blockquote|table|tr|h[1-6])\b[^<>]*>|<[bh]r\b[^<>]*>",
    re.IGNORECASE,
)
CELL_ENDS = re.compile(r"</t[dh]>", re.IGNORECASE)
SEVERAL_LANGUAGES = re.compile(r"[/,;&+|\n]|\s(?:and|or|und|oder|et|ou|y|e|и|или)\s|[和与、]", re.IGNORECASE)
# They have no words for readers.
UNSEEN = re.compile(r"<(style|script|head)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
# A link whose words are not its address.
LINK = re.compile(
    r"<a\b[^<>]*?\bhref\s*=\s*[\"']?(?P<address>https?://[^\"'\s<>]+)[^<>]*>(?P<words>.{0,2000}?)</a\s*>",
    re.IGNORECASE | re.DOTALL,
)


def parse_json(data):
    """Return the object in the bytes of a JSON file. Raise UnreadableFileError."""
    try:
        content = json.loads(decoded(data))
    except (ValueError, RecursionError) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError(_("This is not JSON, or it is nested too deep.")) from None
    if not isinstance(content, dict):
        raise UnreadableFileError(_("This JSON is no programme: it has to be an object."))
    return content


def text_of(value, language=""):
    """Return a value as one line: of a text in several languages, the one in a language, or else the first one."""
    if isinstance(value, dict):
        texts = {key: each for key, each in value.items() if isinstance(each, str) and each}
        value = texts.get(language) or next(iter(texts.values()), "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return " ".join(printable(value).split()) if isinstance(value, str) else ""


def prose_of(value):
    """Return a value as text with its paragraphs; tags of HTML become paragraphs or nothing."""
    if not isinstance(value, str):
        return text_of(value)
    text = printable(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not HTML.search(text):
        return plain_characters(text)
    text = NO_TAG.sub("&lt;", LINK.sub(with_address, UNSEEN.sub("", text)))
    text = CELL_ENDS.sub(lambda end: f" {end[0]}", BLOCKS.sub(lambda tag: f"\n\n{tag[0]}\n\n", text))
    try:
        text = html.fromstring(f"<div>{text}</div>").text_content()
    except (etree.LxmlError, ValueError, AssertionError):
        text = TAG.sub("", text)
    paragraphs = (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text))
    return "\n\n".join(filter(None, paragraphs))


def with_address(link):
    """Return a link of HTML with its address behind its words, unless these are the address."""
    words = " ".join(TAG.sub("", link["words"]).split())
    return link[0] if not words or words in unescape(link["address"]) else f"{link[0]} ({link['address']})"


def plain_characters(text):
    """Return a text with characters in place of the entities of HTML."""
    return ENTITY.sub(lambda entity: unescape(entity[0]), text).replace("\xa0", " ") if "&" in text else text


def list_of(value, kind=dict):
    """Return the items of a list that are of a kind; of anything else, none."""
    return [each for each in value if isinstance(each, kind)] if isinstance(value, list) else []


def dict_of(value):
    return value if isinstance(value, dict) else {}


def moment_of(text):
    """Return the datetime of an ISO text, or None; 14.05 is not five hundredths of a second after 14:00."""
    if HOUR_WITH_POINT.search(text) or not WITH_HOUR.search(text):
        return None
    try:
        return datetime.fromisoformat(text.strip())
    except (ValueError, OverflowError):
        return None


def minutes_of(duration):
    """Return the minutes of a duration such as "01:30", "90" or "PT1H30M"; None for another text."""
    match = DURATION.fullmatch(duration)
    if not match:
        return None
    hours, minutes = match["hours"] or match["h"], match["minutes"] or match["only"] or match["m"]
    return int(match["days"] or 0) * 1440 + int(hours or 0) * 60 + int(minutes or 0)


def start_of(day, clock, first_clock):
    """Return the ISO text of a clock time on a day that begins at another clock time, and ends after midnight."""
    moment = moment_of(f"{day}T{clock:0>5}") if day and clock else None
    if moment is None:
        return ""
    try:
        return (moment + timedelta(days=moment.strftime("%H:%M") < first_clock)).isoformat()
    except OverflowError:
        return ""


def in_offset_of(text, *others):
    """Return an ISO text with the offset of other times, such as those of its day, if they agree and it has none."""
    moment = moment_of(text)
    offsets = {other.utcoffset(): other.tzinfo for other in map(moment_of, others) if other and other.tzinfo}
    if moment is None or moment.tzinfo or len(offsets) != 1:
        return text
    return moment.replace(tzinfo=next(iter(offsets.values()))).isoformat()


def clock_of(text):
    """Return the clock time of an ISO text as HH:MM; "" if it is none."""
    moment = moment_of(text)
    return moment.strftime("%H:%M") if moment else ""


def language_of(text):
    """Return the tag of a language that is given by a tag or a name; "" for anything else."""
    if not text or langcodes.tag_is_valid(text):
        return text
    if SEVERAL_LANGUAGES.search(text):
        # The first one would be taken.
        return ""
    try:
        return str(langcodes.find(text))
    except (LookupError, ValueError):
        return ""


def day_of(text):
    match = DAY.match(text)
    return match[0] if match else ""


def zone_of(name):
    """Return the name of a time zone, or "" if it is none."""
    try:
        return ZoneInfo(name).key if name else ""
    except (ValueError, OSError, KeyError):
        return ""
