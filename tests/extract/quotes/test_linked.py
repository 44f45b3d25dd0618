"""What becomes of labels that are given: whose words they are, and which claims are kept."""

from collections.abc import Sequence

import numpy as np
import pytest

from app.extract.quotes.article import join_paragraphs
from app.extract.quotes.certainty import LOOKS, weigh_claims
from app.extract.quotes.marks import list_marked
from app.extract.quotes.scene import Claim
from app.extract.quotes.tagged import link
from app.extract.quotes.tokens import Paragraph, list_paragraphs
from training.quotes.labels import label_tokens
from training.quotes.standoff import Attribution, Spans


def read(text: str, attributions: Sequence[tuple[str, str, str]]) -> tuple[Paragraph, tuple[Claim, ...]]:
    """Give the one paragraph of a text and the claims that its labels make: content, source and cue of each."""

    def find(part: str) -> Spans:
        return ((text.index(part), text.index(part) + len(part)),) if part else ()

    paragraphs = list_paragraphs(text)
    marked = list_marked(paragraphs)
    article = join_paragraphs(paragraphs, marked)
    told = [Attribution(*map(find, parts)) for parts in attributions]
    labels = label_tokens(paragraphs, article, told)
    return paragraphs[0], link(paragraphs, marked, (), article.split(labels.tolist()))


@pytest.mark.parametrize(
    ("text", "cue", "words", "mention"),
    [
        ("Jane Rivers left early, promising to open the port.", "promising", "to open the port", "Jane Rivers"),
        ("The council insists that the port is open to all.", "insists", "the port is open to all", "The council"),
        ("The port was said to be open, reports had it.", "was said", "to be open", None),
        ("Jane Rivers was seen when the port was declared open again.", "was declared", "open again", None),
    ],
    ids=["participle", "subject", "passive", "passive-later"],
)
def test_a_cue_without_a_source_has_its_subject(text: str, cue: str, words: str, mention: str | None) -> None:
    paragraph, claims = read(text, [(words, "", cue)])
    named = [
        " ".join(paragraph.words[slice(*claim.mention)]) if claim.mention else None for claim in claims if claim.pieces
    ]
    assert named in ([mention], []) if mention is None else named == [mention]


def test_a_participle_behind_told_somebody_has_words_of_its_own() -> None:
    text = "“The port is open,” Jane Rivers told Karl Olsen, noting the road was not."
    _, claims = read(text, [("“The port is open,”", "Jane Rivers", "told"), ("the road was not", "", "noting")])
    assert [len(claim.pieces) for claim in claims] == [1, 1]


def test_words_that_were_likely_said_are_kept_whoever_said_them() -> None:
    text = "“The port is open,” she told them.\n\n“The road is closed,” he told them."
    paragraphs = list_paragraphs(text)
    article = join_paragraphs(paragraphs, list_marked(paragraphs))
    scores = np.zeros((len(article), 7), np.float32)
    claims = [Claim(number, ((0, 6),), None, None, pattern, mention_paragraph=number)
              for number, pattern in enumerate(("alone", "carried"))]  # fmt: skip
    weights = np.zeros((2, len(LOOKS)), np.float32)
    weights[0] -= 2 * (np.array(LOOKS) == "one")
    weights[1] += np.array([{"alone": 2.0, "carried": -2.0}.get(look, 0.0) for look in LOOKS])
    kept = weigh_claims(article, scores, claims, (), weights)
    assert [claim.pattern for claim in kept] == ["alone"]
    assert kept[0].confidence == pytest.approx(0.12)
