"""What readers are given to run in tests: here, as each process that reads imports the module that it stands in."""

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

from app.extract.pipeline import read_page
from app.news import Byline, CleanText, Decoded, Facts, Page, Reading, Reason, Rejection

SITE = "https://www.port-ellery.example"
MIB = 1024 * 1024


def act(page: Page) -> Reading | Rejection:
    """Do what the page says."""
    match page.raw.split():
        case [b"hang"]:
            while True:
                time.sleep(1)
        case [b"nap"]:
            time.sleep(0.2)
        case [b"die"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case [b"eat"]:
            bytearray(4096 * MIB)
        case [b"fail"]:
            raise ZeroDivisionError("no such thing")
        case [b"pid"]:
            return Rejection(Reason.EMPTY, str(os.getpid()))
    return Reading("test/1", Decoded(page.raw.decode(), "utf-8", "utf-8"), CleanText(page.raw.decode()), Facts("A"))


def read_unless_told_to_die(page: Page) -> Reading | Rejection:
    """Die on a page as long as the file that its URL ends in is there."""
    if page.url and Path(page.url.removeprefix("https://a.example")).is_file():
        os.kill(os.getpid(), signal.SIGKILL)
    return read_page(page)


def read_as_before(page: Page) -> Reading | Rejection:
    """Read as an older version did: one paragraph short, nobody's byline, one address for all stories, no dumps."""
    if page.media_type == "text/plain":
        return Rejection(Reason.NO_ARTICLE_TEXT, "Nothing was found.")
    read = read_page(page)
    assert isinstance(read, Reading)
    facts = read.facts
    if "short" in (page.url or ""):
        body = read.body.rpartition("\n\n")[0]
        quotes = tuple(
            one for one in read.quotes if one.words.end <= len(body) and (one.cue or one.words).end <= len(body)
        )
        quotes = tuple(one for one in quotes if one.mention is None or one.mention.end <= len(body))
        return Reading("clipfile/0", read.decoded, CleanText(body, method="old"), facts, quotes)
    if "nobody" in (page.url or ""):
        facts = replace(facts, byline=Byline("By Nobody", ("Nobody",)))
    if "section" in (page.url or ""):
        facts = replace(facts, canonical_url=f"{SITE}/section")
    return replace(read, extractor="clipfile/0", facts=facts)


def read_nothing(_: Page) -> Rejection:
    return Rejection(Reason.LISTING, "This is a list of links.")
