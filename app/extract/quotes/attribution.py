"""Which words belong to which cue and mention, in English."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import replace

from app.extract.quotes.accounts import read_account
from app.extract.quotes.backward import find_left, pass_on, read_backward, read_inverted
from app.extract.quotes.clauses import Follows, Right, read_right
from app.extract.quotes.cues import list_cues
from app.extract.quotes.forward import read_forward
from app.extract.quotes.lexicon import CLASS
from app.extract.quotes.marks import Marked, Stretch
from app.extract.quotes.phrases import Range, find_main_subject, find_subject, has_verb
from app.extract.quotes.scene import DASHES, Claim, Reading, Saying, Scene, find_low
from app.extract.quotes.tokens import Paragraph

_BEFORE_SENTENCE = frozenset(':—.?!”"') | {"''"}
_ENDS_SENTENCE = frozenset(".!?…,") | {"...", "...."}
_FEWEST_WORDS = 3
_FEWEST_CARRIED = 7


def list_claims(
    paragraphs: Sequence[Paragraph], marked: Sequence[Marked], skipped: Container[int] = ()
) -> tuple[Claim, ...]:
    """Read each paragraph's cues, then give the marked sentences that are left to the speaker at hand.

    `skipped`: the numbers of paragraphs that are read otherwise.
    """
    claims: list[Claim] = []
    carried: Claim | None = None
    for number, (paragraph, marks) in enumerate(zip(paragraphs, marked, strict=True)):
        if number in skipped:
            carried = None
            continue
        scene = Scene(paragraph, marks)
        reading = Reading(number, scene, list_cues(paragraph, marks.inside))
        announced: Claim | None = None
        for index, cue in enumerate(reading.cues):
            claim = _read_saying(Saying(reading, index, cue, *paragraph.sentence_of(cue.first)))
            announced = claim if claim and not claim.pieces else None
            if claim and claim.pieces:
                reading.add(claim)
        _continue(reading, carried)
        claims.extend(reading.claims)
        carried = announced or max(reading.claims, key=lambda claim: claim.pieces[-1][1], default=None)
    return tuple(claims)


def _read_saying(saying: Saying) -> Claim | None:
    """Read one cue; a claim without words says that they come in the next paragraph."""
    cue, scene = saying.cue, saying.scene
    if cue.takes == "source":
        return read_account(saying)
    apart = cue.before == cue.first and cue.first > saying.first and scene.paragraph.words[cue.first - 1] in DASHES
    low = find_low(scene, cue, saying.first)
    # the bank, which ranks the share “cheap”, said the plan ...: no words of its own stand before this cue
    about_subject = apart and low < cue.first - 1 and scene.marked.inside[cue.first - 2] >= 0
    if apart and not about_subject and (inverted := read_inverted(saying)):
        return inverted
    if cue.participle and cue.before == cue.first:
        return _read_participle(saying)
    subject = find_subject(scene.paragraph, scene.marked.inside, low, cue.before)
    if subject is None:
        shared = cue.participle or (
            cue.before > saying.first and scene.paragraph.lower[cue.before - 1] in ("and", "but")
        )
        return _read_participle(saying) if shared else read_inverted(saying)
    return _read_subject(saying, subject)


def _read_participle(saying: Saying) -> Claim | None:
    """Read ', adding that words' and 'and said words': the subject is that of the clause before."""
    right = read_right(saying.scene, saying.cue, saying.end, complete_before=False)
    subject = _find_participle_subject(saying) if right.what is Follows.WORDS else None
    claim = read_forward(saying, subject, right, None) if subject else None
    return replace(claim, pattern=claim.pattern + "-shared") if claim and not saying.cue.participle else claim


def _find_participle_subject(saying: Saying) -> Range | None:
    for claim in reversed(saying.reading.claims):
        if claim.cue is None or claim.cue[0] < saying.first:
            break
        if claim.mention:
            return claim.mention
    scene = saying.scene
    return find_main_subject(scene.paragraph, scene.marked.inside, saying.first, saying.cue.first)


def _read_subject(saying: Saying, subject: Range) -> Claim | None:
    scene, cue = saying.scene, saying.cue
    left = find_left(scene, subject[0], saying.first)
    after_marks = left is not None and scene.ends_marked(left)
    complete = left is not None and (
        after_marks
        or (left[1] - left[0] >= _FEWEST_WORDS and has_verb(scene.paragraph, *left) and not scene.is_adjunct(left))
    )
    right = read_right(scene, cue, saying.end, complete_before=complete)
    if right.what is Follows.WORDS and (right.sure or not after_marks):
        return read_forward(saying, subject, right, left)
    if left is None or not _may_follow_words(saying, subject, right, after_marks=after_marks):
        return None
    claim = read_backward(saying, subject, right, left)
    if claim and not after_marks and pass_on(saying, subject, left):
        return None
    return claim


def _may_follow_words(saying: Saying, subject: Range, right: Right, *, after_marks: bool) -> bool:
    cue = saying.cue
    if cue.takes in ("out", "listener") or saying.scene.paragraph.lower[subject[0]] in CLASS["relative"]:
        return False
    return right.what is not Follows.OBJECT or after_marks or cue.takes == "say"


def _continue(reading: Reading, carried: Claim | None) -> None:
    """Give marked sentences without a cue of their own to who spoke last in the paragraph, or just before it."""
    scene = reading.scene
    owners = sorted(((claim.cue[0], claim) for claim in reading.claims if claim.cue), key=lambda owner: owner[0])
    places = [place for place, _ in owners]
    pairs = zip(scene.marked.inside, scene.paragraph.words, strict=True)
    # a short one, or one between dashes, is a sub-heading
    all_marked = (
        len(scene.paragraph) >= _FEWEST_CARRIED
        and scene.marked.inside[0] >= 0
        and all(i >= 0 or not word[0].isalnum() for i, word in pairs)
    )
    for index, stretch in enumerate(scene.marked.stretches):
        if index in reading.taken or not is_sentence(scene, stretch):
            continue
        following = bisect_left(places, stretch.first)
        pattern = "continued"
        if following > 0:
            owner = owners[following - 1][1]
        elif owners and owners[0][1].pattern.startswith("marks"):
            owner = owners[0][1]
        elif carried is not None and (all_marked or stretch.continues):
            owner, pattern = carried, "carried"
        else:
            continue
        piece = (stretch.outer_first, stretch.outer_end)
        reading.claims.append(replace(owner, paragraph=reading.number, pieces=(piece,), pattern=pattern, via=None))


def is_sentence(scene: Scene, stretch: Stretch) -> bool:
    """Tell whether marked words are a sentence of their own, not a title or a word held up with tongs."""
    words = scene.paragraph.words
    first = stretch.outer_first
    begins = first == 0 or scene.paragraph.sentence_of(first)[0] == first or words[first - 1] in _BEFORE_SENTENCE
    ends = stretch.closer is None or words[stretch.end - 1] in _ENDS_SENTENCE
    return begins and ends and stretch.end - stretch.first >= _FEWEST_WORDS
