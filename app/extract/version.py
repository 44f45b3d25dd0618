"""The extractor's version, kept with all it reads."""

EXTRACTOR = "clipfile/5"
"""Raise it whenever a change can alter what a page yields: stored captures can then be told to be read again."""
