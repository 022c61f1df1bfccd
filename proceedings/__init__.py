import os

# Otherwise numpy starts threads for linear algebra, which nothing here uses; a process with threads cannot fork.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
