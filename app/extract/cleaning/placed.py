"""Found lines, and where on their page they stand: what around them tells that they are no part of the story.

An extractor gives lines that look like a story's. The page knows more of them: whether they stand in a box, below the
heading of the readers' comments, in cards below the links that they tease, above the byline; and what stood between.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice, pairwise

from app.extract.cleaning.end_marks import split_end_mark
from app.extract.cleaning.furniture import (
    ends_like_prose,
    is_byline,
    is_credit,
    is_date,
    is_furniture,
    names_poster,
    opens_comments,
)
from app.extract.lines import LIST_MARK, Line, count_words, squeeze

Placed = tuple[Line, int | None]
"""A found line, and where among the lines that the page shows it stands."""
_LEAST_SENTENCE = 6
_MOST_BOXED = 0.3
_MOST_WORDS_OF_A_LABEL = 8
_WIDEST_GAP = 3
_WIDEST_POSTS = 12
_SIDEBAR_GAP = 3
"""Of the lines that a page shows between two of the story: more of them below its last sentence, and it is over."""
_MOST_SUBHEADS = 2
_MOST_HEADS = 8
_BYLINES_ABOVE = 8
_MOST_OF_A_CARD = 4
"""Lines of the card at a story's end that tells who wrote it."""
_BIO = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.'’-]+ (?:[^\W\d_a-z][\w.'’-]* )?[^\W\d_a-z][\w.'’-]+)"
    r"(?:$|[,.:|]| (?:is|was|has|covers|writes|reports|works|joined|can|et|est|ist|schreibt|es|escribe|é|è)\b)"
)
_ISLAND_GAP = 4
_LEAST_ABOVE = 0.3
"""Of what was found: the share that must stand above cards and comments for them to be no story themselves."""


def keep_story(lines: Sequence[Line], shown: Sequence[Line], keys: Sequence[str]) -> list[Line]:
    """Keep of the lines found on a page that shows these those of the story, and put back what was lost within it.

    `keys` are the shown lines squeezed.
    """
    placed = _drop_boxes(_place_lines(lines, keys))
    placed = _drop_below_comments(_drop_above_byline(placed, shown), shown)
    placed = _drop_author(_drop_sidebars(_drop_cards(placed, shown), shown), shown)
    return _restore_lines(_drop_announcements(placed, shown), shown)


def _place_lines(lines: Sequence[Line], keys: Sequence[str]) -> list[Placed]:
    """Tell where on the page each found line stands; None where no line of the page is like it, as for a table's row.

    A text that the page shows several times stands nearest to the line above it, the first line nearest to the next.
    """
    places: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if key:  # a line of signs alone is like any other
            places.setdefault(key, []).append(at)
    found = [places.get(squeeze(line.text), []) for line in lines]
    below = next((where[0] for where in found if len(where) == 1), len(keys))
    above: int | None = None
    placed: list[Placed] = []
    for line, where in zip(lines, found, strict=True):
        n = bisect_left(where, below) - 1 if above is None else min(bisect_right(where, above), len(where) - 1)
        above = where[max(n, 0)] if where else above
        placed.append((line, above if where else None))
    return _sort_lines(placed, [where[0] if len(where) == 1 else None for where in found])


def _sort_lines(placed: list[Placed], certain: Sequence[int | None]) -> list[Placed]:
    """Give the lines in the order of the page, which an extractor that tries several parts of it may have lost.

    A line that the page shows more than once goes with the one above it.
    """
    places = list(accumulate(certain, lambda above, at: above if at is None else at, initial=-1))[1:]
    if all(above <= below for above, below in pairwise(places)):
        return placed
    return [placed[n] for n in sorted(range(len(placed)), key=places.__getitem__)]


def _drop_boxes(placed: Sequence[Placed]) -> list[Placed]:
    """Drop what stands in a box beside the text, by its class; a box that holds much of the story is none."""
    n_boxed = _count_characters(line for line, _ in placed if line.boxed)
    if n_boxed > _MOST_BOXED * _count_characters(line for line, _ in placed):
        return list(placed)
    return [(line, at) for line, at in placed if not line.boxed]


def _drop_above_byline(placed: Sequence[Placed], shown: Sequence[Line]) -> list[Placed]:
    """Drop what stands above the byline or the date: a deck, a kicker; at most a sentence, and only of the first lines.

    A page that prints its date between two paragraphs of the story has printed the headline below the first.
    """
    sentences = [at for line, at in placed if _is_sentence(line)][:2]
    if len(sentences) < 2 or sentences[1] is None:
        return list(placed)
    first = min((at for _, at in placed if at is not None), default=0)
    signed = next((at for at in range(sentences[1] - 1, first, -1) if _signs(shown[at])), -1)
    return [(line, at) for line, at in placed if at is None or at > signed]


def _signs(line: Line) -> bool:
    return not line.aside and (is_byline(line.text) or is_date(line.text))


def _drop_below_comments(placed: Sequence[Placed], shown: Sequence[Line]) -> list[Placed]:
    """Drop the readers' comments: all that stands below their heading, where the story stands above it."""
    heads = (at for at, line in enumerate(shown) if line.linked < 0.9 and opens_comments(line.text))
    for head in islice(heads, _MOST_HEADS):
        above: list[Placed] = []
        last = 0
        for line, at in placed:
            last = last if at is None else at
            if last < head:
                above.append((line, at))
        if _holds_story(above, placed):
            return above
    return list(placed)


