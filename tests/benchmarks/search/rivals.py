"""The text queries on what a user would pick instead: SQLite's FTS5, and tantivy, each with the same articles.

Both hold the body and headline stemmed for English, and the date to sort by; neither holds sources, quotes or history.
They run within this process, without HTTP.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

import tantivy

from tests.benchmarks.search.invent import InventedArticle

N = 20


class Rival(Protocol):
    """Something that finds articles by words."""

    name: str

    def find(self, words: str, *, phrase: bool = False, by_relevance: bool = False) -> list[Any]:
        """Find the newest, or the most relevant, 20."""


class Fts5:
    """SQLite with FTS5 and its Porter stemmer."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path, articles: Iterable[InventedArticle]) -> None:
        file = folder / "fts5.sqlite"
        is_new = not file.exists()
        self._database = sqlite3.connect(file)
        if is_new:
            self._database.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, at REAL, headline TEXT, body TEXT)")
            self._database.execute(
                "CREATE VIRTUAL TABLE words USING fts5(headline, body, content=article, content_rowid=id,"
                " tokenize='porter unicode61 remove_diacritics 2')"
            )
            rows = ((one.number, _time_of(one), one.headline, one.body) for one in articles)
            self._database.executemany("INSERT INTO article VALUES (?, ?, ?, ?)", rows)
            self._database.execute("INSERT INTO words (words) VALUES ('rebuild')")
            self._database.execute("CREATE INDEX by_time ON article (at)")
            self._database.execute("ANALYZE")
            self._database.commit()

    def find(self, words: str, *, phrase: bool = False, by_relevance: bool = False) -> list[Any]:
        query = f'"{words}"' if phrase else words
        order = "bm25(words)" if by_relevance else "at DESC"
        statement = (
            f"SELECT id FROM words JOIN article ON id = words.rowid WHERE words MATCH ? ORDER BY {order} LIMIT {N}"  # noqa: S608 - nobody's input
        )
        return self._database.execute(statement, (query,)).fetchall()


class Tantivy:
    """tantivy with its English stemmer."""

    name = "tantivy"

    def __init__(self, folder: Path, articles: Iterable[InventedArticle]) -> None:
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("id", stored=True)
        schema.add_integer_field("at", fast=True)
        schema.add_text_field("headline", tokenizer_name="en_stem")
        schema.add_text_field("body", tokenizer_name="en_stem")
        place = folder / "tantivy"
        is_new = not place.exists()
        place.mkdir(exist_ok=True)
        self._index = tantivy.Index(schema.build(), path=str(place))
        if is_new:
            writer = self._index.writer(heap_size=256_000_000, num_threads=1)
            for one in articles:
                document = tantivy.Document(id=one.number, at=int(_time_of(one)), headline=one.headline, body=one.body)
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def find(self, words: str, *, phrase: bool = False, by_relevance: bool = False) -> list[Any]:
        query = self._index.parse_query(f'"{words}"' if phrase else words, ["headline", "body"])
        hits = self._searcher.search(query, N, order_by_field=None if by_relevance else "at").hits
        return [self._searcher.doc(address)["id"] for _, address in hits]


RIVALS: tuple[Callable[[Path, Iterable[InventedArticle]], Rival], ...] = (Fts5, Tantivy)


def _time_of(one: InventedArticle) -> float:
    return one.published_at.timestamp() if one.published_at else 0.0


def time_calls(call: Callable[[], object], n: int) -> list[tuple[float, float]]:
    """Call n times after once for nothing; give the milliseconds of each, by the clock and of CPU."""
    call()
    taken = []
    for _ in range(n):
        cpu_before, started = time.process_time(), time.perf_counter()
        call()
        taken.append(((time.perf_counter() - started) * 1000, (time.process_time() - cpu_before) * 1000))
    return taken
