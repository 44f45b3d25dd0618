"""The whole route of a page, from bytes to what it says: who, where, when, and who said what."""

from dataclasses import replace

from app.extract.cleaning.clean import clean_html
from app.extract.cleaning.stories import keep_main_story
from app.extract.decoding.decode import decode
from app.extract.dumps.dump import clean_dump
from app.extract.facts import gather_facts
from app.extract.lines import list_above, list_lines
from app.extract.markup import is_markup, parse
from app.extract.metadata import Metadata, read_dump_metadata, read_metadata
from app.extract.quotes import Model, find_quotes, shipped, tell_how
from app.extract.screen import screen_bytes, screen_dump, screen_markup, screen_text
from app.extract.version import EXTRACTOR
from app.news import CleanText, Page, Reading, Rejection


def read_page(page: Page, model: Model = shipped) -> Reading | Rejection:
    """Read a page: pure, so that the same page gives the same reading, whatever was read before it.

    `model`: what finds quotes.
    """
    if no_text := screen_bytes(page):
        return no_text
    markup = is_markup(page)
    decoded = decode(page.raw, page.charset, markup=markup)
    cut = _cut_html(decoded.text, page.url) if markup else _cut_dump(decoded.text)
    if isinstance(cut, Rejection):
        return replace(cut, decoded=replace(decoded, text=""))
    clean, metadata = cut
    facts = gather_facts(page, clean, metadata)
    facts = replace(facts, evidence={**facts.evidence, "quotes": tell_how(facts.language, model)})
    return Reading(EXTRACTOR, decoded, clean, facts, find_quotes(clean.body, facts.language, model))


def _cut_html(text: str, url: str | None) -> tuple[CleanText, Metadata] | Rejection:
    tree = parse(text)
    if isinstance(tree, Rejection):
        return tree
    shown = list_lines(tree)
    if no_article := screen_markup(tree, text, shown):
        return no_article
    n_stories = keep_main_story(tree, shown, url)
    if n_stories > 1:
        shown = list_lines(tree)
    metadata = read_metadata(tree, shown)
    clean = clean_html(tree, shown)
    above = list_above([line.text for line in shown], clean.body)
    clean = replace(clean, n_stories=n_stories, above=above)
    return screen_text(clean, shown) or (clean, metadata)


def _cut_dump(text: str) -> tuple[CleanText, Metadata] | Rejection:
    if no_article := screen_dump(text):
        return no_article
    clean = clean_dump(text)
    clean = replace(clean, above=list_above(text.splitlines(), clean.body))
    return screen_text(clean) or (clean, read_dump_metadata(text))
