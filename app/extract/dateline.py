"""The dateline: place, date and agency that open a story.

    BEIJING, June 9 (Xinhua) -- | WASHINGTON (AP) — | New Delhi, Jun 9 (PTI) | NEW YORK--(BUSINESS WIRE)-- | OTTAWA —

A line is tried at each mark that could end a dateline, the furthest first: what stands before the mark must be made of
place, date and agency and nothing else. How sure a place must be depends on what stands beside it: with a known agency
any name in capitals will do, on its own it has to be in lexicon/places.csv. A false dateline is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice

from app.extract.agencies import find_name, is_agency
from app.extract.credit import parse_credit
from app.extract.dateline_cjk import split_cjk
from app.extract.dates import Printed, complete_date, list_dates
from app.extract.lines import read_lexicon
from app.extract.places import is_capitalised, is_city, is_region, looks_like_place
from app.news import Dateline

_REACH = 160  # characters in which a dateline must end
_MOST_MARKS = 16  # dashes, brackets and stops among them
_END = re.compile(
    r"\s*[.,:=]?\s*(?P<dash>-{2,}|[–—―‒_]+|(?<=[\s)\]）/.:])-+|-(?=\s))\s*"
    r"|(?P<stop>[:：]\s+|(?<=[)）\]/])[.:]?\s+|\.\s+|\s+[|·»/]\s+|(?<=[)）\]])(?=[^\W\d_])|(?<=\S)\s*[.:](?=$))"
)
_GROUP = r"[(（\[]\s*([^()（）\[\]]{2,60}?)\s*[)）\]]"
_WIRE = r"/\s*([^/]{2,40}(?:/[^/]{2,20})?)\s*/"
_GROUP_LAST = re.compile(rf"(?:{_GROUP}|{_WIRE})$")
_GROUP_FIRST = re.compile(rf"^(?:{_GROUP}|{_WIRE})")
_COUNTRY_GROUP = re.compile(r"\s*[\[(]([^\[\]()]{2,40})[\])]$")
_PRESS = re.compile(
    r"\b(?:news\w*|times|post|press|daily|herald|tribune|journal|gazette|radio|tv|wire|telegraph|media|agency|agence|"
    r"agencia|agenzia|today|weekly|online|network|broadcasting|zeitung|\w+\.(?:com|org|net|in|uk))\b|News|TV|[A-Z]{3}",
)
_ABBREVIATED = re.compile(r",\s(?:[A-Z][a-z]{0,4}|(?:[A-Z]\.\s?){1,3}(?:[A-Z][a-z]{0,3})?|[A-Z])$")
_SPECIAL = re.compile(r"^(?:special\s+to|exclusive\s+to|for)\s+", re.IGNORECASE)
_EDGES = " \t\u00a0,.;:-–—―‒_|·/="
_WEEKDAY_LAST = re.compile(r",?\s*(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)(?:day)?\.?$", re.IGNORECASE)
_NOT, _TITLE, _CAPITALS, _LISTED = range(4)
"""No place; Words With Capitals; WORDS IN CAPITALS; a city of the lexicon or a name before a state or country."""
_NO_OUTLET = frozenset(word for line in read_lexicon("not_outlets.txt") for word in line.split())
_SPOKEN = frozenset({"i", "i'm", "i’m", "we", "you", "yes", "no", "well", "oh", "my", "so", "okay"})


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a prefix is made of, before it is judged."""

    place: str = ""
    agency: str | None = None
    known_agency: bool = False
    grouped: bool = False
    """The agency stands in brackets or between slashes."""
    printed: Printed | None = None


def parse_dateline(line: str, near: date | None = None) -> Dateline | None:
    """Read the dateline that opens a line, or the credit line that a line is; None where there is none.

    `near` is the page's date: it gives the year that the line leaves out. Never raises.
    """
    return split_dateline(line, near)[0]


def split_dateline(line: str, near: date | None = None) -> tuple[Dateline | None, str]:
    """Give a line's dateline and the story after it: the line is the text, white space, and the story.

    Of a credit line the story is empty, and the text is the credit, which may be less than the line.
    """
    text = line.strip()
    if cjk := split_cjk(text):
        dateline, story = cjk
        return _dated(dateline, near), story
    credit = parse_credit(text)
    if credit and (credit.agency or credit.place) and (credit.date or credit.labelled):
        return _dated(Dateline(credit.text, credit.place, credit.agency, credit.date), near), ""
    for mark in reversed(list(islice(_END.finditer(text[:_REACH]), _MOST_MARKS))):
        if mark.start() == 0:
            continue
        parts = _read_prefix(text[: mark.start()].rstrip(), text[: mark.end()])
        story = text[mark.end() :]
        if parts and _is_sure(parts, mark, story):
            iso = parts.printed.iso if parts.printed else None
            dateline = Dateline(text[: mark.end()].rstrip(), parts.place or None, parts.agency, iso)
            return _dated(dateline, near), story
    return None, line


def _dated(dateline: Dateline, near: date | None) -> Dateline:
    if dateline.date is None:
        return dateline
    return Dateline(dateline.text, dateline.place, dateline.agency, complete_date(dateline.date, near))


