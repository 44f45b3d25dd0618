"""The noun phrase beside a verb of saying: whom the text names as the speaker."""

from __future__ import annotations

from app.extract.quotes.foreign.text import Text
from app.extract.quotes.foreign.words import DASHES
from app.extract.quotes.phrases import Range

_LONGEST_PHRASE = 22
_LONGEST_ASIDE = 20
_MOST_PAUSES = 2
_APPOSED = 2
_LONGEST_OF = 5


def find_right(text: Text, first: int, end: int) -> Range | None:
    """Find the subject after a verb of saying: sagte am Montag die Ministerin, a dit à l'AFP le maire, Jean Duval."""
    pauses = 0
    i = first
    while i < end and not text.is_stop(i):
        word = text.paragraph.words[i]
        if text.is_pause(i):
            pauses += 1
            if pauses > _MOST_PAUSES or word in DASHES or word == ":":
                return None
        elif text.low(i) in text.words.pronouns:
            return i, i + 1
        elif not text.is_marked(i) and _begins_phrase(text, i, bare=pauses == 0):
            stop = _find_end(text, i, end)
            if any(text.low(j) not in text.words.articles for j in range(i, stop)):
                return i, stop
        after = _skip(text, i, end)
        if after == i:
            return None
        i = after
    return None


def _skip(text: Text, i: int, end: int) -> int:
    """Skip what is no subject: to whom, when and where it was said; the same token where speech follows."""
    if text.is_marked(i):
        return text.skip_term(i)
    if text.words.code == "ru" and text.is_acronym(i) and i + 1 < end and text.paragraph.words[i + 1][0].isalpha():
        # рассказал РИА Новости директор
        named = text.is_capital(i + 1) and i + 2 < end and text.paragraph.words[i + 2][0].islower()
        return i + 2 if named else i + 1
    if text.low(i) in text.words.preposition - text.words.articles:
        return _skip_preposition(text, i, end)
    dated = text.low(i) in text.words.articles and text.is_time(i + 1)
    return i + 2 if dated else i + 1


def _begins_phrase(text: Text, i: int, *, bare: bool) -> bool:
    word = text.paragraph.words[i]
    words, low = text.words, text.low(i)
    small = words.auxiliary - words.articles | words.preposition - words.articles | words.listener
    if not word[0].isalpha() or low in small or text.is_time(i) or (low in words.articles and text.is_time(i + 1)):
        return False
    if words.code == "ru" and text.is_acronym(i) and text.paragraph.words[min(i + 1, len(text) - 1)][0].isalpha():
        # whom it was told: рассказал РИА Новости директор
        return False
    if low in words.articles or text.bare(i)[0].isupper():
        return True
    # Russian has no article: any noun will do
    return bare and (text.words.code == "ru" or text.low(i) in text.words.body)


def _skip_preposition(text: Text, i: int, end: int) -> int:
    """Skip 'à l'audience', 'gegenüber der Agentur Keystone', 'en rueda de prensa': give the token after it."""
    words = text.words
    small = words.preposition | words.articles
    i += 1
    while i < end and (text.low(i) in small or text.paragraph.words[i] in "'’"):
        i += 1
    begun = i
    while i < end and text.paragraph.words[i][0].isalnum() and not text.is_marked(i):
        capital = text.bare(i)[0].isupper()
        if i > begun and (text.low(i) in small or text.low(i) in words.pronouns):
            break
        if i > begun and capital and text.is_acronym(i - 1) and not text.is_acronym(i):
            break
        if i > begun and not capital and (words.code == "ru" or text.bare(i - 1)[0].isupper()):
            break
        i += 1
    return max(i, begun)


def _find_end(text: Text, first: int, end: int) -> int:
    """Find where a noun phrase ends: after its name, before a pause, a mark or when and where it was said."""
    names = [name for name in text.list_names(first, min(first + _LONGEST_PHRASE, end)) if not _belongs(text, name[0])]
    i = first
    while i < min(end, first + _LONGEST_PHRASE) and not text.is_stop(i):
        if text.is_marked(i):
            after = text.skip_term(i)
            if after == i:
                break
            i = after
            continue
        name = next((name for name in names if name[0] == i), None)
        if name and not (name[1] - name[0] == 1 and i > first and text.low(i - 1) in text.words.articles):
            return name[1]
        low = text.low(i)
        if text.is_pause(i):
            return _find_apposed(text, i, end) or i
        if i > first and (text.is_time(i) or text.is_cue(i) or low in text.words.preposition - text.words.of):
            return _find_apposed_later(text, i, end) or i
        i += 1
    return max(i, first + 1)


