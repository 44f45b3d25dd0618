"""`clipfile ingest` as users run it: real files, real processes, a real database."""

import json
import re
import signal
import subprocess
import sys
import time
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from tests.bulk.files import PACK, make_html, write_line, write_lines, write_warc
from tests.running import CLIPFILE, IN_TIME_SECONDS, assert_one_line, clean_environment, run_inside, serve


def read_report(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_what_is_wrong_with_the_command_is_one_line(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(make_html(1))
    (tmp_path / "empty").mkdir()
    assert_one_line(run_inside("ingest", str(tmp_path / "none.html"), data_dir=tmp_path), "there is no file")
    assert_one_line(run_inside("ingest", str(tmp_path / "empty"), data_dir=tmp_path), "there is no file in")
    assert_one_line(
        run_inside("ingest", str(page), "--report", str(tmp_path / "no" / "x"), data_dir=tmp_path), "can't write"
    )
    assert_one_line(run_inside("ingest", str(page), "--to", "nonsense"), "--to: nonsense is no address")
    assert_one_line(
        run_inside("ingest", str(page), "--to", "http://127.0.0.1:9"),
        "no service answers at http://127.0.0.1:9: Connection refused",
    )


def test_exit_codes_and_the_summary(fresh_database_url: str, tmp_path: Path) -> None:
    def ingest(*arguments: str) -> subprocess.CompletedProcess[str]:
        return run_inside("ingest", *arguments, database_url=fresh_database_url)

    good, other = tmp_path / "good.jsonl", tmp_path / "other.pdf"
    good.write_bytes(write_lines(2) + write_line(text="Nothing"))
    other.write_bytes(b"%PDF")
    first = ingest(str(good), "--report", str(tmp_path / "report.jsonl"))
    assert first.returncode == 3, first
    assert re.search(r"3 pages of 1 file\.\n +2 created\n +1 rejected: \w+ 1\n", first.stdout), first.stdout
    assert sorted(
        (line["place"], line["outcome"], line["known"]) for line in read_report(tmp_path / "report.jsonl")
    ) == [
        ("line 1", "created", False),
        ("line 2", "created", False),
        ("line 3", "rejected", False),
    ]
    good.write_bytes(write_lines(2))
    again = ingest(str(good))
    assert (again.returncode, "2 unchanged (2 known before)" in again.stdout) == (0, True), again
    broken = ingest(str(other))
    assert (broken.returncode, "say so with --as" in broken.stdout) == (4, True), broken


@pytest.mark.parametrize(
    ("content", "options"),
    [
        pytest.param(write_lines(1), (), id="lines"),
        pytest.param(make_html(2).encode(), (), id="a page"),
        pytest.param(make_html(3).encode(), ("--as", "html"), id="a page that is named"),
    ],
)
def test_standard_input_is_what_it_looks_like(
    fresh_database_url: str, monkeypatch: pytest.MonkeyPatch, content: bytes, options: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(content)))
    result = run_inside("ingest", "-", *options, database_url=fresh_database_url)
    assert (result.returncode, "1 created" in result.stdout) == (0, True), result


@pytest.mark.slow
def test_a_pipe_is_read_as_it_comes(fresh_database_url: str) -> None:
    result = subprocess.run(
        [CLIPFILE, "ingest", "-"],
        input=PACK["zstd"](write_warc(1, first=1)[0]),
        env=clean_environment(database_url=fresh_database_url),
        capture_output=True,
        timeout=IN_TIME_SECONDS,
        check=False,
    )
    assert (result.returncode, b"1 created" in result.stdout) == (0, True), result


N_FIRST = 10


def begin(path: Path, report: Path, **variables: object) -> subprocess.Popen[str]:
    """Begin to ingest, and wait until some pages are through."""
    process = subprocess.Popen(
        [CLIPFILE, "ingest", str(path), "--report", str(report)],
        env=clean_environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    ends_at = time.monotonic() + IN_TIME_SECONDS
    while time.monotonic() < ends_at and not (report.exists() and len(report.read_bytes().splitlines()) > N_FIRST):
        time.sleep(0.01)
    return process


@pytest.mark.slow
@pytest.mark.parametrize(
    "how",
    [
        signal.SIGKILL,
        pytest.param(signal.SIGINT, marks=pytest.mark.thorough),
        pytest.param(signal.SIGTERM, marks=pytest.mark.thorough),
    ],
)
def test_broken_off_it_goes_on_and_nothing_is_doubled(
    fresh_database_url: str, tmp_path: Path, how: signal.Signals
) -> None:
    path, report, n = tmp_path / "a.jsonl.gz", tmp_path / "report.jsonl", 80
    path.write_bytes(PACK["gzip"](write_lines(n)))
    variables = {"database_url": fresh_database_url}
    process = begin(path, report, **variables)
    process.send_signal(how)
    said, _ = process.communicate(timeout=IN_TIME_SECONDS)
    if how is not signal.SIGKILL:
        assert process.returncode == 130, said
        assert "goes on where it was" in said
        assert re.search(r"[0-9]+ pages of 1 file", said), said
        n_told = len(read_report(report))
        assert N_FIRST < n_told < n
    again = run_inside("ingest", str(path), "--report", str(report), **variables)
    assert again.returncode == 0, again
    lines = read_report(report)
    assert len(lines) == n
    assert N_FIRST < sum(line["known"] for line in lines) < n
    if how is not signal.SIGKILL:
        assert sum(line["known"] for line in lines) == n_told
    third = run_inside("ingest", str(path), "--report", str(report), **variables)
    assert f"{n} unchanged ({n} known before)" in third.stdout
    assert len({line["article_id"] for line in read_report(report)}) == n


@pytest.mark.slow
def test_into_a_running_service(fresh_database_url: str, tmp_path: Path) -> None:
    path, report, n = tmp_path / "pages", tmp_path / "report.jsonl", 40
    path.mkdir()
    (path / "a.jsonl").write_bytes(write_lines(n) + write_line(html=make_html(99), headers={"Server": "nginx"}))
    (path / "b.warc.gz").write_bytes(b"".join(map(PACK["gzip"], write_warc(2, first=200))))
    (path / "c.html").write_bytes(make_html(300).replace("<html>", "<html><!-- café -->").encode("latin-1"))
    (path / "d.txt").write_text("Nothing")
    with serve(
        tmp_path, database_url=fresh_database_url, max_waiting_pages=1
    ) as service:  # so that it is often too busy
        address = str(service.client.base_url)
        first = run_inside("ingest", str(path), "--to", address, "--report", str(report))
        assert first.returncode == 3, first
        assert f"{n + 4} created" in first.stdout, first
        lines = read_report(report)
        assert [line["outcome"] for line in lines if line["file"].endswith("d.txt")] == ["rejected"]
        created = [line for line in lines if line["outcome"] == "created"]
        for line in created:
            article = service.client.get(f"/articles/{line['article_id']}").json()
            assert article["url"] == line["url"]
        (html,) = [line for line in created if line["file"].endswith("c.html")]
        raw = service.client.get(f"/articles/{html['article_id']}/raw").content
        assert raw == (path / "c.html").read_bytes()
        again = run_inside("ingest", str(path), "--to", address)
        assert f"{n + 4} unchanged" in again.stdout, again


@pytest.mark.slow
@pytest.mark.thorough
def test_a_service_that_goes_away_is_told_and_nothing_is_lost(fresh_database_url: str, tmp_path: Path) -> None:
    path, report, n = tmp_path / "a.jsonl", tmp_path / "report.jsonl", 120
    path.write_bytes(write_lines(n))
    with serve(tmp_path, database_url=fresh_database_url) as service:
        process = subprocess.Popen(
            [
                CLIPFILE,
                "ingest",
                str(path),
                "--to",
                str(service.client.base_url),
                "--report",
                str(report),
                "--patience=2",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        while len(report.read_bytes().splitlines() if report.exists() else ()) <= 20:
            time.sleep(0.05)
        service.process.kill()
        service.wait()
        said, _ = process.communicate(timeout=2 * IN_TIME_SECONDS)
    assert process.returncode == 1, said
    assert "the service does not answer any more" in said
    outcomes = [line["outcome"] for line in read_report(report)]
    assert set(outcomes) == {"created", "failed"}
    assert len(outcomes) < n
    with serve(tmp_path, database_url=fresh_database_url) as service:
        again = run_inside("ingest", str(path), "--to", str(service.client.base_url), "--report", str(report))
        assert again.returncode == 0, again
        assert len({line["article_id"] for line in read_report(report)}) == n
