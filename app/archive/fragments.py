"""Links that open a page at a quote: text fragments (https://wicg.github.io/scroll-to-text-fragment/).

    https://example.com/a#:~:text=[prefix-,]start[,end][,-suffix]

A browser looks for the text in the page as it is shown, whatever its case and spacing, at the bounds of words; start,
prefix and suffix each within one block. What stands around the words goes along where they alone would not do.
"""

import re
from urllib.parse import quote

LONGEST_WHOLE = 12  # words that a link holds as they are; of more, the first and last ones
_AT_ENDS = 5
_FEW = 4  # words that may well stand elsewhere in the page's menus and teasers, which we have not kept
_N_AROUND = 3
_REACH = 100  # code points around a quote that its context is looked for in

_WORD = re.compile(r"\S+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_UNSPACED_WORD = 3  # characters that count as one word where words are not spaced


def write_fragment_url(url: str | None, body: str, start: int, end: int) -> str | None:
    """Write the link to body[start:end] on the page; None for a page without an address."""
    if url is None:
        return None
    join = ":~:text=" if "#" in url else "#:~:text="
    return url.partition(":~:")[0] + join + _write_directive(body, start, end)


def _write_directive(body: str, start: int, end: int) -> str:
    blocks = [block for block in body[start:end].split("\n\n") if block.strip()]
    first, last = _split(blocks[0]), _split(blocks[-1])
    is_whole = len(blocks) == 1 and len(first) <= LONGEST_WHOLE
    texts = (
        [_join(first, blocks[0])]
        if is_whole
        else [_join(first[:_AT_ENDS], blocks[0]), _join(last[-_AT_ENDS:], blocks[-1])]
    )
    needs_context = len(first) < _FEW or _count(body, texts[0]) > 1
    before, after = _look_around(body, start, end) if needs_context else ("", "")
    parts = [f"{_encode(before)}-"] if before else []
    parts += [_encode(text) for text in texts]
    parts += [f"-{_encode(after)}"] if after else []
    return ",".join(parts)


def _split(text: str) -> list[str]:
    """Split a text into words; a script without spaces into runs of a few characters."""
    words = []
    for word in _WORD.findall(text):
        step = _UNSPACED_WORD if _UNSPACED.search(word) else len(word)
        words += [word[at : at + step] for at in range(0, len(word), step)]
    return words


def _join(words: list[str], text: str) -> str:
    return ("" if _UNSPACED.search(text) else " ").join(words)


def _count(body: str, text: str) -> int:
    return " ".join(body.split()).casefold().count(text.casefold())


def _look_around(body: str, start: int, end: int) -> tuple[str, str]:
    """Give the last words before a quote and the first ones after it, within its paragraph, marks included."""
    before = body[max(0, start - _REACH) : start].rpartition("\n\n")[2]
    after = body[end : end + _REACH].partition("\n\n")[0]
    return _join(_split(before)[-_N_AROUND:], before).strip(), _join(_split(after)[:_N_AROUND], after).strip()


def _encode(text: str) -> str:
    """Percent-encode a text: all but letters, digits and what means nothing in a directive."""
    return quote(text, safe="").replace("-", "%2D")
