import pytest

from proceedings.models.columns.slugs import slugify
from tests.support.factories import a_speaker


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
def test_names_with_the_same_slug_get_numbers():
    slugs = [
        a_speaker(name=name).slug for name in ("José Díaz", "Jose Diaz", "JOSE DIAZ", "José-Díaz", "Jose\u0301 Diaz")
    ]
    assert slugs == ["jose-diaz", "jose-diaz-2", "jose-diaz-3", "jose-diaz-4", "jose-diaz-5"]


@pytest.mark.django_db
def test_a_slug_stays_when_the_name_changes():
    speaker = a_speaker(name="Zhang Hanhui")
    speaker.name = "Zhang Han-hui"
    speaker.save()
    assert speaker.slug == "zhang-hanhui"


def test_a_long_title_is_cut_between_words():
    assert slugify("word " * 40) == "-".join(["word"] * 16)
