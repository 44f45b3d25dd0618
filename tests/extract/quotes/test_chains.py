"""Words that were passed on belong to who said them; who passed them on is the via."""

import pytest

from app.extract.quotes import Model, find_quotes, rules_alone
from app.extract.quotes.shipped import shipped

STORY = (
    "Chinese President Xi Zhonghe met the governor in Lumba on Friday. Yang Jiefu, a senior diplomat, was there. "
    "Jane Rivers is a reporter of the Lumba Observer.\n\n"
)
XI, YANG, RIVERS, OBSERVER = "Xi Zhonghe", "Yang Jiefu", "Jane Rivers", "Lumba Observer"


def find_said(sentence: str, model: Model = shipped) -> list[tuple[str, str | None, str | None]]:
    """Give words, speaker and via of each quote of a sentence at the end of the story."""
    body = STORY + sentence
    quotes = (quote for quote in find_quotes(body, "en", model) if quote.words.start >= len(STORY))
    return [(quote.words.of(body), quote.speaker, quote.via) for quote in quotes]


CHAINS = {
    "said-that-told": ("Yang said that Xi told the governor that the port is open.", "the port is open", XI, YANG),
    "said-told-in-turn": ("The port is open, Xi said on Friday, Yang told reporters.", "The port is open", XI, YANG),
    "that-after-both": ("Xi said, Yang told reporters, that the port is open.", "the port is open", XI, YANG),
    "quoted-as-saying": ("Yang quoted Xi as saying, “The port is open again.”", "The port is open again.", XI, YANG),
    "was-quoted-by": ("“The port is open again,” Xi was quoted as saying by Yang.", "The port is open again", XI, YANG),
    "by-account": ("Xi said that the port was open, according to Yang.", "the port was open", XI, YANG),
    "citing": ("The port is open, the Lumba Observer reported, citing Yang.", "The port is open", YANG, OBSERVER),
    "told-to": ("Rivers testified that Xi told her to close the door.", "to close the door", XI, RIVERS),
    "admitted-doing": ("The Lumba Observer reported that Yang had admitted closing it.", "closing it", YANG, OBSERVER),
    "last-in-turn": ("“The port is open again,” Rivers said Xi told her.", "The port is open again", XI, RIVERS),
}


@pytest.mark.parametrize(("sentence", "words", "speaker", "via"), CHAINS.values(), ids=CHAINS.keys())
def test_who_said_it_and_who_passed_it_on(sentence: str, words: str, speaker: str, via: str) -> None:
    assert find_said(sentence) == [(words, speaker, via)]


@pytest.mark.parametrize("chain", ["said-that-told", "quoted-as-saying", "by-account", "admitted-doing"])
def test_the_rules_alone_read_chains_too(chain: str) -> None:
    sentence, words, speaker, via = CHAINS[chain]
    assert find_said(sentence, rules_alone) == [(words, speaker, via)]


NO_CHAINS = {
    "his-own": "Yang said that he had told the governor that the port is open.",
    "reason": "Xi closed the port, citing a lack of funds, Yang said.",
    "a-phrase": "Yang said the demands that come with the port are high.",
    "a-part": "Yang said the governor was told about the port.",
}


@pytest.mark.parametrize("sentence", NO_CHAINS.values(), ids=NO_CHAINS.keys())
def test_what_looks_like_a_chain_and_is_none(sentence: str) -> None:
    assert {(speaker, via) for _, speaker, via in find_said(sentence)} == {(YANG, None)}


CARRIED = {
    "in-remarks-carried-by": "In remarks carried by the Lumba Observer, Yang said that the port is open.",
    "said-in-comments-aired-by": "“The port is open,” Yang said in comments aired by the Lumba Observer.",
    "within-the-mention": "Yang, in comments carried by the Lumba Observer, said the port is open.",
    "as-quoted-by": "“The port is open,” Yang said, as quoted by the Lumba Observer.",
    "what-kind-of-medium": "“The port is open,” Yang was quoted by the Lumba Observer newspaper as saying.",
    "medium-first": "The Lumba Observer newspaper quoted Yang as saying the port is open.",
}


@pytest.mark.parametrize("sentence", CARRIED.values(), ids=CARRIED.keys())
def test_what_carried_words_is_their_via(sentence: str) -> None:
    said = [(words.casefold(), speaker, via) for words, speaker, via in find_said(sentence)]
    assert said == [("the port is open", YANG, OBSERVER)]


NOT_CARRIED = {
    "a-day": "Yang said in a statement published on Monday that the port is open.",
    "a-place": "Yang said in an interview published in Beijing that the port is open.",
}


@pytest.mark.parametrize("sentence", NOT_CARRIED.values(), ids=NOT_CARRIED.keys())
def test_when_and_where_words_were_printed_is_no_via(sentence: str) -> None:
    assert [(speaker, via) for _, speaker, via in find_said(sentence)] == [(YANG, None)]
