"""The elements inside a debate: those that begin another speaker's words, those of text, and all known ones."""

from proceedings.akomantoso.vocabulary import HEADINGS, NARRATIVE_ELEMENTS, SECTIONS, SPEECHES

# Elements that divide a section or a speech; the others are text.
PARTS = {*SECTIONS, *SPEECHES, *NARRATIVE_ELEMENTS, "speechGroup"}
# A container of a section can have a heading; one in a speech only holds text.
SECTION_PARTS = {*PARTS, "container", "div"}
# Elements that begin a block of text of their own.
BLOCKS = {
    *PARTS.difference(SECTIONS),
    "p",
    "block",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "blockList",
    "item",
    "listIntroduction",
    "listWrapUp",
    "blockContainer",
    "tblock",
    "container",
    "content",
    "intro",
    "wrapUp",
    "crossHeading",
    "heading",
    "subheading",
    "longTitle",
    "formula",
    "preamble",
    "quotedStructure",
    "embeddedStructure",
    "subFlow",
    "foreign",
    "interstitial",
}
# Elements that only contain others, so that a speech in one of them is not odd.
CONTAINERS = {"block", "blockContainer", "container", "content", "div", "intro", "tblock", "wrapUp"}
# Elements of the standard in a line of text.
NAMES_OF_INLINES = """
a abbr affectedDocument argument authorialNote b br change classification concept courtType date decoration def del
docAuthority docCommittee docDate docIntroducer docJurisdiction docketNumber docNumber docProponent docPurpose
docStage docStatus docTitle docType embeddedText entity eol eop event fillIn i img inline ins
judge lawyer legislature location marker mmod mod mref neutralCitation noteRef num
object omissis opinion organization outcome party person placeholder process quantity quotedText recordedTime ref
relatedDocument remark rmod role rref session shortTitle signature span sub sup term time u vote
"""
INLINES = set(NAMES_OF_INLINES.split())
# Elements without text of their own: tables of contents, metadata, references to other documents.
SKIPPED = {"toc", "meta", "componentRef", "documentRef"}
KNOWN = {*SECTION_PARTS, *BLOCKS, *CONTAINERS, *INLINES, *SKIPPED, *HEADINGS, "from"}
# Elements whose children are inside a line or a block of text, where only text is expected.
TEXTS = {"p", *INLINES}
QUOTATIONS = {"quotedStructure", "embeddedStructure"}
NOTES = {"authorialNote", "note"}


def is_quotation(element):
    return element.tag in QUOTATIONS or element.get("class") == "quotation"


def has_parts(element):
    """Return whether another speaker's words begin inside a block; quotations and notes do not count."""
    if is_quotation(element) or element.tag in NOTES:
        return False
    return any(child.tag in PARTS or has_parts(child) for child in element)
