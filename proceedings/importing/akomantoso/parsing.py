"""Bytes of a stranger's into a tree of elements: nothing in them is expanded, fetched or obeyed."""

from django.utils.translation import gettext as _
from lxml import etree

from proceedings.akomantoso.vocabulary import NAMESPACES
from proceedings.importing.loader.errors import UnreadableError

# A sitting of a parliament has some megabytes; the whole tree lies in memory, at ten times that.
LARGEST = 100 * 1024 * 1024


def debate(data: bytes):
    """The `debate` element, with the standard's names freed of their namespace; raises UnreadableError."""
    if len(data) > LARGEST:
        raise UnreadableError(1, _("the file has more than %d MB: part it.") % (LARGEST >> 20))
    # libxml2 itself refuses what is nested too deep, and words and names too long to be any.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = _("this is not XML: %s.") % (error.msg or _("there is nothing in it")).rpartition(", line ")[0]
        raise UnreadableError(error.lineno or 1, message) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(
            1, _("remove the document type (<!DOCTYPE …>): entities are not read, and Akoma Ntoso needs none.")
        )
    free_of_namespace(root)
    if root.tag != "akomaNtoso":
        raise UnreadableError(
            root.sourceline, _("this is <%s>, not Akoma Ntoso, which begins with <akomaNtoso>.") % named(root)
        )
    found = root.find("debate")
    if found is None:
        kinds = ", ".join(f"<{named(child)}>" for child in root) or _("nothing")
        raise UnreadableError(root.sourceline, _("there is no <debate> in it but %s.") % kinds)
    if found.find("debateBody") is None:
        raise UnreadableError(found.sourceline, _("the <debate> has no <debateBody>."))
    return found


def free_of_namespace(root):
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if name.namespace and name.namespace.startswith(NAMESPACES):
            element.tag = name.localname


def named(element):
    return etree.QName(element).localname
