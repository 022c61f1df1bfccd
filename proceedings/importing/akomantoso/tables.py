"""Tables of Akoma Ntoso in Markdown."""

from .body.structure import SKIPPED
from .inline_markdown import inline_markdown

ALIGNMENTS = {"left": ":---", "center": ":---:", "right": "---:"}
ROW_GROUPS = {"thead", "tbody", "tfoot"}


def write_table(writer, element):
    """Write the rows as a table. Words between rows stay in their place and split the table."""
    rows = []
    for part in table_parts(element):
        if isinstance(part, str):
            if part.strip():
                add_table(writer, rows)
                writer.add(part, ())
        elif part.tag == "tr":
            writer.end_paragraph()
            rows.append(part)
        else:
            add_table(writer, rows)
            writer.write(part, ())
    add_table(writer, rows)


def add_table(writer, rows):
    """Add the table of some rows, and empty their list; a table in a cell becomes lines of text."""
    texts = [row_texts(writer, row) for row in rows]
    width = max(map(len, texts), default=0)
    if width and writer.is_cell:
        writer.blocks += [" ".join(filter(None, row)) for row in texts]
    elif width:
        if any(cell.tag == "td" for cell in rows[0]) or not len(rows[0]):
            # A table in Markdown must have a header row.
            texts.insert(0, [])
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in texts]
        sides = [ALIGNMENTS.get(cell.get("class"), "---") for cell in rows[0]]
        lines.insert(1, f"| {' | '.join(sides + ['---'] * (width - len(sides)))} |")
        writer.blocks.append("\n".join(lines))
    rows.clear()


def row_texts(writer, row):
    """The Markdown of each cell, with the words beside it in the row."""
    texts = [inline_markdown([(row.text or "", ())])]
    for cell in row:
        words = writer.nested(cell, is_cell=True).blocks if cell.tag not in SKIPPED else []
        # The words before the first cell are in it.
        lead = [texts.pop()] if len(texts) == 1 and cell is row[0] else []
        texts.append(" ".join(filter(None, [*lead, *words, inline_markdown([(cell.tail or "", ())])])))
    cells = [text.replace("\\\n", " ").replace("\n", " ") for text in texts]
    # A nested cell is escaped once, with the cell around it.
    return cells if writer.is_cell else [text.replace("|", "\\|") for text in cells if len(row) or text]


def table_parts(element):
    """Yield the rows of a table, and the texts and other elements between them, in order."""
    yield element.text or ""
    for child in element:
        if child.tag in ROW_GROUPS:
            yield from table_parts(child)
        elif child.tag not in SKIPPED:
            yield child
        yield child.tail or ""
