"""From contents to a file: the data as JSON, the press, and what it says."""

import json
import logging
import subprocess
import sys
from importlib.metadata import version

from django.conf import settings

from proceedings.text import xml_text

from . import fonts, press
from .blocks import blocks
from .saying import Markdown
from .shelf import FailedError

logger = logging.getLogger(__name__)

TEMPLATES = settings.BASE_DIR / "templates"
PDF = {"format": "pdf", "ppi": None, "standards": ["ua-1"]}
# A point of the template is a pixel.
PNG = {"format": "png", "ppi": 72, "standards": []}
# The longest book (see contents.py) takes some 40 seconds of two cores, and half of the memory.
SECONDS, MEMORY = 180, 4 * 2**30


def set_by_typst(template, contents, output, kind):
    """Set contents (strings, lists, dictionaries; Markdown within) by a template into the file `output`.

    Raises shelf.FailedError when it cannot be set; the log says why.
    """
    data = laid_out(contents)
    styles = {tag: fonts.style(tag) for tag in languages(data)} | {"": fonts.style(data["page_language"])}
    if fonts.style(data["language"])["mixed"]:
        # A name in Han characters is written as the language around it writes them.
        styles["zh"] = fonts.style(data["language"])
    job = {
        "template": str(TEMPLATES / template),
        "root": str(TEMPLATES),
        "fonts": fonts.folders(),
        "data": json.dumps(data | {"styles": styles}, ensure_ascii=False),
        "output": str(output),
        "memory": MEMORY,
        "seconds": SECONDS,
        **kind,
    }
    try:
        # -P: what lies beside the press must not stand in for the standard library.
        done = subprocess.run(  # noqa: S603 - our own file, and no shell
            [sys.executable, "-P", press.__file__],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.SubprocessError as error:
        logger.exception("%s could not be set. %s", template, (getattr(error, "stderr", b"") or b"").decode()[-2000:])
        raise FailedError from error
    if replaced := json.loads(done.stdout)["replaced"]:
        logger.warning(
            "No font here has %s: install the extra “fonts”, or a font for it. Until then □ stands in its place.",
            replaced,
        )


def laid_out(value):
    """The contents with Markdown as blocks, and without characters that no format carries."""
    if isinstance(value, Markdown):
        return blocks(xml_text(value))
    if isinstance(value, str):
        return xml_text(value)
    if isinstance(value, dict):
        return {key: laid_out(inner) for key, inner in value.items()}
    return [laid_out(inner) for inner in value] if isinstance(value, list | tuple) else value


def languages(value):
    """Every language that a text in the data is in."""
    if isinstance(value, dict):
        found = {value["language"]} if "language" in value else set()
        return found.union(*map(languages, value.values()))
    return set().union(*map(languages, value)) if isinstance(value, list) else set()


def edition(*templates):
    """What besides its contents makes a file what it is: the templates, the programs and the fonts."""
    texts = [(TEMPLATES / template).read_text() for template in templates]
    return [*texts, version("typst"), version("markdown-it-py"), sorted(fonts.families())]
