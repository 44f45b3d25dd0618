from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from app.extract.facts import gather_facts
from app.extract.lines import fold
from app.extract.metadata import Found, Metadata, read_metadata
from app.news import CleanText, Dateline, Page, Precision

BODY = (
    "The harbour ferry came back into service on Thursday after a year in dock, the council said.\n\n"
    "Islanders had asked for it since the winter storms."
)


def page(url: str | None = None) -> Page:
    return Page(b"x", "text/plain", datetime(2026, 1, 2, tzinfo=UTC), None, url)


def test_a_dump_of_a_portal_gives_all_its_facts() -> None:
    clean = CleanText(
        BODY,
        ("Harbour ferry returns: council", "2 Comment(s)Print E-mail Xinhua, March 6, 2014", "Adjust font size:"),
        ("Print E-mail Bookmark and Share", "Send your storiesGet more from China.org.cnMobileRSS"),
    )
    facts = gather_facts(page(), clean, Metadata())
    assert facts.headline == "Harbour ferry returns: council"
    assert facts.dateline == Dateline("Xinhua, March 6, 2014", None, "Xinhua", "2014-03-06")
    assert (facts.source, facts.publisher, facts.language) == ("Xinhua", "China.org.cn", "en")
    assert facts.published is not None
    assert (facts.published.at.date().isoformat(), facts.published.precision) == ("2014-03-06", Precision.DAY)
    assert (facts.byline, facts.modified, facts.canonical_url) == (None, None, None)
    assert facts.evidence == {
        "headline": "head",
        "dateline": "credit-line",
        "source": "credit-line",
        "publisher": "furniture",
        "published": "credit-line",
        "language": "body",
    }


def test_a_page_gives_all_its_facts() -> None:
    tree = html.document_fromstring(
        "<html lang='en'><head><title>Harbour ferry returns - Example Post</title>"
        "<link rel='canonical' href='/ferry-123'><meta property='og:site_name' content='Example Post'>"
        "<meta property='article:published_time' content='2014-03-06T10:00:00+02:00'>"
        "<meta property='article:modified_time' content='2014-03-06T12:00:00+02:00'></head>"
        "<body><h1>Harbour ferry returns</h1><p class='byline'>By ANN LEE</p></body></html>"
    )
    clean = CleanText(f"LIMASSOL, March 5 (Reuters) - {BODY}", ("Harbour ferry returns", "By ANN LEE"))
    facts = gather_facts(page("https://www.example.com/ferry-123?utm_source=x"), clean, read_metadata(tree, ()))
    assert facts.headline == "Harbour ferry returns"
    assert facts.byline is not None
    assert (facts.byline.text, facts.byline.authors) == ("By ANN LEE", ("Ann Lee",))
    assert facts.dateline == Dateline("LIMASSOL, March 5 (Reuters) -", "LIMASSOL", "Reuters", "2014-03-05")
    assert (facts.source, facts.publisher) == ("Reuters", "Example Post")
    assert facts.published is not None
    assert facts.modified is not None
    assert facts.published.at.isoformat() == "2014-03-06T10:00:00+02:00"
    assert facts.modified.at > facts.published.at
    assert facts.canonical_url == "https://www.example.com/ferry-123"
    assert set(facts.evidence) == {
        "headline", "byline", "dateline", "source", "publisher", "published", "modified", "language", "canonical_url",
    }  # fmt: skip


def test_the_dateline_may_follow_a_byline_in_the_body() -> None:
    facts = gather_facts(page(), CleanText(f"By Ann Lee\n\nLIMASSOL (AP) — {BODY}"), Metadata())
    assert facts.dateline == Dateline("LIMASSOL (AP) —", "LIMASSOL", "AP", None)
    assert facts.byline is not None


def test_the_dateline_may_follow_several_short_lines() -> None:
    facts = gather_facts(page(), CleanText(f"Redazione\n\nVENEZIA\n\n(ANSA) - VENEZIA, 22 NOV - {BODY}"), Metadata())
    assert facts.dateline == Dateline("(ANSA) - VENEZIA, 22 NOV -", "VENEZIA", "ANSA", "--11-22")


def test_the_page_completes_a_day_alone() -> None:
    clean = CleanText(f"（中央社台北9日電）{BODY}", head=("2013-06-09 10:22 中央社",))
    facts = gather_facts(page(), clean, Metadata())
    assert facts.dateline == Dateline("（中央社台北9日電）", "台北", "中央社", "2013-06-09")


def test_a_dateline_further_down_is_another_storys() -> None:
    facts = gather_facts(page(), CleanText(f"{BODY * 3}\n\nLIMASSOL (AP) — {BODY}"), Metadata())
    assert facts.dateline is None


def test_a_date_without_a_year_stays_so_where_the_page_has_none() -> None:
    facts = gather_facts(page(), CleanText(f"LIMASSOL, March 5 (Reuters) - {BODY}"), Metadata())
    assert facts.dateline is not None
    assert facts.dateline.date == "--03-05"
    assert facts.published is None


def test_own_staff_make_the_publisher_the_source() -> None:
    facts = gather_facts(page("https://www.dawn.com/a/1"), CleanText(BODY), Metadata())
    assert (facts.source, facts.publisher, facts.evidence["source"]) == ("Dawn", "Dawn", "publisher")


LINES = st.lists(st.text(max_size=80) | st.sampled_from(["By Ann Lee", "Xinhua, June 9, 2013", "© 2014", "Source: "]))
FOUND = st.lists(
    st.builds(Found, st.text(max_size=60), st.sampled_from(["json-ld", "og", "title", "h1", "class", "byline", "meta"]))
).map(tuple)


@given(st.text(min_size=1), LINES.map(tuple), LINES.map(tuple), FOUND, st.none() | st.text(max_size=40))
def test_no_text_makes_it_raise(
    body: str, head: tuple[str, ...], tail: tuple[str, ...], found: tuple[Found, ...], url: str | None
) -> None:
    metadata = Metadata(
        found, found, found, found, found, found, tuple(one.text for one in found), tuple(one.text for one in found)
    )
    clean = CleanText(body, head, tail)
    facts = gather_facts(page(url), clean, metadata)
    assert facts == gather_facts(page(url), clean, metadata)
    assert facts.headline or not fold(body)
