"""The most telling title of a file is the title of the conference."""

import pytest

from proceedings.models import Conference
from tests.support.akomantoso import a_debate, a_section, import_debate

pytestmark = pytest.mark.django_db

DAY = '<docDate date="2012-05-11">11 May 2012</docDate>'


def title_of(front, *headings, language="en", **options):
    body = "".join(a_section("<scene>x</scene>", heading) for heading in headings or ("Water", "Salt"))
    expression = (
        f'<identification><FRBRExpression><FRBRlanguage language="{language}"/></FRBRExpression></identification>'
    )
    import_debate(a_debate(body, front=f"<preface>{front}</preface>", identification=expression), **options)
    return Conference.objects.get().title


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("<p><docTitle>Debate on water</docTitle><shortTitle>Water</shortTitle></p>", "Debate on water"),
        ("<p><shortTitle>Water</shortTitle> <session>56th sitting</session></p>", "56th sitting"),
        (f"<p><docTitle>House</docTitle>{DAY}</p>", "House, 2012-05-11"),
        (
            f"<p><docTitle>Debate</docTitle> <docProponent>Town Council</docProponent>{DAY}</p>",
            "Debate, Town Council, 2012-05-11",
        ),
        (
            f"<p><docTitle>Parliamentary debates</docTitle> <session>Sitting 56</session>{DAY}</p>",
            "Parliamentary debates, Sitting 56",
        ),
        ("<p><docTitle>House 2012-05-11</docTitle></p>", "House 2012-05-11"),
        (f"{DAY}", "sitting"),
    ],
)
def test_the_most_telling_title_wins_and_a_generic_one_is_completed(front, title):
    assert title_of(front) == title


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("<p><docTitle>House</docTitle></p>", "House, Water"),
        (f"<p><docTitle>House</docTitle>{DAY}</p>", "House, 2012-05-11, Water"),
        ("", "Water"),
    ],
)
def test_the_only_section_completes_the_title(front, title):
    assert title_of(front, "Water") == title


BILINGUAL = (
    '<block name="title_ga"><docTitle>Díospóireacht faoi uisce</docTitle></block>'
    '<block name="title_en"><docTitle>Debate on water</docTitle></block>'
)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("eng", "Debate on water"),
        ("gle", "Díospóireacht faoi uisce"),
        ("mul", "Debate on water"),
        ("", "Debate on water"),
    ],
)
def test_the_title_is_in_the_main_language(language, title):
    assert title_of(BILINGUAL, language=language) == title


def test_a_title_in_another_language_only_is_better_than_none():
    assert title_of('<p><docTitle xml:lang="ga">Uisce agus salann</docTitle></p>') == "Uisce agus salann"
