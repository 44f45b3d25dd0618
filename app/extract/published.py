"""When the story was published and last changed.

In order of trust: JSON-LD and meta, microdata, <time> in the article's head, the credit line, a dateline with a year,
the other stamps around headline and story, dates in the page's classes, the URL, what is counted back from the capture
(2 hours ago). Nothing after the capture; and the
day of the capture alone is most often the page's clock, so that anything else goes before it.
htmldate was looked at and not taken: it reads the clock for its bounds, and dateparser does for what a date leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from app.extract.credit import Credit
from app.extract.dates.customs import Customs, find_customs
from app.extract.dates.printed import parse_moment
from app.extract.dates.relative import find_relative
from app.extract.dates.stamps import Stamp, find_stamp, find_yearless, split_moments
from app.extract.dates.times import NO_ZONE
from app.extract.dates.url_dates import list_url_dates
from app.extract.lines import squeeze
from app.extract.metadata import Found, Metadata
from app.news import PARAGRAPH_BREAK, CleanText, Dateline, Moment, Page, Precision

_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)  # how far local time may be from Greenwich
_SKEW = timedelta(hours=1)  # clocks that go wrong
_FINENESS = tuple(Precision)
_TIMED = frozenset({Precision.SECOND, Precision.MINUTE})
_ABOVE, _BELOW = 8, 8  # lines around the story in which its stamp may stand
_PRINTED = frozenset({"class", "beside"})  # where what was marked is a printed line, not a machine's value
_CLOCKS = frozenset(
    {"class", "beside", "head", "above", "time"}
)  # where a page's clock may be taken for the story's date


class Dated(NamedTuple):
    """A time, where the page had it, and how it stands there."""

    moment: Moment
    where: str
    text: str


class Times(NamedTuple):
    """All times that a page gives its story, the surest first."""

    published: tuple[Dated, ...]
    modified: tuple[Dated, ...]


def list_times(
    page: Page,
    clean: CleanText,
    metadata: Metadata,
    credits_: Iterable[Credit],
    dateline: Dateline | None,
    headline: str = "",
) -> Times:
    """List what the page says of when its story was published and changed; find_* choose among it.

    Above the headline, a change is that of the page, and a lone date may be its clock.
    """
    clean, of_page = _split_head(clean, headline)
    customs = find_customs(page.url, metadata.languages)
    credits_ = tuple(credits_)
    stamps = list(_list_stamps(clean, metadata, customs))
    labelled, bare = ([pair for pair in stamps if pair[0].labelled is is_labelled] for is_labelled in (True, False))
    marked = [found for found in metadata.published if found.where not in _PRINTED]
    in_url = list_url_dates((page.url, *metadata.addresses))
    published = [
        *_read_all(marked, customs),
        *(
            Dated(credit.published, "credit-line", credit.text)
            for credit in credits_
            if credit.published and (credit.agency or credit.text not in of_page)
        ),
        *_from_dateline(dateline),
        *(Dated(stamp.published, *found[::-1]) for stamp, found in (*labelled, *bare) if stamp.published),
        *_list_yearless(clean, metadata, in_url, customs),
        *(Dated(moment, *found[::-1]) for moment, found in in_url),
        *_list_relative(page, clean, metadata),
    ]
    modified = [
        *_read_all(metadata.modified, customs, is_change=True),
        *(
            Dated(credit.updated, "credit-line", credit.text)
            for credit in credits_
            if credit.updated and credit.text not in of_page
        ),
        *(Dated(stamp.updated, *found[::-1]) for stamp, found in stamps if stamp.updated),
    ]
    return Times(tuple(published), tuple(modified))


def _split_head(clean: CleanText, headline: str) -> tuple[CleanText, tuple[str, ...]]:
    """Give the text with a head that begins at the headline, and the lines of the page that stood before it."""
    key = squeeze(headline)
    at = next((at for at, line in enumerate(clean.head) if key and squeeze(line) == key), 0)
    return replace(clean, head=clean.head[at:], above=(*clean.above, *clean.head[:at])), clean.head[:at]


def _read_all(texts: Iterable[Found], customs: Customs, *, is_change: bool = False) -> Iterator[Dated]:
    """Read what was marked as one time; a printed line among it may tell both, each behind its label."""
    for text, where in texts:
        if moment := (split_moments(text, customs)[1] if is_change else None) or parse_moment(text, customs):
            yield Dated(moment, where, text)


def _from_dateline(dateline: Dateline | None) -> Iterator[Dated]:
    if dateline and dateline.date and not dateline.date.startswith("--"):
        yield Dated(_on(date.fromisoformat(dateline.date)), "dateline", dateline.text)


def _list_yearless(
    clean: CleanText, metadata: Metadata, in_url: Iterable[tuple[Moment, Found]], customs: Customs
) -> Iterator[Dated]:
    """List the days that the page prints without a year where its address holds their month and year."""
    near = next((moment for moment, _ in in_url if moment.precision is Precision.MONTH), None)
    lines = (*metadata.published, *(Found(line, "head") for line in reversed(clean.head[-_ABOVE:])))
    for text, where in lines if near else ():
        if near and (moment := find_yearless(text, near, customs)):
            yield Dated(moment, where, text)


def _list_relative(page: Page, clean: CleanText, metadata: Metadata) -> Iterator[Dated]:
    """List what lines beside the headline count back from the page's now, if the capture is of that time.

    A page that was kept for years before it was handed in has an older claim of rights, or none.
    """
    if not any(str(page.captured_at.year) in claim for claim in metadata.imprint):
        return
    marked = [found for found in metadata.published if found.where in {"beside", "time", "class"}]
    for text, where in (*marked, *(Found(line, "head") for line in reversed(clean.head[-_ABOVE:]))):
        if moment := find_relative(text, page.captured_at):
            yield Dated(moment, where, text)


def _list_stamps(clean: CleanText, metadata: Metadata, customs: Customs) -> Iterator[tuple[Stamp, Found]]:
    """List the stamps that the page prints: beside the headline, above the story, and below it those with a label."""
    paragraphs = clean.body.split(PARAGRAPH_BREAK, 3)
    above = [Found(line, "head") for line in (*paragraphs[:2][::-1], *reversed(clean.head[-_ABOVE:]))]
    below = [Found(line, "tail") for line in (clean.body.rpartition(PARAGRAPH_BREAK)[2], *clean.tail[:_BELOW])]
    marked = [found for found in metadata.published if found.where in _PRINTED]
    beside = [found for found in marked if found.where == "beside"]
    classed = [found for found in marked if found.where == "class"]
    further = [Found(line, "above") for line in reversed(clean.above)]
    for found in (*beside, *above, *classed, *below, *further):
        stamp = find_stamp(found.text, customs, alone=found.where == "class")
        if stamp and (stamp.labelled or found.where != "tail"):
            yield stamp, found


def find_published(page: Page, times: Times) -> Dated | None:
    """Find when the story was published.

    The surest place decides the day; a less sure one that names the same day may give the time. A page that tells only
    when it was changed was published then or before: better than nothing.
    """
    told = (*times.published, *(Dated(one.moment, "modified", one.text) for one in times.modified))
    believable = [dated for dated in told if is_past(dated.moment, page)]
    believable.sort(key=lambda dated: _may_be_clock(dated, page))
    if not believable:
        return None
    first = believable[0]
    if first.moment.precision in _TIMED:
        return first._replace(moment=_settle_zone(first.moment, believable))
    finer = (
        dated.moment
        for dated in believable[1:]
        if _FINENESS.index(dated.moment.precision) < _FINENESS.index(first.moment.precision)
        and _is_within(dated.moment, first.moment)
    )
    return first._replace(moment=next(finer, first.moment))


def find_modified(page: Page, times: Times, published: Moment | None) -> Dated | None:
    """Find when the story was last changed, as the page says it, were it the time of publication; never before that.

    Further up stands when the page was made.
    """
    for dated in times.modified:
        if dated.where != "above" and is_past(dated.moment, page) and not _is_before(dated.moment, published):
            return dated
    return None


def is_past(moment: Moment, page: Page) -> bool:
    """Tell whether a moment may lie before the capture, wherever on earth its clock hung."""
    if moment.precision in _TIMED and moment.at.utcoffset():
        return moment.at <= page.captured_at + _SKEW
    latest = page.captured_at.astimezone(UTC) + _EAST
    return moment.at.date() <= latest.date() if moment.precision not in _TIMED else moment.at <= latest


def _may_be_clock(dated: Dated, page: Page) -> bool:
    """Tell whether a date may be that of the page's own clock: printed without a time, on the day of the capture."""
    if dated.where not in _CLOCKS or dated.moment.precision in _TIMED:
        return False
    at = page.captured_at.astimezone(UTC)
    stamp = find_stamp(dated.text)
    return (at - _WEST).date() <= dated.moment.at.date() <= (at + _EAST).date() and not (stamp and stamp.labelled)