def _drop_cards(placed: Sequence[Placed], shown: Sequence[Line]) -> list[Placed]:
    """Drop teasers and comments at the end: each far from it, below a linked heading or a date."""
    islands: list[list[list[Placed]]] = []
    last: int | None = None
    for line, at in placed:
        gap = 0 if at is None or last is None else at - last - 1
        if not islands or gap >= _ISLAND_GAP or gap < 0:
            islands.append([[]])
        elif gap:
            islands[-1].append([])
        islands[-1][-1].append((line, at))
        last = at if at is not None else last
    while len(islands) > 1 and all(_is_card(block[0][1], shown) for block in islands[-1]):
        kept = [item for island in islands[:-1] for block in island for item in block]
        if not _holds_story(kept, placed):
            break
        islands.pop()
    return [item for island in islands for block in island for item in block]


def _is_card(at: int | None, shown: Sequence[Line]) -> bool:
    if not at:
        return False
    above = shown[at - 1]
    return not above.aside and ((above.level > 0 and above.linked >= 0.9) or is_date(above.text))


def _holds_story(kept: Sequence[Placed], placed: Sequence[Placed]) -> bool:
    n_kept = _count_characters(line for line, _ in kept)
    enough = n_kept >= _LEAST_ABOVE * _count_characters(line for line, _ in placed)
    return enough and sum(_is_sentence(line) for line, _ in kept) >= 2


def _drop_author(placed: Sequence[Placed], shown: Sequence[Line]) -> list[Placed]:
    """Drop from the story's end what begins with the name in its byline: who wrote it is no part of it."""
    first = next((at for _, at in placed if at is not None), 0)
    above = [squeeze(line.text) for line in shown[max(0, first - _BYLINES_ABOVE) : first] if _may_be_byline(line)]
    for n in range(max(3, len(placed) - _MOST_OF_A_CARD), len(placed)):
        bio = _BIO.match(placed[n][0].text)
        name = squeeze(bio["name"]) if bio else ""
        if name and any(key in {name, "by" + name} or key.startswith("by" + name) for key in above):
            return list(placed[:n])
    return list(placed)


def _may_be_byline(line: Line) -> bool:
    return not line.aside and not line.level and count_words(line.text) <= 10 and not ends_like_prose(line.text)


def _drop_sidebars(placed: Sequence[Placed], shown: Sequence[Line]) -> list[Placed]:
    """Drop what follows the last sentence of the story from elsewhere on the page: headings and boxes of a sidebar.

    It is elsewhere where the page shows several lines in between, or where what a heading announced is left out.
    """
    last = next((n for n in range(len(placed) - 1, -1, -1) if _is_sentence(placed[n][0])), len(placed))
    kept = list(placed[: last + 1])
    at = kept[-1][1] if kept else None
    for line, place in placed[last + 1 :]:
        if at is not None and place is not None and not at < place <= at + _SIDEBAR_GAP:
            break
        kept.append((line, place))
        at = place if place is not None else at
    if len(kept) == last + 2 and _announces_links(*kept[-1], shown):
        kept.pop()
    return kept


def _is_sentence(line: Line) -> bool:
    return ends_like_prose(split_end_mark(line.text)[0]) and count_words(line.text) >= _LEAST_SENTENCE


def _announces_links(line: Line, at: int | None, shown: Sequence[Line]) -> bool:
    below = at + 1 if at is not None else len(shown)
    return not ends_like_prose(line.text) and below < len(shown) and shown[below].linked >= 0.9


def _drop_announcements(placed: Sequence[Placed], shown: Sequence[Line]) -> list[Placed]:
    """Drop a short line within the story that only announces links: 'People are also reading'."""
    kept = list(placed[:1])
    for (line, at), (_, below) in pairwise(placed[1:]):
        if at is not None and below is not None and _is_label(line):
            between = shown[at + 1 : below]
            n_needed = 1 if line.text.endswith((":", "：", "…", "...")) else 3 if line.level else 2
            if len(between) >= n_needed and all(other.linked >= 0.9 for other in between):
                continue
        kept.append((line, at))
    return [*kept, *placed[max(1, len(placed) - 1) :]]


def _is_label(line: Line) -> bool:
    return count_words(line.text) <= _MOST_WORDS_OF_A_LABEL and not line.text.startswith(LIST_MARK)


def _restore_lines(placed: Sequence[Placed], shown: Sequence[Line]) -> list[Line]:
    """Put back the few lines that the page shows between two of the story: a subhead, a short answer, a post.

    Links, credits, furniture and what the page marks as no part of the text, an aside, stay out, and all with them but
    the headings right above the lower line: each entry of a live blog has one, below the share bar of the other.
    """
    restored = [line for line, _ in placed[:1]]
    for (upper, above), (line, at) in pairwise(placed):
        lost = shown[above + 1 : at] if above is not None and at is not None else ()
        in_box = upper.aside and line.aside
        is_post = 0 < len(lost) <= _WIDEST_POSTS and names_poster(lost[-1].text)
        if is_post or (len(lost) <= _WIDEST_GAP and all(_may_be_lost(line, in_box=in_box) for line in lost)):
            restored += lost
        elif len(lost) <= _WIDEST_POSTS and not line.level:
            restored += _list_subheads(lost)
        restored.append(line)
    return restored


def _list_subheads(lost: Sequence[Line]) -> list[Line]:
    """List the headings that the lost lines end with; none where they may announce what else was lost."""
    n = next((n for n, line in enumerate(reversed(lost)) if not 1 < line.level <= 4), len(lost))
    subheads = list(lost[len(lost) - n :])
    return subheads if n <= _MOST_SUBHEADS and all(_may_be_lost(line, in_box=False) for line in subheads) else []


def _may_be_lost(line: Line, *, in_box: bool) -> bool:
    beside = line.aside and not in_box
    return line.linked < 0.3 and line.level != 1 and not beside and not is_furniture(line) and not is_credit(line)


def _count_characters(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)
