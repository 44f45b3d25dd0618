"""What stands before a story's first word, taken apart: place, date, agency, and what says nothing.

    New Delhi [India], June 9 (ANI) | NEW YORK--(BUSINESS WIRE)--June 9, 2008 | Baku. 9 June. REPORT.AZ | (ANSA) - ROMA

Brackets, slashes, dashes and commas part the pieces; each must be one of the four, else it is no dateline. The order
of the pieces is every agency's own, so none is asked for: only that the place stands together.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.extract.agencies import find_name, find_part, is_agency, is_word
from app.extract.dates import Printed
from app.extract.lines import read_lexicon
from app.extract.places import Sureness, is_city, is_region, weigh_place

_LEXICON = {row["kind"]: row["phrases"].split("|") for row in csv.DictReader(read_lexicon("dateline_words.csv"))}


def any_of(kind: str) -> str:
    """Match any phrase of one kind in lexicon/dateline_words.csv."""
    return "|".join(re.escape(phrase) for phrase in sorted(_LEXICON[kind], key=len, reverse=True))


_TOKEN = re.compile(
    r"[(（\[【]\s*(?P<group>[^()（）\[\]【】]{0,80}?)\s*[)）\]】]"
    r"|(?<![^\W\d_])/\s*(?P<wire>[^/]{2,40}?(?:/[^/\s]{2,20})?)\s*/(?![^\W\d_])"
    r"|--+|[–—―‒_|·»\n;,،:：\0]+|(?<!\S)-+(?!\w)|-+(?=\s|$|\0)|(?<=[\0)\]])-+|\s/(?=\s|$)"
)
_EDGES = " \t\u00a0\u3000.=/-‐"
_CLOCK = re.compile(
    r"(?<!\d)\d\d?/\d\d?/\d\d(?!\d)"  # 06/09/14, which day it is nobody knows
    r"|(?<!\d)\d{1,2}[:.h]\d\d(?!\d)(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:[A-Z]{2,4}|local time)\b)?"
)
_HIJRI = re.compile(rf"\b(?:{any_of('hijri')})\s\d{{1,2}},?\s\d{{4}}(?:\s?A?H\b)?|\d{{1,2}}\s(?:{any_of('hijri')})\b")
_WEEKDAY = "|".join(re.escape(word) for line in read_lexicon("weekdays.txt") for word in line.split())
_NOTHING = re.compile(
    rf"(?:(?:(?:{any_of('desk_of')})\s)*(?:{any_of('desk')})|{any_of('nothing')}|{_WEEKDAY})[.:]?",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:By|BY|by|Von|Por|Par|Di|Od|Oleh)\s+\S")
_SPECIAL = re.compile(rf"(?:{any_of('special')})\s+", re.IGNORECASE)
_HOST = re.compile(r"[\w-]{2,30}\.(?:com|org|net|info|news|co|[a-z]{2})(?:\.[a-z]{2})?", re.IGNORECASE)
_BEFORE_PLACE = re.compile(r"^(?:في|in|en|à|u|w|v)\s|\s(?:في|le|den|el)$")
_ABBREVIATED = re.compile(r",\s(?:[A-Z][a-z]{0,4}|(?:[A-Z]\.\s?){1,3}(?:[A-Z][a-z]{0,3})?|[A-Z])$")
_NO_OUTLET = frozenset(word for line in read_lexicon("not_outlets.txt") for word in line.split())
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-TV)?")
_PERSON = re.compile(r"[^\W\d_a-z]\S+(?:\s[^\W\d_a-z]\S+){1,2}")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a prefix is made of, before it is judged."""

    place: str = ""
    """As printed, states and countries included."""
    sureness: Sureness = Sureness.NOT
    agency: str | None = None
    """As printed."""
    known_agency: bool = False
    ends_in_place: bool = False
    """Nothing stands behind the place."""
    grouped: bool = False
    """The agency stands in brackets or between slashes."""
    printed: Printed | None = None


