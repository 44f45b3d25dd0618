import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.address import clean_url, find_canonical_url, is_home, site_of


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("HTTP://WWW.Example.COM:80/a/B?utm_source=x&id=3&fbclid=1#top", "http://www.example.com/a/B?id=3"),
        ("https://example.com:443", "https://example.com/"),
        ("https://example.com:8443/a", "https://example.com:8443/a"),
        ("https://example.com/story.php?story_id=12&p=3&ref=home", "https://example.com/story.php?story_id=12&p=3"),
        ("https://example.com/?12345", "https://example.com/?12345"),
        ("https://example.com/a?source=12&amp;gclid=3", "https://example.com/a?source=12"),
        ("https://example.com/a?b=&c", "https://example.com/a?b=&c"),
        ("https://user:secret@example.com/a", "https://example.com/a"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("http://[bad/", "http://[bad/"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("no address", "no address"),
    ],
)
def test_tracking_goes_and_meaning_stays(url: str, cleaned: str) -> None:
    assert clean_url(url) == cleaned


@given(st.text() | st.from_regex(r"https?://[a-z]{1,5}\.com(:\d{1,6})?/[^ ]{0,20}"))
def test_cleaning_twice_changes_nothing_more(url: str) -> None:
    assert clean_url(clean_url(url)) == clean_url(url)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.news.example.co.uk/a", "example.co.uk"),
        ("http://example.com:8080/", "example.com"),
        ("http://127.0.0.1/x", "127.0.0.1"),
        ("http://www.intranet/x", "intranet"),
        ("nothing", None),
    ],
)
def test_the_site_is_the_registered_domain(url: str, site: str | None) -> None:
    assert site_of(url) == site


@pytest.mark.parametrize("url", ["https://example.com", "https://example.com/index.html", "https://example.com/en/"])
def test_a_front_page_is_known(url: str) -> None:
    assert is_home(url)


PAGE = "https://www.example.com/2013/06/ferry-returns-to-port-12345?utm_source=x"


@pytest.mark.parametrize(
    ("named", "page_url", "canonical"),
    [
        (("/2013/06/ferry-returns-to-port-12345",), PAGE, "https://www.example.com/2013/06/ferry-returns-to-port-12345"),
        (("https://m.example.com/ferry/12345",), PAGE, "https://m.example.com/ferry/12345"),
        (("https://other.example.org/2013/06/ferry-returns-to-port-12345",), PAGE, None),
        (("https://www.example.com/",), PAGE, None),
        (("https://www.example.com/", "/ferry-returns-to-port-12345"), PAGE,
         "https://www.example.com/ferry-returns-to-port-12345"),
        (("https://www.example.com/budget-vote-98765",), PAGE, None),
        (("https://www.example.com/",), "https://www.example.com/index.html", "https://www.example.com/"),
        (("https://www.example.com/ferry?utm_medium=y",), None, "https://www.example.com/ferry"),
        (("https://www.example.com/",), None, None),
        (("http://[bad", "javascript:void(0)", ""), PAGE, None),
        ((), PAGE, None),
    ],
    ids=["relative", "mobile host", "other site", "front page", "second is right", "other story", "front page of one",
         "no page URL", "front page, no page URL", "broken", "none"],
)  # fmt: skip
def test_a_page_names_its_own_address(named: tuple[str, ...], page_url: str | None, canonical: str | None) -> None:
    assert find_canonical_url(named, page_url) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/story?id=12",
        "https://example.com/?p=345",
        "https://example.com/pier?page=2",
        "https://example.com/view.php?story=pier&section=harbour",
        "https://example.com/?nid=7&lang=fr",
        "https://example.com/news?source=wire&date=2024-03-05",
    ],
)
@pytest.mark.parametrize(
    "tracking",
    ["utm_source=x&utm_campaign=y", "fbclid=IwAR0", "gclid=a", "mc_cid=1&mc_eid=2", "ref=home", "ref_src=twsrc",
     "igshid=x", "cmpid=newsletter", "CMP=share_btn_tw", "at_medium=RSS", "__twitter_impression=true", "xtor=RSS-1"],
)  # fmt: skip
def test_what_means_the_story_stays_beside_what_tracks_its_reader(url: str, tracking: str) -> None:
    assert clean_url(f"{url}&{tracking}") == url
    assert clean_url(url.replace("?", f"?{tracking}&")) == url


@pytest.mark.parametrize(
    ("named", "page_url", "is_believed"),
    [
        ("https://example.com/news", "https://example.com/news/pier-to-be-rebuilt", False),
        ("https://example.com/news/", "https://example.com/news/2024/12345.html", False),
        ("https://example.com/harbour/index.html", "https://example.com/harbour/pier-to-be-rebuilt", False),
        ("https://example.com/story.php", "https://example.com/story.php?id=12", False),
        ("https://example.com/story.php?id=11", "https://example.com/story.php?id=12", False),
        ("https://example.com/story/12", "https://example.com/story.php?id=12", True),
        ("https://example.com/2024/03/05/", "https://example.com/2024/03/05/pier-to-be-rebuilt", False),
        ("https://example.com/articles/11", "https://example.com/articles/12", False),
        ("https://example.com/articles/12", "https://m.example.com/articles/12?full=1", True),
        ("https://example.com/pier-to-be-rebuilt", "https://example.com/pier-to-be-rebuilt/2", True),
        ("https://example.com/pier-to-be-rebuilt", "https://example.com/pier-to-be-rebuilt/amp", True),
        ("https://example.com/pier-to-be-rebuilt", "https://example.com/pier-to-be-rebuilt/index.php", True),
        ("https://example.com/news/pier-rebuilt", "https://example.com/archive/pier-rebuilt.html", True),
        ("https://example.com/harbour", "https://example.com/harbour?id=1234", False),
        ("https://example.com/pier-to-be-rebuilt", "https://example.com/pier-to-be-rebuilt?seen=1234", True),
        ("https://example.com/pier-to-be-rebuilt", "https://example.com/pier-to-be-rebuilt?page=2", True),
        ("https://other.example/news/pier-rebuilt", "https://example.com/news/pier-rebuilt", False),
        ("https://example.com/", "https://example.com/news/pier-rebuilt", False),
    ],
)  # fmt: skip
def test_no_address_of_many_stories_is_believed(named: str, page_url: str, is_believed: bool) -> None:  # noqa: FBT001
    assert (find_canonical_url((named,), page_url) is not None) is is_believed
