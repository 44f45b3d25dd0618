"""Facts of public pages, as a person reads them off the page: hashes of headlines, names and dates, no sentence.

The pages themselves are not here (docs/benchmarks.md); whoever has them can score any extractor.
"""

import hashlib
import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def normalise(text: str) -> str:
    """Give a headline's words alone: NFKC, case folded, joined with one space. Marks and dashes don't count."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def digest(headline: str) -> str:
    """Give the SHA-256 of a normalised headline, in hexadecimal digits: equal where the words are."""
    return hashlib.sha256(normalise(headline).encode()).hexdigest()
