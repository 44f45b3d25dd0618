import pytest

from app.extract.metadata import Found, Metadata
from app.extract.publishers.publisher import list_publishers
from app.news import CleanText

QUAYSIDE = "http://www.quayside.example/a/1"


def titled(title: str) -> Metadata:
    return Metadata(headlines=(Found(title, "title"),))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.lavozdegalicia.es/a", "La Voz de Galicia"),
        ("https://g1.globo.com/a", "G1"),
        ("https://navbharattimes.indiatimes.com/a", "Navbharat Times"),
        ("https://www.nation.com.pk/a", "The Nation (Pakistan)"),
        ("https://www.capital.fr/a", "Capital"),
        ("https://meduza.io/a", "Meduza"),
        ("https://www.unknown.example/a", "unknown.example"),
    ],
)
def test_an_outlet_is_known_by_its_host(url: str, name: str) -> None:
    assert next(list_publishers(Metadata(), CleanText("x"), url)).text == name


@pytest.mark.parametrize(
    ("sites", "url", "publisher"),
    [
        ((("Quayside.Example", "og"), ("Connected", "meta")), QUAYSIDE, "Quayside.Example"),
        ((("quayside", "og"), ("Quay Side", "json-ld")), QUAYSIDE, "Quay Side"),
        ((("Quayside: Breaking News, Sport and Weather", "og"),), QUAYSIDE, "Quayside"),
        ((("El Muellé", "og"),), "https://www.elmuelle.example/a", "El Muellé"),
        (
            (("Connected", "meta"), ("Port Of Quays Gazette", "og")),
            "https://www.poqg.example/a",
            "Port Of Quays Gazette",
        ),
        ((("Причал", "og"), ("Quayside", "meta")), "https://www.prichal.example/a", "Причал"),
        ((("Quayside GmbH Logo", "logo"),), QUAYSIDE, "Quayside"),
        ((("Harbour Bank", "logo"),), QUAYSIDE, "quayside.example"),
        ((("quayside-image-Logo", "logo"),), QUAYSIDE, "quayside"),
    ],
    ids=[
        "the domain's own case",
        "dressed",
        "slogan",
        "accents",
        "initials",
        "script",
        "logo",
        "sponsor",
        "plain logo",
    ],
)
def test_of_several_names_the_site_s_own_wins(sites: tuple[tuple[str, str], ...], url: str, publisher: str) -> None:
    metadata = Metadata(sites=tuple(Found(*site) for site in sites))
    assert next(list_publishers(metadata, CleanText("x"), url)).text == publisher


@pytest.mark.parametrize(
    ("clean", "publisher"),
    [
        (CleanText("x", above=("Sign in", "The Quayside Mercury", "News")), "The Quayside Mercury"),
        (CleanText("x", above=("[1]The Quay Side ______ Search", "[2]Home")), "The Quay Side"),
        (CleanText("x", tail=("MORE FROM QUAY SIDE",)), "Quay Side"),
        (CleanText("x", ("Quayside ferry is back",)), "quayside.example"),
        (CleanText("x", tail=("www.quayside.example",)), "quayside.example"),
        (CleanText("x", tail=("© 2019 ЗАО «Речные ведомости»",)), "Речные ведомости"),
    ],
    ids=["masthead", "words of the domain", "capitals", "the headline's word", "the domain", "quoted company"],
)
def test_a_domain_is_known_by_the_words_it_is_run_together_from(clean: CleanText, publisher: str) -> None:
    assert next(list_publishers(Metadata(), clean, QUAYSIDE)).text == publisher


@pytest.mark.parametrize(
    ("metadata", "clean", "publisher"),
    [
        (Metadata(imprint=("© 2019 Quayside. All rights reserved.",)), CleanText("x"), "Quayside"),
        (Metadata(imprint=("© Ann Lee",)), CleanText("x"), None),
        (Metadata(imprint=("© 2019 Quayside Holdings Inc",)), CleanText("x"), None),
        (
            Metadata(),
            CleanText("x", tail=("A longer story than this one first stood on Wired.com",)),
            None,
        ),
        (Metadata(), CleanText("x", tail=("Get more from Wired.com",)), "Wired"),
        (
            Metadata(),
            CleanText("x", tail=("Send us your picturesGet more from Wired.comMobileRSSLetters",)),
            "Wired",
        ),
    ],
    ids=["who claims the page", "a photographer", "a company", "a sentence", "furniture", "glued furniture"],
)
def test_a_page_without_an_address_is_known_by_its_furniture(
    metadata: Metadata, clean: CleanText, publisher: str | None
) -> None:
    found = next(list_publishers(metadata, clean, None), None)
    assert (found and found.text) == publisher


