"""Train the recurrent network of the second opinion, with torch on one core."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from app.extract.quotes.features import N_LABELS, Column
from app.extract.quotes.network import COLUMNS, Network, list_indexes, shrink
from app.extract.quotes.paths import Scores
from training.quotes.labels import Example

HIDDEN, MIXED = 96, 64
N_EPOCHS = 4
RATE = 2e-3
DROPPED, WORDS_DROPPED = 0.3, 0.15
"""Shares: of what is seen, and of words that are read as unknown (number 0), so that the network knows what that is."""
_BATCH = 3000
_LONGEST = 200
_WARM_UP = 0.1
_PAD = -100
_SPREAD = 0.3


@dataclass(frozen=True, slots=True)
class _Paragraph:
    indexes: NDArray[np.intp]
    """[tokens, columns]."""
    first: Scores
    labels: NDArray[np.int8]


def fit_network(
    examples: Sequence[Example], columns: Sequence[dict[str, Column]], first: Sequence[Scores], *, seed: int
) -> Network:
    """Fit the network to the labels of articles, given what a first pass that did not know them made of them."""
    torch.set_num_threads(1)  # more are not faster here, and add up in another order each time
    torch.manual_seed(seed)
    paragraphs = [
        paragraph
        for example, told, scores in zip(examples, columns, first, strict=True)
        for paragraph in _cut(example, told, scores)
    ]
    model = _make_model()
    random = np.random.default_rng(seed)
    batches = [_list_batches(paragraphs, random) for _ in range(N_EPOCHS)]
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, RATE, total_steps=sum(map(len, batches)) + 20, pct_start=_WARM_UP
    )
    for batch in (batch for epoch in batches for batch in epoch):
        indexes, scores, labels = _pad([paragraphs[i] for i in batch])
        lengths = torch.tensor([len(paragraphs[i].labels) for i in batch])
        told = _read(model, indexes, scores, lengths)
        loss = torch.nn.functional.cross_entropy(told.reshape(-1, N_LABELS), labels.reshape(-1), ignore_index=_PAD)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
    return _export(model, paragraphs)


def _cut(example: Example, columns: dict[str, Column], scores: Scores) -> list[_Paragraph]:
    indexes = np.stack(list_indexes(columns), axis=1)
    first = shrink(scores)
    return [
        _Paragraph(indexes[at:stop], first[at:stop], example.labels[at:stop])
        for start, end in pairwise(example.article.offsets.tolist())
        for at in range(start, end, _LONGEST)
        for stop in (min(at + _LONGEST, end),)
    ]


def _make_model() -> Any:
    tables = torch.nn.ModuleList([torch.nn.Embedding(size, length) for _, size, length in COLUMNS])
    for table in tables[:2]:
        torch.nn.init.normal_(table.weight, std=_SPREAD)
    seen = sum(length for _, _, length in COLUMNS) + N_LABELS
    return torch.nn.ModuleDict(
        {
            "tables": tables,
            "memory": torch.nn.LSTM(seen, HIDDEN, bidirectional=True, batch_first=True),
            "mixing": torch.nn.Linear(2 * HIDDEN + seen, MIXED),
            "outward": torch.nn.Linear(MIXED, N_LABELS),
            "drop": torch.nn.Dropout(DROPPED),
        }
    )


def _read(model: Any, indexes: Any, scores: Any, lengths: Any) -> Any:
    known = torch.rand(indexes.shape[:2]) >= WORDS_DROPPED
    indexes = torch.cat([(indexes[..., 0] * known)[..., None], indexes[..., 1:]], dim=-1)
    vectors = [table(indexes[..., number]) for number, table in enumerate(model["tables"])]
    seen = model["drop"](torch.cat([*vectors, scores], dim=-1))
    packed = torch.nn.utils.rnn.pack_padded_sequence(seen, lengths, batch_first=True, enforce_sorted=False)
    states, _ = model["memory"](packed)
    read, _ = torch.nn.utils.rnn.pad_packed_sequence(states, batch_first=True, total_length=seen.shape[1])
    mixed = torch.relu(model["mixing"](model["drop"](torch.cat([read, seen], dim=-1))))
    return model["outward"](mixed)


def _list_batches(paragraphs: Sequence[_Paragraph], random: np.random.Generator) -> list[list[int]]:
    """Put paragraphs of about one length together, and the batches in any order."""
    lengths = np.array([len(paragraph.labels) for paragraph in paragraphs])
    batches: list[list[int]] = [[]]
    for i in np.argsort(lengths + 6 * random.random(len(lengths)), kind="stable").tolist():
        longest = max(lengths[i], max((lengths[j] for j in batches[-1]), default=0))
        if batches[-1] and longest * (len(batches[-1]) + 1) > _BATCH:
            batches.append([])
        batches[-1].append(i)
    return [batches[i] for i in random.permutation(len(batches))]


def _pad(paragraphs: Sequence[_Paragraph]) -> tuple[Any, Any, Any]:
    longest = max(len(paragraph.labels) for paragraph in paragraphs)
    indexes = np.zeros((len(paragraphs), longest, len(COLUMNS)), np.int64)
    scores = np.zeros((len(paragraphs), longest, N_LABELS), np.float32)
    labels = np.full((len(paragraphs), longest), _PAD, np.int64)
    for row, paragraph in enumerate(paragraphs):
        n = len(paragraph.labels)
        indexes[row, :n], scores[row, :n], labels[row, :n] = paragraph.indexes, paragraph.first, paragraph.labels
    return torch.from_numpy(indexes), torch.from_numpy(scores), torch.from_numpy(labels)


def _export(model: Any, paragraphs: Sequence[_Paragraph]) -> Network:
    """Give the weights as the archive's own code reads them: no torch at run time."""
    numbers = {name: value.detach().numpy() for name, value in model.named_parameters()}
    tables = [numbers[f"tables.{number}.weight"].copy() for number in range(len(COLUMNS))]
    for number in (0, 1):  # what was never seen is unknown, not what chance began with
        unseen = np.ones(len(tables[number]), np.bool_)
        unseen[np.concatenate([paragraph.indexes[:, number] for paragraph in paragraphs])] = False
        tables[number][unseen] = tables[number][0] if number == 0 else tables[number][~unseen].mean(axis=0)
    ways = ("", "_reverse")
    inward = np.stack([_order(numbers[f"memory.weight_ih_l0{way}"]).T for way in ways])
    across = np.stack([_order(numbers[f"memory.weight_hh_l0{way}"]).T for way in ways])
    bias = np.stack([_order(numbers[f"memory.bias_ih_l0{way}"] + numbers[f"memory.bias_hh_l0{way}"]) for way in ways])
    mixing = np.vstack([numbers["mixing.weight"].T, numbers["mixing.bias"]])
    outward = np.vstack([numbers["outward.weight"].T, numbers["outward.bias"]])
    return Network(tables, inward, bias, across, mixing, outward)


def _order(gates: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bring torch's gates (in, forget, new, out) into our order, all but the new halved (see Network)."""
    come, forget, new, out = np.split(gates, 4)
    return np.concatenate([0.5 * come, 0.5 * forget, 0.5 * out, new])
