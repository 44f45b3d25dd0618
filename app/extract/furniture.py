"""What stands around a story and is not it: menus, share bars, credits, end marks. One look for pages and dumps."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from app.extract.lines import LIST_MARK, Line, count_words, read_lexicon, squeeze, to_plain
from app.extract.phrases import Contents, Openings

MAX_HEAD_LINES = 25
MAX_TAIL_LINES = 10
_MOST_WORDS_OF_A_SUBHEAD = 8

_DIGITS = re.compile(r"\d+")
_WHOLE = frozenset(squeeze(phrase) for phrase in read_lexicon("boilerplate_whole.txt"))
_COMMENT_HEADS = frozenset(squeeze(phrase) for phrase in read_lexicon("comment_heads.txt"))
_START = Openings("boilerplate_start.txt")
_LABEL = Openings("boilerplate_label.txt")
_WITHIN = Contents("boilerplate_within.txt")
_CREDIT = Openings("credit_start.txt")
_BYLINE = re.compile(r"(?:by|von|por|par|di|da|door|av|af|oleh|theo)\s+(?=[A-Z])", re.IGNORECASE)
_POST_BY = re.compile(r"[—–-]{1,2}\s.{1,80}\(@\w{1,30}\)")
_CONTRIBUTED = re.compile(r"\bcontribut(?:ed|ing)(?: \w+)? to this (?:report|story|article|piece)\b", re.IGNORECASE)
_BIO = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){2,4}(?:is|was|covers|writes|reports|has covered|has written|has been)\b.{1,60}\b"
    r"(?:reporter|writer|editor|correspondent|columnist|journalist|contributor|producer|freelancer|fellow|intern)\b"
)
"""How an author's card begins: 'Ida Marsh is a senior reporter who covers ports.'"""
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_MOMENT = re.compile(_YEAR.pattern + r"|\b\d{1,2}[:.]\d\d\b|\d\s?年")
# The marks that end a sentence in any script, and what may close behind them; German closes “, Danish «.
_PROSE_END = re.compile(r"[.!?…。！？．｡।॥؟۔።፧։။។៕‼⁇⁉][\"'”’“‘»«›‹)\]）］」』】》〉]*$")
_UNSTOPPED = re.compile(r"[\u0e00-\u0eff][\"'”’)\]]*$")
_UNSTOPPED_LINE = 80
"""Thai and Lao have no full stop: a line of so many characters is a sentence, headlines are shorter."""
_SOURCE_LINE = re.compile(r"\W{0,2}(?:SOURCE|Source)\s+(?!:)[A-Z]")
_ABOUT = re.compile(r"(?:About|ABOUT|Über|À propos d[e'’]|Acerca de|Sobre|Informazioni su)\s*[^\W\d_a-z]")
_LEGAL_FOOTER = re.compile(
    r"(?:cautionary (?:note|statement)s?|forward[- ]looking (?:statement|information)s?|safe harbou?r|disclaimer"
    r"|notes? (?:to|for) (?:editors?|journalists)|(?:media|press|investor)s? (?:relations )?(?:contact|[ei]nquir)\w*"
    r"|pressekontakt|contacts? presse|contacto de prensa|contatti stampa|kontakt dla mediów)\b[^.]{0,40}$",
    re.IGNORECASE,
)

