"""The command line as a whole."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path


def test_no_command_is_imported_before_it_is_run() -> None:
    checked = "import sys, app.cli; sys.exit(bool({'sqlalchemy', 'fastapi', 'uvicorn', 'lxml'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", checked], check=False).returncode == 0


def test_the_version_is_told() -> None:
    told = subprocess.run(
        [Path(sys.executable).with_name("clipfile"), "--version"], capture_output=True, text=True, check=True
    )
    assert told.stdout == f"Clipfile {version('clipfile')}\n"
