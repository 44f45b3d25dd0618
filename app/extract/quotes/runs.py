"""Capitalised runs: where a name begins and ends, and which of its words are an office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.extract.quotes.lexicon import CLASS, GENDERS, ORGANISATION, TITLES
from app.extract.quotes.tokens import Paragraph

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_NOT_NAME = CLASS["capital_not_name"]
_PARTICLE = CLASS["particle"]
_ROLE_AND_NAME = 2
_LONGEST_BODY = 5
_LONGEST_RUN = 12
_LONGEST_ACRONYM = 5


def list_runs(paragraph: Paragraph) -> Iterator[list[int]]:
    """Give the capitalised runs of a paragraph: token indexes, particles and initials' stops included."""
    run: list[int] = []
    for i, word in enumerate(paragraph.words):
        capital = word[0].isupper() and not is_shouted(word)
        joined = bool(run) and i == run[-1] + 1 and paragraph.sentence[i] == paragraph.sentence[run[-1]]
        if run and (not joined or len(run) >= _LONGEST_RUN or not (capital or _is_link(paragraph, i))):
            yield run
            run = []
        if capital or run:
            run.append(i)
    if run:
        yield run


def _is_link(paragraph: Paragraph, i: int) -> bool:
    """Tell whether token i joins two parts of a name: a particle, an initial's stop, the of in Bank of Lumba."""
    following = i + 1 < len(paragraph) and paragraph.words[i + 1][0].isupper()
    within = following and paragraph.sentence[i + 1] == paragraph.sentence[i]
    if names_body(paragraph, i) or (paragraph.lower[i] == "the" and names_body(paragraph, i - 1)):
        return True
    if not within:
        return False
    return paragraph.words[i] == "." or paragraph.lower[i] in _PARTICLE or joins_body(paragraph, i)


def names_body(paragraph: Paragraph, i: int) -> bool:
    """Tell whether token i is the 'of' in Ministry of Water, University of Lumba, Institute of the Arctic Shelf."""
    if not (0 < i < len(paragraph) - 1 and paragraph.lower[i] in ("of", "for")):
        return False
    named = i + 2 if word_at(paragraph, i + 1) == "the" and i + 2 < len(paragraph) else i + 1
    return (
        paragraph.lower[i - 1] in ORGANISATION
        and paragraph.words[i - 1][0].isupper()
        and paragraph.words[named][0].isupper()
        and paragraph.sentence[named] == paragraph.sentence[i]
    )


def joins_body(paragraph: Paragraph, i: int) -> bool:
    """Tell whether token i is the 'and' in Ministry of Water and Power, not that in Ministry of Water and Jane."""
    if word_at(paragraph, i) != "and" or not paragraph.words[i - 1][0].isupper() or i + 1 >= len(paragraph):
        return False
    after = paragraph.lower[i + 1]
    if not paragraph.words[i + 1][0].isupper() or after in GENDERS or after in CLASS["body_kind"] or after in TITLES:
        return False
    bodies = (j for j in range(i - 2, max(i - _LONGEST_BODY, 0), -1) if names_body(paragraph, j))
    of = next(bodies, None)
    return (
        of is not None
        and paragraph.lower[of - 1] in CLASS["body_kind"]
        and all(paragraph.words[j][0].isupper() or paragraph.words[j] == "," for j in range(of + 1, i))
    )


def split_titles(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide a capitalised run into the name's parts and the words of office before it.

    Chinese State Councilor Yang Jiechi -> (Yang, Jiechi), (chinese, state, councilor)
    """
    lower = [word.lower().rstrip(".") for word in words]
    if len(lower) > _ROLE_AND_NAME and lower[0] in CLASS["role"] and not any(word in ORGANISATION for word in lower):
        # Seismologist Jane Rivers, where the sentence's start gives the role its capital
        parts, titles = split_titles(words[1:])
        return parts, (lower[0], *titles)
    last_title = max((i for i, word in enumerate(lower) if word in TITLES), default=-1)
    rest = [word for word in lower[last_title + 1 :] if word and word not in SUFFIXES]
    personal = bool(rest) and "of" not in lower and not any(word in ORGANISATION for word in rest)
    cut = last_title + 1 if personal else 0
    while cut < len(words) and _leads_in(lower, cut):
        cut += 1
    return tuple(words[cut:]), tuple(word for word in lower[:cut] if word and word not in _NOT_NAME)


def _leads_in(lower: Sequence[str], i: int) -> bool:
    """Tell a title from the first word of Foreign Ministry, State Department, House Committee."""
    of_organisation = i + 1 < len(lower) and (lower[-1] in ORGANISATION or "of" in lower)
    return not lower[i] or lower[i] in _NOT_NAME or (lower[i] in TITLES and not of_organisation)


def join_name(parts: Sequence[str]) -> str:
    """Give a name as it is printed: John D. Rivers."""
    return " ".join(parts).replace(" .", ".")


def kinds_of(name: str) -> frozenset[str]:
    """Give the words that a body may be called by: ministry for Ministry of Water, council for Lumba River Council."""
    words = name.lower().split()
    return frozenset({words[-1], *(words[i - 1] for i, word in enumerate(words) if i > 0 and word in ("of", "for"))})


def is_shouted(word: str) -> bool:
    """Tell whether a word is printed in capitals for emphasis: an acronym has five letters at most."""
    return len(word) > _LONGEST_ACRONYM and word.isupper()


def word_at(paragraph: Paragraph, i: int) -> str:
    """Give token i in small letters, or nothing where there is none."""
    return paragraph.lower[i] if 0 <= i < len(paragraph) else ""
