"""Markdown as the blocks of Akoma Ntoso; proceedings.importing.akomantoso.flowing reads them back."""

from markdown_it.tree import SyntaxTreeNode

from proceedings.markup import parser
from proceedings.text import printable, xml_text

from .elements import element

INLINE = {
    "em": lambda _node: element("i"),
    "strong": lambda _node: element("b"),
    "s": lambda _node: element("inline", name="del"),
    "link": lambda node: element("a", href=node.attrs["href"], title=node.attrs.get("title", "")),
}


def blocks(text):
    """A list of block elements; an empty paragraph for an empty text, since the standard asks for one."""
    tree = SyntaxTreeNode(parser().parse(printable(text)))
    return [block(node) for node in tree.children] or [element("p")]


def block(node):
    return BLOCKS.get(node.type, paragraph)(node)


def paragraph(node):
    return inlines(element("p"), node.children[0])


def code(node):
    return element("block", node.content, name="code", title=node.info.strip())


def listed(node):
    start = int(node.attrs.get("start", 1))
    paragraphs = [child for item in node.children for child in item.children if child.type == "paragraph"]
    loose = any(not child.hidden for child in paragraphs)
    items = []
    for number, item in enumerate(node.children, start):
        head = [element("num", f"{number}.")] if node.type == "ordered_list" else []
        items.append(container("item", item.children, head))
    return element("blockList", "", *items, class_="loose" if loose else "")


def container(name, nodes, head=(), **attributes):
    return element(name, "", *head, *([block(node) for node in nodes] or [element("p")]), **attributes)


def table(node):
    return element("table", "", *(table_row(row) for part in node.children for row in part.children))


def table_row(row):
    return element("tr", "", *(element(cell.tag, "", inlines(element("p"), cell.children[0])) for cell in row.children))


def inlines(found, node):
    """The element with the words and marks of an inline node."""
    for child in node.children:
        if child.type in INLINE:
            found.append(inlines(INLINE[child.type](child), child))
        elif child.type == "code_inline":
            found.append(element("inline", child.content, name="code"))
        elif child.type == "hardbreak":
            found.append(element("br"))
        else:
            add_text(found, "\n" if child.type == "softbreak" else xml_text(child.content))
    return found


def add_text(found, text):
    if len(found):
        found[-1].tail = (found[-1].tail or "") + text
    else:
        found.text = (found.text or "") + text


BLOCKS = {
    "fence": code,
    "code_block": code,
    "hr": lambda _node: element("block", name="rule"),
    "heading": lambda node: inlines(element("block", name=node.tag), node.children[0]),
    "blockquote": lambda node: container("blockContainer", node.children, class_="quotation"),
    "bullet_list": listed,
    "ordered_list": listed,
    "table": table,
}
