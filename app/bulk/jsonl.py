"""Pages as JSON, one a line: what `POST /ingest` takes as JSON."""

from collections.abc import Iterator
from datetime import datetime

from pydantic import ValidationError

from app.bulk.packed import PIECE, CutShortError, Unpacked
from app.bulk.record import Broken, Record
from app.errors import BadRequest
from app.news import Page
from app.told import JsonPage, check_captured_at

_BOM = b"\xef\xbb\xbf"


def read_jsonl(file: Unpacked, *, limit: int, now: datetime) -> Iterator[Record | Broken]:
    """Read the page of each line; `limit` is the longest line in bytes. Raise what reading the file raises."""
    number = 0
    for number, (line, is_ended) in enumerate(_split_lines(file, limit), 1):
        place = f"line {number}"
        if line is None:
            yield Broken(place, "too_large", f"the line is longer than {limit:,} bytes (CLIPFILE_MAX_PAGE_BYTES)")
        elif written := line.removeprefix(_BOM).strip():
            yield _read_line(place, written, now, is_ended=is_ended)


def _split_lines(file: Unpacked, limit: int) -> Iterator[tuple[bytes | None, bool]]:
    """Give each line, or None for one that is longer than the limit, and whether its end was found."""
    begun, is_too_long = bytearray(), False
    error = None
    while True:
        try:
            piece = file.read(PIECE)
        except Exception as raised:  # noqa: BLE001 - raised again once what came before is given
            piece, error = b"", raised
        if not piece:
            break
        *ended, rest = piece.split(b"\n")
        for end in ended:
            begun += end
            yield (None if is_too_long or len(begun) > limit else bytes(begun)), True
            begun, is_too_long = bytearray(), False
        begun += rest
        if len(begun) > limit:
            begun, is_too_long = bytearray(), True
    if error is not None:
        raise error
    if begun or is_too_long:
        yield (None if is_too_long else bytes(begun)), False


def _read_line(place: str, line: bytes, now: datetime, *, is_ended: bool) -> Record | Broken:
    try:
        told = JsonPage.model_validate_json(line)
        captured_at = told.captured_at and check_captured_at(told.captured_at, now)
    except ValidationError as error:
        first = error.errors(include_context=False, include_url=False)[0]
        if first["type"] != "json_invalid":
            field = ".".join(str(part) for part in first["loc"])
            says = first["msg"].removeprefix("Value error, ")
            if first["type"] == "extra_forbidden":
                says = "a line has url, html or text, captured_at and headers, and nothing else"
            return Broken(place, "bad_page", f"{field}: {says}" if field else says)
        if not is_ended:
            raise CutShortError from None
        return Broken(place, "bad_json", f"this is no JSON: {first['msg'].removeprefix('Invalid JSON: ')}")
    except BadRequest as error:
        return Broken(place, "bad_page", str(error))
    page = Page(told.raw, told.media_type, captured_at or now, "utf-8", told.url)
    return Record(place, page, captured_at is not None, told.headers)
