"""What can be told of each token by looking: columns of small integers, all tokens of an article at once.

Word, shape, place in the sentence, marks around it, nearest verb of saying; for the second pass, the labels of the
first.
"""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.extract.quotes.article import Article
from app.extract.quotes.lexicon import CLASS, CUE_VERBS, GENDERS, TITLES
from app.extract.quotes.paths import Scores

Column = NDArray[np.uint32]
"""One number a token."""
Places = NDArray[np.int64]
"""One token number a token; -1 for none."""
Bins = NDArray[np.int8]
"""Hash of a word, the lowest CUE_BITS -> how often it is a cue: 0 (hardly ever) to 4 (nearly always)."""
Kinds = Mapping[int, tuple[int, int, int]]
"""Hash of a word -> its class, what it takes as a cue, and whether it is a title or a given name (see list_kinds)."""

CUE_BITS = 14
STRONG, WEAK = 3, 1

EDGE = np.uint32(0x5EED)
"""What stands outside of a sentence."""
_CLASSES = (
    "pronoun", "determiner", "auxiliary", "negation", "being", "modal", "relative", "boundary", "preposition", "day",
    "month", "finite", "forum", "ordinary", "time", "adverb", "organisation", "role", "place",
)  # fmt: skip
_ADVERB = 30
_PAUSES = (",", "—", "–", "--", ";")
_GAPS = np.array([0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6])
_DISTANCES = np.array([0, 1, 2, 3, 4, 4, 5, 5, 5, *[6] * 5, *[7] * 11, 8], np.uint32)


def list_kinds() -> dict[int, tuple[int, int, int]]:
    """Give the kinds of all words in the lexicon of today.

    A model keeps those that it was trained with: the lexicon may grow without the words' changing under its eyes.
    """
    classes = {word: number for number, name in reversed(tuple(enumerate(_CLASSES, 1))) for word in CLASS[name]}
    takes = {kind: number for number, kind in enumerate(sorted(set(CUE_VERBS["en"].values())), 1)}
    words = sorted({*classes, *CUE_VERBS["en"], *TITLES, *GENDERS})
    return {
        hash_word(word): (
            classes.get(word, 0),
            takes.get(CUE_VERBS["en"].get(word, ""), 0),
            1 if word in TITLES else 2 if word in GENDERS else 0,
        )
        for word in words
    }


def read_columns(article: Article, cue_bins: Bins, kinds: Kinds) -> dict[str, Column]:
    """Give the columns that the templates of the first pass name."""
    columns = _read_words(article, cue_bins, kinds)
    n = len(article)
    here = np.arange(n)
    outside = article.marks == 0
    columns["m"] = article.marks
    columns["pos"] = np.minimum(here - article.first, 4).astype(np.uint32)
    columns["epos"] = np.minimum(article.end - 1 - here, 3).astype(np.uint32)
    columns["m0"], columns["m9"] = article.marks[article.first], article.marks[article.end - 1]
    columns["opens"] = _opens_paragraph(article)
    _read_sentences(article, columns)
    strong = outside & (columns["c"] >= STRONG)
    weak = outside & (columns["c"] >= WEAK)
    pauses = np.cumsum(np.isin(columns["w"], [hash_word(word) for word in _PAUSES]) & outside)
    words = columns["w"]
    left, right = nearest(article, strong)
    columns["L"], columns["R"] = distance(here, left), distance(here, right)
    columns["Lw"], columns["Rw"] = pick(words, left), pick(words, right)
    columns["L0"], columns["R0"] = _flag(left >= 0), _flag(right >= 0)
    columns["Lcom"] = np.where(left >= 0, np.minimum(pauses - pauses[left], 2), 3).astype(np.uint32)
    columns["Rcom"] = np.where(right >= 0, np.minimum(pauses[right] - pauses, 2), 3).astype(np.uint32)
    columns["Lnear"] = _flag((left >= 0) & (here - left <= 2))
    that, _ = nearest(article, words == np.uint32(hash_word("that")))
    columns["Lthat"] = _flag((left >= 0) & (that > left))
    columns["Lw1"] = pick(words, np.where((left >= 0) & (left + 1 < article.end), left + 1, -1))
    columns["Rend"] = np.where(right >= 0, np.minimum(article.end - 1 - right, 5), 6).astype(np.uint32)
    columns["Ronly"] = _flag((left < 0) & (right >= 0))
    left, right = nearest(article, weak)
    columns["WL"], columns["WR"] = distance(here, left), distance(here, right)
    columns["WLw"], columns["WRw"] = pick(words, left), pick(words, right)
    columns["WLcom"] = np.where(left >= 0, np.minimum(pauses - pauses[left], 2), 3).astype(np.uint32)
    columns["WRcom"] = np.where(right >= 0, np.minimum(pauses[right] - pauses, 2), 3).astype(np.uint32)
    _read_stretches(article, columns)
    return columns


