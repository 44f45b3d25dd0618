"""What can go wrong that the caller could not prevent, or must put right.

    ClipfileError
    ├── BadRequest            the sender can mend it
    │   ├── UnsupportedPage   neither HTML nor text, or no body at all
    │   ├── PageTooLarge      more bytes than the limit, as sent or unpacked
    │   ├── BadCursor         a cursor that this archive did not give out
    │   ├── BadQuery          `q` can't be read: it tells where
    │   ├── NotAcceptable     a format that there is not
    │   ├── KeyReused         an Idempotency-Key that came with something else before
    │   └── BrokenOff         what was being sent did not come to its end
    ├── NotFound              no such article, capture or source
    ├── Conflict              what is asked for can't be done as things stand
    ├── ClaimLost             a page of a job that somebody else has by now
    ├── Gone                  it was here, and was taken down
    ├── ReaderFailed          the processes that read pages can't start
    ├── TooSlow               a search that was given up, as it would take too long
    ├── Busy                  too many pages are being read at once: try again
    └── SetupError            the service can't start: one line says what to do
        ├── DatabaseUnavailable
        └── EmbeddedPostgresError

A page that is not an article is none of these: it is a value, `news.Rejection`. Which HTTP status each becomes is
written in web/problems.py alone.
"""

from collections.abc import Mapping


class ClipfileError(Exception):
    """The root of the tree; its text is one sentence, meant for the user."""


class BadRequest(ClipfileError):
    """The sender can mend it."""


class UnsupportedPage(BadRequest):
    """What came is neither HTML nor text, or nothing came at all."""


class PageTooLarge(BadRequest):
    """More bytes than the limit, as sent or unpacked."""


class BadCursor(BadRequest):
    """A cursor that this archive did not give out."""


class BadQuery(BadRequest):
    """What is searched for can't be read."""

    def __init__(self, reason: str, position: int, query: str) -> None:
        rest = query[position : position + 20]
        super().__init__(f"q: {reason} (at {rest!r})" if rest else f"q: {reason}")
        self.position = position
        """Offset into the query in code points, from 0."""


class NotAcceptable(BadRequest):
    """A format that there is not."""


class KeyReused(BadRequest):
    """An Idempotency-Key that came with something else before."""


class BrokenOff(BadRequest):
    """What was being sent did not come to its end."""


class NotFound(ClipfileError):
    """No such article, capture or source."""


class Conflict(ClipfileError):
    """What is asked for can't be done as things stand; the text says what stands in its way."""


class ClaimLost(ClipfileError):
    """A page of a job that somebody else has by now: whoever sees this leaves it alone."""


class Gone(ClipfileError):
    """It was here, and was taken down."""

    def __init__(self, says: str, tombstone: Mapping[str, object]) -> None:
        super().__init__(says)
        self.tombstone = tombstone
        """Who took it down, when and why, as the API writes it."""


class ReaderFailed(ClipfileError):
    """The processes that read pages can't start: nothing is wrong with the page."""


class TooSlow(ClipfileError):
    """A search that would take too long: it was given up, and the text says how to ask for less."""


class Busy(ClipfileError):
    """Too many pages are being read at once: try again in a moment."""


class SetupError(ClipfileError):
    """The service can't start; the text says what to do."""


class DatabaseUnavailable(SetupError):
    """The database does not answer, refuses us, or is not one of ours."""


class EmbeddedPostgresError(SetupError):
    """The embedded PostgreSQL can't be made or started."""
