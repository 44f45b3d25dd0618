"""What the writers of formats are handed: an article as the API's JSON has it, and where it can be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.news import PARAGRAPH_BREAK


class Credit(NamedTuple):
    """A fact about the article and what it is called in print."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class WrittenArticle:
    """An article of the archive: `fields` are those of GET /articles/{id}."""

    fields: Mapping[str, Any]
    uri: str
    """The address of the article in this archive."""

    def __getitem__(self, field: str) -> Any:
        """Give a field; KeyError where the API has none of this name."""
        return self.fields[field]

    @property
    def raw_uri(self) -> str:
        """The address of the captured page."""
        return f"{self.uri}/raw"

    @property
    def address(self) -> str:
        """Where the story was published, else where this archive has it."""
        return str(self["canonical_url"] or self["url"] or self.uri)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body's paragraphs."""
        return tuple(self["body"].split(PARAGRAPH_BREAK))

    def name_of(self, field: str) -> str | None:
        """Give the name of a source, publisher or the like; None where there is none."""
        named = self[field]
        return named["name"] if named else None

    def list_credits(self) -> Iterator[Credit]:
        """List what a citation needs: who, where it stood, when, and the capture that proves it."""
        for label, value in (
            ("By", ", ".join(self["authors"])),
            ("Source", self.name_of("source")),
            ("Publisher", self.name_of("publisher")),
            ("Published", self["published_at"]),
            ("Modified", self["modified_at"]),
            ("URL", self["url"]),
            ("Archived", self.uri),
            ("Capture", self["provenance"]["capture_digest"]),
        ):
            if value:
                yield Credit(label, value)


def without_empty(document: Mapping[str, Any]) -> dict[str, Any]:
    """Give a document without the fields that hold nothing: None, '' and empty lists."""
    return {name: value for name, value in document.items() if value not in (None, "", [], {})}


def is_moment(written: str | None) -> bool:
    """Tell whether a time as the API writes it is a date-time (RFC 3339), not a day alone."""
    return written is not None and "T" in written
