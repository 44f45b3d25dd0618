"""From labelled tokens to claims: which words belong to which cue, and which cue to which source."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter

from app.extract.quotes.lexicon import CLASS, CUE_VERBS
from app.extract.quotes.phrases import Range
from app.extract.quotes.scene import Claim, Scene

CONTENT, SOURCE, CUE = 1, 2, 3
"""Roles; a token's label is 2 * role - 1 where the role begins and 2 * role where it goes on; 0 is no role."""

_JOINS_CUE = 2
_NEAR = 20
_WORDS_WEIGH = 0.3
_LONGEST_SENTENCE = 300
_ANNOUNCES_WITHIN = 12
_PASSIVE = CLASS["being"] | {"reportedly", "allegedly", "expected"}


@dataclass(slots=True)
class _Saying:
    """One cue with what was found to belong to it."""

    cue: list[Range]
    source: Range | None = None
    source_score: tuple[int, int] = (0, 0)
    shared: bool = False
    """The source is that of another cue: X said A, adding B."""
    contents: list[Range] = field(default_factory=list)
    near: bool = False
    """Some of the words stand in another sentence than the cue."""


@dataclass(frozen=True, slots=True)
class _Last:
    """Who spoke last, for words that go on in the next paragraph."""

    paragraph: int
    cue: Range | None
    mention: Range | None
    mention_paragraph: int


def link_labels(scenes: Sequence[Scene], labels: Sequence[Sequence[int]]) -> tuple[Claim, ...]:
    """Link the labelled tokens of each paragraph; words without a cue go to who spoke, or was announced, just before.

    `labels`: paragraph -> token -> label.
    """
    claims: list[Claim] = []
    announced: _Last | None = None
    last: _Last | None = None
    for number, (scene, given) in enumerate(zip(scenes, labels, strict=True)):
        spans = list_spans(_cut_lists(scene, given))
        if not any(spans.values()):
            continue
        sayings = _gather_cues(scene, spans)
        _give_sources(scene, sayings, spans)
        alone = _give_contents(scene, sayings, spans[CONTENT])
        for saying in sayings:
            if saying.contents:
                claims.append(_claim(number, saying))
                if saying.source:
                    last = _Last(number, *_ends(saying.cue), saying.source, number)
        for content in alone:
            from_last = scene.marked.inside[content[0]] >= 0 and last is not None and number - last.paragraph <= 1
            if announced and number - announced.paragraph <= 1:
                claims.append(_continue(number, content, announced, "announced"))
                announced = last = _Last(number, announced.cue, announced.mention, announced.mention_paragraph)
            elif from_last and last:
                claims.append(_continue(number, content, last, "carried"))
                last = _Last(number, last.cue, last.mention, last.mention_paragraph)
            else:
                claims.append(Claim(number, (content,), None, None, "alone", mention_paragraph=number))
        final = sayings[-1] if sayings else None
        if final and not final.contents and len(scene.paragraph) - final.cue[-1][1] <= _ANNOUNCES_WITHIN:
            announced = _Last(number, *_ends(final.cue), final.source, number)
    return tuple(claims)


def _cut_lists(scene: Scene, labels: Sequence[int]) -> Sequence[int]:
    """Take the labels off sentences of more than 300 tokens: they are lists, not speech."""
    if len(labels) <= _LONGEST_SENTENCE:
        return labels
    kept = list(labels)
    for first, end in pairwise(scene.paragraph.bounds):
        if end - first > _LONGEST_SENTENCE:
            kept[first:end] = [0] * (end - first)
    return kept


def list_spans(labels: Sequence[int]) -> dict[int, list[Range]]:
    """Give the token ranges of each role."""
    spans: dict[int, list[Range]] = {CONTENT: [], SOURCE: [], CUE: []}
    before = 0
    for i, label in enumerate(labels):
        role = (label + 1) // 2
        if role:
            found = spans[role]
            if role == (before + 1) // 2 and label % 2 == 0:
                found[-1] = (found[-1][0], i + 1)
            else:
                found.append((i, i + 1))
        before = label
    return spans


def _gather_cues(scene: Scene, spans: dict[int, list[Range]]) -> list[_Saying]:
    """Give one saying a cue; two cues with a word or two between them are one: said in a statement.

    A participle behind a comma is another (said, adding), and so is a verb of saying behind a name.
    """
    sayings: list[_Saying] = []
    between = sorted([*spans[CONTENT], *spans[SOURCE]])
    sentence, lower = scene.paragraph.sentence, scene.paragraph.lower
    for cue in (part for whole in spans[CUE] for part in _split_at_participle(whole, lower)):
        if sayings:
            end = sayings[-1].cue[-1][1]
            apart = (
                any(end <= other[0] < cue[0] for other in between)
                or _is_participle(lower, cue[0])
                or (end < cue[0] and _is_verb(lower[cue[0]]) and any(map(_is_verb, lower[slice(*sayings[-1].cue[-1])])))
            )
            if sentence[end - 1] == sentence[cue[0]] and cue[0] - end <= _JOINS_CUE and not apart:
                sayings[-1].cue.append(cue)
                continue
        sayings.append(_Saying([cue]))
    return sayings


def _is_verb(word: str) -> bool:
    """Tell a finite verb of saying, which has a speaker of its own: Rivers said Xi told her."""
    return word in CUE_VERBS["en"] and not word.endswith("ing")


