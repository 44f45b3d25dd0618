"""What others garbled before the page was stored: bytes of an old charset within UTF-8, and UTF-8 read as another.

Mended is only what is certain; a repair that is wrong would put words into a story that nobody wrote.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from ftfy import TextFixerConfig, fix_encoding

# What ftfy does beside undoing a wrong decoding changes texts that are right: quotation marks, ligatures, full widths.
_ENCODING_ALONE = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    replace_lossy_sequences=False,
    fix_c1_controls=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
)
_TRAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_TRAIL_1251 = "\x80-\xbfЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈҐЁЄЇІіґё№єјЅѕї"
# The first letter stands alone at the front, so that a search skips to it: it goes through every page.
_GARBLED = re.compile(
    "[\xc2-\xf4РС‚√ĹĂ](?:"
    f"(?<=[\xc2-\xf4])[{_TRAIL}]"  # as windows-1252: Ã©, â€™, Ð¿, å¤§
    f"|(?<=[РС])[{_TRAIL_1251}][РС][{_TRAIL_1251}]"  # as windows-1251: РџС€
    "|(?<=‚)Ä[¢úùìîô¶ò]|(?<=√)[©®¢†ºª°±∂ß§]"  # as Mac Roman: ‚Äô
    "|(?<=[ÄĹĂ])[\x80-\xbf‚„…†‡‰‹‘’“”•–—™›][a-zà-ÿ ]"  # as windows-1250
    ")"
)
_MAY_BE_GARBLED = re.compile(_GARBLED.pattern.replace("[a-zà-ÿ ]", ""))
"""The same of letters beyond ASCII alone."""
_ASCII = bytes(range(128))
_STRETCH = re.compile(r"[^<>\n]+")
_SAMPLES = re.compile(rf"[\"“‘'«‹„(]\s?(?:[\xc2-\xf4][{_TRAIL}]+|[РС][{_TRAIL_1251}]){{1,3}}\s?[\"”’'»›“)]")
_CAPITALS = re.compile("(?<=[A-ZÀ-ÞĂĐĨŨƠƯẠ-Ỹ])[À-Þ][“”‘’»›…–—\xa0]")
"""“MANHÃ”, ÉTÉ»: a word in capitals ends, and a quotation with it."""
_SPEAKS_OF_IT = re.compile(
    r"mojibake|charsets?\b|encod(?:ed|ing)|unicode|utf-?8|latin-?1|kodierung|zeichensatz|encodage|codificaci|кодировк|krakozyabr|кракозябр|文字化け|乱码|亂碼",
    re.IGNORECASE,
)
_LOST_QUOTE = re.compile(r"â€(?=[\s.,;:!?)\]]|$)")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_OF_LATIN_TEXT = re.compile("[\u00a0-\u024f\u1e00-\u1eff\u2010-\u206f\u20a0-\u22ff]")
_LEAST_FOREIGN = 3
"""Two letters may look like one of a foreign script by chance; a word of them does not."""
_MOST_GARBLED = 400_000
_LONGEST = 50_000
"""Characters of garbled stretches that are mended in one page, and of one stretch: a page's story is less than a tenth,
and all of them take half a second."""


class Mended(NamedTuple):
    """A text, and how many of its characters are not as they came."""

    text: str
    n_lost: int
    """Bytes that could not be read and became U+FFFD."""
    n_repaired: int


def mend_garbled(text: str) -> Mended:
    """Undo, stretch by stretch between tags and newlines, that UTF-8 was once read as another charset.

    A stretch that tells of garbled letters, or shows one or two of them in quotation marks, keeps them.
    """
    if text.isascii() or not _MAY_BE_GARBLED.search(_cut_ascii(text)) or not _GARBLED.search(text):
        return Mended(text, 0, 0)
    n_seen = n_repaired = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal n_seen, n_repaired
        old = found[0]
        if n_seen > _MOST_GARBLED or len(old) > _LONGEST or not _GARBLED.search(old):
            return old
        n_seen += len(old)
        new, n_new = _mend_stretch(old)
        n_repaired += n_new
        return new

    return Mended(_STRETCH.sub(mend, text), 0, n_repaired)


def _cut_ascii(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _mend_stretch(old: str) -> tuple[str, int]:
    """Give a stretch as it was meant, and about how many of its characters had been garbled."""
    if _SPEAKS_OF_IT.search(old) or _SAMPLES.search(old) or not _GARBLED.search(_CAPITALS.sub("", old)):
        return old, 0
    new = fix_encoding(_LOST_QUOTE.sub("”", old) if "â€œ" in old else old, _ENCODING_ALONE)
    were, are = Counter(_BEYOND_ASCII.findall(old)), Counter(_BEYOND_ASCII.findall(new))
    won = are - were
    n_foreign = sum(n for char, n in won.items() if not _OF_LATIN_TEXT.match(char))
    n_repaired = won.total() + (were - are)["Â"]  # Â© becomes a © that was there before
    return (new, n_repaired) if n_foreign == 0 or n_foreign >= _LEAST_FOREIGN else (old, 0)


_BROKEN = re.compile("[\udc80-\udcff]+")
_MARK_BYTES = "\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa9\xab\xae\xb0\xb7\xbb"
"""Quotation marks, dashes, bullet, ellipsis and signs: the same in nearly all the windows charsets."""
_MARKS = re.compile(f"[{_MARK_BYTES}]{{1,3}}")
_LETTERS = re.compile(f"[\xc0-\xd6\xd8-\xf6\xf8-\xff{_MARK_BYTES}\xa3\xa7\xbf\xa1]{{1,3}}")
_SPACED_SCRIPT = re.compile(r"[\x00-\u058f\u1e00-\u218f\ufffd]")
_NOT_WESTERN = re.compile(r"[\u0100-\u0151\u0154-\u0177\u0179-\u017c\u0218-\u021b\u0370-\u1fff\u3040-\ud7ff]")
_THREE_BYTES = re.compile("[\u0800-\uffff]")
_LEAST_VALID = 3
"""Accents before a sign make a valid pair now and then, as É» does; three bytes are no accident."""
_MOST_BROKEN = 2
_LEAST_MORE = 4
"""Bytes that are broken for each character that is not; characters that are not for each broken place."""


def mend_utf8(raw: bytes) -> Mended | None:
    """Read bytes as UTF-8 that is broken in places; None where they are not UTF-8 in the main.

    Lone bytes of windows-1252 between Latin letters are read as what they are there, as is certain for the quotation
    marks and dashes of whatever language, and for accented letters where the page has none but Western ones. What
    else is broken becomes U+FFFD; a character cut off by the end of the body tells nothing of the charset.
    """
    valid = raw.decode("utf-8", "ignore")
    n_ascii = len(valid.encode("ascii", "ignore"))
    n_valid = len(valid) - n_ascii
    if len(raw) - len(valid.encode()) > _MOST_BROKEN * n_valid:
        return None
    text = raw.decode("utf-8", "surrogateescape")
    is_western = _NOT_WESTERN.search(valid) is None
    n_lost = n_repaired = n_runs = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal n_lost, n_repaired, n_runs
        run = found[0].encode("utf-8", "surrogateescape")
        latin = run.decode("latin-1")
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        fits = bool(before or after) and all(_SPACED_SCRIPT.fullmatch(char) for char in before + after)
        if after and fits and (_MARKS.fullmatch(latin) or (is_western and _LETTERS.fullmatch(latin))):
            n_repaired += len(run)
            return run.decode("cp1252")
        lost = run.decode("utf-8", "replace")
        n_lost += len(lost)
        n_runs += bool(after)
        return lost

    mended = _BROKEN.sub(mend, text)
    by_chance = n_valid < _LEAST_VALID and not _THREE_BYTES.search(valid)
    if (n_repaired and by_chance) or n_repaired > len(valid.encode()) - n_ascii or n_runs * _LEAST_MORE > n_valid:
        return None
    return Mended(mended, n_lost, n_repaired)