def _settle_zone(moment: Moment, told: Iterable[Dated]) -> Moment:
    """Give the moment that most places agree on, where they give the same time of day but not the same zone.

    A template may write local time as UTC, or UTC as local time; what a second place says decides. A time without a
    zone has no say, and takes that of another.
    """
    zoned = [one.moment for one in told if one.moment.precision in _TIMED and one.moment.at.tzinfo is not NO_ZONE]
    same_clock = [one for one in zoned if _clock(one) == _clock(moment)]
    if not same_clock:
        return moment
    return max(same_clock, key=lambda one: sum(abs(one.at - other.at) < timedelta(minutes=1) for other in zoned))


def _clock(moment: Moment) -> datetime:
    return moment.at.replace(tzinfo=None, second=0)


def _is_within(finer: Moment, coarse: Moment) -> bool:
    """Tell whether a finer moment lies in the day, month or year of a coarser one."""
    n_parts = {Precision.YEAR: 1, Precision.MONTH: 2}.get(coarse.precision, 3)
    return finer.at.timetuple()[:n_parts] == coarse.at.timetuple()[:n_parts]


def _is_before(moment: Moment, published: Moment | None) -> bool:
    """Tell whether a moment lies before publication; a day or a month holds all that lies in it."""
    if published is None or moment.at >= published.at:
        return False
    return moment.precision in _TIMED or not _is_within(published, moment)


def _on(day: date) -> Moment:
    return Moment(datetime(day.year, day.month, day.day, tzinfo=UTC), Precision.DAY)
