"""The learnt part: which tokens are words that somebody said, who said them, and by which verb."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.errors import SetupError
from app.extract.quotes.article import Article
from app.extract.quotes.columns import Bins, Column, Kinds, read_columns, read_labels
from app.extract.quotes.features import N_LABELS, PASSES, hash_templates
from app.extract.quotes.network import COLUMNS, Network
from app.extract.quotes.paths import Rows, Scores, Steps, find_best, list_rows

FORMAT = 2
"""Raise it with every change to the features: weights are the weights of these features alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Pass:
    """The weights of one pass over the tokens."""

    weights: NDArray[np.float32]
    """[2**bits, labels]."""
    steps: Steps

    @property
    def bits(self) -> int:
        """How many bits of a hash tell the row of its weights."""
        return len(self.weights).bit_length() - 1

    def emit(self, features: Sequence[Column]) -> Scores:
        """Give what each label of each token adds to a sequence."""
        emitted = np.zeros((len(features[0]), N_LABELS), np.float32)
        for rows in features:
            emitted += self.weights.take(rows, axis=0)
        return emitted


@dataclass(frozen=True, slots=True, eq=False)
class Tagger:
    """Two passes, of which the second sees the labels of the first around a token, and a network beside it."""

    cue_bins: Bins
    kinds: Kinds
    passes: Sequence[Pass]
    network: Network | None
    certainty: NDArray[np.float32]
    """[2, LOOKS]: weights of what tells how sure a claim and its words are (see certainty)."""

    def tag(self, article: Article, hints: dict[str, Column]) -> Scores:
        """Give each token's labels a score: the highest is the token's label, its lead over the next how sure it is.

        `hints`: what the rules make of each token.
        """
        rows = list_rows(article.offsets.tolist())
        columns = read_columns(article, self.cue_bins, self.kinds) | hints
        features = list(hash_templates(article, columns, 0, self.passes[0].bits))
        first = find_best(self.passes[0].emit(features), self.passes[0].steps, rows)
        columns = read_labels(article, columns, first)
        features.extend(hash_templates(article, columns, 1, self.passes[1].bits))
        return self.read_again(columns, features, rows)

    def read_again(self, columns: dict[str, Column], features: Sequence[Column], rows: Rows) -> Scores:
        """Give the scores of the second pass and the network together."""
        emitted = self.passes[1].emit(features)
        if self.network:
            emitted += self.network.read(columns, rows)
        return find_best(emitted, self.passes[1].steps, rows)


def parse_tagger(raw: bytes) -> Tagger:
    """Read a model file, as `python -m training.quotes` writes it; raise SetupError where it is none."""
    try:
        with np.load(io.BytesIO(raw), allow_pickle=False) as stored:
            if int(stored["format"]) != FORMAT:
                raise SetupError(f"the model of quotes has format {int(stored['format'])}, not {FORMAT}: train it anew")
            passes = [
                Pass(stored["levels"][number][stored[f"weights{number}"]], stored[f"steps{number}"])
                for number in range(len(PASSES))
            ]
            network = None
            if "inward" in stored:
                vectors = stored["vectors"] * stored["scale"]
                tables = [stored[f"table{number}"].astype(np.float32) for number in range(len(COLUMNS))]
                matrices = ("inward", "bias", "across", "mixing", "outward")
                network = Network(
                    stored["known"], vectors, tables, *(stored[name].astype(np.float32) for name in matrices)
                )
            kinds = dict(zip(stored["words"].tolist(), map(tuple, stored["kinds"].tolist()), strict=True))
            return Tagger(stored["cue_bins"], kinds, passes, network, stored["certainty"])
    except (KeyError, ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise SetupError(f"this is no model of quotes: {error}") from None
