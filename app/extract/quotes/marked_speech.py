"""Marked words in languages of which only the verbs of saying are known: no grammar, so direct quotes only."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.quotes.lexicon import CLASS, CUE_VERBS, FOREIGN
from app.extract.quotes.marks import Marked, Stretch
from app.extract.quotes.phrases import Range
from app.extract.quotes.scene import Claim
from app.extract.quotes.tokens import Paragraph

_NEAR = 14
_NEAR_HAN = 30
_STOPS = frozenset(".!?。！？;；")
_PAUSES = frozenset(",，:：、—–-()（）") | {"--"}
_FEWEST_WORDS = 3
_LONGEST_CUE_HAN = 4


def list_marked_claims(paragraphs: Sequence[Paragraph], marked: Sequence[Marked], language: str) -> tuple[Claim, ...]:
    """Give marked words to the nearest verb of saying in the sentences that touch them, if there is one."""
    claims: list[Claim] = []
    for number, (paragraph, marks) in enumerate(zip(paragraphs, marked, strict=True)):
        last: Claim | None = None
        for stretch in marks.stretches:
            if stretch.end - stretch.first < _FEWEST_WORDS or (language == "zh" and _is_within(paragraph, stretch)):
                continue
            found = _find_cue(paragraph, marks.inside, stretch, language)
            piece = (stretch.outer_first, stretch.outer_end)
            if found:
                mention = _find_mention(paragraph, marks.inside, found, language, after=found[0] >= stretch.end)
                last = Claim(number, (piece,), found, mention, "foreign", mention_paragraph=number)
            elif last is not None and _is_sentence(paragraph, stretch):
                last = Claim(number, (piece,), last.cue, last.mention, "foreign", mention_paragraph=number)
            else:
                continue
            claims.append(last)
    return tuple(claims)


def _is_within(paragraph: Paragraph, stretch: Stretch) -> bool:
    """Tell whether marked words are part of a Chinese clause (这种灰浆“越老越硬”), not a clause that was said."""
    before = stretch.outer_first - 1
    led_in = before < 0 or paragraph.words[before] in _PAUSES or paragraph.words[before] in _STOPS
    ahead = range(max(before + 1 - _LONGEST_CUE_HAN, 0), before + 1)
    said = any(cue_at(paragraph, i, "zh") == (i, before + 1) for i in ahead)
    return not (led_in or said or _is_sentence(paragraph, stretch))


def _is_sentence(paragraph: Paragraph, stretch: Stretch) -> bool:
    return paragraph.words[stretch.end - 1] in _STOPS


def _find_cue(paragraph: Paragraph, inside: Sequence[int], stretch: Stretch, language: str) -> Range | None:
    """Look right after the marks first, as far as the sentence goes, then before them; only there after a colon."""
    near = _NEAR_HAN if language == "zh" else _NEAR
    announced = stretch.outer_first > 0 and paragraph.words[stretch.outer_first - 1] in (":", "：")
    end = stretch.outer_end if announced else min(stretch.outer_end + near, len(paragraph))
    for i in range(stretch.outer_end, end):
        if inside[i] >= 0 or (paragraph.words[i] in _STOPS and i > stretch.outer_end):
            break
        if found := cue_at(paragraph, i, language):
            return found
    for i in range(stretch.outer_first - 1, max(stretch.outer_first - 1 - near, -1), -1):
        if inside[i] >= 0 or (paragraph.words[i] in _STOPS):
            break
        if found := cue_at(paragraph, i, language):
            return found
    return None


def cue_at(paragraph: Paragraph, i: int, language: str) -> Range | None:
    """Give the verb of saying that begins at token i."""
    verbs = CUE_VERBS[language]
    if language != "zh":
        return (i, i + 1) if paragraph.lower[i] in verbs else None
    for length in range(_LONGEST_CUE_HAN, 0, -1):
        if "".join(paragraph.words[i : i + length]) in verbs:
            return i, i + length
    return None


def _find_mention(
    paragraph: Paragraph, inside: Sequence[int], cue: Range, language: str, *, after: bool
) -> Range | None:
    """Find the words on the cue's far side, up to a pause: sagte Merkel; Merkel sagte: ...."""
    right = _side(paragraph, inside, cue[1], 1) if after and language != "zh" else None
    right = _to_name(paragraph, right) if right else None
    left = find_left(paragraph, inside, cue[0])
    if right and (
        paragraph.words[right[0]][0].isupper() or any(w[0].isupper() for w in paragraph.words[slice(*right)])
    ):
        return right
    if right and paragraph.lower[right[0]] in FOREIGN[language, "pronoun"]:
        return right[0], right[0] + 1
    return left or right


def find_left(paragraph: Paragraph, inside: Sequence[int], cue: int) -> Range | None:
    """Find the words right before a cue (its first token), back to a pause."""
    return _side(paragraph, inside, cue - 1, -1)


def _to_name(paragraph: Paragraph, side: Range) -> Range:
    """Cut what follows the first name: sagte Anna Berger am Montag."""
    first, end = side
    begun = next((i for i in range(first, end) if paragraph.words[i][0].isupper()), None)
    if begun is None:
        return side
    last = begun
    while last < end and (paragraph.words[last][0].isupper() or paragraph.lower[last] in CLASS["particle"]):
        last += 1
    return first, last


def _side(paragraph: Paragraph, inside: Sequence[int], start: int, step: int) -> Range | None:
    i = start
    while 0 <= i < len(paragraph) and abs(i - start) < _NEAR and inside[i] < 0:
        if paragraph.words[i] in _PAUSES or paragraph.words[i] in _STOPS:
            break
        i += step
    first, end = (start, i) if step > 0 else (i + 1, start + 1)
    return (first, end) if first < end else None
