"""The kinds of parts that a Russian sentence gives to people: "выступил с приветственным словом"."""

import re

from proceedings.importing.reports.attributions import NAMED, TITLED
from proceedings.importing.reports.parts import PartFinder

# Between a pattern and its people: "видеообращение президента", "с приветственным словом выступили также".
LINK = re.compile(
    r"\s*(?:(?:к )?(?:участник\w+|собравшимся|гостям)\s*)?"
    r"(?:(?:встречи|конференции|форума|мероприятия|заседания)\s*)?(?:также |затем |к участникам )?"
    r"(?:выступил\w*|обратил\w*|произн[её]с\w*|сделал\w*|направил\w*|прозвучал\w*|прислал\w*|от|к участникам|:)?"
    r"\s*(?:также|затем)?\s*",
    re.IGNORECASE,
)
FINDER = PartFinder(
    "ru",
    between=re.compile(r"\s*(?:,|,?\s*и|,?\s*а также|;)\s*(?:также\s+)?", re.IGNORECASE),
    apart=re.compile(r"[;.]"),
    link=LINK,
)


def parts_of(text, span, mentions):
    """Return the Parts in a sentence. The people follow the words for their part, or else stand before them."""
    return FINDER.parts(text, span, [mention for mention in mentions if mention.manner in {NAMED, TITLED}])
