"""Names for sorting, in Latin letters with the family name first."""

from anyascii import anyascii

from proceedings.models.search.name_lookup import language_of

from .parts import NameParts


def name_for_sorting(name: str, parts: NameParts) -> str:
    """Return the sorted name in Latin letters without accents: “Garcia Marquez, Ana”."""
    return anyascii(sorted_name(name, parts))


def sorted_name(name: str, parts: NameParts) -> str:
    """Return the family name, the given names and the rest, with particles last: “Berg, Jan van der”.

    >>> sorted_name("Tawfiq al-Hakim", NameParts("Hakim", "Tawfiq", "al-"))
    'Hakim, Tawfiq al-'
    """
    if not parts.family_name:
        return name
    after = [parts.given_name, parts.dropping_particle, parts.non_dropping_particle]
    pieces = [parts.family_name, " ".join(filter(None, after)), parts.suffix]
    return ", ".join(filter(None, pieces))


def sort_key(name: str) -> tuple:
    """Return the key that sorts names of one script together, Latin letters first, without case and accents.

    >>> sorted(["Экономика", "zoology", "Économie", "Health"], key=sort_key)
    ['Économie', 'Health', 'zoology', 'Экономика']
    """
    language = language_of(name)
    return language != "und", language, anyascii(name).casefold(), name
