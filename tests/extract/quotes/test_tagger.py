"""The tagger's arithmetic: the best path is the best, and no paragraph's labels hang on the others beside it."""

from itertools import product

import numpy as np
import pytest

from app.errors import SetupError
from app.extract.quotes.network import COLUMNS
from app.extract.quotes.paths import find_best, list_rows
from app.extract.quotes.shipped import shipped
from app.extract.quotes.tagger import parse_tagger

RANDOM = np.random.default_rng(1)


def test_each_label_has_the_score_of_the_best_path_through_it() -> None:
    emitted = RANDOM.normal(size=(4, 3)).astype(np.float32)
    steps = RANDOM.normal(size=(4, 3)).astype(np.float32)

    def score(path: tuple[int, ...]) -> float:
        return float(
            sum(emitted[i, label] for i, label in enumerate(path))
            + sum(steps[a, b] for a, b in zip((3, *path), path, strict=False))
        )

    paths = list(product(range(3), repeat=4))
    wanted = [[max(score(path) for path in paths if path[i] == label) for label in range(3)] for i in range(4)]
    assert find_best(emitted, steps, list_rows([0, 4])) == pytest.approx(np.array(wanted), abs=1e-4)


def test_paragraphs_are_read_apart() -> None:
    network = shipped().network
    assert network is not None
    n, cut = 12, 5
    columns = {name: RANDOM.integers(0, size, n).astype(np.uint32) for name, size, _ in COLUMNS}
    columns["w"][::2] = network.words[RANDOM.integers(0, len(network.words), n // 2)]
    together = network.read(columns, list_rows([0, cut, n]))
    alone = [
        network.read({name: column[part] for name, column in columns.items()}, list_rows([0, length]))
        for part, length in ((slice(0, cut), cut), (slice(cut, n), n - cut))
    ]
    assert together == pytest.approx(np.concatenate(alone), abs=1e-4)


def test_a_long_paragraph_is_cut() -> None:
    rows = list_rows([0, 600, 610])
    assert sum(rows.n_open) == 610
    assert [sorted(order) for order in rows.order.tolist()] == [list(range(610))] * 2


@pytest.mark.parametrize("raw", [b"", b"no model", b"PK\x05\x06" + b"\0" * 18], ids=["empty", "text", "empty-zip"])
def test_what_is_no_model_is_refused(raw: bytes) -> None:
    with pytest.raises(SetupError):
        parse_tagger(raw)
