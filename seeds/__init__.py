"""Invented news pages in the form of real ones, and the order to load them in (manifest.json)."""
