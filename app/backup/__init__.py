"""Backups: the whole archive in one file, and back.

A backup is an archive of pg_dump in its custom format, taken of one moment, with one line behind it that says what it
holds and is whole:

    PGDMP...                              pg_restore reads it, and passes over the line
    clipfile-backup {"schema": ...} 9f8…  the last 64 digits are the SHA-256 of all that stands before them

So one file is enough, the tools of PostgreSQL take it, and one that was cut off or damaged is known before anything of
it is written to a database.
"""

from app.backup.dump import take_backup
from app.backup.file import Backup, Contents, open_backup
from app.backup.load import Restored, check_version, restore

__all__ = ["Backup", "Contents", "Restored", "check_version", "open_backup", "restore", "take_backup"]
