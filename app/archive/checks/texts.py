"""Texts as they were filed: bodies, the spans of their quotes, and what the archive makes of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, Row, Uuid, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.archive.checks.finding import Finding, Flaw
from app.archive.readings import read_facts
from app.archive.tables import article, capture, quote, revision, speaker_alias
from app.archive.wordings import wording_id_of
from app.digest import digest_text
from app.news import Facts

TEXT_ALTERED = Flaw(
    "text-altered",
    "its body is not the text that was filed",
    "Restore its row of revision from a backup; its page is kept, and GET /captures/{id}/raw gives it.",
)
QUOTE_OUTSIDE = Flaw("quote-outside", "a span of it is not in the body", "Restore its row of quote from a backup.")
QUOTE_OTHERWISE = Flaw(
    "quote-otherwise",
    "its span has other words than those that were filed",
    "Restore its row of quote from a backup, and that of its revision where text-altered names it too.",
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What is made of texts outside of the archive."""

    aliases_of: Callable[[str], tuple[str, ...]]
    """The other names of a source."""
    count_words: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class KeptText:
    """A revision with its quotes."""

    id: UUID
    article_id: UUID | None
    """Of which it is the current one."""
    headline: str
    body: str
    n_chars: int
    text_digest: bytes
    facts: Facts
    quotes: Sequence[Row[*tuple[Any, ...]]]


_revisions = (
    select(
        revision.c.id,
        revision.c.headline,
        revision.c.body,
        revision.c.n_chars,
        revision.c.text_digest,
        revision.c.facts,
        article.c.id.label("article_id"),
    )
    .join_from(capture, revision, revision.c.capture_id == capture.c.id)
    .outerjoin(article, article.c.revision_id == revision.c.id)
    .where(capture.c.digest == func.any(bindparam("digests", type_=ARRAY(LargeBinary))))
)
_SPANS = ("words", "cue", "mention")
_quotes = (
    select(
        quote.c.id,
        quote.c.revision_id,
        quote.c.wording_id,
        speaker_alias.c.form.label("speaker"),
        *(quote.c[f"{span}_{end}"] for span in _SPANS for end in ("start", "end")),
    )
    .outerjoin_from(quote, speaker_alias, speaker_alias.c.id == quote.c.speaker_alias_id)
    .where(quote.c.revision_id == func.any(bindparam("ids", type_=ARRAY(Uuid))))
)


def list_texts(session: Session, digests: Sequence[bytes]) -> tuple[KeptText, ...]:
    """List the revisions that were read in pages."""
    rows = session.execute(_revisions, {"digests": list(digests)}).all()
    quotes: dict[UUID, list[Row[*tuple[Any, ...]]]] = {row.id: [] for row in rows}
    for said in session.execute(_quotes, {"ids": list(quotes)}):
        quotes[said.revision_id].append(said)
    return tuple(
        KeptText(
            row.id,
            row.article_id,
            row.headline,
            row.body,
            row.n_chars,
            row.text_digest,
            read_facts(row.headline, row.facts),
            quotes[row.id],
        )
        for row in rows
    )


def check_text(kept: KeptText) -> Iterator[Finding]:
    """Hold a body to its digest, and the spans of its quotes to the body and to the words that they had."""
    if digest_text(kept.body) != kept.text_digest or len(kept.body) != kept.n_chars:
        yield Finding(TEXT_ALTERED, f"revision {kept.id}")
    for said in kept.quotes:
        if not all(_is_inside(said, span, len(kept.body)) for span in _SPANS):
            yield Finding(QUOTE_OUTSIDE, f"quote {said.id}")
        elif wording_id_of(kept.body[said.words_start : said.words_end]) != said.wording_id:
            yield Finding(QUOTE_OTHERWISE, f"quote {said.id}")


def _is_inside(said: Row[*tuple[Any, ...]], span: str, n_chars: int) -> bool:
    start: int | None = getattr(said, f"{span}_start")
    end: int | None = getattr(said, f"{span}_end")
    if start is None or end is None:
        return start is end and span != "words"
    return 0 <= start < end <= n_chars
