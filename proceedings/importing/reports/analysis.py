"""The analysis of a report sentence by sentence, for languages whose verbs of saying have grammar."""

from .attributions import Analysis
from .sentences import quotations, sentences


def analysis_of(text, paragraphs, language, sentence_reader, parts_of):
    """Return the Analysis of the paragraphs, spans of a normalised text.

    `sentence_reader` makes the reader of a sentence from the text, its span and the spans of quotations; `parts_of`
    returns the Parts in a sentence with its mentions.
    """
    analysis, last = Analysis(), None
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
            if not attributions and last and any(one <= span[0] and span[1] <= stop + 1 for one, stop in quoted):
                # A quotation that goes on after the words that name its speaker.
                last.content.append((span[0] + 1, span[1] - 1))
                continue
            analysis.attributions += attributions
            last = attributions[-1] if attributions else None
    return analysis
