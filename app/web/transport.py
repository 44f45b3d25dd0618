"""What HTTP asks of every answer, whatever is in it: HEAD, and a strong ETag for each content coding."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_IS_HEAD = "clipfile.is_head"


class AnswerHead:
    """Answer HEAD as GET without the content (RFC 9110, section 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a HEAD on as GET, and keep the content back."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET", _IS_HEAD: True}, receive, send_head)


def is_head(request: Request) -> bool:
    """Tell whether nobody will see the content: what is dear to make need not be made."""
    return bool(request.scope.get(_IS_HEAD))


class TagCodings:
    """Give each content coding an ETag of its own: a strong one names bytes (RFC 9110, section 8.8.3.3)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the coding's name to the tag that the endpoint gave."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_tagged(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                coding, etag = headers.get("content-encoding"), headers.get("etag")
                if coding and etag:
                    headers["etag"] = f'{etag.rstrip(chr(34))}-{coding}"'
            await send(message)

        await self.app(scope, receive, send_tagged)


def strip_coding(etag: str) -> str:
    """Give the tag that the endpoint gave, of one that TagCodings or a cache may have changed."""
    opaque = etag.strip().removeprefix("W/").strip('"')
    return f'"{opaque.partition("-")[0]}"'
