"""The headline, without the site's name, the section or a kicker.

What the page prints is best: of its headings the one that its titles speak of, for titles carry the site's name and are
written for search engines, and other headings are menus. Where no heading tells, the lines above the story do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.extract.headlines.headings import LEVELS
from app.extract.headlines.lines import LEAST, Weighed, list_weighed, list_words
from app.extract.headlines.titles import cut_site, list_title_parts, split_ellipsis
from app.extract.lines import UNSPACED, count_words, fold, squeeze
from app.extract.metadata import Found, Metadata
from app.news import CleanText

_SENTENCE = re.compile(r".{20,160}?[.!?。！？](?=[\s”\"']|$)|.{1,160}(?=\s|$)|.{1,160}", re.DOTALL)
_TITLES = ("json-ld", "itemprop", "og", "meta", "title")
_NOT_TITLES = frozenset(
    {"untitleddocument", "untitled", "untitledpage", "newpage", "document", "home", "news", "article"}
)
_LONGEST = 300  # characters
_LEAST_KEY = 12  # letters of a title that a longer heading may contain
_LEAST_SPEAKING = 3  # words of a title that say what it speaks of
_SPEAKS = 0.34  # the share of its words that the story has
_READ = 3000  # characters of the story
_MOST_OF_NAME, _LEAST_BEFORE_NAME = 4, 5  # words of a site's name at a title's end, and of the headline before it


def find_headline(metadata: Metadata, clean: CleanText, sites: Iterable[str] = ()) -> Found:
    """Find the story's headline and where it stood; never empty where the body is not. `sites` name the publisher."""
    own = frozenset(key for site in sites if (key := squeeze(site)))
    titles = _drop_silent(_list_titles(metadata, own), clean, own)
    told = {found.where for found in titles}
    raw = [squeeze(found.text) for found in metadata.headlines if found.where in told]
    headings = _list_headings(metadata, own)
    if found := _find_told(headings, titles, raw) or _find_alike(headings, titles, clean):
        cut = cut_site(found.text, own)
        return Found(cut, found.where) if squeeze(cut) in {squeeze(title.text) for title in titles} else found
    weighed = list_weighed(clean, {squeeze(found.text) for found in headings})
    likely = [line for line in weighed if squeeze(next(iter(list_title_parts(line.text)), "")) not in own]
    return (
        _find_told_line(likely, titles, raw)
        or next((_cut_unknown(title, clean) for title in titles if _speaks(title.text, clean, own)), None)
        or next((_as_found(line, headings) for line in likely[:1] if line.weight >= LEAST), None)
        or next(iter(titles), None)
        or next((_as_found(line, headings) for line in likely[:1]), None)
        or Found(_first_sentence(clean.body), "body")
    )


def _list_titles(metadata: Metadata, own: frozenset[str]) -> list[Found]:
    """List the titles without the site's name; those that say no more than that are left out."""
    cut = (
        Found(cut_site(found.text, own), found.where)
        for found in metadata.headlines
        if found.where in _TITLES and len(found.text) <= _LONGEST
    )
    return [title for title in cut if (key := squeeze(title.text)) and key not in own and key not in _NOT_TITLES]


def _drop_silent(titles: list[Found], clean: CleanText, own: frozenset[str]) -> list[Found]:
    """Leave out short titles without a word of the story, names of sites and sections, where another speaks of it."""
    short = [title for title in titles if count_words(title.text) <= _MOST_OF_NAME]
    if not short or len(short) == len(titles) or not any(_speaks(title.text, clean, own) for title in titles):
        return titles
    told = list_words(clean.body[:_READ])
    return [title for title in titles if title not in short or list_words(title.text) & told]


def _list_headings(metadata: Metadata, own: frozenset[str]) -> list[Found]:
    return [
        found
        for found in metadata.headlines
        if found.where in LEVELS and 2 <= len(found.text) <= _LONGEST and squeeze(found.text) not in own
    ]


def _find_told(headings: Sequence[Found], titles: Sequence[Found], raw: Sequence[str]) -> Found | None:
    """Find the heading that a title contains: the longest, h1 before h2; a section's name is too short for it."""
    shortest = min((len(squeeze(title.text)) for title in titles), default=0) * 0.5
    for level in LEVELS:
        contained = [
            heading
            for heading in headings
            if heading.where == level
            and len(key := squeeze(heading.text)) >= max(4, shortest)
            and any(key in title for title in raw)
        ]
        contained = contained or [
            heading for heading in headings if heading.where == level and _holds(heading.text, titles)
        ]
        if contained:
            best = max(contained, key=lambda found: len(found.text))
            return _without_kicker(best, [heading for heading in headings if heading.where == level], titles)
    return None


