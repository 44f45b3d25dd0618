"""Fits are made in one thread: several wait for each other, busily, where other tests want the processors too."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # read when scikit-learn is imported
