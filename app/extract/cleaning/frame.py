"""A story's frame: headline, credits, end mark and footer around it, and what of a page stands above and below it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from app.extract.cleaning.end_marks import is_end_mark, names_agency, split_end_mark, split_signature
from app.extract.cleaning.furniture import ends_like_prose, ends_story, is_bar, is_break, is_credit, is_furniture
from app.extract.lines import Line, count_words, squeeze

MAX_HEAD_LINES = 25
MAX_TAIL_LINES = 10
_MOST_WORDS_OF_A_SUBHEAD = 8
_LEAST_SIGNED = 6
"""Words of a sentence that an agency signs."""

_BIO = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){2,4}(?:is|was|covers|writes|reports|has covered|has written|has been)\b.{1,60}\b"
    r"(?:reporter|writer|editor|correspondent|columnist|journalist|contributor|producer|freelancer|fellow|intern)\b"
)
"""How an author's card begins: 'Ida Marsh is a senior reporter who covers ports.'"""
_SOURCE_LINE = re.compile(r"\W{0,2}(?:SOURCE|Source)\s+(?!:)[A-Z]")
_ABOUT = re.compile(r"(?:About|ABOUT|Über|À propos d[e'’]|Acerca de|Sobre|Informazioni su)\s*[^\W\d_a-z]")
_LEGAL_FOOTER = re.compile(
    r"(?:cautionary (?:note|statement)s?|forward[- ]looking (?:statement|information)s?|safe harbou?r|disclaimer"
    r"|notes? (?:to|for) (?:editors?|journalists)|(?:media|press|investor)s? (?:relations )?(?:contact|[ei]nquir)\w*"
    r"|pressekontakt|contacts? presse|contacto de prensa|contatti stampa|kontakt dla mediów)\b[^.]{0,40}$",
    re.IGNORECASE,
)


class Parts(NamedTuple):
    """A run of lines, told apart into the story and what frames it."""

    head: tuple[str, ...]
    story: tuple[Line, ...]
    tail: tuple[str, ...]


def split_story(lines: Sequence[Line], headlines: Collection[str]) -> Parts:
    """Split a story from headline, credits, furniture and end mark around and within it.

    `headlines` are squeezed texts that the page shows as its headline.
    """
    start, end = 0, len(lines)
    while start < end and _opens_story_frame(lines, start, headlines):
        start += 1
    story: list[Line] = []
    tail: list[str] = []
    signed = _find_signed(lines)
    for at in range(start, end):
        line = lines[at]
        if (is_end_mark(line.text) and at * 2 > end) or (ends_story(line.text) and len(story) >= 2):
            tail = [line.text, *(after.text for after in lines[at + 1 : end])]
            break
        if _opens_footer(lines, at, len(story)):
            tail = [after.text for after in lines[at:end]]
            break
        if at != signed and (is_furniture(line) or (line.level == 1 and squeeze(line.text) in headlines)):
            continue
        text, mark = split_end_mark(line.text)
        story.append(line._replace(text=text))
        if mark is not None and at > end // 2:
            tail = [mark, *(after.text for after in lines[at + 1 : end])]
            break
    while story and _closes_story_frame(story[-1]):
        tail.insert(0, story.pop().text)
    if story:
        text, mark = split_signature(story[-1].text)
        if mark is not None:
            story[-1] = story[-1]._replace(text=text)
            tail.insert(0, mark)
    return Parts(tuple(line.text for line in lines[:start]), tuple(story), tuple(tail[:MAX_TAIL_LINES]))


def _find_signed(lines: Sequence[Line]) -> int | None:
    """Find the last sentence where an agency's name stands behind it; on any other line that would end a caption."""
    for at in range(len(lines) - 1, 0, -1):
        text, mark = split_signature(lines[at].text)
        if ends_like_prose(text) and count_words(text) >= _LEAST_SIGNED:
            return at if mark else None
    return None


def _opens_story_frame(lines: Sequence[Line], at: int, headlines: Collection[str]) -> bool:
    line = lines[at]
    if squeeze(line.text) in headlines or (line.level > 0 and not _heads_part(lines, at)):
        return True
    return is_furniture(line) or is_credit(line) or is_bar(line.text) or is_break(line.text)


def _heads_part(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a heading is the first of several that part the story, as a round-up begins with one."""
    line = lines[at]
    if line.level == 1 or count_words(line.text) > _MOST_WORDS_OF_A_SUBHEAD or ends_like_prose(line.text):
        return False
    return any(other.level == line.level for other in lines[at + 1 :])


def _closes_story_frame(line: Line) -> bool:
    announces = line.text.endswith(":") and len(line.text) < 60
    is_card = len(line.text) < 300 and bool(_BIO.match(line.text))
    return line.level > 0 or announces or is_card or is_credit(line) or _is_mark(line.text) or is_break(line.text)


def _opens_footer(lines: Sequence[Line], at: int, n_story: int) -> bool:
    """Tell whether a press release's footer starts here: 'SOURCE Acme Inc.', 'About Acme'."""
    text = lines[at].text
    if n_story < 3 or len(text) > 80:
        return False
    if _SOURCE_LINE.match(text):
        return True
    return bool(_LEGAL_FOOTER.match(text) or (_ABOUT.match(text) and not ends_like_prose(text) and at * 3 > len(lines)))


def frame_story(
    shown: Sequence[Line], keys: Sequence[str], parts: Parts, headlines: Collection[str], most: int = MAX_HEAD_LINES
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the lines that a page shows above the story, from the headline on, and those below it, end mark first.

    `keys` are the shown lines squeezed, `headlines` squeezed texts; where the page shows none of these above the
    story, the head is at most `most` lines.
    """
    if not parts.story:
        return (), ()
    places = {key: at for at, key in reversed(list(enumerate(keys)))}
    mark = squeeze(parts.tail[0]) if parts.tail else ""

    def place(line: Line) -> int | None:
        key = squeeze(line.text)
        return places.get(key, places.get(key + mark))

    start = next((at for line in parts.story if (at := place(line)) is not None), None)
    if start is None:
        return parts.head[-most:], parts.tail
    last = keys[next(at for line in reversed(parts.story) if (at := place(line)) is not None)]
    end = next(at for at in range(len(keys) - 1, -1, -1) if keys[at] == last)
    above = range(start - 1, -1, -1)
    top = next((at for at in above if shown[at].level == 1), None)
    if top is None:
        top = next((at for at in above if keys[at] in headlines), max(0, start - most))
    head = tuple(line.text for line in shown[top:start])[-MAX_HEAD_LINES:]
    tail = tuple(line.text for line in shown[end + 1 : end + 1 + MAX_TAIL_LINES])
    if parts.tail and _is_mark(parts.tail[0]) and tail[:1] != parts.tail[:1]:
        tail = (parts.tail[0], *tail)[:MAX_TAIL_LINES]
    return head, tail


def _is_mark(text: str) -> bool:
    return is_end_mark(text) or names_agency(text)


def skip_credits(lines: Sequence[Line], start: int, end: int) -> int:
    """Skip a byline or date and what stands before it, captions and the like, where at most one sentence does."""
    n_prose = 0
    cut = start
    for at in range(start, min(start + 6, end)):
        if is_credit(lines[at]):
            cut = at + 1
        n_prose += ends_like_prose(lines[at].text)
        if n_prose > 1:
            break
    return cut
