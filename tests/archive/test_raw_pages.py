"""Pages of one site are packed against one of them, and come back as they were."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.archive import raw_pages
from app.archive.database import make_sessions, open_engine
from app.archive.packing import pack, unpack
from app.archive.raw_pages import (
    Reference,
    choose_packing,
    forget_raw_pages,
    packed_columns,
    packed_pages,
    store_raw_page,
    unpack_row,
)
from app.archive.tables import raw_page, site_reference
from app.digest import digest_bytes

SITE = "ellery-post.example"


def make_page(number: int, layout: str = "a") -> bytes:
    """Make a page of a site: a frame that all pages of a layout share, and a story of its own."""
    frame, story = random.Random(layout), random.Random(number)
    links = "".join(
        f'<li><a href="/{layout}/{frame.randbytes(12).hex()}">{frame.randbytes(9).hex()}</a></li>' for _ in range(400)
    )
    text = " ".join(story.choices(["pier", "harbour", "council", "vote", "budget", "said", "storm", "ferry"], k=300))
    return f"<html><nav><ul>{links}</ul></nav><h1>Story {number}</h1><p>{text}</p></html>".encode()


def keep(session: Session, *pages: bytes, site: str | None = SITE) -> list[bytes]:
    digests = [digest_bytes(page) for page in pages]
    for page, digest in zip(pages, digests, strict=True):
        store_raw_page(session, page, digest, site)
    return digests


def read(session: Session, digest: bytes) -> bytes:
    return unpack_row(
        session.execute(select(*packed_columns).select_from(packed_pages).where(raw_page.c.digest == digest)).one()
    )


def references(session: Session) -> dict[bytes, bytes | None]:
    return {
        row.digest: row.reference_digest
        for row in session.execute(select(raw_page.c.digest, raw_page.c.reference_digest))
    }


@given(st.binary(max_size=3000), st.one_of(st.none(), st.binary(min_size=1, max_size=3000)))
def test_whatever_was_packed_comes_back(raw: bytes, reference: bytes | None) -> None:
    assert unpack(pack(raw, reference), len(raw), reference) == raw


def test_a_page_is_packed_against_an_earlier_one_of_its_site(session: Session) -> None:
    pages = [make_page(number) for number in range(4)]
    first, *others = keep(session, *pages)
    leans_on = references(session)
    assert leans_on[first] is None
    assert {leans_on[other] for other in others} == {first}
    assert [read(session, digest) for digest in (first, *others)] == pages
    sizes = {row.digest: len(row.packed) for row in session.execute(select(raw_page.c.digest, raw_page.c.packed))}
    assert all(sizes[other] * 5 < sizes[first] for other in others)


def test_layouts_of_a_site_each_have_their_reference(session: Session) -> None:
    keep(session, *[make_page(number, layout) for number in range(6) for layout in "abc"])
    assert sum(reference is None for reference in references(session).values()) == 3


def test_a_new_layout_is_followed(session: Session) -> None:
    keep(session, *[make_page(1, layout) for layout in "abcd"])
    _, late = keep(session, make_page(2, "e"), make_page(3, "e"))
    assert references(session)[late] == digest_bytes(make_page(2, "e"))


def test_pages_of_other_sites_or_of_none_stand_alone(session: Session) -> None:
    keep(session, make_page(1))
    elsewhere = keep(session, make_page(2), site="other.example") + keep(session, make_page(3), site=None)
    assert [references(session)[digest] for digest in elsewhere] == [None, None]


def test_the_same_bytes_again_change_nothing(session: Session) -> None:
    pages = [make_page(1), make_page(2)]
    keep(session, *pages)
    before = references(session)
    keep(session, *pages, site="mirror.example")
    assert references(session) == before
    assert set(session.execute(select(site_reference.c.site)).scalars()) == {SITE}


def test_now_and_then_a_page_becomes_the_reference_though_another_would_do() -> None:
    old = Reference(digest_bytes(make_page(1)), make_page(1))
    page = make_page(2)
    assert not choose_packing(page, b"\x00\x00\x00\x01" + bytes(28), [old]).is_reference
    assert choose_packing(page, bytes(32), [old]).is_reference


@pytest.mark.parametrize("raw", [b"<p>short</p>", b"x" * 1_000_001])
def test_pages_that_are_very_short_or_long_are_no_reference(raw: bytes) -> None:
    assert not choose_packing(raw, digest_bytes(raw), ()).is_reference


@pytest.fixture
def forget(session: Session) -> Callable[..., None]:
    def forget(*digests: bytes) -> None:
        forget_raw_pages(session, digests)
        session.flush()

    return forget


def test_pages_that_lean_on_one_that_goes_are_packed_anew(
    session: Session, forget: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw_pages, "AT_ONCE", 2)
    pages = [make_page(number) for number in range(8)]
    first, *others = keep(session, *pages)
    forget(first)
    leans_on = references(session)
    assert set(leans_on) == set(others)
    assert [read(session, digest) for digest in others] == pages[1:]
    (heir,) = {reference for reference in leans_on.values() if reference}
    assert set(session.execute(select(site_reference.c.digest)).scalars()) == {heir}
    (late,) = keep(session, make_page(9))
    assert references(session)[late] == heir


def test_a_reference_goes_with_all_that_lean_on_it(session: Session, forget: Callable[..., None]) -> None:
    forget(*keep(session, *[make_page(number) for number in range(3)]))
    assert references(session) == {}


def test_a_page_that_others_lean_on_cannot_be_deleted_by_hand(session: Session) -> None:
    first, _ = keep(session, make_page(1), make_page(2))
    with pytest.raises(Exception, match="fk_"), session.begin_nested():
        session.execute(delete(raw_page).where(raw_page.c.digest == first))


def test_a_page_that_leans_on_one_that_is_about_to_go_is_packed_anew(fresh_database_url: str) -> None:
    pages = [make_page(number) for number in range(3)]
    with open_engine(fresh_database_url) as engine, ThreadPoolExecutor() as threads:
        sessions = make_sessions(engine)
        with sessions.begin() as session:
            first, second = keep(session, *pages[:2])

        def remove() -> None:
            with sessions.begin() as session:
                forget_raw_pages(session, [first])

        with sessions.begin() as session:
            (third,) = keep(session, pages[2])
            assert references(session)[third] == first
            removal = threads.submit(remove)
            with pytest.raises(TimeoutError):
                removal.result(timeout=0.5)  # it waits for us
        removal.result(timeout=30)
        with sessions.begin() as session:
            assert set(references(session)) == {second, third}
            assert [read(session, digest) for digest in (second, third)] == pages[1:]
