"""Who holds the rights by a line below the story: Harbour Gazette of "© 2001-2016 Harbour Gazette Ltd, Quay Row"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract.agencies import LEGAL_FORM
from app.extract.lines import read_lexicon, squeeze
from app.extract.metadata import claims_rights

_RIGHTS = re.compile(
    r"(?:(?:©|\(c\)|copyright)\s*)+(?:by\s+)?(?:[\d\s–—,-]{4,15}\.?\s?)?(?:by\s+)?"
    r"(?P<name>[^\W\d_](?:[^|.,;:©\d]|\.(?=[^\W\d_])){1,50}?)(?=\s*(?:[|,;:©\d]|\.(?![^\W\d_])|all rights|$))",
    re.IGNORECASE,
)
_RIGHTS_CJK = re.compile(
    r"(?P<name>[^\W\d_]{2,20})\s?(?:版权所有|版權所有)|(?:版权所有|版權所有)\s?[:：©]?\s?(?P<after>[^\W\d_]{2,20})"
)
_NOBODY = re.compile(r"[@?]")
_QUOTED = re.compile(r"[«„“\"](?P<name>[^«»„“”\"]{2,40})[»“”\"]")
_OWNERS = frozenset(read_lexicon("owners.txt"))
_UNLESS = re.compile(r"\s(?:unless|except|or its|and its|and/or|is an?)\s.*$|[\s/–—-]+$", re.IGNORECASE)


def list_holders(line: str) -> Iterator[str]:
    """List who holds the rights by a line: Harbour Gazette of '© 2001-2016 Harbour Gazette Ltd, Quay Row'."""
    if not claims_rights(line[:1000]):  # most lines; the patterns cost ten times as much
        return
    for match in (*_RIGHTS.finditer(line[:1000]), *_RIGHTS_CJK.finditer(line[:1000])):
        holder = (match["name"] or match["after"]).strip()
        if _NOBODY.search(holder):  # (c) 2005. Questions? desk@harbour.example
            continue
        quoted = _QUOTED.search(holder)  # ЗАО «Речные ведомости»
        yield quoted["name"] if quoted else LEGAL_FORM.sub("", holder)


def list_claiming(line: str) -> Iterator[str]:
    """List who holds the rights by a line and may be an outlet: not the company that owns many of them."""
    holders = (_UNLESS.sub("", holder) for holder in list_holders(line))
    return (holder for holder in holders if squeeze(holder) not in _OWNERS)
