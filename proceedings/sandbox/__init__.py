"""Run a function on an untrusted file in a child process with limits of memory, time and output.

The function is pure: it gets bytes or a path, and its result and its exceptions can be pickled. It runs in a process of
its own, so that no file can fill the memory of the site, hold one of its threads for long, or crash it. A fork server
(fork_server.py) makes the child, because a process with threads cannot safely fork; a child costs about ten
milliseconds.

The limits do not isolate the child: it runs as the user of the site.
"""

from .client import run, stream
from .fork_server import prepare
from .limits import Limits, SandboxError
from .process import has_one_thread, start

__all__ = ["Limits", "SandboxError", "has_one_thread", "prepare", "run", "start", "stream"]
