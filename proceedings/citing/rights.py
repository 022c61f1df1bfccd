"""The rights in a statement or a conference: its own, or else those of the conference or the site."""

from proceedings.models import Statement
from proceedings.models.reads.present_profile import site_profile


def rights_of(row) -> str:
    """The SPDX identifier of a licence, its name, or the address of the terms; empty if none is known.

    A statement without rights of its own has those of its conference, and a conference those of the site.
    """
    return stated_rights(row) or site_profile().licence_address


def stated_rights(row) -> str:
    """The rights of a statement, or else of its conference; or those of a conference. Empty if there are none."""
    return row.rights or (row.conference.rights if isinstance(row, Statement) else "")


def licence_url(row) -> str:
    """The address of the licence; empty for rights that are neither an address nor an SPDX identifier."""
    rights = rights_of(row)
    if rights.startswith(("https://", "http://")):
        return rights
    is_identifier = rights.replace("-", "").replace(".", "").replace("+", "").isalnum() and rights.isascii()
    return f"https://spdx.org/licenses/{rights}.html" if is_identifier else ""
