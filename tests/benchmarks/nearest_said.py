"""The baseline of quotes: what stands in a pair of marks, given to the capitalised words beside the nearest said."""

import re
from typing import Any

_MARKED = re.compile(r"[“\"]([^“”\"\n]{2,2000})[”\"]")
_SAID = re.compile(r"\b(?:said|says|told|added|wrote)\b")
_NAME = r"(?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,4}|he|she"
_AFTER = re.compile(rf"\s?({_NAME})")
_BEFORE = re.compile(rf"({_NAME})\s?$")
_NEAR = 100
_LONGEST_NAME = 60


def predict(text: str) -> list[dict[str, Any]]:
    """Give attributions in the scorer's form."""
    found = []
    for marked in _MARKED.finditer(text):
        near = range(max(marked.start() - _NEAR, 0), min(marked.end() + _NEAR, len(text)))
        said = [
            m
            for m in _SAID.finditer(text, near.start, near.stop)
            if m.end() <= marked.start() or m.start() >= marked.end()
        ]
        cue = min(said, key=lambda m: max(m.start() - marked.end(), marked.start() - m.end()), default=None)
        found.append(
            {
                "content": [marked.start(), marked.end()],
                "cue": [cue.start(), cue.end()] if cue else None,
                "source": _find_name(text, cue) if cue else None,
            }
        )
    return found


def _find_name(text: str, cue: re.Match[str]) -> list[int] | None:
    begin = max(cue.start() - _LONGEST_NAME, 0)
    before = _BEFORE.search(text[begin : cue.start()])
    if before:
        return [begin + before.start(1), begin + before.end(1)]
    after = _AFTER.match(text, cue.end(), cue.end() + _LONGEST_NAME)
    return [after.start(1), after.end(1)] if after else None
