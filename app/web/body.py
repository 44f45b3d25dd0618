"""A request's body, whole and unpacked, and never more of it than the limit."""

from fastapi import Request

from app.encodings import too_large, unpack


async def read_body(request: Request, *, limit: int) -> bytes:
    """Read and unpack a body; `limit` is in bytes and holds both as sent and as unpacked.

    Raise PageTooLarge, BadRequest for what does not unpack, UnsupportedPage for a Content-Encoding we don't take.
    """
    told_length = request.headers.get("content-length", "")
    if told_length.isdecimal() and int(told_length) > limit:
        raise too_large(limit)
    chunks, length = [], 0
    async for chunk in request.stream():
        length += len(chunk)
        if length > limit:
            raise too_large(limit)
        chunks.append(chunk)
    return unpack(b"".join(chunks), request.headers.get("content-encoding", ""), limit=limit)
