"""Language tags as the record writes them."""

import langcodes


def canonical(tag):
    """The canonical tag for a language tag or code: "en" for "eng" and "EN"; any other text stays as it is."""
    tag = tag.strip()
    return langcodes.standardize_tag(tag) if langcodes.tag_is_valid(tag) else tag
