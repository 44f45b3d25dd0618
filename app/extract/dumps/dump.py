"""A plain-text dump of a page, no markup left to go by: find the story's lines among the furniture.

text -> printed lines -> their looks -> their chances -> the story's run of them -> its body, head and tail
"""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.cleaning.frame import frame_story, skip_credits, split_story
from app.extract.cleaning.furniture import is_bar, is_credit, is_furniture
from app.extract.dumps.lines import PrintedLine, list_printed_lines
from app.extract.dumps.model import Chances, read_forest
from app.extract.dumps.neighbours import Matrix, measure_lines
from app.extract.dumps.story import Run, find_story
from app.extract.lines import LIST_MARK, Line, count_words, fold, squeeze
from app.news import PARAGRAPH_BREAK, CleanText

MAX_ABOVE = 25
"""The lines above a story that its headline is looked for in."""
_LEAST_WORDS_OF_A_LIST = 20
_LONG_WORDS = 25
"""Characters of three words that are no menu: Schaf gewinnt Blitzerfoto-Wettbewerb."""


def clean_dump(text: str) -> CleanText:
    """Find the story in a dump; an empty body where no line looks like one.

    Lines that were wrapped hard at one width are joined to paragraphs first; where a paragraph is a line it stays so.
    """
    printed = list_printed_lines(text)
    if not printed:
        return CleanText("", (), (), "dump")
    looks = measure_lines(printed)
    return cut_story(printed, looks, read_forest().rate(looks))


def cut_story(printed: Sequence[PrintedLine], looks: Matrix, chances: Chances) -> CleanText:
    """Cut the story out of a dump's measured lines, at least one, by the chance that each is the story's."""
    lines = [row.line for row in printed]
    run = find_story(printed, looks, chances)
    start = skip_credits(lines, run.start, run.end)
    parts = split_story(lines[start : run.end], headlines=())
    story = _keep_likely(parts.story, lines, start, run) or _keep_unusual(lines, run)
    above = lines[max(0, start - MAX_ABOVE) : start]
    headline = next(filter(_may_be_headline, above), None)
    headlines = (squeeze(headline.text),) if headline else ()
    keys = [squeeze(line.text) for line in lines]
    head, tail = frame_story(lines, keys, parts._replace(story=story), headlines, MAX_ABOVE)
    return CleanText(PARAGRAPH_BREAK.join(line.text for line in story), head, tail, "dump")


def _keep_likely(story: Sequence[Line], lines: Sequence[Line], start: int, run: Run) -> tuple[Line, ...]:
    """Keep the lines that are the story's by their chances too; an end mark behind one may be gone by now."""
    kept: list[Line] = []
    at = start
    for line in story:
        while not lines[at].text.startswith(line.text):
            at += 1
        if at in run.kept:
            kept.append(line)
        at += 1
    return tuple(kept)


def _keep_unusual(lines: Sequence[Line], run: Run) -> tuple[Line, ...]:
    """Keep the lines of a programme or an agenda, which by their times look like credits, one and all."""
    kept = [lines[at] for at in sorted(run.kept)]
    return tuple(kept) if sum(count_words(line.text) for line in kept) >= _LEAST_WORDS_OF_A_LIST else ()


def _may_be_headline(line: Line) -> bool:
    """Tell whether a line above the story may be its headline: some words, and no menu, credit, item or furniture."""
    if line.text.startswith(LIST_MARK) or is_bar(line.text) or is_furniture(line) or is_credit(line):
        return False
    n_words = count_words(fold(line.text.replace("|", " ")))
    return 4 <= n_words <= 40 or (n_words == 3 and len(line.text) >= _LONG_WORDS)
