"""What was said, and what was not: thoughts, intents, refusals and what somebody may yet say are no quotes."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.quotes.attribution import is_sentence
from app.extract.quotes.lexicon import CLASS, CUE_VERBS
from app.extract.quotes.phrases import Range, has_verb
from app.extract.quotes.scene import Claim, Scene
from app.extract.quotes.tokens import Paragraph

_SKIPPED = CLASS["adverb"] | CLASS["auxiliary"]
_NOT_YET = CLASS["negation"] | {"can", "could", "may", "might", "should", "must", "shall"}
_OPEN = {"will", "would", "to"}  # would say when is not said, would say that is
_NO_AIM = frozenset({"agree", "agrees", "agreed", "agreeing", "continue", "continues", "continued"})
_SUPPOSED = frozenset({"said", "reported", "claimed", "alleged"})
_FEW = 3
_FEWEST_ALONE = 5


def is_said(scenes: Sequence[Scene], claim: Claim) -> bool:
    """Tell whether a claim of the tagger is of words that were said, by what its cue is and by the marks."""
    scene = scenes[claim.paragraph]
    if claim.cue is None and claim.mention is None:
        return all(_is_marked_sentence(scene, piece) for piece in claim.pieces)
    place = scenes[claim.mention_paragraph].paragraph
    cue = place.lower[slice(*claim.cue)] if claim.cue else ()
    if any(scene.marked.inside[i] >= 0 for first, end in claim.pieces for i in range(first, end)):
        return CLASS["names"].isdisjoint(cue)
    if claim.cue is None or (claim.mention and place.lower[claim.mention[0]] in CLASS["nobody"]):
        return False
    return (
        _tells(place, claim.cue)
        and not _is_denied(place, claim.cue, named=claim.mention is not None)
        and _says_something(scene, claim, place)
    )


def _is_marked_sentence(scene: Scene, piece: Range) -> bool:
    """Tell words that stand within marks from end to end and are a sentence, whoever said them, from a title."""
    inside, words = scene.marked.inside, scene.paragraph.words
    if any(inside[i] != inside[piece[0]] for i in range(*piece)) or inside[piece[0]] < 0:
        return False
    stretch = scene.stretch(piece[0])
    n_words = sum(words[i][0].isalnum() for i in range(*piece))
    return n_words >= _FEWEST_ALONE and is_sentence(scene, stretch) and has_verb(scene.paragraph, *piece)


def _tells(paragraph: Paragraph, cue: Range) -> bool:
    words = paragraph.lower[slice(*cue)]
    return words[-1] == ":" or any(word in CUE_VERBS["en"] or word in CLASS["said_too"] for word in words)


def _is_denied(paragraph: Paragraph, cue: Range, *, named: bool) -> bool:
    """Tell did not say, would say, declined to say, is said to be, agreed to, and was asked whether."""
    words = paragraph.lower[slice(*cue)]
    first, sentence = cue[0], paragraph.sentence_of(cue[0])[0]
    while first > sentence and paragraph.lower[first - 1] in _SKIPPED:
        first -= 1
    before = paragraph.lower[first - 1] if first > sentence else ""
    verb = next((word for word in words if word in CUE_VERBS["en"]), "")
    told = words.index(verb) if verb else len(words)
    passive = before in CLASS["being"] or not CLASS["being"].isdisjoint(words)
    follows = paragraph.lower[cue[1]] if cue[1] < len(paragraph) else ""
    return (
        before in _NOT_YET
        or not _NOT_YET.isdisjoint(words[:told])
        or (follows in CLASS["wh"] and (before in _OPEN or not _OPEN.isdisjoint(words[:told])))
        or not CLASS["refuses"].isdisjoint(words)
        or (follows == "to" and (verb in _NO_AIM or (passive and words[-1] in _SUPPOSED)))
        or (CUE_VERBS["en"].get(verb) == "ask" and (passive or not named))
    )


def _says_something(scene: Scene, claim: Claim, place: Paragraph) -> bool:
    """Tell a statement from what was merely spoken of: spoke about the budget, criticized the law."""
    cue = place.lower[slice(*claim.cue)] if claim.cue else ()
    if "according" in cue or any(has_verb(scene.paragraph, *piece) for piece in claim.pieces):
        return True
    if any(CUE_VERBS["en"].get(word, "marks") != "marks" for word in cue):
        return cue[-1] not in CLASS["preposition"]
    return sum(scene.paragraph.words[i][0].isalnum() for first, end in claim.pieces for i in range(first, end)) > _FEW
