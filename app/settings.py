"""Settings, read once at the doors from CLIPFILE_* environment variables."""

import os
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import SetupError

MIB = 1024 * 1024


class Settings(BaseSettings):
    """What a deployment can choose; each field is the environment variable CLIPFILE_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="CLIPFILE_", frozen=True)

    database_url: str | None = Field(
        default=None, description="A PostgreSQL 15+ server: postgresql://user:password@host/name. Unset: embedded."
    )
    data_dir: Path = Field(default=Path(".clipfile"), description="Where the embedded database lives.")
    max_page_bytes: int = Field(
        default=10 * MIB, ge=1024, le=256 * MIB, description="The largest page taken, as sent and unpacked."
    )
    max_waiting_pages: int = Field(
        default=64, ge=1, description="Pages being read or waiting to be; one more is answered 503, to be sent again."
    )
    readers: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, le=256, description="Processes that read pages."
    )
    reader_seconds: float = Field(
        default=30.0, gt=0, description="How long one page may be read; past it, the page is rejected and kept."
    )
    reader_memory_bytes: int = Field(
        default=2048 * MIB, ge=512 * MIB, description="How much memory reading one page may take (Linux)."
    )
    max_uploads: int = Field(
        default=4, ge=1, le=100, description="Batches coming in at once in each worker; one more is answered 503."
    )
    work_inside: bool = Field(
        default=True, description="Whether `clipfile serve` files the pages of jobs itself, in a process beside it."
    )
    lease_seconds: float = Field(
        default=60.0, ge=1, description="How long a page stays with a worker that gives no sign of life."
    )
    search_seconds: float = Field(
        default=5.0, gt=0, le=600, description="How long each statement of a search may take; past it, it is given up."
    )
    max_exports: int = Field(
        default=4, ge=1, le=100, description="Exports at once in each worker; one more is answered 503, to try again."
    )
    export_seconds: float = Field(
        default=600.0, gt=0, description="How long each statement of an export may take; past it, it is given up."
    )
    quotes_model: str | None = Field(
        default=None,
        description="A file that `python -m training.quotes` wrote, or rules: no model at all. Unset: the shipped one.",
    )
    cors_origins: tuple[str, ...] = Field(
        default=(), description='Web pages that may call the API from a browser, as JSON: ["https://desk.example"].'
    )
    allow_open: bool = Field(
        default=False, description="Serve on an address that others can reach, though anybody there may then write."
    )


def read_settings() -> Settings:
    """Read the environment; raise SetupError with one line that names the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        variable = "CLIPFILE_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SetupError(f"{variable} is wrong: {first['msg']} (it is {first['input']!r})") from None
