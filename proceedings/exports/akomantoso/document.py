"""The document, written in pieces: memory stays at some hundred statements, however long the conference."""

from contextlib import contextmanager
from itertools import chain, groupby

from django.db.models import OuterRef, Prefetch, Subquery
from lxml import etree

from proceedings.akomantoso.vocabulary import AKN, OWN, UNNAMED
from proceedings.models import Kind, Statement, Theme
from proceedings.models.statements.credits import further_speakers

from .blocks import blocks
from .elements import add_own, element
from .metadata import SOURCE, References, corrections, identification, post_id, publication

# Rows per query.
CHUNK = 500
# Bytes that are collected before they are sent.
PIECE = 1 << 16


class Buffer(list):
    """A file object that collects bytes until they are taken."""

    write = list.append

    def take(self, minimum=0):
        if sum(map(len, self)) > minimum:
            piece = b"".join(self)
            self.clear()
            yield piece


def document(conference, site):
    """Yield the bytes of the debate of a conference's public statements; `site` is the scheme and host."""
    buffer = Buffer()
    with etree.xmlfile(buffer, encoding="utf-8") as file:
        file.write_declaration()
        root = open_element(file, "akomaNtoso", nsmap={None: AKN, "record": OWN})
        with root, open_element(file, "debate", name="conference"):
            for part in chain(head(file, conference, site), body(file, conference)):
                file.write(part)
                file.flush()
                yield from buffer.take(PIECE)
    yield from buffer.take()


@contextmanager
def open_element(file, tag, nsmap=None, **attributes):
    with file.element(f"{{{AKN}}}{tag}", attributes, nsmap=nsmap):
        yield


def head(file, conference, site):
    references = References(conference, site)
    with open_element(file, "meta"):
        yield identification(conference)
        yield publication(conference)
        events = corrections(references.statements)
        if (first := next(events, None)) is not None:
            with open_element(file, "lifecycle", source=SOURCE):
                yield from chain([first], events)
        with open_element(file, "references", source=SOURCE):
            yield from references.standard_elements()
        with open_element(file, "proprietary", source=SOURCE):
            yield from references.own_elements()
    yield cover(conference)
    if conference.summary.strip():
        yield element("preface", "", *blocks(conference.summary), lang=conference.language)


def cover(conference):
    lines = [element("p", "", element("docTitle", conference.title))]
    for known in dict.fromkeys(conference.period or ()):
        # A docDate requires a whole day.
        children = [element("docDate", known.isoformat(), date=known)] if known.is_day else []
        lines.append(element("p", "" if children else known.isoformat(), *children))
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
        .prefetch_related(further_speakers(), Prefetch("themes", Theme.objects.order_by("slug")))
        .annotate(reply_slug=Subquery(reply.values("slug")[:1]))
    )
    groups = groupby(rows.iterator(CHUNK), lambda row: row.session_id)
    key, statements = next(groups, (None, ()))
    with open_element(file, "debateBody"):
        for pk, session in sessions.items():
            section = add_own(element("debateSection"), session, "session")
            name = {"eId": f"session__{session.slug}", "name": session.kind}
            with file.element(section.tag, {**name, **dict(section.attrib)}):
                yield element("heading", session.title)
                if pk == key:
                    yield from (statement(row, conference) for row in statements)
                    key, statements = next(groups, (None, ()))
        if not sessions:
            yield element("debateSection", name="other")


def statements_of(conference):
    return Statement.objects.public().at(conference)


def statement(row, conference):
    """A speech, question or answer by a speaker; a narrative without one."""
    text, themes = blocks(row.text, row.text_format), " ".join(f"#theme__{theme.slug}" for theme in row.themes.all())
    common = {"eId": f"statement__{row.slug}", "refersTo": themes, "lang": row.language}
    moment = row.delivered_at and row.delivered_at.astimezone(conference.zone).isoformat()
    more = {"published_at": row.published_at, "in_reply_to": row.reply_slug}
    if not row.is_spoken:
        return add_own(narrative(row, text, common), row, "statement", delivered_at=moment, **more)
    name = row.kind if row.kind in {Kind.QUESTION, Kind.ANSWER} else "speech"
    speech = element(
        name,
        "",
        element("heading", row.title),
        # As the source prints it, else the names with the capacities.
        element("from", "; ".join(credit.label or str(credit) for credit in row.credits)),
        *text,
        **common,
        by=f"#speaker__{row.speaker.slug}" if row.speaker else f"#{UNNAMED}",
        as_=row.appointment and f"#{post_id(row.appointment)}",
        startTime=moment,
    )
    return add_own(speech, row, "statement", **more)


def narrative(row, text, common):
    """A `narrative` for a single paragraph; the standard requires `other` for more than that."""
    if len(text) == 1 and text[0].tag == f"{{{AKN}}}p":
        (paragraph,) = text
        result = element("narrative", title=row.title, **common)
        result.text = paragraph.text
        result.extend(paragraph)
        return result
    return element("other", "", *text, title=row.title, **common)
