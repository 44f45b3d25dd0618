"""Whom he and she mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from app.extract.quotes.tokens import Paragraph
from app.extract.quotes.told import Spoke, Told

_REACH = 1500
_MOST_LOOKED_AT = 50


def name_pronoun(told: Told, start: int, pronoun: str, paragraph: Paragraph) -> str | None:
    """He or she is who spoke last, unless the sentences since then turned to somebody else."""
    wanted = "f" if pronoun == "she" else "m"

    def fits(name: str) -> bool:
        return (told.cast.find_sex(name) or wanted) == wanted

    last = next((s for s in reversed(told.spoke) if s.person and (s.name is None or fits(s.name))), None)
    since = max(last.start if last else 0, start - _REACH)
    position = told.cast.n_before(start)
    sentence = paragraph.starts[paragraph.sentence_of(bisect_left(paragraph.starts, start))[0]]
    turned = [
        named for named in told.cast.printed[max(0, position - _MOST_LOOKED_AT) : position]
        if named.start > since and named.person and fits(named.name)
        and (named.leads or (named.led and named.start < sentence))
    ]  # fmt: skip
    if len(turned) > 1 and turned[-1].joined and turned[-1].name != turned[-2].name:
        return None
    if turned and turned[-1].name != (last.name if last else None):
        same_paragraph = turned[-1].start >= paragraph.starts[0]
        only_one = len({named.name for named in turned} | ({last.name} if last else set())) == 1
        if same_paragraph or only_one:
            return turned[-1].name
        return _name_topic(told, start, paragraph, fits, last)
    topic = _name_topic(told, start, paragraph, fits, last)
    if topic or last is None:
        return topic
    return last.name if start - last.start <= _REACH else None


def _name_topic(
    told: Told, start: int, paragraph: Paragraph, fits: Callable[[str], bool], last: Spoke | None
) -> str | None:
    """Name the one person whom the paragraph before is about, where nobody who may be meant spoke since."""
    starts = told.cast.paragraph_starts
    since = starts[max(bisect_left(starts, paragraph.starts[0]) - 1, 0)]
    if last is not None and last.start >= since:
        return None
    position = told.cast.n_before(start)
    far = start - _REACH if last is None else max(last.start, start - _REACH)
    near = [
        named for named in told.cast.printed[max(0, position - _MOST_LOOKED_AT) : position]
        if named.start >= since and named.person and fits(named.name)
    ]  # fmt: skip
    names = {named.name for named in near}
    if len(names) != 1:
        return None
    name = names.pop()
    # who spoke before weighs less where the story has turned to somebody since, or may not be meant at all
    turned = any(named.name == name and named.leads for named in told.cast.printed[told.cast.n_before(far) : position])
    vague = last is None or turned or (last.name is not None and told.cast.find_sex(last.name) is None)
    is_topic = any(named.acts if vague else named.opens for named in near)
    return name if is_topic and told.cast.find_sex(name) else None
