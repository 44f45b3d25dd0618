"""The command line as a whole."""

import subprocess
import sys


def test_no_command_is_imported_before_it_is_run() -> None:
    checked = "import sys, app.cli; sys.exit(bool({'sqlalchemy', 'fastapi', 'uvicorn', 'lxml'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", checked], check=False).returncode == 0
