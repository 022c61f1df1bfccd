"""A pipe that closes when its owner ends, even if it is killed, so that its children end too."""

import os
import select
import signal
import threading
import time


class Lifeline:
    """The parent makes it before it forks. Every child then calls `follow` or `wait`."""

    def __init__(self):
        self.reader, self.writer = os.pipe()

    def __getstate__(self):
        # Spawned processes, unlike forked ones, do not inherit the pipe.
        return {"reader": None, "writer": None}

    def let_go(self):
        """Close a child's copy of the parent's end, which would keep the pipe open."""
        if self.writer is not None:
            os.close(self.writer)
            self.writer = None

    def follow(self, grace):
        """Send SIGTERM to this process when its parent ends, and exit after `grace` seconds if it still runs."""
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
