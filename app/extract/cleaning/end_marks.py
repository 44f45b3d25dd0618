"""How newsrooms close a story: -30-, ###, (Ends), Endi, （完）, and the agency's own name behind the last sentence."""

from __future__ import annotations

import re

from app.extract.agencies import find_name, is_agency, is_word
from app.extract.lines import read_lexicon

_marks = read_lexicon("end_marks.txt")
_END_MARKS = frozenset(mark.replace(" ", "").lower() for mark in _marks)
_AROUND_NAME = " ().（）[]【】-–—/"
_AROUND_MARK = "()（）[]【】-–—~/*"
_END_WORDS = sorted((mark for mark in _marks if mark.replace(" ", "").isalpha()), key=len, reverse=True)
_any_end = "|".join(map(re.escape, _END_WORDS))
_bare_end = "|".join(re.escape(mark.upper()) for mark in _END_WORDS if mark.isascii())
# Behind a sentence a word without brackets or dashes must be in capitals, or nothing else: ENDS, Enditem, never 'Fin'.
_TRAILING_MARK = re.compile(
    r"(?<=[.!?…。！？।؟\"'”’»)\]])\s*(?P<mark>"
    rf"[(（\[【]\s?(?i:{_any_end})\s?[)）\]】]|[-–—~/*]{{1,3}}\s?(?i:{_any_end}|30|0)\s?[-–—~/*]{{1,3}}"
    rf"|End(?:s|i|it|item|items|all)?|{_bare_end}|#(?:\s?#){{1,4}}|/\.|[■□◼∎❑◆])$"
)


# Of an agency that closes its story: (ANSA). or [PTI] or a bare EFE; a name in brackets, or one word behind a stop.
_SIGNED = re.compile(
    r"(?<=[.!?…。！？．｡।॥؟۔\"'”’»)\]」』])\s*(?P<mark>"
    r"[(（\[【]\s?(?P<within>[^()（）\[\]【】]{2,30}?)\s?[)）\]】]\.?"
    r"|(?<=\s)(?:[-–—/]{1,2}\s?)?(?P<bare>[^\W\d_](?:\w|[./-](?=\w)){1,14})\.?|[-–—/]{1,2}\s?(?P<dashed>\w{2,14}))$"
)
_LONGEST_SIGN = 40
_JOINED = re.compile(r"\s?[/,=-]\s?")


def is_end_mark(text: str) -> bool:
    """Tell whether a line is nothing but a newsroom's end mark: -30-, ###, (Ends), Endi."""
    if len(text) > 24:
        return False
    mark = text.replace(" ", "").lower()
    # 'Fine.' is a sentence, 'Ends.' is none.
    return mark in _END_MARKS or mark.strip(_AROUND_MARK + "." * mark.startswith("end")) in _END_MARKS


def split_end_mark(text: str) -> tuple[str, str | None]:
    """Split a paragraph from the end mark behind its last sentence, if any: ('... Mexico.', 'Endi')."""
    found = _TRAILING_MARK.search(text[-26:])
    if found is None:
        return text, None
    mark = found["mark"]
    return text[: -len(mark)].rstrip(), mark


def split_signature(text: str) -> tuple[str, str | None]:
    """Split a paragraph from the agency named behind its last sentence, if any: ('... Mexico.', '(ANSA).').

    Only the last paragraph of a story is closed by it; in a round-up each item may be.
    """
    found = _SIGNED.search(text[-_LONGEST_SIGN:])
    if found is None:
        return text, None
    bare = found["bare"] or found["dashed"]
    names = (bare,) if bare else _JOINED.split(found["within"])
    if not all(map(_is_agency, names)) or (bare and is_word(bare)):
        return text, None
    mark = found["mark"]
    return text[: -len(mark)].rstrip(), mark


def names_agency(text: str) -> bool:
    """Tell whether a line is nothing but the names of agencies: (ANSA)., EFE, TT, dpa/AFP."""
    return len(text) <= _LONGEST_SIGN and all(map(_is_agency, _JOINED.split(text.strip(_AROUND_NAME))))


def _is_agency(printed: str) -> bool:
    name = find_name(printed)
    return name is not None and is_agency(name)
