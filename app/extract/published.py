"""When the story was published and last changed.

In order of trust: JSON-LD and meta, microdata, <time> in the article's head, the credit line, a dateline with a year,
the other lines above the story, dates in the page's classes, the URL. Nothing after the capture, with a day of slack
for zones.
htmldate was looked at and not taken: it reads the clock for its bounds, and dateparser does for what a date leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from app.extract.address import host_of
from app.extract.credit import Credit
from app.extract.dates import find_moment, list_dates, parse_moment
from app.extract.metadata import Found, Metadata
from app.news import CleanText, Dateline, Moment, Page, Precision

_SLACK = timedelta(days=1)
_URL_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-](?P<m>0?[1-9]|1[0-2])[/_-](?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<y2>(?:19|20)\d\d)[/-]?(?P<m2>0[1-9]|1[0-2])[/-]?(?P<d2>0[1-9]|[12]\d|3[01])(?!\d)"
)
_URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>0[1-9]|1[0-2])/")
_URL_NAMED = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<rest>[a-z]{3,9}/\d{1,2})/")
_MONTH_FIRST_REGIONS = frozenset({"us", "ph", "pr", "gu"})
_MONTH_FIRST_ENDINGS = (".com", ".org", ".net", ".us", ".gov", ".edu")
_OPENER = re.compile(
    r"(?:by|published|posted|written|first published|publié|veröffentlicht|publicado)\b", re.IGNORECASE
)
_FINENESS = tuple(Precision)
_ABOVE = 8  # lines above the story in which its date may stand
_SHORT = 160  # characters of such a line


class Dated(NamedTuple):
    """A time, and where the page had it."""

    moment: Moment
    where: str


def find_published(
    page: Page, clean: CleanText, metadata: Metadata, credits_: Iterable[Credit], dateline: Dateline | None
) -> Dated | None:
    """Find when the story was published, and where the page says so.

    The surest place decides the day; a less sure one that names the same day may give the time.
    """
    month_first = is_month_first(page, metadata)
    believable = [
        dated
        for dated in _list_published(page, clean, metadata, (tuple(credits_), dateline), month_first=month_first)
        if dated.moment.at <= page.captured_at + _SLACK
    ]
    if not believable:
        return None
    first, where = believable[0]
    if first.precision in {Precision.SECOND, Precision.MINUTE}:
        return Dated(first, where)
    finer = [
        moment
        for moment, _ in believable[1:]
        if _FINENESS.index(moment.precision) < _FINENESS.index(first.precision) and _is_within(moment, first)
    ]
    return Dated(finer[0] if finer else first, where)


def _is_within(finer: Moment, coarse: Moment) -> bool:
    same_month = (finer.at.year, finer.at.month) == (coarse.at.year, coarse.at.month)
    return same_month and (coarse.precision is not Precision.DAY or finer.at.day == coarse.at.day)


def _list_published(
    page: Page,
    clean: CleanText,
    metadata: Metadata,
    printed: tuple[tuple[Credit, ...], Dateline | None],
    *,
    month_first: bool,
) -> Iterator[Dated]:
    credits_, dateline = printed
    marked = [found for found in metadata.published if found.where != "class"]
    classed = [found for found in metadata.published if found.where == "class"]
    yield from _read_all(marked, month_first=month_first)
    yield from (Dated(credit.published, "credit-line") for credit in credits_ if credit.published)
    if dateline and dateline.date and not dateline.date.startswith("--"):
        yield Dated(_on(date.fromisoformat(dateline.date)), "dateline")
    above = [Found(line, "head") for line in reversed(clean.head[-_ABOVE:]) if _is_date_line(line)]
    yield from _read_all([*above, *classed], month_first=month_first)
    yield from (Dated(credit.updated, "credit-line") for credit in credits_ if credit.updated)
    if moment := find_url_date((page.url, *metadata.addresses)):
        yield Dated(moment, "url")
    # A page that tells only when it was changed was published then or before: better than nothing.
    yield from (Dated(moment, "modified") for moment, _ in _read_all(metadata.modified, month_first=month_first))


def _read_all(texts: Iterable[Found], *, month_first: bool) -> Iterator[Dated]:
    for text, where in texts:
        if moment := _read(text, month_first=month_first):
            yield Dated(moment, where)


def _is_date_line(line: str) -> bool:
    """Tell whether a line is there for its date: little beside it, or an author. A caption's date is another one."""
    if len(line) > _SHORT:
        return False
    dated = sum(printed.end - printed.start for printed in list_dates(line))
    return dated > 0 and (_OPENER.match(line) is not None or len(line) - dated <= 40)


def find_modified(page: Page, metadata: Metadata, credits_: Iterable[Credit], published: Moment | None) -> Dated | None:
    """Find when the story was last changed, and where the page says so; None where that is not after publication."""
    month_first = is_month_first(page, metadata)
    told = (
        *_read_all(metadata.modified, month_first=month_first),
        *(Dated(credit.updated, "credit-line") for credit in credits_ if credit.updated),
    )
    for moment, where in told:
        if moment.at <= page.captured_at + _SLACK and (published is None or moment.at > published.at):
            return Dated(moment, where)
    return None


def find_url_date(urls: Iterable[str | None]) -> Moment | None:
    """Find the date in an address: /2013/06/09/, /2013-06/09/, 20130609, /2013/jun/09/, or the month alone."""
    for url in urls:
        if not url:
            continue
        path = url[:500].partition("://")[2].partition("/")[2].partition("?")[0]
        for match in _URL_DATE.finditer(path):
            parts = [match[name] or match[f"{name}2"] for name in "ymd"]
            try:
                return _on(date(*map(int, parts)))
            except ValueError:
                continue
        if named := _URL_NAMED.search(f"/{path}"):
            for printed in list_dates(named["rest"].replace("/", " ")):
                if printed.day:
                    return _on_or_none(int(named["y"]), printed.month, printed.day)
        if month := _URL_MONTH.search(f"/{path}"):
            return Moment(datetime(int(month["y"]), int(month["m"]), 1, tzinfo=UTC), Precision.MONTH)
    return None


def is_month_first(page: Page, metadata: Metadata) -> bool:
    """Tell how 03/04/2014 is read: as in the United States where the page says it is from there, day first elsewhere.

    A page in English that names no region is taken for American when its host ends like one.
    """
    for language in metadata.languages:
        name, _, region = language.lower().replace("_", "-").partition("-")
        if region:
            return region in _MONTH_FIRST_REGIONS
        if name != "en":
            return False
    host = host_of(page.url) if page.url else None
    return host is not None and host.endswith(_MONTH_FIRST_ENDINGS)


def _read(text: str, *, month_first: bool) -> Moment | None:
    return (find_moment(text, month_first=month_first) if "/" in text else None) or parse_moment(text)


def _on(day: date) -> Moment:
    return Moment(datetime(day.year, day.month, day.day, tzinfo=UTC), Precision.DAY)


def _on_or_none(year: int, month: int, day: int) -> Moment | None:
    try:
        return _on(date(year, month, day))
    except ValueError:
        return None
