"""The headline among the lines above a story, for pages without a heading that tells: dumps, and old layouts.

Each line that may be a headline is weighed: by the words that the story has again, by what stands below it, by its
length and its end. The first lines of a body count too where the headline was left in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.extract.bylines.author_lines import is_author_line, names_alone
from app.extract.cleaning.furniture import ends_like_prose, is_bar, is_credit, is_furniture
from app.extract.credit import parse_credit
from app.extract.dates.printed import list_dates
from app.extract.lines import LIST_MARK, UNSPACED, Line, count_words, read_lexicon, squeeze
from app.news import PARAGRAPH_BREAK, CleanText

_MENU = re.compile(
    r"[|›»>•].*[|›»>•]|[›»>]\s*$|^\W*$|^[©@#]|"
    r"^(?:advertisement|home|menu|skip to|sign in|log ?in|subscribe|photo|file|image)\b|"
    r"^(?:you are here|filed under|filed to|tags?|topics?|read more|more on|related|key points)\b|https?:|\S@\S",
    re.IGNORECASE,
)
_HANGUL = "\uac00"
_LABEL = re.compile(
    r"^(?:headline|title|subject|titel|schlagzeile|titre|título|titular|titolo|заголовок|标题|標題|題名|제목)\s?[:：]\s?|^#{1,3}\s",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\uac00-\ud7af]{2,}|[^\W\d_]{3,}|\d{2,}")
_STOP_WORDS = frozenset(word for row in read_lexicon("stop_words.txt") for word in row.split())
_TWO_SENTENCES = re.compile(r"[a-z\d)”\"]\.\s+[A-Z“\"]")
_STOPPED = re.compile(r"(?<!\.)[.。]$")
_STEM = 5
"""So many letters tell a word: 'returns' is 'returned'."""
_READ = 3000  # characters of the story
_ABOVE = 30  # lines
_MOST_IN_BODY = 3  # lines of a body that open it and are no prose
_LONGEST = 300  # characters
_BELOW = 3  # lines in which a byline or a date follows
_LEAST_HEADLINE = 5  # words of a headline over a standfirst; less are a kicker
_CLOSE = 2.5  # the difference of their weights
LEAST = 2.5
"""The weight from which a line is a headline without a title that says so."""


class Weighed(NamedTuple):
    """A line that may be the headline, the weight of what speaks for it, and where it stands: head or body."""

    text: str
    weight: float
    where: str


def list_weighed(clean: CleanText, headings: Collection[str] = ()) -> tuple[Weighed, ...]:
    """List the lines above the story that may be its headline, the likeliest first; `headings` are squeezed."""
    head = clean.head[-_ABOVE:]
    opening = _list_opening(clean.body)
    printed = (*head, *opening)
    lines = tuple(_LABEL.sub("", line) for line in printed)
    told = list_words(clean.body[sum(len(line) + len(PARAGRAPH_BREAK) for line in opening) :][:_READ])
    keys = [squeeze(line) for line in lines]
    frames = [_is_frame(line) for line in lines]
    weights: dict[int, float] = {}
    for at, line in enumerate(lines):
        if frames[at] or not may_be_headline(line):
            continue
        below = [is_frame for is_frame, key in zip(frames[at + 1 :], keys[at + 1 :], strict=True) if key][:_BELOW]
        weights[at] = (
            _weigh(line, told)
            + (1.5 if below[:1] == [True] else 0.75 if any(below) else 0.0)
            + (1.0 if keys[at] in keys[:at] else 0.0)
            + (1.5 if keys[at] in headings else 0.0)
            + (0.5 if at == 0 else 0.0)
            + (2.0 if line != printed[at] else 0.0)
        )
    _raise_above_standfirst(weights, lines)
    likely = sorted(weights, key=lambda at: -weights[at])
    return tuple(
        Weighed(lines[at].removeprefix(LIST_MARK), weights[at], "head" if at < len(head) else "body") for at in likely
    )


def _weigh(line: str, told: frozenset[str]) -> float:
    """Weigh a line by itself; weights by hand, for there are too few dumps with known headlines to learn them from."""
    n_words = count_words(line)
    return (
        4.5 * share_words(line, told)
        + (1.0 if 4 <= n_words <= 22 else 0.0 if 3 <= n_words <= 30 else -1.5)
        - (1.5 if _STOPPED.search(line) else 0.0)
        - (1.5 if _TWO_SENTENCES.search(line) else 0.0)
        - (1.0 if line.startswith(LIST_MARK) else 0.0)
        - (2.0 if names_alone(line) else 0.0)
    )


def _raise_above_standfirst(weights: dict[int, float], lines: Sequence[str]) -> None:
    """Weigh a headline above the longer line right below it, its standfirst, which has more words of the story."""
    candidates = sorted(weights, reverse=True)
    for below, above in pairwise(candidates):
        head, standfirst = lines[above], lines[below]
        apart = any(squeeze(line) for line in lines[above + 1 : below])
        is_headline = count_words(head) >= _LEAST_HEADLINE and not head.startswith(LIST_MARK)
        if not apart and is_headline and len(head) < len(standfirst) and 0 < weights[below] - weights[above] <= _CLOSE:
            weights[above] = weights[below] + 0.1


def may_be_headline(line: str) -> bool:
    """Tell whether a line above a story may be its headline: no menu, date, byline, share bar, caption or credit."""
    bare = Line(line.removeprefix(LIST_MARK))
    n_words = count_words(line)
    if not 2 <= n_words <= 45 or len(line) > _LONGEST or line.endswith((":", "：")):
        return False
    return not (_MENU.search(bare.text) or is_bar(line) or is_furniture(bare) or _is_frame(bare.text))


def _is_frame(line: str) -> bool:
    """Tell whether a line is one of those that frame a headline: a byline, a date, a credit."""
    line = line.removeprefix(LIST_MARK)
    if len(line) > _LONGEST:
        return False
    if is_author_line(line) or parse_credit(line):
        return True
    dated = sum(printed.end - printed.start for printed in list_dates(line))
    return dated * 2 >= len(line) or (dated > 0 and count_words(line) <= 12 and is_credit(Line(line)))


def _list_opening(body: str) -> tuple[str, ...]:
    """List the lines that open a body and are no prose, with prose after them: a headline and a byline left in it."""
    first = body.split(PARAGRAPH_BREAK, _MOST_IN_BODY)[: _MOST_IN_BODY + 1]
    n = next((n for n, line in enumerate(first) if len(line) > _LONGEST or ends_like_prose(line)), 0)
    return tuple(first[:n])


def list_words(text: str) -> frozenset[str]:
    """List the stems of a text's words, less those that every text has; pairs of characters in unspaced scripts."""
    pairs = [text[at : at + 2] for at in range(len(text) - 1) if UNSPACED.match(text[at])]
    words = (word for word in _WORD.findall(text.lower()) if word not in _STOP_WORDS and not UNSPACED.match(word))
    return frozenset([*map(_stem, words), *pairs])


def _stem(word: str) -> str:
    return word[:_STEM] if word[0] < _HANGUL else word[:2]


def share_words(line: str, told: frozenset[str]) -> float:
    """Give the share of a line's words, 0 to 1, that a text has; of few words less, as chance does more there."""
    words = list_words(line)
    return len(words & told) / (len(words) + 0.5)
