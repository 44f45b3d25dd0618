"""`clipfile openapi`."""

import json

import typer

from app.web.app import describe_api


def openapi() -> None:
    """Print the OpenAPI document of the API, for those who make clients from it."""
    typer.echo(json.dumps(describe_api(), indent=1, ensure_ascii=False))
