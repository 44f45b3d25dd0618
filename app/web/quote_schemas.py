"""The shapes of quotes, speakers and what is said of a claim. The JSON itself is written in SQL, as in schemas.py."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from app.matching.compare import Difference, Extent, Match
from app.web.schemas import Named, Quote, Schema


class QuotedArticle(Schema):
    """Where a quote stands."""

    id: UUID
    headline: str
    url: str | None
    published_at: str | None
    source: Named | None
    publisher: Named | None
    revision: int = Field(description="The revision whose body `start` and `end` count in.")
    capture_digest: str = Field(description="SHA-256 of the page that it was read from: GET /articles/{id}/raw.")


class ListedQuote(Quote):
    """A quote with its article."""

    utterance_id: str = Field(description="The same for the same words of the same speaker, wherever they stand.")
    article: QuotedArticle
    fragment_url: str | None = Field(description="Opens the page at the words; null where the page has no URL.")
    n_sightings: int | None = Field(
        default=None, description="Articles that have the utterance, 1,000 at most. Only with `collapse=utterance`."
    )
    first_seen_at: datetime | None = Field(
        default=None, description="The date of the first of them. Only with `collapse=utterance`."
    )


class QuotePage(Schema):
    """One page of a list of quotes."""

    items: list[ListedQuote]
    next: str | None


class SightedQuote(ListedQuote):
    """A quote with how often its words were seen."""

    n_sightings: int = Field(description="Articles that have the utterance, 1,000 at most.")
    first_seen_at: datetime = Field(description="The date of the first of them.")


class Utterance(Schema):
    """What somebody said, in all articles that have it."""

    id: str
    words: str = Field(description="As the first article has them.")
    speaker: Named | None
    n_sightings: int = Field(description="Articles that have it, 1,000 at most.")
    first_seen_at: datetime
    sightings: list[SightedQuote] = Field(description="The first seen first, 100 at most.")


class ListedSpeaker(Named):
    """A person or body that is quoted."""

    may_be_several: bool = Field(description="The name is one word, so two people may stand behind it.")
    n_quotes: int
    n_articles: int
    first_quoted_at: datetime | None = Field(description="The date of the first article that quotes them.")
    last_quoted_at: datetime | None


class SpeakerPage(Schema):
    """One page of a list of speakers."""

    items: list[ListedSpeaker]
    next: str | None


class Alias(Schema):
    """A form of a name that articles use."""

    form: str
    n_quotes: int


class MonthOfQuotes(Schema):
    """A month, in UTC."""

    month: str = Field(description="2024-03")
    n_quotes: int


class SourceOfQuotes(Schema):
    """A credited newsroom or agency; null where nobody is credited."""

    id: UUID | None
    name: str | None
    slug: str | None
    n_quotes: int


class Speaker(ListedSpeaker):
    """A speaker whole."""

    aliases: list[Alias] = Field(description="Every form by which articles name them, the most used first.")
    by_month: list[MonthOfQuotes] = Field(description="From the first to the last; months without a quote have zero.")
    by_source: list[SourceOfQuotes] = Field(description="The most frequent first.")
    quotes_url: str = Field(description="Their quotes, the latest first.")


class ComparedQuote(SightedQuote):
    """A quote, and how near it is to the claim."""

    match: Match = Field(
        description="`exact`: the same words, all in quotation marks. `near`: a word or two differ, or one is part of"
        " the other. `altered`: as like, but a negation or number is another: it does not say the same. `paraphrase`:"
        " shares the content words in another wording, or is reported speech; possibly the same, for a person to read."
    )
    similarity: float = Field(description="0 to 1: share of words that stay as they are, or of content words shared.")
    extent: Extent = Field(description="Whether the claim is a part of the quote or goes beyond it.")
    differences: list[Difference] = Field(
        description="What to look at: `negation`, `numbers`, and `wording_of_article` where the words are not all in"
        " quotation marks and so are not the speaker's own."
    )


class Verdict(Schema):
    """What the archive has on a claim. That it has nothing is no proof that it was never said."""

    found: bool = Field(description="Whether the speaker is quoted exactly, nearly or in a possible paraphrase.")
    best_match: Match | Literal["none"]
    says: str = Field(description="The same in a sentence.")
    speaker: Named | None = Field(description="Whom the claim names, if quoted in the archive.")
    similar_names: list[str] = Field(description="Where nobody of that name is quoted: names like it.")
    matches: list[ComparedQuote] = Field(description="Of the speaker, the nearest first; each utterance once.")
    said_by_others: list[ComparedQuote] = Field(description="Words like these by other speakers, or by nobody named.")
