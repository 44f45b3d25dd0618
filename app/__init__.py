"""Clipfile: raw scraped news pages in, clean filed articles out."""
