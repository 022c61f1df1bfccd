"""Fonts for each language: from the machine, the Typst wheel, or packages of fonts."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

# Latin, Greek, Cyrillic and Hebrew; in the Typst wheel itself (SIL OFL).
SERIF = "Libertinus Serif"
# Fonts for other scripts, best first; all of them are free (SIL OFL, Bitstream).
SCRIPTS = {
    "zh-Hans": ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Noto Sans CJK SC", "Noto Sans SC"),
    "zh-Hant": ("Noto Serif CJK TC", "Noto Serif TC", "Source Han Serif TC", "Noto Sans CJK TC", "Noto Sans TC"),
    "ja": ("Noto Serif CJK JP", "Noto Serif JP", "Source Han Serif", "Noto Sans CJK JP", "Noto Sans JP"),
    "ko": ("Noto Serif CJK KR", "Noto Serif KR", "Source Han Serif K", "Noto Sans CJK KR", "Noto Sans KR"),
    "ar": ("Noto Naskh Arabic", "Noto Sans Arabic", "DejaVu Sans"),
    "hi": ("Noto Serif Devanagari", "Noto Sans Devanagari"),
    "th": ("Noto Serif Thai", "Noto Sans Thai"),
    "symbols": ("Noto Emoji", "DejaVu Sans", "DejaVu Sans Mono"),
}
# The packages of fonts; their names on PyPI have hyphens. The first is always installed, since the shipped record has
# names in Simplified Chinese; the others are the extra `fonts`.
PACKAGES = [f"pylopdf_fonts_{script}" for script in ("zh_cn", "zh_tw", "jp", "ko", "ar", "hi", "th")]
TRADITIONAL = {"Hant", "TW", "HK", "MO"}


@cache
def folders() -> list[str]:
    """The folders of the installed font packages."""
    specs = [find_spec(package) for package in PACKAGES]
    return [str(Path(spec.origin).parent) for spec in specs if spec]


@cache
def families() -> frozenset[str]:
    """The names of all available fonts."""
    return frozenset(typst.Fonts(font_paths=folders()).families())


@cache
def style(tag: str) -> dict:
    """The settings of Typst for a language: its `lang`, sometimes a `region`, and `fonts` in order of preference.

    >>> style("zh-Hant")["lang"], style("zh-Hant")["region"]
    ('zh', 'TW')
    """
    language, *subtags = tag.split("-")
    # Typst takes languages of two or three letters.
    result = {"lang": language if re.fullmatch("[a-z]{2,3}", language) else "und"}
    own = language
    if language == "zh":
        traditional = not TRADITIONAL.isdisjoint(subtags)
        own, result["region"] = ("zh-Hant", "TW") if traditional else ("zh-Hans", "CN")
    stacks = sorted(SCRIPTS.items(), key=lambda script: script[0] != own)
    best = (next((font for font in fonts if font in families()), None) for _script, fonts in stacks)
    # Latin letters and punctuation have another width in CJK text.
    result["mixed"] = language in {"zh", "ja", "ko"}
    result["fonts"] = list(dict.fromkeys([SERIF, *filter(None, best)]))
    return result
