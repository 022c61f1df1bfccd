"""The press: a process of its own, in which Typst sets one file and ends.

It reads a job as JSON (see setting.py), writes the file, and prints as JSON what no font could show. So the memory of a
thousand pages goes back, a job that takes too long can be ended, and nothing that happens in here ends the server.
"""

import json
import re
import resource
import sys
from pathlib import Path

import typst

# What stands where a character has no font.
MISSING = "□"
UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def press(job):
    """Set a job; what is returned are the characters that were replaced, because no font has them."""
    replaced = set()
    while True:
        try:
            compiler = typst.Compiler(
                job["template"],
                root=job["root"],
                font_paths=job["fonts"],
                sys_inputs={"data": job["data"], "missing": "yes" if replaced else ""},
            )
            # Without a clock, the same contents become the same bytes.
            made = compiler.compile(format=job["format"], ppi=job["ppi"], timestamp=0, pdf_standards=job["standards"])
        except typst.TypstError as error:
            unshown = {letter for text in UNSHOWN.findall(error.diagnostic) for letter in unescaped(text)} - replaced
            if not unshown:
                raise
            replaced |= unshown
            # The data are JSON in which such characters stand for themselves.
            job["data"] = job["data"].translate({ord(letter): substitute(letter) for letter in unshown})
        else:
            Path(job["output"]).write_bytes(made)
            return "".join(sorted(replaced))


def unescaped(text):
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def substitute(letter):
    """Nothing for what is invisible, such as the joiner inside an emoji."""
    return MISSING if letter.isprintable() else ""


if __name__ == "__main__":
    job = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (job["memory"], job["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"]))
    json.dump({"replaced": press(job)}, sys.stdout)
