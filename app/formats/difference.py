"""The difference between two revisions, by sentences: as fields for JSON, and as text that `diff -u` would write."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.formats.unified import Side, write_unified
from app.matching.differences import (
    Difference,
    Part,
    QuoteDifferences,
    QuotePair,
    Said,
    compare_bodies,
    compare_quotes,
)
from app.matching.sentences import split_sentences
from app.news import PARAGRAPH_BREAK, Span

Fields = Mapping[str, Any]
"""A revision as the API gives it."""


def tell_difference(old: Fields, new: Fields) -> dict[str, Any]:
    """Tell what became of each sentence and each quote, with offsets into both bodies."""
    parts = compare_bodies(old["body"], new["body"], _language_of(old, new))
    counts = {f"n_{part}": sum(one.part is part for one in parts) for part in Part}
    return {
        "article_id": new["article_id"],
        "from": _name(old),
        "to": _name(new),
        "headline": None if old["headline"] == new["headline"] else {"from": old["headline"], "to": new["headline"]},
        **counts,
        "sentences": [_tell_sentence(one, old["body"], new["body"]) for one in parts],
        "quotes": _tell_quotes(_compare_quotes(old, new), old["quotes"], new["quotes"]),
    }


def write_difference(old: Fields, new: Fields) -> str:
    """Write it as text: what became of the quotes, then a unified diff of the headline and the sentences, one a line.

    Paragraphs are separated by an empty line. Programs that apply diffs pass over what stands before it.
    """
    language = _language_of(old, new)
    quotes = _write_quotes(_compare_quotes(old, new), old["quotes"], new["quotes"])
    sides = (Side(_address(one), _list_lines(one, language)) for one in (old, new))
    return "".join(f"{line}\n" for line in (*quotes, *write_unified(*sides)))


def _language_of(old: Fields, new: Fields) -> str | None:
    language: str | None = new["language"] or old["language"]
    return language


def _name(one: Fields) -> dict[str, Any]:
    return {name: one[name] for name in ("number", "captured_at", "filed_at")} | {
        name: one["provenance"][name] for name in ("extractor", "capture_id")
    }


def _tell_sentence(one: Difference, old: str, new: str) -> dict[str, Any]:
    text = one.new.of(new) if one.new else one.old.of(old) if one.old else ""
    return {"part": one.part, "text": text, "from": _tell_span(one.old), "to": _tell_span(one.new)}


def _tell_span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _compare_quotes(old: Fields, new: Fields) -> QuoteDifferences:
    return compare_quotes(*([_read_said(quote) for quote in one["quotes"]] for one in (old, new)))


def _read_said(quote: Fields) -> Said:
    return Said(quote["words"], quote["kind"], quote["speaker"] and quote["speaker"]["name"])


def _tell_quotes(found: QuoteDifferences, old: Sequence[Fields], new: Sequence[Fields]) -> dict[str, Any]:
    return {
        "n_kept": len(found.kept),
        "added": [new[at] for at in found.added],
        "changed": [
            {"from": old[pair.old], "to": new[pair.new], "similarity": pair.similarity, "changes": pair.changes}
            for pair in found.changed
        ],
        "removed": [old[at] for at in found.removed],
    }


def _address(one: Fields) -> str:
    return f"/articles/{one['article_id']}/revisions/{one['number']}\t{one['captured_at']}"


def _list_lines(one: Fields, language: str | None) -> list[str]:
    lines = [one["headline"]]
    for paragraph in one["body"].split(PARAGRAPH_BREAK):
        lines += ["", *(span.of(paragraph) for span in split_sentences(paragraph, language))]
    return [" ".join(line.split()) for line in lines]


def _write_quotes(found: QuoteDifferences, old: Sequence[Fields], new: Sequence[Fields]) -> Iterator[str]:
    counts = f"{len(found.added)} added, {len(found.changed)} changed, {len(found.removed)} removed"
    yield f"quotes: {counts}, {len(found.kept)} kept"
    for at in found.added:
        yield f"  added: {_write_quote(new[at])}"
    for pair in found.changed:
        yield from _write_pair(pair, old, new)
    for at in found.removed:
        yield f"  removed: {_write_quote(old[at])}"


def _write_pair(pair: QuotePair, old: Sequence[Fields], new: Sequence[Fields]) -> Iterable[str]:
    return (
        f"  changed ({', '.join(pair.changes)}): {_write_quote(old[pair.old])}",
        f"    to: {_write_quote(new[pair.new])}",
    )


def _write_quote(quote: Fields) -> str:
    speaker = quote["speaker"]["name"] if quote["speaker"] else "nobody named"
    return f"“{' '.join(quote['words'].split())}” {speaker}, {quote['kind']}"
