"""Typesetting: contents become JSON, and a worker process makes a file of them."""

import json
import logging
import subprocess
import sys
from importlib.metadata import version

from django.conf import settings

from proceedings.exports.file_cache import FailedError
from proceedings.text import xml_text

from . import fonts, typst_worker
from .blocks import blocks
from .texts import Markdown

logger = logging.getLogger(__name__)

TEMPLATES = settings.BASE_DIR / "templates"
PDF = {"format": "pdf", "ppi": None, "standards": ["ua-1"]}
# A point of the template is a pixel.
PNG = {"format": "png", "ppi": 72, "standards": []}
# The longest book (see contents.py) takes about 40 seconds on two cores, and half of this memory.
SECONDS, MEMORY = 180, 4 * 2**30


def run_typst(template, contents, output, file_format):
    """Typeset contents (strings, lists, dictionaries, Markdown) with a template and write the file `output`.

    Raises file_cache.FailedError when Typst fails; the log says why.
    """
    data = typst_data(contents)
    styles = {tag: fonts.style(tag) for tag in languages(data)} | {"": fonts.style(data["page_language"])}
    if fonts.style(data["language"])["mixed"]:
        # A name in Han characters takes the forms of the language around it.
        styles["zh"] = fonts.style(data["language"])
    job = {
        "template": str(TEMPLATES / template),
        "root": str(TEMPLATES),
        # The probe finds texts of blocks to leave out, which a card does not have.
        "probe": str(TEMPLATES / "book/probe.typ") if file_format is PDF else "",
        "fonts": fonts.folders(),
        "data": json.dumps(data | {"styles": styles}, ensure_ascii=False),
        "output": str(output),
        "memory": MEMORY,
        "seconds": SECONDS,
        **file_format,
    }
    try:
        # -P keeps modules next to the worker from shadowing the standard library.
        process = subprocess.run(  # noqa: S603 - our own file, and no shell
            [sys.executable, "-P", typst_worker.__file__],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.SubprocessError as error:
        stderr = (getattr(error, "stderr", b"") or b"").decode()
        logger.exception("%s could not be typeset. %s", template, stderr[-2000:])
        raise FailedError from error
    result = json.loads(process.stdout)
    if replaced := result["replaced"]:
        logger.warning(
            "No font has %s. Install the extra “fonts”, or another font that has it. Until then □ is printed instead.",
            replaced,
        )
    if left_out := result["left_out"]:
        logger.warning("Typst refuses these texts, which are left out of the book: %s.", ", ".join(left_out))


def typst_data(value):
    """The contents with Markdown as blocks, and without characters that PDF cannot carry."""
    if isinstance(value, Markdown):
        return blocks(xml_text(value), value.text_format)
    if isinstance(value, str):
        return xml_text(value)
    if isinstance(value, dict):
        return {key: typst_data(inner) for key, inner in value.items()}
    return [typst_data(inner) for inner in value] if isinstance(value, list | tuple) else value


def languages(value):
    """The set of languages of the texts in the data."""
    if isinstance(value, dict):
        own = {value["language"]} if "language" in value else set()
        return own.union(*map(languages, value.values()))
    return set().union(*map(languages, value)) if isinstance(value, list) else set()


def edition(*templates):
    """The versions of all that a file depends on besides its contents: templates, programs and fonts."""
    texts = [(TEMPLATES / template).read_text() for template in templates]
    return [*texts, version("typst"), version("markdown-it-py"), sorted(fonts.families())]
