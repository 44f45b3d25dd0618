"""Did somebody say this? The quotes of the archive that are nearest to what is asked for.

Words that may be near are had from the index in two ways: by what is rare in them, over everybody's quotes, and among
the quotes of the speaker that is asked for. How near each is, is told by app.matching.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import combinations
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Row, Text, Uuid, bindparam, func, literal_column, select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.archive.bounds import SEARCH_SECONDS, bound_search
from app.archive.quote_views import show_quotes, write_quote
from app.archive.selection import bound_query, list_stemmers
from app.archive.speaker_lists import write_beginnings
from app.archive.speakers import find_speaker_id
from app.archive.tables import article, quote, revision, speaker, speaker_alias, speaker_count, wording
from app.archive.vector import quote_lexeme
from app.archive.wordings import wording_id_of
from app.archive.words import choose_stemmer, read_lexemes, stem_word
from app.matching.compare import Comparison, Match, compare_words
from app.matching.words import is_common

MOST_COLLECTED = 3_000
"""Wordings that are ranked, at most."""
N_COMPARED = 40
"""Of those, the most alike that are compared."""
OF_SPEAKER = 2_000
"""Of the speaker's quotes, the newest that are looked through."""
N_RARE = 8
"""Words that are looked for: the rarest of what is asked for."""
MOST_PAIRS = 12


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody is said to have said."""

    words: str
    speaker: str | None = None
    min_similarity: float = 0.5
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the archive has."""

    speaker: Mapping[str, str] | None
    """Whom the claim names, by id, name and slug; None if it names nobody, or nobody of that name is quoted."""
    similar_names: tuple[str, ...]
    """Where nobody of that name is quoted: names with a word in common, the most quoted first."""
    theirs: tuple["Compared", ...]
    """Quotes of that speaker, of anybody if the claim names nobody, the nearest first."""
    by_others: tuple["Compared", ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A quote as JSON, and how near it is."""

    json: str
    match: Match


def find_evidence(session: Session, claim: Claim, *, seconds: float = SEARCH_SECONDS) -> Evidence:
    """Find the quotes that are nearest to a claim; raise TooSlow."""
    with bound_search(session, seconds):
        speaker_id = find_speaker_id(session, claim.speaker) if claim.speaker else None
        wording_ids = _find_wordings(session, claim.words, speaker_id)
        rows = session.execute(_sighted, {"ids": wording_ids}).all()
        theirs, others = list[_Found](), list[_Found]()
        for one in sorted(_compare(claim, rows), key=_nearness):
            is_theirs = claim.speaker is None or (speaker_id is not None and one.speaker_id == speaker_id)
            (theirs if is_theirs else others).append(one)
        named = session.execute(_named, {"id": speaker_id}).one_or_none() if speaker_id else None
        return Evidence(
            {"id": str(speaker_id), "name": named.name, "slug": named.slug} if named else None,
            _find_similar_names(session, claim.speaker) if claim.speaker and speaker_id is None else (),
            _show(session, theirs[: claim.limit]),
            _show(session, others[: claim.limit]),
        )


_named = select(speaker.c.name, speaker.c.slug).where(speaker.c.id == bindparam("id"))


class _Found(NamedTuple):
    id: UUID
    speaker_id: UUID | None
    seen_at: datetime
    compared: Comparison


def _compare(claim: Claim, rows: Iterable[Row[Any]]) -> Iterable[_Found]:
    for row in rows:
        stem = partial(stem_word, stemmer=choose_stemmer(row.language))
        compared = compare_words(claim.words, row.words, row.kind, stem)
        if compared and compared.similarity >= claim.min_similarity:
            yield _Found(row.id, row.speaker_id, row.sorted_at, compared)


def _nearness(one: _Found) -> tuple[int, float, datetime]:
    return list(Match).index(one.compared.match), -one.compared.similarity, one.seen_at


_shown = show_quotes(
    select(quote.c.id).where(quote.c.id == func.any(bindparam("ids", type_=ARRAY(Uuid)))).cte("page"),
    with_sightings=True,
)


def _show(session: Session, found: Sequence[_Found]) -> tuple[Compared, ...]:
    rows = {row.id: row for row in session.execute(_shown, {"ids": [one.id for one in found]})} if found else {}
    return tuple(_write(rows[one.id], one.compared) for one in found)


def _write(row: Row[Any], compared: Comparison) -> Compared:
    written = write_quote(
        row,
        match=compared.match,
        similarity=compared.similarity,
        extent=compared.extent,
        differences=compared.differences,
    )
    return Compared(written, compared.match)


# Each utterance once, where it was first seen.
_first = (
    select(quote.c.id, quote.c.revision_id)
    .select_from(quote.join(article, article.c.revision_id == quote.c.revision_id))
    .where(quote.c.wording_id == func.any(bindparam("ids", type_=ARRAY(Uuid))))
    .ext(distinct_on(quote.c.wording_id, quote.c.speaker_id))
    .order_by(quote.c.wording_id, quote.c.speaker_id, quote.c.sorted_at, quote.c.id)
    .limit(4 * N_COMPARED)
    .subquery("first")
)
_sighted = (
    select(
        quote.c.id,
        quote.c.speaker_id,
        quote.c.sorted_at,
        quote.c.kind,
        article.c.language,
        func.substr(
            revision.c.body, quote.c.words_start + 1, quote.c.words_end - quote.c.words_start, type_=Text
        ).label("words"),
    )
    .join_from(_first, quote, quote.c.id == _first.c.id)
    .join(revision, revision.c.id == quote.c.revision_id)
    .join(article, article.c.revision_id == quote.c.revision_id)
)

_matching = (
    select(wording.c.id, wording.c.search)
    .where(wording.c.search.bool_op("@@")(bound_query()))
    .limit(MOST_COLLECTED)
    .cte("matching")
    .prefix_with("MATERIALIZED")
)
_of_all = select(_matching.c.id).order_by(func.ts_rank(_matching.c.search, bound_query("any_of")).desc())
_theirs = (
    select(quote.c.wording_id)
    .where(quote.c.speaker_id == bindparam("speaker"))
    .order_by(quote.c.sorted_at.desc())
    .limit(OF_SPEAKER)
    .cte("theirs")
    .prefix_with("MATERIALIZED")
)
_of_speaker = (
    select(wording.c.id)
    .where(wording.c.id.in_(select(_theirs.c.wording_id)), wording.c.search.bool_op("@@")(bound_query("any_of")))
    .order_by(func.ts_rank(wording.c.search, bound_query("any_of"), literal_column("1")).desc())
)


def _find_wordings(session: Session, words: str, speaker_id: UUID | None) -> list[UUID]:
    """Find what may be near: the same words, what shares rare words with them, and what the speaker said like it."""
    found = [wording_id_of(words)]
    readings = {stemmer: tuple(dict.fromkeys(read_lexemes(words, stemmer))) for stemmer in list_stemmers(session)}
    lexemes = sorted({lexeme for reading in readings.values() for lexeme in reading})
    shares = {row.lexeme: float(row.frequency) for row in session.execute(_frequent, {"lexemes": lexemes})}
    n = float(session.execute(_size).scalar_one())
    plans = [_Plan(reading, shares, n) for reading in sorted(set(readings.values()))]
    collect = " | ".join(filter(None, (plan.write_rare() for plan in plans)))
    any_of = " | ".join(filter(None, (plan.write_any() for plan in plans)))
    if not any_of:
        return found
    bound = {"q": collect, "any_of": any_of}
    found += session.execute(_of_all.limit(N_COMPARED), bound).scalars()
    if speaker_id is not None:
        found += session.execute(_of_speaker.limit(N_COMPARED), {**bound, "speaker": speaker_id}).scalars()
    return list(dict.fromkeys(found))


_frequent = text(
    """
    SELECT lexeme, frequency
    FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS known (lexeme, frequency)
    WHERE schemaname = current_schema AND tablename = 'wording' AND attname = 'search' AND lexeme = ANY(:lexemes)
    """
)
_size = text("SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = 'wording'::regclass")
_UNKNOWN = 0.0005
"""The share of quotes that has a word which PostgreSQL does not count among the most frequent."""


class _Plan:
    """What is looked for, as texts of one stemmer's languages have it."""

    def __init__(self, lexemes: Sequence[str], shares: Mapping[str, float], n: float) -> None:
        self._n = n
        self._shares = {lexeme: shares.get(lexeme, _UNKNOWN) for lexeme in lexemes}
        self._rare = sorted(self._shares, key=lambda lexeme: self._shares[lexeme])[:N_RARE]
        self._content = [lexeme for lexeme in self._rare if not is_common(lexeme.rpartition("/")[2])] or self._rare

    def write_rare(self) -> str:
        """Write a tsquery of pairs of words, as rare ones as keep what is found few.

        Where all are frequent, of blocks of words instead: a word that is another leaves one of two blocks whole.
        """
        if len(self._rare) < 2:
            return _write_all(self._rare)
        expected, pairs = 0.0, []
        for pair in sorted(combinations(self._rare, 2), key=self._expect)[:MOST_PAIRS]:
            expected += self._expect(pair)
            if expected > MOST_COLLECTED:
                break
            pairs.append(_write_all(pair))
        return " | ".join(pairs) or f"{_write_all(self._rare[::2])} | {_write_all(self._rare[1::2])}"

    def write_any(self) -> str:
        """Write a tsquery of the words that say something, any of which will do."""
        return " | ".join(quote_lexeme(lexeme) for lexeme in self._content)

    def _expect(self, pair: Sequence[str]) -> float:
        one, other = pair
        return self._n * self._shares[one] * self._shares[other]


def _write_all(lexemes: Iterable[str]) -> str:
    return f"({' & '.join(map(quote_lexeme, lexemes))})" if lexemes else ""


_similar = (
    select(speaker.c.name)
    .join(speaker_count, speaker_count.c.speaker_id == speaker.c.id)
    .where(
        speaker.c.id.in_(select(speaker_alias.c.speaker_id).where(speaker_alias.c.search.bool_op("@@")(bound_query()))),
        speaker_count.c.n_quotes > 0,
    )
    .order_by(speaker_count.c.n_quotes.desc(), speaker.c.id)
    .limit(5)
)


def _find_similar_names(session: Session, name: str) -> tuple[str, ...]:
    """Find those who are named like somebody: with all words, or else with the last one."""
    for part in (name, (name.split() or [""])[-1]):
        begins = write_beginnings(part)
        if begins and (names := session.execute(_similar, {"q": begins}).scalars().all()):
            return tuple(names)
    return ()
