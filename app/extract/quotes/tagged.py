"""What the tagger says of an article, with what the rules know better."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from app.extract.quotes.article import join_paragraphs
from app.extract.quotes.certainty import weigh_claims
from app.extract.quotes.hints import read_hints
from app.extract.quotes.lexicon import CLASS
from app.extract.quotes.linking import link_labels
from app.extract.quotes.marks import Marked
from app.extract.quotes.phrases import Range, find_main_subject, find_subject, has_verb, touch
from app.extract.quotes.scene import TURN, Claim, Scene
from app.extract.quotes.signatures import sign
from app.extract.quotes.speech import is_said
from app.extract.quotes.tagger import Tagger
from app.extract.quotes.tokens import Paragraph

_MOST_TOKENS = 200_000
"""A megabyte of text is no article: what its features would take in memory is not worth the while."""
_NOT_LAST = CLASS["day"] | CLASS["adverb"] | {",", ".", "and", "that"}
_TELLS_MORE = frozenset({"a", "an", "the", "who"})
_DATES = CLASS["day"] | CLASS["month"]
_PARTED = 2
_FEW = 3
_PAUSES = frozenset(",?!")
_UNSAID = ("alone", "carried", "announced")
_SURE = 0.85
"""A pattern of the rules that is right so often is believed where the tagger sees nothing."""


def list_tagged_claims(
    paragraphs: Sequence[Paragraph], marked: Sequence[Marked], ruled: Sequence[Claim], tagger: Tagger
) -> tuple[Claim, ...]:
    """Give the tagger's claims; of the rules' own the turns, and those that are near certain and touch no other."""
    article = join_paragraphs(paragraphs, marked)
    if len(article) > _MOST_TOKENS:
        return tuple(ruled)
    scores = tagger.tag(article, read_hints(article, ruled))
    claims = link(paragraphs, marked, ruled, article.split(scores.argmax(axis=1).tolist()))
    return _settle(paragraphs, weigh_claims(article, scores, claims, ruled, tagger.certainty), ruled)


def link(
    paragraphs: Sequence[Paragraph], marked: Sequence[Marked], ruled: Sequence[Claim], labels: Sequence[Sequence[int]]
) -> tuple[Claim, ...]:
    """Give the claims that labelled tokens make, but in the paragraphs that are turns of a transcript."""
    beside = _Beside(paragraphs, ruled)
    turns = {claim.paragraph for claim in ruled if claim.pattern == TURN}
    scenes = [Scene(paragraph, marks) for paragraph, marks in zip(paragraphs, marked, strict=True)]
    linked = link_labels(scenes, [() if number in turns else given for number, given in enumerate(labels)])
    signed = (sign(scenes, claim) if claim.pattern in _UNSAID else claim for claim in linked)
    claims = (_with_mention(scenes, _cut(scenes, claim), beside) for claim in signed)
    return tuple(claim for claim in claims if claim.pieces and is_said(scenes, claim))


def _cut(scenes: Sequence[Scene], claim: Claim) -> Claim:
    """Begin what was said after 'that', leave out pieces that say nothing, and end a mention before 'today'."""
    scene = scenes[claim.paragraph]
    lower, inside = scene.paragraph.lower, scene.marked.inside
    taken = [place for place in (claim.cue, claim.mention) if place]
    pieces: list[Range] = []
    for first, end in claim.pieces:
        if pieces and first - pieces[-1][1] <= _PARTED and not any(touch((pieces[-1][1], first), t) for t in taken):
            pieces[-1] = pieces[-1][0], end
        elif not pieces or inside[first] >= 0 or not _hangs_on(scene.paragraph, claim, first, end):
            pieces.append((first + 1 if lower[first] == "that" and inside[first] < 0 else first, end))
    mention = _trim_mention(scenes[claim.mention_paragraph], claim)
    whole = tuple(_to_marks(scene, _end_at_marks(scene, piece)) for piece in pieces if scene.trim(piece))
    return replace(claim, pieces=whole, mention=mention)


def _trim_mention(scene: Scene, claim: Claim) -> Range | None:
    """Begin a mention after a dateline and with the name that it tells more of, and end it before 'today'."""
    if claim.mention is None:
        return None
    first, end = claim.mention
    words, lower = scene.paragraph.words, scene.paragraph.lower
    while end - first > 1 and lower[end - 1] in _NOT_LAST:
        end -= 1
    if first == 0 and scene.begin(0) < end:
        first = scene.begin(0)
    if first > 1 and lower[first] in _TELLS_MORE and words[first - 1] == "," and lower[first - 2] not in _DATES:
        # Jane Rivers, a maker of lamps, said
        name = first - 1
        while name > 0 and (words[name - 1][0].isupper() or (words[name - 1] == "." and name < first - 1)):
            name -= 1
        said = claim.paragraph == claim.mention_paragraph and any(a < first and name < b for a, b in claim.pieces)
        first = name if name < first - 1 and not said else first
    return first, end


def _to_marks(scene: Scene, piece: Range) -> Range:
    """Take in the stop and the mark that close the words, where only these are left."""
    first, end = piece
    inside, words = scene.marked.inside, scene.paragraph.words
    if inside[first] >= 0:
        outer = scene.stretch(first).outer_first
        first = first if any(words[i][0].isalnum() for i in range(outer, first)) else outer
    if inside[end - 1] >= 0 and scene.stretch(end - 1).closer is not None:
        outer = scene.stretch(end - 1).outer_end
        end = end if any(words[i][0].isalnum() for i in range(end, outer)) else outer
    return first, end


def _end_at_marks(scene: Scene, piece: Range) -> Range:
    """End words with the marks that close them after a comma, where only a name or so follows: “words,” Yang was ..."""
    first, end = piece
    if scene.marked.inside[first] < 0:
        return piece
    stretch = scene.stretch(first)
    ended = stretch.closer is not None and scene.paragraph.words[stretch.end - 1] in _PAUSES
    follows = 0 < end - stretch.outer_end <= _FEW and not has_verb(scene.paragraph, stretch.outer_end, end)
    return (first, stretch.outer_end) if ended and follows else piece


def _hangs_on(paragraph: Paragraph, claim: Claim, first: int, end: int) -> bool:
    """Tell what goes on after a cue from when and why it was said: said during the talks, said in a bid to win."""
    led_in = paragraph.lower[first - 1] if first else ""
    after = claim.cue[1] if claim.cue and claim.cue[1] <= first else first
    between = paragraph.lower[after:first]
    occasion = bool(between) and between[0] in CLASS["preposition"] and "," not in between and "that" not in between
    verbless = not has_verb(paragraph, first, end)
    return led_in in CLASS["aim"] or (verbless and (occasion or led_in in CLASS["preposition"]))


def _with_mention(scenes: Sequence[Scene], claim: Claim, ruled: _Beside) -> Claim:
    """Take the mention, and for words alone the cue, from the rules where the tagger found none, or the subject."""
    if claim.mention:
        return claim
    for other in ruled.near(claim):
        same_cue = claim.cue and other.cue and touch(claim.cue, other.cue)
        if other.mention and (same_cue or (claim.cue is None and _share_words(claim, other))):
            place = other.mention_paragraph
            return replace(claim, cue=other.cue, mention=other.mention, mention_paragraph=place, pattern="ruled")
    subject = _find_subject(scenes[claim.paragraph], claim)
    return replace(claim, mention=subject, pattern="ruled") if subject else claim


def _find_subject(scene: Scene, claim: Claim) -> Range | None:
    """Find whose verb a cue is: the council insists that words; Jane Rivers went on, promising words."""
    paragraph, inside = scene.paragraph, scene.marked.inside
    if claim.cue is None or claim.mention_paragraph != claim.paragraph:
        return None
    first, end = claim.cue
    if not CLASS["being"].isdisjoint(paragraph.lower[first:end]):
        return None
    start, _ = paragraph.sentence_of(first)
    apart = paragraph.lower[first] == "to" or paragraph.lower[first].endswith("ing")
    subject = (find_main_subject if apart else find_subject)(paragraph, inside, start, first)
    taken = (claim.cue, *claim.pieces)
    return subject if subject and not any(touch(subject, place) for place in taken) else None


def _settle(paragraphs: Sequence[Paragraph], claims: Sequence[Claim], ruled: Sequence[Claim]) -> tuple[Claim, ...]:
    """Prefer what the rules know better: who passed words on, turns, and what is near certain and seen by them alone.

    Where the tagger names nobody for words within those of a near certain claim, or has not seen its cue, it has taken
    a part for the whole: both sides agreed to meet, said Xi.
    """
    beside = _Beside(paragraphs, claims)
    dropped: set[int] = set()
    added: list[Claim] = []
    for other in ruled:
        if other.mention and paragraphs[other.mention_paragraph].lower[other.mention[0]] in CLASS["nobody"]:
            continue
        near = beside.near(other)
        touched = [claim for claim in near if _share_words(claim, other)]
        if other.via:
            rivals = touched
        elif other.pattern != TURN and other.confidence < _SURE:
            continue
        else:
            cues = [claim.cue for claim in near if claim.cue]
            alone = other.cue is not None and not any(touch(other.cue, cue) for cue in cues)
            rivals = [claim for claim in touched if (alone or claim.mention is None) and _lies_within(claim, other)]
        if len(rivals) == len(touched):
            dropped.update(map(id, rivals))
            added.append(other)
    return (*(claim for claim in claims if id(claim) not in dropped), *added)


class _Beside:
    """Finds the claims in the sentences that a claim touches, so that no claim is held against all of an article."""

    def __init__(self, paragraphs: Sequence[Paragraph], claims: Sequence[Claim]) -> None:
        self._paragraphs = paragraphs
        self._found: dict[tuple[int, int], list[Claim]] = defaultdict(list)
        for claim in claims:
            for place in self._touched(claim):
                self._found[place].append(claim)

    def near(self, claim: Claim) -> list[Claim]:
        """Give each once, in the order of the text."""
        found = {id(other): other for place in self._touched(claim) for other in self._found.get(place, ())}
        return list(found.values())

    def _touched(self, claim: Claim) -> list[tuple[int, int]]:
        sentence = self._paragraphs[claim.paragraph].sentence
        places = {n for first, end in claim.pieces for n in range(sentence[first], sentence[end - 1] + 1)}
        if claim.cue and claim.mention_paragraph == claim.paragraph:
            places.add(sentence[claim.cue[0]])
        return [(claim.paragraph, number) for number in sorted(places)]


def _lies_within(claim: Claim, other: Claim) -> bool:
    first, end = other.pieces[0][0], other.pieces[-1][1]
    return first <= claim.pieces[0][0] and claim.pieces[-1][1] <= end


def _share_words(claim: Claim, other: Claim) -> bool:
    return any(touch(a, b) for a in claim.pieces for b in other.pieces)