def _belongs(text: Text, i: int) -> bool:
    """Tell whether a name is whose or where: the director of the Museo del Barro, a neighbour of Calumbo."""
    before = i - 1
    while before >= 0 and text.low(before) in text.words.articles - text.words.of:
        before -= 1
    return (
        text.low(before) in text.words.of
        or text.low(before) in text.words.preposition
        or "'" in text.paragraph.words[i][:-1]
    )


def _find_apposed(text: Text, comma: int, end: int) -> int | None:
    """Give the end of the name in 'le maire, Gaël Kermorvan' and 'Me Nadège Oscarine'; None where none follows."""
    if text.paragraph.words[comma] != ",":
        return None
    name = next(text.list_names(comma + 1, min(comma + _LONGEST_PHRASE, end)), None)
    if name is None or name[0] - comma > _APPOSED or name[1] - name[0] < _APPOSED:
        return None
    return name[1]


def _find_apposed_later(text: Text, i: int, end: int) -> int | None:
    """Give the end of the name in 'l'assessora ai Trasporti, Nerina Rossetti'; None where the phrase has none."""
    ahead = range(i, min(i + _LONGEST_OF, end))
    comma = next((j for j in ahead if text.is_pause(j) or text.is_stop(j) or text.is_marked(j)), None)
    plain = comma is not None and not any(text.is_time(j) or text.is_cue(j) for j in range(i, comma))
    return _find_apposed(text, comma, end) if plain and comma is not None else None


def find_left(text: Text, low: int, cue: int) -> Range | None:
    """Find the subject before a verb of saying (its token): Le maire, Gaël Kermorvan, a affirmé; Larrauri subrayó."""
    end = cue
    while end > low and (
        text.low(end - 1) in text.words.auxiliary or text.is_time(end - 1) or text.paragraph.words[end - 1] in "'’"
    ):
        end -= 1
    hanging = (
        end > low + 1 and text.low(end - 1) in text.words.pronouns and text.paragraph.words[end - 2] in ("-", "-t-")
    )
    if hanging:
        return end - 1, end
    if end <= low:
        return None
    if text.paragraph.words[end - 1] == ")":
        opened = next((i for i in range(end - 2, low, -1) if text.paragraph.words[i] == "("), None)
        end = opened if opened is not None else end
    if end > low and text.paragraph.words[end - 1] == ",":
        return _find_before_aside(text, low, end - 1)
    return _walk_left(text, low, end)


def _find_before_aside(text: Text, low: int, closing: int) -> Range | None:
    """Find the subject before what stands between commas; with a name there, it is part of the mention."""
    opening = next(
        (i for i in range(closing - 1, max(low, closing - _LONGEST_ASIDE), -1) if text.paragraph.words[i] == ","), None
    )
    if opening is None:
        return None
    head = _walk_left(text, low, opening)
    if head is None:
        return _walk_left(text, opening + 1, closing)
    apposed = _find_apposed(text, opening, closing)
    named = any(stop - first > 1 for first, stop in text.list_names(*head))
    return (head[0], apposed) if apposed and not named else head


def _walk_left(text: Text, low: int, end: int) -> Range | None:
    first = end
    while first > low and end - first < _LONGEST_PHRASE:
        word = text.paragraph.words[first - 1]
        if (text.is_pause(first - 1) and word not in "()") or text.is_marked(first - 1) or text.is_stop(first - 1):
            break
        first -= 1
    if first < end and text.low(end - 1) in text.words.pronouns:
        return end - 1, end
    first = _skip_lead(text, first, end)
    if first >= end:
        return None
    if text.low(first) in text.words.preposition - text.words.articles:
        return None
    if text.low(first) in text.words.articles and text.is_time(first + 1):
        return None
    bare = text.words.code in ("de", "ru") or text.low(first) in text.words.articles
    if not bare and not any(True for _ in text.list_names(first, end)):
        return None
    only_small = all(text.low(i) in text.words.not_name | text.words.articles for i in range(first, end))
    return None if only_small else (first, end)


def _skip_lead(text: Text, first: int, end: int) -> int:
    """Skip what leads in to a noun phrase: marks, auxiliaries (hatte der Trainer gesagt), and, so, but."""
    words = text.words
    while first < end and not text.paragraph.words[first][0].isalnum():
        first += 1
    while first < end - 1 and text.low(first) in words.auxiliary - words.articles:
        first += 1
    small = words.not_name - words.articles - words.pronouns - words.preposition
    while first < end - 1 and text.low(first) in small:
        first += 1
    return first
