"""Values of JSON and of text in programmes, whatever they are: a text where a text is expected, else nothing."""

import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from lxml import etree, html

from proceedings.importing.documents.plain import decoded
from proceedings.importing.proposals import UnreadableFileError
from proceedings.text import printable

TAG = re.compile(r"</?(?:p|br|div|ul|ol|li|a|b|i|em|strong|span|h[1-6])\b[^<>]*>", re.IGNORECASE)
DURATION = re.compile(r"(\d{1,4}):(\d{2})(?::\d{2})?$")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
BLOCK_ENDS = re.compile(r"</(?:p|div|li|ul|ol|h[1-6])>|<br\s*/?>", re.IGNORECASE)


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


def text_of(value):
    """Return a value as one line: of a text in several languages, the first one."""
    if isinstance(value, dict):
        value = next((each for each in value.values() if isinstance(each, str) and each), "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return " ".join(printable(value).split()) if isinstance(value, str) else ""


def prose_of(value):
    """Return a value as text with its paragraphs; tags of HTML become paragraphs or nothing."""
    if not isinstance(value, str):
        return text_of(value)
    text = printable(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not TAG.search(text):
        return text
    try:
        text = html.fromstring(f"<div>{BLOCK_ENDS.sub(lambda end: end[0] + chr(10) * 2, text)}</div>").text_content()
    except (etree.LxmlError, ValueError, AssertionError):
        text = TAG.sub("", text)
    paragraphs = (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text))
    return "\n\n".join(filter(None, paragraphs))


def list_of(value, kind=dict):
    """Return the items of a list that are of a kind; of anything else, none."""
    return [each for each in value if isinstance(each, kind)] if isinstance(value, list) else []


def dict_of(value):
    return value if isinstance(value, dict) else {}


def moment_of(text):
    """Return the datetime of an ISO text, or None."""
    try:
        return datetime.fromisoformat(text.strip())
    except (ValueError, OverflowError):
        return None


def span_of(start, duration):
    """Return (start, end) as ISO texts: of the text of a start, and of a duration such as "01:30"."""
    moment = moment_of(start)
    if moment is None:
        return "", ""
    match = DURATION.match(duration)
    try:
        end = moment + timedelta(hours=int(match[1]), minutes=int(match[2])) if match else None
    except OverflowError:
        end = None
    return moment.isoformat(), end.isoformat() if end and end > moment else ""


def day_of(text):
    match = DAY.match(text)
    return match[0] if match else ""


def zone_of(name):
    """Return the name of a time zone, or "" if it is none."""
    try:
        return ZoneInfo(name).key if name else ""
    except (ValueError, OSError):
        return ""