def read_labels(article: Article, columns: Mapping[str, Column], best: Scores) -> dict[str, Column]:
    """Give the columns of the second pass: those of the first, and the labels that the first pass gave."""
    labels = best.argmax(axis=1)
    here = np.arange(len(article))
    others = best.copy()
    others[here, labels] = -np.inf
    second = others.argmax(axis=1)
    gap = best[here, labels] - others[here, second]
    role = (labels + 1) // 2  # nothing, content, source, cue
    cue_left, cue_right = nearest(article, role == 3)
    source_left, source_right = nearest(article, role == 2)
    content_left, content_right = nearest(article, role == 1)
    pattern, before = _read_patterns(article, labels, role)
    return {
        **columns,
        "y": labels.astype(np.uint32),
        "y2": second.astype(np.uint32),
        "g": np.searchsorted(_GAPS, gap).astype(np.uint32),
        "py": pattern,
        "pp": before,
        "KL": distance(here, cue_left),
        "KR": distance(here, cue_right),
        "KLw": pick(columns["w"], cue_left),
        "KRw": pick(columns["w"], cue_right),
        "K0": _flag(cue_left >= 0),
        "K1": _flag(cue_right >= 0),
        "SL": distance(here, source_left),
        "SR": distance(here, source_right),
        "CL": distance(here, content_left),
        "CR": distance(here, content_right),
    }


def _read_patterns(article: Article, labels: NDArray[np.intp], role: NDArray[np.intp]) -> tuple[Column, Column]:
    """Give the order of content, source and cue in each token's sentence, and how the sentence before it ended."""
    starts, number = np.unique(article.first, return_inverse=True)
    begins = (article.first == np.arange(len(article))) | (role != np.roll(role, 1)) | (labels % 2 == 1)
    begins &= (role > 0) | (article.first == np.arange(len(article))) | (role != np.roll(role, 1))
    parts: list[list[int]] = [[] for _ in starts]
    for i in np.flatnonzero(begins).tolist():
        parts[number[i]].append(int(role[i]))
    whole = np.array([hash_word("".join(map(str, part[:12]))) for part in parts], np.uint32)
    ending = np.array([hash_word("".join(map(str, part[-4:]))) for part in parts], np.uint32)
    before = np.concatenate([[0], ending[:-1]]).astype(np.uint32)
    before = np.where(np.isin(starts, article.paragraph), np.uint32(0), before)
    return whole[number], before[number]


def nearest(article: Article, flags: NDArray[np.bool_]) -> tuple[Places, Places]:
    """Give the nearest flagged token before and after each token, in its sentence; -1 for none."""
    n = len(article)
    here = np.arange(n)
    left = np.maximum.accumulate(np.where(flags, here, -1))
    left = np.concatenate([[-1], left[:-1]])
    right = np.minimum.accumulate(np.where(flags, here, n)[::-1])[::-1]
    right = np.concatenate([right[1:], [n]])
    return np.where(left >= article.first, left, -1), np.where(right < article.end, right, -1)


def distance(here: Places, there: Places) -> Column:
    """Give how far off a token is, in nine steps; 9 for none."""
    return np.where(there < 0, 9, _DISTANCES[np.minimum(np.abs(here - there), 25)]).astype(np.uint32)


def pick(column: Column, places: Places) -> Column:
    """Give what a column holds at each token's place, or a number of its own for none."""
    return np.where(places >= 0, column[places], EDGE)


