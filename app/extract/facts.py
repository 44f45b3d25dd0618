"""Who, where and when: the facts of a story, each from its own module, and where each was found."""

from __future__ import annotations

from datetime import date

from app.extract.address import clean_url, find_canonical_url, site_of
from app.extract.agencies import find_name, is_agency
from app.extract.author_lines import list_printed
from app.extract.byline import find_byline
from app.extract.credit import Credit, parse_credit
from app.extract.dateline import parse_dateline
from app.extract.headline import find_headline
from app.extract.language import find_language
from app.extract.metadata import Metadata
from app.extract.published import find_modified, find_published, is_month_first
from app.extract.publisher import find_publisher, list_sites
from app.extract.source import aliases_of, find_source
from app.news import PARAGRAPH_BREAK, CleanText, Dateline, Facts, Page

_ABOVE, _BELOW = 20, 6  # lines around the story in which a credit line may stand
_SHORT = 120  # characters of a first paragraph that may be a byline, with the dateline in the next
_MOST_OPENINGS = 4


def gather_facts(page: Page, clean: CleanText, metadata: Metadata) -> Facts:
    """Gather the facts of a page's story. The same input gives the same facts; no text makes it raise."""
    publisher = find_publisher(metadata, clean, page.url)
    publisher_name = publisher.text if publisher else None
    sites = _name_site(page, metadata, publisher_name)
    headline = find_headline(metadata, clean, sites)
    byline = find_byline(metadata, clean, sites, headline.text)
    credits_ = _list_credits(clean, month_first=is_month_first(page, metadata))
    inline = _find_inline(clean)
    dated = find_published(page, clean, metadata, credits_, inline)
    published = dated[0] if dated else None
    dateline = (inline and _find_inline(clean, published.at.date() if published else None)) or _from_credit(credits_)
    source = find_source(
        dateline=inline.agency if inline else None,
        credit=next((credit.agency for credit in credits_ if credit.agency), None),
        authors=(*(line for _, line in list_printed(clean)), *(found.text for found in metadata.authors)),
        named=(*metadata.sources, *(site for site in metadata.sites if _is_agency(site.text))),
        publisher=publisher_name,
    )
    language = find_language(clean.body, metadata.languages)
    modified = find_modified(page, metadata, credits_, published)
    canonical = find_canonical_url(metadata.addresses, page.url)
    cleaned = clean_url(page.url) if page.url else None
    evidence = {
        "headline": headline.where,
        "byline": byline and byline.where,
        "dateline": dateline and ("dateline" if inline else "credit-line"),
        "source": source and source.where,
        "publisher": publisher and publisher.where,
        "published": dated and dated[1],
        "modified": modified and modified.where,
        "language": language and "body",
        "canonical_url": "metadata" if canonical else cleaned and "url",
    }
    return Facts(
        headline=headline.text,
        byline=byline.byline if byline else None,
        dateline=dateline,
        source=source.text if source else None,
        publisher=publisher_name,
        published=published,
        modified=modified.moment if modified else None,
        language=language,
        canonical_url=canonical or cleaned,
        evidence={fact: where for fact, where in evidence.items() if where},
    )


def _name_site(page: Page, metadata: Metadata, publisher: str | None) -> tuple[str, ...]:
    """List the names that the page's own outlet goes by: no headline ends with them, no author bears them."""
    site = site_of(page.url) if page.url else None
    known = aliases_of(publisher) if publisher else ()
    return (*known, *(found.text for found in list_sites(metadata)), *((site, site.partition(".")[0]) if site else ()))


def _list_credits(clean: CleanText, *, month_first: bool) -> tuple[Credit, ...]:
    """List the credit lines around the story, the nearest above it first; a lone name counts for an agency only."""
    below = clean.tail[:_BELOW]
    lines = [(line, True) for line in reversed(clean.head[-_ABOVE:])] + [(line, False) for line in below]
    found = ((parse_credit(line, month_first=month_first), is_above) for line, is_above in lines)
    return tuple(
        credit
        for credit, is_above in found
        if credit and (credit.labelled or (is_above and (credit.date or _is_agency(credit.agency))))
    )


def _is_agency(printed: str | None) -> bool:
    name = find_name(printed) if printed else None
    return name is not None and is_agency(name)


def _find_inline(clean: CleanText, near: date | None = None) -> Dateline | None:
    """Find the dateline that opens the body, or the paragraph behind a few short ones: a byline, a place, a kicker.

    `near` is the page's date, which completes the dateline's.
    """
    for paragraph in clean.body.split(PARAGRAPH_BREAK, _MOST_OPENINGS)[:_MOST_OPENINGS]:
        if dateline := parse_dateline(paragraph, near):
            return dateline
        if len(paragraph) > _SHORT:
            break
    return None


def _from_credit(credits_: tuple[Credit, ...]) -> Dateline | None:
    for credit in credits_:
        if credit.agency and credit.date:
            return Dateline(credit.text, credit.place, credit.agency, credit.date)
    return None
