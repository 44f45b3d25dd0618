"""`clipfile check`: every damage that is done to an archive is found by its name, and none in one that is sound."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
import zstandard
from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker

from app.archive.checks.finding import Finding
from app.archive.checks.logged import CONTENTS
from app.archive.database import Sessions, make_engine, make_sessions, open_engine
from app.archive.log import Head
from app.archive.receipts import Receipt
from app.archive.takedowns import Order, lift_takedown, take_down
from app.chaining import chain_all
from app.checking import Mender, Wanted, list_parts, open_parts
from app.ingest import receive_page
from app.news import Page
from app.readers import Readers, read_with
from app.reception import receive_batch
from app.seeding import list_seeds
from app.settings import Settings
from app.web.examples import STORY
from tests.conftest import NOW, clone_database
from tests.running import assert_one_line, run, run_inside

MENU = "".join(f'<li><a href="/{number:x}">Berth {number * number:x}</a></li>' for number in range(200))
HIDDEN = b"A page that no capture has."


def write_page(number: int, site: str = "harbour.example") -> Page:
    """Write a page of a site whose pages share a frame, with a story of its own."""
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY.split("\n\n"))
    story = paragraphs.replace("12 million", f"{12 + number} million").replace("pier", f"pier {number}")
    html = f"<html><body><ul>{MENU}</ul><h1>Pier {number} to be rebuilt</h1><article>{story}</article></body></html>"
    return Page(html.encode(), "text/html", NOW, "utf-8", f"https://{site}/pier-{number}.html")


def fill(sessions: Sessions) -> None:
    """Fill an archive with something of everything."""
    settings = Settings()
    readers = Readers(
        2,
        seconds=settings.reader_seconds,
        memory_bytes=settings.reader_memory_bytes,
        read=read_with(settings.quotes_model),
    )

    def receive(page: Page) -> Receipt:
        return receive_page(sessions, readers, page, now=NOW, time_is_told=True)

    for seed in list_seeds():
        receive(seed.page)
    for number in range(3):
        receive(write_page(number))
    gone = receive(write_page(7, "gazette.example"))
    receive_batch(
        sessions, BytesIO(b'{"text": "One."}\n{"text": "Two."}\nbroken\n'), "jsonl", limit=999, clock=lambda: NOW
    )
    readers.close()
    with sessions.begin() as session:
        assert gone.article_id
        tombstone = take_down(session, gone.article_id, Order("Ana Li", NOW, "Asked for."))
        lift_takedown(session, tombstone.id, Order("Ana Li", NOW + timedelta(days=1), "Withdrawn."))
    chain_all(sessions)


@pytest.fixture(scope="module")
def filled(server_url: str, worker_id: str) -> Iterator[str]:
    """The name of a database with a sound archive, that nobody is connected to."""
    name = f"checked_{worker_id}"
    with clone_database(server_url, name) as url:
        with open_engine(url) as engine:
            fill(make_sessions(engine))
        yield name


@pytest.fixture(scope="module")
def engine(server_url: str, filled: str) -> Engine:
    """An engine for the whole module, which need not learn each statement anew."""
    return make_engine(server_url.replace("/clipfile?", f"/{filled}?"))


@pytest.fixture
def archive(engine: Engine) -> Iterator[Sessions]:
    """A sound archive; what is done to it ends with the test."""
    with engine.connect() as connection:
        outer = connection.begin()
        yield sessionmaker(connection, join_transaction_mode="create_savepoint")
        outer.rollback()
    engine.dispose()  # nobody may be connected to what is cloned


@pytest.fixture
def archive_url(server_url: str, filled: str, worker_id: str, clone_number: Iterator[int]) -> Iterator[str]:
    """A sound archive of one's own, where others see what is committed."""
    with clone_database(server_url, f"cloned_{worker_id}_{next(clone_number)}", filled) as url:
        yield url


