"""A pipe that closes when its owner ends, even if it is killed, so that its children end too."""

import os
import select
import signal
import threading
import time


class Lifeline:
    """Made by the parent before it forks; every child then calls `follow` or `wait`."""

    def __init__(self):
        self.reader, self.writer = os.pipe()

    def __getstate__(self):
        # Where processes are not forked, they inherit no pipe.
        return {"reader": None, "writer": None}

    def let_go(self):
        """Close a child's copy of the parent's end, which would keep the pipe open."""
        if self.writer is not None:
            os.close(self.writer)
            self.writer = None

    def follow(self, grace):
        """Stop this process when its parent ends, as SIGTERM does, and after that many seconds at once."""
        self.let_go()
        if self.reader is not None:
            threading.Thread(target=self.stop_with_parent, args=(grace,), daemon=True).start()

    def wait(self, seconds) -> bool:
        """Wait for the end of the parent. Return whether it has ended."""
        return bool(select.select([self.reader], [], [], seconds)[0])

    def stop_with_parent(self, grace):
        self.wait(None)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(grace)
        os._exit(1)
