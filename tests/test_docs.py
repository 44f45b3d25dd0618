"""What the documents say is so."""

import re
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

from app.cli import app
from app.settings import Settings, read_settings

ROOT = Path(__file__).parent.parent
COMMANDS = (ROOT / "docs/commands.md").read_text("utf-8")


def list_commands() -> list[tuple[str, list[str]]]:
    """List every command with its options."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    found = []
    for name, command in group.commands.items():
        nested = command.commands.items() if isinstance(command, TyperGroup) else [("", command)]
        for sub_name, leaf in nested:
            options = [option for parameter in leaf.params for option in parameter.opts if option.startswith("--")]
            found.append((f"{name} {sub_name}".strip(), options))
    return found


@pytest.mark.parametrize(("command", "options"), list_commands())
def test_every_command_and_option_is_documented(command: str, options: list[str]) -> None:
    _, _, section = COMMANDS.partition(f"## clipfile {command}\n")
    assert section, f"docs/commands.md has no section for `clipfile {command}`"
    text = section.split("\n## ")[0]
    for option in options:
        assert f"`{option}`" in text


def test_every_setting_is_documented_with_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = dict(re.findall(r"^\| `(CLIPFILE_\w+)` \|.*\| (.+) \|$", COMMANDS, re.MULTILINE))
    assert set(rows) == {f"CLIPFILE_{name.upper()}" for name in Settings.model_fields}
    for name, setting in Settings.model_fields.items():
        if setting.default_factory is None and setting.default is not None:
            monkeypatch.setenv(f"CLIPFILE_{name.upper()}", rows[f"CLIPFILE_{name.upper()}"].strip("`"))
            assert getattr(read_settings(), name) == setting.default


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 150