@dataclass(slots=True)
class _Pieces:
    """The pieces sorted so far; places and rivers are spans."""

    places: list[tuple[int, int]]
    known: list[str]
    grouped: list[str]
    unknown: list[str]
    rivers: list[tuple[int, int]]
    """What stands in brackets behind a place: Halle (Saale), or a newsroom where no other is named."""
    is_open: bool = False
    """The last piece was a place, so that a region may follow."""


def read_parts(text: str, end: int, dates: Sequence[Printed]) -> Parts | None:
    """Take text[:end] apart; None where a piece is none of place, date and agency.

    `dates` are those printed in the text; one that passes `end` makes it no dateline.
    """
    within = [printed for printed in dates if printed.start < end]
    if any(text[end : printed.end].strip(". ") for printed in within):  # 9 giu.
        return None
    masked = text[:end]
    for start, stop in _list_spans(masked, within):
        masked = masked[:start] + "\0" * (stop - start) + masked[stop:]
    pieces = _Pieces([], [], [], [], [])
    for start, stop, is_group in _list_pieces(masked):
        if not _sort(pieces, masked, start, stop, is_group=is_group):
            return None
    return _join(text, pieces, next((printed for printed in within if printed.iso), None))


def _list_spans(text: str, dates: Sequence[Printed]) -> Iterator[tuple[int, int]]:
    yield from ((printed.start, printed.end) for printed in dates)
    yield from (match.span() for shape in (_HIJRI, _CLOCK) for match in shape.finditer(text))


def _list_pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """List what the marks part, and what stands in brackets or between slashes, without the edges."""
    at = 0
    for token in _TOKEN.finditer(text):
        yield (*_strip(text, at, token.start()), False)
        inner = "group" if token["group"] is not None else "wire" if token["wire"] is not None else None
        if inner:
            yield (*_strip(text, *token.span(inner)), True)
        at = token.end()
    yield (*_strip(text, at, len(text)), False)


def _strip(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start] in _EDGES:
        start += 1
    while stop > start and text[stop - 1] in _EDGES:
        stop -= 1
    return start, stop


def _sort(pieces: _Pieces, text: str, start: int, stop: int, *, is_group: bool) -> bool:
    """Put a piece where it belongs; False for one that belongs nowhere."""
    piece = text[start:stop]
    if _says_nothing(pieces, piece) or (start and _BY.match(piece)):
        pieces.is_open = pieces.is_open and not piece
        credited = re.split(r"[,;]\s*", piece)[-1] if _BY.match(piece) else ""
        if credited and find_name(credited):  # (By Jane Doe, Reuters)
            (pieces.grouped if is_group else pieces.known).append(credited)
        return True
    if pieces.is_open and is_region(piece) and not (is_group and (find_name(piece) or _CALL_SIGN.fullmatch(piece))):
        pieces.places.append((start, stop))
        return True
    was_open, pieces.is_open = pieces.is_open, False
    if is_group:
        return _sort_group(pieces, text, start, stop, is_behind_place=was_open)
    if before := _BEFORE_PLACE.search(piece):  # القاهرة في 9 يونيو
        start, stop = (start + before.end(), stop) if before.start() == 0 else (start, start + before.start())
        piece = text[start:stop]
    agency, place = _split_agency(piece, is_behind_place=bool(pieces.places))
    if agency:
        pieces.known.append(agency)
    elif _HOST.fullmatch(piece) and not is_city(piece):
        pieces.unknown.append(piece)
        return True
    if place:
        start += piece.index(place)
        pieces.places.append((start, start + len(place)))
        pieces.is_open = True
    return True


def _says_nothing(pieces: _Pieces, piece: str) -> bool:
    """Tell whether a piece is empty, a weekday, 'Staff Reporter', or the day that a Spanish agency prints alone."""
    if piece.isdecimal():
        return len(piece) <= 2 and not (pieces.known or pieces.grouped or pieces.unknown)
    return not piece.strip("\0 ,;-–—") or _NOTHING.fullmatch(piece) is not None


