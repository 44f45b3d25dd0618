"""What a sentence is about: a name that opens it, or that ends the phrase which does."""

from __future__ import annotations

from app.extract.quotes.capitals import word_at
from app.extract.quotes.cast import Cast, Named
from app.extract.quotes.lexicon import CLASS, FIRST_NAMES, SEX
from app.extract.quotes.offices import introduces
from app.extract.quotes.runs import Run, join_name
from app.extract.quotes.tokens import POSSESSIVE, Paragraph

_NO_PHRASE = CLASS["preposition"] | CLASS["boundary"]
_WITHIN_PHRASE = frozenset({",", "."})
_LONGEST_PHRASE = 12
_GIVEN = FIRST_NAMES | SEX.keys()


def file_printed(cast: Cast, paragraph: Paragraph, run: Run) -> None:
    """Add to a full cast where it prints a name, and whether a sentence is about that."""
    parts, titles = run.parts, run.titles
    if not parts:
        return
    holders = cast.by_part.get(parts[0], ()) if len(parts) == 1 else ()
    name = holders[0] if holders else join_name(parts)
    first, _ = paragraph.sentence_of(run.first)
    leads = first >= run.first - 1
    if not leads:
        cast.within.add(name)
    leads = leads and not _leads_to_relative(paragraph, run.last + 1)
    opens = leads or _follows_adjunct(paragraph, first, run) or _ends_subject(paragraph, run)
    called = bool(titles) or introduces(word_at(paragraph, run.first - 1))
    shown = called or name in cast.sex or parts[0].lower() in _GIVEN
    cast.printed.append(
        Named(
            name,
            start=paragraph.starts[run.first],
            person=name in cast.people,
            leads=leads,
            opens=opens,
            shown=shown,
            led=leads or (opens and shown),
            joined=_is_joined(paragraph, run.first),
            acts=opens or _is_verb(paragraph, run.last + 1),
        )
    )


def _is_joined(paragraph: Paragraph, first: int) -> bool:
    """Tell whether a name is the second of two: Olsen and Rivers."""
    return first > 1 and paragraph.lower[first - 1] == "and" and paragraph.words[first - 2][0].isupper()


def _follows_adjunct(paragraph: Paragraph, first: int, run: Run) -> bool:
    """Tell whether only when or why stands before the subject: In January 1990, Olsen was called to the house."""
    comma = run.first - 1
    return (
        first < comma <= first + _LONGEST_PHRASE
        and paragraph.words[comma] == ","
        and paragraph.lower[first] in CLASS["preposition"]
        and _is_verb(paragraph, run.last + 1)
        and not any(paragraph.words[i] == "," or _is_verb(paragraph, i) for i in range(first, comma))
    )


def _leads_to_relative(paragraph: Paragraph, i: int) -> bool:
    """Tell 'Rivers's daughter', which is about the daughter, from 'Rivers's plan'."""
    return word_at(paragraph, i) in POSSESSIVE and any(
        word_at(paragraph, j) in CLASS["family"] or word_at(paragraph, j) in CLASS["role"] for j in range(i + 1, i + 4)
    )


def _ends_subject(paragraph: Paragraph, run: Run) -> bool:
    """Tell whether a name, or the phrase it ends, opens its sentence: the mayor's son, Tom; not Tom's son."""
    if word_at(paragraph, run.last + 1) in POSSESSIVE:
        return False
    first, _ = paragraph.sentence_of(run.first)
    if _is_apposition(paragraph, first, run):
        return True
    i = run.first
    while i > first and run.first - i < _LONGEST_PHRASE:
        word = paragraph.lower[i - 1]
        named = introduces(paragraph.words[i - 1]) or word in CLASS["determiner"] or word in POSSESSIVE
        capital = paragraph.words[i - 1][0].isupper() and word not in _NO_PHRASE
        whose = paragraph.lower[i] in POSSESSIVE
        if not (named or capital or whose or word in _WITHIN_PHRASE or word in CLASS["links"]):
            break
        i -= 1
    return i == first or i == first + 1 == run.first


def _is_apposition(paragraph: Paragraph, first: int, run: Run) -> bool:
    """Tell whether a name between commas tells who the subject is: the mother of one of the boys, Luz Olsen, asked."""
    comma = run.first - 1
    while comma > first and introduces(paragraph.words[comma]):
        comma -= 1
    closed = word_at(paragraph, run.last + 1) == ","
    if not closed or paragraph.words[comma] != "," or not first < comma <= first + _LONGEST_PHRASE:
        return False
    told = paragraph.words[first:comma]
    opens = word_at(paragraph, first) in CLASS["determiner"] or word_at(paragraph, first + 1) in POSSESSIVE | {
        "'",
        "’",
    }
    verb = any(_is_verb(paragraph, i) or paragraph.words[i] == "," for i in range(first, comma))
    return opens and not verb and any(introduces(word) or word.lower() in CLASS["family"] for word in told)


def _is_verb(paragraph: Paragraph, i: int) -> bool:
    word = word_at(paragraph, i)
    return word in CLASS["finite"] or word in CLASS["being"] or (len(word) > 4 and word.endswith("ed"))
