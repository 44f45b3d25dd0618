"""What the documents say is so."""

import json
import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
import typer.main
from fastapi.testclient import TestClient
from typer.core import TyperGroup

from app.archive import checks
from app.archive.checks.finding import Flaw
from app.archive.counts import EXACT_BELOW
from app.archive.facets import MOST_COLLECTED, MOST_COUNTED
from app.archive.plans import FEW, N_RANKED, N_RANKED_AT_LEAST, WALKS_FOR_PHRASES
from app.archive.query import DEEPEST, LONGEST_QUERY, MOST_WORDS, parse_query
from app.archive.snapshots import ARTICLES_AT_ONCE, PAGES_AT_ONCE, WORDS_AT_ONCE
from app.archive.timeline import MOST_INTERVALS
from app.archive.words import ALGORITHMS
from app.cli import COMMANDS, app
from app.formats.csv_rows import COLUMNS
from app.matching.compare import Difference, Match
from app.settings import Settings, read_settings
from app.web.examples import STORY
from app.web.schemas import Manifest

ROOT = Path(__file__).parent.parent
COMMANDS_MD = (ROOT / "docs/commands.md").read_text("utf-8")


def list_commands() -> list[tuple[str, list[str]]]:
    """List every command with its options."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    found = []
    for name in COMMANDS:
        command = group.get_command(typer.Context(group), name)
        assert command
        nested = command.commands.items() if isinstance(command, TyperGroup) else [("", command)]
        for sub_name, leaf in nested:
            options = [option for parameter in leaf.params for option in parameter.opts if option.startswith("--")]
            found.append((f"{name} {sub_name}".strip(), options))
    return found


@pytest.mark.parametrize(("command", "options"), list_commands())
def test_every_command_and_option_is_documented(command: str, options: list[str]) -> None:
    heading = rf"^## clipfile {command}(?: PATH(?:\.\.\.)?)?\n"
    section = re.search(rf"{heading}(.*?)(?=^## |\Z)", COMMANDS_MD, re.MULTILINE | re.DOTALL)
    assert section, f"docs/commands.md has no section for `clipfile {command}`"
    for option in options:
        assert f"`{option}`" in section[1]


def test_every_setting_is_documented_with_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = dict(re.findall(r"^\| `(CLIPFILE_\w+)` \|.*\| (.+) \|$", COMMANDS_MD, re.MULTILINE))
    assert set(rows) == {f"CLIPFILE_{name.upper()}" for name in Settings.model_fields}
    for name, setting in Settings.model_fields.items():
        if setting.default_factory is None and setting.default is not None:
            monkeypatch.setenv(f"CLIPFILE_{name.upper()}", rows[f"CLIPFILE_{name.upper()}"].strip("`"))
            assert getattr(read_settings(), name) == setting.default


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 150


SEARCH = (ROOT / "docs/search.md").read_text("utf-8")


QUOTES = (ROOT / "docs/quotes.md").read_text("utf-8")


@pytest.mark.parametrize("address", re.findall(r"^curl '127\.0\.0\.1:8000(/[^']+)'$", SEARCH + QUOTES, re.MULTILINE))
def test_the_searches_of_the_documentation_run(client: TestClient, address: str) -> None:
    client.post("/ingest", content=STORY, headers={"Content-Type": "text/plain"})
    assert client.get(address).status_code == 200


def test_the_claim_of_the_documentation_is_found(client: TestClient) -> None:
    client.post("/ingest", content=STORY, headers={"Content-Type": "text/plain"})
    claims = re.findall(r"-d '(\{.+\})'", QUOTES)
    assert claims
    for claim in claims:
        answer = client.post("/verify", content=claim, headers={"Content-Type": "application/json"})
        assert answer.json()["best_match"] == "exact"
    for name in (*Match, *Difference):
        assert f"`{name}`" in QUOTES


def test_every_query_of_the_documentation_can_be_read() -> None:
    table = SEARCH.partition("| Type | To find |")[2].partition("\n\n")[0]
    cells = [row.split("|")[1] for row in table.splitlines() if row.count("|") > 2]
    queries = [query for cell in cells for query in re.findall(r"`([^`]+)`", cell)]
    assert len(queries) >= 12
    for query in queries:
        parse_query(query)


def test_the_bounds_of_the_documentation_are_those_of_the_code() -> None:
    for bound in (
        EXACT_BELOW,
        FEW + 1,
        MOST_COLLECTED,
        MOST_COUNTED,
        MOST_INTERVALS,
        LONGEST_QUERY,
        *WALKS_FOR_PHRASES,
    ):
        assert f"{bound:,}" in SEARCH
    for bound in (N_RANKED, N_RANKED_AT_LEAST, MOST_WORDS, DEEPEST):
        assert re.search(rf"\b{bound}\b", SEARCH)
    names = {re.sub("[^a-z]", "", name.lower()) for name in re.findall(r"[A-Z][a-z]+", SEARCH)}
    assert set(ALGORITHMS.values()) <= names


EXPORTS = (ROOT / "docs/exports.md").read_text("utf-8")


@pytest.mark.parametrize("address", re.findall(r"^curl -OJ '127\.0\.0\.1:8000(/[^']+)'$", EXPORTS, re.MULTILINE))
def test_the_exports_of_the_documentation_can_be_had(client: TestClient, address: str) -> None:
    assert client.head(address).status_code == 200


def test_every_column_and_bound_of_an_export_is_documented() -> None:
    table = EXPORTS.partition("| Column of CSV |")[2].partition("\n\n")[0]
    assert re.findall(r"`(\w+)`", table) == list(COLUMNS)
    for bound in (ARTICLES_AT_ONCE, WORDS_AT_ONCE, PAGES_AT_ONCE):
        assert f"{bound:,}" in EXPORTS
    manifest = json.loads(EXPORTS.partition("```json")[2].partition("```")[0].replace("0192…", ""))
    Manifest.model_validate(manifest)


def list_flaws() -> set[str]:
    """List all that checks look for, whichever of their modules has it."""
    found = list[object]()
    for module in iter_modules(checks.__path__):
        for value in vars(import_module(f"{checks.__name__}.{module.name}")).values():
            found += [getattr(one, "flaw", one) for one in (value if isinstance(value, tuple) else (value,))]
    return {flaw.name for flaw in found if isinstance(flaw, Flaw)}


def test_every_flaw_is_documented() -> None:
    table = (ROOT / "docs/integrity.md").read_text("utf-8").partition("| Flaw |")[2].partition("\n\n")[0]
    named = {name for row in table.splitlines()[2:] for name in re.findall(r"`([\w-]+)`", row.split("|")[1])}
    assert named == list_flaws()
    assert len(named) > 30
