"""What stands before a story's first word, taken apart: place, date, agency, and what says nothing.

    New Delhi [India], June 9 (ANI) | NEW YORK--(BUSINESS WIRE)--June 9, 2008 | Baku. 9 June. REPORT.AZ | (ANSA) - ROMA

Each piece must be one of the four, else it is no dateline. The order of the pieces is every agency's own, so none is
asked for: only that the place stands together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.extract.agencies import find_name, find_part, is_agency, is_word
from app.extract.datelines.pieces import Piece, any_of, list_pieces
from app.extract.datelines.places import Sureness, is_city, is_region, weigh_place
from app.extract.dates.printed import Printed
from app.extract.lines import read_lexicon

_WEEKDAY = "|".join(re.escape(word) for line in read_lexicon("weekdays.txt") for word in line.split())
_DESK = re.compile(rf"(?:(?:{any_of('desk_of')})\s)*(?:{any_of('desk')})[.:]?", re.IGNORECASE)
_NOTHING = re.compile(rf"(?:{any_of('nothing')}|{_WEEKDAY})[.:]?", re.IGNORECASE)
_BY = re.compile(r"(?:By|BY|by|Von|Por|Par|Di|Od|Oleh)\s+\S")
_SPECIAL = re.compile(rf"(?:{any_of('special')})\s+", re.IGNORECASE)
_HOST = re.compile(r"[\w-]{2,30}\.(?:com|org|net|info|news|co|[a-z]{2})(?:\.[a-z]{2})?", re.IGNORECASE)
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-TV)?")
_PERSON = re.compile(r"[^\W\d_a-z]\S+(?:\s[^\W\d_a-z]\S+){1,2}")
_BEFORE_PLACE = re.compile(r"(?:and|und|et|y|и|في|in|en|à|u|w|v)\s")  # BOSTON, Mass., and HARTFORD
_BEHIND_PLACE = re.compile(r"\s(?:في|le|den|el)$")  # القاهرة في 9 يونيو
_BETWEEN_PLACES = re.compile(r"[\s,.()\[\]،/&]*(?:(?:and|und|et|y|и)\s)?")
_ABBREVIATED = re.compile(r",\s(?:[A-Z][a-z]{0,4}|(?:[A-Z]\.\s?){1,3}(?:[A-Z][a-z]{0,3})?|[A-Z])$")
_BESIDE = re.compile(r"\.\s+|\s+|(?<=\w)[/-](?=\w)|(?<=\w)/$")
_NO_OUTLET = frozenset(word for line in read_lexicon("not_outlets.txt") for word in line.split())
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a line's head is made of, before it is judged."""

    place: str = ""
    """As printed, states and countries included."""
    sureness: Sureness = Sureness.NOT
    agency: str | None = None
    """As printed."""
    is_known: bool = False
    """The lexicon has the agency."""
    is_grouped: bool = False
    """The agency stands in brackets or between slashes."""
    is_signed: bool = False
    """It says 'Staff Reporter' or the like."""
    ends_in_place: bool = False
    """Nothing stands behind the place."""
    printed: Printed | None = None
    day: int | None = None
    """The day of the month, where nothing else of a date is printed."""


def read_parts(text: str, end: int, dates: Sequence[Printed]) -> Parts | None:
    """Take text[:end] apart; None where a piece is none of place, date and agency.

    `dates` are those printed in the text; one that passes `end` makes it no dateline.
    """
    within = [printed for printed in dates if printed.start < end]
    if any(text[end : printed.end].strip(". ") for printed in within):  # 9 giu.
        return None
    sorted_ = _Sorted()
    if not all(sorted_.put(piece) for piece in list_pieces(text[:end], within)):
        return None
    return sorted_.join(text, next((printed for printed in within if printed.iso), None))


