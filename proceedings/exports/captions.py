"""The words of a statement as captions of its recording, in WebVTT (https://www.w3.org/TR/webvtt1/)."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from proceedings.citing.recordings import cues_of
from proceedings.models import Statement
from proceedings.responses import plain_text
from proceedings.text import citation_text

from .row_file import row_file


@row_file(Statement.objects.public().with_speakers())
def statement(request, statement):
    """The captions of a statement; 404 if its start in a recording is not known, or if it has no words."""
    cues = cues_of(statement)
    if not cues:
        return plain_text(_("There is no recording of these words with a known start.") + "\n", status=404)
    headers = {"Content-Disposition": f'inline; filename="{statement.slug}.vtt"'}
    return HttpResponse(webvtt(cues, statement.speaker_names), headers=headers, content_type="text/vtt; charset=utf-8")


def webvtt(cues, voice):
    voice = escaped(citation_text(voice))
    blocks = [
        f"{number}\n{clock(cue.starts)} --> {clock(cue.ends)}\n" + (f"<v {voice}>" if voice else "") + escaped(cue.text)
        for number, cue in enumerate(cues, 1)
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def escaped(text):
    """Return the text with the signs of WebVTT escaped, so that no word is read as a tag or the arrow of a time."""
    return citation_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clock(seconds):
    """Return seconds as a time of WebVTT.

    >>> clock(3723.5)
    '01:02:03.500'
    """
    thousandths = round(seconds * 1000)
    minutes, thousandths = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{thousandths // 1000:02}.{thousandths % 1000:03}"
