"""The credit line of a portal: who wrote or carried the story, where and when, on a line of its own.

    0 Comment(s)Print E-mail Xinhua, June 9, 2013 | (Source: Xinhua) | AFP, Paris | Published: 14 July 2024

A line is a credit line when nothing is left of it once dates, labels, names that the lexicon knows and the share bar
are taken away; so no sentence that mentions an agency and a date is one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.extract.agencies import find_name, find_part, is_agency, is_known, is_word
from app.extract.datelines.places import is_city, is_region
from app.extract.dates.customs import ANYWHERE, Customs
from app.extract.dates.printed import list_dates
from app.extract.dates.stamps import split_moments
from app.extract.lines import read_lexicon
from app.news import Moment

_LONGEST = 240  # characters
_PHRASES = {row["kind"]: row["phrases"].split("|") for row in csv.DictReader(read_lexicon("credit_words.csv"))}
SOURCE_LABELS = tuple(_PHRASES["source"])
"""What stands before the name of a source: Source, Quelle, 来源."""


def _any_of(*kinds: str, glued: bool = False) -> str:
    """Match any phrase of these kinds as whole words; `glued` also behind another word's end: 'PrintE-mail'."""
    phrases = sorted((phrase for kind in kinds for phrase in _PHRASES[kind]), key=len, reverse=True)
    apart = "" if glued else r"(?<![^\W\d_])"
    return rf"{apart}(?:{'|'.join(map(re.escape, phrases))})(?!(?-i:[^\W\d_A-Z]))"