@pytest.mark.parametrize(
    ("metadata", "clean", "url", "publisher"),
    [
        (Metadata(sites=(Found("BBC News", "og"),)), CleanText("x"), "https://www.bbc.co.uk/news/1", "BBC"),
        (Metadata(sites=(Found("Harbour Weekly | News and more", "og"),)), CleanText("x"), None, "Harbour Weekly"),
        (Metadata(headlines=(Found("Ferry returns - Dawn", "title"),)), CleanText("x"), None, "Dawn"),
        (
            Metadata(headlines=(Found("Ferry returns to port - Harbour Weekly", "title"),)),
            CleanText("x"),
            "https://harbourweekly.com/a",
            "Harbour Weekly",
        ),
        (Metadata(), CleanText("x"), "https://news.harbour.example.com/a", "example.com"),
        (
            Metadata(imprint=("Quayside.example (c) 1999-2005. Questions? desk@quayside.example",)),
            CleanText("x"),
            QUAYSIDE,
            "Quayside.example",
        ),
        (Metadata(), CleanText("x", tail=("StoriesGet more from China.org.cnMobileRSS",)), None, "China.org.cn"),
        (Metadata(), CleanText("x", tail=("© 2014 The Straits Times. All rights",)), None, "The Straits Times"),
        (
            Metadata(),
            CleanText("x", tail=("Follow us on facebook.com/x", "www.harbourweekly.com")),
            None,
            "harbourweekly.com",
        ),
        (Metadata(), CleanText("x"), None, None),
        (titled("Ferry returns: council -- Quayside.example"), CleanText("x"), QUAYSIDE, "Quayside.example"),
        (Metadata(imprint=("Get more from Quayside.exampleMobileRSS",)), CleanText("x"), QUAYSIDE, "Quayside.example"),
        (
            Metadata(imprint=("Copyright © Quayside.example. All rights E-mail: x@quayside.example",)),
            CleanText("x"),
            QUAYSIDE,
            "Quayside.example",
        ),
        (titled("Quay Side Online - Ferry returns to port"), CleanText("x"), QUAYSIDE, "Quay Side Online"),
        (titled("Quayside ferry is back after the winter - News"), CleanText("x"), QUAYSIDE, "quayside.example"),
        (titled("News - Quayside and the ferry of 2018"), CleanText("x"), QUAYSIDE, "quayside.example"),
        (titled("渡轮恢复通航_海港网"), CleanText("x"), QUAYSIDE, "海港网"),
        (Metadata(imprint=("海港日报 版权所有 2003-2012",)), CleanText("x"), QUAYSIDE, "海港日报"),
        (
            Metadata(),
            CleanText("x", tail=("© Copyright (c) Port Gazette",)),
            "http://gazette-p.example/",
            "Port Gazette",
        ),
        (Metadata(), CleanText("x", tail=("©Copyright 2001-16 Quayside Ltd, Row 1",)), QUAYSIDE, "Quayside"),
        (Metadata(), CleanText("x", tail=("© 2014 AFP", "© Ann Lee")), QUAYSIDE, "quayside.example"),
        (Metadata(), CleanText("x", tail=("© 2014 Port Gazette",)), None, "Port Gazette"),
        (
            Metadata(sites=(Found("Connected", "meta"), Found("Quayside News", "json-ld"))),
            CleanText("x"),
            QUAYSIDE,
            "Quayside News",
        ),
    ],
    ids=[
        "host",
        "site name",
        "title",
        "title like host",
        "domain",
        "a question beside the claim",
        "furniture",
        "rights",
        "unknown host",
        "none",
        "host as titled",
        "host as printed",
        "host as holder",
        "first of the title",
        "headline like the host",
        "headline last",
        "Chinese title",
        "Chinese rights",
        "holder like the host",
        "company",
        "agency's rights",
        "holder without a host",
        "the site that fits",
    ],
)
def test_the_publisher_is_whose_page_it_is(
    metadata: Metadata, clean: CleanText, url: str | None, publisher: str | None
) -> None:
    found = next(list_publishers(metadata, clean, url), None)
    assert (found.text if found else None) == publisher


@pytest.mark.parametrize(
    ("head", "tail", "publisher"),
    [
        (("The Guardian", "Support The Guardian", "News"), ("The Guardian view",), "The Guardian"),
        (("New York Post", "Sections"), ("New York Post",), "New York Post"),
        (("Al Jazeera World", "Al Jazeera Selects"), ("About Al Jazeera", "Al Jazeera Hotels"), "Al Jazeera"),
        (("By Ann Lee, The Guardian",), (), None),
        (("The Guardian", "Le Monde", "The Guardian"), ("Le Monde",), None),
        (("Newsletter", "Get our newsletter", "Newsletter"), (), None),
        (("Reuters", "More from Reuters"), (), None),
        ((), ("© 2019 Hearst Communications, Inc.",), None),
        ((), ("© 2019 Gannett", "© 2019 Dow Jones & Company, Inc. All Rights Reserved"), None),
        ((), ("© 2019 Port Gazette unless otherwise noted. All rights reserved.",), "Port Gazette"),
        ((), ("© 2019 Harbour Tribune - All rights reserved",), "Harbour Tribune"),
        ((), ("Copyright 2019. Harbour Examiner. All Rights Reserved.",), "Harbour Examiner"),
    ],
    ids=[
        "links to its own pages",
        "masthead above and below",
        "a broadcaster's many pages",
        "once",
        "a sister paper as often",
        "newsletter",
        "a wire, twice",
        "an owner of many",
        "other owners",
        "unless",
        "a dash",
        "a full stop behind the year",
    ],
)
def test_a_dump_is_known_by_what_its_furniture_repeats(
    head: tuple[str, ...], tail: tuple[str, ...], publisher: str | None
) -> None:
    clean = CleanText("The ferry is back.", head=head, tail=tail, method="dump")
    found = next(list_publishers(Metadata(imprint=tail[::-1]), clean, None), None)
    assert (found.text if found else None) == publisher
