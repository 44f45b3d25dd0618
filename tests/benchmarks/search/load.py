"""Load an invented archive into an empty database by COPY: minutes for 200,000 articles."""

import os
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import zstandard

from app.archive.database import make_sessions, open_engine
from app.archive.names import key_of, make_slug
from app.archive.schema import find_newest, upgrade
from app.archive.vector import write_vector, write_words
from app.archive.wordings import wording_id_of
from app.chaining import chain_all
from app.digest import digest_bytes
from tests.benchmarks.search.invent import CHUNK, InventedArticle, World

FIRST_SEEN = datetime(2025, 1, 1, tzinfo=UTC)
ARTICLE, REVISION, CAPTURE, SOURCE, SPEAKER, QUOTE = range(1, 7)

COLUMNS = {
    "raw_page": "digest, n_bytes, codec, packed",
    "capture": "id, digest, url, site, media_type, captured_at, received_at",
    "article": "id, identity, cluster_id, url, canonical_url, revision_id, headline, language, word_count, n_quotes,"
    " text_digest, source_id, publisher_id, byline, authors, author_keys, speaker_ids, dateline_text, dateline_place,"
    " place_key, published_at, published_precision, first_seen_at, changed_at, search",
    "revision": "id, article_id, number, capture_id, captured_at, extractor, headline, body, n_chars, text_digest,"
    " facts, filed_at",
    "quote": "id, revision_id, n_chars, position, kind, words_start, words_end, cue_start, cue_end, mention_start,"
    " mention_end, wording_id, speaker_id, speaker_alias_id, confidence, sorted_at",
    "filing": "capture_id, extractor, outcome, article_id, revision_id, filed_at, captured_at",
}
NOW_AND_THEN = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE 'ix_%'"


def make_uuid(kind: int, number: int) -> UUID:
    """Make the id of the numbered thing of a kind, in the form of UUIDv7."""
    milliseconds = int(FIRST_SEEN.timestamp() * 1000) + number
    return UUID(int=milliseconds << 80 | 0x7 << 76 | 0b10 << 62 | kind << 48 | number)


def fill(url: str, folder: Path, n: int) -> None:
    """Make the archive of n articles on the server whose data is in `folder`, if it is not there in today's schema."""
    marker = folder / "loaded"
    if marker.exists() and marker.read_text() == find_newest():
        return
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    with open_engine(url) as engine:
        upgrade(engine)
        print(f"Making an archive of {n:,} articles in {folder}", flush=True)
        load(url.replace("+psycopg", ""), n)
        chain_all(make_sessions(engine))  # else the worker does it while we measure
    marker.write_text(find_newest())


def load(url: str, n: int) -> None:
    """Load n articles, with as many processes as there are cores; secondary indexes are built at the end."""
    with psycopg.connect(url, autocommit=True) as connection:
        indexes = connection.execute(NOW_AND_THEN).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        _copy_names(connection, World())
        started = time.monotonic()
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
            firsts = range(0, n, CHUNK)
            sizes = [min(CHUNK, n - first) for first in firsts]
            for done, _ in enumerate(pool.map(_copy_articles, [url] * len(firsts), firsts, sizes), 1):
                if done % 20 == 0 or done == len(firsts):
                    print(f"  {min(done * CHUNK, n):,} articles, {time.monotonic() - started:.0f} s", flush=True)
        connection.execute("SET maintenance_work_mem = '512MB'")
        for name, definition in indexes:
            connection.execute(definition)
            print(f"  {name}, {time.monotonic() - started:.0f} s", flush=True)
        connection.execute(
            "INSERT INTO speaker_count SELECT speaker_id, count(*), count(DISTINCT revision_id), min(sorted_at),"
            " max(sorted_at) FROM quote GROUP BY speaker_id"
        )
        connection.execute("VACUUM ANALYZE")
        print(f"  analysed, {time.monotonic() - started:.0f} s", flush=True)


