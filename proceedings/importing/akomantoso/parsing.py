"""Parse untrusted XML into a tree of elements; no entity is expanded, and nothing is fetched."""

from django.utils.translation import gettext as _
from lxml import etree

from proceedings.akomantoso.vocabulary import NAMESPACES
from proceedings.importing.loader.errors import UnreadableError

# Bytes; a sitting of a parliament has some megabytes, and its tree takes ten times that in memory.
LARGEST = 100 * 1024 * 1024


MOST_ELEMENTS, MOST_ATTRIBUTES = 1_000_000, 1_000_000
TOO_DEEP = "Excessive depth"


def parse_debate(data: bytes):
    """The `debate` element, with the standard's namespace removed from all names; raise UnreadableError."""
    if len(data) > LARGEST:
        raise UnreadableError(1, _("the file has more than %d MB: split it.") % (LARGEST >> 20))
    # Without huge_tree, libxml2 refuses elements that are nested too deeply, and texts and names that are too long.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = (error.msg or _("there is nothing in it")).rpartition(", line ")[0]
        raise UnreadableError(error.lineno or 1, unreadable(message)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(
            1, _("remove the document type (<!DOCTYPE …>): entities are not read, and Akoma Ntoso needs none.")
        )
    check_size(root)
    remove_namespace(root)
    if root.tag != "akomaNtoso":
        raise UnreadableError(
            root.sourceline, _("this is <%s>, not Akoma Ntoso, which begins with <akomaNtoso>.") % local_name(root)
        )
    debate = root.find("debate")
    if debate is None:
        kinds = ", ".join(f"<{local_name(child)}>" for child in root) or _("nothing")
        raise UnreadableError(root.sourceline, _("it contains no <debate>, but %s.") % kinds)
    if debate.find("debateBody") is None:
        raise UnreadableError(debate.sourceline, _("the <debate> has no <debateBody>."))
    return debate


def unreadable(message):
    if message.startswith(TOO_DEEP):
        return _("the elements are nested too deep: more than 256 levels. Remove those that hold only others.")
    return _("this is not XML: %s.") % message


def check_size(root):
    """Raise UnreadableError if there are more elements or attributes than any debate has."""
    for path, most, message in (
        ("count(//*)", MOST_ELEMENTS, _("the file has more than %d elements: split it.")),
        ("count(//@*)", MOST_ATTRIBUTES, _("the file has more than %d attributes: split it, or remove them.")),
    ):
        if root.xpath(path) > most:
            raise UnreadableError(root.sourceline, message % most)


def remove_namespace(root):
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if name.namespace and name.namespace.startswith(NAMESPACES):
            element.tag = name.localname


def local_name(element):
    return etree.QName(element).localname
