"""Who said what: quotation marks, cues, speakers and attribution, with offsets into the body.

body -> paragraphs of tokens -> marks -> claims (words, cue, mention) -> speakers -> quotes
                                      rules, tagger
"""

from __future__ import annotations

from app import news
from app.extract.quotes.chains import pass_words_on
from app.extract.quotes.foreign.reading import read_marked
from app.extract.quotes.lexicon import CUE_VERBS
from app.extract.quotes.marks import list_marked
from app.extract.quotes.naming import name_claims
from app.extract.quotes.ruled import read_rules
from app.extract.quotes.scene import Scene
from app.extract.quotes.shipped import Model, rules_alone, shipped
from app.extract.quotes.tagged import list_tagged_claims
from app.extract.quotes.tokens import list_paragraphs

__all__ = ["Model", "find_quotes", "rules_alone", "shipped", "tell_how"]


def find_quotes(body: str, language: str | None, model: Model = shipped) -> tuple[news.Quote, ...]:
    """Find who said what in a body; `language` is ISO 639-1, None is read as English.

    Sorted by where the words begin; no two quotes have the same words' span. The words lie within the marks of a direct
    quote; those of an indirect one start after 'that' and end before the stop, as PolNeAR annotates content. A quote
    that a cue interrupts is two quotes with the same cue and mention; one that runs over paragraphs is one.

    The confidence is the share of quotes like this one whose words (half or more) and mention were right on articles of
    PolNeAR's train part that the tagger had not seen, US news of 2015 and 2016; whom the mention names is not in it.
    In other languages only marked words are found, each with a confidence of 0.7 at most: an estimate, lower than what
    was right on stories of our own. In a language whose verbs of saying are not listed nothing is found.
    """
    language = language or "en"
    if language not in CUE_VERBS:
        return ()
    paragraphs = list_paragraphs(body)
    marked = list_marked(paragraphs)
    if language != "en":
        claims, marked = read_marked(paragraphs, marked, language)
    else:
        claims = ruled = read_rules(paragraphs, marked)
        tagger = model()
        if tagger and paragraphs:
            claims = list_tagged_claims(paragraphs, marked, ruled, tagger)
        claims = pass_words_on([Scene(*each) for each in zip(paragraphs, marked, strict=True)], claims, ruled)
    return name_claims(paragraphs, marked, claims, language)


def tell_how(language: str | None, model: Model = shipped) -> str:
    """Tell how find_quotes goes about a language: model, rules, marks (words within marks alone) or not-looked-for."""
    language = language or "en"
    if language not in CUE_VERBS:
        return "not-looked-for"
    if language != "en":
        return "marks"
    return "model" if model() else "rules"
