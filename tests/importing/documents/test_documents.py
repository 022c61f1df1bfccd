import io
import zipfile

import pytest

from proceedings.importing.documents import docx, limits, read_document
from proceedings.importing.proposals import UnreadableFileError

PAGE = """<!doctype html><html lang="en"><head><title>Report</title><link rel="canonical" href="https://example.org/r">
</head><body><nav><p>Home</p></nav><div class="sidebar"><p>More</p></div><article><h1>Rain</h1>
<p><b>Ann Ash:</b> Rain&nbsp;fell.<br>It helped.</p><ul><li>Drains</li></ul></article>
<footer><p>Legal</p></footer></body></html>"""


def blocks(document):
    return [(block.role, document.text[block.start : block.end]) for block in document.blocks]


def test_a_page_is_read_without_its_navigation():
    document = read_document("html", PAGE.encode(), "page.html")
    assert blocks(document) == [
        ("heading", "Rain"),
        ("paragraph", "Ann Ash: Rain\u00a0fell.\nIt helped."),
        ("item", "Drains"),
    ]
    bold = [document.text[start:end] for block in document.blocks for start, end in block.bold]
    assert bold == ["Ann Ash:"]
    assert (document.title, document.language, document.address) == ("Report", "en", "https://example.org/r")


def test_a_page_in_another_encoding_is_read_as_it_states():
    page = "<html><head><meta charset='windows-1251'></head><body><p>Прошёл дождь.</p></body></html>"
    assert read_document("html", page.encode("cp1251"), "page").text == "Прошёл дождь."


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("text", "Прошёл дождь.".encode("cp1251")),
        ("html", b"<meta charset=utf-8><p>\xff\xfe\xff</p>"),
        ("html", b"<meta charset=nothing-known><p>Rain</p>"),
        ("html", b""),
        ("docx", b"PK\x03\x04broken"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(kind, data):
    with pytest.raises(UnreadableFileError, match=r"\.$"):
        read_document(kind, data, "file")


def test_a_page_nested_without_end_is_read_or_refused():
    document = read_document("html", b"<div>" * 50_000 + b"Rain", "page")
    assert len(document.text) <= 4


def word_document(body, extra="", styles=""):
    stream = io.BytesIO()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml", f'{extra}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        )
        if styles:
            archive.writestr("word/styles.xml", styles)
    return stream.getvalue()


def test_a_word_document_is_read_without_its_deletions():
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Rain</w:t></w:r></w:p>'
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Ann</w:t></w:r><w:r><w:t xml:space='preserve'> spoke.</w:t></w:r>"
        "<w:del><w:r><w:delText>No.</w:delText></w:r></w:del></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    document = read_document("docx", word_document(body), "report.docx")
    assert blocks(document)[1:] == [("paragraph", "Ann spoke."), ("cell", "Cell")]
    assert document.text[slice(*document.blocks[1].bold[0])] == "Ann"


def test_entities_of_a_word_document_are_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    with pytest.raises(UnreadableFileError):
        read_document("docx", word_document("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", bomb), "report.docx")


def test_a_damaged_pdf_is_refused():
    with pytest.raises(UnreadableFileError, match="damaged"):
        read_document("pdf", b"%PDF-1.7\nnothing", "report.pdf")


def test_a_document_that_is_too_long_is_refused_with_the_remedy(monkeypatch):
    monkeypatch.setattr(limits, "LONGEST", 3)
    for kind in ("text", "markdown", "html"):
        with pytest.raises(UnreadableFileError, match=r"million characters\. Split it into several files"):
            read_document(kind, b"Rivers cross borders.", "report")
    monkeypatch.setattr(docx, "MOST_UNPACKED", 3)
    with pytest.raises(UnreadableFileError, match=r"MB\. Split it into several files"):
        read_document("docx", word_document("<w:p/>"), "report.docx")


def texts(page):
    return [text for _, text in blocks(read_document("html", page.encode(), "page.html"))]


def test_a_short_article_is_read_among_long_lists_of_links():
    links = "".join(f"<li><a href='/{number}'>Another page with a long title</a></li>" for number in range(50))
    page = f"<body><div role='complementary'><article><p>Rain fell.</p></article></div><ul>{links}</ul></body>"
    assert texts(page) == ["Rain fell."]


@pytest.mark.parametrize("around", ["<form>", "<div class='page has-sidebar'>", "<div role='dialog'>"])
def test_the_text_of_a_page_is_no_navigation_whatever_stands_around_it(around):
    assert texts(f"<nav>Home</nav>{around}<p>Rain fell all night.</p><div class='sidebar'>More</div>") == [
        "Rain fell all night."
    ]


def test_the_numbers_of_notes_and_the_notes_are_no_words_of_a_page():
    note = "<sup><a href='#n1'>1</a></sup>"
    page = f"<p>Rain fell{note} on 3<sup>rd</sup> May.</p><p>Snow fell.</p><ol class=footnotes><li>See above.</li></ol>"
    assert texts(page) == ["Rain fell on 3rd May.", "Snow fell."]


def test_a_sign_up_form_and_a_cookie_banner_are_no_words_of_a_page():
    page = (
        "<div id='onetrust-consent'><p>Cookies: yes?</p></div><p>Rain fell.</p><div class='newsletter'>News: yes?</div>"
    )
    assert texts(page) == ["Rain fell."]


def test_the_indent_of_a_chinese_paragraph_is_no_part_of_it():
    assert texts("<p>\u3000\u3000下雨了。</p><p>雪　停了。</p>") == ["下雨了。", "雪　停了。"]


STYLES = (
    "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    "<w:style w:styleId='Name'><w:name w:val='Name'/><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:styleId='Small'><w:name w:val='Small'/><w:basedOn w:val='Name'/></w:style></w:styles>"
)


def test_words_in_a_bold_style_of_word_are_bold():
    body = "".join(
        f"<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r>{marks}<w:t>Rain</w:t></w:r></w:p>"
        for style, marks in [("Name", ""), ("Small", ""), ("", ""), ("Name", "<w:rPr><w:b w:val='0'/></w:rPr>")]
    )
    document = read_document("docx", word_document(body, styles=STYLES), "report.docx")
    assert [bool(block.bold) for block in document.blocks] == [True, True, False, False]


def test_a_few_words_before_a_tab_of_word_are_set_off():
    body = "<w:p><w:r><w:t>Ann</w:t><w:tab/></w:r><w:r><w:t>Rain</w:t></w:r><w:r><w:tab/><w:t>fell</w:t></w:r></w:p>"
    document = read_document("docx", word_document(body), "report.docx")
    assert document.text == "Ann Rain fell"
    assert document.blocks[0].bold == [(0, 3)]


def test_preformatted_words_keep_their_lines_and_paragraphs():
    assert texts("<pre>Rain fell\n  all night.\n\nSnow fell.\n</pre><p>Rain\nfell.</p>") == [
        "Rain fell\nall night.",
        "Snow fell.",
        "Rain fell.",
    ]


def test_paragraphs_of_a_cell_are_its_lines():
    page = "<table><tr><td><p>Ann</p></td><td><p>Rain fell.</p><p>Snow fell.</p></td></tr></table><p>So.</p>"
    assert blocks(read_document("html", page.encode(), "page.html")) == [
        ("cell", "Ann"),
        ("cell", "Rain fell.\nSnow fell."),
        ("paragraph", "So."),
    ]
    cells = "".join(
        f"<w:tc>{words}</w:tc>"
        for words in ("<w:p><w:r><w:t>Ann</w:t></w:r></w:p>", 2 * "<w:p><w:r><w:t>R.</w:t></w:r></w:p>")
    )
    document = read_document("docx", word_document(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), "report.docx")
    assert blocks(document) == [("cell", "Ann"), ("cell", "R.\nR.")]


def test_columns_of_a_layout_keep_their_paragraphs():
    words = "It rained for days and the river rose above its banks, so that nobody could cross it. " * 2
    page = f"<table><tr><td><p>{words}</p><p>Snow.</p></td><td><p>Rain.</p></td></tr></table>"
    assert texts(page)[1:] == ["Snow.", "Rain."]
