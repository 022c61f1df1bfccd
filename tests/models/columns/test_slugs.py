import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proceedings.models import Speaker
from proceedings.models.columns.slugs import lettered_slug, slugify
from tests.support.factories import a_conference, a_session, a_speaker, a_statement
from tests.support.query_plans import whole_table_reads


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Лавров", "lavrov"),
        ("唐鳳", "tang-feng"),
        ("Łukasz Langa", "lukasz-langa"),
        ("Jean–Luc d’Été", "jean-luc-dete"),
        ("A先生", "a-xian-sheng"),
    ],
)
def test_slugify_transliterates_names_in_any_script(name, slug):
    assert slugify(name) == slug


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["!!!", "—", "\u200f"])
def test_a_name_without_letters_gets_a_slug(name):
    assert a_speaker(name=name).slug == "speaker"


@pytest.mark.django_db
def test_names_with_the_same_slug_get_letters():
    slugs = [
        a_speaker(name=name).slug for name in ("José Díaz", "Jose Diaz", "JOSE DIAZ", "José-Díaz", "Jose\u0301 Diaz")
    ]
    assert slugs == [lettered_slug("jose-diaz", number) for number in (1, 2, 3, 4, 5)]
    assert all(re.fullmatch("jose-diaz(-[bcdfghjkmnpqrstvwxz]{5})?", slug) for slug in slugs)


@pytest.mark.django_db
def test_sessions_with_the_same_title_get_numbers():
    """Readers see every session of a conference that they see."""
    conference = a_conference()
    slugs = [a_session(conference=conference, title="Opening").slug for _ in range(3)]
    assert slugs == ["opening", "opening-2", "opening-3"]


def test_the_letters_of_a_slug_cannot_be_computed_without_the_key(settings):
    slugs = set()
    for settings.SECRET_KEY in ("one", "other"):
        slugs |= {lettered_slug("ada-forum", number) for number in range(1, 101)}
    assert len(slugs) == 199


@pytest.mark.django_db
def test_a_slug_stays_when_the_name_changes():
    speaker = a_speaker(name="Zhang Hanhui")
    speaker.name = "Zhang Han-hui"
    speaker.save()
    assert speaker.slug == "zhang-hanhui"


def test_a_long_title_is_cut_between_words():
    assert slugify("word " * 40) == "-".join(["word"] * 16)


@pytest.mark.django_db
def test_the_beginning_of_a_slug_is_found_and_nothing_beside_it():
    for slug in ("ann", "ann-2", "anna", "anm", "ano"):
        a_speaker(slug=slug)
    for beginning, slugs in (("ann", ["ann", "ann-2", "anna"]), ("ann-", ["ann-2"]), ("z", [])):
        found = Speaker.objects.filter(slug__startswith=beginning).values_list("slug", flat=True)
        assert sorted(found) == slugs
    assert Speaker.objects.filter(slug__startswith="").count() == 5


@pytest.mark.django_db
@pytest.mark.parametrize("make", [a_speaker, a_statement])
def test_a_row_without_a_slug_is_saved_without_reading_a_whole_table(make):
    with CaptureQueriesContext(connection) as queries:
        make()
    assert len(queries) >= 3
    assert whole_table_reads(queries) == []
