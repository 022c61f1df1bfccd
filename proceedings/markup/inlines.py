"""Rules for what is inside a line."""

import re

from markdown_it import rules_inline
from markdown_it.rules_inline import emphasis as emphasis_rules
from markdown_it.rules_inline import strikethrough as strikethrough_rules

from .addresses import REST, SCHEME, address_end

# Scripts without spaces between words, where emphasis begins and ends inside what looks like one word.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
# A backslash before these is a sign, as in a formula (“\,”) or a path: Markdown never needs it there.
UNESCAPED = ",;:/?"
NOTE = re.compile(r"\[\^([^\s\[\]^]{1,60})\]")
NOTE_TEXT = re.compile(r"^[ \t>]*\[\^([^\s\[\]^]{1,60})\]:", re.MULTILINE)


def emphasis(state, silent):
    return is_sign(state, "*", silent) or emphasis_rules.tokenize(state, silent)


def strikethrough(state, silent):
    return is_sign(state, "~", silent) or strikethrough_rules.tokenize(state, silent)


def is_sign(state, sign, silent):
    """Take signs inside a word, a number or a formula as text: 4*5*6, (a)*(b)*(c)."""
    if silent or state.src[state.pos] != sign:
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == sign:
        end += 1
    before, after = state.src[max(0, state.pos - 1) : state.pos], state.src[end : min(end + 1, state.posMax)]
    in_word = before.isalnum() and after.isalnum() and not UNSPACED.match(before) and not UNSPACED.match(after)
    in_formula = before in {")", "]"} and after in {"(", "["}
    if not (in_word or in_formula):
        return False
    state.pending += state.src[state.pos : end]
    state.pos = end
    return True


def escape(state, silent):
    if state.src[state.pos : state.pos + 1] == "\\" and state.src[state.pos + 1 : state.pos + 2] in set(UNESCAPED):
        return False
    return rules_inline.escape(state, silent)


def bare_address(state, silent):
    """Read a web address in full as a link, so that signs in it mean nothing."""
    if state.linkLevel or silent or not state.src.startswith("://", state.pos):
        return False
    before = state.src[max(0, state.pos - len(" https")) : state.pos]
    scheme, rest = SCHEME.search(before), REST.match(state.src, state.pos, state.posMax)
    if not scheme or not rest or state.src.startswith("\\", rest.end()):
        # An address with an escaped sign does not end there.
        return False
    start = state.pos - len(scheme[0])
    address = state.src[start : address_end(state.src, start, rest.end())]
    href = state.md.normalizeLink(address)
    if len(address) <= len(scheme[0]) + len("://") or not state.md.validateLink(href):
        return False
    if not state.pending.endswith(scheme[0]):
        return False
    state.pending = state.pending[: -len(scheme[0])]
    opening = state.push("link_open", "a", 1)
    opening.attrs, opening.markup, opening.info = {"href": href}, "linkify", "auto"
    state.push("text", "", 0).content = address
    closing = state.push("link_close", "a", -1)
    closing.markup, closing.info = "linkify", "auto"
    state.pos = start + len(address)
    return True


def find_notes(state):
    """Find the labels of footnotes that have a text and are referred to; all others are text."""
    texts = {match[1] for match in NOTE_TEXT.finditer(state.src)}
    state.env["notes"] = texts and texts.intersection(NOTE.findall(NOTE_TEXT.sub("", state.src)))


def note(state, silent):
    """Read [^1] as the sign of a footnote, or of its text if it begins a line and a colon follows."""
    match = NOTE.match(state.src, state.pos, state.posMax)
    if match is None or match[1] not in state.env.get("notes", ()):
        return False
    line = state.src.rfind("\n", 0, state.pos) + 1
    is_text = state.src.startswith(":", match.end()) and not state.src[line : state.pos].strip(" \t")
    if not silent:
        token = state.push("note", "sup", 0)
        token.content, token.info = f"[{match[1]}]", "text" if is_text else ""
        token.meta = {"label": match[1]}
    state.pos = match.end() + is_text
    return True
