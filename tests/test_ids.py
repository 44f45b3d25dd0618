from datetime import UTC, datetime, timedelta

from app.ids import make_id

NOW = datetime(2024, 3, 5, 12, 0, 0, 123_000, tzinfo=UTC)


def test_an_id_is_a_uuid_of_version_7_and_tells_its_moment() -> None:
    made = make_id(NOW)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert datetime.fromtimestamp((made.int >> 80) / 1000, UTC) == NOW


def test_ids_sort_by_their_moments_and_are_never_the_same() -> None:
    made = [make_id(NOW + timedelta(milliseconds=step)) for step in range(200)]
    assert made == sorted(made)
    assert len({make_id(NOW) for _ in range(1000)}) == 1000
