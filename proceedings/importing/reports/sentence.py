"""The base of the readers of one sentence: the words that are attributed, and how they are bounded."""

from .attributions import INTENTION, Attribution, Mention
from .lexicon import words
from .sentences import before_stop

MARKS = ",;:—–-，：；、"
# The most verbs of a sentence that are looked at; a sentence with more is not prose.
MOST_CUES = 40
LEADING = f"{MARKS}.。•●▪■◆▲△★☆▼◎○\ufe0f"


class Sentence:
    """One sentence of a normalised text. `quoted` are the spans of quotations.

    A subclass sets `language`, `that_list`, a pattern of what stands between "that …; that …", and `conjunction`, a
    pattern of words at the end of a content that belong to what follows it.
    """

    language = ""
    that_list = conjunction = None

    def __init__(self, text, span, quoted):
        self.text, self.span, self.quoted = text, span, quoted
        self.start, self.end = span
        self.content_end = before_stop(text, self.start, self.end)
        self.attributions, self.mentions = [], []

    @property
    def previous(self):
        """The last attribution of the sentence so far, or None."""
        return self.attributions[-1] if self.attributions else None

    def is_quoted(self, at):
        return any(first < at < last for first, last in self.quoted)

    def quoted_inside(self):
        """Return the spans of the quotations that begin in the sentence."""
        return [span for span in self.quoted if self.start <= span[0] < self.end]

    def length(self, span):
        return len(self.text[slice(*span)].split())

    def attribute(self, sources, cue, content, rule, *, base=""):
        """Add an attribution of the spans that are not empty; return whether there is one with content."""
        content, cue = ([span for span in spans if span[0] < span[1]] for spans in (content, cue))
        if content:
            kind = words(self.language)["cue_kinds"].get(base, "")
            is_attitude = rule.endswith(INTENTION) or base in words(self.language).get("attitudes", ())
            each = Attribution(sources, sorted(cue), content, rule, self.span, kind, is_remark=not is_attitude)
            self.attributions.append(each)
        return bool(content)

    def mention(self, span, manner, name=""):
        return Mention(*span, manner, self.text[slice(*span)], name)

    def trimmed(self, start, end):
        """Return the span without white space, commas and dashes at its ends."""
        while start < end and (self.text[start].isspace() or self.text[start] in LEADING):
            start += 1
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in MARKS):
            end -= 1
        return start, end

    def close(self, at):
        """End the last content before a place and its conjunction; drop the attribution if no words are left."""
        if self.previous is None:
            return
        before = self.text[self.start : at]
        match = self.conjunction.search(before) if self.conjunction else None
        end = self.start + (match.start() if match else len(before))
        spans = [self.trimmed(start, min(stop, end)) for start, stop in self.previous.content if start < end]
        if content := [span for span in spans if span[0] < span[1]]:
            self.previous.content = content
        else:
            self.attributions.pop()

    def separate(self):
        """Divide "that …; that …" into one attribution each, and mark words that are quoted as a whole."""
        divided = [part for each in self.attributions for part in self.divided(each)]
        divided = [part for each in divided for part in self.object_and_quotation(each)]
        for each in divided:
            whole = [self.unquoted(span) for span in each.content]
            each.is_verbatim = bool(whole) and all(is_inside for is_inside, _span in whole)
            each.content = [span for _is_inside, span in whole]
        self.attributions = divided

    def divided(self, each):
        if self.that_list is None or not each.rule.endswith("that") or len(each.content) != 1:
            return [each]
        ((start, end),) = each.content
        marks = list(self.that_list.finditer(self.text, start, end))
        spans = zip([start, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), end], strict=True)
        trimmed = [span for span in (self.trimmed(*each) for each in spans) if span[0] < span[1]]
        return [
            Attribution(each.sources, each.cue, [span], "that list" if at else each.rule, each.sentence, each.kind)
            for at, span in enumerate(trimmed)
        ]

    def object_and_quotation(self, each):
        """Return [an attribution], or two if a quotation of its own follows its object: "urged calm: “…”"."""
        return [each]

    def unquoted(self, span):
        """Return whether a span is one quotation, and the span without its marks if so."""
        start, end = span
        for first, last in self.quoted:
            if first <= start and end <= last:
                inner = self.trimmed(max(start, first + 1), min(end, last - 1))
                return True, inner if inner[0] < inner[1] else span
        return False, span