def _read_prefix(prefix: str, with_mark: str) -> _Parts | None:
    """Take a prefix apart; None where a bracket holds what is no agency's name."""
    agency, rest = _split_group(prefix)
    printed = None
    if agency is not None:  # (Marketwired - June 9, 2013), or (June 9)
        agency, printed = _split_date(agency)
        agency = _SPECIAL.sub("", agency.strip(_EDGES)) or None
    if printed is None:
        rest, printed = _split_date(rest.strip(_EDGES))
    grouped = agency is not None
    if agency is None or not _known_part(agency):
        bare, left = _split_bare_agency(rest)
        if bare:
            agency, grouped, rest = bare, False, left
    if printed is None:
        rest, printed = _split_date(rest)
    if agency is not None and any(word.strip(".,:").lower() in _NO_OUTLET for word in agency.split()):
        return None
    known = _known_part(agency) if agency is not None else None
    return _Parts(_keep_stop(rest.strip(_EDGES), with_mark), known or agency, known is not None, grouped, printed)


def _split_group(prefix: str) -> tuple[str | None, str]:
    """Split off what stands in brackets or between slashes, last or first; a country there belongs to the place."""
    group = _GROUP_LAST.search(prefix) or _GROUP_FIRST.search(prefix)
    if group is None or is_region(inner := group[1] or group[2]):  # New Delhi [India]
        return None, prefix
    return inner, prefix[: group.start()] if group.start() else prefix[group.end() :]


def _keep_stop(place: str, line: str) -> str:
    return f"{place}." if f"{place}." in line and _ABBREVIATED.search(place) else place  # RICHMOND, Va.


def _known_part(agency: str) -> str | None:
    """Give the part of a printed credit that names an agency: of 'Jane Doe, Reuters' the last, of 'AFP/dpa' all."""
    if find_name(agency):
        return agency
    last = re.split(r"\s*[,;|]\s*", agency)[-1]
    if any(find_name(part) for part in (last, *re.split(r"[/-]", last))):
        return last
    return None


def _split_bare_agency(rest: str) -> tuple[str | None, str]:
    """Split off an agency without brackets, at either end: 'Tehran, June 9, IRNA', 'AFP, Paris'."""
    words = rest.split()
    for n in range(min(4, len(words)), 0, -1):
        for name, left in ((words[-n:], words[:-n]), (words[:n], words[n:])):
            printed = " ".join(name).strip(_EDGES)
            found = find_name(printed) if len(printed) > 2 and not is_city(printed) else None
            if found and is_agency(found):
                return printed, " ".join(left).strip(_EDGES)
    return None, rest


def _split_date(rest: str) -> tuple[str, Printed | None]:
    """Split off a date that stands at the end, before an agency's name at the end, or at the beginning."""
    for printed in list_dates(rest):
        before, after = rest[: printed.start].strip(_EDGES), rest[printed.end :].strip(_EDGES)
        if not (before and after):
            return _WEEKDAY_LAST.sub("", before) or after, printed
        bare, left = _split_bare_agency(after)
        if bare and not left:
            return f"{before}, {bare}", printed
    return rest, None


def _is_sure(parts: _Parts, mark: re.Match[str], story: str) -> bool:
    """Weigh what stands before the mark: the less of it is known for certain, the more the rest must look the part."""
    dash = mark["dash"] is not None
    ends = dash or ":" in mark[0] or "：" in mark[0]
    opens = _opens_story(story)
    place = _place_sureness(parts.place) if parts.place else None
    if parts.known_agency and parts.grouped:
        if place is None:
            sure = opens or dash
        elif ends or parts.printed:
            sure = place >= _CAPITALS or (place == _TITLE and opens)
        else:
            sure = place >= _CAPITALS and opens
    elif not opens:
        sure = False
    elif parts.known_agency and place is None:
        is_abbreviation = parts.agency is not None and parts.agency.isupper()
        sure = dash and (parts.printed is not None or is_abbreviation) and _is_sentence(story)
    elif place is None:
        sure = False
    elif parts.known_agency:
        sure = place >= (_TITLE if parts.printed else _CAPITALS)
    elif parts.agency is not None:
        telling = parts.printed is not None or _PRESS.search(parts.agency) is not None
        sure = ends and _looks_like_outlet(parts.agency) and place >= (_CAPITALS if telling else _LISTED)
    elif parts.printed:
        sure = (place == _LISTED and ends) or (place == _CAPITALS and dash)
    else:
        sure = place == _LISTED and ends and _is_sentence(story)
    return sure


def _place_sureness(place: str) -> int:
    """Say how sure it is that a text is a place, or two: see the constants."""
    surest = _LISTED
    if is_city(place) and is_capitalised(place):  # Frankfurt/Main
        return surest
    for one in re.split(r"(?<=\w)\s?[/&]\s?(?=\w)|\s+(?:and|und|et|y)\s+", _COUNTRY_GROUP.sub("", place)):
        name, *regions = (part.strip() for part in one.split(","))
        # A district may stand before the city: MANHATTAN, New York City.
        if any(not is_region(region) for region in regions) and not is_city(regions[-1]):
            return _NOT
        if is_city(name) and is_capitalised(name):
            sure = _LISTED
        elif not looks_like_place(name):
            sure = _NOT
        elif regions:
            sure = _LISTED
        else:
            sure = _CAPITALS if name.isupper() else _TITLE
        surest = min(surest, sure)
    return surest


def _opens_story(story: str) -> bool:
    first = story.lstrip("\"'“‘«„([¿¡ ")[:1]
    return bool(first) and not first.islower() and first.isalnum()


def _is_sentence(story: str) -> bool:
    words = story.split(maxsplit=5)
    return len(words) >= 5 and words[0].lower().strip(",.!") not in _SPOKEN


def _looks_like_outlet(name: str) -> bool:
    words = name.split()
    return (
        len(words) <= 5
        and (name[0].isupper() or name[0].isdigit())
        and all(word[0].isupper() or word[0].isdigit() or word in {"of", "the", "and"} for word in words)
    )
