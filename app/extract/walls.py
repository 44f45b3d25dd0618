"""Pages that stand in place of a story: errors, robot checks, closed doors, requests for consent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from app.extract.cleaning.furniture import ends_like_prose
from app.extract.lines import count_words, read_lexicon, squeeze, to_plain
from app.news import Reason, Rejection

_HEADINGS = frozenset(map(squeeze, read_lexicon("error_headings.txt")))
_SENTENCES = tuple(read_lexicon("error_sentences.txt"))
_OPENINGS = sorted(read_lexicon("error_openings.txt"), key=len, reverse=True)
_OPENING = re.compile(rf"(?:{'|'.join(map(re.escape, _OPENINGS))}|[45]\d\d)(?![^\W_])[\W_]*")
_CODE = re.compile(r"\b[45]\d\d\b")
_TALK = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, read_lexicon('error_talk.txt')))})(?![^\W_])")
_TITLE_BREAK = re.compile(r"\s[|·»–—-]\s")
_CONSENT = tuple(read_lexicon("consent_phrases.txt"))
_PERSON = re.compile(rf"\b(?:{'|'.join(map(re.escape, read_lexicon('consent_persons.txt')))})\b|您|我们")
_MOST_WORDS_OF_A_WALL = 600
_MOST_WORDS_BESIDE_AN_ERROR, _MOST_BESIDE_A_SURE_ONE = 16, 60
_MOST_WORDS_OF_AN_ERROR, _MOST_WORDS_OF_A_SITE = 60, 6
_MOST_OPENINGS = 4


def find_wall(lines: Sequence[str]) -> Rejection | None:
    """Find an error page or a consent wall: little text, and that is what it says. The first line is the title."""
    if any(n_words > _MOST_WORDS_OF_A_WALL for n_words in accumulate(map(count_words, lines))):
        return None
    plain = [to_plain(line) for line in lines]
    page = "\n".join(plain)
    if error := _find_error(plain, page):
        return Rejection(Reason.ERROR_PAGE, f"This is an error page or a robot check: {error[:80]!r}.")
    # A wall says we and you; a story about cookies, whose banner is told of in the third person, does not.
    consent = [phrase for phrase in _CONSENT if phrase in page]
    asking = [line for line in plain if _tells(line, consent) and (count_words(line) < 5 or _PERSON.search(line))]
    n_asking = sum(count_words(line) for line in asking)
    n_said = sum(count_words(line) for line in plain if count_words(line) >= 5)
    phrases = {phrase for phrase in consent for line in asking if phrase in line}
    if len(phrases) >= 3 and n_asking * 2 > n_said:
        return Rejection(Reason.CONSENT_WALL, "The page only asks for consent: send it as it looks after the choice.")
    return None


def _find_error(plain: Sequence[str], page: str) -> str | None:
    """Find the line by which an error page says what it is; none where the page tells something else besides.

    A heading is only an error's where it says nothing more: 'Page not found', but not 'Page not found for 400 years
    turns up in attic'. Sentences to the reader, about browsers and addresses, are not counted as what it tells.
    """
    headings = [line for line in plain[:12] if _is_error_heading(line)]
    told = [phrase for phrase in _SENTENCES if phrase in page]
    sentences = [line for line in plain if _is_error_sentence(line, told)]
    n_beside = sum(
        count_words(line)
        for line in plain
        if ends_like_prose(line) and not _TALK.search(line) and line not in sentences and line not in headings
    )
    most = _MOST_BESIDE_A_SURE_ONE if headings and sentences else _MOST_WORDS_BESIDE_AN_ERROR
    return next(iter((*headings, *sentences)), None) if n_beside < most else None


def _is_error_sentence(line: str, told: Sequence[str]) -> bool:
    """Tell a sentence of an error page: of a site or to its reader; 'the bridge is down for maintenance' is none.

    Words for those are known of languages in Latin letters; phrases in other scripts are particular enough.
    """
    if not _tells(line, told) or count_words(line) > _MOST_WORDS_OF_AN_ERROR:
        return False
    return not line.isascii() or _TALK.search(line) is not None


def _is_error_heading(line: str) -> bool:
    """Tell a title or heading that names an error, a robot check or the like, and at most the site beside it."""
    if len(line) > 200:
        return False
    parts = _TITLE_BREAK.split(line)
    named = [_names_error(part) for part in parts]
    return any(named) and all(
        its_error or count_words(part) <= _MOST_WORDS_OF_A_SITE for part, its_error in zip(parts, named, strict=True)
    )


def _names_error(part: str) -> bool:
    rest = part.lstrip("([ ")
    for _ in range(_MOST_OPENINGS):
        if squeeze(rest) in _HEADINGS:
            return True
        opening = _OPENING.match(rest)
        if opening is None:
            return False
        rest = rest[opening.end() :]
    return not rest and _CODE.search(part) is not None


def _tells(line: str, phrases: Sequence[str]) -> bool:
    return any(phrase in line for phrase in phrases)