def _copy(connection: psycopg.Connection, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    with connection.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _copy_names(connection: psycopg.Connection, world: World) -> None:
    sources = [*world.sources, *world.publishers]
    rows = [(make_uuid(SOURCE, i), name, make_slug(name), FIRST_SEEN) for i, name in enumerate(sources)]
    _copy(connection, "source", "id, name, slug, made_at", rows)
    forms = [(key_of(name), name, make_uuid(SOURCE, i)) for i, name in enumerate(sources)]
    _copy(connection, "source_alias", "key, form, source_id", forms)
    speakers = enumerate(world.speakers)
    people = [(make_uuid(SPEAKER, i), key_of(name), name, make_slug(name), False, FIRST_SEEN) for i, name in speakers]
    _copy(connection, "speaker", "id, key, name, slug, may_be_several, made_at", people)
    names = [(id_, name, key, id_, write_words(name, None)) for id_, key, name, *_ in people]
    _copy(connection, "speaker_alias", "id, form, key, speaker_id, search", names)


_world = World()


def _copy_articles(url: str, first: int, n: int) -> None:
    rows: dict[str, list[Sequence[Any]]] = {table: [] for table in COLUMNS}
    wordings: dict[UUID, str] = {}
    for article in _world.invent(first, n):
        _add_rows(rows, _world, article)
        for said in article.quotes:
            words = article.body[said.start : said.end]
            wordings[wording_id_of(words)] = write_words(words, article.language)
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")  # foreign keys hold by construction
        for table, columns in COLUMNS.items():
            _copy(connection, table, columns, rows[table])
        connection.execute("CREATE TEMPORARY TABLE said (id uuid, search tsvector)")
        _copy(connection, "said", "id, search", sorted(wordings.items()))
        connection.execute("INSERT INTO wording SELECT * FROM said ORDER BY id ON CONFLICT DO NOTHING")


def _add_rows(rows: dict[str, list[Sequence[Any]]], world: World, one: InventedArticle) -> None:
    id_, revision_id, capture_id = (make_uuid(kind, one.number) for kind in (ARTICLE, REVISION, CAPTURE))
    seen_at = FIRST_SEEN + timedelta(seconds=one.number)
    url = f"https://www.{make_slug(world.publishers[one.publisher])}.example/news/{one.number}.html"
    digest, n_chars = digest_bytes(url.encode()), len(one.body)
    source, place = world.sources[one.source], None if one.place is None else world.places[one.place]
    authors = [] if one.author is None else [world.authors[one.author]]
    speakers = sorted({said.speaker for said in one.quotes})
    names = {
        "source": [source],
        "place": [place] if place else [],
        "author": authors,
        "speaker": [world.speakers[speaker] for speaker in speakers],
    }
    rows["raw_page"].append((digest, len(url), "zstd", zstandard.compress(url.encode())))
    rows["capture"].append((capture_id, digest, url, None, "text/html", seen_at, seen_at))
    rows["article"].append(
        (
            id_,
            digest,
            id_,
            url,
            url,
            revision_id,
            one.headline,
            one.language,
            len(one.body.split()),
            len(one.quotes),
            digest,
            make_uuid(SOURCE, one.source),
            make_uuid(SOURCE, len(world.sources) + one.publisher),
            f"By {authors[0]}" if authors else None,
            authors,
            [key_of(author) for author in authors],
            [make_uuid(SPEAKER, speaker) for speaker in speakers],
            place,
            place,
            key_of(place) if place else None,
            one.published_at,
            one.precision,
            seen_at,
            seen_at,
            write_vector(one.headline, one.body, one.language, names),  # type: ignore[arg-type] # its keys are fields
        )
    )
    rows["revision"].append(
        (revision_id, id_, 1, capture_id, seen_at, "invented/1", one.headline, one.body, n_chars, digest,
         '{"evidence": {"headline": "h1"}}', seen_at)
    )  # fmt: skip
    for position, said in enumerate(one.quotes):
        rows["quote"].append(
            (make_uuid(QUOTE, one.number * 1000 + 999 - position), revision_id, n_chars, position, "direct",
             said.start, said.end, said.cue_start, said.cue_start + 4, said.mention_start, said.mention_end,
             wording_id_of(one.body[said.start : said.end]), make_uuid(SPEAKER, said.speaker),
             make_uuid(SPEAKER, said.speaker), 0.9, one.published_at or seen_at)
        )  # fmt: skip
    rows["filing"].append((capture_id, "invented/1", "created", id_, revision_id, seen_at, seen_at))
