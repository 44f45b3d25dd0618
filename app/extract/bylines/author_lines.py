"""The lines on which a page prints who wrote its story, cut to that.

By Jane Doe, Reuters Published 8 November 2022 3 min read -> By Jane Doe, Reuters
2012年10月09日 来源：新华社 作者：林若溪 打印 -> 作者：林若溪
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from app.extract.cleaning.furniture import ends_like_prose
from app.extract.dates.printed import list_dates
from app.extract.lines import LIST_MARK, read_lexicon, squeeze
from app.news import PARAGRAPH_BREAK, CleanText

WORDS = {row["kind"]: row["words"].split("|") for row in csv.DictReader(read_lexicon("byline_words.csv"))}
"""Of bylines, by kind: opener, label, joiner, after, job, not_person, particle, desk ..."""
GIVEN_NAMES = frozenset(
    name
    for names in (
        *(row["names"] for row in csv.DictReader(read_lexicon("given_names.csv"))),
        *read_lexicon("first_names.txt"),
    )
    for name in names.split()
)
"""First names, in small letters."""
LONGEST = 200
"""Characters of an author line that are read."""


def _any_of(kind: str) -> str:
    return "|".join(sorted(map(re.escape, WORDS[kind]), key=len, reverse=True))


_NOT_PERSON = frozenset(WORDS["not_person"])
_JOBS = frozenset(WORDS["job"])
_HAN = r"\u3040-\u30ff\u3400-\u9fff·"
_ROLE = _any_of("role")
_BY = re.compile(rf"^(?:an? )?(?:(?:{_ROLE}) ){{0,2}}by[:\s]\s*\S", re.IGNORECASE)
_CAPITAL = r"(?![a-zà-ÿ])[^\W\d_][\w'’.-]*"
_FULL_NAME = rf"{_CAPITAL}(?:\s(?:(?:{_any_of('particle')})\s){{0,2}}{_CAPITAL}){{1,3}}"
# A name in small letters after it is one with 'von', not a line by somebody.
_FOREIGN_BY = re.compile(
    rf"^(?:{_any_of('by')})\s{_FULL_NAME}$|"
    rf"^(?:(?i:(?:{_any_of('before_by')})\s(?:{_any_of('by')}))|(?:{_any_of('by').title()}))"
    r"\s+(?=[^\W\d_])(?![a-zà-ÿ])[^.!?:]+$"
)
_OPENS_FOREIGN = re.compile(rf"(?:{_any_of('before_by')}|{_any_of('by')})\s", re.IGNORECASE)
# What a template prints before it is a date or a section: 11/19/2019 by Jane Doe, Publié le 4 mars par Jean Dupont.
_BY_WITHIN = re.compile(
    rf"(?P<bar>[|•·/]\s)?(?:^|(?<=[\s/|·•–—-]))(?P<line>(?:[Bb]y|BY|{_any_of('by')})\s(?=[A-ZÀ-Þ])[^.!?]{{3,80}})$"
)
# In a language whose 'by' is another's word or name a known first name has to follow: Na Amina Juma, Ni Maria Santos.
_KNOWN_BY = re.compile(rf"^(?i:{_any_of('known_by')})\s(?P<first>{_CAPITAL})\s{_CAPITAL}")
_ALONE_BY = re.compile(rf"^(?:by|{_any_of('by')}|(?:{_any_of('label')})\s?:)$", re.IGNORECASE)
_INTERVIEW = re.compile(rf"^(?:{_any_of('interview_label')})\s?[:：]\s", re.IGNORECASE)
_LABELLED = re.compile(
    rf"(?<![^\W\d_])(?:[\u3400-\u9fff]{{2,6}}(?=(?:记者|記者)[\s:：]))?"
    rf"(?P<label>(?:{_any_of('label')}|{_any_of('interview_label')})\s?[:：]\s?|(?:{_any_of('spaced_label')})\s|(?:图|圖)?文\s?[／/・]\s?"
    rf"|(?:記者|记者)(?=[{_HAN}]{{2,4}}\s?[／/]))(?P<names>[^|•:：()（）\[\]【】<>\d／]{{2,80}})",
    re.IGNORECASE,
)
_MAY_LABEL = re.compile(rf"[:：／/・{_HAN}]")
_FIELD_END = re.compile(r"\s[/|•·]\s")
_HAN_NAMES = re.compile(rf"[{_HAN}]+|[、，,/\s]+")
_IN_DATELINE = re.compile(r"[电電]\s?[（(](?P<line>(?:记者|記者|通讯员)[\s:：]?[^（）()\d]{2,40})[）)]")
# A Chinese name has three characters where the place follows it at once: 記者王怡君嘉義二十四日電.
_BEFORE_PLACE = re.compile(
    r"(?P<line>(?:記者|记者)[\u3400-\u9fff]{3})(?=[\u3400-\u9fff]{2,6}?[\d一二三四五六七八九十]{1,4}日(?:專|专)?[電电])"
)
_JAPANESE = re.compile(r"^【(?P<names>[\u3400-\u9fff]{2,6}(?:、[\u3400-\u9fff]{2,6}){0,5})】$")
_KOREAN = re.compile(
    r"(?<![\uac00-\ud7af])(?:[\uac00-\ud7af]{2,4}\s?[·,]\s?){0,4}[\uac00-\ud7af]{2,4}\s?(?:선임|수습|전문|객원)?"
    r"(?:기자|특파원|논설위원)(?![\uac00-\ud7af])"
)
_SIGN_OFF = re.compile(
    r"^[\W_]*(?:reporting|written|report|words|story)\sby:?\s(?P<names>[^;.)]{3,120})", re.IGNORECASE
)
_FURNITURE = re.compile(
    r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b(?:(?:last\s|first\s)?(?:published|updated|posted|modified|filed)\b(?!\sby)"
    r"|\d{1,3}[\s-]?min(?:ute)?s?(?:\sread|\sago|\b)|\d{1,3}\s(?:hours?|days?|weeks?)(?:\sago|$)"
    r"|\d{1,2}[:.h]\d\d|(?:text|font)\ssize\b"
    r"|(?:veröffentlicht|publiziert|aktualisiert|publié|publicado|pubblicato|actualizado|mis à jour)\b"
    r"|(?<=\w)(?-i:Published|Updated|Posted)\b"
    r"|(?:share|print|e-?mail|comments?|tweet|facebook|twitter|whatsapp|follow)\b)|\S+@\S|\s@\w",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s[(（][^()（）]{1,60}[)）]")
_LOOSE_END = re.compile(r"(?:[\s\-–—|·•,:/(]|\s(?:on|at|am|le|el|il|vom|den|em)(?=[\s,:]*$))+$", re.IGNORECASE)
_LONE = re.compile(
    rf"(?P<names>{_FULL_NAME}(?:\s(?:and|&|und|et|y|e|en|och|og)\s{_FULL_NAME})?)"
    r"(?:$|,\s|\s[-–—|•·/]\s|\s@|\sin\s|\s\d|\s\().*"
)
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN_LONE = re.compile(r"[\u3400-\u9fff]{3,5}(?:、[\u3400-\u9fff]{3,5}){0,5}\s(?=\d{4}\s?年)")
_ABOVE = 12  # lines above the story
_NEXT = 2  # lines from one author to the next, for an address may stand between
_BELOW = 6  # lines below it
_ENDING = 4  # lines of a body's end in which an author may be named behind a label
_MOST_OPENING = 3  # lines of a body that may still stand above the story
_AFTER_HEADLINE = 2  # lines below the headline in which a name stands alone
_MOST_WORDS, _MOST_FOREIGN = 25, 7
_FIRST_WORDS = 6  # of a line, half of which have a capital where it names people


def list_printed(clean: CleanText, headline: str = "") -> list[tuple[str, str]]:
    """List the author lines of a story, and where each stands.

    First those above it, the nearest first, then in its first lines, at its end, and a name alone below the headline.
    """
    head = _join_alone([_bare(line) for line in clean.head[-_ABOVE:]])
    opening = _list_opening(clean.body)
    said = _join_next((*head, *opening))
    found = [("head", line) for at, line in reversed(said) if at < len(head)]
    start = clean.body[:LONGEST]
    if inline := _IN_DATELINE.search(start) or _BEFORE_PLACE.search(start):
        found.append(("body", inline["line"]))
    found += [("body", line) for at, line in said if at >= len(head)]
    story = clean.body.split(PARAGRAPH_BREAK, len(opening))[-1]
    lines = [*_join_alone([*map(_bare, clean.head)]), *opening]
    alone = _list_lone(lines, headline, story, marked=clean.method != "dump")
    found += [("head", line) for line in alone]
    ending = clean.body.rsplit(PARAGRAPH_BREAK, _ENDING)[1:]
    found += [("tail", line) for printed in (*clean.tail[:_BELOW], *ending[::-1]) for line in _read_end(printed)]
    found += [("tail", line) for printed in clean.tail[:1] for line in _read(printed)]
    found += [("tail", line) for line in ending[-1:] if _signs(line, story)]
    # Whom an interview is with the story names, and seldom who held it.
    told = [(where, line) for where, line in found if not _INTERVIEW.match(line) or line.split()[-1] not in story]
    return [(where, line[:LONGEST].strip()) for where, line in told if len(line.split()) <= _MOST_WORDS]


def _bare(line: str) -> str:
    """Give a line without its list mark and the stars by which plain text prints slanted or bold words."""
    return line.removeprefix(LIST_MARK).replace("**", "").strip("*_ ")


def _join_alone(lines: Sequence[str]) -> list[str]:
    """Join a line that is no more than 'By' or 'Author:' to the next: a template sets the name apart."""
    joined: list[str] = []
    for line in lines:
        if joined and _ALONE_BY.match(joined[-1]):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _signs(line: str, story: str) -> bool:
    """Tell whether a line at a story's end is no more than the name of who wrote it: a known one, not of the story."""
    lone = _LONE.match(line)
    if lone is None or lone.end("names") != len(line) or lone["names"].split()[-1] in story.removesuffix(line):
        return False
    return lone["names"].split()[0].lower() in GIVEN_NAMES


