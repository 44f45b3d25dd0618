"""Datelines of East Asian agencies, which are written without spaces.

新华社北京6月9日电（记者张三）| （中央社台北9日電）| (서울=연합뉴스) | ［東京　９日　ロイター］ -
"""

from __future__ import annotations

import re

from app.news import Dateline

_PLACE = r"[\u3400-\u9fff\u30a0-\u30ff\uac00-\ud7af]{2,8}?"
_AGENCY_WORD = (
    "新华社|新華社|中新社|中新网|人民网|中央社|共同社|法新社|路透社|美联社|韩联社|朝中社|俄新社|塔斯社|安莎社|德新社"
)
_CHINESE = re.compile(
    rf"[（(【\[]?(?P<agency>{_AGENCY_WORD})(?:記者[\u3400-\u9fff]{{2,4}})?(?P<place>{_PLACE})"
    r"(?:(?P<month>1?\d)月)?(?P<day>[1-3]?\d)日(?:综合)?[电電](?:\s?[（(](?:记者|記者)[^（）()]{1,60}[）)])?"
    r"[）)】\]]?(?:题[:：])?\s*"
)
_KOREAN = re.compile(
    r"[(\[](?P<place>[\uac00-\ud7af]{1,8})\s?=\s?(?P<agency>연합뉴스|뉴시스|뉴스1|AP|AFP|로이터)[)\]]"
    r"(?:\s?[\uac00-\ud7af]{2,4}\s(?:특파원|기자))?\s*=?\s*"
)
_JAPANESE = re.compile(
    r"[［\[](?P<place>[\u3040-\u30ff\u3400-\u9fff/／]{2,20})[\s　]+(?P<day>[0-9０-９]{1,2})日[\s　]+"
    r"(?P<agency>ロイター|共同|時事)[］\]]\s*[-－―—]?\s*"
)


def split_cjk(text: str) -> tuple[Dateline, str] | None:
    """Give the dateline and the story of a Chinese, Korean or Japanese agency's first line; None for any other."""
    match = _CHINESE.match(text) or _KOREAN.match(text) or _JAPANESE.match(text)
    if not match:
        return None
    parts = match.groupdict()
    month, day = int(parts.get("month") or 0), int(parts.get("day") or 0)
    # A line that gives the day alone, as in Tokyo and Taipei, gives no date that could be written down.
    date = f"--{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
    return Dateline(match[0].rstrip(), parts["place"], parts["agency"], date), text[match.end() :]
