"""The dateline: place, date and agency that open a story.

    BEIJING, June 9 (Xinhua) -- | WASHINGTON (AP) — | New Delhi, Jun 9 (PTI) | NEW YORK--(BUSINESS WIRE)-- | OTTAWA —

A line is tried at each mark that could end a dateline, the furthest first: what stands before the mark must be made of
place, date and agency and nothing else. How sure a place must be depends on what stands beside it: with a known agency
any name in capitals will do, on its own it has to be in the lexicon. A false dateline is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import islice

from app.extract.agencies import is_word
from app.extract.credit import parse_credit
from app.extract.datelines.cjk import split_cjk
from app.extract.datelines.parts import Parts, read_parts
from app.extract.datelines.pieces import any_of
from app.extract.datelines.places import Sureness, is_city, is_doubtful, is_first_name, is_well_known
from app.extract.dates.printed import complete_date, list_dates
from app.news import Dateline

_REACH = 160  # characters in which a dateline must end
_TWO_MONTHS = 62  # days, in which each number from 1 to 31 comes
_MOST_MARKS = 16  # dashes, brackets and stops among them
_END = re.compile(
    r"\s*[.,:=]?\s*(?P<dash>-{2,}|[–—―‒_]+|(?<=[\s)\]）/.:])-+|-(?=\s))\s*"
    r"|(?P<stop>[:：]\s+|(?<=[)）\]】/])[.:]?\s+|\.\s+|\s+(?:[|·»/]|//)\s+|(?<=[)）\]])(?=[^\W\d_])|(?<=\S)\s*[.:](?=$)"
    r"|(?<=\d\d\d\d)\s+(?=[^\W\d_]))"
)
_LIST_ITEM = re.compile(r"[*+•·▪▫■□‣◦○●►▸»>–-]\s")
_KICKER = re.compile(rf"(?:{any_of('kicker')})(?:\s?\d{{1,2}})?\s?[-–—:.|]+\s?", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?i:by|special to|from our|von|por|par)\s|[^\W\d_][\w.'’-]{1,20}(?:\s[^\W\d_][\w.'’-]{0,20}){1,3},\s"
)
_MARKED = re.compile(r"[)\]]\s?[-–—―_:]|--|[–—―]\s|:\s")
_WORD_START = re.compile(r"(?<=\s)(?=[^\W\d_])")
_WRITER_END = re.compile(rf"\b(?:{any_of('writer')})[\s,.:–—-]*$", re.IGNORECASE)
_PRESS = re.compile(
    r"\b(?:news\w*|times|post|press|daily|herald|tribune|journal|gazette|radio|tv|wire|telegraph|media|agency|agence|"
    r"agencia|agenzia|today|weekly|online|network|broadcasting|zeitung|\w+\.(?:com|org|net|in|uk))\b|News|TV|[A-Z]{3}",
)
_SCORE = re.compile(r"\d{1,3}\s*[-–—,:]\s")
_SPOKEN = frozenset({"i", "i'm", "i’m", "we", "you", "yes", "no", "well", "oh", "my", "so", "okay", "thank", "thanks"})
_PROSE_END = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*$")
_ABOUT_ITSELF = re.compile(rf"(?:The|A|An)\s(?:[\w-]+\s){{0,2}}?(?:{any_of('thing')})\s(?:{any_of('about')})\b")


def parse_dateline(line: str, near: date | None = None) -> Dateline | None:
    """Read the dateline that opens a line, or the credit line that a line is; None where there is none.

    `near` is the page's date: it gives the year that the line leaves out. Never raises.
    """
    return split_dateline(line, near)[0]


def split_dateline(line: str, near: date | None = None) -> tuple[Dateline | None, str]:
    """Give a line's dateline and the story after it, which ends the line; a kicker or byline may stand before both.

    Of a credit line the story is empty, and the text is the credit, which may be less than the line.
    """
    text = line.strip()
    if cjk := split_cjk(text):
        dateline, story = cjk
        return _dated(dateline, near), story
    credit = parse_credit(text)
    if credit and (credit.agency or credit.place) and (credit.date or credit.labelled):
        return _dated(Dateline(credit.text, credit.place, credit.agency, credit.date), near), ""
    if item := _LIST_ITEM.match(text):
        rest = text[item.end() :]
        found = _split_behind_kicker(rest) or _split_opening(rest, is_behind=True)
    else:
        found = _split_behind_kicker(text) or _split_opening(text) or _split_behind_byline(text)
    if found is None:
        return None, line
    return _dated(found[0], near), found[1]


def _dated(dateline: Dateline, near: date | None) -> Dateline:
    """Give a date what it leaves out: the year, or of '---09' the month as well, which is none without `near`."""
    if dateline.date is None:
        return dateline
    if not dateline.date.startswith("---"):
        return replace(dateline, date=complete_date(dateline.date, near))
    return replace(dateline, date=_complete_day(int(dateline.date[3:]), near) if near else None)


def _complete_day(day: int, near: date) -> str | None:
    """Give the last day of that number until two days after `near`, as complete_date does."""
    latest = near.toordinal() + 2
    candidates = (date.fromordinal(n) for n in range(latest, latest - _TWO_MONTHS, -1) if 0 < n <= date.max.toordinal())
    return next((candidate.isoformat() for candidate in candidates if candidate.day == day), None)


def _split_opening(text: str, *, is_behind: bool = False) -> tuple[Dateline, str] | None:
    """Split a text that a dateline opens; behind a kicker or a byline it has to be surer."""
    dates = sorted(list_dates(text[:_REACH]), key=lambda printed: printed.start)
    for mark in reversed(list(islice(_END.finditer(text[:_REACH]), _MOST_MARKS))):
        if mark.start() == 0:
            continue
        parts = read_parts(text, mark.start(), dates)
        story = text[mark.end() :]
        if parts is None or not _is_sure(parts, mark, story):
            continue
        if is_behind and not (parts.place and parts.is_known and parts.is_grouped):
            continue
        iso = parts.printed.iso if parts.printed else f"---{parts.day:02}" if parts.day else None
        return Dateline(text[: mark.end()].rstrip(), parts.place or None, parts.agency, iso), story
    return None


def _split_behind_kicker(text: str) -> tuple[Dateline, str] | None:
    """Split off a dateline behind a kicker: UPDATE 1-LONDON (Reuters) -."""
    kicker = _KICKER.match(text)
    return _split_opening(text[kicker.end() :], is_behind=True) if kicker else None


def _split_behind_byline(text: str) -> tuple[Dateline, str] | None:
    """Split off a dateline that follows a byline on the same line: By JANE DOE, Associated Press LANSING (AP) --.

    Nothing parts the two, so a place that the lexicon has must begin the dateline.
    """
    if not _BYLINE.match(text) or not _MARKED.search(text, 0, _REACH):
        return None
    for start in islice(_WORD_START.finditer(text[:_REACH]), _MOST_MARKS):
        found = _split_opening(text[start.start() :], is_behind=_WRITER_END.search(text[: start.start()]) is None)
        place = found and found[0].place
        if found and place and found[0].text.startswith(place) and is_city(re.split(r"[,/]", place)[0]):
            return found
    return None


def _is_sure(parts: Parts, mark: re.Match[str], story: str) -> bool:
    """Weigh what stands before the mark: the less of it is known for certain, the more the rest must look the part."""
    dash = mark["dash"] is not None
    ends = dash or any(c in mark[0] for c in (":", "：", "|", "//")) or mark.string.startswith("[") or parts.is_signed
    opens = _opens_story(story)
    place = parts.sureness if parts.place else None
    if parts.ends_in_place and not ends and "." in mark[0]:  # June 9 (Reuters) - U.S. officials
        return False
    if parts.is_known and parts.is_grouped:
        if place is None:
            sure = opens or dash
        elif ends or parts.printed:
            sure = place >= Sureness.CAPITALS or (place == Sureness.TITLE and opens)
        else:
            sure = place >= Sureness.CAPITALS and opens
    elif not opens:
        sure = False
    elif place is None:
        sure = dash and parts.is_known and _is_sentence(story) and _stands_alone(parts, story)
    elif parts.is_known:
        sure = place >= (Sureness.TITLE if parts.printed else Sureness.CAPITALS)
    elif parts.agency is not None:
        telling = parts.printed is not None or _PRESS.search(parts.agency) is not None
        sure = (
            (ends or (parts.printed is not None and place == Sureness.LISTED))
            and _looks_like_outlet(parts.agency)
            and place >= (Sureness.CAPITALS if telling else Sureness.LISTED)
        )
    elif parts.printed:
        sure = (place == Sureness.LISTED and ends) or (place == Sureness.CAPITALS and dash)
    else:
        sure = place == Sureness.LISTED and ends and _is_story_of(parts.place, story, spoken=":" in mark[0])
    return sure


def _opens_story(story: str) -> bool:
    first = story.lstrip("\"'“‘«„([¿¡ ")[:1]
    return bool(first) and not first.islower() and first.isalnum() and not _SCORE.match(story)


def _stands_alone(parts: Parts, story: str) -> bool:
    """Tell whether an agency's name alone opens a story: 'AGI - ...', not 'TREND - ...' or 'WHO - The agency ...'."""
    agency = parts.agency or ""
    telling = parts.printed is not None or (not is_word(agency) and " " not in agency)
    return telling and not _ABOUT_ITSELF.match(story)


def _is_story_of(place: str, story: str, *, spoken: bool) -> bool:
    """Tell whether a story can follow a place that nothing vouches for but the lexicon.

    A colon may follow a speaker of a transcript as well.
    """
    names = [one.strip() for one in re.split(r"[/,&]|\sand\s", place)]
    if is_doubtful(place) or (spoken and is_first_name(place)) or story[0] in "¿¡":
        return False
    if len(names) == 1 and not is_well_known(place):
        return False
    return _is_sentence(story) and not _ABOUT_ITSELF.match(story) and _ends_or_runs_on(story)


def _ends_or_runs_on(story: str) -> bool:
    return _PROSE_END.search(story[-12:].rstrip()) is not None or story.count(" ") >= 20


def _is_sentence(story: str) -> bool:
    words = story.split(maxsplit=5)
    return len(words) >= 5 and words[0].lower().strip(",.!") not in _SPOKEN


def _looks_like_outlet(name: str) -> bool:
    name = name.removeprefix("the ")
    words = name.split()
    return (
        0 < len(words) <= 5
        and (name[0].isupper() or name[0].isdigit())
        and all(word[0].isupper() or word[0].isdigit() or word in {"of", "the", "and"} for word in words)
    )
