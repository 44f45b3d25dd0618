"""The annotations of our wire stories hold what README.md there promises, and the scorer counts as it says."""

from collections import Counter
from itertools import pairwise

import pytest

from app.news import Quote, QuoteKind, Span
from tests.benchmarks.wire_articles import LANGUAGES, WireArticle, list_wire, parse_article
from tests.benchmarks.wire_score import score_article

ENGLISH_ARTICLES = 46
ENGLISH_QUOTES = 555
EACH_KIND = 70
MANNERS = 22
OTHER_LANGUAGES = {"de", "es", "fr", "it", "pt", "ru", "zh"}
_OPENING = '“"„«»‘「'
EACH_LANGUAGE = 9

FOREIGN = list_wire(LANGUAGES)
ARTICLES = (*list_wire(), *FOREIGN)
ENGLISH = [article for article in ARTICLES if article.language == "en"]


def test_there_are_enough() -> None:
    kinds = Counter(quote.kind for article in ENGLISH for quote in article.quotes)
    assert len(ENGLISH) >= ENGLISH_ARTICLES
    assert kinds.total() >= ENGLISH_QUOTES
    assert min(kinds[kind] for kind in QuoteKind) >= EACH_KIND
    assert len({article.manner for article in ENGLISH}) >= MANNERS
    assert {article.language for article in ARTICLES} == OTHER_LANGUAGES | {"en"}
    assert min(Counter(article.language for article in FOREIGN).values()) >= EACH_LANGUAGE


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.file)
def test_spans_lie_where_they_should(article: WireArticle) -> None:
    spans = [span for quote in article.quotes for span in (quote.words, quote.cue, quote.mention) if span]
    for span in (*spans, *article.either):
        assert span.of(article.body) == span.of(article.body).strip()
    words = [quote.words for quote in article.quotes]
    assert all(one.end <= other.start for one, other in pairwise(words))
    assert not set("|{}<>") & set(article.body)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.file)
def test_kinds_agree_with_the_marks(article: WireArticle) -> None:
    for quote in article.quotes:
        words = quote.words.of(article.body)
        if quote.kind == QuoteKind.DIRECT:
            assert words[0] not in _OPENING
            assert article.body[: quote.words.start].rstrip()[-1] in _OPENING + ":—" or _is_second_half(article, quote)
        elif quote.kind == QuoteKind.MIXED:
            assert set(_OPENING + "'") & set(words)
        else:
            assert not set('“”"„«»「」') & set(words)


def _is_second_half(article: WireArticle, quote: Quote) -> bool:
    """A cue may stand inside one pair of marks: «A, ha aggiunto, B»; or between dashes: —A —dijo—. B."""
    before = article.body[: quote.words.start]
    if before.rpartition("\n")[2].startswith("—"):
        return True
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in ("«»", ("\n", '"\n')))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.file)
def test_speakers_are_named_in_the_story(article: WireArticle) -> None:
    story = article.body.casefold()
    for expected in article.expected:
        for names in (expected.speakers, expected.vias):
            said = [name for name in names if name]
            assert None in names or any(all(word in story for word in name.casefold().split()) for name in said)


MARKED = (
    "language: en\nruiz: Ana Ruiz\nboard: Harbour Board | -\n\n"
    "Oslo [Norway] - “[1d ruiz/board|It floats],” {1|she} <1|said>."
)


def test_mark_up_is_read() -> None:
    article = parse_article("afp-9.txt", MARKED)
    assert article.body == "Oslo [Norway] - “It floats,” she said."
    [expected] = article.expected
    assert expected.quote == Quote(
        QuoteKind.DIRECT, Span(17, 26), cue=Span(33, 37), mention=Span(29, 32), speaker="Ana Ruiz", via="Harbour Board"
    )
    assert expected.vias == {"Harbour Board", None}
    assert (article.manner, article.either) == ("afp", ())


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        pytest.param("[1d", "[2d", id="numbers begin with one"),
        pytest.param("{1|", "{2|", id="a mention of no quote"),
        pytest.param("floats]", "floats", id="left open"),
        pytest.param("{1|she}", "{1|she>", id="closed by another sign"),
        pytest.param("<1|", "{1|", id="two of a kind"),
        pytest.param("\n\n", "\nfoo: Foo\n\n", id="a name nobody speaks by"),
    ],
)
def test_broken_mark_up_is_refused(right: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=r"afp-9\.txt"):
        parse_article("afp-9.txt", MARKED.replace(right, wrong, 1))


STORY = parse_article(
    "afp-9.txt",
    "language: en\nruiz: Ana Ruiz\n\n“[1d ruiz|One two three.\n\n“Four five six],” she said. He <2|said> "
    "[2i -|it was seven and eight].\n\n[?|It was nine.]",
)


def find(words: str, speaker: str | None = None, kind: QuoteKind = QuoteKind.DIRECT) -> Quote:
    start = STORY.body.index(words)
    return Quote(kind, Span(start, start + len(words)), speaker=speaker)


@pytest.mark.parametrize(
    ("found", "found_and_right", "recalled", "right_speakers"),
    [
        pytest.param([], (0, 0), 0, 0, id="nothing"),
        pytest.param(list(STORY.quotes), (2, 2), 2, 2, id="all"),
        pytest.param(
            [find("One two three.", "Ana Ruiz"), find("Four five six", "Ana Ruiz")],
            (1, 1),
            1,
            1,
            id="a quote for each paragraph",
        ),
        pytest.param([find("One two three.")], (1, 1), 1, 0, id="half of the words, no speaker"),
        pytest.param([find("One two")], (1, 0), 0, 0, id="less than half"),
        pytest.param([find("it was seven and eight", "the Ana Ruiz")], (1, 1), 1, 0, id="a speaker guessed"),
        pytest.param([find("It was nine.")], (0, 0), 0, 0, id="words that may be found or not"),
        pytest.param([find("she said")], (1, 0), 0, 0, id="no quote"),
    ],
)
def test_quotes_are_counted(
    found: list[Quote], found_and_right: tuple[int, int], recalled: int, right_speakers: int
) -> None:
    tally = score_article(STORY, found)
    assert (tally.found, tally.right) == found_and_right
    assert (tally.expected, tally.recalled, tally.speaker) == (2, recalled, right_speakers)


def test_a_kind_counts_alone() -> None:
    tally = score_article(STORY, list(STORY.quotes), QuoteKind.INDIRECT)
    assert (tally.expected, tally.found, tally.recalled, tally.unnamed_kept) == (1, 1, 1, 1)
