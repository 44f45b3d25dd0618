"""Whom a name means, or a part of one: the fullest name that the story gives."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.quotes.capitals import is_shouted
from app.extract.quotes.cast import bare_part
from app.extract.quotes.definites import name_office
from app.extract.quotes.lexicon import CLASS, CUE_VERBS, FIRST_NAMES, ORGANISATION, SEX
from app.extract.quotes.offices import SUFFIXES
from app.extract.quotes.runs import join_name
from app.extract.quotes.tokens import POSSESSIVE
from app.extract.quotes.told import Told

_GIVEN = FIRST_NAMES - CLASS["surname_opens"]
_SAID = CLASS["finite"] | CUE_VERBS["en"].keys()
_LONGEST_INITIALS = 3  # letters of a word in capitals that is no shout: RIA


def name_parts(told: Told, start: int, parts: Sequence[str], titled: str | None) -> tuple[str | None, bool]:
    """Give the fullest name for its parts; `titled`: f or m where Mrs. or Mr. stands before them."""
    name = join_name(parts)
    if _is_no_name(told, parts):
        return None, False
    if name in told.cast.short_forms:
        return told.cast.short_forms[name], False
    if len(parts) > 1:
        fullest = find_fullest(told, name)
        if fullest in told.cast.people:
            return fullest, True
        return name, parts[-1][0].isupper() and name not in _organisations(told, parts)
    holders = _find_holders(told, name, titled)
    if holders:
        holders = list(dict.fromkeys(find_fullest(told, holder) for holder in holders))
        spoken = [spoke.name for spoke in told.spoke if spoke.name in holders]
        return spoken[-1] if spoken else _nearest(told, start, holders), True
    body = name.lower() in ORGANISATION
    known = name_office(told, [name.lower()]) if body else name
    return known, name.lower() in SEX and name.lower() not in CLASS["place"]


def _is_no_name(told: Told, parts: Sequence[str]) -> bool:
    """Tell what only looks like a name: PORTO NOVO, Police, Let's, Olsen's."""
    if len(parts) == 1:
        return is_shouted(parts[0]) or _is_common(told, parts[0])
    if all(part.isupper() and len(part) > _LONGEST_INITIALS for part in parts):
        return True
    return parts[-1].lower() in POSSESSIVE and (parts[-2] in told.cast.by_part or parts[-2] == "Let")


def _find_holders(told: Told, name: str, titled: str | None) -> Sequence[str]:
    """Give who may be meant by one part of a name: first or last, or else one that only one person has."""
    holders = [
        holder
        for holder in told.cast.by_part.get(name, ())
        if titled is None or (told.cast.find_sex(holder) or titled) == titled
    ]
    if holders:
        return holders
    bare = bare_part(name)
    within = [full for full in told.cast.by_any.get(bare, ()) if bare in map(bare_part, told.cast.people[full][1:])]
    return within if len(within) == 1 and not name.isupper() else ()


def _is_common(told: Told, word: str) -> bool:
    """Tell 'Police said', 'Officials said' from a name: a plural, or an adverb, with a capital from where it stands."""
    led_in = word.endswith(("ing", "ly")) and word.lower() not in SEX
    plural = word.endswith("s") or led_in or word.lower() in CLASS["collective"]
    return plural and not word.isupper() and word not in told.cast.within and word not in told.cast.by_part


def _organisations(told: Told, parts: Sequence[str]) -> Sequence[str]:
    return told.cast.organisations.get(parts[-1].lower(), ())


def find_fullest(told: Told, name: str) -> str:
    """Give John D. Rivers for John Rivers, Andrés López Obrador for López Obrador, where the story prints that too.

    What was printed in short before is no shorter form of what comes later, which may be a headline: Rivers Says No.
    """
    parts = told.cast.people.get(name) or tuple(name.split())
    given = parts[0].lower() in _GIVEN
    wanted = _list_bare(parts)
    introduced = True
    longer = []
    for full in told.cast.by_any.get(wanted[-1], ()) if wanted else ():
        introduced = introduced and full != name
        same = _list_bare(told.cast.people[full])
        ends = same[-len(wanted) :] == wanted and (len(same) == len(wanted) or (introduced and not given))
        between = (same[0], same[-1]) == (wanted[0], wanted[-1]) and set(wanted) <= set(same)
        opens = introduced and len(wanted) > 1 and same[: len(wanted)] == wanted and full in told.cast.holders
        said = _SAID.intersection(same[len(wanted) :])
        if len(full) > len(name) and (ends or between or (opens and not said)):
            longer.append(full)
    return longer[0] if len(longer) == 1 else name


def _list_bare(parts: Sequence[str]) -> list[str]:
    """Give the parts of a name for comparison: (john, d, rivers) for John D. Rivers Jr."""
    bare = (bare_part(part).rstrip(".") for part in parts)
    return [part for part in bare if part and part not in SUFFIXES]


def _nearest(told: Told, start: int, holders: Sequence[str]) -> str:
    """Of two with one surname, the one named last before this place."""
    if len(holders) == 1:
        return holders[0]
    for named in reversed(told.cast.printed[: told.cast.n_before(start)][-200:]):
        if named.name in holders:
            return named.name
    return holders[0]
