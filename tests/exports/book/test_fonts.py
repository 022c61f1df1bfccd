"""Fonts of books and cards on a machine that has none."""

import json
import subprocess
from functools import partial
from types import SimpleNamespace

import pytest
import typst

from proceedings.exports.book import cards, contents, fonts, typst_job, typst_worker
from proceedings.importing.loader import load
from proceedings.models import Conference, Speaker

pytestmark = pytest.mark.django_db


def test_the_shipped_record_needs_no_fonts_of_the_machine(settings, monkeypatch, tmp_path):
    load([settings.BASE_DIR / "fixtures"])
    zh_cn = [folder for folder in fonts.folders() if folder.endswith("zh_cn")]
    monkeypatch.setattr(fonts, "folders", lambda: zh_cn)
    bare = typst.Fonts(include_system_fonts=False, font_paths=zh_cn)
    monkeypatch.setattr(fonts, "families", lambda: frozenset(bare.families()))
    fonts.style.cache_clear()
    monkeypatch.setattr(typst_worker.typst, "Compiler", partial(typst.Compiler, ignore_system_fonts=True))
    results = []

    def run_here(_command, **options):
        results.append(typst_worker.run(json.loads(options["input"])))
        return SimpleNamespace(stdout=json.dumps(results[-1]))

    here = SimpleNamespace(run=run_here, SubprocessError=subprocess.SubprocessError)
    monkeypatch.setattr(typst_job, "subprocess", here)
    for conference in Conference.objects.public():
        book = contents.book(conference, "https://example.org")
        typst_job.run_typst("book/book.typ", book, tmp_path / "book.pdf", typst_job.PDF)
        text = subprocess.run(["pdftotext", tmp_path / "book.pdf", "-"], capture_output=True, check=True).stdout
        assert "张汉晖" in text.decode()
    for speaker in Speaker.objects.public():
        card = cards.speaker_contents(speaker)
        typst_job.run_typst("book/speaker-card.typ", card, tmp_path / "card.png", typst_job.PNG)
    fonts.style.cache_clear()
    assert results == [{"replaced": "", "left_out": []}] * (1 + Speaker.objects.public().count())
