"""POST /verify: whether somebody said something."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Body, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from app.archive.verify import Claim, Evidence, find_evidence
from app.matching.compare import Match
from app.web.article_query import Name
from app.web.deps import TheReading, TheService
from app.web.parameters import ExactRoute
from app.web.problems import describe_problems
from app.web.quote_schemas import Verdict

router = APIRouter(tags=["quotes"], route_class=ExactRoute)

FOUND = (Match.EXACT, Match.NEAR, Match.PARAPHRASE)


class ClaimBody(BaseModel):
    """What somebody is said to have said."""

    model_config = ConfigDict(extra="forbid")

    speaker: Annotated[Name, StringConstraints(strip_whitespace=True, min_length=1)] | None = Field(
        default=None, description="Full name in any of its forms, or id. Left out: anybody."
    )
    words: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)] = Field(
        description="The words, without quotation marks around them."
    )
    min_similarity: float = Field(default=0.5, ge=0, le=1, description="Quotes that are less like it are left out.")
    limit: int = Field(default=10, ge=1, le=50, description="Quotes of the speaker, and as many of others.")

    @field_validator("min_similarity", "limit", mode="before")
    @classmethod
    def _take_numbers_alone(cls, value: object) -> object:
        """Refuse true and "10", which the document calls no numbers; 10.0 is an integer to it."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValueError("a number is wanted")  # noqa: TRY004 - pydantic makes a 422 of a ValueError alone
        return value


EXAMPLE = {"speaker": "Marta Oduya", "words": "We are not going to patch it again"}


@router.post(
    "/verify",
    operation_id="verifyQuote",
    summary="Did somebody say this?",
    responses={200: {"model": Verdict}, **describe_problems(400, 422, 503)},
)
def verify_quote(
    service: TheService,
    session: TheReading,
    claim: Annotated[ClaimBody, Body(openapi_examples={"said": {"value": EXAMPLE}})],
) -> Response:
    """Give the quotes that are nearest to a claim, verbatim, each with how near it is, its article and its capture.

    Nothing is written. Words are compared, not meanings: whoever relies on an answer reads the quote in its article.
    """
    asked = Claim(claim.words, claim.speaker, claim.min_similarity, claim.limit)
    evidence = find_evidence(session, asked, seconds=service.settings.search_seconds)
    matches = [one.match for one in evidence.theirs]
    told: dict[str, Any] = {
        "found": any(match in FOUND for match in matches),
        "best_match": matches[0] if matches else "none",
        "says": _say(claim, evidence),
        "speaker": evidence.speaker,
        "similar_names": evidence.similar_names,
    }
    lists = ", ".join(
        f'"{name}": [{", ".join(one.json for one in quotes)}]'
        for name, quotes in (("matches", evidence.theirs), ("said_by_others", evidence.by_others))
    )
    return Response(f"{json.dumps(told, ensure_ascii=False)[:-1]}, {lists}}}", media_type="application/json")


_BY = {
    Match.EXACT: "the archive has exactly these words by {who}",
    Match.NEAR: "the archive has nearly these words by {who}: see what differs",
    Match.ALTERED: "the archive has words like these by {who}, but with another negation or number: they say"
    " something else",
    Match.PARAPHRASE: "the archive has what is possibly a paraphrase by {who}: read it in its article",
}
_ALSO = "it also has words like these with another negation or number"
_NONE = "the archive has no such words by {who}; that is no proof that they were never said"
_UNKNOWN = "the archive has no quotes of {who}; that is no proof that it was never said"


def _say(claim: ClaimBody, evidence: Evidence) -> str:
    who = "anybody"
    if claim.speaker:
        who = evidence.speaker["name"] if evidence.speaker else repr(claim.speaker)
    matches = [one.match for one in evidence.theirs]
    if matches:
        best = next((match for match in matches if match in FOUND), matches[0])
        says = _BY[best].format(who=who if claim.speaker else "somebody")
        return f"{says}; {_ALSO}" if best in FOUND and Match.ALTERED in matches else says
    said = (_UNKNOWN if claim.speaker and evidence.speaker is None else _NONE).format(who=who)
    by_others = {one.match for one in evidence.by_others}
    if Match.EXACT in by_others:
        return f"{said}; it has them by others"
    return f"{said}; it has nearly these by others" if Match.NEAR in by_others else said
