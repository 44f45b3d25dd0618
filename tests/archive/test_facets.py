import json
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.archive.database import Sessions
from app.archive.facets import Facet, count_facets
from app.archive.timeline import Interval, count_timeline
from app.errors import BadRequest
from app.news import Byline, Dateline, Moment, Precision
from tests.archive.conftest import File, file_reading, make_reading


def moment(year: int, month: int = 1, day: int = 1, precision: Precision = Precision.DAY) -> Moment:
    return Moment(datetime(year, month, day, tzinfo=UTC), precision)


@pytest.fixture(scope="module", autouse=True)
def _desk(stocking: Sessions) -> None:
    ana, bo = Byline("By Ana Quist", ("Ana Quist",)), Byline("By ana quist and Bo Lind", ("ana quist", "Bo Lind"))
    kabul = Dateline("KABUL (AP) --", "KABUL", "AP")
    with stocking.begin() as session:
        file = partial(file_reading, session)
        file(make_reading(headline="One", published=moment(2021, 1, 4), byline=ana))
        file(make_reading("The pier.", "Two", published=moment(2021, 1, 10), byline=bo, source="AP", dateline=kabul))
        file(make_reading("The quay.", "Three", published=moment(2021, 3, 1), language="de"))
        file(
            make_reading(
                "The ice.", "Four", published=moment(2022, precision=Precision.YEAR), source=None, dateline=None
            )
        )
        file(make_reading("The pier is old.", "Five", published=None))


def counted(session: Session, *by: Facet, **given: Any) -> dict[str, dict[str, int]]:
    facets = json.loads(count_facets(session, by, given))["facets"]
    return {facet: {value["value"]: value["n_articles"] for value in values} for facet, values in facets.items()}


@pytest.mark.parametrize(
    ("facet", "given", "expected"),
    [
        ("source", {}, {"Xinhua": 3, "AP": 1}),
        ("publisher", {}, {}),
        ("place", {}, {"PORT ELLERY": 3, "KABUL": 1}),
        ("agency", {}, {"Xinhua": 3, "AP": 1}),
        ("speaker", {}, {"Marta Oduya": 1}),
        ("author", {}, {"Ana Quist": 2, "Bo Lind": 1}),
        ("language", {}, {"en": 4, "de": 1}),
        ("year", {}, {"2021": 3, "2022": 1}),
        ("month", {}, {"2021-01": 2, "2021-03": 1}),
        ("source", {"q": "pier"}, {"Xinhua": 2, "AP": 1}),
        ("language", {"q": "pier OR quay", "source": "xinhua"}, {"de": 1, "en": 2}),
        ("speaker", {"q": "ice"}, {}),
        ("source", {"source": "nobody"}, {}),
        ("author", {"author": "Bo Lind"}, {"Bo Lind": 1, "ana quist": 1}),
        ("year", {"q": "pier", "has_quotes": True}, {"2021": 1}),
    ],
)
def test_articles_are_counted_by_facets(
    session: Session, facet: Facet, given: dict[str, Any], expected: dict[str, int]
) -> None:
    got = counted(session, facet, **given)[facet]
    assert {name.casefold(): n for name, n in got.items()} == {name.casefold(): n for name, n in expected.items()}


def test_several_facets_at_once_the_most_frequent_first(session: Session) -> None:
    answer = json.loads(count_facets(session, ("source", "year", "source"), {}, limit=1))
    assert (answer["n_articles"], answer["counted_from"], list(answer["facets"])) == (5, None, ["source", "year"])
    (xinhua,) = answer["facets"]["source"]
    assert (xinhua["value"], xinhua["slug"], xinhua["n_articles"]) == ("Xinhua", "xinhua", 3)
    assert [year["value"] for year in answer["facets"]["year"]] == ["2021", "2022"]


def test_of_too_many_matches_the_newest_are_counted_and_it_is_said(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.archive.facets.MOST_COLLECTED", 1)
    monkeypatch.setattr("app.archive.facets.estimate_articles", lambda _, selection: 3 if selection.names else 5)
    answer = json.loads(count_facets(session, ("year",), {"q": "pier"}))
    assert answer["counted_from"] == "2022-01-01T00:00:00Z"
    assert answer["n_articles"] == 1  # the undated one, which is sorted by when it was first seen


def timeline(session: Session, interval: Interval, **given: Any) -> list[tuple[str, int, int]]:
    answer = json.loads(count_timeline(session, interval, given))
    return [(item["start"], item["n_articles"], item["n_all"]) for item in answer["items"]]


def test_articles_are_counted_over_time_gaps_included(session: Session) -> None:
    assert timeline(session, "year") == [("2021-01-01", 3, 3), ("2022-01-01", 1, 1)]
    assert timeline(session, "month") == [("2021-01-01", 2, 2), ("2021-02-01", 0, 0), ("2021-03-01", 1, 1)]
    assert timeline(session, "week", q="pier") == [("2021-01-04", 2, 2)]
    assert timeline(session, "day", q="quay OR two")[0] == ("2021-01-10", 1, 1)
    assert len(timeline(session, "day", q="quay OR two")) == 51
    assert timeline(session, "year", q="absent") == timeline(session, "year", source="nobody") == []
    period = {"published_from": datetime(2021, 1, 1, tzinfo=UTC), "published_to": datetime(2021, 3, 1, tzinfo=UTC)}
    nothing = [("2021-01-01", 0, 2), ("2021-02-01", 0, 0)]
    assert timeline(session, "month", q="absent", **period) == nothing
    assert timeline(session, "month", source="nobody", place="nowhere", **period) == nothing


def test_a_named_period_is_shown_whole_with_the_share_of_all(session: Session) -> None:
    period = {"published_from": datetime(2020, 12, 1, tzinfo=UTC), "published_to": datetime(2021, 2, 1, tzinfo=UTC)}
    answer = json.loads(count_timeline(session, "month", {"q": "pier -two", **period}))
    assert answer["items"] == [
        {"start": "2020-12-01", "n_articles": 0, "n_all": 0, "ratio": None},
        {"start": "2021-01-01", "n_articles": 1, "n_all": 2, "ratio": 0.5},
    ]


def test_dates_that_are_not_known_as_exactly_are_counted_apart(session: Session) -> None:
    by_interval = {interval: json.loads(count_timeline(session, interval, {})) for interval in ("month", "year")}
    assert {name: (each["n_articles"], each["n_undated"]) for name, each in by_interval.items()} == {
        "month": (3, 2),
        "year": (4, 1),
    }


def test_a_timeline_of_too_many_intervals_is_refused(session: Session, file: File) -> None:
    file(make_reading("Old.", "Old", published=moment(1900)))
    file(make_reading("New.", "New", published=moment(2024)))
    with pytest.raises(BadRequest, match="longer ones"):
        count_timeline(session, "day", {})
    assert len(timeline(session, "month")) == 124 * 12 + 1