def _holds(heading: str, titles: Sequence[Found]) -> bool:
    """Tell whether a heading begins with a title, which its template may have cut short."""
    key = squeeze(heading)
    starts = (squeeze(split_ellipsis(title.text)[0]) for title in titles)
    return any(len(start) >= _LEAST_KEY and key.startswith(start) for start in starts)


def _without_kicker(best: Found, level: Sequence[Found], titles: Sequence[Found]) -> Found:
    """Take the part of a heading that is a whole title where one is: a kicker, a count or a standfirst is left out."""
    told = {squeeze(title.text) for title in titles if title.where != "title"}
    if squeeze(best.text) in told and not any(": " in title.text for title in titles):
        return best
    parts = [part for part in level if part.text in best.text and part.text != best.text]
    kickers = (f"{best.text.removesuffix(part.text).strip(' :')}: {part.text}" for part in parts)
    headed = [part for part, title in zip(parts, kickers, strict=True) if any(t.text == title for t in titles)]
    return next(iter(headed), None) or next((part for part in parts if squeeze(part.text) in told), best)


def _find_alike(headings: Sequence[Found], titles: Sequence[Found], clean: CleanText) -> Found | None:
    """Find the h1 that says what a title says in other words, or that stands right above the story."""
    above = {squeeze(line) for line in clean.head[-15:]}
    told = [_words(title.text) for title in titles]
    for heading in headings:
        words = _words(heading.text)
        if heading.where != "h1" or len(words) < 3:
            continue
        share = max((len(words & others) / min(len(words), len(others)) for others in told if others), default=0.0)
        if share >= (0.3 if squeeze(heading.text) in above else 0.5):
            return heading
    return None


def _words(text: str) -> set[str]:
    words = {word for word in re.findall(r"\w+", text.lower()) if len(word) > 2}
    return words if not UNSPACED.search(text) else set(list_words(text))


def _find_told_line(lines: Sequence[Weighed], titles: Sequence[Found], raw: Sequence[str]) -> Found | None:
    """Find the line above the story that a title contains or was cut short from."""
    shortest = min((len(squeeze(title.text)) for title in titles), default=0) * 0.5
    for line in lines:
        key = squeeze(line.text)
        if (len(key) >= max(6, shortest) and any(key in title for title in raw)) or _holds(line.text, titles):
            return Found(line.text, line.where)
    return None


def _speaks(title: str, clean: CleanText, own: frozenset[str]) -> bool:
    """Tell whether a title speaks of the story, by words that the story has again and the site's name has not."""
    words = frozenset(word for word in list_words(title) if not any(word in site for site in own))
    told = list_words(clean.body[:_READ])
    return len(words) >= _LEAST_SPEAKING and len(words & told) >= _SPEAKS * len(words)


def _cut_unknown(title: Found, clean: CleanText) -> Found:
    """Cut off what ends a title like the name of a site that nothing else on the page names: - Harbour Bugle."""
    rest, dash, tail = _split_last_dash(title.text)
    words = tail.split()
    named = 0 < len(words) <= _MOST_OF_NAME and all(word[0].isupper() or word in {"of", "de", "du"} for word in words)
    if not dash or not named or count_words(rest) < _LEAST_BEFORE_NAME:
        return title
    told = list_words(clean.body[:_READ])
    return title if list_words(tail) <= told else Found(rest, title.where)


def _split_last_dash(title: str) -> tuple[str, str, str]:
    at = max((title.rfind(dash) for dash in (" - ", " – ", " — ")), default=-1)
    return (title[:at], title[at : at + 3], title[at + 3 :]) if at > 0 else (title, "", "")


def _as_found(line: Weighed, headings: Sequence[Found]) -> Found:
    text = cut_site(fold(line.text), frozenset())
    key = squeeze(text)
    return Found(text, next((found.where for found in headings if squeeze(found.text) == key), line.where))


def _first_sentence(body: str) -> str:
    match = _SENTENCE.match(body.strip())
    return fold(match[0]) if match else ""
