"""How the tagger is trained: what is fitted to what, so that no pass learns from labels that it would not see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.extract.quotes.certainty import LOOKS
from app.extract.quotes.columns import CUE_BITS, Bins, Column, Kinds, hash_word, list_kinds, read_columns, read_labels
from app.extract.quotes.features import N_LABELS, hash_templates
from app.extract.quotes.linking import CUE
from app.extract.quotes.network import Network
from app.extract.quotes.paths import Scores, Steps, find_best, list_rows
from app.extract.quotes.tagger import Pass, Tagger
from training.quotes.certainty import fit_certainty
from training.quotes.labels import Example, make_example
from training.quotes.perceptron import fit
from training.quotes.standoff import Annotated

SEED = 1
BITS = 18
N_FOLDS = 5
N_EPOCHS = (12, 6)
"""Pass -> how often it reads all articles."""
_DEAR = -6.0
_FEWEST = 4
_SHARES = (0.1, 0.25, 0.5, 0.75)

FitNetwork = Callable[[Sequence[int]], Network]


@dataclass(frozen=True, slots=True)
class Known:
    """Annotated articles, as a pass sees them."""

    cue_bins: Bins
    kinds: Kinds
    examples: Sequence[Example]
    columns: Sequence[dict[str, Column]]

    def pick(self, numbers: Sequence[int]) -> Known:
        """Give some of them."""
        return replace(
            self, examples=[self.examples[i] for i in numbers], columns=[self.columns[i] for i in numbers]
        )  # fmt: skip


def prepare(annotated: Sequence[Annotated]) -> Known:
    """Read annotated articles as the first pass sees them."""
    examples = [make_example(one) for one in annotated]
    cue_bins, kinds = count_cues(examples), list_kinds()
    return Known(cue_bins, kinds, examples, [read_example(example, cue_bins, kinds) for example in examples])


def read_example(example: Example, cue_bins: Bins, kinds: Kinds) -> dict[str, Column]:
    """Give the columns of an article with what the rules make of it."""
    return read_columns(example.article, cue_bins, kinds) | example.hints


def list_kept(n: int) -> tuple[Sequence[int], Sequence[int]]:
    """Give the numbers of the articles that are learnt from first, and of every fifth, which shows how sure to be."""
    return [i for i in range(n) if i % N_FOLDS], range(0, n, N_FOLDS)


def train(known: Known, fit_network: FitNetwork | None, say: Callable[[str], None]) -> Tagger:
    """Fit all parts to all articles: the second pass to what first passes that did not know an article made of it.

    `fit_network` fits the network to the articles of these numbers; without it there is none.
    """
    say(f"{sum(len(example.article) for example in known.examples)} tokens")
    features = [_hash(e, told, 0) for e, told in zip(known.examples, known.columns, strict=True)]
    first, scores = _fit_first(known.examples, features, say)
    labelled = [
        read_labels(e.article, told, given)
        for e, told, given in zip(known.examples, known.columns, scores, strict=True)
    ]
    features = [
        np.concatenate([seen, _hash(e, told, 1)], axis=1)
        for e, told, seen in zip(known.examples, labelled, features, strict=True)
    ]
    untold = np.zeros((2, len(LOOKS)), np.float32)

    def fit_rest(numbers: Sequence[int]) -> Tagger:
        second = _fit([known.examples[i] for i in numbers], [features[i] for i in numbers], 1)
        network = fit_network(numbers) if fit_network else None
        if network:
            second = Pass(second.weights, second.steps + _forbid())
        return Tagger(known.cue_bins, known.kinds, (first, second), network, untold)

    kept, left = list_kept(len(known.examples))
    halfway = fit_rest(kept)
    others = [known.examples[i] for i in left]
    second_scores = [
        halfway.read_again(
            labelled[i], list(features[i].T.astype(np.uint32)), list_rows(known.examples[i].article.offsets.tolist())
        )
        for i in left
    ]
    say(f"second pass, held out: {share_right(others, second_scores):.4f} of labels right")
    certainty = fit_certainty(others, second_scores, say)
    return replace(fit_rest(range(len(known.examples))), certainty=certainty)


def _forbid() -> Steps:
    """Make it dear for a role to go on where it has not begun."""
    steps = np.zeros((N_LABELS + 1, N_LABELS), np.float32)
    for before in range(N_LABELS + 1):
        for label in range(2, N_LABELS, 2):
            if before not in (label, label - 1):
                steps[before, label] = _DEAR
    return steps


def count_cues(examples: Sequence[Example]) -> Bins:
    """Give the share of a word's places that are in a cue, in five steps, for words that are in one at all."""
    seen: Counter[int] = Counter()
    cues: Counter[int] = Counter()
    for example in examples:
        for word, label in zip(example.article.lower, example.labels.tolist(), strict=True):
            if word[0].isalpha():
                row = hash_word(word) & ((1 << CUE_BITS) - 1)
                seen[row] += 1
                cues[row] += label in (2 * CUE - 1, 2 * CUE)
    bins = np.zeros(1 << CUE_BITS, np.int8)
    for row, n_seen in seen.items():
        if n_seen >= _FEWEST:
            bins[row] = np.searchsorted(_SHARES, cues[row] / n_seen)
    return bins


def _fit_first(
    examples: Sequence[Example], ids: Sequence[NDArray[np.int32]], say: Callable[[str], None]
) -> tuple[Pass, list[Scores]]:
    """Fit the first pass to all articles, and give the scores that each article gets from the other folds alone."""
    scores: list[Scores] = [np.empty((0, 0), np.float32)] * len(examples)
    for fold in range(N_FOLDS):
        kept = [i for i in range(len(examples)) if i % N_FOLDS != fold]
        without = _fit([examples[i] for i in kept], [ids[i] for i in kept], 0)
        left = range(fold, len(examples), N_FOLDS)
        for i in left:
            rows = list_rows(examples[i].article.offsets.tolist())
            scores[i] = find_best(without.weights[ids[i]].sum(axis=1), without.steps, rows)
        right = share_right([examples[i] for i in left], [scores[i] for i in left])
        say(f"first pass, fold {fold + 1} held out: {right:.3f} of labels right")
    return _fit(examples, ids, 0), scores


def _hash(example: Example, columns: dict[str, Column], number: int) -> NDArray[np.int32]:
    return np.stack(list(hash_templates(example.article, columns, number, BITS)), axis=1).astype(np.int32)


def _fit(examples: Sequence[Example], ids: Sequence[NDArray[np.int32]], number: int) -> Pass:
    """Fit a pass to the paragraphs of articles."""
    lengths = np.cumsum([0, *(len(of_article) for of_article in ids)])
    bounds = [
        np.stack([example.article.offsets[:-1], example.article.offsets[1:]], axis=1) + length
        for example, length in zip(examples, lengths, strict=False)
    ]
    labels = np.concatenate([example.labels for example in examples])
    epochs = N_EPOCHS[number]
    return Pass(*fit(np.concatenate(ids), labels, np.concatenate(bounds), bits=BITS, n_epochs=epochs, seed=SEED))


def share_right(examples: Sequence[Example], scores: Sequence[Scores]) -> float:
    """Tell the share of tokens whose label is right."""
    right = [given.argmax(axis=1) == example.labels for example, given in zip(examples, scores, strict=True)]
    return float(np.concatenate(right).mean())
