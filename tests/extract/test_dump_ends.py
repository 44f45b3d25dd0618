from __future__ import annotations

import quopri

import pytest

from app.extract.dumps.ends import end_lines

LONG = "The harbour of Harrowport will reopen in June, the minister said, “two years after the storm” of March. " * 4


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r\r\n", "\r", "\f", "\u2028"])
def test_lines_end_alike(end: str) -> None:
    assert end_lines(f"Home{end}World") == "Home\nWorld"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (quopri.encodestring(LONG.encode()).decode(), LONG),
        ("\n".join(["The harbour will reopen in J=", "une."] * 4), "The harbour will reopen in June.\n" * 3
         + "The harbour will reopen in June."),
        ("It costs =E9\n" + "The harbour will reopen in J=\nune.\n" * 4,
         "It costs =E9\n" + "The harbour will reopen in June.\n" * 4),
        ("a =\nb =\nc\n", "a =\nb =\nc\n"),
        ("a=\n" * 4 + "b" * 100, "a=\n" * 4 + "b" * 100),
    ],
    ids=["quoted-printable", "ascii", "of-another-charset", "too-few", "too-wide"],
)  # fmt: skip
def test_soft_line_ends_go(text: str, expected: str) -> None:
    assert end_lines(text) == expected