def check(sessions: Sessions, *, mend: bool = False, head: Head | None = None) -> list[Finding]:
    """Check an archive, and mend what can be mended."""
    mender = Mender(sessions)
    with sessions.begin() as session:
        parts = list_parts(session, Wanted(head=head))
        found = [step for part in parts for step in part.steps if isinstance(step, Finding)]
    for finding in found if mend else ():
        mender.take(finding)
    mender.finish()
    return found


def names_of(found: list[Finding]) -> set[str]:
    return {finding.flaw.name for finding in found}


def damage(sessions: Sessions, statements: str) -> None:
    """Do what only a superuser can do: neither triggers nor foreign keys are heeded."""
    with sessions.begin() as session:
        for statement in (
            "SET LOCAL session_replication_role = replica",
            statements,
            "SET LOCAL session_replication_role = origin",
        ):
            session.connection().exec_driver_sql(statement)


def test_nothing_is_found_in_a_sound_archive(archive: Sessions) -> None:
    assert [str(finding) for finding in check(archive, head=chain_all(archive))] == []


@dataclass(frozen=True)
class Damage:
    """What was done, what is found, and what of that is left after mending."""

    done: str
    found: str
    left: str


TWICE = "(SELECT article_id FROM revision WHERE number = 2)"
SPEAKS = """(SELECT id FROM article WHERE n_quotes > 2 AND cardinality(speaker_ids) > 1 AND NOT EXISTS (
    SELECT FROM quote JOIN quote AS other USING (wording_id)
    WHERE quote.revision_id = article.revision_id AND other.id <> quote.id
) ORDER BY headline LIMIT 1)"""
ITS_REVISION = f"(SELECT revision_id FROM article WHERE id = {SPEAKS})"
SAID = f"(SELECT id FROM quote WHERE position = 0 AND revision_id = {ITS_REVISION})"
ALONE = (
    "(SELECT digest FROM raw_page WHERE reference_digest IS NULL AND digest NOT IN"
    " (SELECT reference_digest FROM raw_page WHERE reference_digest IS NOT NULL) ORDER BY n_bytes LIMIT 1)"
)
LEANED_ON = "(SELECT reference_digest FROM raw_page WHERE reference_digest IS NOT NULL LIMIT 1)"
CAPTURED = "(SELECT capture_id FROM filing WHERE outcome = 'rejected' ORDER BY capture_id LIMIT 1)"

