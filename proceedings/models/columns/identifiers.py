"""Validators of identifiers and codes from other registries."""

import re
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

validate_wikidata = RegexValidator(r"\AQ[1-9]\d*\Z", _("A Wikidata identifier is a Q and a number, such as Q42."))
validate_doi = RegexValidator(r"\A10\.\d{4,9}/\S+\Z", _("A DOI begins with 10. and has no address before it."))
validate_ror = RegexValidator(
    r"\A0[a-hj-km-np-tv-z0-9]{6}\d{2}\Z", _("A ROR identifier has nine characters and begins with 0.")
)

# The registries whose identifiers are fields of a row, and the addresses that people copy instead of the identifiers.
REGISTRIES = {
    "orcid": re.compile(r"(?:https?://)?(?:www\.)?orcid\.org/", re.IGNORECASE),
    "ror": re.compile(r"(?:https?://)?(?:www\.)?ror\.org/", re.IGNORECASE),
    "wikidata": re.compile(r"(?:https?://)?(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/", re.IGNORECASE),
}


def bare_identifier(scheme, value):
    """Return an identifier as (scheme, value): the scheme in lower case, the value without the registry's address.

    >>> bare_identifier("ORCID", "https://orcid.org/0000-0002-1825-0097")
    ('orcid', '0000-0002-1825-0097')
    """
    scheme, value = " ".join(scheme.split()).lower(), value.strip()
    if scheme not in REGISTRIES:
        return scheme, value
    value = REGISTRIES[scheme].sub("", value).strip().rstrip("/")
    return scheme, value.lower() if scheme == "ror" else value.upper()


def validate_orcid(value):
    """Raise ValidationError unless the ORCID iD's last character is its ISO 7064 MOD 11-2 check character."""
    if re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", value):
        *digits, check = value.replace("-", "")
        total = 0
        for digit in digits:
            total = (total + int(digit)) * 2
        if "0123456789X"[(12 - total % 11) % 11] == check:
            return
    raise ValidationError(_("“%(value)s” is not an ORCID iD. Check its sixteen digits."), params={"value": value})


def validate_time_zone(value):
    """Raise ValidationError unless the IANA database knows the zone."""
    if value not in available_timezones():
        raise ValidationError(
            _("“%(value)s” is not a time zone (IANA), such as Europe/Moscow or UTC."), params={"value": value}
        )


def validate_no_nul(value):
    """Raise ValidationError for U+0000, which PostgreSQL cannot store."""
    if "\0" in value:
        raise ValidationError(
            _("The text has a NUL character (U+0000) at position %(place)d. Remove it."),
            params={"place": value.index("\0") + 1},
        )
