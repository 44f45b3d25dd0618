"""Datelines of East Asian agencies, which are written without spaces.

新华社北京6月9日电（记者张三）| （中央社台北9日電）| (서울=연합뉴스) | ［東京　９日　ロイター］ - | 【ワシントン時事】
"""

from __future__ import annotations

import re

from app.extract.agencies import list_all_forms
from app.extract.datelines.places import is_city
from app.news import Dateline

_HAN, _KANA, _HANGUL = r"\u3400-\u9fff", r"\u3040-\u30ff", r"\uac00-\ud7af"
_OPEN, _CLOSE = r"[（(【\[［〔「]\s?", r"\s?[）)】\]］〕」]"
_CJK = re.compile(rf"[{_HAN}{_KANA}{_HANGUL}]")
_LATIN = "AFP|AP|EPA|UPI|DPA|CNN|ＡＦＰ|ＡＰ|ＣＮＮ"


def _any_named_in(script: str) -> str:
    """Match any known name of an agency or outlet in a script, the longest first."""
    whole = re.compile(rf"[{script}\w]*[{script}][{script}\w]*")
    return "|".join(sorted((form for form in list_all_forms() if whole.fullmatch(form)), key=len, reverse=True))


_IN_CHINESE, _IN_KOREAN = _any_named_in(_HAN), _any_named_in(_HANGUL)
_IN_JAPANESE = f"(?:{_LATIN})?[=＝]?(?:ロイター|共同|時事|聯合ニュース|ブルームバーグ)|{_LATIN}"
_NUMERALS = {
    f"{ten}{one}": 10 * tens + ones
    for tens, written in enumerate((("",), ("十",), ("二十", "廿"), ("三十", "卅")))
    for ten in written
    for ones, one in enumerate(("", *"一二三四五六七八九"))
    if tens or ones
}
_NUMERAL = "|".join(sorted(_NUMERALS, key=len, reverse=True))
_ON = rf"(?:(?P<month>1?\d|{_NUMERAL})月)?(?P<day>[0-3]?\d|{_NUMERAL})日"
_REPORTERS = rf"(?:\s?[（(]\s?(?:(?:总台)?(?:记\s?者|記\s?者|编译)[^（）()]{{1,60}}|[{_HAN}\s]{{2,12}})[）)])?"
_SENT = r"(?:综合|綜合)?(?:外電|外电)?(?:专电|專電|电|電|讯|訊|消息|报道|報道|報導|报导)"  # sent by wire, news, report
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        # 新华社北京6月9日电（记者张三）, （中央社記者王小明台北9日電）, 中新网6月9日电, 本报北京6月9日电
        rf"(?:{_OPEN})?据?(?:(?P<agency>{_IN_CHINESE})|本[报報刊社网])(?P<reporter>记者|記者)?(?P<place>[{_HAN}{_KANA}/／、]{{2,12}}?)?"
        rf"{_ON}{_SENT}{_REPORTERS}(?:{_CLOSE})?题?\s*[:：]?\s*-*\s*",
        # 路透北京6月9日 -
        rf"(?P<agency>{_IN_CHINESE})(?P<place>[{_HAN}]{{2,8}}?)?{_ON}\s*(?:[-—]+|[:：])\s*",
        # 新华社快讯：, 央视网消息：, 【环球网报道 记者 张三】
        rf"(?:{_OPEN})?据?(?P<agency>{_IN_CHINESE})(?:快讯|快訊|{_SENT}){_REPORTERS}\s*(?:[:：]|{_CLOSE})\s*",
        rf"{_OPEN}(?P<agency>{_IN_CHINESE})(?:{_SENT})?(?:[\s，,]+(?:记者|記者)[^】\]）)]{{1,20}})?{_CLOSE}\s*",
        # 〔記者王小明／台北報導〕
        rf"(?:{_OPEN})?(?:(?P<agency>{_IN_CHINESE})[\s／/]*)?(?:記者|记者)[{_HAN}、\s]{{2,16}}[／/](?P<place>[{_HAN}]{{2,8}}?)"
        rf"(?:{_ON})?(?:即時|专题|專題)?{_SENT}(?:{_CLOSE})?\s*",
        # (서울=연합뉴스) 홍길동 기자 = , (로스앤젤레스 AP=연합뉴스)
        rf"{_OPEN}(?P<place>[{_HANGUL}·/]{{1,16}})(?:\s?=\s?|\s(?=[A-Z]))(?P<agency>(?:(?:{_LATIN})\s?=\s?)?(?:{_IN_KOREAN}))"
        rf"{_CLOSE}(?:\s?[{_HANGUL}·\s]{{2,20}}\s(?:특파원|기자|통신원))?\s*=?\s*",
        # ［東京　９日　ロイター］ - , 【6月9日 AFP】
        rf"{_OPEN}(?:(?P<place>[{_KANA}{_HAN}/／]{{2,20}})\s+)?{_ON}\s+(?P<agency>{_IN_JAPANESE})(?:\s[^］\]】]{{1,20}})?"
        rf"{_CLOSE}\s*[-－―—]?\s*",
        # 【ロンドン共同】, 【パリ＝ＡＦＰ時事】, 【北京＝山田太郎】
        rf"{_OPEN}(?P<place>[{_KANA}{_HAN}・]{{2,12}}?)\s?[＝=]?(?P<agency>{_IN_JAPANESE}){_CLOSE}\s*",
        rf"{_OPEN}(?P<place>[{_KANA}{_HAN}・]{{2,12}}?)[＝=][{_KANA}{_HAN}、・\s]{{2,20}}{_CLOSE}\s*",
    )
)


def split_cjk(text: str) -> tuple[Dateline, str] | None:
    """Give the dateline and the story of a Chinese, Korean or Japanese agency's first line; None for any other."""
    if not _CJK.search(text[:20]):
        return None
    for shape in _SHAPES:
        match = shape.match(text)
        if match and (dateline := _read(match)):
            return dateline, text[match.end() :]
    return None


def _read(match: re.Match[str]) -> Dateline | None:
    parts = match.groupdict()
    agency, place = parts.get("agency"), parts.get("place")
    if place and parts.get("reporter"):
        place = _behind_name(place)
    if agency is None and not (place and is_city(place)):
        return None
    month, day = (_count(parts.get(name)) for name in ("month", "day"))
    # Tokyo and Taipei give the day alone, which is the page's to complete.
    date = None
    if 1 <= day <= 31 and month <= 12:
        date = f"--{month:02}-{day:02}" if month else f"---{day:02}"
    return Dateline(match[0].rstrip(), place, agency, date)


def _behind_name(text: str) -> str:
    """Give the place behind a reporter's name of two to four characters, which nothing parts: 王小明台北."""
    ends = [n for n in (3, 2, 4) if n + 2 <= len(text)]
    return next((text[n:] for n in ends if is_city(text[n:])), text[ends[0] :] if ends else text)


def _count(number: str | None) -> int:
    """Read a number of a day or month, in digits of any width or as 二十四; 0 for none."""
    return _NUMERALS.get(number) or int(number) if number else 0
