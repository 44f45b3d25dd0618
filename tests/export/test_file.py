"""An export into a file: whole or not there, and gone on with where it was left off."""

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import zstandard

from app.archive.database import Sessions, make_sessions, open_engine
from app.errors import BadQuery, BadRequest, Busy
from app.export import Compression, ExportFile, Format, Order, Progress
from tests.archive.conftest import NOW
from tests.export.conftest import N_STOCKED, file_many

MORE_THAN_TWO_BATCHES = 23

pytestmark = pytest.mark.usefixtures("_small_batches")


class Interrupted(Exception):
    pass


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that goes on by a minute whenever it is read, so that there is a checkpoint after each batch."""
    minutes = iter(range(10_000))
    return lambda: NOW + timedelta(minutes=next(minutes))


@pytest.fixture
def file(tmp_path: Path, clock: Callable[[], datetime]) -> ExportFile:
    return ExportFile(tmp_path / "articles.jsonl", clock=clock)


@pytest.fixture(scope="module")
def batches(module_database_url: str) -> Iterator[Sessions]:
    """An archive of more than two batches that no test adds to."""
    with open_engine(module_database_url) as engine:
        sessions = make_sessions(engine)
        file_many(sessions, MORE_THAN_TWO_BATCHES)
        yield sessions


def write(file: ExportFile, sessions: Sessions, order: Order, *, stop_after: int = 10**9) -> list[Progress]:
    """Write a file; break it off where more articles are done than `stop_after`. Give what was told."""
    told = []

    def tell(progress: Progress) -> None:
        told.append(progress)
        if progress.n_articles > stop_after:
            raise Interrupted

    file.write(sessions, order, seconds=30, tell=tell)
    return told


def unpack(path: Path, compress: Compression | None) -> bytes:
    raw = path.read_bytes()
    if compress == "gzip":
        return gzip.decompress(raw)
    if compress == "zstd":
        return zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True).read()
    return raw


@pytest.mark.parametrize("query", [{}, {"source": "Nobody"}])
def test_a_file_has_its_manifest_and_nothing_else_beside_it(
    file: ExportFile, stocked: Sessions, query: dict[str, object]
) -> None:
    told = write(file, stocked, Order(query, "jsonl"))
    n = 0 if query else N_STOCKED
    assert {path.name for path in file.path.parent.iterdir()} == {"articles.jsonl", "articles.jsonl.manifest.json"}
    manifest = json.loads(file.manifest.read_text("utf-8"))
    raw = file.path.read_bytes()
    assert (manifest["n_articles"], manifest["n_bytes"], raw.count(b"\n")) == (n, len(raw), n)
    assert (manifest["sha256"], manifest["query"]) == (sha256(raw).hexdigest(), query)
    assert (manifest["state"], len(manifest["snapshots"])) == ("complete", 1)
    assert told[-1] == Progress(n, n)


@pytest.mark.parametrize("compress", [None, "gzip", "zstd"])
@pytest.mark.parametrize("name", ["jsonl", "csv", "warc"])
def test_a_file_that_was_left_off_is_gone_on_with(
    file: ExportFile, batches: Sessions, name: Format, compress: Compression | None
) -> None:
    order = Order({"has_quotes": True}, name, compress)
    with pytest.raises(Interrupted):
        write(file, batches, order, stop_after=10)
    assert not file.path.exists()
    left_off = json.loads((file.path.parent / "articles.jsonl.part.json").read_text("utf-8"))
    with (file.path.parent / "articles.jsonl.part").open("ab") as part:
        part.write(b"half a record that no checkpoint knows of")
    told = write(file, batches, order)
    assert told[0].n_articles == left_off["n_articles"] > 0
    manifest = json.loads(file.manifest.read_text("utf-8"))
    content = unpack(file.path, compress)
    assert manifest["sha256"] == sha256(content).hexdigest()
    assert (manifest["n_articles"], manifest["n_bytes"]) == (MORE_THAN_TWO_BATCHES, len(content))
    assert len(manifest["snapshots"]) == 2
    assert manifest["id"] == left_off["id"]
    file.path.unlink()
    write(file, batches, order)
    at_once = unpack(file.path, compress)
    if name == "warc":  # whose first record tells of the run
        content, at_once = (each.split(b"WARC/1.1", 2)[2] for each in (content, at_once))
    assert content == at_once
    assert len(list(file.path.parent.iterdir())) == 2


def test_what_came_in_meanwhile_is_taken_where_it_stands_after_the_last_article(
    file: ExportFile, archive: Sessions
) -> None:
    file_many(archive, MORE_THAN_TWO_BATCHES)
    with pytest.raises(Interrupted):
        write(file, archive, Order({}, "jsonl"), stop_after=10)
    last_id = json.loads((file.path.parent / "articles.jsonl.part.json").read_text("utf-8"))["last_id"]
    file_many(archive, 9, first=MORE_THAN_TWO_BATCHES)
    write(file, archive, Order({}, "jsonl"))
    articles = [json.loads(line) for line in file.path.read_text("utf-8").splitlines()]
    new = {f'=Pier "{number}"' for number in range(MORE_THAN_TWO_BATCHES, MORE_THAN_TWO_BATCHES + 9)}
    assert sum(article["headline"] not in new for article in articles) == MORE_THAN_TWO_BATCHES
    assert all(article["id"] > last_id for article in articles if article["headline"] in new)
    assert [article["id"] for article in articles] == sorted(article["id"] for article in articles)


def test_parquet_is_begun_anew(file: ExportFile, batches: Sessions) -> None:
    order = Order({}, "parquet")
    with pytest.raises(Interrupted):
        write(file, batches, order, stop_after=10)
    assert not file.path.exists()
    told = write(file, batches, order)
    assert told[0].n_articles == 0
    assert pq.read_table(file.path).num_rows == MORE_THAN_TWO_BATCHES
    assert len(json.loads(file.manifest.read_text("utf-8"))["snapshots"]) == 1


@pytest.mark.parametrize(
    "other",
    [Order({}, "csv"), Order({}, "jsonl", "gzip"), Order({"source": "Xinhua"}, "jsonl")],
    ids=lambda o: o.ending,
)
def test_what_was_left_off_is_not_gone_on_with_as_something_else(
    file: ExportFile, batches: Sessions, other: Order
) -> None:
    with pytest.raises(Interrupted):
        write(file, batches, Order({}, "jsonl"), stop_after=10)
    kept = (file.path.parent / "articles.jsonl.part").read_bytes()
    with pytest.raises(BadRequest, match="left off with other filters"):
        write(file, batches, other)
    assert (file.path.parent / "articles.jsonl.part").read_bytes() == kept


def test_one_that_was_broken_off_before_a_checkpoint_is_begun_anew(file: ExportFile, stocked: Sessions) -> None:
    with pytest.raises(Interrupted):
        write(file, stocked, Order({}, "jsonl"), stop_after=-1)
    told = write(file, stocked, Order({}, "csv"))
    assert told[0].n_articles == 0
    assert file.path.read_bytes().startswith(b"id,")


def test_what_another_version_left_off_is_begun_anew(file: ExportFile, batches: Sessions) -> None:
    with pytest.raises(Interrupted):
        write(file, batches, Order({}, "jsonl"), stop_after=10)
    checkpoint = file.path.parent / "articles.jsonl.part.json"
    checkpoint.write_text(checkpoint.read_text().replace("Clipfile ", "Clipfile 0."))
    assert write(file, batches, Order({}, "jsonl"))[0].n_articles == 0
    assert file.path.read_bytes().count(b"\n") == MORE_THAN_TWO_BATCHES


def test_a_checkpoint_that_outlived_its_file_is_passed_over(file: ExportFile, batches: Sessions) -> None:
    with pytest.raises(Interrupted):
        write(file, batches, Order({}, "jsonl"), stop_after=10)
    (file.path.parent / "articles.jsonl.part").unlink()
    assert write(file, batches, Order({}, "jsonl"))[0].n_articles == 0
    assert file.path.read_bytes().count(b"\n") == MORE_THAN_TWO_BATCHES


def test_one_process_at_a_time_writes_a_file(file: ExportFile, stocked: Sessions) -> None:
    def write_too(_: Progress) -> None:
        with pytest.raises(Busy, match="another process"):
            write(file, stocked, Order({}, "jsonl"))

    file.write(stocked, Order({}, "jsonl"), seconds=30, tell=write_too)
    assert file.path.exists()


def test_what_is_refused_leaves_nothing_behind(file: ExportFile, stocked: Sessions) -> None:
    with pytest.raises(BadQuery):
        write(file, stocked, Order({"q": '"pier'}, "jsonl"))
    assert not list(file.path.parent.iterdir())
