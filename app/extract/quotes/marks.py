"""Quotation marks: which words stand within them, over paragraphs too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.extract.quotes.tokens import Paragraph

# Opening mark -> what may close it. Straight marks and guillemets open or close by where they stand.
_CLOSERS = {
    "“": '”"',
    "”": "”",
    "„": '“”"',
    '"': '"”',
    "''": "''",
    "``": "''",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "‘": "’'",
    "‚": "‘’",
    "'": "'’",
}
_SINGLE = frozenset("‘'‚")
_ALWAYS_OPEN = frozenset("“„「『")
_OPENS_PARAGRAPH = frozenset("“\"„«»‘'") | {"''", "``"}
_ONLY_CLOSE = frozenset("’」』")
_ELIDED = frozenset({"em", "tis", "twas", "til", "cause", "bout", "n", "round", "cos"})
_LEADS_IN = frozenset('([-–—/“"„«‘:')


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words within one pair of marks, as token ranges of one paragraph."""

    first: int
    end: int
    """The words are tokens [first, end); the marks themselves lie outside."""
    opener: int | None
    """The opening mark; None where the paragraph goes on with a quote and opens none."""
    closer: int | None
    """The closing mark; None where the quote goes on in the next paragraph, or is never closed."""
    continues: bool = False
    """The quote was opened in the paragraph before."""

    @property
    def outer_first(self) -> int:
        """The first token, the opening mark included."""
        return self.first if self.opener is None else self.opener

    @property
    def outer_end(self) -> int:
        """One past the last token, the closing mark included."""
        return self.end if self.closer is None else self.closer + 1


@dataclass(frozen=True, slots=True)
class Marked:
    """The stretches of one paragraph, outermost only, and which token lies in which."""

    stretches: Sequence[Stretch]
    inside: Sequence[int]
    """Token -> index of its stretch (marks count as inside), or -1."""


def list_marked(paragraphs: Sequence[Paragraph]) -> tuple[Marked, ...]:
    """Pair the quotation marks of each paragraph, in one pass.

    A quote that a paragraph leaves open goes on in the next one if that opens with a mark too, as printers do it.
    """
    reversed_guillemets = _reversed_guillemets(paragraphs)
    found: list[Marked] = []
    left_open = False
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        goes_on = following is not None and following.words[0] in _OPENS_PARAGRAPH
        stretches = _pair(paragraph, continues=left_open, goes_on=goes_on, reversed_guillemets=reversed_guillemets)
        left_open = goes_on and bool(stretches) and stretches[-1].closer is None
        inside = [-1] * len(paragraph)
        for index, stretch in enumerate(stretches):
            for i in range(stretch.outer_first, stretch.outer_end):
                inside[i] = index
        found.append(Marked(stretches, inside))
    return tuple(found)


def _reversed_guillemets(paragraphs: Sequence[Paragraph]) -> bool:
    """German and Danish print set »words«, all others «words»: the first guillemet tells."""
    for paragraph in paragraphs:
        for word in paragraph.words:
            if word in ("«", "»"):
                return word == "»"
    return False


def _pair(paragraph: Paragraph, *, continues: bool, goes_on: bool, reversed_guillemets: bool) -> list[Stretch]:
    stretches: list[Stretch] = []
    opener: int | None = None
    for i, word in enumerate(paragraph.words):
        if word not in _CLOSERS and word not in _ONLY_CLOSE:
            continue
        if opener is not None and _fits(paragraph.words[opener], word) and _closes(paragraph, opener, i):
            if i > opener + 1:
                stretches.append(Stretch(opener + 1, i, opener, i, continues and opener == 0))
            opener = None
        elif _opens(paragraph, i, reversed_guillemets=reversed_guillemets) and (
            opener is None or paragraph.words[opener] in _SINGLE or paragraph.words[opener] == word == "“"
        ):
            # A second opening mark shows that the first was never closed; a double one outranks a single one.
            opener = i
    if opener is not None and opener + 1 < len(paragraph):
        single = paragraph.words[opener] in _SINGLE
        if goes_on or (opener == 0 and not single):
            stretches.append(Stretch(opener + 1, len(paragraph), opener, None, continues and opener == 0))
    return stretches


def _fits(opening: str, closing: str) -> bool:
    return closing == "''" if opening in ("''", "``") else len(closing) == 1 and closing in _CLOSERS[opening]


def _opens(paragraph: Paragraph, i: int, *, reversed_guillemets: bool) -> bool:
    word = paragraph.words[i]
    if word in _ALWAYS_OPEN:
        return True
    if word in ("«", "»"):
        return (word == "»") == reversed_guillemets
    if word not in _CLOSERS or i + 1 >= len(paragraph):
        return False
    led_in = paragraph.spaced(i) or paragraph.words[i - 1][-1] in _LEADS_IN
    if not led_in or paragraph.spaced(i + 1):
        return False
    following = paragraph.lower[i + 1]
    return word != "'" or not (following in _ELIDED or following[0].isdigit())


def _closes(paragraph: Paragraph, opener: int, i: int) -> bool:
    word = paragraph.words[i]
    if word in ('"', "''") and paragraph.spaced(i) and not paragraph.spaced(i + 1):
        return False
    if paragraph.words[opener] not in _SINGLE:
        return True
    if (paragraph.spaced(i) and i > 0) or not _ends_word(paragraph, i + 1):
        return False
    # the workers’ strike: a plural's apostrophe, unless a stop shows that the words end here
    plural = paragraph.lower[i - 1].endswith("s") and i + 1 < len(paragraph) and paragraph.lower[i + 1][0].islower()
    return not (plural and any(paragraph.words[j] in ("’", "'") for j in range(i + 1, min(i + 40, len(paragraph)))))


def _ends_word(paragraph: Paragraph, i: int) -> bool:
    return paragraph.spaced(i) or not paragraph.words[i][0].isalnum()
