"""How the country and the language of a page write dates: what 03/04/2014, IST and listopada mean there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.extract.address import host_of

_MONTH_FIRST_COUNTRIES = frozenset({"us", "ph", "pr", "gu"})
_AMERICAN_ENDINGS = frozenset({"com", "org", "net", "us", "gov", "edu"})
_COUNTRY_ENDING = 2  # letters
# Endings that stand for another thing than the country they were given to.
_NO_COUNTRY = frozenset({"co", "io", "me", "tv", "fm", "ai", "eu", "cc", "ws", "to", "ly"})


class Customs(NamedTuple):
    """What a page's country and language settle where a printed date leaves it open."""

    month_first: bool = False
    """03/04 is the fourth of March, as in the United States."""
    country: str | None = None
    """By the page's address, else by its language's region: in, au, us."""
    language: str | None = None
    """By what the page says: hr, pl."""


ANYWHERE = Customs()


def find_customs(url: str | None, languages: Iterable[str]) -> Customs:
    """Find what holds for a page, by its address and by what it says of its language: en, en-US, pt_BR.

    A page in English that names no region is taken for American when its host ends like one.
    """
    host = host_of(url) if url else None
    ending = host.rpartition(".")[2] if host else ""
    told = [language.lower().replace("_", "-").partition("-") for language in languages]
    language = next((name for name, _, _ in told if name), None)
    region = next((region[-2:] for _, _, region in told if region), None)
    is_country = len(ending) == _COUNTRY_ENDING and ending not in _NO_COUNTRY
    country = ending if is_country else region
    if told and told[0][2]:
        month_first = region in _MONTH_FIRST_COUNTRIES and not (is_country and ending not in _MONTH_FIRST_COUNTRIES)
    else:
        month_first = ending in _AMERICAN_ENDINGS and language in {None, "en"}
    return Customs(month_first, country, language)
