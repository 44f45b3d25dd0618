"""clipfile takedown: from the command line, by id or address."""

import re

import pytest
from typer.testing import CliRunner

from app.archive import tombstones
from app.archive.database import make_engine, make_sessions
from app.cli import app
from app.errors import BadRequest, Gone, NotFound
from tests.archive.conftest import file_reading, make_reading, make_said

URL = "https://a.example/pier"
NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057"


def run(*words: str) -> str:
    result = CliRunner().invoke(app, ["takedown", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_takedown_and_lift(fresh_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIPFILE_DATABASE_URL", fresh_database_url)
    engine = make_engine(fresh_database_url)
    with make_sessions(engine).begin() as session:
        by_id = file_reading(session, make_said("It stays.", "Joao Pinto")).article_id
        file_reading(session, make_reading(url=URL))
        file_reading(session, make_reading("A longer story of the pier.", url=URL), revise=True)
    engine.dispose()

    why = ("--reason", "A court's order", "--legal-basis", "[7 O 12/24]")
    assert "(revisions: 1, captured pages: 1)" in run("article", str(by_id), *why)
    said = run("article", URL, "--reason", "Its licence ended")
    assert "(revisions: 2, captured pages: 2)" in said
    second, first = run("list").splitlines()
    assert f"article {by_id}, A court's order ([7 O 12/24])" in first
    monkeypatch.setattr(tombstones, "AT_ONCE", 1)
    assert run("list").splitlines() == [second, first]
    assert run("lift", said.split()[-1], "--reason", "Renewed").startswith("Lifted")
    assert re.search(r"Its licence ended; lifted \d{4}-\d\d-\d\d by ", run("list"))
    with pytest.raises(Gone, match=r"taken down on .*: A court's order"):
        run("article", str(by_id), *why)
    with pytest.raises(BadRequest, match="lifted before"):
        run("lift", said.split()[-1], "--reason", "Renewed")
    with pytest.raises(NotFound, match="no article at"):  # as it was lifted
        run("article", URL, *why)


def test_what_can_not_be_is_said(fresh_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIPFILE_DATABASE_URL", fresh_database_url)
    engine = make_engine(fresh_database_url)
    with make_sessions(engine).begin() as session:
        file_reading(session, make_reading(url=URL))
    engine.dispose()
    for article, error, says in (
        (NOBODY, NotFound, "no article"),
        ("https://a.example/quay", NotFound, "no article at"),
        ("pier", BadRequest, "neither an article's id nor an address"),
    ):
        with pytest.raises(error, match=says):
            run("article", article, "--reason", "x")
    with pytest.raises(NotFound, match="clipfile takedown list"):
        run("lift", NOBODY, "--reason", "x")
    run("article", URL, "--reason", "x")
    with pytest.raises(Gone, match="was taken down on"):
        run("article", URL, "--reason", "x")
    for wrong in (["article", URL], ["lift", "x", "--reason", "x"]):
        assert CliRunner().invoke(app, ["takedown", *wrong]).exit_code == 2
