"""Whom a definite phrase means: the president, the company, the Swiss striker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

from app.extract.quotes.bodies import kinds_of
from app.extract.quotes.lexicon import CLASS, ORGANISATION, PLACES, TITLES
from app.extract.quotes.offices import introduces
from app.extract.quotes.told import Spoke, Told

_SHORT = 2  # words of 'the company'
_SAME_OFFICE = {"pontiff": "pope"}
_NEAR = 900  # characters between what somebody said and where more is told of him


def name_definite(told: Told, start: int, words: Sequence[str], following: Sequence[str]) -> tuple[str | None, bool]:
    """Name a phrase of an article and nouns, and tell whether it is one person; `following`: what else the mention has.

    Words in small letters but for names; the mother of five has 'of five' behind its head.
    """
    lower = [word.lower() for word in words]
    head = lower[-1]
    if head in CLASS["firm"] and head not in told.unnamed and _is_plain_firm(lower[1:-1]):
        known = name_office(told, lower[1:]) if len(lower) == _SHORT and not told.cast.firms else None
        named = known or _name_firm(told, start)
        return (None if following and following[0] != "," else named), False
    proper = {word.lower() for word in words[1:-1] if word[0].isupper()} - TITLES - CLASS["place"] - PLACES
    named = name_office(told, [*lower[1:-1], _SAME_OFFICE.get(head, head)], proper)
    if named is None and (_is_epithet(lower) or _has_children(head, following)):
        return _name_last(told, start, head), True
    return named, not (head.endswith("s") or is_body(told, named or head))


def _is_plain_firm(lower: Sequence[str]) -> bool:
    """Tell the company, the Lumba-based Dutch company from the other company, the oil company."""
    return all(word in TITLES or not word.isalpha() or word in CLASS["based"] for word in lower)


def _is_epithet(lower: Sequence[str]) -> bool:
    """Tell whether a phrase may tell more of somebody named: the expert, the retired admiral, the 67-year-old."""
    head = lower[-1]
    if head in CLASS["epithet"] or (len(lower) == _SHORT and head in CLASS["demonym"]):
        return True
    aged = any(word.endswith("year-old") for word in lower)
    once = any(word in CLASS["once"] for word in lower[1:-1])
    return head.endswith("year-old") or ((once or aged) and introduces(head))


def _has_children(head: str, following: Sequence[str]) -> bool:
    """Tell the mother of five from the mother of the girl."""
    return head in CLASS["family"] and len(following) > 1 and following[1] in CLASS["number"]


def _name_last(told: Told, start: int, head: str) -> str | None:
    """Name who spoke right before, where the story has turned to nobody else: the striker said.

    Not where it has told of somebody without a name by this word.
    """
    if head in told.unnamed or head in told.cast.told_of or head in told.cast.offices:
        return None
    wanted = "f" if head in CLASS["title_f"] else "m" if head in CLASS["title_m"] else None
    last = told.spoke[-1] if told.spoke else None
    since = told.cast.printed[told.cast.n_before(last.start + 1 if last else 0) : told.cast.n_before(start)]
    others = [named for named in since if named.person and (last is None or named.name != last.name)]
    if others:
        begins = told.cast.paragraph_starts[bisect_right(told.cast.paragraph_starts, start) - 1]
        turned = last is None or any(named.led and named.start >= begins for named in others)
        name = others[0].name if turned and len({named.name for named in others}) == 1 else None
    else:
        near = last is not None and last.person and start - last.start <= _NEAR and last.name in told.cast.people
        name = last.name if last and near else None
    return name if name and (told.cast.find_sex(name) or wanted) == (wanted or told.cast.find_sex(name)) else None


def _list_named(told: Told, last: Spoke) -> set[str]:
    """Give who was named since somebody spoke, up to NEAR characters on."""
    cast = told.cast
    return {named.name for named in cast.printed[cast.n_before(last.start + 1) : cast.n_before(last.start + _NEAR)]}


def _name_firm(told: Told, start: int) -> str | None:
    """Name 'the company': the only one that was named before, or what this paragraph's sentences are about."""
    cast = told.cast
    firms = cast.firms or cast.topics
    named = {cast.short_forms.get(name, name) for name, first in firms.items() if first < start}
    if not firms:
        begins = cast.paragraph_starts[bisect_right(cast.paragraph_starts, start) - 1]
        here = cast.printed[cast.n_before(begins) : cast.n_before(start)]
        named = {each.name for each in here if each.opens and not each.shown}
    return named.pop() if len(named) == 1 else None


def name_office(told: Told, words: Sequence[str], proper: Collection[str] = ()) -> str | None:
    """Name who holds an office, or the organisation: only where the story leaves no choice.

    `proper`: words that narrow it to somebody's in particular, as the League's leader is not any leader.
    """
    words = [word.rstrip(".") for word in words if word not in CLASS["adverb"]]
    if not words:
        return None
    wanted, head = set(words), words[-1]
    roles = told.cast.offices.get(head, ())
    exact = {name for office, name in roles if wanted <= office}
    held = exact or {name for office, name in roles if office <= wanted and office.issuperset(proper)}
    names = {told.cast.full_name(name) for name in held}
    if len(names) == 1 and not (head in CLASS["role"] and head in told.unnamed):
        return names.pop()
    if head in told.unnamed:
        return None
    last = told.spoke[-1] if told.spoke else None
    if last and last.name in names and names.isdisjoint(_list_named(told, last) - {last.name}):
        return last.name
    same_kind = (name for name in told.cast.organisations.get(head, ()) if head in kinds_of(name))
    found = [name for name in same_kind if wanted <= set(name.lower().split())]
    longest = max(found, key=len, default=None)
    return longest if longest and all(set(name.split()) <= set(longest.split()) for name in found) else None


def is_body(told: Told, name: str) -> bool:
    """Tell the ministry, or its name, from a person."""
    last = name.rsplit(maxsplit=1)[-1].lower()
    return name not in told.cast.people and (last in ORGANISATION or last in told.cast.organisations)
