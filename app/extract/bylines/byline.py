"""The byline: the printed author line, and the people in it.

    By JANE DOE and JOHN ROE, Staff Writers -> Jane Doe, John Roe

People only: no desk, job title, agency, outlet or e-mail address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.extract.agencies import LEGAL_FORM, find_name, is_agency
from app.extract.bylines.author_lines import GIVEN_NAMES, LONGEST, WORDS, cut_line, list_printed
from app.extract.credit import SOURCE_LABELS
from app.extract.datelines.places import is_city, is_region
from app.extract.lines import squeeze
from app.extract.metadata import Metadata
from app.news import Byline, CleanText

_NOT_PERSON = frozenset(WORDS["not_person"])
_JOBS = frozenset(WORDS["job"])
_DESK = frozenset(WORDS["desk"])
_PARTICLES = frozenset(WORDS["particle"])
_OPENERS = "|".join(sorted(map(re.escape, WORDS["opener"]), key=len, reverse=True))
_OPENER = re.compile(rf"^(?:{_OPENERS})(?:\s*[:：]\s*|\s+|(?<=者)|\s*[／/・]\s*)", re.IGNORECASE)
_KNOWN_BY = re.compile(rf"^(?:{'|'.join(WORDS['known_by'])})\s(?P<first>[^\W\d_]+)(?=\s[^\W\d_])", re.IGNORECASE)
_BEFORE_COMMA = re.compile(r"\s+(?=[,;])")
_BY = re.compile(r"by[:\s]\s*\S", re.IGNORECASE)
_STOP = re.compile(
    r"\s+[-–—|•·/]\s+|[|•·]|\s@|https?:|www\.|\S+@\S+|\s\d"
    r"|\d{1,2}:\d\d|\s{3,}|(?<=[a-z])(?<!\bDr)(?<!\bProf)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bRev)(?<!\bSt)(?<!\bJr)\.\s+(?=[A-Z][a-z])"
)
_JOINERS = "|".join(map(re.escape, WORDS["joiner"]))
# Joiners stand in small letters: in 'Sarah E. Needleman' E is no Italian 'and'.
_SPLIT = re.compile(rf"\s*[,;、，&+]\s*|\s+(?:{_JOINERS}|AND|UND|ET|OG|OCH|EN|Y)\s+|(?<=[^\W\d_])/(?=[^\W\d_])")
_AFTER = re.compile(rf"\s(?:{'|'.join(map(re.escape, WORDS['after']))})(?:\s.*|$)", re.IGNORECASE)
_BAR = re.compile(r"\s[/|•·–—-]\s")
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
_OWN_DESK = re.compile(rf"^(?:{'|'.join(map(re.escape, WORDS['own_desk']))})\b", re.IGNORECASE)
_SOURCE = re.compile(rf"(?:{'|'.join(map(re.escape, SOURCE_LABELS))})\s?[:：]?$", re.IGNORECASE)
_BELOW_HEADLINE, _LONGEST_DESK = 4, 4  # lines in which a desk stands alone, and its words
_LONGEST_JOB = 4  # words
_MOST = 12  # people; a longer list is a masthead
_TRUSTED = ("json-ld", "meta", "itemprop", "rel-author", "byline", "author-link")


@dataclass(frozen=True, slots=True)
class FoundByline:
    """A byline, and where its people were found."""

    byline: Byline
    where: str


def find_byline(
    metadata: Metadata, clean: CleanText, outlets: Iterable[str] = (), headline: str = ""
) -> FoundByline | None:
    """Find who wrote the story: the first of JSON-LD, meta, marked elements and printed lines that names a person.

    What the page prints above the story overrules JSON-LD and meta that name others: those who put it there. Where
    nothing names a person, a printed line that names an agency or a desk is the byline, without authors.

    `outlets` are names of the page's publisher, which are no authors.
    """
    not_people = frozenset(squeeze(name) for name in outlets)
    printed = list_printed(clean, headline)
    above = _list_above(printed, not_people)
    shown = squeeze(" ".join((*clean.head, clean.body[:LONGEST], *clean.tail)))
    for where in _TRUSTED:
        texts = [found.text for found in metadata.authors if found.where == where]
        alone = where in {"json-ld", "meta"}
        for group in [texts] if alone else [[text] for text in texts if _is_author_line(text, where)]:
            read = ["; ".join(group)] if alone and _turn_names("; ".join(group)) else group
            people = _unique(person for text in read for person in list_people(text, not_people, alone=alone))
            people = people or _list_behind(" ".join(group[:1]), not_people)
            if where == "meta":  # its fields may hold a section, and may disagree
                people = tuple(person for person in people if _has_name(person))
                people = above if above and set(above) < set(people) else people
            if not people or (alone and _names_others(above, people)):
                continue
            if alone or _stands_here(people, shown) or (len(set(texts)) == 1 and where != "author-link"):
                return FoundByline(_as_printed(people, group, printed, not_people, clean.head), where)
    for where, line in printed:
        if people := list_people(line, not_people):
            return FoundByline(Byline(_cut_job(line, people), people), where)
    desk = _find_desk(metadata, clean, printed, headline)
    return FoundByline(desk, "head") if desk else None


def _list_above(printed: list[tuple[str, str]], not_people: frozenset[str]) -> tuple[str, ...]:
    """List the people of the line above the story that says by whom it is; none where several lines say so."""
    named = [people for where, line in printed if where == "head" and (people := list_people(line, not_people))]
    return named[0] if len({frozenset(map(squeeze, people)) for people in named}) == 1 else ()


def _names_others(above: tuple[str, ...], people: tuple[str, ...]) -> bool:
    """Tell whether a line names other people than these, by their last names: Troy L. Smith is Troy Smith."""
    last = {squeeze(person.split()[-1]) for person in people}
    return bool(above) and not any(squeeze(person.split()[-1]) in last for person in above)


def _stands_here(people: tuple[str, ...], shown: str) -> bool:
    """Tell whether names are printed near the story; those of other stories are marked alike."""
    return all(squeeze(person) in shown for person in people)


def _has_name(person: str) -> bool:
    return " " in person or person.lower() in GIVEN_NAMES or not person.isascii()


def _is_author_line(text: str, where: str) -> bool:
    # A block that templates call a byline may hold the whole top of the page.
    return where != "byline" or len(text) <= 60 or _BY.match(text) is not None


def _find_desk(metadata: Metadata, clean: CleanText, printed: list[tuple[str, str]], headline: str) -> Byline | None:
    """Find the line above the story that names an agency or a desk and no person: By AFP, STAFF REPORTS, EFE.

    Without a word like 'by' it is one where the markup says so, or below the headline where it names no more than that.
    """
    said = [line for where, line in printed if where == "head"]
    marked = {squeeze(found.text) for found in metadata.authors}
    head = [line for line, above in zip(clean.head, ("", *clean.head), strict=False) if not _SOURCE.match(above)]
    key = squeeze(headline)
    below = 1 + next((at for at, line in enumerate(clean.head) if key and squeeze(line) == key), 0)
    top = (*clean.head[below : below + _BELOW_HEADLINE], clean.body.partition("\n")[0][:LONGEST])
    for line in (*head, *top[-1:]):
        cut = _cut_desk(line)
        is_marked = bool(marked & {squeeze(cut), squeeze(_OPENER.sub("", cut))})
        if is_marked or (line in top and (len(cut.split()) <= _LONGEST_DESK or _OWN_DESK.match(cut))):
            said.append(cut)
    return next((Byline(line) for line in said if _names_desk(line)), None)


def _cut_desk(line: str) -> str:
    """Cut a line at the bar or the date behind an agency's name, however short that is: EFE | Puerto Viejo."""
    cut = _BAR.split(cut_line(line))[0]
    first, *rest = cut.split(maxsplit=1)[:2] or [""]
    return first if rest and rest[0][0].isdigit() and _is_wire(first) else cut