@dataclass(slots=True)
class _Sorted:
    """The pieces so far, each where it belongs."""

    places: list[_Span] = field(default_factory=list)
    rivers: list[_Span] = field(default_factory=list)
    """What stands in brackets behind a place: Halle (Saale), or a newsroom where no other is named."""
    known: list[str] = field(default_factory=list)
    grouped: list[str] = field(default_factory=list)
    """Known agencies as well, but in brackets."""
    unknown: list[str] = field(default_factory=list)
    is_open: bool = False
    """The last piece was a place, so that its state or country may follow."""
    is_signed: bool = False
    day: int | None = None

    def put(self, piece: Piece) -> bool:
        """Put a piece where it belongs; False for one that belongs nowhere."""
        if self.is_open and self._is_region(piece):
            self.places.append((piece.start, piece.stop))
            return True
        was_open, self.is_open = self.is_open, False
        if piece.text.isdecimal():
            return self._put_day(piece)
        if _DESK.fullmatch(piece.text) or _NOTHING.fullmatch(piece.text):
            self.is_signed = self.is_signed or _NOTHING.fullmatch(piece.text) is None
        elif piece.start and _BY.match(piece.text):
            self._put_byline(piece)
        elif piece.opener:
            return self._put_group(piece, is_behind_place=was_open)
        else:
            self._put_bare(piece)
        return True

    def _is_region(self, piece: Piece) -> bool:
        is_newsroom = piece.opener and (find_name(piece.text) or _CALL_SIGN.fullmatch(piece.text))  # (PA), (WIS)
        return is_region(piece.text) and not is_newsroom

    def _put_day(self, piece: Piece) -> bool:
        """Put a number that may be the day alone, as Spanish agencies print it; False for an age, a year, a score."""
        if piece.opener or len(piece.text) > 2 or self.known or self.grouped or self.unknown:
            return False
        self.day = int(piece.text) if 1 <= int(piece.text) <= 31 else None
        return self.day is not None

    def _put_byline(self, piece: Piece) -> None:
        credited = re.split(r"[,;]\s*", piece.text)[-1]
        if find_name(credited):  # (By Jane Doe, Reuters)
            (self.grouped if piece.opener else self.known).append(credited)

    def _put_group(self, piece: Piece, *, is_behind_place: bool) -> bool:
        """Put what stands in brackets: a known agency, a place where no other is, or some newsroom's name."""
        name = _SPECIAL.sub("", piece.text)
        if any(word.strip(".,:").lower() in _NO_OUTLET for word in name.split()):
            return False
        if known := find_part(name):
            self.grouped.append(known)
        elif not self.places and piece.opener != "/" and weigh_place(name) is Sureness.LISTED:
            self.places.append((piece.start, piece.stop))
        elif ":" in name or not any(c.isalpha() for c in name):
            return False
        elif is_behind_place and " " not in name and piece.opener != "/":
            self.rivers.append((piece.start, piece.stop))
        else:
            self.unknown.append(name)
        return True

    def _put_bare(self, piece: Piece) -> None:
        before, behind = _BEFORE_PLACE.match(piece.text), _BEHIND_PLACE.search(piece.text)
        first, last = before.end() if before else 0, behind.start() if behind else len(piece.text)
        agency, place = _split_agency(piece.text[first:last], is_behind_place=bool(self.places))
        if agency:
            self.known.append(agency)
        elif _HOST.fullmatch(place) and not is_city(place):
            self.unknown.append(place)
            return
        if place:
            start = piece.start + piece.text.index(place, first)
            self.places.append((start, start + len(place)))
            self.is_open = True

    def join(self, text: str, printed: Printed | None) -> Parts | None:
        """Make parts of the pieces; None where the place is in two, or agencies name themselves."""
        agencies = self.grouped or self.known
        place = _join_place(text, sorted((*self.places, *self.rivers)) if agencies else self.places)
        unknown = [*self.unknown, *(() if agencies else (text[start:stop] for start, stop in self.rivers))]
        if place is None or (not place and self.grouped and self.known):  # Agence France-Presse (AFP)
            return None
        if (agencies and not all(map(_PERSON.fullmatch, unknown))) or (not agencies and len(unknown) > 1):
            return None
        return Parts(
            place=place,
            sureness=weigh_place(_join_place(text, self.places) or "") if place else Sureness.NOT,
            agency=agencies[-1] if agencies else unknown[0] if unknown else None,
            is_known=bool(agencies),
            is_grouped=bool(self.grouped) or (not agencies and bool(unknown)),
            is_signed=self.is_signed,
            ends_in_place=self.is_open,
            printed=printed,
            day=None if printed else self.day,
        )


def _split_agency(piece: str, *, is_behind_place: bool) -> tuple[str | None, str]:
    """Split an agency without brackets from what stands beside it: 'Sydney AAP', 'APA-Dakar'."""
    name = find_name(piece) if len(piece) > 2 else None
    if name and (is_agency(name) or (is_behind_place and piece.isupper())) and not is_city(piece):
        return piece, ""
    for beside in _BESIDE.finditer(piece):
        first, last = piece[: beside.start()], piece[beside.end() :]
        for agency, place in ((last, first), (first, last)):
            if _is_beside(agency, place, beside[0]):
                return agency, place.strip(" .=/-")
    return None, piece


def _is_beside(agency: str, place: str, mark: str) -> bool:
    """Tell whether a word is an agency, and no state or noun: not 'Scranton PA', 'GIVING UP', 'IG report'."""
    is_tight = mark in "/-"
    name = find_name(agency)
    if name is None or not is_agency(name) or (len(agency) <= 2 and not (is_tight and agency.isupper())):
        return False
    return not (is_city(agency) or (is_word(agency) and len(agency) > 4) or (is_tight and not is_city(place)))


def _join_place(text: str, spans: Sequence[_Span]) -> str | None:
    """Join the pieces of a place with what stands between them, '' for none; None where it is in two that differ."""
    runs: list[_Span] = []
    for start, stop in spans:
        if runs and _BETWEEN_PLACES.fullmatch(text, runs[-1][1], start):
            runs[-1] = (runs[-1][0], stop)
        else:
            runs.append((start, stop))
    names = {_close(text, start, stop) for start, stop in runs}
    return None if len(names) > 1 else names.pop() if names else ""


def _close(text: str, start: int, stop: int) -> str:
    """Give a place with the bracket that closes its country, or the full stop of its state: RICHMOND, Va."""
    if text[stop : stop + 1] in {")", "]"} and any(c in "([" for c in text[start:stop]):
        stop += 1
    return text[start : stop + (text[stop : stop + 1] == "." and _ABBREVIATED.search(text[start:stop]) is not None)]
