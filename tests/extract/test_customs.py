import pytest

from app.extract.dates.customs import Customs, find_customs


@pytest.mark.parametrize(
    ("url", "languages", "customs"),
    [
        ("https://example.com/a", ("en-US",), Customs(month_first=True, country="us", language="en")),
        ("https://example.com/a", ("en-GB",), Customs(month_first=False, country="gb", language="en")),
        ("https://example.com/a", ("en",), Customs(month_first=True, country=None, language="en")),
        ("https://example.com/a", (), Customs(month_first=True, country=None, language=None)),
        ("https://example.com/a", ("fr",), Customs(month_first=False, country=None, language="fr")),
        ("https://example.co.uk/a", ("en-US",), Customs(month_first=False, country="uk", language="en")),
        ("https://example.com.au/a", ("en",), Customs(month_first=False, country="au", language="en")),
        ("https://example.in/a", ("en",), Customs(month_first=False, country="in", language="en")),
        ("https://example.tv/a", ("pt_BR",), Customs(month_first=False, country="br", language="pt")),
        ("https://example.hr/a", ("hr",), Customs(month_first=False, country="hr", language="hr")),
        (None, (), Customs(month_first=False, country=None, language=None)),
    ],
)
def test_address_and_language_tell_a_page_s_customs(
    url: str | None, languages: tuple[str, ...], customs: Customs
) -> None:
    assert find_customs(url, languages) == customs
