"""Train the recurrent network, with torch on one core."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from app.extract.quotes.features import N_LABELS
from app.extract.quotes.network import COLUMNS, Network, find_rows, list_indexes
from app.extract.quotes.paths import Scores
from training.quotes.lessons import Lesson
from training.quotes.vectors import Vectors

HIDDEN, MIXED = 160, 64
N_EPOCHS = 16
RATE = 2e-3
DROPPED, WORDS_DROPPED = 0.25, 0.15
"""Shares: of what is seen, and of words that are read as unknown (number 0), so that the network knows what that is."""
WEIGHT = 1.5
"""How much the scores count beside those of the second pass."""
_BATCH = 3000
_LONGEST = 200
_WARM_UP = 0.1
_SPREAD = 0.3


@dataclass(frozen=True, slots=True)
class _Paragraph:
    words: NDArray[np.intp]
    """Token -> the row of its vector."""
    indexes: NDArray[np.int32]
    """[tokens, columns]."""
    labels: NDArray[np.int8]
    told: Scores
    trust: float


def fit_network(
    rounds: Sequence[Sequence[Lesson]], vectors: Vectors, *, seed: int, say: Callable[[str], None]
) -> Network:
    """Fit the network to what people and the teacher told of articles, one round an epoch and then from the first."""
    torch.set_num_threads(1)  # more are not faster here, and add up in another order each time
    torch.manual_seed(seed)
    words, table = vectors.hash()
    table = np.vstack([_SPREAD * table, np.zeros((1, table.shape[1]), np.float32)])
    cut = [[paragraph for lesson in lessons for paragraph in _cut(lesson, words)] for lessons in rounds]
    model = _make_model(table)
    random = np.random.default_rng(seed)
    batches = [
        [[lessons[i] for i in batch] for batch in _list_batches(lessons, random)]
        for lessons in (cut[number % len(cut)] for number in range(N_EPOCHS))
    ]
    values = [value for value in model.parameters() if value.requires_grad]
    optimizer = torch.optim.Adam(values, lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, RATE, total_steps=sum(map(len, batches)) + 20, pct_start=_WARM_UP
    )
    for number, epoch in enumerate(batches, 1):
        lost = 0.0
        for batch in epoch:
            loss = _lose(model, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(values, 1.0)
            optimizer.step()
            schedule.step()
            lost += loss.item()
        say(f"network, epoch {number}: loss {lost / len(epoch):.4f}")
    return _export(model, words, table, cut[0])


def _lose(model: Any, batch: Sequence[_Paragraph]) -> Any:
    """Tell how far the network is from the labels, and from how likely the teacher takes each label to be."""
    given = _read(model, batch)
    labels = torch.from_numpy(np.concatenate([one.labels for one in batch]).astype(np.int64))
    told = torch.softmax(torch.from_numpy(np.concatenate([one.told for one in batch])), dim=-1)
    trust = batch[0].trust
    likely = torch.log_softmax(given, dim=-1)
    from_teacher = -(told * likely).sum(dim=-1).mean()
    return trust * from_teacher + (1 - trust) * torch.nn.functional.nll_loss(likely, labels)


def _cut(lesson: Lesson, words: NDArray[np.uint32]) -> list[_Paragraph]:
    indexes = np.stack(list_indexes(lesson.columns), axis=1).astype(np.int32)
    rows = find_rows(words, lesson.columns["w"])
    labels, told = lesson.example.labels, lesson.told
    return [
        _Paragraph(rows[at:stop], indexes[at:stop], labels[at:stop], told[at:stop], lesson.trust)
        for start, end in pairwise(lesson.example.article.offsets.tolist())
        for at in range(start, end, _LONGEST)
        for stop in (min(at + _LONGEST, end),)
    ]


def _make_model(known: NDArray[np.float32]) -> Any:
    tables = torch.nn.ModuleList([torch.nn.Embedding(size, length) for _, size, length in COLUMNS])
    for of_words in tables[:2]:
        torch.nn.init.normal_(of_words.weight, std=_SPREAD)
    seen = sum(length for _, _, length in COLUMNS) + known.shape[1]
    return torch.nn.ModuleDict(
        {
            "known": torch.nn.Embedding.from_pretrained(torch.from_numpy(known)),
            "tables": tables,
            "memory": torch.nn.LSTM(seen, HIDDEN, bidirectional=True, batch_first=True),
            "mixing": torch.nn.Linear(2 * HIDDEN + seen, MIXED),
            "outward": torch.nn.Linear(MIXED, N_LABELS),
            "drop": torch.nn.Dropout(DROPPED),
        }
    )


def _read(model: Any, batch: Sequence[_Paragraph]) -> Any:
    """Give the scores of all tokens of the paragraphs, one paragraph after the other."""
    lengths = torch.tensor([len(one.labels) for one in batch])
    words, indexes = (
        torch.nn.utils.rnn.pad_sequence([torch.from_numpy(one) for one in some], batch_first=True).long()
        for some in ([one.words for one in batch], [one.indexes for one in batch])
    )
    known, spelt = torch.rand((2, *words.shape))
    words = torch.where(known < WORDS_DROPPED / 2, len(model["known"].weight) - 1, words)
    indexes = torch.cat([(indexes[..., 0] * (spelt >= WORDS_DROPPED))[..., None], indexes[..., 1:]], dim=-1)
    vectors = [table(indexes[..., number]) for number, table in enumerate(model["tables"])]
    seen = model["drop"](torch.cat([model["known"](words), *vectors], dim=-1))
    packed = torch.nn.utils.rnn.pack_padded_sequence(seen, lengths, batch_first=True, enforce_sorted=False)
    states, _ = model["memory"](packed)
    read, _ = torch.nn.utils.rnn.pad_packed_sequence(states, batch_first=True, total_length=seen.shape[1])
    there = torch.arange(seen.shape[1])[None] < lengths[:, None]
    mixed = torch.relu(model["mixing"](model["drop"](torch.cat([read, seen], dim=-1)[there])))
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


def _export(
    model: Any, words: NDArray[np.uint32], table: NDArray[np.float32], paragraphs: Sequence[_Paragraph]
) -> Network:
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
    outward = np.float32(WEIGHT) * np.vstack([numbers["outward.weight"].T, numbers["outward.bias"]])
    return Network(words, table, tables, inward, bias, across, mixing, outward)


def _order(gates: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bring torch's gates (in, forget, new, out) into our order, all but the new halved (see Network)."""
    come, forget, new, out = np.split(gates, 4)
    return np.concatenate([0.5 * come, 0.5 * forget, 0.5 * out, new])
