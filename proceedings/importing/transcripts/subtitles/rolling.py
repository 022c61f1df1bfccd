"""Remove the repetitions of rolling captions, such as YouTube's: each cue shows the line before again."""

from itertools import pairwise

from .cues import Line

# The least share and number of cues that repeat the one before in a rolling file. Fewer are the speaker's own.
LEAST_SHARE, LEAST_CUES = 0.2, 3


def without_repetitions(text, cues):
    """Return the cues. In a rolling file, leave out words, and whole cues, that only repeat the cue before."""
    if not is_rolling(text, cues):
        return cues
    result, before = [], []
    for cue in cues:
        present = [words(text, line) for line in cue.lines]
        lines = [new for line in cue.lines if (new := without_words_of(before, text, line)).spans]
        if lines:
            cue.lines = lines
            result.append(cue)
        elif result:
            result[-1].ends = max(result[-1].ends, cue.ends)
        before = present
    return result


def is_rolling(text, cues):
    repeated = 0
    for first, second in pairwise(cues):
        last, present = words(text, first.lines[-1]), words(text, second.lines[0])
        repeated += bool(last) and present[: len(last)] == last
    return repeated >= max(LEAST_CUES, LEAST_SHARE * len(cues))


def without_words_of(before, text, line):
    """Return the line without a line of the cue before that it begins with."""
    present = words(text, line)
    repeated = max((len(each) for each in before if each and present[: len(each)] == each), default=0)
    if not repeated:
        return line
    spans = word_spans(text, line)[repeated:]
    return Line(joined(text, spans), line.voice)


def words(text, line):
    return [text[start:end] for start, end in word_spans(text, line)]


def word_spans(text, line):
    """Return the span of each word of a line."""
    spans = []
    for start, end in line.spans:
        at = start
        for word in text[start:end].split():
            at = text.index(word, at, end)
            spans.append((at, at + len(word)))
            at += len(word)
    return spans


def joined(text, spans):
    """Return the spans. Those with only white space between them are joined."""
    result = []
    for start, end in spans:
        if result and text[result[-1][1] : start].isspace():
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result
