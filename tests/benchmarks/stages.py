"""CPU time of a reading, stage by stage: the functions that the route of a page calls, in its own words."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType
from typing import Any

from app.extract import pipeline

QUOTES = "find_quotes"
"""The stage that the cost of a reading is given without."""


@contextmanager
def timed_stages() -> Iterator[dict[str, float]]:
    """Time every stage of read_page while open: stage -> seconds of CPU so far."""
    seconds: defaultdict[str, float] = defaultdict(float)
    stages = {
        name: stage
        for name, stage in vars(pipeline).items()
        if isinstance(stage, FunctionType) and stage.__module__ != pipeline.__name__
    }
    for name, stage in stages.items():
        setattr(pipeline, name, _timed(name, stage, seconds))
    try:
        yield seconds
    finally:
        for name, stage in stages.items():
            setattr(pipeline, name, stage)


def _timed(name: str, stage: Callable[..., Any], seconds: dict[str, float]) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        started = time.process_time()
        try:
            return stage(*args, **kwargs)
        finally:
            seconds[name] += time.process_time() - started

    return run
