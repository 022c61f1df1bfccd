"""A book as EPUB 3.3: a zip of XHTML from Django's templates."""

from importlib.metadata import version
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.template.loader import render_to_string

from proceedings.text import xml_text

from . import typst_job
from .texts import Markdown
from .xhtml import paragraphs

FOLDER = "book/epub"
# Statements in a document. Reading devices load each as a whole, and turn pages slowly in longer ones.
LONGEST_DOCUMENT = 100
# The earliest time that a zip can have. A fixed time makes equal files from equal contents.
TIMESTAMP = (1980, 1, 1, 0, 0, 0)


def edition():
    """The versions of all that a book depends on besides its contents: templates and programs."""
    folder = typst_job.TEMPLATES / FOLDER
    texts = [path.read_text() for path in sorted(folder.iterdir())]
    return [*texts, *(version(package) for package in ("django", "markdown-it-py", "nh3", "lxml"))]


def write(contents, path):
    """Write a book with the contents of contents.book to a path."""
    book = xhtml_contents(contents)
    documents = list(documents_of(book))
    places = {
        statement["number"]: f"{document['id']}.xhtml#statement-{statement['id']}"
        for document in documents
        for statement in document.get("statements", ())
    }
    for document in documents:
        for entry in document.get("entries", ()):
            entry["places"] = [{"number": number, "to": places[number]} for number in entry["statements"]]
    book |= {"documents": documents, "uuid": uuid5(NAMESPACE_URL, book["address"])}
    with ZipFile(path, "w") as archive:
        # The media type comes first and uncompressed (EPUB OCF 3.3, 4.3).
        add(archive, "mimetype", "application/epub+zip", ZIP_STORED)
        add(archive, "META-INF/container.xml", render(book, "container.xml"))
        for name in ("package.opf", "nav.xhtml", "book.css"):
            add(archive, f"EPUB/{name}", render(book, name, title=book["labels"]["contents"]))
        for document in documents:
            add(archive, f"EPUB/{document['id']}.xhtml", render(book, f"{document['template']}.xhtml", **document))


def render(book, name, **context):
    return render_to_string(f"{FOLDER}/{name}", {"book": book, **context})


def add(archive, name, text, compression=ZIP_DEFLATED):
    entry = ZipInfo(name, TIMESTAMP)
    entry.compress_type = compression
    # Not those of this system, so that the file is equal on every system.
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    archive.writestr(entry, text)


def documents_of(book):
    """Yield the documents in reading order; those with a `heading` are in the table of contents."""
    labels = book["labels"]
    yield {"id": "title", "template": "title", "title": book["title"]["text"]}
    if book["participants"]:
        yield document("participants", "participants", labels["participants"])
    for number, session in enumerate(book["sessions"], 1):
        rows = session["statements"]
        for first in range(0, len(rows) or 1, LONGEST_DOCUMENT):
            statements = rows[first : first + LONGEST_DOCUMENT]
            name = f"session-{number}-{first // LONGEST_DOCUMENT + 1}"
            heading = {"heading": session["title"], "below": below(book, number, rows)} if first == 0 else {}
            yield {
                "id": name,
                "template": "session",
                "title": session["title"]["text"],
                "session": session,
                "statements": statements,
                "first": first == 0,
                **heading,
            }
    for name in ("speakers", "themes"):
        if book[name]:
            yield document(name, "index", labels[name]) | {"entries": book[name]}
    yield document("colophon", "colophon", labels["colophon"])


def below(book, number, rows):
    """The titles of a session's statements for the table of contents."""
    if not book["titles_in_contents"]:
        return []
    return [
        row | {"to": f"session-{number}-{place // LONGEST_DOCUMENT + 1}.xhtml#statement-{row['id']}"}
        for place, row in enumerate(rows)
        if not row["run_on"]
    ]


def document(name, template, title):
    return {"id": name, "template": template, "title": title, "heading": {"text": title, "language": ""}}


def xhtml_contents(value):
    """The contents with Markdown as XHTML, and without characters that XML cannot contain."""
    if isinstance(value, Markdown):
        return paragraphs(xml_text(value), value.text_format)
    if isinstance(value, str):
        return xml_text(value)
    if isinstance(value, dict):
        return {key: xhtml_contents(inner) for key, inner in value.items()}
    return [xhtml_contents(inner) for inner in value] if isinstance(value, list | tuple) else value