_PERSON = re.compile(
    rf"{_any_of('person')}\s*[:：]\s*(?P<named>[^|·•:：()（）\[\]【】]{{2,60}})"
    rf"|^{_any_of('person')}\s(?P<name>[^|·•:：()（）\[\]【】\d]{{2,60}})(?=[|·•])",
    re.IGNORECASE,
)
_SOURCE = re.compile(rf"(?:{_any_of('source')}\s*[:：]|\bvia\b)\s*", re.IGNORECASE)
_SOURCE_END = re.compile(
    rf"\s*(?:[|·•()（）\[\]【】\n]|\s[-–—]\s|\s{{2,}}|,?\s*$|{_any_of('published', 'updated', 'person')}\s*[:：])",
    re.IGNORECASE,
)
_FURNITURE = re.compile(_any_of("published", "updated", "share", "join", "source"), re.IGNORECASE)
_SHARE_WORD = rf"{_any_of('share', glued=True)}(?:\s?\(\d+\))?[\s:：|·•]*"
_SHARE_WORDS = rf"(?:\(?\d*\)?\s*{_SHARE_WORD})"
_SHARE = re.compile(rf"^{_SHARE_WORDS}+", re.IGNORECASE)
# Behind a date, a bracket or a bar only: 'Daily Mail' ends in no share bar.
_SHARE_END = re.compile(rf"(?:(?<=[\d)])\s*|\s*[|·•]\s*){_SHARE_WORD}{_SHARE_WORDS}*$", re.IGNORECASE)
_CLOCK = re.compile(
    r"\d{1,2}(?::|h|\.|：|时|時|点)\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?(?:\s?\(?(?:[A-Z]{1,4}\b|(?:GMT|UTC)?[+-]\d\d?:?\d{0,2}))*",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[|·•()（）\[\]【】<>»:：;；,，\t\n*]|\s[-–—/]\s|(?<=\w)[–—](?=\w)")
_EDGES = " .,-–—/'\"“”#&+©~"
_LEFT_OVER = re.compile(r"[\W\d_]+")
_WEEKDAYS = frozenset(word for line in read_lexicon("weekdays.txt") for word in line.split())
_MOST_AROUND = 3  # words of labels on either side of a name
_PRESS_NAME = re.compile(
    r"\b(?:News\w*|Times|Post|Press|Daily|Herald|Tribune|Journal|Gazette|Radio|Telegraph|Agency|Agence|Agencia|Agenzia|"
    r"Weekly|Online|Broadcasting|Zeitung|Observer|Chronicle|Mail|Express|Star|Sun|Mirror|Today)\b"
    r"|[\w-]+\.(?:com|org|net|cn|in|uk|tv|de|fr)(?:\.\w\w)?\b"
)
_NAME_WORDS = re.compile(r"(?:[A-Z0-9][\w'’.&-]*|of|the|and|de|la)(?:\s(?:[A-Z0-9][\w'’.&-]*|of|the|and|de|la)){0,5}")


@dataclass(frozen=True, slots=True)
class Credit:
    """What a credit line says."""

    text: str
    """As printed, without the share bar before it."""
    agency: str | None = None
    """As printed."""
    place: str | None = None
    date: str | None = None
    """ISO 8601, or --MM-DD."""
    published: Moment | None = None
    updated: Moment | None = None
    labelled: bool = False
    """The line says 'Source:'."""


def parse_credit(line: str, customs: Customs = ANYWHERE) -> Credit | None:
    """Read a credit line; None for any other line. Never raises."""
    line = line.strip()
    if not 3 <= len(line) <= _LONGEST:
        return None
    line = _SHARE_END.sub("", _SHARE.sub("", line)).strip()
    rest, named = _take_source(_PERSON.sub(_keep_newsroom, line))
    dates = list_dates(rest, customs)
    for printed in sorted(dates, key=lambda found: found.start, reverse=True):
        rest = f"{rest[: printed.start]} | {rest[printed.end :]}"
    newsrooms = [named] if named else []
    places: list[str] = []
    for piece in _list_pieces(_CLOCK.sub(" | ", rest)):
        if is_known(piece) or (dates and not newsrooms and _is_press_name(piece)):
            newsrooms.append(piece)
        elif is_city(piece) or (places and is_region(piece)):
            places.append(piece)
        elif piece not in newsrooms:
            return None
    agency = named or next(filter(_is_agency, newsrooms), newsrooms[0] if newsrooms else None)
    if agency and not (dates or places or named) and is_word(agency):
        return None
    if agency is None and not dates:
        return None
    published, updated = split_moments(line, customs)
    first = published or updated
    iso = first.at.date().isoformat() if first and dates and dates[0].day else dates[0].iso if dates else None
    return Credit(line, agency, _as_printed(line, places), iso, published, updated, named is not None)


def _keep_newsroom(person: re.Match[str]) -> str:
    """Blank a person out, but no newsroom: 'By: PTI | New Delhi'."""
    name = (person["named"] or person["name"] or "").strip()
    return f" {name} " if find_name(name) or find_name(re.sub(r"^[Tt]he\s", "", name)) else " | "


def _is_agency(name: str) -> bool:
    known = find_name(name)
    return known is not None and is_agency(known)


def _as_printed(line: str, places: list[str]) -> str | None:
    """Give a place as it stands in a line, its state or country with it."""
    if not places:
        return None
    start, end = line.find(places[0]), line.rfind(places[-1]) + len(places[-1])
    if not 0 <= start < end or line[start:end].count(",") >= len(places):
        return ", ".join(places)
    return line[start:end] + (line[end : end + 1] if "[" in line[start:end] or "(" in line[start:end] else "")


def _list_pieces(rest: str) -> Iterator[str]:
    """List what stands between bars, commas and labels; a known name stays whole, though a label is part of it."""
    for broken in _BREAKS.split(rest):
        known = _find_known(broken.split())
        parts = [known] if known else _BREAKS.split(_FURNITURE.sub(" | ", broken))
        pieces = (piece for part in parts if _LEFT_OVER.sub("", piece := part.strip(_EDGES)))
        yield from (piece for piece in pieces if piece.lower() not in _WEEKDAYS)


def _find_known(words: list[str]) -> str | None:
    """Find a known name among words that are labels else: By The Associated Press, Published."""
    for first in range(min(_MOST_AROUND, len(words))):
        for last in range(len(words), max(first, len(words) - _MOST_AROUND), -1):
            name = " ".join(words[first:last]).strip(_EDGES)
            if find_name(name):
                around = " ".join((*words[:first], "", *words[last:]))
                if not _FURNITURE.sub("", around).strip(_EDGES):
                    return name
    return None


def _take_source(rest: str) -> tuple[str, str | None]:
    label = _SOURCE.search(rest)
    if not label:
        return rest, None
    end = _SOURCE_END.search(rest, label.end())
    name = rest[label.end() : end.start() if end else len(rest)]
    dated = min((printed.start for printed in list_dates(name)), default=len(name))
    name = name[:dated].strip(" ,.:-–—")
    if "via" in label[0].lower() and not find_name(name):  # Share via Email
        return rest, None
    if not name or len(name) > 60:
        return rest, None
    part = find_part(name)
    if not (part or _is_press_name(name) or _NAME_WORDS.fullmatch(name)):
        return rest, None
    return f"{rest[: label.start()]} | {rest[label.end() :].replace(name, ' | ', 1)}", part or name


def _is_press_name(piece: str) -> bool:
    return _PRESS_NAME.search(piece) is not None and _NAME_WORDS.fullmatch(piece) is not None