DAMAGES = {
    "bytes of a page": Damage(f"UPDATE raw_page SET packed = '\\x0102' WHERE digest = {ALONE}", "page-unreadable", "*"),
    "page exchanged for another": Damage(
        f"""UPDATE raw_page SET packed = other.packed, n_bytes = other.n_bytes FROM raw_page AS other
        WHERE raw_page.digest = {ALONE} AND other.digest = {LEANED_ON}""",
        "page-altered",
        "*",
    ),
    "length of a page": Damage(f"UPDATE raw_page SET n_bytes = 99 WHERE digest = {ALONE}", "page-altered", "*"),
    "page that others lean on": Damage(
        f"DELETE FROM raw_page WHERE digest = {LEANED_ON}",
        "left-over page-unreadable reference-lost",
        "page-unreadable reference-lost",
    ),
    "stacked pages": Damage(
        f"UPDATE raw_page SET reference_digest = {ALONE} WHERE digest = {LEANED_ON}", "page-stacked", "*"
    ),
    "unknown codec": Damage(f"UPDATE raw_page SET codec = 'lz9' WHERE digest = {ALONE}", "page-codec", "*"),
    "page without a capture": Damage(
        f"""INSERT INTO raw_page (digest, n_bytes, codec, packed) VALUES
        ('\\x{sha256(HIDDEN).hexdigest()}', {len(HIDDEN)}, 'zstd', '\\x{zstandard.compress(HIDDEN).hex()}')""",
        "page-unused",
        "",
    ),
    "body": Damage(
        f"""UPDATE revision SET body = translate(body, 'e', 'o')
        WHERE id = {ITS_REVISION}""",
        "quote-otherwise row-unlogged text-altered",
        "*",
    ),
    "facts that are none": Damage(
        f"""UPDATE revision SET facts = jsonb_set(facts, '{{published_at}}', '{{"at": "soon", "precision": "day"}}')
        WHERE id = {ITS_REVISION}""",
        "row-unlogged unreadable",
        "*",
    ),
    "punctuation of a body": Damage(
        f"""UPDATE revision SET body = translate(body, '?.', '!!')
        WHERE id = {ITS_REVISION}""",
        "row-unlogged",
        "*",
    ),
    "date of a revision and its article": Damage(
        f"""UPDATE revision SET facts = jsonb_set(facts, '{{published_at,at}}', '"1999-01-01T00:00:00+00:00"')
        WHERE id = {ITS_REVISION};
        UPDATE article SET published_at = '1999-01-01T00:00:00+00:00' WHERE id = {SPEAKS}""",
        "row-unlogged",
        "*",
    ),
    "revision lost": Damage(
        f"DELETE FROM revision WHERE number = 1 AND article_id = {TWICE}", "reference-lost revision-gap", "*"
    ),
    "words beyond the body": Damage(
        f"""ALTER TABLE quote DROP CONSTRAINT ck_quote_words_in_body;
        UPDATE quote SET words_end = n_chars + 1 WHERE id = {SAID}""",
        "quote-outside",
        "*",
    ),
    "mention beyond the body": Damage(
        f"""ALTER TABLE quote DROP CONSTRAINT ck_quote_mention_in_body;
        UPDATE quote SET mention_start = n_chars, mention_end = n_chars + 5 WHERE id = {SAID}""",
        "quote-outside",
        "*",
    ),
    "other words": Damage(f"UPDATE quote SET words_end = words_end - 2 WHERE id = {SAID}", "quote-otherwise", "*"),
    "quote lost": Damage(
        f"DELETE FROM quote WHERE id = {SAID}",
        "article-quotes article-speakers quote-gap speaker-count vector-stale wording-unused",
        "quote-gap",
    ),
    "count of a speaker": Damage(
        "UPDATE speaker_count SET n_quotes = n_quotes + 1 WHERE n_quotes > 1", "speaker-count", ""
    ),
    "count of quotes": Damage(f"UPDATE article SET n_quotes = 99 WHERE id = {SPEAKS}", "article-quotes", ""),
    "count of words": Damage(f"UPDATE article SET word_count = 1 WHERE id = {SPEAKS}", "word-count", ""),
    "speakers of an article": Damage(
        f"UPDATE article SET speaker_ids = '{{}}' WHERE id = {SPEAKS}", "article-speakers", ""
    ),
    "headline and date of an article": Damage(
        f"""UPDATE article SET headline = 'Pier to stay', published_at = now(), published_precision = 'second'
        WHERE id = {SPEAKS}""",
        "article-facts",
        "",
    ),
    "vector of an article": Damage(f"UPDATE article SET search = '' WHERE id = {SPEAKS}", "vector-stale", ""),
    "vector of a wording": Damage(
        f"UPDATE wording SET search = '' WHERE id = (SELECT wording_id FROM quote WHERE id = {SAID})",
        "wording-stale",
        "",
    ),
    "wording of no quote": Damage("INSERT INTO wording VALUES (gen_random_uuid(), '')", "wording-unused", ""),
    "speaker of a quote": Damage(
        f"""UPDATE quote SET speaker_id = (SELECT id FROM speaker WHERE id <> ALL (speaker_ids) LIMIT 1)
        FROM article WHERE article.id = {SPEAKS} AND quote.revision_id = article.revision_id AND position = (
        SELECT min(position) FROM quote WHERE revision_id = article.revision_id AND speaker_id IS NOT NULL)""",
        "article-speakers quote-speaker speaker-count",
        "",
    ),
    "signature": Damage(
        f"UPDATE signature SET n_shingles = n_shingles + 1 WHERE article_id = {SPEAKS}", "signature-stale", ""
    ),
    "signature lost": Damage(f"DELETE FROM signature WHERE article_id = {SPEAKS}", "article-unsigned", "*"),
    "signature of no article": Damage(
        f"""INSERT INTO signature SELECT gen_random_uuid(), bands, minima, n_shingles
        FROM signature WHERE article_id = {SPEAKS}""",
        "left-over",
        "",
    ),
    "cluster": Damage(
        f"INSERT INTO cluster_alias SELECT cluster_id, gen_random_uuid() FROM article WHERE id = {SPEAKS}",
        "cluster-merged",
        "",
    ),
    "capture lost": Damage(
        f"DELETE FROM capture WHERE id = {CAPTURED}", "page-unused reference-lost row-gone", "*"
    ),
    "rejection lost": Damage(
        f"DELETE FROM filing WHERE capture_id = {CAPTURED}", "capture-unfiled row-gone", "*"
    ),
    "filing lost": Damage(
        f"DELETE FROM filing WHERE article_id = {SPEAKS}", "capture-unfiled revision-unfiled row-gone", "*"
    ),
    "filing under another article": Damage(
        f"UPDATE filing SET article_id = {TWICE} WHERE article_id = {SPEAKS}", "filing-elsewhere row-unlogged", "*"
    ),
    "current revision lost": Damage(
        f"UPDATE article SET revision_id = gen_random_uuid() WHERE id = {TWICE}",
        "article-quotes article-speakers reference-lost speaker-count", "reference-lost",
    ),
    "current revision of another": Damage(
        f"""UPDATE article SET revision_id = (SELECT id FROM revision WHERE number = 1 AND article_id = {TWICE})
        WHERE id = {SPEAKS}""",
        "article-elsewhere article-facts article-quotes article-speakers signature-stale speaker-count vector-stale"
        " word-count",
        "article-elsewhere",
    ),
    "capture that was taken down": Damage(
        f"INSERT INTO taken_capture SELECT {CAPTURED}, id FROM takedown", "capture-taken row-unlogged", "*"
    ),
    "article that was taken down": Damage(
        f"UPDATE takedown SET article_id = {SPEAKS}", "article-taken row-unlogged", "*"
    ),
    "what went with a takedown": Damage("DELETE FROM taken_capture", "row-gone takedown-count", "*"),
    "takedown lost": Damage("DELETE FROM takedown", "reference-lost row-gone", "*"),
    "lift undone": Damage("UPDATE takedown SET lifted_at = NULL, lifted_by = NULL", "row-gone", "*"),
    "page of a job lost": Damage("DELETE FROM job_item WHERE position = 1", "capture-unfiled job-gap", "*"),
    "count of a job": Damage("UPDATE job_count SET n = n + 1", "job-count", ""),
    "trigger turned off": Damage("ALTER TABLE filing DISABLE TRIGGER log_filing", "trigger-off", "*"),
    "all triggers turned off": Damage("ALTER TABLE quote DISABLE TRIGGER ALL", "trigger-off", "*"),
    "trigger dropped": Damage("DROP TRIGGER log_removal ON taken_capture", "trigger-gone", "*"),
    "index": Damage(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_article_search'::regclass", "index-invalid", "*"
    ),
    "address of a capture": Damage(f"UPDATE capture SET url = '/' WHERE id = {CAPTURED}", "row-unlogged", "*"),
    "outcome of a filing": Damage(
        f"UPDATE filing SET reason = CASE reason WHEN 'feed' THEN 'listing' ELSE 'feed' END"
        f" WHERE capture_id = {CAPTURED}",
        "row-unlogged",
        "*",
    ),
    "capture put in": Damage(
        f"""INSERT INTO capture (id, digest, url, media_type, captured_at, received_at) SELECT gen_random_uuid(),
        digest, url, media_type, '1999-01-01', received_at FROM capture WHERE id = {CAPTURED}""",
        "capture-unfiled row-unlogged",
        "*",
    ),
    "time of an entry": Damage(
        "UPDATE log_entry SET made_at = made_at + interval '1 second' WHERE number = 3", "entry-altered", "*"
    ),
    "digest of an entry": Damage(
        "UPDATE log_entry SET digest = sha256('') WHERE number = 3", "entry-altered row-unlogged", "*"
    ),
    "entries taken out": Damage(
        "DELETE FROM log_entry WHERE number BETWEEN 3 AND 4", "entries-gone row-unlogged", "*"
    ),
    "first entries taken out": Damage("DELETE FROM log_entry WHERE number < 3", "entries-gone row-unlogged", "*"),
}  # fmt: skip


