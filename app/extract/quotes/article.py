"""All tokens of an article in one row, so that they are looked at all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.extract.quotes.marks import Marked
from app.extract.quotes.tokens import Paragraph


@dataclass(frozen=True, slots=True)
class Article:
    """The tokens, and where their paragraphs and sentences begin."""

    words: Sequence[str]
    lower: Sequence[str]
    marks: NDArray[np.uint32]
    """0 outside of marks, 1 inside, 2 an opening mark, 3 a closing one, 4 inside marks that are never closed."""
    offsets: NDArray[np.int64]
    """Paragraph -> its first token; one more entry holds the number of tokens."""
    paragraph: NDArray[np.int64]
    """Token -> the first token of its paragraph."""
    first: NDArray[np.int64]
    """Token -> the first token of its sentence."""
    end: NDArray[np.int64]
    """Token -> one past the last token of its sentence."""

    def __len__(self) -> int:
        return len(self.words)

    def split(self, labels: Sequence[int]) -> list[Sequence[int]]:
        """Give what is told of each token paragraph by paragraph."""
        return [labels[start:end] for start, end in pairwise(self.offsets.tolist())]


def join_paragraphs(paragraphs: Sequence[Paragraph], marked: Sequence[Marked]) -> Article:
    """Set the paragraphs of an article one after the other; there must be one."""
    lengths = np.array([len(paragraph) for paragraph in paragraphs], np.int64)
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    bounds = [np.array(p.bounds[:-1], np.int64) + start for p, start in zip(paragraphs, offsets, strict=False)]
    starts = np.concatenate(bounds)
    ends = np.append(starts[1:], offsets[-1])
    return Article(
        words=[word for paragraph in paragraphs for word in paragraph.words],
        lower=[word for paragraph in paragraphs for word in paragraph.lower],
        marks=np.concatenate([_read_marks(marks) for marks in marked]),
        offsets=offsets,
        paragraph=np.repeat(offsets[:-1], lengths),
        first=np.repeat(starts, ends - starts),
        end=np.repeat(ends, ends - starts),
    )


def _read_marks(marked: Marked) -> NDArray[np.uint32]:
    states = np.zeros(len(marked.inside), np.uint32)
    for stretch in marked.stretches:
        states[stretch.first : stretch.end] = 1 if stretch.closer is not None else 4
        if stretch.opener is not None:
            states[stretch.opener] = 2
        if stretch.closer is not None:
            states[stretch.closer] = 3
    return states
