"""Annotated articles as the tagger is trained on them: tokens, what the rules make of them, and the right labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.extract.quotes.article import Article, join_paragraphs
from app.extract.quotes.hints import read_hints
from app.extract.quotes.linking import CONTENT, CUE, SOURCE
from app.extract.quotes.marks import Marked, list_marked
from app.extract.quotes.ruled import read_rules
from app.extract.quotes.scene import Claim
from app.extract.quotes.tokens import Paragraph, list_paragraphs
from training.quotes.standoff import Annotated, Attribution, Spans

Labels = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Example:
    """One article."""

    annotated: Annotated
    paragraphs: Sequence[Paragraph]
    marked: Sequence[Marked]
    article: Article
    ruled: Sequence[Claim]
    hints: dict[str, NDArray[np.uint32]]
    labels: Labels


def make_example(annotated: Annotated) -> Example:
    """Read an annotated article as find_quotes reads its text, and label its tokens."""
    paragraphs = list_paragraphs(annotated.text)
    marked = list_marked(paragraphs)
    article = join_paragraphs(paragraphs, marked)
    ruled = read_rules(paragraphs, marked)
    labels = label_tokens(paragraphs, article, annotated.attributions)
    return Example(annotated, paragraphs, marked, article, ruled, read_hints(article, ruled), labels)


def label_tokens(paragraphs: Sequence[Paragraph], article: Article, attributions: Sequence[Attribution]) -> Labels:
    """Give each token its label; where attributions overlap, words go before sources, and those before cues."""
    starts = np.array([start for paragraph in paragraphs for start in paragraph.starts])
    ends = np.array([end for paragraph in paragraphs for end in paragraph.ends])
    labels = np.zeros(len(article), np.int8)
    roles: list[tuple[int, list[Spans]]] = [
        (CONTENT, [attribution.content for attribution in attributions]),
        (SOURCE, [attribution.source for attribution in attributions]),
        (CUE, [attribution.cue for attribution in attributions]),
    ]
    for role, pieces in roles:
        for start, end in (span for spans in pieces for span in spans):
            first, stop = int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end, "left"))
            _label(labels, role, first, stop, article)
    return labels


def _label(labels: Labels, role: int, first: int, stop: int, article: Article) -> None:
    """Label tokens that are still free; a span begins anew in each paragraph."""
    edges = [first, *(int(offset) for offset in article.offsets if first < offset < stop), stop]
    for start, end in pairwise(edges):
        free = start + np.flatnonzero(labels[start:end] == 0)
        labels[free] = 2 * role
        if len(free):
            labels[free[0]] = 2 * role - 1
