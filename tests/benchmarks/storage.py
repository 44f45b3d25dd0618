"""make bench-storage: how small pages are packed, and the CPU that it takes both ways.

    python -m tests.benchmarks.storage [--gold DIR]

The site is invented: two layouts, each a frame of some 150 KB that all its pages share, stories of their own, boxes
that change from page to page, and a frame that drifts, a part of a percent a day. The gold pages are nearly all of
different sites: they show what a page costs that has no earlier one to lean on.
"""

import argparse
import gzip
import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from app.archive.packing import pack, unpack
from app.archive.raw_pages import REFERENCES_TRIED, Packed, Reference, choose_packing
from app.digest import digest_bytes

N_DAYS, PAGES_A_DAY = 60, 20
LINES_OF_FRAME, DRIFT_A_DAY = 1_500, 0.004

T = TypeVar("T")


def invent_site() -> Iterator[bytes]:
    """Give the pages of a site in the order of their days."""
    chance = random.Random(7)
    frames = [[_invent_line(chance) for _ in range(LINES_OF_FRAME)] for _ in range(2)]
    words = [chance.randbytes(chance.randint(1, 4)).hex() for _ in range(8_000)]
    boxes = [
        f'<a class="most-read" href="/{chance.randbytes(10).hex()}">{chance.choice(words)}</a>' for _ in range(500)
    ]
    for _ in range(N_DAYS):
        for frame in frames:
            for place in range(LINES_OF_FRAME):
                if chance.random() < DRIFT_A_DAY:
                    frame[place] = _invent_line(chance)
        for _ in range(PAGES_A_DAY):
            frame = chance.choice(frames)
            story = [f"<p>{' '.join(chance.choices(words, k=60))}</p>" for _ in range(chance.randint(4, 20))]
            middle = [*story, *chance.sample(boxes, 20)]
            yield "\n".join([*frame[:700], *middle, *frame[700:]]).encode()


def _invent_line(chance: random.Random) -> str:
    kind, address, text = (chance.randbytes(n).hex() for n in (4, 20, 12))
    return f'<li class="{kind}"><a href="/{address}">{text}</a></li>'


def read_gold(folder: Path) -> Iterator[bytes]:
    """Give the pages of the public data set."""
    for path in sorted((folder / "extraction" / "html").glob("*.gz")):
        yield gzip.decompress(path.read_bytes())


def measure(name: str, pages: list[bytes], *, is_one_site: bool) -> None:
    """Print bytes a page and the CPU of packing and unpacking, alone and as the archive keeps them."""
    references, packed_references, n_bytes = list[Reference](), dict[bytes, bytes](), 0
    seconds_alone, seconds_pack, seconds_unpack = 0.0, 0.0, 0.0
    n_alone = 0
    for raw in pages:
        alone, seconds = _time(partial(pack, raw))
        n_alone, seconds_alone = n_alone + len(alone), seconds_alone + seconds
        digest = digest_bytes(raw)
        newest = references[: -REFERENCES_TRIED - 1 : -1] if is_one_site else ()
        kept, seconds = _time(partial(choose_packing, raw, digest, newest))
        n_bytes, seconds_pack = n_bytes + len(kept.packed), seconds_pack + seconds
        if kept.is_reference:
            references.append(Reference(digest, raw))
            packed_references[digest] = kept.packed
        back, seconds = _time(partial(_unpack, kept, len(raw), packed_references))
        seconds_unpack += seconds
        if back != raw:
            raise RuntimeError("a page did not come back as it was")
    n, total = len(pages), sum(map(len, pages))
    print(f"\n{name}: {n:,} pages of {total / n / 1000:.0f} KB, {len(references) if is_one_site else 'no'} references")
    for manner, size, packing, more in (
        ("alone", n_alone, seconds_alone, ""),
        ("as it is kept", n_bytes, seconds_pack, f", {seconds_unpack / n * 1000:.2f} to unpack"),
    ):
        times = f"{packing / n * 1000:.2f} ms to pack{more}"
        print(f"  {manner:14}{size / n / 1000:6.1f} KB a page  {total / size:5.1f} times smaller  {times}")


def _unpack(kept: Packed, n_bytes: int, packed_references: dict[bytes, bytes]) -> bytes:
    """Unpack a page and, before it, what it leans on, as the archive has to."""
    if kept.reference is None:
        return unpack(kept.packed, n_bytes)
    return unpack(kept.packed, n_bytes, unpack(packed_references[kept.reference.digest], len(kept.reference.raw)))


def _time(call: Callable[[], T]) -> tuple[T, float]:
    begun = time.process_time()
    return call(), time.process_time() - begun


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="folder of the public data sets")
    given = parser.parse_args()
    measure("One site", list(invent_site()), is_one_site=True)
    if given.gold:
        measure("Many sites", list(read_gold(given.gold)), is_one_site=False)


if __name__ == "__main__":
    main()
