"""Rules for blocks, each around the rule of markdown-it with the same name."""

import re

from markdown_it import rules_block
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block.table import escapedSplit

DEFINITION = re.compile(r"\[([^\[\]]+)\]:[ \t]*\n?[ \t]*<?(?:https?://|mailto:|/|#)")
LANGUAGE = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*\S*[ \t]*\Z")
# The deepest levels of quotations and of lists (a list counts as two levels). Deeper ones are text: markdown-it would
# drop them, and Typst refuses more quotations.
DEEPEST_QUOTATION, DEEPEST_LIST = 12, 20


def blockquote(state, start, end, silent):
    return state.level < DEEPEST_QUOTATION and rules_block.blockquote(state, start, end, silent)


def list_block(state, start, end, silent):
    return state.level < DEEPEST_LIST and rules_block.list_block(state, start, end, silent)


def fence(state, start, end, silent):
    """Read a fence with at most a language after it; other words there would not be shown."""
    return bool(LANGUAGE.match(line(state, start))) and rules_block.fence(state, start, end, silent)


def lheading(state, start, end, silent):
    """Read a heading that is underlined with "="; a line of "-" below a paragraph is a rule, or an editor's line."""
    undo = Undo(state)
    if not rules_block.lheading(state, start, end, silent):
        return False
    if state.tokens[-1].markup == "=" and state.line == start + 2:
        return True
    undo()
    return False


def reference(state, start, end, silent):
    """Read the definition of a link only if it has an address, the first for its label, and something refers to it."""
    definition = DEFINITION.match(state.src, state.bMarks[start] + state.tShift[start])
    if definition is None:
        return False
    label = normalizeReference(definition[1])
    if label in state.env.get("references", ()) or label not in references(state):
        return False
    return rules_block.reference(state, start, end, silent)


def references(state):
    """The labels that the text refers to."""
    if "labels" not in state.env:
        labels = re.findall(r"\[([^\[\]]+)\](?!:)", state.src)
        state.env["labels"] = {normalizeReference(label) for label in labels}
    return state.env["labels"]


def table(state, start, end, silent):
    """Read a table unless a row has more cells than the head, which would not be shown."""
    undo = Undo(state)
    if not rules_block.table(state, start, end, silent):
        return False
    if silent or all(len(cells(state, at)) <= len(cells(state, start)) for at in range(start + 2, state.line)):
        return True
    undo()
    return False


def cells(state, at):
    row = escapedSplit(line(state, at).strip())
    if row and not row[0].strip():
        row.pop(0)
    while row and not row[-1].strip():
        row.pop()
    return row


def line(state, at):
    return state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]]


class Undo:
    """Restores the state before a rule."""

    def __init__(self, state):
        self.state = state
        self.saved = len(state.tokens), state.line, state.level, state.parentType

    def __call__(self):
        count, self.state.line, self.state.level, self.state.parentType = self.saved
        del self.state.tokens[count:]