def _split_at_participle(cue: Range, lower: Sequence[str]) -> tuple[Range, ...]:
    start, end = cue
    at = next((n for n in range(start + 2, end) if _is_participle(lower, n)), None)
    return (cue,) if at is None else ((start, at - 1), (at, end))


def _is_participle(lower: Sequence[str], at: int) -> bool:
    """Tell whether a participle stands behind a comma: told reporters, noting."""
    return at > 0 and lower[at - 1] == "," and lower[at].endswith("ing")


def _give_sources(scene: Scene, sayings: Sequence[_Saying], spans: dict[int, list[Range]]) -> None:
    """Give each source to the nearest cue of its sentence, and cues without one that of another cue there."""
    sentence, lower = scene.paragraph.sentence, scene.paragraph.lower
    beside = _by_sentence(scene, sayings)
    between = defaultdict(list)
    for span in (*spans[CONTENT], *spans[CUE]):
        between[sentence[span[0]]].append(span)
    for source in spans[SOURCE]:
        here = sentence[source[0]]
        scored = [(_score_source(source, saying, between[here]), saying) for saying in beside[here]]
        score, nearest = min(scored, key=itemgetter(0), default=(None, None))
        if score and nearest and (nearest.source is None or score < nearest.source_score):
            nearest.source, nearest.source_score = source, score
    for of_sentence in beside.values():
        with_source = [saying for saying in of_sentence if saying.source]
        for saying in of_sentence:
            begin = saying.cue[0][0]
            if saying.source or not _PASSIVE.isdisjoint(lower[begin : saying.cue[-1][1]]):
                continue
            before = [other for other in with_source if other.cue[0][0] < begin]
            after = with_source[len(before) :] if lower[begin].endswith("ing") else []
            if before or after:
                saying.source, saying.shared = (before[-1] if before else after[0]).source, True


def _score_source(source: Range, saying: _Saying, between: Sequence[Range]) -> tuple[int, int]:
    """Count what stands between source and cue, then the tokens: the lowest score is the nearest."""
    first = saying.cue[0]
    low, high = min(source[1], first[1]), max(source[0], first[0])
    return (
        sum(low <= other[0] < high and other not in saying.cue for other in between),
        min(_gap(source, cue) for cue in saying.cue),
    )


def _give_contents(scene: Scene, sayings: Sequence[_Saying], contents: Sequence[Range]) -> list[Range]:
    """Give all words to a cue: in a sentence that they touch, else before them, else after them; return the rest."""
    sentence, inside = scene.paragraph.sentence, scene.marked.inside
    beside = _by_sentence(scene, sayings)
    places = [saying.cue[0][0] for saying in sayings]
    alone: list[Range] = []
    for index, content in enumerate(contents):
        touched = range(sentence[content[0]], sentence[content[1] - 1] + 1)
        near = [saying for number in touched if number in beside for saying in beside[number]]
        if near:
            others = (*contents[max(index - _NEAR, 0) : index], *contents[index + 1 : index + 1 + _NEAR])
            min(near, key=lambda saying: _score_content(content, saying, near, others)).contents.append(content)
            continue
        following = bisect_left(places, content[0])
        after = sayings[following] if following < len(sayings) else None
        within_one = after is not None and sentence[after.cue[0][0]] - sentence[content[1] - 1] <= 1
        if following:
            saying = sayings[following - 1]
        elif after and (inside[content[0]] >= 0 or within_one):
            saying = after
        else:
            alone.append(content)
            continue
        saying.contents.append(content)
        saying.near = True
    return alone


def _score_content(
    content: Range, saying: _Saying, near: Sequence[_Saying], others: Sequence[Range]
) -> tuple[float, int, int]:
    """Count the cues and words that stand between words and cue, then the tokens; words after their cue go first."""
    first = saying.cue[0]
    low, high = min(content[1], first[1]), max(content[0], first[0])
    beside = [*saying.cue, *([saying.source] if saying.source and not saying.shared else [])]
    cues = sum(low <= cue[0] < high for other in near if other is not saying for cue in other.cue)
    words = sum(low <= other[0] < high for other in others)
    return cues + _WORDS_WEIGH * words, min(_gap(content, span) for span in beside), int(content[0] < first[1])


def _by_sentence(scene: Scene, sayings: Sequence[_Saying]) -> dict[int, list[_Saying]]:
    found: dict[int, list[_Saying]] = defaultdict(list)
    for saying in sayings:
        found[scene.paragraph.sentence[saying.cue[0][0]]].append(saying)
    return found


def _gap(one: Range, other: Range) -> int:
    return other[0] - one[1] if other[0] >= one[1] else one[0] - other[1]


def _ends(cue: Sequence[Range]) -> tuple[Range]:
    return ((cue[0][0], cue[-1][1]),)


def _claim(number: int, saying: _Saying) -> Claim:
    pattern = "shared" if saying.shared else "near" if saying.near else "linked"
    pieces = tuple(sorted(saying.contents))
    return Claim(number, pieces, *_ends(saying.cue), saying.source, pattern, mention_paragraph=number)


def _continue(number: int, content: Range, last: _Last, pattern: str) -> Claim:
    return Claim(number, (content,), last.cue, last.mention, pattern, mention_paragraph=last.mention_paragraph)
