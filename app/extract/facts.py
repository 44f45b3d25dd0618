"""Who, where and when: the facts of a story, each from its own module, and where each was found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.extract.address import clean_url, find_canonical_url, site_of
from app.extract.agencies import find_name, is_agency
from app.extract.bylines.author_lines import list_printed
from app.extract.bylines.byline import find_byline
from app.extract.credit import Credit, parse_credit
from app.extract.datelines.dateline import parse_dateline
from app.extract.dates.customs import Customs, find_customs
from app.extract.evidence import list_others
from app.extract.headlines.headline import find_headline
from app.extract.language import find_language
from app.extract.metadata import Found, Metadata
from app.extract.published import find_modified, find_published, list_times
from app.extract.publishers.publisher import list_publishers, list_sites
from app.extract.source import aliases_of, is_desk, list_sources
from app.news import PARAGRAPH_BREAK, CleanText, Dateline, Facts, Page

_ABOVE, _BELOW = 20, 6  # lines around the story in which a credit line may stand
_SUBHEADS = frozenset({"h2", "h3"})  # where there are many, and few are headlines
_SHORT = 120  # characters of a first paragraph that may be a byline, with the dateline in the next
_MOST_OPENINGS = 4


def gather_facts(page: Page, clean: CleanText, metadata: Metadata) -> Facts:
    """Gather the facts of a page's story. The same input gives the same facts; no text makes it raise."""
    publishers = tuple(list_publishers(metadata, clean, page.url))
    publisher = publishers[0].text if publishers else None
    sites = _name_site(page, metadata, publisher)
    headline = find_headline(metadata, clean, sites)
    byline = find_byline(metadata, clean, sites, headline.text)
    customs = find_customs(page.url, metadata.languages)
    credits_ = _list_credits(clean, customs)
    inline = _find_inline(clean)
    times = list_times(page, clean, metadata, credits_, inline, headline.text)
    dated = find_published(page, times)
    published = dated.moment if dated else None
    dateline = (inline and _find_inline(clean, published.at.date() if published else None)) or _from_credit(credits_)
    printed = tuple(Found(line, "byline") for _, line in list_printed(clean))
    sources = tuple(
        list_sources(
            datelines=[inline.agency] if inline and inline.agency else [],
            credits_=[credit.agency for credit in credits_ if credit.agency],
            authors=[
                *([byline.byline.text] if byline else ()),
                *(found.text for found in (*printed, *metadata.authors)),
                *filter(is_desk, (*clean.head, clean.body.partition(PARAGRAPH_BREAK)[0])),
            ],
            signed=[line for line in clean.tail if line not in metadata.imprint[:1]],  # the last claims the page
            named=(*metadata.sources, *(site for site in metadata.sites if _is_agency(site.text))),
            publisher=publisher,
        )
    )
    source = sources[0].text if sources else None
    language = find_language(clean.body, metadata.languages)
    modified = find_modified(page, times, published)
    canonical = find_canonical_url(metadata.addresses, page.url)
    cleaned = clean_url(page.url) if page.url else None
    evidence = {
        "headline": headline.where,
        "byline": byline and byline.where,
        "dateline": dateline and ("dateline" if inline else "credit-line"),
        "source": sources[0].where if sources else None,
        "publisher": publishers[0].where if publishers else None,
        "published": dated and dated.where,
        "modified": modified and modified.where,
        "language": language and "body",
        "canonical_url": "metadata" if canonical else cleaned and "url",
    }
    others = {
        "headline": list_others(headline.text, (one for one in metadata.headlines if one.where not in _SUBHEADS)),
        "byline": list_others(byline.byline.text if byline else None, (*printed, *metadata.authors)),
        "dateline": list_others(dateline.text if dateline else None, _list_credited(credits_)),
        "source": list_others(source, sources),
        "publisher": list_others(publisher, publishers),
        "published": list_others(dated and dated.text, (Found(one.text, one.where) for one in times.published)),
        "modified": list_others(modified and modified.text, (Found(one.text, one.where) for one in times.modified)),
        "language": list_others(language, (Found(told, "metadata") for told in metadata.languages)),
        "canonical_url": list_others(canonical or cleaned, (Found(one, "metadata") for one in metadata.addresses)),
    }
    return Facts(
        headline=headline.text,
        byline=byline.byline if byline else None,
        dateline=dateline,
        source=source,
        publisher=publisher,
        published=published,
        modified=modified.moment if modified else None,
        language=language,
        canonical_url=canonical or cleaned,
        evidence={fact: where for fact, where in evidence.items() if where},
        others={fact: candidates for fact, candidates in others.items() if candidates},
    )


def _name_site(page: Page, metadata: Metadata, publisher: str | None) -> tuple[str, ...]:
    """List the names that the page's own outlet goes by: no headline ends with them, no author bears them."""
    site = site_of(page.url) if page.url else None
    known = aliases_of(publisher) if publisher else ()
    return (*known, *(found.text for found in list_sites(metadata)), *((site, site.partition(".")[0]) if site else ()))


def _list_credits(clean: CleanText, customs: Customs) -> tuple[Credit, ...]:
    """List the credit lines around the story, the nearest above it first; a lone name counts for an agency only."""
    below = clean.tail[:_BELOW]
    lines = [(line, True) for line in reversed(clean.head[-_ABOVE:])] + [(line, False) for line in below]
    found = ((parse_credit(line, customs), is_above) for line, is_above in lines)
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


def _list_credited(credits_: tuple[Credit, ...]) -> Iterator[Found]:
    """List the credit lines that could stand for a dateline."""
    return (Found(credit.text, "credit-line") for credit in credits_ if credit.agency and credit.date)


def _from_credit(credits_: tuple[Credit, ...]) -> Dateline | None:
    for credit in credits_:
        if credit.agency and credit.date:
            return Dateline(credit.text, credit.place, credit.agency, credit.date)
    return None
