"""The tables: what is kept, and what the database itself holds true.

    raw_page  <-  capture  <-  filing  ->  article  ->  revision  <-  quote  ->  wording
                                              |                         |
                                              |                         +--> speaker_alias  ->  speaker
                                              +--> source  <-  source_alias

    job  <-  job_item: the work that is left to do, and the receipt of what was done
    job  <-  job_count          work_count: how much of it was done
    article  <-  signature, tie          cluster_alias: ids of clusters that were found to be another

Keys are UUIDv7, times timestamptz. `capture` and `revision` are never changed: a trigger of the first migration
refuses every UPDATE of them.
"""

from app.archive.tables.articles import article, quote, revision, wording
from app.archive.tables.base import metadata
from app.archive.tables.clusters import cluster_alias, signature, tie
from app.archive.tables.exports import export
from app.archive.tables.jobs import job, job_count, job_item, work_count
from app.archive.tables.log import log_entry, log_pending
from app.archive.tables.names import source, source_alias, speaker, speaker_alias, speaker_change, speaker_count
from app.archive.tables.pages import capture, filing, raw_page, site_reference
from app.archive.tables.retention import retention
from app.archive.tables.takedowns import takedown, taken_capture, taken_digest

__all__ = [
    "article",
    "capture",
    "cluster_alias",
    "export",
    "filing",
    "job",
    "job_count",
    "job_item",
    "log_entry",
    "log_pending",
    "metadata",
    "quote",
    "raw_page",
    "retention",
    "revision",
    "signature",
    "site_reference",
    "source",
    "source_alias",
    "speaker",
    "speaker_alias",
    "speaker_change",
    "speaker_count",
    "takedown",
    "taken_capture",
    "taken_digest",
    "tie",
    "wording",
    "work_count",
]
