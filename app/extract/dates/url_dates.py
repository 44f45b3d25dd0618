"""The date in a story's address: /2013/06/09/, /2013-06/09/, 20130609, /2013/jun/09/, or the month alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from app.extract.dates.printed import list_dates
from app.extract.metadata import Found
from app.news import Moment, Precision

_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-](?P<m>0?[1-9]|1[0-2])[/_-](?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<y2>(?:19|20)\d\d)[/-]?(?P<m2>0[1-9]|1[0-2])[/-]?(?P<d2>0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?(?!\d)"
    r"|(?<!\d)(?P<d3>0?[1-9]|[12]\d|3[01])[/_-](?P<m3>0?[1-9]|1[0-2])[/_-](?P<y3>20\d\d)(?!\d)"
)
_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>0[1-9]|1[0-2])(?=/)")
_NAMED = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/-](?P<rest>[a-z]{3,9}[/-]\d{1,2})(?!\d)")
_NAMED_LAST = re.compile(r"(?<![a-z\d])(?P<rest>(?:[a-z]{3,9}-\d{1,2}|\d{1,2}-[a-z]{3,9})-(?:20)\d\d)(?!\d)")
_LONGEST = 500  # characters of an address that are read


def list_url_dates(urls: Iterable[str | None]) -> list[tuple[Moment, Found]]:
    """List the dates that addresses hold, each with the part that holds it; an address gives one at most."""
    found = []
    for url in urls:
        path = "/" + (url or "")[:_LONGEST].partition("://")[2].partition("/")[2].partition("?")[0].lower()
        if dated := _find_in(path):
            found.append(dated)
    return found


def _find_in(path: str) -> tuple[Moment, Found] | None:
    for match in _DAY.finditer(path):
        year, month, day = (int(match[name] or match[f"{name}2"] or match[f"{name}3"]) for name in "ymd")
        if moment := _moment(year, month, day):
            return moment, Found(match[0], "url")
    for named in filter(None, (_NAMED.search(path), _NAMED_LAST.search(path))):
        for printed in list_dates(re.sub("[/-]", " ", named["rest"])):
            year = printed.year or int(named.groupdict().get("y") or 0)
            if printed.day and (moment := _moment(year, printed.month, printed.day)):
                return moment, Found(named[0], "url")
    if dated := _MONTH.search(path):
        at = datetime(int(dated["y"]), int(dated["m"]), 1, tzinfo=UTC)
        return Moment(at, Precision.MONTH), Found(dated[0], "url")
    return None


def _moment(year: int, month: int, day: int) -> Moment | None:
    try:
        return Moment(datetime(year, month, day, tzinfo=UTC), Precision.DAY)
    except ValueError:
        return None
