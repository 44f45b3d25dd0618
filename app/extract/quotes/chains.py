"""Words that were passed on: Yang said that Xi said them; Xi said them, according to Yang; Yang quoted Xi as saying.

The words, the cue and the mention are those of who said them; who passed them on is the via, and what he said (that Xi
said ...) is no quote of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.extract.quotes.carriers import name_carrier
from app.extract.quotes.clauses import Follows, read_right
from app.extract.quotes.cues import Cue, list_cues
from app.extract.quotes.lexicon import CLASS, CUE_VERBS
from app.extract.quotes.phrases import Range, find_inverted, find_subject, touch
from app.extract.quotes.relays import Relay, find_relays
from app.extract.quotes.scene import NESTED, Claim, Scene

_LONGEST_LEAD = 4
_LONGEST_TAIL = 6
_MOST_LINKS = 3
_NEAR = 5
_NOUNS = CLASS["noun_too"] | {"tweet", "tweets"}
_NO_LISTENER = frozenset({"so", "such", "a", "an", "many", "lies", "stories"})
_PLAINLY = frozenset({"say", "tell", "listener"})
_WHEN = CLASS["time"] | CLASS["day"]
_NO_SPEAKER = CLASS["pronoun"] | CLASS["relative"]
_Key = tuple[int, int]


def pass_words_on(scenes: Sequence[Scene], claims: Sequence[Claim], ruled: Sequence[Claim]) -> tuple[Claim, ...]:
    """Give the claims, those of words that were passed on to who said them.

    `ruled`: what the rules made of the same sentences, for what the claims do not show.
    """
    beside = _by_sentence(scenes, ruled)
    cues: dict[_Key, list[Cue]] = defaultdict(list)
    for number in {key[0] for key in _by_sentence(scenes, claims) if key}:
        scene = scenes[number]
        for cue in list_cues(scene.paragraph, scene.marked.inside):
            cues[number, scene.paragraph.sentence[cue.first]].append(cue)
    found: list[Claim] = []
    for key, here in _by_sentence(scenes, claims).items():
        if key is None:
            found.extend(here)
            continue
        number, sentence = key
        scene = scenes[number]
        bounds = scene.paragraph.bounds
        link = _Link(number, scene, bounds[sentence], bounds[sentence + 1], beside.get(key, []), cues[key])
        found.extend(link.pass_on(here))
    return tuple(found)


def _by_sentence(scenes: Sequence[Scene], claims: Sequence[Claim]) -> dict[_Key | None, list[Claim]]:
    """Gather claims by the paragraph and sentence of their cue; words that go on from another paragraph have none."""
    found: dict[_Key | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        here = claim.cue and claim.mention and claim.mention_paragraph == claim.paragraph
        key = (
            (claim.paragraph, scenes[claim.paragraph].paragraph.sentence[claim.cue[0]]) if here and claim.cue else None
        )
        found[key].append(claim)
    return found


@dataclass(frozen=True, slots=True)
class _Link:
    """One sentence, tokens [first, end), with what the rules made of it."""

    number: int
    scene: Scene
    first: int
    end: int
    ruled: Sequence[Claim]
    cues: Sequence[Cue]

    def pass_on(self, claims: Sequence[Claim]) -> list[Claim]:
        """Give the claims of the sentence, a chain's with who said the words and who passed them on."""
        for relay in find_relays(self.scene, self.first, self.end):
            relayed = (self._relay(relay, claim) for claim in claims)
            claims = [claim for claim in relayed if claim.pieces]
        read = (self._after_fragment(claim) for claim in claims)
        claims = [claim for claim in read if claim.pieces]
        for _ in range(_MOST_LINKS):
            before = claims
            claims = self._nest(claims)
            if claims == before:
                break
        told = [self._by_account(self._told_in_turn(claim)) for claim in claims]
        return name_carrier(self.scene, (self.first, self.end), told, self.number)

    def _relay(self, relay: Relay, claim: Claim) -> Claim:
        """Read 'X quoted Y as saying', 'Y was quoted as saying by X' and 'X reported, citing Y'."""
        begun = (self._begin_behind(piece, relay.span) for piece in claim.pieces)
        pieces = tuple(piece for piece in begun if not self._lies_in(piece, relay.span))
        touches = any(touch(relay.span, place) for place in (claim.cue, claim.mention) if place)
        if not (claim.mention and (touches or relay.loose)):
            return replace(claim, pieces=pieces)
        if relay.loose and claim.mention[0] < relay.span[0] < claim.mention[1]:
            # Paul Belgrave, who cited Dunmore
            end = relay.span[0] - (self.scene.paragraph.words[relay.span[0] - 1] == ",")
            passed_by = (claim.mention[0], end)
            return replace(claim, pieces=pieces, mention=relay.mention, via=passed_by, pattern=NESTED)
        if not touch(claim.mention, relay.mention):
            via = relay.via or (claim.mention if relay.loose else None)
            return replace(claim, pieces=pieces, cue=relay.cue, mention=relay.mention, via=via, pattern=NESTED)
        return replace(claim, pieces=pieces, via=claim.via or relay.via)

    def _begin_behind(self, piece: Range, span: Range) -> Range:
        """Begin words behind who said them: quoted [Xi as saying] the port is open."""
        said = self.scene.paragraph.lower[span[1] - 1] == "saying"
        return (span[1], piece[1]) if said and span[0] < piece[0] < span[1] < piece[1] else piece

    def _lies_in(self, piece: Range, span: Range) -> bool:
        bare = self.scene.trim(piece)
        return bare is not None and _within(bare, span)

    def _after_fragment(self, claim: Claim) -> Claim:
        """Read 'Y said, X told reporters, that words': what X seems to say first is only that Y spoke."""
        if claim.via or claim.cue is None:
            return claim
        same_cue = (other for other in self.ruled if other.cue and touch(other.cue, claim.cue))
        for piece in (*claim.pieces, *(piece for other in same_cue for piece in other.pieces)):
            if spoke := self._read_fragment(piece):
                cue, mention = spoke
                rest = tuple(other for other in claim.pieces if other != piece)
                return replace(claim, pieces=rest, cue=cue, mention=mention, via=claim.mention, pattern=NESTED)
        return claim

    def _read_fragment(self, piece: Range) -> tuple[Range, Range] | None:
        """Read 'Y said on Monday', with no words of Y: give cue and mention."""
        spoke = next(
            (c for c in self.cues if piece[0] < c.first < piece[1] and not c.participle and c.takes != "marks"), None
        )
        if spoke is None or not self._is_over(spoke.end, piece[1]):
            return None
        mention = find_subject(self.scene.paragraph, self.scene.marked.inside, piece[0], spoke.before)
        alone = mention and self._n_words(piece[0], mention[0]) == 0
        return ((spoke.first, spoke.end), mention) if alone and mention else None

    def _nest(self, claims: Sequence[Claim]) -> list[Claim]:
        """Read 'X said that Y said words' and 'words, Y said, X told reporters'."""
        dropped: set[int] = set()
        passed: list[Claim] = []
        for outer in (*claims, *self.ruled):
            if outer.mention is None or outer.via or id(outer) in dropped:
                continue
            inner = self._find_inner(outer, [*claims, *self.ruled]) or self._read_inner(outer)
            if inner is None:
                continue
            own = [claim for claim in claims if claim.cue and inner.cue and touch(claim.cue, inner.cue)]
            is_claim = any(outer is claim for claim in claims)
            if not (own or is_claim):
                continue
            for claim in own or [replace(inner, weighed=outer.weighed)]:
                if claim.via is None:
                    passed.append(replace(claim, via=outer.mention, pattern=NESTED))
                    dropped.add(id(claim))
            dropped.update(id(claim) for claim in claims if claim is outer)
        return [claim for claim in claims if id(claim) not in dropped] + _once(passed)

    def _find_inner(self, outer: Claim, claims: Sequence[Claim]) -> Claim | None:
        for inner in claims:
            if inner is not outer and inner.mention and self._is_inner(outer, inner):
                pieces = tuple(piece for piece in inner.pieces if piece[0] < outer.pieces[-1][1])
                cut = tuple((a, min(b, outer.pieces[-1][1])) for a, b in pieces)
                if cut and not any(touch(piece, inner.mention) for piece in cut):
                    return replace(inner, pieces=cut)
        return None

    def _is_inner(self, outer: Claim, inner: Claim) -> bool:
        """Tell whether cue and mention open or close the words of another, so that these say only who said what."""
        words, cue, mention = outer.pieces[0], inner.cue, inner.mention
        if not (cue and mention and _within(cue, words) and _within(mention, words) and self._may_say(mention, outer)):
            return False
        if inner.pieces[0][0] < cue[0]:
            noun = self.scene.paragraph.lower[cue[0]] in _NOUNS
            return not noun and self._n_words(max(mention[1], cue[1]), words[1]) <= _LONGEST_TAIL
        reports = self._reports(cue[0], inner.pieces[0][0])
        return reports and self._n_words(words[0], min(mention[0], cue[0])) <= _LONGEST_LEAD

    def _reports(self, cue: int, at: int) -> bool:
        """Tell 'said that', 'told him to', 'denied coming' from 'his demands that', 'the phrase suggests'."""
        verb, lower = self.scene.paragraph.lower[cue], self.scene.paragraph.lower
        takes = CUE_VERBS["en"].get(verb, "marks")
        if takes == "marks" or verb in _NOUNS:
            return False
        if takes == "tell" and lower[cue + 1] in _NO_LISTENER:
            return False
        shown = lower[at] in ("to", "that", "whether") or lower[at - 1] == "that" or self.scene.opens(at)
        return shown or takes in _PLAINLY or (verb.endswith("ed") and _is_gerund(lower[at]))

    def _may_say(self, mention: Range, outer: Claim) -> bool:
        if outer.mention is None or touch(mention, outer.mention) or self.scene.marked.inside[mention[0]] >= 0:
            return False
        return mention[1] - mention[0] > 1 or self.scene.paragraph.lower[mention[0]] not in _NO_SPEAKER

    def _read_inner(self, outer: Claim) -> Claim | None:
        """Read what the rules left out, as it is no quote of X alone: X said that Y told him to come."""
        first, end = outer.pieces[0]
        inside = self.scene.marked.inside
        cue = next((cue for cue in self.cues if first <= cue.first < end and not cue.participle), None)
        if cue is None or cue.takes == "source" or len(outer.pieces) > 1:
            return None
        mention = find_subject(self.scene.paragraph, inside, first, cue.before)
        if mention is None or not self._may_say(mention, outer) or self._n_words(first, mention[0]) > _LONGEST_LEAD:
            return None
        at = self._find_words(cue, end)
        if at is None or not self._reports(cue.first, at):
            return None
        return replace(outer, pieces=((at, end),), cue=(cue.first, cue.end), mention=mention, pattern=NESTED)

    def _find_words(self, cue: Cue, end: int) -> int | None:
        lower = self.scene.paragraph.lower
        right = read_right(self.scene, cue, end, complete_before=False)
        if right.what is Follows.WORDS:
            return right.at if right.at < end else None
        if cue.end < end and _is_gerund(lower[cue.end]):
            return cue.end
        # told him to come, claimed at the time that
        ahead = range(cue.end, min(cue.end + _NEAR, end - 1))
        listens = cue.takes in ("tell", "listener")
        return next(
            (i + (lower[i] == "that") for i in ahead if lower[i] == "that" or (listens and lower[i] == "to")), None
        )

    def _told_in_turn(self, claim: Claim) -> Claim:
        """Read '“words,” X said Y told her': the words are Y's."""
        if claim.cue is None or claim.mention is None or claim.via or claim.pieces[-1][1] > claim.cue[0]:
            return claim
        after = claim.cue[1]
        second = next((cue for cue in self.cues if cue.first >= after and not cue.participle), None)
        if second is None or second.takes == "source":
            return claim
        mention = find_subject(self.scene.paragraph, self.scene.marked.inside, after, second.before)
        if mention is None or mention[0] != after or not self._may_say(mention, claim):
            return claim
        right = read_right(self.scene, second, self.end, complete_before=True)
        if right.what is not Follows.NOTHING and not self.scene.is_end(right.at, self.end):
            return claim
        return replace(claim, cue=(second.first, second.end), mention=mention, via=claim.mention, pattern=NESTED)

    def _by_account(self, claim: Claim) -> Claim:
        """Read 'words, Y said, according to X'."""
        source = self.cues[-1] if self.cues else None
        if source is None or source.takes != "source" or claim.cue is None or claim.mention is None or claim.via:
            return claim
        if source.first < max(claim.cue[1], claim.mention[1]):
            return claim
        via = find_inverted(self.scene.paragraph, self.scene.marked.inside, source.end, self.end, marked=True)
        if via is None:
            return claim
        last = source.first - (self.scene.paragraph.words[source.first - 1] == ",")
        pieces = tuple((a, min(b, last)) for a, b in claim.pieces if a < last)
        return replace(claim, pieces=pieces, via=via) if pieces else claim

    def _is_over(self, at: int, end: int) -> bool:
        """Tell whether nothing but when it was said stands between a cue and the end of a piece."""
        lower = self.scene.paragraph.lower
        return all(not lower[i][0].isalnum() or lower[i] in _WHEN for i in range(at, end))

    def _n_words(self, first: int, end: int) -> int:
        return sum(self.scene.paragraph.words[i][0].isalnum() for i in range(first, end))


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out a claim to words that another one has already."""
    return list({(claim.paragraph, claim.pieces): claim for claim in reversed(claims)}.values())[::-1]


def _is_gerund(word: str) -> bool:
    return word.endswith("ing") and word not in CLASS["preposition"]


def _within(one: Range, other: Range) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]
