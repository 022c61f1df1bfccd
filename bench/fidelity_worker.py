"""Compare the words of all texts of one database with those of each format, for bench.fidelity."""

import csv
import io
import random
import sys
import tempfile
from collections import defaultdict
from ipaddress import IPv4Address
from pathlib import Path
from zipfile import ZipFile

from django.conf import settings
from django.test import Client

# Sets up Django as a server does, before models are imported.
import proceedings.wsgi  # noqa: F401 # isort: skip
from django.utils import timezone
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from proceedings.exports.book import epub
from proceedings.exports.book.contents import TooLongError, book
from proceedings.importing.formulas import unescape_formula
from proceedings.markup import PLAIN
from proceedings.models import Conference, Statement

from .words import difference, element_text

SHOWN = 5
FORMATS = ("page", ".txt", ".md", "API text", "API paragraphs", "CSV", "Akoma Ntoso", "EPUB")
STANDARD = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


class Measurement:
    """The number of texts by format, of those with equal words, and the first differences."""

    def __init__(self):
        self.total, self.equal, self.differences = defaultdict(int), defaultdict(int), defaultdict(list)

    def compare(self, name, statement, shown, text_format=None):
        """Compare what a format shows of a text; PLAIN compares with the text as it is written, marks included."""
        self.total[name] += 1
        found = ("text", "nothing") if shown is None else None
        if shown is not None:
            found = difference(statement.text, text_format or statement.text_format, shown)
        if found:
            self.differences[name].append((statement.slug, *found))
        else:
            self.equal[name] += 1

    def report(self):
        for name in FORMATS:
            total, equal = self.total[name], self.equal[name]
            print(f"{name:16}{equal:>8,} of {total:>8,}  {100 * equal / total if total else 100:.3f} %")
            for slug, written, shown in self.differences[name][:SHOWN]:
                print(f"    {slug}: “{written}” is shown as “{shown}”")


def publish_all():
    """Publish all rows of the scratch database, so that every text has a page."""
    now = {"status": "published", "published_at": timezone.now()}
    for model in (Conference, Statement):
        model._base_manager.exclude(status="published").update(**now, withdrawal_reason="")


def measure_pages(client, statement, measurement):
    page = lxml_html.fromstring(client.get(f"/statements/{statement.slug}/").content.decode())
    measurement.compare("page", statement, prose(page.find(".//article//div[@class='text']")))
    text = client.get(f"/statements/{statement.slug}.txt").content.decode()
    measurement.compare(".txt", statement, "\n\n".join(text.split("\n\n")[2:]))
    words = client.get(f"/statements/{statement.slug}.md").getvalue().decode().split("---\n", 2)[2]
    words = words.partition("\n# ")[2].partition("\n")[2]
    # The words as any reader of Markdown shows them.
    measurement.compare(".md", statement, commonmark(words))
    # The API limits the requests of each address.
    row = client.get(f"/api/v1/statements/{statement.slug}/", REMOTE_ADDR=str(IPv4Address(statement.pk))).json()
    measurement.compare("API text", statement, row["text"], PLAIN)
    blocks = lxml_html.fragment_fromstring("".join(block["html"] for block in row["paragraphs"]), create_parent="div")
    measurement.compare("API paragraphs", statement, element_text(blocks))


def prose(element):
    for number in element.xpath(".//a[@class='number'] | .//span[@class='number']"):
        drop(number)
    return element_text(element)


def drop(element):
    before, parent = element.getprevious(), element.getparent()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def commonmark(text):
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    return element_text(lxml_html.fragment_fromstring(page, create_parent="div"))


def measure_files(client, conference, statements, measurement):
    by_slug = {statement.slug: statement for statement in statements}
    table = client.get(f"/conferences/{conference.slug}.csv").getvalue().decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(table, newline="")):
        if row["slug"] in by_slug:
            text = unescape_formula(row["text"])
            measurement.compare("CSV", by_slug[row["slug"]], text, PLAIN)
    debate = etree.fromstring(client.get(f"/conferences/{conference.slug}.xml").getvalue())
    elements = {element.get("eId", "").removeprefix("statement__"): element for element in debate.iter()}
    for slug, statement in by_slug.items():
        measurement.compare("Akoma Ntoso", statement, debate_text(elements[slug]))
    try:
        contents = book(conference, "https://example.org")
    except TooLongError:
        return
    with tempfile.NamedTemporaryFile() as file:
        epub.write(contents, Path(file.name))
        texts = book_texts(file.name)
    for slug, statement in by_slug.items():
        measurement.compare("EPUB", statement, texts.get(f"/statements/{slug}/"))


def debate_text(element):
    for name in ("heading", "from"):
        for head in element.findall(f"{STANDARD}{name}"):
            element.remove(head)
    return element_text(element)


def book_texts(path):
    """{path of a statement's page: its text} of an EPUB."""
    texts = {}
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if "/session-" in name:
                document = etree.fromstring(archive.read(name))
                for article in document.iter("{*}article"):
                    address = article.findall("{*}p")[-1].find("{*}a").text
                    found = article.find("{*}div[@class='prose']")
                    for number in () if found is None else found.findall(".//{*}span[@class='number']"):
                        drop(number)
                    texts[address] = "" if found is None else element_text(found)
    return texts


def main():
    sample = int(sys.argv[1])
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    publish_all()
    client, measurement = Client(), Measurement()
    keys = list(Statement.objects.exclude(text="").values_list("pk", flat=True))
    if sample:
        keys = random.Random(1).sample(keys, min(sample, len(keys)))  # noqa: S311 - not for security
    chosen = set(keys)
    for conference in Conference.objects.public().with_context():
        rows = Statement.objects.public().at(conference).in_order()
        statements = [statement for statement in rows if statement.pk in chosen and statement.text.strip()]
        if statements:
            measure_files(client, conference, statements, measurement)
            for statement in statements:
                measure_pages(client, statement, measurement)
    measurement.report()
    sys.exit(any(measurement.differences.values()))


if __name__ == "__main__":
    main()