def _read_words(article: Article, cue_bins: Bins, kinds: Kinds) -> dict[str, Column]:
    known: dict[str, tuple[int, ...]] = {}
    for word, lower in zip(article.words, article.lower, strict=True):
        if word not in known:
            known[word] = _read_word(word, lower, kinds)
    rows = np.array([known[word] for word in article.words], np.uint32).reshape(len(article), 7)
    columns = dict(zip(("w", "s3", "s2", "sh", "k", "t", "n"), rows.T.copy(), strict=True))
    columns["c"] = cue_bins[columns["w"] & np.uint32(len(cue_bins) - 1)].astype(np.uint32)
    columns["bias"] = np.zeros(len(article), np.uint32)
    return columns


def _read_word(word: str, lower: str, kinds: Kinds) -> tuple[int, ...]:
    number = hash_word(lower)
    kind, takes, named = kinds.get(number, (0, 0, 0))
    if not kind and lower.endswith("ly"):
        kind = _ADVERB
    return number, hash_word(lower[-3:]), hash_word(lower[-2:]), _shape(word), kind, takes, named


def hash_word(text: str) -> int:
    """Give the number that stands for a word."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def _shape(word: str) -> int:
    if word.isalpha():
        if word.islower():
            return 1
        if word.isupper():
            return 2 if len(word) == 1 else 3
        return 4 if word[0].isupper() else 5
    if word[0].isdigit():
        return 6 if len(word) != 4 or not word.isdigit() else 7
    if word[0].isalnum():
        return 8 if word[0].isupper() else 9
    return 10


def _flag(of: NDArray[np.bool_]) -> Column:
    return of.astype(np.uint32)


def _opens_paragraph(article: Article) -> Column:
    """Tell how the paragraph begins, and whether the one before it ended within marks."""
    before = np.maximum(article.paragraph - 1, 0)
    inside = (article.marks[before] != 0) & (article.paragraph > 0)
    first = article.paragraph == article.first
    return _flag(first) * 16 + article.marks[article.paragraph] * 2 + _flag(inside)


def _read_sentences(article: Article, columns: dict[str, Column]) -> None:
    """Add what is told of whole sentences, and of the sentence before."""
    starts = np.unique(article.first)
    number = np.searchsorted(starts, article.first)
    within = article.marks != 0
    strong = ~within & (columns["c"] >= STRONG)
    weak = ~within & (columns["c"] >= WEAK)

    def count(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.add.reduceat(flags.astype(np.int64), starts)

    n_within, n_all = count(within), count(np.ones(len(article), np.bool_))
    some, every = (n_within > 0)[number], (n_within == n_all)[number]
    columns["some"], columns["all"] = _flag(some), _flag(every)
    columns["strong"] = np.minimum(count(strong), 3)[number].astype(np.uint32)
    # the last verb of saying of the sentence before, in the same paragraph
    last = np.maximum.reduceat(np.where(strong, np.arange(len(article)), -1), starts)
    said = np.where(last >= 0, columns["w"][last], np.where(count(weak) > 0, 2, 1).astype(np.uint32))
    said = np.where(n_within == n_all, said ^ np.uint32(0x55), said)
    before = np.concatenate([[0], said[:-1]]).astype(np.uint32)
    opens_paragraph = np.isin(starts, article.paragraph)
    columns["before"] = np.where(opens_paragraph, np.uint32(0), before)[number]


def _read_stretches(article: Article, columns: dict[str, Column]) -> None:
    """Add what stands around the marks that a token lies in: how long they are, and what leads in and follows."""
    n = len(article)
    here = np.arange(n)
    inside = article.marks != 0
    opener = np.maximum.accumulate(np.where(~inside | (article.marks == 2), here, -1))
    closer = np.minimum.accumulate(np.where(~inside | (article.marks == 3), here, n - 1)[::-1])[::-1]
    length = np.where(inside, np.minimum((closer - opener) // 2, 12), 13)
    columns["long"] = length.astype(np.uint32)
    after = np.where(inside & (closer + 1 < n), closer + 1, -1)
    columns["after"] = pick(columns["w"], after)
    second = np.where(inside & (closer + 2 < n), closer + 2, -1)
    columns["afterc"] = pick(columns["c"], after) * 8 + pick(columns["c"], second)
    columns["pre"] = pick(columns["w"], np.where(inside & (opener > 0), opener - 1, -1))
    columns["end9"] = pick(columns["w"], np.where(inside & (closer > 0), closer - 1, -1))