def _is_wire(printed: str) -> bool:
    name = find_name(printed)
    return name is not None and is_agency(name)


def _names_desk(line: str) -> bool:
    name = _OPENER.sub("", line)
    words = name.split()
    if not words:
        return False
    if (
        _OWN_DESK.match(line)
        or all(map(_is_wire, _SPLIT.split(name)))
        or (_is_wire(words[0]) and is_city(" ".join(words[1:])))
    ):
        return True
    capitals = all(not word[0].islower() or word in {"our", "a", "the", "of", "and"} for word in words)
    return len(words) <= 6 and capitals and any(word.lower().strip(".,") in _DESK for word in (*words[:1], *words[-1:]))


def _as_printed(
    people: tuple[str, ...],
    found: list[str],
    printed: list[tuple[str, str]],
    not_people: frozenset[str],
    head: Sequence[str],
) -> Byline:
    """Give the byline as the page prints it for these people, with those that only the print names."""
    for _, line in printed:
        if all(squeeze(person) in squeeze(line) for person in people):
            named = list_people(line, not_people)
            return Byline(
                _cut_job(line, people), named if set(map(squeeze, named)) > set(map(squeeze, people)) else people
            )
    # Words that are set apart by their looks alone run into it: 'Post authorBy Jane Doe'.
    by = re.compile(rf"by\s{re.escape(people[0])}$", re.IGNORECASE)
    if behind := next((match for line in head if (match := by.search(line[:LONGEST]))), None):
        return Byline(behind[0], people)
    line = _cut_job(_BEFORE_COMMA.sub("", cut_line(found[0][:LONGEST])), people)
    return Byline(line if len(found) == 1 and len(line) <= 100 else " and ".join(people), people)