_SIGN_OFF = re.compile(
    r"[(（\[—–-]{0,2}\s?(?:additional |with )?(?:reporting|writing|editing|reported|written|edited|compiled) by:?\s",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"\d+ (?:comments|responses|replies|thoughts) (?:to|on)\b|(?:leave a reply|readers' comments)\W*$"
)
_PICTURE = r"(?:Photo(?:graph)?s?|PHOTOS?|Pictures?|Images?|IMAGES?|Credit|CREDIT)"
_AGENCY = "(?:" + "|".join(map(re.escape, read_lexicon("picture_agencies.txt"))) + ")"
_CAPTION_END = re.compile(
    rf"[(\[（](?:[^()\[\]（）]{{0,60}}[\W_])?(?:{_PICTURE}|Foto|FOTO)\b[^()\[\]（）]{{0,60}}[)\]）]\.?$"
    rf"|{_PICTURE}(?: (?:by|credit|courtesy))?\s?[:©]\s?[^\s.][^.\"”»]{{1,60}}$"
    r"|(?:^|[\s.])©\s?\w[^.©]{2,50}$"
    r"|[(\[][^()\[\]]{0,30}\b(?:photo|picture|photograph|image) (?:by|courtesy)[^()\[\]]{2,60}[)\]]\.?$"
    r"|^(?:Photo|Photograph|Image|Illustration|Picture|Video|Graphic)s? (?:by|courtesy of|via) [^.]{2,60}$"
    rf"|[A-Z][\w.'’-]+ [A-Z][\w.'’-]+\s?/\s?{_AGENCY}$"
    rf"|(?<![^\W_]){_AGENCY}\s?/\s?[^\W\d_a-z][^.()]{{2,40}}[)\]]?$"
    rf"|[(\[]{_AGENCY}[)\]]$"
    r"|[\s。，/（(][^\s。，]{2,12}\s?(?:摄|攝|摄影|攝影|撮影|供图)[）)]?$"
)
_NETWORK = r"(?:facebook|twitter|x|instagram|linkedin|telegram|tiktok|youtube|whatsapp|threads|bluesky|google news)\b"
_FOLLOW = re.compile(
    r"(?:follow|like|find|join|siga|curta|sigue|suivez|retrouvez|folgen sie|folge|segui|volg|följ|følg|obserwuj"
    r"|polub|sledujte|urmărește|urmăriți|kövesse?|ikuti|pratite|подписывайтесь на|читайте|следите за) [^.!?]{1,60}? "
    rf"(?:on|no|na|en|sur|auf|bei|su|op|på|pe|di|a|em|в|во) {_NETWORK}"
    r"|follow (?:the )?\S{1,24} (?:[a-z]+ )?coverage\b"
)
_CONTACT = re.compile(
    r"(?:contact|reach|e-?mail|call|write to)\b.{1,100}(?:\S@\S|\d{3}[-.\s]\d{4})"
    r"|.{0,80}\b(?:can|may) be reached (?:at|by|on|via)\b"
    rf"|.{{0,160}}\bfollow (?:him|her|them|me|this reporter) (?:on|at) (?:{_NETWORK}|@)"
    r"|(?:.{1,160}[\s:])?[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,40}$"
    r"|\([a-z]{2,12}(?:/[a-z]{2,12}){1,3}\)$"
    r"|[^.!?]{2,60}\((?:avec|con|com|mit|with) [^()]{2,40}\)$",
    re.IGNORECASE,
)
"""How a reporter signs at a story's end: 'Contact Ida Marsh at imarsh@...', or the address alone, or '(avec AFP)'."""
_SHORTCODE = re.compile(r"\[(\w+)\b[^\[\]]*\](?:.*\[/\1\])?")
"""What a content system did not render: [gallery ids="1,2"], [button link="..."]Join us[/button]."""
_LABEL_END = re.compile(r"\s?[:：|»›>\]】]\s?")
_BAR = re.compile(r"\s[|·•›»]\s")

_marks = read_lexicon("end_marks.txt")
_END_MARKS = frozenset(mark.replace(" ", "").lower() for mark in _marks)
_AROUND_MARK = "()（）[]【】-–—~/*"
_END_WORDS = sorted((mark for mark in _marks if mark.replace(" ", "").isalpha()), key=len, reverse=True)
_any_end = "|".join(map(re.escape, _END_WORDS))
_bare_end = "|".join(re.escape(mark.upper()) for mark in _END_WORDS if mark.isascii())
# Behind a sentence a word without brackets or dashes must be in capitals, or nothing else: ENDS, Enditem, never 'Fin'.
_TRAILING_MARK = re.compile(
    r"(?<=[.!?…。！？।؟\"'”’»)\]])\s*(?P<mark>"
    rf"[(（\[【]\s?(?i:{_any_end})\s?[)）\]】]|[-–—~/*]{{1,3}}\s?(?i:{_any_end}|30|0)\s?[-–—~/*]{{1,3}}"
    rf"|End(?:s|i|it|item|items|all)?|{_bare_end}|#(?:\s?#){{1,4}}|/\.|[■□◼∎❑◆])$"
)


def is_furniture(line: Line) -> bool:
    """Tell whether a line is a site's furniture wherever on a page it stands."""
    text = line.text
    if not line.level and (line.linked >= 0.9 or (line.linked >= 0.8 and not ends_like_prose(text))):
        return True
    letters = squeeze(text)
    if not letters:
        return len(text) < 40 and not is_break(text)
    if letters in _WHOLE or _DIGITS.sub("", letters) in _WHOLE or (text[0] == "[" and _SHORTCODE.fullmatch(text)):
        return True
    n_words = count_words(text)
    if n_words > 60 or len(text) > 600:
        return False
    plain = to_plain(text.removeprefix(LIST_MARK))
    if n_words <= 40 and (_START.find(plain) or _FOLLOW.match(plain) or _labels_link(line, plain)):
        return True
    return _WITHIN.are_in(plain) or is_caption(text)


