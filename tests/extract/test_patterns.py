"""What no pattern may have: Python before 3.11.5 matches it wrongly (python/cpython#106052)."""

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from re import _constants, _parser  # the only way to see how a pattern is understood
from typing import Any

import pytest

import app

ONCE = (_constants.POSSESSIVE_REPEAT, _constants.ATOMIC_GROUP)
ALONE = (_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY)


def list_patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    for module in walk_packages(app.__path__, "app."):
        for name, value in vars(import_module(module.name)).items():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, re.Pattern):
                    yield f"{module.name}.{name}", one


def gives_nothing_back(parsed: Any) -> bool:
    """Tell whether a group in a parsed pattern gives nothing back: (?:...)*+ or (?>...); a class may: [a-z]*+."""
    if isinstance(parsed, _parser.SubPattern):
        return any(gives_nothing_back(item) for item in parsed)
    if isinstance(parsed, tuple) and parsed and parsed[0] in ONCE:
        kept = parsed[1][2] if parsed[0] is _constants.POSSESSIVE_REPEAT else parsed[1]
        return len(kept) != 1 or kept[0][0] not in ALONE
    return isinstance(parsed, (tuple, list)) and any(gives_nothing_back(item) for item in parsed)


def test_no_group_of_a_pattern_gives_nothing_back() -> None:
    found = list(list_patterns())
    assert [name for name, one in found if gives_nothing_back(_parser.parse(one.pattern, one.flags))] == []
    assert len(found) > 200


@pytest.mark.parametrize(
    ("pattern", "gives_nothing"),
    [(r"(?:a|bc)*+d", True), (r"x(?P<y>(?:ab)?+)", True), (r"(?>ab|a)c", True), (r"[ab]*+c\s++", False), ("a*", False)],
)
def test_such_a_group_is_seen(pattern: str, *, gives_nothing: bool) -> None:
    assert gives_nothing_back(_parser.parse(pattern)) is gives_nothing
