"""The identifiers of speakers and organisations in the cells of a sheet."""

import re
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.models.columns.identifiers import (
    REGISTRIES,
    bare_identifier,
    validate_orcid,
    validate_ror,
    validate_wikidata,
)
from proceedings.text import name_text

from .parsing import cells

# Separates the identifiers of one speaker; those of several speakers are separated by semicolons.
COMMA = ","
VALIDATORS = {"orcid": validate_orcid, "ror": validate_ror, "wikidata": validate_wikidata}
# Identifiers that are recognised without the name of their registry.
BARE = {
    "orcid": re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.IGNORECASE),
    "wikidata": re.compile(r"Q[1-9]\d*", re.IGNORECASE),
}
WEB = {"http", "https"}
MOST_CHARACTERS = {"scheme": 100, "value": 300}


def parse_identifiers(text):
    """The identifiers in a cell, each once, as [(scheme, value)]. Raise ValidationError for anything else."""
    parts = filter(None, map(cells.one_line, text.split(COMMA)))
    return list(dict.fromkeys(map(parse_identifier, parts)))


def parse_identifier(text):
    text = name_text(text)
    bare = (scheme for scheme, pattern in BARE.items() if pattern.fullmatch(text))
    address = (scheme for scheme, pattern in REGISTRIES.items() if pattern.match(text))
    scheme = next(bare, None) or next(address, None)
    written = (scheme, ":", text) if scheme else text.partition(":")
    scheme, value = bare_identifier(written[0], written[2])
    too_long = len(scheme) > MOST_CHARACTERS["scheme"] or len(value) > MOST_CHARACTERS["value"]
    if not scheme or not value or scheme in WEB or too_long:
        message = _("“%s” is not an identifier: write the registry and the identifier, such as wikidata:Q42.")
        raise ValidationError(message % cells.shortened(text))
    if scheme in VALIDATORS:
        VALIDATORS[scheme](value)
    return scheme, value


def identifier_cells(model, slugs):
    """The texts of the identifiers of rows of a model, by slug; two queries.

    An identifier with a comma or semicolon, or with a colon in its scheme, is left out: a cell could not be read back.
    """
    noun = model._meta.model_name
    fields = [name for name in REGISTRIES if name in {field.name for field in model._meta.concrete_fields}]
    texts = defaultdict(list)
    for slug, *values in model._base_manager.filter(slug__in=slugs).values_list("slug", *fields):
        texts[slug] += [f"{scheme}:{value}" for scheme, value in zip(fields, values, strict=True) if value]
    rows = model.identifiers.rel.related_model._base_manager.filter(**{f"{noun}__slug__in": slugs})
    for slug, scheme, value in rows.order_by("scheme", "value").values_list(f"{noun}__slug", "scheme", "value"):
        if not {COMMA, cells.SEPARATOR} & {*scheme, *value} and ":" not in scheme:
            texts[slug].append(f"{scheme}:{value}")
    return {slug: f"{COMMA} ".join(some) for slug, some in texts.items()}
