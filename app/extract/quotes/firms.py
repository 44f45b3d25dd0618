"""The companies of a story: by their legal form, by what they are called, by what is told of them."""

from __future__ import annotations

from app.extract.quotes.capitals import word_at
from app.extract.quotes.cast import MOST, Cast
from app.extract.quotes.lexicon import CLASS, LEGAL_FORMS
from app.extract.quotes.runs import Run, join_name
from app.extract.quotes.tokens import POSSESSIVE, Paragraph

_LED_BY = CLASS["of_firm"] | {"executive"}
_REACH = 3  # tokens: its quarterly net profit


def file_firm(cast: Cast, paragraph: Paragraph, run: Run) -> None:
    """Keep Fjordlax AS, a company by its legal form, and lender Lumba Credit, one by what it is called."""
    parts = run.parts
    if not parts or (parts[-1] == "." and len(parts) == 1):
        return
    bare = parts[:-1] if parts[-1] == "." else parts
    legal = len(bare) > 1 and bare[-1] in LEGAL_FORMS
    called = word_at(paragraph, run.first - 1) in CLASS["firm_noun"]
    if len(cast.firms) >= MOST or not (legal or (called and word_at(paragraph, run.last + 1) not in POSSESSIVE)):
        return
    name = join_name(parts)
    cast.firms.setdefault(name, paragraph.starts[run.first])
    if legal and len(bare) > 2:
        cast.short_forms.setdefault(join_name(bare[:-1]), name)


def file_topic(cast: Cast, paragraph: Paragraph, run: Run) -> None:
    """Keep Lumba Lithium, of which there are shares, a profit or a chief executive."""
    parts = run.parts
    i, before = run.last + 1, run.first - 1
    name = join_name(parts)
    if not parts or name in cast.people or len(cast.topics) >= MOST:
        return
    owned = word_at(paragraph, i) in POSSESSIVE
    owns = owned and any(word_at(paragraph, j) in CLASS["of_firm"] for j in range(i + 1, i + 1 + _REACH))
    led = word_at(paragraph, before) in ("of", "at", "in") and word_at(paragraph, before - 1) in _LED_BY
    if owns or led or word_at(paragraph, i) in ("shares", "stock"):
        cast.topics.setdefault(name, paragraph.starts[run.first])
