"""The document, a piece at a time: a conference of any length takes the memory of some hundred statements."""

from contextlib import contextmanager
from itertools import chain, groupby

from django.db.models import OuterRef, Prefetch, Subquery
from lxml import etree

from proceedings.akomantoso.vocabulary import AKN, OWN
from proceedings.models import Kind, Statement, Theme

from .elements import element, with_own
from .identification import US, Referred, corrections, identification, post_id, publication
from .texts import blocks

CHUNK = 500
# How much is put together before it is sent.
PIECE = 1 << 16


class Pieces(list):
    """A file that keeps what is written to it until somebody takes it."""

    write = list.append

    def take(self, least=0):
        if sum(map(len, self)) > least:
            piece = b"".join(self)
            self.clear()
            yield piece


def document(conference, site):
    """Yield the bytes of the debate of a conference's public statements; `site` is the scheme and the host."""
    pieces = Pieces()
    with etree.xmlfile(pieces, encoding="utf-8") as file:
        file.write_declaration()
        with opened(file, "akomaNtoso", nsmap={None: AKN, "record": OWN}), opened(file, "debate", name="conference"):
            for found in chain(head(file, conference, site), body(file, conference)):
                file.write(found)
                file.flush()
                yield from pieces.take(PIECE)
    yield from pieces.take()


@contextmanager
def opened(file, tag, nsmap=None, **attributes):
    with file.element(f"{{{AKN}}}{tag}", attributes, nsmap=nsmap):
        yield


def head(file, conference, site):
    referred = Referred(conference, site)
    with opened(file, "meta"):
        yield identification(conference)
        yield publication(conference)
        events = corrections(referred.statements)
        if (first := next(events, None)) is not None:
            with opened(file, "lifecycle", source=US):
                yield from chain([first], events)
        with opened(file, "references", source=US):
            yield from referred.references()
        with opened(file, "proprietary", source=US):
            yield from referred.proprietary()
    yield cover(conference)
    if conference.summary.strip():
        yield element("preface", "", *blocks(conference.summary), lang=conference.language)


def cover(conference):
    lines = [element("p", "", element("docTitle", conference.title))]
    if conference.starts_on:
        lines.append(element("p", "", element("docDate", conference.starts_on.isoformat(), date=conference.starts_on)))
    if conference.place:
        lines.append(element("p", conference.place))
    return element("coverPage", "", *lines, lang=conference.language)


def body(file, conference):
    sessions = {session.pk: session for session in conference.sessions.order_by("position")}
    reply = statements_of(conference).filter(pk=OuterRef("in_reply_to"))
    rows = (
        statements_of(conference)
        .in_order()
        .select_related("speaker", "appointment__organisation", "appointment__speaker")
        .prefetch_related(Prefetch("themes", Theme.objects.order_by("slug")))
        .annotate(reply_slug=Subquery(reply.values("slug")[:1]))
    )
    groups = groupby(rows.iterator(CHUNK), lambda row: row.session_id)
    key, said = next(groups, (None, ()))
    with opened(file, "debateBody"):
        for pk, session in sessions.items():
            found = with_own(element("debateSection"), session, "session")
            name = {"eId": f"session__{session.slug}", "name": session.kind}
            with file.element(found.tag, {**name, **dict(found.attrib)}):
                yield element("heading", session.title)
                if pk == key:
                    yield from (statement(row, conference) for row in said)
                    key, said = next(groups, (None, ()))
        if not sessions:
            yield element("debateSection", name="other")


def statements_of(conference):
    return Statement.objects.public().at(conference)


def statement(row, conference):
    """A speech, a question or an answer by its speaker; without one, what the record tells."""
    text, themes = blocks(row.text), " ".join(f"#theme__{theme.slug}" for theme in row.themes.all())
    common = {"eId": f"statement__{row.slug}", "refersTo": themes, "lang": row.language}
    moment = row.delivered_at and row.delivered_at.astimezone(conference.zone).isoformat()
    more = {"published_at": row.published_at, "in_reply_to": row.reply_slug}
    if row.speaker is None:
        return with_own(told(row, text, common), row, "statement", delivered_at=moment, **more)
    name = row.kind if row.kind in {Kind.QUESTION, Kind.ANSWER} else "speech"
    return with_own(
        element(
            name,
            "",
            element("heading", row.title),
            element("from", speaking(row)),
            *text,
            **common,
            by=f"#speaker__{row.speaker.slug}",
            as_=row.appointment and f"#{post_id(row.appointment)}",
            startTime=moment,
        ),
        row,
        "statement",
        **more,
    )


def told(row, text, common):
    """A narrative is one paragraph; what has more is `other`, as the standard has it."""
    if len(text) == 1 and text[0].tag == f"{{{AKN}}}p":
        (paragraph,) = text
        found = element("narrative", title=row.title, **common)
        found.text = paragraph.text
        found.extend(paragraph)
        return found
    return element("other", "", *text, title=row.title, **common)


def speaking(row):
    post = row.appointment
    return ", ".join(filter(None, [row.speaker.name, *([post.title, str(post.organisation or "")] if post else [])]))
