"""The shapes of jobs and their items."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from app.archive import job_items, jobs
from app.web.schemas import Schema


class JobCounts(Schema):
    """How many pages have which outcome."""

    waiting: int = Field(description="Kept, and not filed yet.")
    created: int
    unchanged: int
    new_revision: int
    rejected: int = Field(description="Kept, but no articles.")
    passed_over: int = Field(description="Records of a WARC file that hold no page.")
    broken: int = Field(description="Lines or records that can't be read: not kept.")
    failed: int = Field(description="Kept, and given up after several attempts.")
    cancelled: int = Field(description="Kept, and not filed, as the job was cancelled.")


class Job(Schema):
    """How far a job is."""

    id: UUID
    kind: Literal["page", "batch"]
    state: jobs.State = Field(
        description="Over are `finished`, `incomplete` (all that came in is done, but not all came in) and `cancelled`."
    )
    problem: str | None = Field(description="Why not all of it came in.")
    made_at: datetime
    received_at: datetime | None = Field(description="When all of it had come in.")
    finished_at: datetime | None
    n_items: int = Field(description="Pages that have come in, those that can't be read included.")
    counts: JobCounts
    rate: float = Field(description="Pages a second, in the last minute; over the whole time, once it is over.")
    seconds_left: int | None = Field(description="At this rate; null where nobody can tell.")
    items_url: str


class JobPage(Schema):
    """One page of a list of jobs."""

    items: list[Job]
    next: str | None = Field(description="The address of the next page; null on the last.")


class JobItem(Schema):
    """What became of one page of a job."""

    position: int = Field(description="From 1, in the order of sending.")
    place: str = Field(description="Where it was found: line 17.")
    url: str | None
    outcome: job_items.ItemOutcome
    reason: str | None = Field(description="Why it was not filed.")
    detail: str | None = Field(description="The same in a sentence.")
    capture_id: UUID | None
    article_id: UUID | None
    n_attempts: int
    finished_at: datetime | None


class JobItemPage(Schema):
    """One page of a list of items."""

    items: list[JobItem]
    next: str | None = Field(description="The address of the next page; null on the last.")


def show_job(job: jobs.Job) -> Job:
    """Show how far a job is."""
    left = job.seconds_left
    return Job(
        id=job.id,
        kind=job.kind,
        state=job.state,
        problem=job.problem,
        made_at=job.made_at,
        received_at=job.received_at,
        finished_at=job.finished_at,
        n_items=job.n_items,
        counts=JobCounts.model_validate(job.counts),
        rate=round(job.rate, 2),
        seconds_left=None if left is None else round(left),
        items_url=f"/jobs/{job.id}/items",
    )
