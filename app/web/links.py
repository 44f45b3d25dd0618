"""Where an answer leads: links of the OpenAPI document, from what one operation gives to those that take it."""

from typing import Any


def lead_to_article(pointer: str) -> dict[str, Any]:
    """Say what can be asked of the article whose id stands at this JSON Pointer of an answer."""
    parameters = {"article_id": f"$response.body#{pointer}"}
    operations = ("getArticle", "getRawPage", "listRevisions")
    return {operation: {"operationId": operation, "parameters": parameters} for operation in operations}


def link_revision(pointer: str) -> dict[str, Any]:
    """Say what can be asked of the revision whose number stands at this JSON Pointer of an answer."""
    parameters = {"article_id": "$request.path.article_id", "number": f"$response.body#{pointer}"}
    operations = ("getRevision", "getRawPageOfRevision")
    return {operation: {"operationId": operation, "parameters": parameters} for operation in operations}


def lead_to_capture(pointer: str) -> dict[str, Any]:
    """Say what can be asked of the capture whose id stands at this JSON Pointer of an answer."""
    parameters = {"capture_id": f"$response.body#{pointer}"}
    operations = ("getCapture", "getRawPageOfCapture")
    return {operation: {"operationId": operation, "parameters": parameters} for operation in operations}
