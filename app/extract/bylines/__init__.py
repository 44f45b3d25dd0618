"""The printed author line, and the people in it."""
