"""A process in which Typst makes one file and exits.

It reads a job as JSON from stdin (see typst_job.py), writes the file, and prints the replaced characters as JSON. A
process of its own returns its memory, can be stopped after a time limit, and cannot bring the server down.
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
    """Write the file of a job; return the characters that were replaced because no font has them."""
    replaced = set()
    while True:
        try:
            compiler = typst.Compiler(
                job["template"],
                root=job["root"],
                font_paths=job["fonts"],
                sys_inputs={"data": job["data"], "missing": "yes" if replaced else ""},
            )
            # A fixed timestamp makes the same bytes of the same contents.
            output = compiler.compile(format=job["format"], ppi=job["ppi"], timestamp=0, pdf_standards=job["standards"])
        except typst.TypstError as error:
            unshown = {letter for text in UNSHOWN.findall(error.diagnostic) for letter in unescaped(text)} - replaced
            if not unshown:
                raise
            replaced |= unshown
            # The JSON has such characters unescaped.
            job["data"] = job["data"].translate({ord(letter): substitute(letter) for letter in unshown})
        else:
            Path(job["output"]).write_bytes(output)
            return "".join(sorted(replaced))


def unescaped(text):
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def substitute(letter):
    """The replacement of a character: nothing for an invisible one, such as the joiner inside an emoji."""
    return MISSING if letter.isprintable() else ""


if __name__ == "__main__":
    job = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (job["memory"], job["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"]))
    json.dump({"replaced": run(job)}, sys.stdout)
