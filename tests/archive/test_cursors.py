from base64 import urlsafe_b64encode
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.archive.cursors import Cursor, parse_cursor
from app.errors import BadCursor

times = st.datetimes(timezones=st.just(UTC))
AN_ID = "0" * 32


@given(times, st.uuids(), st.sampled_from([None, "7:7:", "740:751:740,748"]))
def test_a_cursor_of_a_time_comes_back_as_it_was(place: datetime, id_: object, snapshot: str | None) -> None:
    cursor = Cursor("-published_at", place, id_, snapshot)  # type: ignore[arg-type] # hypothesis makes UUIDs
    assert parse_cursor(cursor.write(), "-published_at") == cursor


@given(st.floats(0, 1), st.uuids(), times)
def test_a_cursor_of_a_rank_comes_back_as_it_was(place: float, id_: object, oldest: datetime) -> None:
    cursor = Cursor("relevance", place, id_, oldest=oldest)  # type: ignore[arg-type] # as above
    assert parse_cursor(cursor.write(), "relevance") == cursor


@pytest.mark.parametrize("text", ["", "x", "ä", "bnVsbA", "WyIyMDI0Il0", "!!!!", "W10", "WzEsMl0"])
def test_what_we_did_not_write_is_refused(text: str) -> None:
    with pytest.raises(BadCursor):
        parse_cursor(text, "-published_at")


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param(f'["published_at", "2024-01-01T00:00:00+00:00", "{AN_ID}", null, null]', id="of another order"),
        pytest.param(f'["-published_at", 0.5, "{AN_ID}", null, null]', id="a rank for a time"),
        pytest.param(f'["-published_at", NaN, "{AN_ID}", null, null]', id="no number"),
        pytest.param(f'["-published_at", "2024-01-01", "{AN_ID}", "9:7:", null]', id="a snapshot that ends first"),
        pytest.param(f'["-published_at", "2024-01-01", "{AN_ID}", "7:9:9", null]', id="running after the end"),
        pytest.param(f'["-published_at", "2024-01-01", "{AN_ID}", "7:9:8,7", null]', id="running out of order"),
        pytest.param(f'["-published_at", "2024-01-01", "{AN_ID}", "7:9:; DROP", null]', id="no snapshot"),
        pytest.param(f'["-published_at", "2024-01-01", "{AN_ID}", 7, null]', id="a number for a snapshot"),
        pytest.param(f'[["-published_at"], "2024-01-01", "{AN_ID}", null, null]', id="a list for an order"),
    ],
)
def test_what_is_written_like_ours_is_looked_into(fields: str) -> None:
    with pytest.raises(BadCursor):
        parse_cursor(urlsafe_b64encode(fields.encode()).decode(), "-published_at")
