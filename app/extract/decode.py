"""Bytes to text: byte order mark, UTF-8, what the sender and the page declare where it is credible, detection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from charset_normalizer import from_bytes
from charset_normalizer.utils import iana_name

from app.extract.lines import read_lexicon
from app.extract.mojibake import is_credible, is_western
from app.news import Decoded

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']?\s*([\w.:-]{2,40})|<meta[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 16 * 1024
_CODECS: dict[str, str] = {row.split(",")[0]: row.split(",")[1] for row in read_lexicon("charsets.csv")}
_BY_PYTHON_NAME = {iana_name(codec): codec for codec in _CODECS.values() if not codec.startswith("utf")}
_DETECTABLE = sorted(_BY_PYTHON_NAME)
_SAMPLE = 64 * 1024
"""Detection looks at so many bytes of the lines that hold more than ASCII; it costs about 1 ms a 10 KB."""
_Text = tuple[str, str, str]
"""Text, codec, what decided it."""
_Declared = tuple[tuple[str, str], ...]
"""Codec, who declared it."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(raw: bytes, charset: str | None, *, markup: bool) -> Decoded:
    r"""Decode a page's bytes: BOM, else UTF-8, else the declared charset if credible, else the detected one.

    `charset` is what the sender declared; the page's own <meta> or XML declaration counts where `markup` is true.
    Labels are read as browsers do (WHATWG Encoding Standard): gb2312 as gb18030, iso-8859-1 as windows-1252. A
    declaration whose text would be mojibake yields to detection over the whole body. Never fails: as a last resort
    windows-1252 with U+FFFD for what cannot be read. In the text newlines are \n, NUL is dropped (HTML shows none and
    PostgreSQL stores none), a lone surrogate is U+FFFD and counted.
    """
    declared = tuple(_list_declared(raw, charset, markup=markup))
    text, codec, decided_by = next(chain(_list_certain(raw, declared), _list_guesses(raw, declared)))
    n_lost = text.count("\ufffd") if decided_by != "utf-8" else 0  # in valid UTF-8 it is what the page itself says
    text, n_surrogates = _SURROGATE.subn("\ufffd", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return Decoded(text, codec, decided_by, n_lost + n_surrogates)


def _list_certain(raw: bytes, declared: _Declared) -> Iterator[_Text]:
    """List the readings that leave no doubt, the surest first: a mark, NULs or escapes that nothing else has, UTF-8."""
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            yield raw[len(bom) :].decode(codec, "replace"), codec, "bom"
    if codec_16 := find_utf16(raw):
        yield raw.decode(codec_16, "replace"), codec_16, "detected"
    if b"\x1b$" in raw and (who := _find_who(declared, "iso2022_jp")):
        yield raw.decode("iso2022_jp", "replace"), "iso2022_jp", who
    try:
        yield raw.decode("utf-8"), "utf-8", "utf-8"
    except UnicodeDecodeError:
        if text := _read(raw, "utf-8"):  # cut short in the middle of a character, or one foreign byte
            yield text, "utf-8", _find_who(declared, "utf-8") or "detected"


def _list_guesses(raw: bytes, declared: _Declared) -> Iterator[_Text]:
    """List the other readings: as declared where credible, as detected, as declared after all, as browsers would."""
    readings = [(text, codec, who) for codec, who in declared if codec != "utf-8" and (text := _read(raw, codec))]
    yield from (reading for reading in readings if is_credible(reading[0], reading[1]))
    detected = _detect(raw)
    if detected is not None and (text := _read(raw, detected)):
        yield text, detected, "detected"
    yield from readings
    yield raw.decode("cp1252", "replace"), "cp1252", "fallback"


def find_utf16(raw: bytes) -> str | None:
    """Find the byte order of UTF-16 without a mark: every second byte of what opens a Latin page is NUL."""
    opening = raw[:256]
    if len(opening) < 8:
        return None
    if opening[1::2].count(0) * 10 >= len(opening) * 4 and 0 not in opening[0::2]:
        return "utf-16-le"
    if opening[0::2].count(0) * 10 >= len(opening) * 4 and 0 not in opening[1::2]:
        return "utf-16-be"
    return None


def _list_declared(raw: bytes, charset: str | None, *, markup: bool) -> Iterator[tuple[str, str]]:
    """List (codec, who declared it), the sender first; unknown labels are left out, and UTF-16, which would show."""
    labels = [(charset or "", "http")]
    if markup:
        found = _DECLARED.finditer(raw[:_DECLARED_WITHIN])
        labels += [((match[1] or match[2]).decode("ascii"), "meta") for match in found]
    for label, who in labels:
        codec = _CODECS.get(label.strip(" \t\"'").lower())
        if codec is not None and not codec.startswith("utf-16"):
            yield codec, who


def _find_who(declared: _Declared, codec: str) -> str | None:
    return next((who for known, who in declared if known == codec), None)


def _read(raw: bytes, codec: str) -> str | None:
    """Read the whole body with a codec; None where more than 1 in 50 of its characters beyond ASCII can't be read."""
    text = raw.decode(codec, "replace")
    n_beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return text if text.count("\ufffd") * 50 <= n_beyond_ascii else None


def _detect(raw: bytes) -> str | None:
    """Find a charset by what the bytes look like, from the stretches between tags that hold more than ASCII."""
    stretches = (part for part in raw.replace(b"<", b">").split(b">") if not part.isascii())
    sample = b" ".join(islice(stretches, 5000))[:_SAMPLE]
    if is_western(sample.decode("cp1252", "replace")):
        return "cp1252"
    chinese = sample.decode("gb18030", "replace").rstrip("\ufffd")
    if "\ufffd" not in chinese and is_credible(chinese, "gb18030"):
        return "gb18030"  # detection does not see it in an English page with Chinese quotation marks
    matches = from_bytes(sample, cp_isolation=_DETECTABLE, preemptive_behaviour=False)
    codecs = (_BY_PYTHON_NAME[match.encoding] for match in matches)
    return next((codec for codec in codecs if is_credible(sample.decode(codec, "replace"), codec)), None)
