"""Articles as Apache Parquet, typed: times are timestamps, quotes a list of structs. It brings its own compression.

A time of which only the day, month or year is known is that period's first instant; `published_precision` tells.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from app.formats.batches import Fields, Preface, write_time

ROW_GROUP_BYTES = 16 * 1024 * 1024
"""Of uncompressed columns; so much is held in memory before it is written."""

_TEXT, _TIME = pa.string(), pa.timestamp("us", tz="UTC")
_NAMED = pa.struct({"id": _TEXT, "name": _TEXT, "slug": _TEXT})
_SPAN = pa.struct({"text": _TEXT, "start": pa.int32(), "end": pa.int32()})
_QUOTE = pa.struct(
    {
        "id": _TEXT,
        "kind": _TEXT,
        "words": _TEXT,
        "start": pa.int32(),
        "end": pa.int32(),
        "speaker": _NAMED,
        "via": _NAMED,
        "mention": _SPAN,
        "cue": _SPAN,
        "confidence": pa.float32(),
    }
)
_PROVENANCE = {
    "capture_id": _TEXT,
    "capture_digest": _TEXT,
    "extractor": _TEXT,
    "charset": _TEXT,
    "charset_decided_by": _TEXT,
    "n_replaced": pa.int32(),
    "n_repaired": pa.int32(),
    "n_stories": pa.int32(),
}
_CANDIDATE = pa.struct({"value": _TEXT, "where": _TEXT})
SCHEMA = pa.schema(
    {
        "id": _TEXT,
        "url": _TEXT,
        "canonical_url": _TEXT,
        "headline": _TEXT,
        "body": _TEXT,
        "language": _TEXT,
        "word_count": pa.int32(),
        "n_quotes": pa.int32(),
        "source": _NAMED,
        "publisher": _NAMED,
        "byline": _TEXT,
        "authors": pa.list_(_TEXT),
        "dateline": pa.struct({"text": _TEXT, "place": _TEXT, "agency": _TEXT, "date": _TEXT}),
        "published_at": _TIME,
        "published_precision": _TEXT,
        "modified_at": _TIME,
        "first_seen_at": _TIME,
        "changed_at": _TIME,
        "cluster_id": _TEXT,
        "quotes": pa.list_(_QUOTE),
        "revision": pa.int32(),
        "provenance": pa.struct(_PROVENANCE),
        "evidence": pa.map_(_TEXT, _TEXT),
        "others": pa.map_(_TEXT, pa.list_(_CANDIDATE)),
    }
)
"""The fields of GET /articles/{id}; what `provenance` says of single facts is in two maps, `evidence` and `others`."""
_TIMES = [field.name for field in SCHEMA if field.type == _TIME]


class _Sink:
    """A file that keeps what is written until it is taken."""

    closed = False

    def __init__(self) -> None:
        self._parts = list[bytes]()
        self._n_bytes = 0

    def write(self, part: Any) -> int:
        self._parts.append(bytes(part))
        self._n_bytes += len(self._parts[-1])
        return len(self._parts[-1])

    def tell(self) -> int:
        return self._n_bytes

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        self.closed = True

    def take(self) -> bytes:
        """Give what was written since the last time."""
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def write_parquet(batches: Iterable[Sequence[str]], preface: Preface | None) -> Iterator[bytes]:
    """Write a part for each row group, and the footer; a file of this form can't be gone on with."""
    schema = SCHEMA if preface is None else SCHEMA.with_metadata(_describe(preface))
    sink, waiting, n_bytes = _Sink(), list[pa.RecordBatch](), 0
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for batch in batches:
            rows = pa.RecordBatch.from_pylist([_make_row(json.loads(text)) for text in batch], schema)
            waiting.append(rows)
            n_bytes += rows.nbytes
            if n_bytes >= ROW_GROUP_BYTES:
                writer.write_table(pa.Table.from_batches(waiting, schema))
                waiting, n_bytes = [], 0
                yield sink.take()
        if waiting:
            writer.write_table(pa.Table.from_batches(waiting, schema))
    yield sink.take()


def _describe(preface: Preface) -> dict[str, str]:
    return {
        "clipfile.export": str(preface.id),
        "clipfile.query": json.dumps(preface.query, ensure_ascii=False),
        "clipfile.snapshot_at": write_time(preface.snapshot_at),
        "clipfile.software": preface.software,
    }


def _make_row(article: Fields) -> dict[str, Any]:
    times = {name: _parse_time(article[name]) for name in _TIMES}
    of_facts = {name: told for name, told in article["provenance"].items() if name not in _PROVENANCE}
    others = of_facts.pop("others")
    return {**article, **times, "evidence": list(of_facts.items()), "others": list(others.items())}


def _parse_time(written: str | None) -> datetime | None:
    """Read a date-time, or a day as its first instant."""
    if written is None:
        return None
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
