"""Compare attributions with gold: precision, recall and F1 of tokens, and of whole attributions.

The gold is one JSON object a line: {"id", "language", "split", "text", "attributions": [{"source": [[start, end], …],
"cue": […], "content": […], "speaker": name}]}, with offsets of characters; "speaker" can be absent.
"""

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from typing import NamedTuple

from proceedings.importing.documents.plain import paragraphs

from .attribute import attribute
from .languages import backend_for
from .statements import TOKEN

# Two contents or two sources count as the same from this overlap of their tokens (Jaccard index).
SAME = 0.5
ROLES = ("source", "cue", "content")
WHOLE, SPEAKER = "attribution", "speaker"


class Score(NamedTuple):
    """How many tokens or attributions are right, were attributed, and are in the gold."""

    right: int
    attributed: int
    gold: int

    @property
    def precision(self):
        return self.right / self.attributed if self.attributed else 0.0

    @property
    def recall(self):
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self):
        return 2 * self.right / (self.attributed + self.gold) if self.attributed + self.gold else 0.0


class Plain(NamedTuple):
    """An attribution as sets of tokens, by their places."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    speaker: str


def read_gold(lines):
    """Yield (text, attributions, document) for each line. Raise ValueError with the number of an invalid line."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                document = json.loads(line)
                yield document["text"], document["attributions"], document
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(number) from error


def evaluate(documents, *, split=""):
    """Return {(language, backend): {role: Score}} for documents of `read_gold`, or only for those of a `split`."""
    totals = defaultdict(Counter)
    for text, gold, document in documents:
        if split and document.get("split") != split:
            continue
        language = document.get("language", "")[:2]
        attributed = attribute(text, paragraphs(text), language=language)
        counts = compare(text, gold, attributed, backend_for(attributed.language).grammar)
        totals[attributed.language, attributed.backend].update(counts)
    return {
        key: {
            role: Score(*(counts[role, each] for each in ("right", "attributed", "gold")))
            for role in (*ROLES, WHOLE, SPEAKER)
        }
        for key, counts in totals.items()
    }


def compare(text, gold, attributed, grammar):
    """Return the numbers of one document by (role, "right", "attributed" or "gold")."""
    tokens = [match.start() for match in TOKEN.finditer(text)]
    wanted = [
        Plain(*(inside(tokens, each.get(role, ())) for role in ROLES), each.get("speaker") or "") for each in gold
    ]
    proposed = [
        Plain(
            inside(tokens, [source.span for source in each.sources]),
            inside(tokens, each.cue),
            inside(tokens, each.content),
            people[0].name if len(people) == 1 else "",
        )
        for each, people in attributed.attributions
    ]
    counts = Counter()
    for at, role in enumerate(ROLES):
        one, other = (frozenset().union(*(each[at] for each in rows)) for rows in (wanted, proposed))
        counts += count(role, len(one & other), len(other), len(one))
    pairs = matched(wanted, proposed)
    right = sum(same_source(wanted[one], proposed[other], grammar) for one, other in pairs)
    counts += count(WHOLE, right, len(proposed), len(wanted))
    named = [pair for pair in pairs if same_speaker(wanted[pair[0]].speaker, proposed[pair[1]].speaker, grammar)]
    has_speakers = any(each.speaker for each in wanted)
    speakers = (len(named), sum(bool(each.speaker) for each in proposed), sum(bool(each.speaker) for each in wanted))
    return counts + count(SPEAKER, *speakers) if has_speakers else counts


def count(role, right, attributed, gold):
    return Counter({(role, "right"): right, (role, "attributed"): attributed, (role, "gold"): gold})


def inside(tokens, spans):
    """Return the indices of the tokens, of which `tokens` has the ascending starts, that begin in one of the spans."""
    return frozenset(at for start, end in spans for at in range(bisect_left(tokens, start), bisect_left(tokens, end)))


def overlap(one, other):
    """Return the tokens that both have, as a share of all that either has (Jaccard index)."""
    return len(one & other) / len(one | other) if one | other else 0.0


def matched(wanted, attributed):
    """Return index pairs (gold, attributed) with the same content, the best first; each index is in at most one."""
    scores = [
        (score, one, other)
        for one, gold in enumerate(wanted)
        for other, each in enumerate(attributed)
        if (score := overlap(gold.content, each.content)) >= SAME
    ]
    pairs, ones, others = [], set(), set()
    for _score, one, other in sorted(scores, key=lambda row: (-row[0], row[1:])):
        if one not in ones and other not in others:
            pairs.append((one, other))
            ones.add(one)
            others.add(other)
    return pairs


def same_source(gold, attributed, grammar):
    if not gold.source or not attributed.source:
        return not gold.source and not attributed.source
    return overlap(gold.source, attributed.source) >= SAME or same_speaker(gold.speaker, attributed.speaker, grammar)


def same_speaker(one, other, grammar):
    """Whether one name has only words that the other has too."""
    first, second = (frozenset(grammar.name_words(name)) for name in (one, other))
    return bool(first and second) and (first <= second or second <= first)
