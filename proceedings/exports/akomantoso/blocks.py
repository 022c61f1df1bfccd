"""Texts as block elements of Akoma Ntoso; the importer reads them back."""

from markdown_it.tree import SyntaxTreeNode

from proceedings.markup import MARKDOWN, marker, parse
from proceedings.text import xml_text

from .elements import element

INLINE = {
    "em": lambda _node: element("i"),
    "strong": lambda _node: element("b"),
    "s": lambda _node: element("inline", name="del"),
    "link": lambda node: element("a", href=node.attrs["href"], title=node.attrs.get("title", "")),
}


def blocks(text, text_format=MARKDOWN):
    """Return a list of block elements; an empty paragraph for an empty text, since the standard requires one."""
    tree = SyntaxTreeNode(parse(text, text_format))
    return [block(node) for node in tree.children] or [element("p")]


def block(node):
    return BLOCKS.get(node.type, paragraph)(node)


def paragraph(node):
    return add_inlines(element("p"), node.children[0])


def code(node):
    return element("block", node.content, name="code", title=node.info.strip())


def block_list(node):
    paragraphs = [child for item in node.children for child in item.children if child.type == "paragraph"]
    loose = any(not child.hidden for child in paragraphs)
    items = [container("item", item.children, [element("num", marker(item))]) for item in node.children]
    return element("blockList", "", *items, class_="loose" if loose else "")


def container(name, nodes, head=(), **attributes):
    children = [block(node) for node in nodes] or [element("p")]
    return element(name, "", *head, *children, **attributes)


def table(node):
    return element("table", "", *(table_row(row) for part in node.children for row in part.children))


def table_row(row):
    cells = [
        element(cell.tag, "", add_inlines(element("p"), cell.children[0]), class_=cell.attrs.get("class"))
        for cell in row.children
    ]
    return element("tr", "", *cells)


def add_inlines(target, node):
    """Add the text and marks of an inline node to an element, and return the element."""
    for child in node.children:
        if child.markup == "linkify":
            # A bare address, which is not marked as a link in the text. The importer recognises it again.
            add_text(target, child.children[0].content)
        elif child.type in INLINE:
            target.append(add_inlines(INLINE[child.type](child), child))
        elif child.type == "code_inline":
            target.append(element("inline", child.content, name="code"))
        elif child.type == "note":
            target.append(element("inline", child.content, name="noteText" if child.info else "note"))
        elif child.type == "hardbreak":
            target.append(element("br"))
        else:
            add_text(target, "\n" if child.type == "softbreak" else xml_text(child.content))
    return target


def add_text(target, text):
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


BLOCKS = {
    "fence": code,
    "hr": lambda _node: element("block", name="rule"),
    "heading": lambda node: add_inlines(element("block", name=node.tag), node.children[0]),
    "blockquote": lambda node: container("blockContainer", node.children, class_="quotation"),
    "bullet_list": block_list,
    "ordered_list": block_list,
    "table": table,
}
