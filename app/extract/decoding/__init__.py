"""Bytes to text: which charset, and what came garbled."""
