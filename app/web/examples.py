"""Requests for the API's documentation that can be sent as they stand; a test sends each of them."""

from typing import Any

STORY = """Harbour council votes to rebuild the east pier

0 Comment(s) Print E-mail Xinhua, March 4, 2024
Adjust font size:

The harbour council of Port Ellery voted on Monday to rebuild the east pier, which a storm broke in two last winter.

"We are not going to patch it again," council leader Marta Oduya told reporters after the vote. "We are going to build \
a pier that our grandchildren can fish from."

Oduya said that the work would begin in May and cost about 12 million dollars, half of it from the national storm fund.

Fishing crews will have to land their catch at the north quay until the autumn, according to harbour master Joao Pinto.

The north quay is ready for them, Pinto said, adding that no berth would be lost.

Print E-mail Bookmark and Share

Go to Forum >>0 Comment(s)

No comments.

Add your comments...
"""

URL = "https://www.port-ellery.example/2024/03/04/east-pier.html"

PAGE = f"""<!doctype html>
<html lang="en">
<head><title>Harbour council votes to rebuild the east pier - Ellery Courier</title></head>
<body>
<nav><a href="/">Home</a> <a href="/harbour">Harbour</a> <a href="/sport">Sport</a></nav>
<article>
<h1>Harbour council votes to rebuild the east pier</h1>
<p class="byline">By Ana Quist</p>
<time datetime="2024-03-04T18:20:00Z">4 March 2024</time>
{"".join(f"<p>{line}</p>" for line in STORY.split(chr(10) * 2)[2:7])}
</article>
<div class="share"><a href="#">Share</a> <a href="#">Print</a></div>
<footer>Copyright Ellery Courier</footer>
</body>
</html>
"""

INGEST_BODIES: dict[str, Any] = {
    "text/plain": {"schema": {"type": "string"}, "example": STORY},
    "text/html": {"schema": {"type": "string"}, "example": PAGE},
    "application/json": {
        "schema": {"$ref": "#/components/schemas/JsonPage"},
        "examples": {
            "html": {"summary": "An HTML page", "value": {"url": URL, "html": PAGE}},
            "text": {"summary": "A plain-text dump", "value": {"url": URL, "text": STORY}},
        },
    },
    "multipart/form-data": {
        "schema": {
            "type": "object",
            "required": ["file"],
            "properties": {
                "file": {"type": "string", "format": "binary", "description": "The page, HTML or text."},
                "url": {"type": "string", "format": "uri", "example": URL},
                "captured_at": {"type": "string", "format": "date-time"},
            },
        }
    },
}
"""The bodies that POST /ingest takes, by media type."""
