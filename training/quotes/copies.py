"""Copies of articles in which some words are others like them, for the teacher to label (Jiao et al., TinyBERT, 2020).

840 articles about one country's politics name few people and few things. Names and words of a copy are wrong, but the
sentences that they stand in are those of news.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from app.extract.quotes.article import join_paragraphs
from app.extract.quotes.hints import read_hints
from app.extract.quotes.marks import list_marked
from app.extract.quotes.ruled import read_rules
from app.extract.quotes.tokens import Paragraph
from training.quotes.labels import Example

SHARE, SHARE_OF_NAMES = 0.25, 0.4


def copy_article(example: Example, near: Mapping[str, Sequence[str]], random: np.random.Generator) -> Example:
    """Put others in place of some words, by chance; the labels stay as they are."""
    paragraphs = [_copy(paragraph, near, random) for paragraph in example.paragraphs]
    marked = list_marked(paragraphs)
    article = join_paragraphs(paragraphs, marked)
    ruled = read_rules(paragraphs, marked)
    return Example(
        example.annotated, paragraphs, marked, article, ruled, read_hints(article, ruled), example.labels
    )  # fmt: skip


def _copy(paragraph: Paragraph, near: Mapping[str, Sequence[str]], random: np.random.Generator) -> Paragraph:
    words, lower = list(paragraph.words), list(paragraph.lower)
    chances, picks = random.random(len(words)), random.random(len(words))
    for i, word in enumerate(words):
        others = near.get(lower[i], ())
        named = word[0].isupper() and i not in paragraph.bounds
        if others and chances[i] < (SHARE_OF_NAMES if named else SHARE):
            lower[i] = others[int(picks[i] * len(others))]
            words[i] = _dress(lower[i], word)
    return replace(paragraph, words=words, lower=lower)


def _dress(word: str, like: str) -> str:
    """Give a word the capitals of another."""
    if len(like) > 1 and like.isupper():
        return word.upper()
    return word.capitalize() if like[0].isupper() else word
