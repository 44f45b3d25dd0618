"""What is there and what the log says: every row as it was logged, and none gone that nobody took down."""

from sqlalchemy import text

from app.archive.checks.finding import Flaw, Rule

# As the triggers of migrations 0009 and 0014 write them.
CONTENTS = {
    "capture": """capture.id, json_build_array('capture', capture.id, encode(capture.digest, 'hex'), capture.url,
        capture.media_type, capture.charset, extract(epoch FROM capture.captured_at),
        extract(epoch FROM capture.received_at)) AS content FROM capture""",
    "filing": """filing.capture_id AS id, json_build_array('filing', filing.capture_id, filing.extractor,
        filing.outcome, filing.reason, filing.article_id, filing.revision_id,
        extract(epoch FROM filing.filed_at)) AS content FROM filing""",
    "revision": """revision.id, json_build_array('revision', revision.id, revision.article_id, revision.number,
        revision.capture_id, revision.extractor, revision.headline,
        encode(sha256(convert_to(revision.body, 'UTF8')), 'hex'), revision.facts, extract(epoch FROM revision.filed_at))
        AS content FROM revision""",
    "takedown": """takedown.id, json_build_array('takedown', takedown.id, takedown.article_id, takedown."by",
        extract(epoch FROM takedown.made_at), takedown.reason, takedown.legal_basis, encode(takedown.digest, 'hex'))
        AS content FROM takedown""",
    "lift": """takedown.id, json_build_array('lift', takedown.id, takedown.lifted_by,
        extract(epoch FROM takedown.lifted_at), takedown.lift_reason) AS content
        FROM takedown WHERE lifted_at IS NOT NULL""",
    "removal": """taken_capture.capture_id AS id, json_build_array('removal', taken_capture.capture_id,
        taken_capture.takedown_id) AS content FROM taken_capture""",
}
_IS_HERE = {
    "capture": "SELECT FROM capture WHERE id = subject",
    "takedown": "SELECT FROM takedown WHERE id = subject",
    "lift": "SELECT FROM takedown WHERE id = subject AND lifted_at IS NOT NULL",
    "removal": "SELECT FROM taken_capture WHERE capture_id = subject",
    "filing": "SELECT FROM filing WHERE capture_id = subject",
}
"""What must be there for an entry. Of a filing any will do: one that failed is replaced by the next. A revision that is
gone is missed by the filing that led to it."""
_WAS_TAKEN = "AND NOT EXISTS (SELECT FROM taken_capture WHERE capture_id = subject)"
_MAY_BE_TAKEN = {"capture": _WAS_TAKEN, "filing": _WAS_TAKEN}

UNLOGGED = Flaw(
    "row-unlogged",
    "the log does not have it as it is",
    "Compare it with a backup from before: it was changed or put in by hand.",
)
GONE = Flaw(
    "row-gone", "the log has it, and nobody took it down", "Restore its row from a backup: it was removed by hand."
)


def _find_unlogged(kind: str) -> str:
    """Write the statement: two hash joins over all rows, however many there are."""
    has_it = f"kind = '{kind}' AND subject = row.id AND digest = sha256(convert_to(row.content::text, 'UTF8'))"
    return (
        f"SELECT id FROM (SELECT {CONTENTS[kind]}) AS row WHERE NOT EXISTS (SELECT FROM log_entry WHERE {has_it})"  # noqa: S608 - our own words
        f" AND NOT EXISTS (SELECT FROM log_pending WHERE {has_it})"
    )


def _find_gone(kind: str) -> str:
    return " UNION ".join(
        f"SELECT subject FROM {table} WHERE kind = '{kind}' AND NOT EXISTS ({_IS_HERE[kind]})"  # noqa: S608 - our own words
        f" {_MAY_BE_TAKEN.get(kind, '')}"
        for table in ("log_entry", "log_pending")
    )


RULES = (
    *(Rule(UNLOGGED, kind, text(_find_unlogged(kind))) for kind in CONTENTS),
    *(Rule(GONE, kind, text(_find_gone(kind))) for kind in _IS_HERE),
)
