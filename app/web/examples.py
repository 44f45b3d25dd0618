"""Requests for the API's documentation that can be sent as they stand; a test sends each of them."""

import json
from importlib.resources import files
from typing import Any

import seeds

STORY = (files(seeds) / "first-page.txt").read_text("utf-8")
PAGE = (files(seeds) / "first-page.html").read_text("utf-8")
URL = "https://www.port-ellery.example/2024/03/04/east-pier.html"

INGEST_BODIES: dict[str, Any] = {
    "text/plain": {"schema": {"type": "string", "minLength": 1}, "example": STORY},
    "text/html": {"schema": {"type": "string", "minLength": 1}, "example": PAGE},
    "application/json": {
        "schema": {"$ref": "#/components/schemas/JsonPage"},
        "example": {"url": URL, "html": PAGE},
    },
    "multipart/form-data": {
        "schema": {
            "type": "object",
            "required": ["file"],
            "additionalProperties": False,
            "properties": {
                "file": {"type": "string", "format": "binary", "description": "The page, HTML or text."},
                "url": {"type": "string", "pattern": "^https?://[0-9A-Za-z][!-~]*$", "example": URL},
                "captured_at": {
                    "anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "maxLength": 0}]
                },
            },
        }
    },
}
"""The bodies that POST /ingest takes, by media type."""

BATCH_BODIES: dict[str, Any] = {
    "application/x-ndjson": {
        "schema": {"type": "string", "format": "binary", "pattern": r"\S"},
        "example": "".join(json.dumps(page) + "\n" for page in ({"url": URL, "html": PAGE}, {"text": STORY})),
    },
    "application/warc": {"schema": {"type": "string", "format": "binary", "minLength": 1}},
}
"""The bodies that POST /ingest/batch takes."""
