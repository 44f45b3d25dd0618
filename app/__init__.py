"""Clipfile: raw scraped news pages in, clean filed articles out."""

import os

# Our matrices are small, and the readers are many: threads within numpy only wait for each other. Before its import.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
