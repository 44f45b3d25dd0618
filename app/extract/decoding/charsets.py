"""Which charset a body is in: what its labels mean, and what its bytes look like beside what was declared.

Detection is chardet's: of 355 paragraphs in 36 languages and 22 charsets, undeclared, its seventh version knew all,
where chardetng knew 97 in a hundred, resiliparse and cchardet 94, charset-normalizer 83 and chardet 5 63. Ours is what
it is shown, how much a declaration weighs against it, and bytes broken within a text, which rule out no charset here.
"""

from __future__ import annotations

import re
from itertools import islice

import chardet

from app.extract.lines import read_lexicon

CODECS: dict[str, str] = {row.split(",")[0]: row.split(",")[1] for row in read_lexicon("charsets.csv")}
"""Labels in lower case -> Python's codec."""

_SAMPLE = 64 * 1024
"""Detection looks at so many bytes of the stretches that hold more than ASCII; that costs about a millisecond."""
_MOST_STRETCHES = 5_000
_ASCII = bytes(range(128))
_WIDE = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
# Nobody writes pages in these without saying so, and they resemble what people do write in.
_NEVER_GUESSED = frozenset(
    {"mac-roman", "mac-cyrillic", "iso8859-3", "iso8859-4", "iso8859-10", "iso8859-13", "iso8859-14", "iso8859-16"}
)
_BELIEVED = ((60, 0.4, 0.85), (20, 0.2, 0.5), (0, 0.0, 0.15))
"""A declaration stands if it is at least so likely, as a share, as what is likeliest: the more bytes there are to go
by, or the surer that one is, the more is asked of it. (Bytes beyond ASCII, likelihood of the likeliest, share.)"""
_FEW = 20
_DOUBTFUL, _DOUBTFUL_ACCENTS, _NOTHING = 0.2, 0.14, 0.04
"""Likelihoods below which: bytes may be broken, accents may be taken for letters, it is no text at all."""
_MOST_LOST = 0.04
_CONTROL = re.compile(r"[\x80-\x84\x86-\x9f]")
_OTHER_SCRIPT = re.compile("[\u0370-\u06ff]")
_MIXED = re.compile("[A-Za-z][\u0370-\u06ff]|[\u0370-\u06ff](?=[A-Za-z])")
_QUOTES = re.compile(rb"(?:\xa1[\xa4\xaa\xad-\xb1])+")
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")


def find_codec(label: str) -> str | None:
    """Find the codec that a label means, as browsers read it; None for what is no charset of pages."""
    return CODECS.get(label.strip(" \t\r\n\"'").lower())


def choose_codec(raw: bytes, declared: tuple[str, ...]) -> str | None:
    """Choose the codec that bytes which are not UTF-8 are in: the first declared one that may be, else the likeliest.

    None where the bytes look like nothing that people write.
    """
    stretches = (part for part in raw.replace(b"<", b">").split(b">") if not part.isascii())
    sample = b"\n".join(islice(stretches, _MOST_STRETCHES))[:_SAMPLE]
    n_high = len(sample.translate(None, _ASCII))
    likely = _rank(sample, _WIDE if n_high >= _FEW else tuple(set(_WIDE).intersection(declared)))
    best = max((codec for codec in likely if codec not in _NEVER_GUESSED), key=likely.__getitem__, default=None)
    if n_high and sum(map(len, _QUOTES.findall(sample))) == n_high:
        return "gb18030"  # an English page whose quotation marks and dashes are Chinese
    surest = likely[best] if best else 0.0
    asked = next(share for enough, sure, share in _BELIEVED if n_high >= enough or surest >= sure)
    for codec in declared:
        if likely.get(codec, -1.0) >= asked * surest and not _is_absurd(sample.decode(codec, "replace")):
            return codec
    if n_high < _FEW and surest < _DOUBTFUL_ACCENTS and len(_ALONE.findall(sample)) == n_high:
        # Marks and accents that stand alone are Western; chardet sees a letter of Cyrillic in them, as often as not.
        return next((codec for codec in declared if codec not in _WIDE), "cp1252")
    return best if n_high < _FEW or surest > _NOTHING else None


def _rank(sample: bytes, forgiven: tuple[str, ...]) -> dict[str, float]:
    """Give each codec that the sample may be in its likelihood, 0 to 1; those forgiven may have broken bytes."""
    likely = _detect(sample)
    if max(likely.values(), default=0.0) < _DOUBTFUL:
        for codec in forgiven:  # chardet rules a charset out at the first byte that is not of it
            mended = sample.decode(codec, "ignore").encode(codec, "ignore")
            if len(mended) >= len(sample) * (1 - _MOST_LOST):
                likely[codec] = max(likely.get(codec, 0.0), _detect(mended).get(codec, 0.0))
    return likely


def _detect(sample: bytes) -> dict[str, float]:
    likely: dict[str, float] = {}
    for found in chardet.detect_all(sample, ignore_threshold=True):
        codec = find_codec(found["encoding"] or "")
        if codec is not None:
            likely.setdefault(codec, found["confidence"])
    return likely


def _is_absurd(text: str) -> bool:
    """Tell what nobody writes: control characters in place of quotation marks, words half Latin and half Greek.

    The first are what ISO charsets make of windows ones, the second what Western accents become in other alphabets.
    """
    return bool(_CONTROL.search(text)) or len(_MIXED.findall(text)) * 3 > len(_OTHER_SCRIPT.findall(text))
