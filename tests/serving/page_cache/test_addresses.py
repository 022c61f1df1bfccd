"""The addresses whose pages are kept."""

import pytest

from proceedings.exports import urls as exports_urls
from proceedings.public import urls as public_urls
from proceedings.serving.page_cache.addresses import PARAMETERS, Target, target_of

# Searches, files and harvests have a rate, so that each request is counted. Suggestions and oEmbed have addresses
# without number.
WITH_A_RATE = {"search", "search-feed", "search-feed-page", "compare", "oai", "data-zip", "suggest", "oembed"}
FOR_FEW = {"statement-preview", "conference-preview", "approval"}
FILES = ("-bib", "-ris", "-csv", "-json", "-md", "-txt", "-pdf", "-epub", "-xml", "-ics", "-zip", "-card", "-portrait")
FILES += ("-schedule.json", "-schedule.xml")


def test_every_public_address_is_kept_or_left_out_for_a_reason():
    names = {pattern.name for pattern in public_urls.urlpatterns + exports_urls.urlpatterns}
    left_out = {name for name in names if name.endswith(FILES)} | WITH_A_RATE | FOR_FEW
    assert names == {*PARAMETERS, *left_out}
    assert left_out.isdisjoint(PARAMETERS)


@pytest.mark.parametrize(
    ("path", "query", "target"),
    [
        ("/", "", Target("home", "")),
        ("/speakers/ada/", "page=2", Target("speaker", "page=2")),
        ("/statements/", "kind=address&conference=a", Target("statements", "conference=a&kind=address")),
        ("/statements/", "conference=a&kind=address", Target("statements", "conference=a&kind=address")),
        ("/statements/a/embed/", "paragraph=3", Target("statement-embed", "paragraph=3")),
    ],
)
def test_a_page_has_one_key_in_whatever_order_its_parameters_come(path, query, target):
    assert target_of(path, query) == target


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/speakers/ada/", "utm_source=x"),
        ("/speakers/ada/", "page=2&utm_source=x"),
        ("/speakers/ada/", "page=02"),
        ("/speakers/ada/", "page=%2B2"),
        ("/speakers/ada/", "page=٢"),
        ("/speakers/ada/", "page=2&page=2"),
        ("/speakers/ada/", "page="),
        ("/speakers/ada/", "page"),
        ("/statements/a/", "page=1"),
        ("/statements/", "q=water"),
        ("/speakers/%61da/", ""),
        ("//speakers/ada/", ""),
        ("/speakers/ada", ""),
        ("/nowhere/", ""),
        ("/search/", ""),
        ("/api/v1/speakers/", ""),
        ("/speakers/ada.csv", ""),
        ("/admin/", ""),
        ("/accounts/login/", ""),
        ("/preview/statements/a/", ""),
        ("/approval/token/", ""),
        ("/healthz", ""),
        ("/readyz", ""),
        ("/metrics", ""),
    ],
)
def test_other_addresses_cannot_fill_the_memory(path, query):
    assert target_of(path, query) is None
