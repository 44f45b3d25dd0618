"""Bytes to text: byte order mark, UTF-8, what the sender and the page declare where it is credible, detection."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract.decoding.charsets import choose_codec, find_codec
from app.extract.decoding.mojibake import mend_garbled, mend_utf8
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
_SURROGATE = re.compile("[\ud800-\udfff]")
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")


def decode(raw: bytes, charset: str | None, *, markup: bool) -> Decoded:
    r"""Decode a page's bytes: BOM, else UTF-8, else the declared charset if credible, else the detected one.

    `charset` is what the sender declared; the page's own <meta> or XML declaration counts where `markup` is true.
    Labels are read as browsers do (WHATWG Encoding Standard): gb2312 as gb18030, iso-8859-1 as windows-1252. A
    declaration that the bytes speak against yields to detection over the whole body. Never fails: as a last resort
    windows-1252 with U+FFFD for what cannot be read. In the text newlines are \n, NUL is dropped (HTML shows none and
    PostgreSQL stores none), a lone surrogate is U+FFFD and counted.
    """
    declared = tuple(_list_declared(raw, charset, markup=markup))
    read = _read_certain(raw, declared) or _read_likeliest(raw, declared)
    text, n_surrogates = (read.text, 0) if read.charset == "utf-8" else _SURROGATE.subn("\ufffd", read.text)
    mended = mend_garbled(_plain(text))
    n_replaced, n_repaired = read.n_replaced + n_surrogates, read.n_repaired + mended.n_repaired
    return Decoded(mended.text, read.charset, read.decided_by, n_replaced, n_repaired)


def _plain(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "")


def _read_certain(raw: bytes, declared: tuple[tuple[str, str], ...]) -> Decoded | None:
    """Read what leaves no doubt, the surest first: a mark, NULs or escapes that nothing else has, UTF-8."""
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            return _read(raw[len(bom) :], codec, "bom")
    if codec_16 := find_utf16(raw):
        return _read(raw, codec_16, "detected")
    if raw.isascii() and _ISO_2022_JP.search(raw):
        return _read(raw, "iso2022_jp", _find_who(declared, "iso2022_jp"))
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError:
        mended = mend_utf8(raw)  # cut short in the middle of a character, or bytes of another charset among it
        return mended and Decoded(mended.text, "utf-8", _find_who(declared, "utf-8"), mended.n_lost, mended.n_repaired)


def _read_likeliest(raw: bytes, declared: tuple[tuple[str, str], ...]) -> Decoded:
    codec = choose_codec(raw, tuple(known for known, _ in declared if known != "utf-8"))
    return _read(raw, codec, _find_who(declared, codec)) if codec else _read(raw, "cp1252", "fallback")


def _read(raw: bytes, codec: str, decided_by: str) -> Decoded:
    text = raw.decode(codec, "replace")
    return Decoded(text, codec, decided_by, text.count("\ufffd") if "\ufffd" in text else 0)


def _find_who(declared: tuple[tuple[str, str], ...], codec: str) -> str:
    return next((who for known, who in declared if known == codec), "detected")


def find_utf16(raw: bytes) -> str | None:
    """Find the byte order of UTF-16 without a mark: of every two bytes one is NUL, or one of a few that go with it."""
    opening = raw[:256]
    if len(opening) < 8:
        return None
    even, odd = opening[0::2], opening[1::2]
    if _is_high_half(odd) and 0 not in even:
        return "utf-16-le"
    if _is_high_half(even) and 0 not in odd:
        return "utf-16-be"
    return None


def _is_high_half(half: bytes) -> bool:
    """Tell the bytes that name the alphabet: NUL for ASCII, and one other where the text is Cyrillic or Arabic."""
    n_nul = half.count(0)
    return n_nul * 10 >= len(half) * 4 or (n_nul > 0 and len(half) >= 32 and len(set(half)) <= 3)


def _list_declared(raw: bytes, charset: str | None, *, markup: bool) -> Iterator[tuple[str, str]]:
    """List (codec, who declared it), the sender first; unknown labels are left out, and UTF-16, which would show."""
    labels = [(charset or "", "http")]
    if markup:
        found = _DECLARED.finditer(raw[:_DECLARED_WITHIN])
        labels += [((match[1] or match[2]).decode("ascii"), "meta") for match in found]
    for label, who in labels:
        codec = find_codec(label)
        if codec is not None and not codec.startswith("utf-16"):
            yield codec, who
