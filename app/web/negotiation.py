"""Which format an article is wanted in: by ?format=, or by Accept (RFC 9110, section 12.5.1)."""

from functools import lru_cache
from typing import Annotated, Literal

import mimeparse
from fastapi import Depends, Header, Query

from app.errors import NotAcceptable
from app.formats import FORMATS

JSON = "json"
_BY_MEDIA_TYPE = {known.media_type: name for name, known in FORMATS.items()} | {"application/json": JSON}
_OFFERED = tuple(_BY_MEDIA_TYPE)  # JSON last: so it is what whoever takes anything is given


async def choose_format(
    format_: Annotated[
        Literal["json", "text", "markdown", "json-ld", "ninjs"] | None,
        Query(alias="format", description="Goes before Accept."),
    ] = None,
    accept: Annotated[str, Header(include_in_schema=False)] = "*/*",
) -> str:
    """Choose a format by its name; raise NotAcceptable where Accept takes none that there is."""
    return format_ or _choose_by_media_type(accept)


def _choose_by_media_type(accept: str) -> str:
    return _BY_MEDIA_TYPE[choose_media_type(_OFFERED, accept)]


@lru_cache(maxsize=256)
def choose_media_type(offered: tuple[str, ...], accept: str) -> str:
    """Choose what Accept likes best, the last of those that it likes equally; raise NotAcceptable for none."""
    try:
        wanted: str = mimeparse.best_match(offered, accept.lower())  # in capitals they are the same
    except mimeparse.MimeTypeParseException as error:
        raise NotAcceptable(f"Accept can't be read: {error}") from None
    if not wanted:
        raise NotAcceptable(f"there is no such format here: Accept one of {', '.join(offered)}")
    return wanted


WantedFormat = Annotated[str, Depends(choose_format)]
"""The name of a format: json, or one of FORMATS."""
