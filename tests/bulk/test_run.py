"""From files into the archive, with real readers and a real database: what becomes of each page, and how it ends."""

import threading
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from app.archive.database import Sessions, make_sessions, open_engine
from app.bulk.files import File, walk_files
from app.bulk.filing import Filing
from app.bulk.outcome import Outcome, Taken
from app.bulk.record import Record
from app.bulk.records import WHOLE
from app.bulk.run import Found, Meter, bring_in, read_files
from app.errors import BadRequest, DatabaseUnavailable
from app.news import Page
from app.readers import Readers
from tests.bulk.files import PACK, make_html, make_story, write_line, write_lines, write_warc
from tests.conftest import NOW

MIB = 1024 * 1024


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    readers = Readers(1, seconds=20, memory_bytes=2048 * MIB)
    yield readers
    readers.close()


@pytest.fixture
def sessions(fresh_database_url: str) -> Iterator[Sessions]:
    """An archive of one's own, as pages are looked up while others are filed."""
    with open_engine(fresh_database_url) as engine:
        yield make_sessions(engine)


def ingest(sessions: Sessions, readers: Readers, *paths: Path) -> list[Outcome]:
    told = list[Outcome]()
    files = walk_files([str(path) for path in paths])
    bring_in(
        read_files(files, Meter(), limit=MIB, now=NOW), Filing(sessions, readers, 1, clock=lambda: NOW), told.append
    )
    return told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page or two of each kind, packed and not."""
    (tmp_path / "a.html").write_text(make_html(1))
    (tmp_path / "b.txt.gz").write_bytes(PACK["gzip"](make_story(2).encode()))
    (tmp_path / "c.jsonl").write_bytes(write_lines(2, first=10) + b"{bad}\n")
    (tmp_path / "d.jsonl.zst").write_bytes(PACK["zstd"](write_lines(1, first=20)))
    (tmp_path / "e.warc.gz").write_bytes(b"".join(map(PACK["gzip"], write_warc(2, first=30))))
    (tmp_path / "f.pdf").write_bytes(b"%PDF")
    (tmp_path / ".hidden.html").write_text(make_html(3))
    (tmp_path / "f.warc.gz").touch()
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "h.htm").write_text("<html><title>No story</title></html>")
    return tmp_path


def test_a_folder_of_all_kinds_and_again(sessions: Sessions, readers: Readers, folder: Path) -> None:
    first = ingest(sessions, readers, folder)
    outcomes = {(Path(one.file).name, one.place.split(" at ")[0]): one.taken for one in first}
    assert {where: taken.outcome for where, taken in outcomes.items()} == {
        ("a.html", WHOLE): "created",
        ("b.txt.gz", WHOLE): "created",
        ("c.jsonl", "line 1"): "created",
        ("c.jsonl", "line 2"): "created",
        ("c.jsonl", "line 3"): "broken",
        ("d.jsonl.zst", "line 1"): "created",
        ("e.warc.gz", "record 1"): "created",
        ("e.warc.gz", "record 2"): "created",
        ("f.pdf", WHOLE): "passed_over",
        ("f.warc.gz", WHOLE): "passed_over",
        ("h.htm", WHOLE): "rejected",
    }
    again = ingest(sessions, readers, folder)
    assert len(again) == len(first)
    for one in again:
        before = outcomes[Path(one.file).name, one.place.split(" at ")[0]]
        assert one.taken.article_id == before.article_id
        assert one.taken.reason == before.reason
        assert one.taken.is_known is (before.outcome in ("created", "rejected"))
        assert one.taken.outcome == ("unchanged" if before.outcome == "created" else before.outcome)


def test_a_page_that_changed_and_changed_back_is_known_when_the_file_comes_again(
    sessions: Sessions, readers: Readers, tmp_path: Path
) -> None:
    url = "https://www.port-ellery.example/live"
    pages = (make_html(1), make_html(2), make_html(1))
    (tmp_path / "a.jsonl").write_bytes(b"".join(write_line(url=url, html=html) for html in pages))
    assert len(ingest(sessions, readers, tmp_path)) == 3
    assert [one.taken.is_known for one in ingest(sessions, readers, tmp_path)] == [True] * 3


def test_a_told_time_is_part_of_what_is_known(sessions: Sessions, readers: Readers, tmp_path: Path) -> None:
    for name, captured_at in (("a", NOW), ("b", NOW - timedelta(days=1))):
        line = write_line(url="https://a.example", html=make_html(1), captured_at=captured_at.isoformat())
        (tmp_path / f"{name}.jsonl").write_bytes(line)
    assert [one.taken.is_known for one in ingest(sessions, readers, tmp_path)] == [False, False]
    assert [one.taken.is_known for one in ingest(sessions, readers, tmp_path)] == [True, True]


def test_what_paths_mean(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert [(file.name, file.kind) for file in walk_files(["g", "*.jsonl*", "-"])] == [
        ("g/h.htm", "html"),
        ("c.jsonl", "jsonl"),
        ("d.jsonl.zst", "jsonl"),
        ("-", None),
    ]
    assert [file.kind for file in walk_files(["f.pdf", "a.html", "-"], "text")] == ["text", "text", "text"]
    for missing in ("none.html", "*.none"):
        with pytest.raises(BadRequest, match="there is no file"):
            list(walk_files([missing]))


def test_a_file_that_can_not_be_opened_is_broken(tmp_path: Path) -> None:
    gone = File(str(tmp_path / "gone.html"), "html", 1, is_named=True)
    (found,) = read_files([gone], Meter(), limit=MIB, now=NOW)
    assert (found.what.place, getattr(found.what, "reason", None)) == (WHOLE, "unreadable")


class Slow:
    """Takes pages slowly, and notes which are taken at once."""

    n_at_once = 4

    def __init__(self, fails_at: int = -1, error: Exception | None = None) -> None:
        self.fails_at, self.error = fails_at, error
        self.at_once, self.most, self.clashed, self.n = list[str | None](), 0, False, 0
        self.lock = threading.Lock()

    def list_known(self, records: Sequence[Record]) -> Sequence[Taken | None]:
        return [None] * len(records)

    def take(self, record: Record) -> Taken:
        with self.lock:
            number, self.n = self.n, self.n + 1
            self.clashed = self.clashed or record.page.url in self.at_once
            self.at_once.append(record.page.url)
            self.most = max(self.most, len(self.at_once))
        threading.Event().wait(0.01)
        with self.lock:
            self.at_once.remove(record.page.url)
        if number == self.fails_at and self.error:
            raise self.error
        return Taken("created")


def make_found(n: int) -> Iterator[Found]:
    for number in range(n):
        page = Page(b"x", "text/html", NOW, url=f"https://a.example/{number // 3}")
        yield Found("a.jsonl", Record(f"line {number}", page, time_is_told=False))


def test_several_are_in_hand_but_never_two_of_one_address() -> None:
    told, slow = list[Outcome](), Slow()
    bring_in(make_found(60), slow, told.append)
    assert len(told) == 60
    assert 1 < slow.most <= slow.n_at_once
    assert not slow.clashed


def test_a_page_that_trips_us_up_keeps_back_no_other() -> None:
    told = list[Outcome]()
    bring_in(make_found(20), Slow(5, ValueError("oh")), told.append)
    assert [(one.taken.reason, one.taken.detail) for one in told if one.taken.outcome == "failed"] == [
        ("internal_error", "ValueError: oh")
    ]
    assert len(told) == 20


def test_where_no_page_can_be_taken_it_ends_with_all_in_hand_told() -> None:
    told, slow = list[Outcome](), Slow(5, DatabaseUnavailable("gone"))
    with pytest.raises(DatabaseUnavailable):
        bring_in(make_found(1000), slow, told.append)
    assert len(told) == slow.n < 20
    assert sum(one.taken.reason == "not_taken" for one in told) == 1


def test_an_interrupt_waits_for_what_is_in_hand() -> None:
    told, slow = list[Outcome](), Slow()

    def interrupted() -> Iterator[Found]:
        yield from make_found(20)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(interrupted(), slow, told.append)
    assert len(told) == slow.n == 20
