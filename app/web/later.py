"""What is asked for now and done later: Prefer (RFC 7240), Idempotency-Key, and the answer that names the job.

The key is that of the IETF's draft (draft-ietf-httpapi-idempotency-key-header), in quotation marks or without.
"""

from typing import Annotated, Any

from fastapi import Header, Response
from pydantic import AfterValidator, WithJsonSchema

from app.web.answers import NEVER
from app.web.job_schemas import Job

LONGEST_KEY = 200
_KEY = f"^[!-~]{{1,{LONGEST_KEY}}}$"


def _check_key(given: str) -> str:
    key = given[1:-1] if len(given) > 1 and given[0] == given[-1] == '"' else given
    if not (len(key) > 0 and len(given) <= LONGEST_KEY and all("!" <= char <= "~" for char in given)):
        raise ValueError(f"give up to {LONGEST_KEY} visible ASCII characters without spaces, as a UUID has")
    return key


IdempotencyKey = Annotated[
    Annotated[str, AfterValidator(_check_key), WithJsonSchema({"type": "string", "pattern": _KEY})] | None,
    Header(
        description="Your own name for this request: sent again under it, the answer is the same job.",
        examples=["01890a5d-ac96-774b-bcce-b302099a8057"],
    ),
]
Prefer = Annotated[
    str | None, Header(description="With `respond-async` the page is kept and filed later.", examples=["respond-async"])
]


def prefers_later(prefer: str | None) -> bool:
    """Tell whether the sender would rather not wait."""
    asked = (prefer or "").replace(";", ",").split(",")
    return "respond-async" in (preference.strip().lower() for preference in asked)


def answer_later(job: Job, *, preferred: bool = False) -> Response:
    """Answer that the job is accepted, and where it is."""
    headers = NEVER | {"Location": f"/jobs/{job.id}"} | ({"Preference-Applied": "respond-async"} if preferred else {})
    return Response(job.model_dump_json(), 202, headers, media_type="application/json")


ACCEPTED: dict[int | str, dict[str, Any]] = {
    202: {
        "model": Job,
        "description": "What came is kept, and will be filed.",
        "headers": {"Location": {"schema": {"type": "string"}, "description": "The job's address."}},
        "links": {
            operation: {"operationId": operation, "parameters": {"job_id": "$response.body#/id"}}
            for operation in ("getJob", "listJobItems", "cancelJob")
        },
    }
}
