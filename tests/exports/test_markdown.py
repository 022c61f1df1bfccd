"""Pages as Markdown, and statements as plain text."""

import pytest
import yaml

from proceedings import markup
from tests.support.factories import (
    a_conference,
    a_correction,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
)

pytestmark = pytest.mark.django_db

TEXTS = [
    "One.\n\nTwo *loud*.\n\n- a\n- b",
    "```\nan open fence\n\n# no heading\n",
    "[note]\n\n[note]: https://example.org",
    "    code\n\n---\n\ntext\n---",
    "«Да» 唐鳳 🕊 \u202eRTL ]]> {{ braces }} 100% \\ # & &amp; <b>bold</b>",
    "\r\nOne\r\n\r\nTwo \x07\x0c",
]
TITLES = [
    "*Stars* _and_ `ticks`",
    "# 1 [link](x) <b> &amp; | ~~no~~ ![i]",
    "«Да»: 唐鳳 🕊 {%} \\",
    "1. One: two - three #",
]


def parse(response):
    """Return (front matter, text) of a Markdown file."""
    assert response.headers["Content-Type"] == "text/markdown; charset=utf-8; variant=CommonMark"
    start, facts, words = response.getvalue().decode().split("---\n", 2)
    assert start == ""
    return yaml.safe_load(facts), words


@pytest.mark.parametrize("text", TEXTS)
def test_markdown_has_the_same_paragraphs_as_the_page(client, text):
    statement = a_statement(text=text, title="On rivers")
    a_translation(statement=statement, text="[note]: https://example.com\n\n```")
    _facts, words = parse(client.get(f"/statements/{statement.slug}.md"))
    heading, *paragraphs = markup.paragraphs(words)
    assert heading == (None, "<h2>On rivers</h2>\n")
    assert paragraphs == markup.paragraphs(text)


@pytest.mark.parametrize("title", TITLES)
def test_titles_and_names_are_escaped(client, title):
    statement = a_statement(title=title, speaker=a_speaker(name=title))
    facts, words = parse(client.get(f"/statements/{statement.slug}.md"))
    assert (facts["title"], facts["speaker"]) == (title, title)
    assert markup.plain_paragraphs(words)[0] == title
    _facts, words = parse(client.get(f"/conferences/{statement.conference.slug}.md"))
    assert markup.plain_paragraphs(words)[-1] == f"• {title}: {title}"


def test_translations_and_corrections_are_in_the_front_matter(client):
    statement = a_statement()
    a_translation(statement=statement, text="Раз.\n\nДва: «три».")
    a_correction(statement=statement, note="A name.")
    facts, _words = parse(client.get(f"/statements/{statement.slug}.md"))
    assert [(row["language"], row["text"]) for row in facts["translations"]] == [("ru", "Раз.\n\nДва: «три».")]
    assert [(str(row["made_on"]), row["note"]) for row in facts["corrections"]] == [("2020-11-01", "A name.")]


def test_a_conference_lists_its_statements_by_session_and_ends_with_its_summary(client):
    conference = a_conference(title="Rivers", slug="rivers", summary="```\nopen")
    opening = a_session(conference=conference, title="Opening")
    a_statement(session=opening, title="Hello", slug="hello", speaker=a_speaker(name="Ada"))
    a_statement(
        session=a_session(conference=conference, title="Closing"),
        title="Bye",
        slug="bye",
        speaker=None,
        kind="narrative",
    )
    facts, words = parse(client.get("/conferences/rivers.md"))
    assert (facts["title"], facts["statements"]) == ("Rivers", 2)
    assert words == (
        "\n# Rivers\n"
        "\n## Opening\n\n- [Hello](http://testserver/statements/hello.md): Ada\n"
        "\n## Closing\n\n- [Bye](http://testserver/statements/bye.md)\n"
        "\n## Summary\n\n```\nopen\n"
    )


def test_a_theme_links_to_narrower_themes(client):
    water = a_theme(name="Water", slug="water", description="Rivers.")
    a_statement(themes=[a_theme(name="Rivers", slug="rivers", parent=water)], title="Hello", slug="hello")
    _facts, words = parse(client.get("/themes/water.md"))
    assert "## Narrower themes\n\n- [Rivers](http://testserver/themes/rivers.md)\n" in words
    assert words.endswith("## Description\n\nRivers.\n")


def test_plain_text_has_facts_and_paragraphs(client):
    conference = a_conference(title="Rivers")
    statement = a_statement(
        session=a_session(conference=conference, title="Opening"),
        speaker=a_speaker(name="Ada"),
        slug="hello",
        title="Hello\x07",
        text="So *it*\nis.\n\n- one\n- two\n\n```\nx = 1\ny\n```\n\nThe\\\nend.",
    )
    response = client.get(f"/statements/{statement.slug}.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "Hello\n\n"
        "Ada\nRivers, Opening, 2020-09-28\nVerbatim: the speaker’s own words.\n"
        "http://testserver/statements/hello/\n\n"
        "So it is.\n\n• one\n• two\n\nx = 1\ny\n\nThe\nend.\n"
    )


def test_the_file_of_a_withdrawn_statement_is_gone(client):
    statement = a_statement(status="withdrawn")
    assert client.get(f"/statements/{statement.slug}.md").status_code == 410
    assert client.get("/statements/nothing.md").status_code == 404


def test_llms_txt_links_to_all_files(client):
    a_conference(title="Rivers [2020]", slug="rivers")
    text = client.get("/llms.txt").content.decode()
    assert text.startswith("# Proceedings\n\n> The public record of conferences")
    tokens = markup.parser().parse(text)
    links = [child.attrs["href"] for token in tokens for child in token.children or [] if child.type == "link_open"]
    assert "http://testserver/conferences/rivers.md" in links
    assert [client.head(link.removeprefix("http://testserver")).status_code for link in links] == [200] * len(links)