def _list_opening(body: str) -> tuple[str, ...]:
    """List the lines that open a body and are no prose: a byline may have been left in it."""
    first = body.split(PARAGRAPH_BREAK, _MOST_OPENING)[:_MOST_OPENING]
    return tuple(
        _bare(line) for line in first if len(line) <= LONGEST and (_BY.match(line) or not ends_like_prose(line))
    )


def _join_next(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Read the author lines among some, with their places; two that say 'by' are one where they follow each other."""
    joined: list[tuple[int, str]] = []
    last = -_NEXT
    for at, printed in enumerate(lines):
        for line in _read(printed):
            before = joined[-1][1] if joined and at - last <= _NEXT else ""
            if _BY.match(before) and _BY.match(line) and line not in before:
                joined[-1] = (joined[-1][0], f"{before}, {line}")
            elif line not in before:
                joined.append((at, line))
            last = at
    return joined


def _read_end(line: str) -> Iterator[str]:
    """Read the line that closes a story: (Reporting by Jane Doe; Editing by ...), 홍길동 기자, Pewarta: ...."""
    if len(line) > LONGEST:
        return
    if signed := _SIGN_OFF.match(line):
        yield f"By {signed['names'].strip()}"
    elif japanese := _JAPANESE.match(line):
        yield japanese["names"]
    yield from (found[0] for found in _KOREAN.finditer(line))
    yield from _read_labelled(line)


def _list_lone(lines: Sequence[str], headline: str, story: str, *, marked: bool) -> Iterator[str]:
    """List the names that stand alone below a headline, without a word that says what they are there for.

    A job, a handle or a date in the line or beside it says it. Whom a picture shows the story names too; so a name
    that it has not is an author's next to the headline or to the story; but markup would say so.
    """
    key = squeeze(headline)
    top = next((at for at in range(len(lines) - 1, -1, -1) if key and squeeze(lines[at]) == key), None)
    if top is None:
        return
    below = [line for line in lines[top + 1 :] if squeeze(line) and not ends_like_prose(line)]
    for at, line in enumerate(below):
        if at < _AFTER_HEADLINE and _KANA.search(story[:LONGEST]) and _HAN_LONE.match(line):
            yield cut_line(line)
        lone = _LONE.match(line) if len(line) <= LONGEST else None
        if lone is None or lone["names"].split()[-1] in story:
            continue
        after = line[lone.end("names") :]
        if _names_job(after) and at < _AFTER_HEADLINE:
            yield cut_line(line)
        elif lone["names"].split()[0].lower() in GIVEN_NAMES:
            next_to = not marked and (at == 0 or at == len(below) - 1)
            told = after.startswith(" in ") or any(
                _is_told(text) for text in (after, *below[max(0, at - 1) : at], *below[at + 1 : at + 2])
            )
            if next_to or told:
                yield cut_line(line)


def _is_told(text: str) -> bool:
    return _FURNITURE.search(text) is not None or _names_job(text) or bool(list_dates(text))


def _names_job(text: str) -> bool:
    return any(word.strip(",.|").lower() in _JOBS for word in text.split())


def is_author_line(line: str) -> bool:
    """Tell whether a line says that it names authors; 'By air, sea or rail: how the ferry came back' does not."""
    if next(_read(line), None) is None:
        return False
    words = line.split()[:_FIRST_WORDS]
    return len(words) < _FIRST_WORDS or 2 * sum(not word[0].islower() for word in words) >= len(words)


def names_alone(line: str) -> bool:
    """Tell whether a line is no more than a person's name, by its first name, with a job or a place behind it."""
    lone = _LONE.match(line.removeprefix(LIST_MARK)[:LONGEST])
    if lone is None:
        return False
    known = lone["names"].split()[0].lower() in GIVEN_NAMES
    return known and (lone.end("names") == len(line) or _names_job(line[lone.end("names") :]))


def cut_line(line: str) -> str:
    """Cut an author line at the date, the time or the share bar that follows in it; the line where nothing is left."""
    furniture = _FURNITURE.search(line)
    ends = [found.start for found in list_dates(line)] + ([furniture.start()] if furniture else [])
    cut = _LOOSE_END.sub("", line[: min(ends, default=len(line))])
    return cut if len(cut.split()) > 1 or not cut.isascii() else line


def _read(line: str) -> Iterator[str]:
    if len(line) > LONGEST:
        return
    if _BY.match(line) or ((known := _KNOWN_BY.match(line)) and known["first"].lower() in GIVEN_NAMES):
        yield cut_line(line)
    elif (within := _BY_WITHIN.search(line)) and (within["bar"] or list_dates(line[: within.start()])):
        yield cut_line(within["line"])
    elif _OPENS_FOREIGN.match(line):
        cut = cut_line(line)
        bare = _BRACKETED.sub("", cut)
        if _FOREIGN_BY.match(bare) and len(bare.split()) <= _MOST_FOREIGN:
            yield cut
    yield from _read_labelled(line)
    yield from (found[0] for found in _KOREAN.finditer(line))


def _read_labelled(line: str) -> Iterator[str]:
    if not _MAY_LABEL.search(line):
        return
    for labelled in _LABELLED.finditer(line):
        names = labelled["names"]
        if re.match(rf"[{_HAN}]", names):
            names = _leading_names(names)
        if names:
            yield cut_line(_FIELD_END.split(f"{labelled['label']}{names}".strip())[0])


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
