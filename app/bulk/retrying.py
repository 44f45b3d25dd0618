"""What may pass is tried again."""

import time
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")

PAUSES = (0.2, 1.0, 3.0, 10.0)  # seconds: a server that restarts is back within these


def keep_trying(do: Callable[[], Value], passing: tuple[type[Exception], ...], or_raise: Exception) -> Value:
    """Do it; after an error that may pass, again after a pause; raise `or_raise` once it did not pass."""
    for pause in PAUSES:
        try:
            return do()
        except passing:
            time.sleep(pause)
    try:
        return do()
    except passing as error:
        raise or_raise from error
