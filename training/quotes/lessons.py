"""What the network learns from: articles with the labels that people gave, and what the teacher makes of each word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.extract.quotes.columns import Column
from app.extract.quotes.paths import Scores
from training.quotes.copies import copy_article
from training.quotes.labels import Example
from training.quotes.recipe import SEED, Known, read_example
from training.quotes.teacher import Teacher
from training.quotes.vectors import Vectors

N_COPIES = 3
TRUST = 0.5
"""How much the teacher's word counts beside labels that people gave to these very words."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One article."""

    example: Example
    columns: dict[str, Column]
    told: Scores
    """What the teacher makes of each token."""
    trust: float
    """How much the teacher's word counts beside the labels: 1 in a copy, whose labels were given to other words."""


def make_lessons(
    known: Known, teacher: Teacher, vectors: Vectors, say: Callable[[str], None]
) -> list[Sequence[Lesson]]:
    """Give a round of lessons from the articles as they are, and rounds from copies of them."""
    near = vectors.list_near([word for example in known.examples for word in example.article.lower])
    random = np.random.default_rng(SEED)
    rounds: list[Sequence[Lesson]] = []
    for number in range(N_COPIES + 1):
        read = known
        if number:
            examples = [copy_article(example, near, random) for example in known.examples]
            columns = [read_example(example, known.cue_bins, known.kinds) for example in examples]
            read = replace(known, examples=examples, columns=columns)
        told = teacher.read(read.examples, read.columns)
        trust = 1.0 if number else TRUST
        rounds.append([Lesson(*one, trust) for one in zip(read.examples, read.columns, told, strict=True)])
        say(f"the teacher has read {number + 1} of {N_COPIES + 1} rounds")
    return rounds
