"""The people that an author line names.

    By JANE DOE and JOHN ROE, Staff Writers -> Jane Doe, John Roe

People only: no desk, job title, agency, outlet or e-mail address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.extract.agencies import LEGAL_FORM, find_name, is_wire
from app.extract.bylines.author_lines import GIVEN_NAMES, LONGEST, WORDS, cut_line
from app.extract.datelines.places import is_city, is_region
from app.extract.lines import squeeze

_NOT_PERSON = frozenset(WORDS["not_person"])
JOBS = frozenset(WORDS["job"])
_PARTICLES = frozenset(WORDS["particle"])
_OPENERS = "|".join(sorted(map(re.escape, WORDS["opener"]), key=len, reverse=True))
OPENER = re.compile(rf"^(?:{_OPENERS})(?:\s*[:：]\s*|\s+|(?<=者)|\s*[／/・]\s*)", re.IGNORECASE)
_KNOWN_BY = re.compile(rf"^(?:{'|'.join(WORDS['known_by'])})\s(?P<first>[^\W\d_]+)(?=\s[^\W\d_])", re.IGNORECASE)
_STOP = re.compile(
    r"\s+[-–—|•·/]\s+|[|•·]|\s@|https?:|www\.|\S+@\S+|\s\d"
    r"|\d{1,2}:\d\d|\s{3,}|(?<=[a-z])(?<!\bDr)(?<!\bProf)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bRev)(?<!\bSt)(?<!\bJr)\.\s+(?=[A-Z][a-z])"
)
_JOINERS = "|".join(map(re.escape, WORDS["joiner"]))
# Joiners stand in small letters: in 'Sarah E. Needleman' E is no Italian 'and'.
PARTS = re.compile(rf"\s*[,;、，&+]\s*|\s+(?:{_JOINERS}|AND|UND|ET|OG|OCH|EN|Y)\s+|(?<=[^\W\d_])/(?=[^\W\d_])")
_AFTER = re.compile(rf"\s(?:{'|'.join(map(re.escape, WORDS['after']))})(?:\s.*|$)", re.IGNORECASE)
BAR = re.compile(r"\s[/|•·–—-]\s")
_BRACKETED = re.compile(r"[(\[（][^()\[\]（）]{0,80}[)\]）]|[\"“”«»]")
# Vowel signs of Indian scripts and Thai are letters of a name, though no letters to Unicode.
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`.\-‐ ·\u0300-\u036f\u064b-\u0652\u0900-\u0e7f])*")
_LAST_FIRST = re.compile(
    r"(?P<last>[^\W\d_][\w'’-]+(?:\s[^\W\d_][\w'’-]+)?),\s(?P<first>[^\W\d_][\w'’.-]*(?:\s[A-Z]\.?)?)"
)
_EDGES = re.compile(r"^[\s.:*'’–—→›»-]+|(?:[\s:*'’–—→›»-]|(?<!\bJr)(?<!\bSr)\.)+$")
_POSTS_BY = re.compile(
    r"^(?:view|see|read|show)?\s?(?:all|more)?\s?(?:posts?|articles?|stories|entries|from|work)?\s?(?:by|from)\s(?=[^\W\d_])|"
    r"^(?:ver todas las entradas de|voir tous les articles de|tous les articles de|alle beiträge von|mostra tutti gli "
    r"articoli di|ver todos os posts de|все записи автора)\s",
    re.IGNORECASE,
)
_JUNIOR = re.compile(r",\s+(?=(?:Jr|Sr|II|III|IV)\b)")
_HANGUL_DOT = re.compile(r"(?<=[\uac00-\ud7af])\s?·\s?(?=[\uac00-\ud7af])")
_HAN = re.compile(r"[\u3400-\u9fff·]{2,4}|[\uac00-\ud7af]{2,4}")
_HAN_SPACE = re.compile(r"(?<=[\u3400-\u9fff]{2})\s+(?=[\u3400-\u9fff]{2})")
_KOREAN_REPORTER = re.compile(r"\s?(?:선임|수습|전문|객원)?(?:기자|특파원|논설위원|記者)$")
_ROMAN = frozenset({"VIII"})
_GLUED = re.compile(r"[a-zà-ÿ]{4}[A-ZÀ-Þ]")  # two names without a space: PérezJuan
_MOST = 12  # people; a longer list is a masthead


def unique_people(people: Iterable[str]) -> tuple[str, ...]:
    """Name each person once, in the form that comes first."""
    by_key: dict[str, str] = {}
    for person in people:
        by_key.setdefault(squeeze(person), person)
    return tuple(by_key.values())[:_MOST]


def list_people(text: str, not_people: frozenset[str] = frozenset(), *, alone: bool = False) -> tuple[str, ...]:
    """List the people that an author line names, in its order; `not_people` are squeezed names of outlets.

    `alone` takes a first name alone for a person, which only a field for authors makes likely.
    """
    text = _HANGUL_DOT.sub(",", _JUNIOR.sub(" ", _BRACKETED.sub(" ", text[:LONGEST]))).strip()
    if alone and (turned := turn_names(text)):
        return turned
    text = _POSTS_BY.sub("", text)
    while opener := OPENER.match(text):
        text = text[opener.end() :]
    if (company := LEGAL_FORM.search(text)) and company[0].startswith(","):
        text = f"{text[: company.start()]}{company[0][1:]}"
    if (known := _KNOWN_BY.match(text)) and known["first"].lower() in GIVEN_NAMES:
        text = text[known.start("first") :]
    text = cut_line(text)
    stop = _STOP.search(text)
    text = _HAN_SPACE.sub("、", text[: stop.start() if stop else len(text)])
    names = (_EDGES.sub("", _AFTER.sub("", OPENER.sub("", piece))) for piece in PARTS.split(text))
    return unique_people(person for name in names if (person := _read_person(name, not_people, alone=alone)))


def list_behind(text: str, not_people: frozenset[str]) -> tuple[str, ...]:
    """List the people of a marked line behind its first bar or slash: 'News / 4 March 2019 / Jane Doe'."""
    for piece in BAR.split(text[:LONGEST])[1:]:
        people = list_people(piece, not_people)
        if people and people[0].split()[0].lower() in GIVEN_NAMES:
            return people
    return ()


def turn_names(text: str) -> tuple[str, ...]:
    """Give the people of a field that puts last names first: 'Doe, Jane; Roe, John'; none of any other text."""
    turned = [_LAST_FIRST.fullmatch(piece.strip()) for piece in text.split(";")]
    names = tuple(f"{name['first']} {name['last']}" for name in turned if name)
    likely = all(name.split()[0].lower().strip(".") in GIVEN_NAMES or len(turned) > 1 for name in names)
    return (
        names if len(names) == len(turned) and likely and all(_is_person(name, alone=False) for name in names) else ()
    )


def _read_person(name: str, not_people: frozenset[str], *, alone: bool) -> str | None:
    if korean := _KOREAN_REPORTER.search(name):
        name = name[: korean.start()]
    key = squeeze(name)
    if key in not_people or find_name(name) or (" " not in name and any(key in outlet for outlet in not_people)):
        return None
    if name in _NOT_PERSON or LEGAL_FORM.search(name):
        return None
    if _HAN.fullmatch(name):
        return name
    if _is_job_at_wire(name):
        return None
    name = _without_titles(name, not_people)
    if not _is_person(name, alone=alone):
        return None
    words = name.split()
    # A last name in capitals is how some countries print it: Jean DUPONT.
    mixed = [
        _in_mixed_case(word) if name.isupper() or (len(word) > 3 and word.isupper() and word not in _ROMAN) else word
        for word in words
    ]
    return " ".join(mixed)


def _is_job_at_wire(part: str) -> bool:
    """Tell whether a part of a byline is a job at an agency, and nobody's name: AP National Security Writer."""
    words = part.split()
    is_job = len(words) > 1 and words[-1].lower() in JOBS and words[0].lower() not in GIVEN_NAMES
    return is_job and (is_wire(words[0]) or is_wire(words[0].upper()))


