"""The proposal of a report: a statement for each attribution, with its speaker, post, kind and title."""

import re
from bisect import bisect_left, insort

from proceedings.importing.proposals import Proposal, ProposedSpeaker, ProposedStatement, uncovered

from .attribute import attribute
from .attributions import COLLECTIVE, THING
from .events import conference_of

# A word, or one Chinese character.
TOKEN = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+")
# The longest title, in characters, that is made from the words of a statement.
LONGEST_TITLE = 80
WIDE = "\u2e80"
# Text with fewer words, or Chinese characters, is not listed as left over.
FEWEST = 4


def proposal_of(document, name, language=""):
    """Return the Proposal of a Document of prose."""
    text = document.text
    prose = [(block.start, block.end) for block in document.blocks if block.role != "heading"]
    headings = [(block.start, block.end) for block in document.blocks if block.role == "heading"]
    attributed = attribute(text, prose, headings=headings, language=language or document.language[:2])
    statements = [*statements_of(text, attributed), *parts_without_words(attributed)]
    statements.sort(key=place)
    spoken = {statement.speaker for statement in statements}
    return Proposal(
        name,
        document.kind,
        attributed.backend,
        conference_of(document, attributed.language),
        [ProposedSpeaker(p.name, *p.post) for p in attributed.people if p.name in spoken],
        statements,
        left_of(text, statements, attributed, prose),
    )


def left_of(text, statements, attributed, prose):
    """Return the spans of the paragraphs that no statement, part or title accounts for."""
    covered = [span for each in statements for span in (*each.content, *each.cue, *each.source_span)]
    covered += [part.sentence for part in attributed.analysis.parts]
    left = uncovered(text, covered, prose)
    # Conjunctions and other short text between attributions are left out.
    return [span for span in left if len(TOKEN.findall(text, *span)) >= FEWEST]


def place(statement):
    return min([*statement.content, *statement.cue, *statement.source_span])


def statements_of(text, attributed):
    """Yield the statements of all attributions that are remarks; joint speakers have one each, with the same words."""
    by_sentence = attributed.analysis.by_sentence()
    spoken = sorted(span for each, people in attributed.attributions if people for span in each.content)
    contents = []
    for each, people in attributed.attributions:
        if not each.is_remark:
            continue
        is_narrative = not people and is_of_group(each) and len(by_sentence[each.sentence]) == 1
        # "Forty bridges are closed, the report says. This was announced by Ann Ash."
        is_whole = is_narrative and not overlapping(spoken, each.sentence)
        content = shared(contents, [each.sentence] if is_whole else each.content)
        yield from (statement_of(text, each, person, content) for person in people or [None])


def shared(contents, content):
    """Return an earlier content that overlaps this one, or add this one: statements share all their words or none.

    `contents` are the spans so far, sorted, each with the content to which it belongs.
    """
    for span in content:
        if known := overlapping(contents, span):
            return known[-1]
    for span in content:
        insort(contents, (*span, content))
    return content


def overlapping(spans, span):
    """Return the first of sorted spans that overlaps a span, or None."""
    after = bisect_left(spans, (span[1],))
    return spans[after - 1] if after and spans[after - 1][1] > span[0] else None


def is_of_group(each):
    """Whether the words are those of a group or a thing, or nobody's."""
    sources = (each.begun or each).sources
    return not sources or sources[0].manner in {COLLECTIVE, THING}


def statement_of(text, each, person, content):
    """Return the ProposedStatement of one speaker, or of none."""
    words = " ".join(text[start:end] for start, end in content)
    kind = each.kind or (person.kinds[0] if person and person.kinds else "remarks")
    post, organisation = person.post if person else ("", "")
    return ProposedStatement(
        person.name if person else None,
        words,
        content,
        label=", ".join(text[source.start : source.end] for source in (each.begun or each).sources),
        post=post,
        organisation=organisation,
        kind="narrative" if not person and is_of_group(each) else kind,
        form="verbatim" if each.is_verbatim else "reported",
        title=title_of(text[content[0][0] : content[0][1]]),
        cue=sorted(each.cue),
        source_span=sorted({source.span for source in each.sources}),
        rule=each.rule,
    )


def parts_without_words(attributed):
    """Yield a statement without words for everybody who has a part in the event, but no remark in the report."""
    speaking = {person.name for _each, people in attributed.attributions for person in people}
    for part in attributed.analysis.parts:
        for mention in part.mentions:
            person = next((p for p in attributed.people if p.name == mention.name or mention.name in p.name), None)
            if person and mention.name and person.name not in speaking:
                speaking.add(person.name)
                post, organisation = person.post
                kind = part.kind
                yield ProposedStatement(
                    person.name, "", [], mention.text, post, organisation, kind, source_span=[mention.span], rule="part"
                )


def title_of(words):
    """Return the first words of a text as a title."""
    words = " ".join(words.split()).strip(" .,;:—–-")
    if len(words) > LONGEST_TITLE:
        cut = words[: LONGEST_TITLE - 1]
        words = (cut if cut[-1:] > WIDE else cut.rpartition(" ")[0].rstrip(" ,;:—–-") or cut) + "…"
    return words[:1].upper() + words[1:]
