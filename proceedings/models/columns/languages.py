"""Language tags (BCP 47) in their canonical form."""

import re
from functools import lru_cache

from django import forms
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

# The least similarity, in percent, of a wrong tag to the name of a language.
MIN_RATIO = 70
SEPARATOR = re.compile(r"[-_\s]")
# {name of a language in English or in itself, in lower case: tag}
TAGS_BY_NAME = {
    info[key].casefold(): info["code"] for info in LANG_INFO.values() for key in ("name", "name_local") if key in info
}
# The usual tags, which are canonical. Importing langcodes to confirm it takes a tenth of the start of a command.
CANONICAL = {
    *("ar", "be", "de", "en", "es", "fa", "fr", "hi", "hy", "it", "ja", "ka", "kk", "ko", "ky", "mn", "pt", "ru", "tg"),
    *("tk", "tr", "uk", "ur", "uz", "vi", "zh", "zh-Hans", "zh-Hant"),
}
# More than the languages of any record, and bounded, because readers can type any tag.
CACHE_SIZE = 1000


@lru_cache(CACHE_SIZE)
def canonical_language(tag: str) -> str:
    """Return the canonical form of a tag, or the tag as it is if it is not valid.

    Chinese with a region gets the script of the region, so that `zh-Hant` includes Taiwan.

    >>> canonical_language("eng"), canonical_language("en-gb"), canonical_language("zh_TW"), canonical_language("cmn")
    ('en', 'en-GB', 'zh-Hant-TW', 'zh')
    """
    if tag in CANONICAL:
        return tag
    import langcodes

    stripped = tag.strip()
    if not langcodes.tag_is_valid(stripped):
        return tag
    standard = langcodes.standardize_tag(stripped, macro=True)
    language = langcodes.get(standard)
    if language.language == "zh" and language.territory and not language.script:
        standard = language.update_dict({"script": language.maximize().script}).to_tag()
    return standard


def validate_language(value):
    """Raise ValidationError, with the nearest language, unless the value is a BCP 47 tag with registered parts."""
    if value in CANONICAL:
        return
    import langcodes

    if langcodes.tag_is_valid(value):
        return
    if near := nearest_language(value):
        params = {"value": value, "tag": near, "name": langcodes.get(near).display_name(get_language() or "en")}
        raise ValidationError(_("“%(value)s” is not a language tag. Did you mean %(tag)s (%(name)s)?"), params=params)
    message = _("“%(value)s” is not a language tag (BCP 47), such as en, ru or zh-Hant.")
    raise ValidationError(message, params={"value": value})


def nearest_language(value: str) -> str:
    """Return the tag of the language that a wrong tag probably means, or an empty string.

    A wrong tag can be a name in any language, the code of a country, or a tag with a wrong part.

    >>> nearest_language("englisch"), nearest_language("Engish"), nearest_language("jp"), nearest_language("fr-Frnace")
    ('en', 'en', 'ja', 'fr')
    """
    import langcodes
    from rapidfuzz import fuzz, process

    value = value.strip()
    first = SEPARATOR.split(value)[0]
    if first != value and langcodes.tag_is_valid(first):
        return canonical_language(first)
    if value.upper() in countries:
        return langcodes.get(f"und-{value}").maximize().language
    try:
        return canonical_language(str(langcodes.find(value)))
    except (LookupError, ValueError):
        # A name with control characters is a ValueError.
        pass
    match = process.extractOne(value.casefold(), list(TAGS_BY_NAME), scorer=fuzz.ratio, score_cutoff=MIN_RATIO)
    return canonical_language(TAGS_BY_NAME[match[0]]) if match else ""


class LanguageFormField(forms.CharField):
    """A language tag. The cleaned value is canonical."""

    default_validators = [validate_language]

    def to_python(self, value):
        return canonical_language(super().to_python(value))
