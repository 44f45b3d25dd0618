"""Articles as JSON Lines (https://jsonlines.org): each line is what GET /articles/{id} answers."""

from collections.abc import Iterable, Iterator, Sequence

from app.formats.batches import Preface


def write_jsonl(batches: Iterable[Sequence[str]], _: Preface | None) -> Iterator[bytes]:
    """Write a part for each batch."""
    for batch in batches:
        # PostgreSQL breaks lines between the quotes. In a JSON string there is no raw line break.
        yield "".join(text.replace("\n", "") + "\n" for text in batch).encode()
