"""Words after their cue: X said (that) words; X said, “words”; X said: words."""

from __future__ import annotations

from dataclasses import replace

from app.extract.quotes.clauses import Right, find_clause_end
from app.extract.quotes.lexicon import CLASS
from app.extract.quotes.phrases import Range, has_verb
from app.extract.quotes.scene import Claim, Saying, Scene

_PLAIN = frozenset({"said", "says", "told"})
_ENDS_QUOTE = frozenset(".!?…,;") | {"...", "...."}
_PARTS = frozenset({",", "—", "–", "--", ":"})
_RESUMES_WITHIN = 12


def read_forward(saying: Saying, mention: Range, right: Right, left: Range | None) -> Claim | None:
    """Give the claim of a cue whose words follow it, `left` being what stands before the mention.

    A claim without words says that they come in the next paragraph (he said:).
    """
    if right.at >= saying.end:
        return saying.claim((), mention, "")
    claim: Claim | None
    if saying.scene.opens(right.at):
        claim = _read_marked(saying, mention, right.at, left)
    elif saying.cue.takes == "marks":
        claim = _read_part(saying, mention, right.at)
    else:
        stop = find_clause_end(saying.scene, right.at, saying.find_high(right.at))
        stop = _cut_subordinate(saying.scene, mention, right.at, stop)
        pattern = "forward-sure" if right.sure else "forward"
        claim = saying.claim(((right.at, stop),), mention, pattern) if stop > right.at else None
    if claim is None:
        return None
    kind = ""
    if saying.cue.participle:
        kind = "-participle"
    elif saying.scene.paragraph.lower[saying.cue.first] not in _PLAIN and not claim.pattern.startswith("marks"):
        kind = "-" + saying.cue.takes
    return replace(claim, pattern=claim.pattern + kind)


def _read_marked(saying: Saying, mention: Range, at: int, left: Range | None) -> Claim:
    scene = saying.scene
    announced = scene.paragraph.words[at - 1] in (",", ":")
    pattern = "marks-forward" if saying.cue.takes != "marks" or announced else "marks-part"
    piece = (at, _find_marked_end(saying, at))
    # The plan, he said, “is dead”: what stands before belongs to it, unless it only says when or where
    begun = left is not None and (
        scene.ends_marked(left)
        or (
            pattern == "marks-forward"
            and scene.paragraph.words[at - 1] == ","
            and at - saying.cue.end <= _RESUMES_WITHIN
            and has_verb(scene.paragraph, *left)
            and not scene.is_adjunct(left)
        )
    )
    return saying.claim((left, piece) if left and begun else (piece,), mention, pattern)


def _find_marked_end(saying: Saying, at: int) -> int:
    """Find where marked words end, with the rest of the clause where the marks close before it does."""
    scene = saying.scene
    stretch = scene.stretch(at)
    after = stretch.outer_end
    whole = stretch.closer is None or scene.paragraph.words[stretch.end - 1] in _ENDS_QUOTE
    if whole or scene.is_end(after, saying.end) or scene.paragraph.words[after] in _PARTS:
        return after
    return max(after, find_clause_end(scene, at, saying.find_high(at)))


def _read_part(saying: Saying, mention: Range, at: int) -> Claim | None:
    """Read 'called the march “a sad spectacle”': these verbs report marked words only."""
    scene = saying.scene
    opener = next((i for i in range(at, saying.find_high(at)) if scene.opens(i)), None)
    return saying.claim(((at, scene.stretch(opener).outer_end),), mention, "marks-part") if opener is not None else None


def _cut_subordinate(scene: Scene, mention: Range, at: int, stop: int) -> int:
    """End what X said at the comma in 'While X said A, B' and in 'X, who said A, did B'."""
    words, lower, inside = scene.paragraph.words, scene.paragraph.lower, scene.marked.inside
    before = mention[0] - 1
    relative = before >= 0 and lower[mention[0]] in CLASS["relative"] and words[before] == ","
    subordinate = before >= 0 and lower[before] in CLASS["opens_adjunct"] and inside[before] < 0
    if not relative and not subordinate:
        return stop
    verbs = CLASS["finite"] | CLASS["modal"]
    for i in range(at, stop - 1):
        goes_on = lower[i + 1] in verbs or lower[i + 1].endswith("ed")
        if words[i] == "," and inside[i] < 0 and (subordinate or goes_on):
            return i
    return stop
