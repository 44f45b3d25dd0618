"""The model file: weights in a byte or two each, under the numbers of hashed features."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.extract.quotes.tagger import FORMAT, Tagger


def write_model(path: Path, tagger: Tagger) -> None:
    """Write a model file, as app.extract.quotes.tagger reads it; the same weights give the same bytes."""
    stored: dict[str, NDArray[np.generic]] = {
        "format": np.array(FORMAT),
        "cue_bins": tagger.cue_bins,
        "words": np.array(list(tagger.kinds), np.uint32),
        "kinds": np.array(list(tagger.kinds.values()), np.uint8),
        "certainty": tagger.certainty,
    }
    levels = []
    for number, read in enumerate(tagger.passes):
        stored[f"weights{number}"], of_pass = pack(read.weights)
        stored[f"steps{number}"] = read.steps
        levels.append(of_pass)
    stored["levels"] = np.stack(levels)
    if tagger.network:
        stored["known"] = tagger.network.words
        stored["vectors"], stored["scale"] = shorten(tagger.network.vectors)
        for name in ("inward", "bias", "across", "mixing", "outward"):
            stored[name] = getattr(tagger.network, name).astype(np.float16)
        for number, table in enumerate(tagger.network.tables):
            stored[f"table{number}"] = table.astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(file, **stored)  # type: ignore[arg-type]  # its last parameter is no array


def pack(weights: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Give each weight one of 256 levels, which lie closer together near nought, and the levels."""
    codes = np.arange(-128, 128)
    levels = (np.sign(codes) * (codes / 127) ** 2 * np.abs(weights).max()).astype(np.float32)
    middles = (levels[1:] + levels[:-1]) / 2
    return np.searchsorted(middles, weights).astype(np.uint8), levels


def shorten(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Give vectors in a byte a number, and what each number of a vector is to be multiplied by."""
    scale = np.abs(vectors).max(axis=0) / 127
    return np.rint(vectors / scale).astype(np.int8), scale.astype(np.float32)
