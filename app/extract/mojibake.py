"""Whether a decoded text looks like what somebody wrote, or like another charset's bytes."""

from __future__ import annotations

import re

_CJK = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_CJK_CHAR = re.compile(f"[{_CJK}]")
_CJK_RUN = re.compile(f"[{_CJK}]{{2,}}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_WIDE_MARK = re.compile(r"[\u00b7\u2010-\u203b\u3000-\u303f\uff01-\uff5e\u00d7\u2190-\u2193]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_COMMON_HAN = re.compile(
    "[的一是不了在人有我他中大上和以到年日要会會这這为為个個国國们們来來说說时時月地出新家発表本行事]"
)
_COMMON_HANGUL = re.compile("[이다는의에을를가은하고지로사도한기서인리자정나들해]")
_PLAIN_MARK = re.compile("[‘’“”—―…·]")
_HIGH_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_MARK_RUN = re.compile(r"[«»“”‘’„‚…–—\xa0€°•·©®]{2,}|[\xa0«»“”‘’…–—][^\x00-\x7f]|[^\x00-\x7f][\xa0«»“”‘’…–—]")
_C1 = re.compile(r"[\x80-\x9f]")
_CYRILLIC_LOWER = re.compile("[а-яё]")
_CYRILLIC_UPPER = re.compile("[А-ЯЁ]")
_CYRILLIC_RUN = re.compile("[А-яЁё]{2,}")
_SIGN_IN_WORD = re.compile(r"[A-Za-zÀ-ÿ][¡-©«-¶¸¹»-¿×÷†‡ˆ‰‹›™˜][a-zß-ÿ]|[a-z][ŸŽŠŒ][a-z]")

_WIDE = {"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"}
_CYRILLIC = {"cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic"}
_LATIN = {"cp1252", "cp1254", "iso8859-15", "mac-roman"}


def is_credible(text: str, codec: str) -> bool:
    """Tell whether text read with a codec may be what was written; false only where it looks like mojibake."""
    if codec in _WIDE:
        return _is_credible_wide(text, codec)
    if codec in _CYRILLIC:
        n_lower, n_upper = len(_CYRILLIC_LOWER.findall(text)), len(_CYRILLIC_UPPER.findall(text))
        return n_lower >= n_upper and sum(map(len, _CYRILLIC_RUN.findall(text))) * 10 > (n_lower + n_upper) * 8
    n_beyond = len(_BEYOND_ASCII.findall(text))
    if len(_C1.findall(text)) * 10 > n_beyond or len(_SIGN_IN_WORD.findall(text)) * 20 > n_beyond:
        return False
    return codec not in _LATIN or is_western(text)


def is_western(text: str) -> bool:
    """Tell whether text read as windows-1252 is of a Western language: accents stand alone, no signs within words."""
    n_beyond = len(_BEYOND_ASCII.findall(text))
    n_in_runs = sum(map(len, _HIGH_RUN.findall(text))) - sum(map(len, _MARK_RUN.findall(text)))
    return n_in_runs * 3 <= n_beyond and len(_SIGN_IN_WORD.findall(text)) * 20 <= n_beyond


def _is_credible_wide(text: str, codec: str) -> bool:
    n_cjk = len(_CJK_CHAR.findall(text))
    return _stands_together(text, n_cjk) and (n_cjk < 20 or _is_of_language(text, codec, n_cjk))


def _stands_together(text: str, n_cjk: int) -> bool:
    """Tell characters of East Asia, which come in runs, from accents within Latin words, misread."""
    n_beyond = len(_BEYOND_ASCII.findall(text))
    if n_cjk == 0:
        return len(_PLAIN_MARK.findall(text)) * 10 > n_beyond * 9
    n_expected = n_cjk + len(_WIDE_MARK.findall(text))
    return n_expected * 10 >= n_beyond * 8 and sum(map(len, _CJK_RUN.findall(text))) * 2 >= n_cjk


def _is_of_language(text: str, codec: str, n_cjk: int) -> bool:
    """Tell by the scripts and the commonest characters whether text is of the language that a codec was made for."""
    n_kana, n_hangul, n_han = (len(script.findall(text)) for script in (_KANA, _HANGUL, _HAN))
    if codec == "cp949":
        return n_hangul > n_han and len(_COMMON_HANGUL.findall(text)) * 10 > n_hangul
    if codec in {"cp932", "euc_jp"}:
        return n_kana * 10 > n_cjk
    return n_han * 10 >= n_cjk * 7 and len(_COMMON_HAN.findall(text)) * 25 > n_han
