"""The lines on which a page prints who wrote its story, cut to that.

By Jane Doe, Reuters Published 8 November 2022 3 min read -> By Jane Doe, Reuters
2012年10月09日 来源：新华社 作者：林若溪 打印 -> 作者：林若溪
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from app.extract.dates import list_dates
from app.extract.lines import read_lexicon
from app.news import CleanText

WORDS = {row["kind"]: row["words"].split("|") for row in csv.DictReader(read_lexicon("byline_words.csv"))}
"""Of bylines, by kind: opener, joiner, after, not_person, particle, desk, label."""
LONGEST = 200
"""Characters of an author line that are read."""

_NOT_PERSON = frozenset(WORDS["not_person"])
_HAN = r"\u3040-\u30ff\u3400-\u9fff·"
_HAN_LABELS = "|".join(label for label in WORDS["label"] if not label.isascii())
_LABELS = "|".join(sorted(map(re.escape, WORDS["label"]), key=len, reverse=True))
_BY = re.compile(r"^(?:written |story |words |reported |text |reporting )?by[:\s]\s*\S", re.IGNORECASE)
# A name in small letters after it is one with 'von', not a line by somebody.
_FOREIGN_BY = re.compile(r"^(?:Von|Por|Par|Di|Door|Av|Af)\s+(?=[^\W\d_])(?![a-zà-ÿ])[^.!?:]+$")
_LABELLED = re.compile(
    rf"(?<![^\W\d_])(?P<label>(?:{_LABELS})\s?[:：]\s?|(?:{_HAN_LABELS})\s)(?P<names>[^|•:：()（）\[\]【】<>\d]{{2,80}})"
)
_HAN_NAMES = re.compile(rf"[{_HAN}]+|[、，,/\s]+")
_IN_DATELINE = re.compile(r"[电電]\s?[（(](?P<line>(?:记者|記者|通讯员)[\s:：]?[^（）()\d]{2,40})[）)]")
_KOREAN = re.compile(r"(?<![\uac00-\ud7af])[\uac00-\ud7af]{2,4}\s?(?:기자|특파원)(?![\uac00-\ud7af])")
_FURNITURE = re.compile(
    r"\b(?:(?:last\s|first\s)?(?:published|updated|posted|modified|filed)\b(?!\sby)"
    r"|\d{1,3}[\s-]?min(?:ute)?s?(?:\sread|\sago|\b)|\d{1,3}\s(?:hours?|days?)\sago"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\d{1,2}[:.h]\d\d|(?:text|font)\ssize\b"
    r"|(?:share|print|e-?mail|comments?|tweet|facebook|twitter|whatsapp)\b)|\S+@\S",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"(?:[\s\-–—|·•,:/(]|\s(?:on|at|am|le|el|il|vom|den)(?=[\s,:]*$))+$", re.IGNORECASE)
_ABOVE = 12  # lines above the story
_MOST_WORDS, _MOST_FOREIGN = 25, 7


def list_printed(clean: CleanText) -> list[tuple[str, str]]:
    """List the author lines above the story, the nearest first, then in its first line; and which of the two."""
    first = clean.body.split("\n", 1)[0]
    found = [("head", line) for printed in reversed(clean.head[-_ABOVE:]) for line in _read(printed)]
    if inline := _IN_DATELINE.search(first[:LONGEST]):
        found.append(("body", inline["line"]))
    elif len(first) <= LONGEST and _BY.match(first):
        found.append(("body", cut_line(first)))
    return [(where, line[:LONGEST].strip()) for where, line in found if len(line.split()) <= _MOST_WORDS]


def is_author_line(line: str) -> bool:
    """Tell whether a line says that it names authors."""
    return next(_read(line), None) is not None


def cut_line(line: str) -> str:
    """Cut an author line at the date, the time or the share bar that follows in it; the line where nothing is left."""
    furniture = _FURNITURE.search(line)
    ends = [found.start for found in list_dates(line)] + ([furniture.start()] if furniture else [])
    cut = _LOOSE_END.sub("", line[: min(ends, default=len(line))])
    return cut if len(cut.split()) > 1 or not cut.isascii() else line


def _read(line: str) -> Iterator[str]:
    if len(line) > LONGEST:
        return
    if _BY.match(line) or (_FOREIGN_BY.match(line) and len(cut_line(line).split()) <= _MOST_FOREIGN):
        yield cut_line(line)
    for labelled in _LABELLED.finditer(line):
        names = labelled["names"]
        if re.match(rf"[{_HAN}]", names):
            names = _leading_names(names)
        if names:
            yield cut_line(f"{labelled['label']}{names}".strip())
    yield from (found[0] for found in _KOREAN.finditer(line))


def _leading_names(text: str) -> str:
    """Give the names that open a text in Chinese characters, which has spaces between names and before other words."""
    names = end = 0
    for part in _HAN_NAMES.finditer(text):
        if part.start() != end and names == 0:
            break
        if re.match(rf"[{_HAN}]", part[0]):
            # After a space a name has two or three characters; a longer word is another field or a place.
            if part[0] in _NOT_PERSON or not 2 <= len(part[0]) <= (3 if names else 4):
                break
            names, end = names + 1, part.end()
    return text[:end]
