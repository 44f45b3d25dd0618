"""Quotes in languages of which verbs of saying and function words are listed, and no more: words within marks alone.

paragraphs -> marks, parted where a cue stands within them -> cue and mention beside each -> whom the story names
"""
