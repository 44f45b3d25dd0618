"""How newsrooms close a story: -30-, ###, (Ends), Endi, （完）, and the agency's own name behind the last sentence."""

from __future__ import annotations

import re

from app.extract.lines import read_lexicon

_marks = read_lexicon("end_marks.txt")
_END_MARKS = frozenset(mark.replace(" ", "").lower() for mark in _marks)
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