def _sort_group(pieces: _Pieces, text: str, start: int, stop: int, *, is_behind_place: bool) -> bool:
    """Sort what stands in brackets: a known agency, a place where no other is, or some newsroom's name."""
    printed = text[start:stop].partition("\0")[0].strip(" ,;-–—/©")
    name = _SPECIAL.sub("", printed)
    if text[stop : stop + 1] == "." and find_name(f"{name}."):
        name += "."
    if any(word.strip(".,:").lower() in _NO_OUTLET for word in name.split()):
        return False
    if known := find_part(name):
        pieces.grouped.append(known)
    elif not pieces.places and text[start - 1] in "[【(" and weigh_place(printed) is Sureness.LISTED:
        pieces.places.append((start, stop))
    elif ":" in name or not any(c.isalpha() for c in name):
        return False
    elif is_behind_place and " " not in name and text[start - 1] != "/":
        pieces.rivers.append((start, stop))
    else:
        pieces.unknown.append(name)
    return True


def _split_agency(piece: str, *, is_behind_place: bool) -> tuple[str | None, str]:
    """Split an agency without brackets from what stands beside it: 'Sydney AAP', 'APA-Dakar'."""
    if len(piece) > 2 and (name := find_name(piece)) and not is_city(piece) and is_agency(name):
        return piece, ""
    if is_behind_place and piece.isupper() and len(piece) > 2 and find_name(piece) and not is_city(piece):
        return piece, ""
    for match in re.finditer(r"\.\s+|\s+|(?<=\w)[/-](?=\w)|(?<=\w)/$", piece):
        before, after = piece[: match.start()], piece[match.end() :]
        for agency, place in ((after, before), (before, after)):
            name = find_name(agency) if (len(agency) > 2 or agency.isupper()) and not is_city(agency) else None
            is_word_here = is_word(agency) and len(agency) > 4  # IG report
            if name and is_agency(name) and not is_word_here and (match[0] not in "/-" or is_city(place)):
                return agency, place.strip(_EDGES)
    return None, piece


def _join(text: str, pieces: _Pieces, printed: Printed | None) -> Parts | None:
    """Make parts of the pieces; None where the place is in two, or agencies name themselves."""
    place, sureness = "", Sureness.NOT
    agencies = pieces.grouped or pieces.known
    rivers = [text[start:stop] for start, stop in pieces.rivers] if not agencies else []
    if pieces.places:
        joined = _join_place(text, sorted((*pieces.places, *(pieces.rivers if agencies else ()))))
        without_rivers = _join_place(text, pieces.places)
        if joined is None or without_rivers is None:
            return None
        place, sureness = joined, weigh_place(without_rivers)
    if not place and pieces.grouped and pieces.known:  # Agence France-Presse (AFP)
        return None
    unknown = [name for name in (*pieces.unknown, *rivers) if not (agencies and _PERSON.fullmatch(name))]
    if len(unknown) > (0 if agencies else 1):
        return None
    return Parts(
        place=place,
        sureness=sureness,
        agency=agencies[-1] if agencies else unknown[0] if unknown else None,
        known_agency=bool(agencies),
        ends_in_place=pieces.is_open,
        grouped=bool(pieces.grouped) or (not agencies and bool(unknown)),
        printed=printed,
    )


def _join_place(text: str, spans: list[tuple[int, int]]) -> str | None:
    """Join the pieces of a place with what stands between them; None where that is more than commas and brackets."""
    runs: list[list[int]] = []
    for start, stop in spans:
        if runs and not text[runs[-1][1] : start].strip(" ,.()[]،"):
            runs[-1][1] = stop
        else:
            runs.append([start, stop])
    names = []
    for start, stop in runs:
        end = stop + (
            text[stop : stop + 1] in {")", "]"} and text.count("(", start, stop) + text.count("[", start, stop) > 0
        )
        name = text[start:end]
        names.append(f"{name}." if text[end : end + 1] == "." and _ABBREVIATED.search(name) else name)
    if any(name != names[-1] for name in names):
        return None
    return names[-1]
