"""Names as keys: which spellings are one name, and how a name stands in an address."""

import re
from unicodedata import combining, normalize

LONGEST_NAME = 200  # code points; what is longer is a sentence that was taken for a name

_APART = re.compile(r"[\W_]+")


def _plain(name: str) -> str:
    """Fold case, width and accents."""
    return "".join(char for char in normalize("NFKD", name).casefold() if not combining(char))


def key_of(name: str) -> str:
    """Give a name's letters and digits, case and accents folded: A.P. and ap are one; empty if it has none."""
    return _APART.sub("", _plain(name[:LONGEST_NAME]))


def make_slug(name: str) -> str:
    """Write a name for an address: China.org.cn becomes china-org-cn, 新华社 stays.

    Two names with different keys never have the same slug.
    """
    return _APART.sub("-", _plain(name[:LONGEST_NAME])).strip("-")
