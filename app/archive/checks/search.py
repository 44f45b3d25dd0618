"""What is found by words: the vectors of articles and wordings, as their texts would give them now."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Text, Uuid, bindparam, cast, func, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.orm import Session

from app.archive.checks.finding import Finding, Flaw, Rule
from app.archive.checks.texts import Extraction, KeptText
from app.archive.facts import write_article
from app.archive.sources import SourceName
from app.archive.tables import article, wording
from app.archive.vector import write_words
from app.archive.wordings import store_wordings

_write = (
    update(article)
    .where(article.c.id == bindparam("article_id"), article.c.revision_id == bindparam("of_revision"))
    .values(search=bindparam("vector"))
)


def _write_vectors(session: Session, made: Sequence[tuple[UUID, UUID, str]]) -> None:
    for article_id, revision_id, vector in made:  # of an article that says something else by now it is right already
        session.execute(_write, {"article_id": article_id, "of_revision": revision_id, "vector": vector})


def _add_words(session: Session, said: Sequence[tuple[str, str | None]]) -> None:
    for words, language in said:
        store_wordings(session, [words], language)


VECTOR_STALE = Flaw(
    "vector-stale",
    "searches find it by other words than it has",
    "`clipfile check --mend` writes its vector anew.",
    _write_vectors,
)
WORDING_STALE = Flaw(
    "wording-stale",
    "searches do not find it by all of its words",
    "`clipfile check --mend` adds them.",
    _add_words,
)

_lists = func.unnest(bindparam("ids", type_=ARRAY(Uuid)), bindparam("vectors", type_=ARRAY(Text)))
_made = _lists.table_valued("id", "vector").render_derived("made")
_vector = cast(_made.c.vector, TSVECTOR)
_stale_articles = select(article.c.id).join(_made, article.c.id == _made.c.id).where(article.c.search != _vector)


def _lexemes(vector: Any) -> Any:
    return func.tsvector_to_array(vector, type_=ARRAY(Text))


_stale_wordings = (
    select(wording.c.id)
    .join(_made, wording.c.id == _made.c.id)
    .where(~_lexemes(wording.c.search).contains(_lexemes(_vector)))
)


def check_vectors(session: Session, texts: Sequence[KeptText], extraction: Extraction) -> Iterator[Finding]:
    """Hold the vectors of articles to those of their current texts."""
    made = {kept.article_id: (kept.id, _write_vector(kept, extraction)) for kept in texts if kept.article_id}
    bound = {"ids": list(made), "vectors": [vector for _, vector in made.values()]}
    for id_ in session.execute(_stale_articles, bound).scalars():
        yield Finding(VECTOR_STALE, f"article {id_}", (id_, *made[id_]))


def _write_vector(kept: KeptText, extraction: Extraction) -> str:
    name = kept.facts.source
    source = SourceName(name, extraction.aliases_of(name)) if name else None
    return write_article(kept.facts, kept.body, source, {said.speaker for said in kept.quotes if said.speaker})


def check_wordings(session: Session, texts: Sequence[KeptText]) -> Iterator[Finding]:
    """Hold the vectors of wordings to the words of quotes."""
    said = {
        quoted.wording_id: (kept.body[quoted.words_start : quoted.words_end], kept.facts.language)
        for kept in texts
        for quoted in kept.quotes
    }
    bound = {"ids": list(said), "vectors": [write_words(*words) for words in said.values()]}
    for id_ in session.execute(_stale_wordings, bound).scalars():
        yield Finding(WORDING_STALE, f"wording {id_}", said[id_])


RULES = (
    Rule(
        Flaw("index-invalid", "PostgreSQL does not use it", "Build it anew: REINDEX INDEX, with its name."),
        "index",
        text(
            "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid"
            " WHERE NOT indisvalid AND relnamespace = current_schema()::regnamespace"
        ),
    ),
)
