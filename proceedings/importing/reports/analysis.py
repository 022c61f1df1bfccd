"""The analysis of a report sentence by sentence, for languages whose verbs of saying have grammar."""

from dataclasses import replace

from proceedings.importing.proposals.proposal import trim

from .attributions import BACK, ELLIPTIC, INTENTION, MINUTES, NAMED, PRONOUN, TITLED, Analysis
from .sentences import before_stop, quotations, sentences

DASHES = "—–"
# A quotation that the paragraph before does not close is one with what goes on.
CLOSED = frozenset("”\"'»")
OPENING = frozenset('«„“"')
SPEAKERS = frozenset({NAMED, TITLED, PRONOUN})
# The ends of rules of which the content is no sentence.
PARTIAL = ("object", "hearer", INTENTION)


def analysis_of(
    text,
    paragraphs,
    language,
    sentence_reader,
    parts_of,
    *,
    goes_on=None,
    is_within=None,
    leading=None,
):
    """Return the Analysis of the paragraphs, spans of a normalised text.

    `sentence_reader` makes the reader of a sentence from the text, its span and the spans of quotations; `parts_of`
    returns the Parts in a sentence with its mentions. `goes_on` tells whether a sentence without attribution goes on
    with the words of the last one of its paragraph, and `is_within` whether one with attributions can. `leading`
    returns an Attribution without words of a sentence without one, with which the next sentence can go on, or None.
    """
    analysis, last, turn = Analysis(), None, None
    for start, end in paragraphs:
        quoted = quotations(text, start, end)
        # A paragraph that is one quotation goes on with a quotation before it.
        is_whole = len(quoted) == 1 and text[start:end].strip() == text[slice(*quoted[0])]
        last = last if is_whole and last and last.is_verbatim else None
        for span in sentences(text, start, end, language):
            reader = sentence_reader(text, span, quoted)
            analysis.sentences.append(span)
            analysis.mentions += reader.mentions
            analysis.parts += parts_of(text, span, reader.mentions)
            attributions = reader.read()
            attributions = [each for each in attributions if each.rule != BACK or refer_back(each, text, analysis)]
            attributions = [each for each in attributions if each.rule != ELLIPTIC or has_speaker(each, last)]
            if not attributions and last and text[span[0]] in DASHES and last.content[-1][0] >= start:
                inner = trimmed(text, span[0] + 1, span[1])
                if text[last.content[0][0] - 1] in OPENING:
                    # "«Дождь прошёл, — сказала она. — Дорога открыта»".
                    last.content.append(inner)
                    continue
                # "— Дождь прошёл, — сказала она. — Дорога открыта".
                turn = replace(last.continued([inner], span), is_verbatim=True)
                analysis.attributions.append(turn)
                continue
            if not attributions and turn and turn.begun is last and turn.content[0][0] >= start:
                # "… — Дорога открыта. Но моста нет".
                turn.content[-1] = (turn.content[-1][0], trimmed(text, *span)[1])
                continue
            is_dialogue = text[start] in DASHES and last and last.begun and last.begun.rule == "tag"
            if not attributions and last and (last.rule == MINUTES or is_dialogue):
                last.content.append(trimmed(text, *span))
                continue
            if not attributions and last and any(one <= span[0] and span[1] <= stop + 1 for one, stop in quoted):
                # A quotation that goes on after the words that name its speaker: “…,” she said. “…”
                inner = (span[0] + 1, span[1] - 1)
                latest = analysis.attributions[-1] if analysis.attributions else None
                if latest and (latest is last or latest.begun is last) and is_open(text, latest, span[0]):
                    latest.content.append(inner)
                else:
                    analysis.attributions.append(replace(last.continued([inner], span), is_verbatim=True))
                continue
            can_go_on = not attributions or (is_within and is_within(reader, attributions))
            if can_go_on and last and goes_on and goes_on(reader, last):
                analysis.attributions.append(last.continued([trimmed(text, *span)], span))
                continue
            analysis.attributions += attributions
            last = attributions[-1] if attributions else leading and leading(reader)
    return analysis


def is_open(text, attribution, place):
    """Whether the marks of a quotation are not closed before a place."""
    return attribution.is_verbatim and CLOSED.isdisjoint(text[attribution.content[-1][1] : place])


def has_speaker(attribution, last):
    """Give a verb without a subject the speaker of the last words of the paragraph; return whether there is one."""
    begun = last and (last.begun or last)
    attribution.begun = begun if begun and len(begun.sources) == 1 and begun.sources[0].manner in SPEAKERS else None
    return attribution.begun is not None


def trimmed(text, start, end):
    """Return the span of a sentence without its full stop."""
    return trim(text, start, before_stop(text, start, end))


def refer_back(attribution, text, analysis):
    """Give "Об этом сообщил X" the words of the sentence before it; return whether there is one."""
    last = analysis.sentences[-2] if len(analysis.sentences) > 1 else None
    own = [each for each in analysis.attributions if each.sentence == last]
    # "They agreed on a bridge. This was announced by …": the agreement, too, is what was announced.
    if own and not own[-1].rule.endswith(PARTIAL):
        attribution.content = list(own[-1].content)
    elif own and not any(source.name for each in own for source in each.sources):
        analysis.attributions = [each for each in analysis.attributions if each.sentence != last]
        attribution.content = [trimmed(text, *last)]
    elif last:
        attribution.content = [trimmed(text, *last)]
    return bool(attribution.content)
