"""What stands around a story and is not it: menus, share bars, captions, credits. One look for pages and dumps."""

from __future__ import annotations

import re

from app.extract.cleaning.phrases import Contents, Openings
from app.extract.lines import LIST_MARK, Line, count_words, read_lexicon, squeeze, to_plain

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
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_MOMENT = re.compile(_YEAR.pattern + r"|\b\d{1,2}[:.]\d\d\b|\d\s?年")
# The marks that end a sentence in any script, and what may close behind them; German closes “, Danish «.
_PROSE_END = re.compile(r"[.!?…。！？．｡।॥؟۔።፧։။។៕‼⁇⁉][\"'”’“‘»«›‹)\]）］」』】》〉]*$")
_UNSTOPPED = re.compile(r"[\u0e00-\u0eff][\"'”’)\]]*$")
_UNSTOPPED_LINE = 80
"""Thai and Lao have no full stop: a line of so many characters is a sentence, headlines are shorter."""
_SIGN_OFF = Openings("sign_offs.txt")
_BRACKETS = frozenset("([（【［〔")
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
_MAY_CREDIT = re.compile(r"[:©/摄攝影图撮]|[)\]）]\.?$|^(?:Photo|Image|Illus|Pict|Video|Graphic)")
"""What every one of these has: most lines are told by it to have none."""
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
    r"|(?:efe )?(?:[a-z]{2,4}/ ?){1,4}(?:[a-z]{2,4}/?)?$"
    r"|[^.!?]{2,60}\((?:avec|con|com|mit|with) [^()]{2,40}\)$",
    re.IGNORECASE,
)
"""How a reporter signs at a story's end: 'Contact Ida Marsh at imarsh@...', or the address alone, or '(avec AFP)'."""
_STRAY = re.compile(r"\[(\w+)\b[^\[\]]*\](?:.*\[/\1\])?|\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
"""What a content system did not render, [gallery ids="1,2"] or [button link="..."]Join us[/button], and what it prints
beside things: the length of a video, the time of a live blog's entry."""
_LABEL_END = re.compile(r"\s?[:：|»›>\]】]\s?")
_BAR = re.compile(r"\s[|·•›»]\s")


def is_furniture(line: Line) -> bool:
    """Tell whether a line is a site's furniture wherever on a page it stands."""
    text = line.text
    if not line.level and (line.linked >= 0.9 or (line.linked >= 0.8 and not ends_like_prose(text))):
        return True
    letters = squeeze(text)
    if not letters:
        return len(text) < 40 and not is_break(text)
    if letters in _WHOLE or _DIGITS.sub("", letters) in _WHOLE or _STRAY.fullmatch(text):
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
    if len(text) > 500:
        return False
    end = text[-140:]
    return _MAY_CREDIT.search(end) is not None and _CAPTION_END.search(end) is not None


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
    signs_off = (text[0] in _BRACKETS or not ends_like_prose(text)) and _SIGN_OFF.find(to_plain(text))
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