@pytest.mark.parametrize("done", [pytest.param(damage, id=name) for name, damage in DAMAGES.items()])
def test_a_damage_is_found_and_mended_where_it_can_be(archive: Sessions, done: Damage) -> None:
    damage(archive, done.done)
    assert names_of(check(archive)) == set(done.found.split())
    if done.left != "*":
        check(archive, mend=True)
        assert names_of(check(archive)) == set(done.left.split())


def test_a_log_whose_end_was_cut_off_is_known_by_a_head_that_was_published(archive: Sessions) -> None:
    head = chain_all(archive)
    damage(archive, "DELETE FROM takedown; DELETE FROM taken_capture; DELETE FROM log_entry WHERE kind IN"
        " ('takedown', 'lift', 'removal')")  # fmt: skip
    damage(archive, f"DELETE FROM log_entry WHERE number > {head.number - 3}")
    assert "head-gone" in names_of(check(archive, head=head))


def test_a_log_that_was_written_anew_is_known_by_a_head_that_was_published(archive: Sessions) -> None:
    head = chain_all(archive)
    damage(
        archive,
        """
        UPDATE capture SET url = 'https://a.example/' WHERE url LIKE '%%pier-1%%';
        TRUNCATE log_entry;
        INSERT INTO log_pending (kind, subject, digest, made_at)
        SELECT 'capture', id, sha256(convert_to(content::text, 'UTF8')), received_at FROM (SELECT
        """
        + CONTENTS["capture"].replace("AS content FROM capture", "AS content, received_at FROM capture")
        + ") AS forged",
    )
    forged = chain_all(archive)
    assert names_of(check(archive)) == {"row-unlogged"}  # a better forger would write the other kinds, too
    assert names_of(check(archive, head=Head(forged.number, head.hash))) == {"row-unlogged", "head-other"}


