"""A page's address: cleaned of tracking, and what the page calls its own.

courlan's clean_url was looked at and not taken: it drops `source`, `uid`, `cid` and bare queries such as ?12345, which
on news sites name the story. Its view of registered domains (the public suffix list) is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import translate
from urllib.parse import SplitResult, parse_qsl, unquote, urljoin, urlsplit, urlunsplit

from courlan import extract_domain

from app.extract.lines import read_lexicon

_TRACKING = re.compile(
    "|".join(translate(name) for line in read_lexicon("tracking_parameters.txt") for name in line.split()),
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000  # characters; longer is no address of a story
_HOME = re.compile(r"/?(?:index\.\w{2,5}|home|default\.aspx?|[a-z]{2}(?:-[a-z]{2})?/?)?", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:[sp]?html?|php|aspx?|jsp|cgi|do|amp)\b")
_COMMON = frozenset(word for line in read_lexicon("common_address_words.txt") for word in line.split())
"""Words of addresses that any story of a site may have."""
_VARIANT_HOSTS = re.compile(r"^(?:www\d?|m|mobile|amp|touch|wap)\.")


def clean_url(url: str) -> str:
    """Give a URL without tracking parameters, fragment and default port, its scheme and host in lower case.

    What cannot be read as an http address is given back as it came.
    """
    parts = _split(url)
    if parts is None:
        return url
    query = "&".join(
        pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(unquote(pair.split("=", 1)[0]))
    )
    return urlunsplit((parts.scheme, _host_and_port(parts), parts.path or "/", query, ""))


def site_of(url: str) -> str | None:
    """Give the registered domain of a URL, example.com for www.news.example.com; its host where it has none."""
    parts = _split(url)
    if parts is None or parts.hostname is None:
        return None
    return extract_domain(f"https://{parts.hostname}/") or _VARIANT_HOSTS.sub("", parts.hostname)


def host_of(url: str) -> str | None:
    """Give the host of a URL in lower case, without www."""
    parts = _split(url)
    return _VARIANT_HOSTS.sub("", parts.hostname) if parts and parts.hostname else None


def is_home(url: str) -> bool:
    """Tell whether a URL is that of a site's front page."""
    parts = _split(url)
    return parts is not None and _HOME.fullmatch(parts.path) is not None and not parts.query


def find_canonical_url(named: Iterable[str], page_url: str | None) -> str | None:
    """Find what a page calls its own address among what it `named`, in order of trust.

    It must lie on the page's site and must not be the front page unless the page is that. An address that shares no
    number or word with the page's own is that of another story: a template's mistake, not believed.
    """
    for candidate in filter(None, named):
        try:
            absolute = urljoin(page_url or "", candidate.strip())
        except ValueError:
            continue
        if _split(absolute) is None:
            continue
        if page_url is None or _split(page_url) is None:
            if not is_home(absolute):
                return clean_url(absolute)
        elif site_of(absolute) == site_of(page_url) and _is_same_story(absolute, page_url):
            return clean_url(absolute)
    return None


def _is_same_story(candidate: str, page_url: str) -> bool:
    if is_home(candidate) or is_home(page_url):
        return is_home(candidate) and is_home(page_url)
    own = _list_own_words(page_url)
    return not own or not own.isdisjoint(_list_words(candidate))


def _list_own_words(url: str) -> set[str]:
    """Give what tells one story's address from others of its site: words of the last part that says any, or numbers.

    A section's front page shares the section with each of its stories, and a script its name: they don't count.
    """
    parts = urlsplit(url)
    asked = _read_words(" ".join(value for _, value in parse_qsl(parts.query))) - _COMMON
    numbers = {word for word in asked if word.isdecimal() and len(word) > 2}
    named = _list_own_words_of_path(_list_parts(parts.path))
    if len(named) < 2 and numbers:  # /harbour?id=1234, and not /pier-to-be-rebuilt?seen=1234
        return numbers
    return named or asked


def _list_own_words_of_path(path: list[str]) -> set[str]:
    while path:
        last = _read_words(path.pop()) - _COMMON
        # A short number behind the story's name is that of a page of it; behind nothing of its own, the story's.
        if last and all(word.isdecimal() and len(word) <= 2 for word in last):
            return (path and _read_words(path[-1]) - _COMMON) or last
        if last:
            return last
    return set()


def _list_words(url: str) -> set[str]:
    parts = urlsplit(url)
    return _read_words(" ".join([*_list_parts(parts.path)[-2:], parts.query]))


def _list_parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def _read_words(text: str) -> set[str]:
    stem = _ENDING.sub("", unquote(text).lower())
    return {word for word in re.split(r"[\W_]+", stem) if len(word) > 2 or word.isdigit()}


def _split(url: str) -> SplitResult | None:
    url = url.strip().replace("&amp;", "&")
    if len(url) > _LONGEST or any(char.isspace() for char in url):
        return None
    try:
        parts = urlsplit(url)
        port_is_readable = parts.port is None or parts.port >= 0
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and parts.hostname and port_is_readable else None


def _host_and_port(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in {None, _DEFAULT_PORTS[parts.scheme]} else f"{host}:{parts.port}"
