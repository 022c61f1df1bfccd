"""Statements in unqualified Dublin Core (oai_dc)."""

from lxml import etree
from oaipmh.server import NS_DC, NS_OAIDC, NS_XSI, nsdc, nsoaidc

from proceedings import markup
from proceedings.citing.csl import author
from proceedings.citing.names import comma_separated
from proceedings.citing.rights import rights_of
from proceedings.models.reads.present_profile import site_profile
from proceedings.text import xml_text

PREFIX = "oai_dc"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
FORMAT = (PREFIX, SCHEMA, NS_OAIDC)
DESCRIPTION = 1000
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def elements(statement, site):
    """Yield (name, value, language or "") of each element, in order; `site` is the scheme and host."""
    conference, language = statement.conference, tag(statement.language)
    yield "title", statement.title, language
    for credit in statement.credits:
        yield "creator", comma_separated(author(credit)), ""
    for theme in statement.themes.all():
        yield "subject", theme.name, ""
    yield "description", markup.excerpt(statement.text, DESCRIPTION, statement.text_format), language
    for credit in statement.credits:
        if credit.appointment:
            yield "description", str(credit), ""
    if statement.is_spoken:
        yield "description", str(statement.get_form_explanation()), ""
    if statement.date:
        yield "date", statement.date.isoformat(), ""
    yield "type", "Text", ""
    yield "type", str(statement.get_kind_display()), ""
    yield "format", "text/html", ""
    yield "identifier", site + statement.get_absolute_url(), ""
    yield "identifier", statement.doi and f"https://doi.org/{statement.doi}", ""
    yield "source", statement.source, ""
    yield "source", statement.source_url, ""
    yield "language", language, ""
    yield "relation", conference.title, tag(conference.language)
    yield "relation", site + conference.get_absolute_url(), ""
    yield "coverage", conference.place, tag(conference.language)
    yield "publisher", site_profile().publisher, ""
    yield "rights", rights_of(statement), ""


def tag(language):
    return "" if language == "und" else language


def write(element, metadata):
    """Write `metadata`, which is (statement, site), under an element."""
    root = etree.SubElement(element, nsoaidc("dc"), nsmap={PREFIX: NS_OAIDC, "dc": NS_DC, "xsi": NS_XSI})
    root.set(f"{{{NS_XSI}}}schemaLocation", f"{NS_OAIDC} {SCHEMA}")
    for name, value, language in elements(*metadata):
        if value := xml_text(value):
            child = etree.SubElement(root, nsdc(name))
            child.text = value
            if language:
                child.set(XML_LANG, language)
