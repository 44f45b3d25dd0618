"""A text's signature: what near copies of it are found by among half a million others, without reading any.

MinHash: of each of 128 ways to put all shingles in an order, the signature keeps which of the text's comes first. Two
texts have as large a share of these in common as of their shingles (Broder 1997). Four by four they make 32 bands:
texts that share one band, as nearly all copies do, are worth to be compared.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest

from app.matching.shingles import Shared, Shingles

N_ORDERS, N_BANDS = 128, 32
_AT_ONCE = 4_096  # shingles: 128 orders of them are 4 MB


def _draw(name: str, *shape: int) -> NDArray[np.uint64]:
    """Draw numbers that are the same wherever and whenever, which NumPy promises of none of its own."""
    n = int(np.prod(shape))
    drawn = [xxh3_64_intdigest(f"{name} {number}".encode()) for number in range(n)]
    return np.array(drawn, np.uint64).reshape(shape)


_FACTORS, _ADDENDS = _draw("factor", N_ORDERS, 1) | np.uint64(1), _draw("addend", N_ORDERS, 1)
_BAND_FACTORS = _draw("band", N_BANDS, N_ORDERS // N_BANDS) | np.uint64(1)
_UPPER_HALF = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of a text's shingles. A text that is too short to have any has no bands."""

    bands: tuple[int, ...]
    """32 numbers of 32 bits, signed: equal where four orders in a row begin with the same shingles."""
    minima: bytes
    """128 numbers of 16 bits: the first shingle in each order."""
    n_shingles: int


def sign(shingles: Shingles) -> Signature:
    """Make the signature of a text's shingles. What is kept goes by it: other numbers here need all made anew."""
    if not len(shingles):
        return Signature((), b"", 0)
    minima = np.full(N_ORDERS, np.iinfo(np.uint64).max)
    for start in range(0, len(shingles), _AT_ONCE):
        placed = _FACTORS * shingles[start : start + _AT_ONCE] + _ADDENDS
        np.minimum(minima, placed.min(axis=1), out=minima)
    minima >>= _UPPER_HALF
    bands = ((minima.reshape(N_BANDS, -1) * _BAND_FACTORS).sum(axis=1, dtype=np.uint64) >> _UPPER_HALF).astype(
        np.uint32
    )
    return Signature(tuple(bands.view(np.int32).tolist()), _write(minima), len(shingles))


def estimate_shared(one: Signature, other: Signature) -> Shared:
    """Estimate what two texts share: within 0.1 nineteen times of twenty."""
    if not one.n_shingles or not other.n_shingles:
        return Shared(0.0, 0.0)
    alike = float(np.mean(_read(one.minima) == _read(other.minima)))
    n_shared = alike / (1 + alike) * (one.n_shingles + other.n_shingles)
    smaller, larger = sorted((one.n_shingles, other.n_shingles))
    return Shared(min(1.0, n_shared / smaller), min(1.0, n_shared / larger))


def _write(minima: NDArray[np.uint64]) -> bytes:
    return minima.astype("<u2").tobytes()


def _read(minima: bytes) -> NDArray[np.uint16]:
    return np.frombuffer(minima, "<u2")