def _cut_job(line: str, people: Sequence[str]) -> str:
    """Cut off the job that follows the last name with nothing between: a template has set it on a line of its own."""
    last = re.search(rf"{re.escape(people[-1])}(?=\s(?-i:[^\W\d_a-z]))", line, re.IGNORECASE)
    rest = line[last.end() :].split() if last else []
    is_job = 0 < len(rest) <= _LONGEST_JOB and any(word.lower() in _JOBS for word in rest)
    return line[: last.end()] if last and is_job else line


def _unique(people: Iterable[str]) -> tuple[str, ...]:
    by_key: dict[str, str] = {}
    for person in people:
        by_key.setdefault(squeeze(person), person)
    return tuple(by_key.values())[:_MOST]


def list_people(text: str, not_people: frozenset[str] = frozenset(), *, alone: bool = False) -> tuple[str, ...]:
    """List the people that an author line names, in its order; `not_people` are squeezed names of outlets.

    `alone` takes a first name alone for a person, which only a field for authors makes likely.
    """
    text = _HANGUL_DOT.sub(",", _JUNIOR.sub(" ", _BRACKETED.sub(" ", text[:LONGEST]))).strip()
    if alone and (turned := _turn_names(text)):
        return turned
    text = _POSTS_BY.sub("", text)
    while opener := _OPENER.match(text):
        text = text[opener.end() :]
    if (company := LEGAL_FORM.search(text)) and company[0].startswith(","):
        text = f"{text[: company.start()]}{company[0][1:]}"
    if (known := _KNOWN_BY.match(text)) and known["first"].lower() in GIVEN_NAMES:
        text = text[known.start("first") :]
    text = cut_line(text)
    stop = _STOP.search(text)
    text = _HAN_SPACE.sub("、", text[: stop.start() if stop else len(text)])
    names = (_EDGES.sub("", _AFTER.sub("", _OPENER.sub("", piece))) for piece in _SPLIT.split(text))
    return _unique(person for name in names if (person := _read_person(name, not_people, alone=alone)))


def _list_behind(text: str, not_people: frozenset[str]) -> tuple[str, ...]:
    """List the people of a marked line behind its first bar or slash: 'News / 4 March 2019 / Jane Doe'."""
    for piece in _BAR.split(text[:LONGEST])[1:]:
        people = list_people(piece, not_people)
        if people and people[0].split()[0].lower() in GIVEN_NAMES:
            return people
    return ()


def _turn_names(text: str) -> tuple[str, ...]:
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
    is_job = len(words) > 1 and words[-1].lower() in _JOBS and words[0].lower() not in GIVEN_NAMES
    return is_job and (_is_wire(words[0]) or _is_wire(words[0].upper()))


def _without_titles(name: str, not_people: frozenset[str]) -> str:
    """Cut a job before a name, and a job or an outlet behind it: Political Editor Jane Doe, JANE DOE Staff Writer."""
    words = name.split()
    jobs = [at for at, word in enumerate(words[:-2]) if word.lower() in _JOBS]
    words = words[jobs[-1] + 1 :] if jobs else words
    for at in range(2, len(words)):
        rest, in_capitals = " ".join(words[at:]), " ".join(words[:at]).isupper() and words[at].istitle()
        in_capitals = in_capitals and "." not in words[at - 1]  # A. B. Lee
        known = words[at].lower() in _JOBS or (words[0].lower() in GIVEN_NAMES and words[at].lower() in _NOT_PERSON)
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
        and not (_is_wire(words[0]) and is_city(" ".join(words[1:])))
    )


def _in_mixed_case(word: str) -> str:
    """Write JANE as Jane, O'NEIL as O'Neil, MCDONALD as McDonald, J.R. as it is."""
    if "." in word and len(word) <= 6:
        return word
    if word.lower() in _PARTICLES and word.lower() not in {"st", "al", "el", "abu"}:
        return word.lower()
    mixed = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word.replace("’", "'"))
    return re.sub(r"^Mc([a-z])", lambda part: f"Mc{part[1].upper()}", mixed)
