"""What the database itself watches over: that it still does."""

from sqlalchemy import text

from app.archive.checks.finding import Flaw, Rule

TRIGGERS = {
    "capture": ("never_changed", "log_capture"),
    "revision": ("never_changed", "log_revision"),
    "filing": ("log_filing",),
    "takedown": ("log_takedown", "log_lift"),
    "taken_capture": ("log_removal",),
    "log_entry": ("never_changed", "never_removed"),
}
_ours = ", ".join(f"('{table}', '{name}')" for table, names in TRIGGERS.items() for name in names)

RULES = (
    Rule(
        Flaw(
            "trigger-off",
            "it does not fire: changes are not refused or not logged",
            "ALTER TABLE, with the table's name, ENABLE TRIGGER ALL; and find out who turned it off.",
        ),
        "trigger of",
        text(
            "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE relnamespace = current_schema()::regnamespace AND tgenabled NOT IN ('O', 'A') ORDER BY 1, 2"
        ),
    ),
    Rule(
        Flaw(
            "trigger-gone",
            "it is not there: changes are not refused or not logged",
            "Make it anew as its migration does (migrations/versions); and find out who dropped it.",
        ),
        "trigger of",
        text(
            f"SELECT * FROM (VALUES {_ours}) AS ours (table_name, name) WHERE NOT EXISTS (SELECT FROM pg_trigger"  # noqa: S608 - our own words
            " WHERE tgrelid = to_regclass(ours.table_name) AND tgname = ours.name)"
        ),
    ),
)
