"""clipfile speakers: who is who, put right from the command line."""

import re

import pytest
from typer.testing import CliRunner

from app.archive.database import make_engine, make_sessions
from app.cli import app
from app.errors import NotFound
from tests.archive.conftest import file_reading, make_said


def test_merge_split_undo_and_check(fresh_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIPFILE_DATABASE_URL", fresh_database_url)
    engine = make_engine(fresh_database_url)
    with make_sessions(engine).begin() as session:
        for number, name in enumerate(("Joao Pinto", "João Pinto", "J. M. Pinto")):
            file_reading(session, make_said(f"Berth {number} stays.", name))
    engine.dispose()

    def run(*words: str) -> str:
        result = CliRunner().invoke(app, ["speakers", *words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    assert re.findall(r"(\d) quotes?  (.+)", run("list", "pin")) == [("2", "Joao Pinto"), ("1", "J. M. Pinto")]
    merged = run("merge", "João Pinto", "JM Pinto", "--reason", "same office")
    assert "3 quotes in 3 articles" in run("show", "J. M. Pinto")
    assert "J. M. Pinto became Joao Pinto (same office)" in run("changes")
    run("undo", merged.split()[-1])
    assert "2 quotes" in run("show", "Joao Pinto")
    run("split", "Joao Pinto", "João Pinto")
    assert "1 quote in 1 article" in run("show", "João Pinto")
    assert "0 wrong counts" in run("check")
    with pytest.raises(NotFound):
        run("show", "Nobody Here")