def _without_titles(name: str, not_people: frozenset[str]) -> str:
    """Cut a job before a name, and a job or an outlet behind it: Political Editor Jane Doe, JANE DOE Staff Writer."""
    words = name.split()
    jobs = [at for at, word in enumerate(words[:-2]) if word.lower() in JOBS]
    words = words[jobs[-1] + 1 :] if jobs else words
    for at in range(2, len(words)):
        rest, in_capitals = " ".join(words[at:]), " ".join(words[:at]).isupper() and words[at].istitle()
        in_capitals = in_capitals and "." not in words[at - 1]  # A. B. Lee
        known = words[at].lower() in JOBS or (words[0].lower() in GIVEN_NAMES and words[at].lower() in _NOT_PERSON)
        if squeeze(rest) in not_people or find_name(rest) or _is_job_at_wire(rest) or in_capitals or known:
            return " ".join(words[:at])
    return " ".join(words)


def _is_person(name: str, *, alone: bool) -> bool:
    words = name.split()
    return (
        (2 <= len(words) <= 5 or (alone and name.istitle() and len(name) > 2))
        and len(name) <= 50
        and _NAME.fullmatch(name) is not None
        and not name.islower()
        and not _GLUED.search(name)
        and all(not word[0].islower() or word in _PARTICLES for word in words)
        and not any(word.lower().strip(".") in _NOT_PERSON for word in words)
        and not is_city(name)
        and not is_region(name)
        and not (is_wire(words[0]) and is_city(" ".join(words[1:])))
    )


def _in_mixed_case(word: str) -> str:
    """Write JANE as Jane, O'NEIL as O'Neil, MCDONALD as McDonald, J.R. as it is."""
    if "." in word and len(word) <= 6:
        return word
    if word.lower() in _PARTICLES and word.lower() not in {"st", "al", "el", "abu"}:
        return word.lower()
    mixed = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word.replace("’", "'"))
    return re.sub(r"^Mc([a-z])", lambda part: f"Mc{part[1].upper()}", mixed)
