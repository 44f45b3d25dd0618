from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter, ValidationError

from app.web.periods import From, To

utc = partial(datetime, tzinfo=UTC)
FIRST, LAST, MICROSECOND = utc(1, 1, 1), datetime.max.replace(tzinfo=UTC), timedelta(microseconds=1)
START, END = TypeAdapter(From), TypeAdapter(To)


@pytest.mark.parametrize(
    ("given", "start", "end"),
    [
        pytest.param("2013", utc(2013, 1, 1), utc(2014, 1, 1), id="year"),
        pytest.param("2013-06", utc(2013, 6, 1), utc(2013, 7, 1), id="month"),
        pytest.param("2013-12", utc(2013, 12, 1), utc(2014, 1, 1), id="December"),
        pytest.param("9999", utc(9999, 1, 1), LAST, id="last year"),
        pytest.param("0001-01-01T00:00:00+14:00", FIRST, FIRST + MICROSECOND, id="before all time"),
        pytest.param("9999-12-31T23:00:00-14:00", LAST, LAST, id="after all time"),
        pytest.param("2024-02-29", utc(2024, 2, 29), utc(2024, 3, 1), id="leap day"),
        pytest.param("2013-06-09T08:00:00+08:00", utc(2013, 6, 9), utc(2013, 6, 9, 0, 0, 0, 1), id="moment"),
        pytest.param(
            "2013-06-09T08:00:00 08:00", utc(2013, 6, 9), utc(2013, 6, 9, 0, 0, 0, 1), id="plus lost in a URL"
        ),
    ],
)
def test_a_period_stands_for_all_of_itself(given: str, start: datetime, end: datetime) -> None:
    assert START.validate_python(given) == start
    assert END.validate_python(given) == end


@pytest.mark.parametrize("given", ["", "yesterday", "2013-13", "2013-02-30", "0000", "2013-06-09T08:00:00", "20130609"])
def test_what_is_no_time_is_refused(given: str) -> None:
    with pytest.raises(ValidationError, match=r"year, month or day|time zone is missing"):
        END.validate_python(given)


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/articles", {"published_from": "2024", "published_to": "2023"}),
        ("/articles.csv", {"ingested_from": "2024-03-05", "ingested_to": "2024-03-04"}),
        ("/captures", {"received_from": "2024-03-05T08:00:00Z", "received_to": "2024-03-05T07:00:00Z"}),
        ("/quotes", {"published_from": "2024-04", "published_to": "2024-03-31"}),
    ],
)
def test_a_period_that_ends_before_it_begins_is_told(client: TestClient, path: str, given: dict[str, str]) -> None:
    answer = client.get(path, params=given)
    assert answer.status_code == 400
    assert "change them over" in answer.json()["detail"]