def test_what_is_filed_meanwhile_is_no_finding(archive_url: str) -> None:
    with open_engine(archive_url) as engine:
        sessions = make_sessions(engine)
        with open_parts(sessions, Wanted(n_pages=5, start=b"\x80" * 32)) as parts:
            damage(sessions, f"UPDATE article SET n_quotes = 99 WHERE id = {SPEAKS}")
            seen = [step for part in parts for step in part.steps]
        assert [step for step in seen if isinstance(step, Finding)] == []
        assert seen[-1] == 5


def test_the_command_says_what_to_do_and_does_what_it_can(archive_url: str) -> None:
    head = run_inside("log", "head", database_url=archive_url).stdout.strip()
    sound = run("check", "--all", "--head", head, database_url=archive_url)
    assert (sound.returncode, "nothing is wrong" in sound.stdout) == (0, True), sound
    with open_engine(archive_url) as engine:
        damage(make_sessions(engine), f"UPDATE article SET n_quotes = 99 WHERE id = {SPEAKS}")
    found = run_inside("check", "--sample", "1", database_url=archive_url)
    assert found.returncode == 1
    assert re.search(r"^article-quotes: article [-0-9a-f]{36}: .+ `clipfile check --mend` puts it", found.stdout)
    mended = run_inside("check", "--mend", database_url=archive_url)
    assert (mended.returncode, "Put right: 1 article-quotes." in mended.stdout) == (0, True), mended
    assert_one_line(run_inside("check", "--head", "7", database_url=archive_url), "NUMBER:HASH")
