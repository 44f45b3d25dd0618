"""What comes to the archive to be filed."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from app.archive.copies import Imprint, make_imprint
from app.archive.sources import SourceName
from app.digest import digest_bytes, digest_text
from app.news import Page, Reading


@dataclass(frozen=True)
class Entry:
    """A reading on its way into the archive."""

    reading: Reading
    page: Page
    capture_id: UUID
    word_count: int
    source: SourceName | None
    publisher: SourceName | None
    now: datetime

    @cached_property
    def text_digest(self) -> bytes:
        """What two carriers of the same story share."""
        return digest_text(self.reading.body)

    @cached_property
    def imprint(self) -> Imprint:
        """What near copies of the story are found by."""
        return make_imprint(self.reading.body)

    @property
    def identity(self) -> bytes:
        """What makes it one article over time: the canonical URL where the page has one, else the text."""
        url = self.reading.facts.canonical_url
        return digest_bytes(url.encode()) if url else self.text_digest
