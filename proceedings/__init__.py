import os

# Otherwise numpy starts a thread for its linear algebra, which nothing here uses, and a process with threads cannot fork.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