def _labels_link(line: Line, plain: str) -> bool:
    """Tell whether a line offers another page: a label, and the link it labels: 'Ferries: Who owns the boats'.

    Where the label is none that we know, it is short, marked off, and the link is all that follows it.
    """
    text, linked = line.text, line.linked
    known = _LABEL.find(plain)
    if known and linked >= 0.6:
        return True
    if known and not ends_like_prose(text) and (linked >= 0.3 or known.endswith((":", "："))):
        return True
    mark = _LABEL_END.search(text[:60]) if linked >= 0.3 and not line.level else None
    if mark is None:
        return False
    n_after = len(text) - mark.end()
    return abs(n_after / len(text) - linked) < 0.04 and count_words(text[mark.end() :]) >= 3


def is_caption(text: str) -> bool:
    """Tell whether a line is a picture's caption: it ends in the photographer's or agency's credit."""
    return len(text) <= 500 and bool(_CAPTION_END.search(text[-140:]))


def is_break(text: str) -> bool:
    """Tell whether a line is nothing but the mark that parts two sections of a story, as AP's ___ does."""
    return 3 <= len(text) <= 60 and not text.strip("_")


def is_bar(text: str) -> bool:
    """Tell whether a line is a row of choices or facts and no sentence: 'About us | Contact | Terms'."""
    return not ends_like_prose(text) and len(_BAR.findall(text[:600])) >= 2


def ends_story(text: str) -> bool:
    """Tell whether the story is over at this line: a sign-off of reporters and editors, or the readers' comments."""
    if len(text) > 200:
        return False
    signs_off = _SIGN_OFF.match(text) and (text[0] in "([（" or not ends_like_prose(text))
    return bool(signs_off or _COMMENTS.match(to_plain(text)) or opens_comments(text))


def is_credit(line: Line) -> bool:
    """Tell whether a line at a story's edge is a byline, a date, a credit or an address and not the story."""
    text = line.text
    n_words = count_words(text)
    if n_words > 40:
        return False
    if names_poster(text):
        return False
    if _CREDIT.find(to_plain(text)) or _CONTACT.match(text) or _CONTRIBUTED.search(text):
        return True
    return is_signature(text)


def is_signature(text: str) -> bool:
    """Tell whether a line is but a byline or a date: 'By Ida Marsh', 'March 3, 2024, 9:14 pm'."""
    if ends_like_prose(text) or text.count(" ") >= 12:
        return False
    return bool(_BYLINE.match(text) or _MOMENT.search(text))


def names_poster(text: str) -> bool:
    """Tell whether a line says who wrote the embedded post above it: '— Ida Marsh (@idamarsh) March 3, 2024'."""
    return text[:1] in {"—", "–", "-"} and bool(_POST_BY.match(text))


def is_byline(text: str) -> bool:
    """Tell whether a line is a printed author line and nothing else: 'By Ida Marsh', 'Von Ada Brandt'."""
    return text.count(" ") < 8 and not ends_like_prose(text) and bool(_BYLINE.match(text))


def is_date(text: str) -> bool:
    """Tell whether a line is a date and hardly anything else: 'Updated 9:14 pm, March 3, 2024'."""
    return len(text) <= 60 and text.count(" ") < 9 and not ends_like_prose(text) and bool(_YEAR.search(text))


def opens_comments(text: str) -> bool:
    """Tell whether a line is the heading of the readers' comments: 'Comments (12)', 'Обсуждение', '讀者回應'."""
    return len(text) <= 60 and _DIGITS.sub("", squeeze(text)) in _COMMENT_HEADS


def ends_like_prose(text: str) -> bool:
    """Tell whether a line ends a sentence."""
    end = text[-12:]
    return bool(_PROSE_END.search(end)) or (len(text) >= _UNSTOPPED_LINE and bool(_UNSTOPPED.search(end)))


def is_end_mark(text: str) -> bool:
    """Tell whether a line is nothing but a newsroom's end mark: -30-, ###, (Ends), Endi."""
    if len(text) > 24:
        return False
    mark = text.replace(" ", "").lower()
    # 'Fine.' is a sentence, 'Ends.' is none.
    return mark in _END_MARKS or mark.strip(_AROUND_MARK + "." * mark.startswith("end")) in _END_MARKS


def split_end_mark(text: str) -> tuple[str, str | None]:
    """Split a paragraph from the end mark behind its last sentence, if any: ('... Mexico.', 'Endi')."""
    found = _TRAILING_MARK.search(text[-26:])
    if found is None:
        return text, None
    mark = found["mark"]
    return text[: -len(mark)].rstrip(), mark


class Parts(NamedTuple):
    """A run of lines, told apart into the story and what frames it."""

    head: tuple[str, ...]
    story: tuple[Line, ...]
    tail: tuple[str, ...]


