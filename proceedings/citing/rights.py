"""The rights in a conference: its own, or else those of the site."""

from proceedings.models.present_profile import site_profile


def rights_of(conference) -> str:
    """The SPDX identifier of a licence, its name, or the address of the terms; empty if none is known."""
    return conference.rights or site_profile().licence_address


def licence_url(conference) -> str:
    """The address of the licence; empty for rights that are neither an address nor an SPDX identifier."""
    rights = rights_of(conference)
    if rights.startswith(("https://", "http://")):
        return rights
    is_identifier = rights.replace("-", "").replace(".", "").replace("+", "").isalnum() and rights.isascii()
    return f"https://spdx.org/licenses/{rights}.html" if is_identifier else ""
