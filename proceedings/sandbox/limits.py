"""The limits of a child process, and the sentences for those that a file exceeds."""

import resource
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MEGABYTE = 2**20
# The assumed address space of the program on systems that do not report it.
PROGRAM = 512 * MEGABYTE


class Limits(NamedTuple):
    """`megabytes` of memory beyond the program's own, `seconds` of processor time, and `output` in megabytes.

    `wall` are seconds of any kind, waiting included; 0 means no such limit.
    """

    megabytes: int
    seconds: int
    output: int
    wall: int


class SandboxError(Exception):
    """A file was not read to its end; the text of the error says which limit it reached. The caller adds a remedy."""


def limit_error(reason, limits):
    """The SandboxError for a reason: memory, time, output, interrupted, busy, or crash."""
    messages = {
        "memory": _("Reading this file takes more than %d MB of memory.") % limits.megabytes,
        "time": ngettext(
            "Reading this file takes longer than %d second.",
            "Reading this file takes longer than %d seconds.",
            limits.seconds,
        )
        % limits.seconds,
        "output": _("The content of this file is larger than %d MB.") % limits.output,
        "interrupted": _("Reading this file was interrupted. Please try again."),
        "busy": _("Other files are being read at the moment. Please try again in a minute."),
    }
    return SandboxError(messages.get(reason) or _("This file is damaged: reading it does not come to an end."))


def limit_process(limits):
    """Limit this process, as far as the system supports the limits; macOS has none for memory."""
    memory = program_size() + limits.megabytes * MEGABYTE
    set_limit(resource.RLIMIT_AS, memory)
    # SIGXCPU ends the process at the limit of processor time, and SIGKILL a second later.
    set_limit(resource.RLIMIT_CPU, limits.seconds, limits.seconds + 1)
    set_limit(resource.RLIMIT_CORE, 0, 0)
    # If the machine runs out of memory, the kernel ends this process first.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def set_limit(kind, soft, hard=None):
    now = resource.getrlimit(kind)[1]
    # No process can raise its own hard limit.
    hard = now if hard is None or resource.RLIM_INFINITY != now < hard else hard
    soft = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (soft, hard))


def lift_memory_limit():
    """Make room to report that the memory was not enough."""
    set_limit(resource.RLIMIT_AS, resource.getrlimit(resource.RLIMIT_AS)[1])


def program_size():
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return PROGRAM
