from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.archive.cursors import Cursor, parse_cursor
from app.errors import BadCursor


@given(st.datetimes(timezones=st.just(UTC)), st.uuids())
def test_a_cursor_comes_back_as_it_was(sorted_at: datetime, id_: UUID) -> None:
    assert parse_cursor(Cursor(sorted_at, id_).write()) == Cursor(sorted_at, id_)


@pytest.mark.parametrize("text", ["", "x", "ä", "bnVsbA", "WyIyMDI0Il0", "!!!!", "W10", "WzEsMl0"])
def test_what_we_did_not_write_is_refused(text: str) -> None:
    with pytest.raises(BadCursor):
        parse_cursor(text)
