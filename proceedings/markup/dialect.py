"""Our Markdown: CommonMark with tables and deletions, without the rules that change words of a record.

Numbers of lists are those that were typed; indentation is no code; `4*5*6` keeps its signs; a link definition that
nothing refers to is text. Each rule here replaces the rule of markdown-it with the same name, and says why.
"""

from functools import cache

from markdown_it import MarkdownIt

from . import blocks, inlines, markers


class Markdown(MarkdownIt):
    def normalizeLinkText(self, link):  # noqa: N802 - the name in MarkdownIt
        """Return the address as it was typed."""
        return link


@cache
def parser() -> MarkdownIt:
    markdown = Markdown("commonmark", {"html": False, "maxNesting": blocks.DEEPEST_LIST + 4}).enable(
        ["table", "strikethrough"]
    )
    # Images would make the reader's browser send requests to other sites.
    markdown.disable(["image", "code"])
    around = ["paragraph", "reference", "blockquote", "list"]
    for name, rule, interrupts in (
        ("table", blocks.table, around[:2]),
        ("fence", blocks.fence, around),
        ("blockquote", blocks.blockquote, around),
        ("list", blocks.list_block, around[:3]),
        ("reference", blocks.reference, []),
        ("lheading", blocks.lheading, []),
    ):
        markdown.block.ruler.at(name, rule, {"alt": interrupts})
    for name, rule in (
        ("linkify", inlines.bare_address),
        ("escape", inlines.escape),
        ("emphasis", inlines.emphasis),
        ("strikethrough", inlines.strikethrough),
    ):
        markdown.inline.ruler.at(name, rule)
    markdown.inline.ruler.enable(["linkify"])
    markdown.inline.ruler.before("link", "note", inlines.note)
    markdown.core.ruler.before("block", "notes", inlines.find_notes)
    markdown.core.ruler.push("markers", markers.keep)
    return markdown
