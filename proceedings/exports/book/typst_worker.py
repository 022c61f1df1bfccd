"""A process in which Typst makes one file and exits.

It reads a job as JSON from stdin (see typst_job.py), writes the file, and prints as JSON the replaced characters and
the addresses of the texts that were left out. A process of its own returns its memory, can be stopped after a time
limit, and cannot bring the server down.
"""

import json
import re
import resource
import sys
from pathlib import Path

import typst

# Replaces a character that no font has.
MISSING = "□"
UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def run(job):
    """Write the file of a job; return the characters without a font, and the addresses of texts that Typst refuses."""
    replaced, left_out = set(), []
    while True:
        try:
            output = compiled(job, job["template"], job["data"], missing=bool(replaced))
        except typst.TypstError as error:
            unshown = unshown_letters(error) - replaced
            if unshown:
                replaced |= unshown
                # The JSON is not escaped, so it contains the characters themselves.
                job["data"] = job["data"].translate({ord(letter): substitute(letter) for letter in unshown})
            elif addresses := leave_out_refused_texts(job):
                left_out += addresses
            else:
                raise
        else:
            Path(job["output"]).write_bytes(output)
            return {"replaced": "".join(sorted(replaced)), "left_out": left_out}


def compiled(job, template, data, *, missing=False):
    compiler = typst.Compiler(
        template,
        root=job["root"],
        font_paths=job["fonts"],
        sys_inputs={"data": data, "missing": "yes" if missing else ""},
    )
    # A fixed timestamp makes equal files from equal contents.
    return compiler.compile(format=job["format"], ppi=job["ppi"], timestamp=0, pdf_standards=job["standards"])


def unshown_letters(error):
    return {letter for text in UNSHOWN.findall(error.diagnostic) for letter in unescaped(text)}


def unescaped(text):
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def substitute(letter):
    """The replacement of a character: nothing for an invisible one, such as the joiner inside an emoji."""
    return MISSING if letter.isprintable() else ""


def leave_out_refused_texts(job):
    """Replace each text that Typst refuses by a note with its address; return the addresses."""
    data = json.loads(job["data"])
    texts = list(texts_of(data, data.get("address", "")))
    refused = refused_texts(job, data["styles"], texts) if job["probe"] else []
    for text, address in refused:
        note = [data["labels"]["left_out"], " ", {"kind": "link", "to": address, "words": [address]}]
        text["text"] = [{"kind": "paragraph", "words": note}]
    job["data"] = json.dumps(data, ensure_ascii=False)
    return [address for _text, address in refused]


def texts_of(value, address):
    """Yield (text, address of its page) for each text of blocks in the data."""
    if isinstance(value, dict):
        address = value.get("address", address)
        if value.get("text") and isinstance(value["text"], list):
            yield value, address
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_of(inner, address)


def refused_texts(job, styles, texts):
    """The texts that Typst refuses, found by repeatedly halving the list."""
    if not texts or not is_refused(job, styles, texts):
        return []
    if len(texts) == 1:
        return texts
    middle = len(texts) // 2
    return [*refused_texts(job, styles, texts[:middle]), *refused_texts(job, styles, texts[middle:])]


def is_refused(job, styles, texts):
    data = json.dumps({"styles": styles, "texts": [text for text, _address in texts]}, ensure_ascii=False)
    try:
        compiled(job, job["probe"], data)
    except typst.TypstError as error:
        return not unshown_letters(error)
    return False


if __name__ == "__main__":
    job = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (job["memory"], job["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"]))
    json.dump(run(job), sys.stdout)
