"""The floor: two reads by hand, an ASGI function with a bare driver, and nothing that a service needs besides.

It checks nothing, negotiates nothing, tags and compresses nothing; but what it answers is what the service answers.

    CLIPFILE_DATABASE_URL=... uvicorn tests.benchmarks.api.floor:app
"""

import json
import os
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, quote
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool
from starlette.types import Receive, Scope, Send

ARTICLE = """
    article.id, article.url, article.canonical_url, article.headline, article.language, article.word_count,
    article.n_quotes, source.id AS source_id, source.name AS source_name, source.slug AS source_slug,
    publisher.id AS publisher_id, publisher.name AS publisher_name, publisher.slug AS publisher_slug,
    article.byline, article.authors, article.dateline_text, article.dateline_place, article.dateline_agency,
    article.dateline_date, article.published_at, article.published_precision, article.modified_at,
    article.modified_precision, article.first_seen_at, article.changed_at, article.cluster_id, article.sorted_at
"""
NAMES = """
    LEFT JOIN source ON source.id = article.source_id
    LEFT JOIN source AS publisher ON publisher.id = article.publisher_id
"""
LIST = f"""
    SELECT {ARTICLE}, pg_current_snapshot()::text AS snapshot FROM article {NAMES}
    WHERE article.source_id = (SELECT source_id FROM source_alias WHERE key = %s)
    ORDER BY article.sorted_at DESC, article.id DESC LIMIT 21
"""  # noqa: S608 - of literals only
WHOLE = f"""
    SELECT {ARTICLE}, revision.id AS revision_id, revision.body, revision.number, revision.capture_id,
        capture.digest, revision.extractor, filing.decoded_as, filing.decided_by, filing.n_replaced, filing.n_repaired,
        revision.facts->'n_stories' AS n_stories, revision.facts->'others' AS others,
        revision.facts->'evidence' AS evidence
    FROM article {NAMES} JOIN revision ON revision.id = article.revision_id
    JOIN capture ON capture.id = revision.capture_id
    LEFT JOIN filing ON filing.capture_id = revision.capture_id AND filing.extractor = revision.extractor
    WHERE article.id = %s
"""  # noqa: S608 - of literals only
QUOTES = """
    SELECT quote.id, kind, words_start, words_end, cue_start, cue_end, mention_start, mention_end, confidence,
        speaker.id AS speaker_id, speaker.name AS speaker_name, speaker.slug AS speaker_slug,
        via.id AS via_id, via.name AS via_name, via.slug AS via_slug
    FROM quote LEFT JOIN speaker ON speaker.id = quote.speaker_id LEFT JOIN speaker AS via ON via.id = quote.via_id
    WHERE revision_id = %s ORDER BY position
"""

pool: AsyncConnectionPool[AsyncConnection[DictRow]]


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer GET /articles?source= and GET /articles/{id}."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
        return
    async with pool.connection() as connection:
        if scope["path"] == "/articles":
            answer = await _list(connection, scope)
        else:
            answer = await _read(connection, scope["path"].rpartition("/")[2])
    body = json.dumps(answer, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if answer.get("next"):
        headers.append((b"link", f'<{answer["next"]}>; rel="next"'.encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _live(receive: Receive, send: Send) -> None:
    global pool  # noqa: PLW0603 - the shortest way, as whoever writes it by hand would
    await receive()
    url = os.environ["CLIPFILE_DATABASE_URL"].replace("+psycopg", "")
    options = {"autocommit": True, "row_factory": dict_row, "options": "-c timezone=UTC"}
    pool = AsyncConnectionPool(url, connection_class=AsyncConnection[DictRow], kwargs=options, min_size=4, open=False)
    async with pool:
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})


async def _list(connection: AsyncConnection[DictRow], scope: Scope) -> dict[str, Any]:
    source = parse_qs(scope["query_string"].decode())["source"][0]
    cursor = await connection.execute(LIST, ("".join(source.casefold().split()),))
    rows = await cursor.fetchall()
    following = None
    if len(rows) > 20:
        last = rows[19]
        place = ["-published_at", last["sorted_at"].isoformat(), last["id"].hex, last["snapshot"], None]
        token = urlsafe_b64encode(json.dumps(place, separators=(",", ":")).encode()).decode().rstrip("=")
        host = dict(scope["headers"])[b"host"].decode()
        following = f"http://{host}/articles?source={quote(source, safe='')}&cursor={token}"
    items = [_article(row) for row in rows[:20]]
    return {"items": items, "next": following, "total": None, "total_is": None}


async def _read(connection: AsyncConnection[DictRow], article_id: str) -> dict[str, Any]:
    row = await (await connection.execute(WHOLE, (UUID(article_id),))).fetchone()
    assert row is not None
    said = await (await connection.execute(QUOTES, (row["revision_id"],))).fetchall()
    body = row["body"]
    article = _article(row)
    article["body"] = body
    article["quotes"] = [
        {
            "id": str(one["id"]),
            "kind": one["kind"],
            "words": body[one["words_start"] : one["words_end"]],
            "start": one["words_start"],
            "end": one["words_end"],
            "speaker": _named(one, "speaker"),
            "via": _named(one, "via"),
            "mention": _span(one, "mention", body),
            "cue": _span(one, "cue", body),
            "confidence": round(one["confidence"], 2),
        }
        for one in said
    ]
    article["revision"] = row["number"]
    article["provenance"] = {
        "capture_id": str(row["capture_id"]),
        "capture_digest": f"sha256:{row['digest'].hex()}",
        "extractor": row["extractor"],
        "charset": row["decoded_as"],
        "charset_decided_by": row["decided_by"],
        "n_replaced": row["n_replaced"],
        "n_repaired": row["n_repaired"],
        "others": row["others"] or {},
        "n_stories": row["n_stories"],
        **row["evidence"],
    }
    return article


def _article(row: Mapping[str, Any]) -> dict[str, Any]:
    dateline = None
    if row["dateline_text"] is not None:
        dateline = {part: row[f"dateline_{part}"] for part in ("text", "place", "agency", "date")}
    return {
        "id": str(row["id"]),
        "url": row["url"],
        "canonical_url": row["canonical_url"],
        "headline": row["headline"],
        "language": row["language"],
        "word_count": row["word_count"],
        "n_quotes": row["n_quotes"],
        "source": _named(row, "source"),
        "publisher": _named(row, "publisher"),
        "byline": row["byline"],
        "authors": row["authors"],
        "dateline": dateline,
        "published_at": _moment(row["published_at"], row["published_precision"]),
        "published_precision": row["published_precision"],
        "modified_at": _moment(row["modified_at"], row["modified_precision"]),
        "first_seen_at": _moment(row["first_seen_at"], "second"),
        "changed_at": _moment(row["changed_at"], "second"),
        "cluster_id": str(row["cluster_id"]),
    }


def _named(row: Mapping[str, Any], role: str) -> dict[str, str] | None:
    if row[f"{role}_id"] is None:
        return None
    return {"id": str(row[f"{role}_id"]), "name": row[f"{role}_name"], "slug": row[f"{role}_slug"]}


def _span(row: Mapping[str, Any], role: str, body: str) -> dict[str, Any] | None:
    start, end = row[f"{role}_start"], row[f"{role}_end"]
    return None if start is None else {"text": body[start:end], "start": start, "end": end}


def _moment(moment: datetime | None, precision: str | None) -> str | None:
    if moment is None:
        return None
    moment = moment.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if precision in ("second", "minute") else f"{moment:%Y-%m-%d}"