def split_story(lines: Sequence[Line], headlines: Collection[str]) -> Parts:
    """Split a story from headline, credits, furniture and end mark around and within it.

    `headlines` are squeezed texts that the page shows as its headline.
    """
    start, end = 0, len(lines)
    while start < end and _opens_story_frame(lines, start, headlines):
        start += 1
    story: list[Line] = []
    tail: list[str] = []
    for at in range(start, end):
        line = lines[at]
        if (is_end_mark(line.text) and at * 2 > end) or (ends_story(line.text) and len(story) >= 2):
            tail = [line.text, *(after.text for after in lines[at + 1 : end])]
            break
        if _opens_footer(lines, at, len(story)):
            tail = [after.text for after in lines[at:end]]
            break
        if is_furniture(line) or (line.level == 1 and squeeze(line.text) in headlines):
            continue
        text, mark = split_end_mark(line.text)
        story.append(line._replace(text=text))
        if mark is not None and at > end // 2:
            tail = [mark, *(after.text for after in lines[at + 1 : end])]
            break
    while story and _closes_story_frame(story[-1]):
        tail.insert(0, story.pop().text)
    return Parts(tuple(line.text for line in lines[:start]), tuple(story), tuple(tail[:MAX_TAIL_LINES]))


def _opens_story_frame(lines: Sequence[Line], at: int, headlines: Collection[str]) -> bool:
    line = lines[at]
    if squeeze(line.text) in headlines or (line.level > 0 and not _heads_part(lines, at)):
        return True
    return is_furniture(line) or is_credit(line) or is_bar(line.text) or is_break(line.text)


def _heads_part(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a heading is the first of several that part the story, as a round-up begins with one."""
    line = lines[at]
    if line.level == 1 or count_words(line.text) > _MOST_WORDS_OF_A_SUBHEAD or ends_like_prose(line.text):
        return False
    return any(other.level == line.level for other in lines[at + 1 :])


def _closes_story_frame(line: Line) -> bool:
    announces = line.text.endswith(":") and len(line.text) < 60
    is_card = len(line.text) < 300 and bool(_BIO.match(line.text))
    return line.level > 0 or announces or is_card or is_credit(line) or is_end_mark(line.text) or is_break(line.text)


def _opens_footer(lines: Sequence[Line], at: int, n_story: int) -> bool:
    """Tell whether a press release's footer starts here: 'SOURCE Acme Inc.', 'About Acme'."""
    text = lines[at].text
    if n_story < 3 or len(text) > 80:
        return False
    if _SOURCE_LINE.match(text):
        return True
    return bool(_LEGAL_FOOTER.match(text) or (_ABOUT.match(text) and not ends_like_prose(text) and at * 3 > len(lines)))


def frame_story(
    shown: Sequence[Line], parts: Parts, headlines: Collection[str], most: int = MAX_HEAD_LINES
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the lines that a page shows above the story, from the headline on, and those below it, end mark first.

    `headlines` are squeezed texts; where the page shows none of them above the story, the head is at most `most` lines.
    """
    if not parts.story:
        return (), ()
    keys = [squeeze(split_end_mark(line.text)[0]) for line in shown]
    places = {key: at for at, key in reversed(list(enumerate(keys)))}
    start = next((places[key] for line in parts.story if (key := squeeze(line.text)) in places), None)
    if start is None:
        return parts.head[-most:], parts.tail
    last = next(key for line in reversed(parts.story) if (key := squeeze(line.text)) in places)
    end = next(at for at in range(len(keys) - 1, -1, -1) if keys[at] == last)
    above = range(start - 1, -1, -1)
    top = next((at for at in above if shown[at].level == 1), None)
    if top is None:
        top = next((at for at in above if keys[at] in headlines), max(0, start - most))
    head = tuple(line.text for line in shown[top:start])[-MAX_HEAD_LINES:]
    tail = tuple(line.text for line in shown[end + 1 : end + 1 + MAX_TAIL_LINES])
    if parts.tail and is_end_mark(parts.tail[0]) and tail[:1] != parts.tail[:1]:
        tail = (parts.tail[0], *tail)[:MAX_TAIL_LINES]
    return head, tail


def skip_credits(lines: Sequence[Line], start: int, end: int) -> int:
    """Skip a byline or date and what stands before it, captions and the like, where at most one sentence does."""
    n_prose = 0
    cut = start
    for at in range(start, min(start + 6, end)):
        if is_credit(lines[at]):
            cut = at + 1
        n_prose += ends_like_prose(lines[at].text)
        if n_prose > 1:
            break
    return cut
