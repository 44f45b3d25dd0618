"""What the command line understands."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.export_order import KNOWN, make_order
from app.errors import BadRequest
from app.export import Compression, Format


@pytest.mark.parametrize(
    ("name", "format_", "compress", "ending"),
    [
        *((f"my.articles.{ending}", None, None, ending) for ending in KNOWN),
        ("articles.csv", "jsonl", None, "jsonl"),
        ("articles.csv.gz", "jsonl", None, "jsonl.gz"),
        ("articles.csv", None, "zstd", "csv.zst"),
        ("articles", "warc", "gzip", "warc.gz"),
        ("articles.parquet", None, None, "parquet"),
    ],
)
def test_the_name_says_what_the_file_is_to_be_unless_told_otherwise(
    name: str, format_: Format | None, compress: Compression | None, ending: str
) -> None:
    assert make_order(Path(name), format_, compress, {}).ending == ending


@pytest.mark.parametrize(
    ("name", "filters", "says"),
    [
        ("articles.docx", {}, "Give --format"),
        ("jsonl", {}, "Give --format"),
        ("articles.parquet.gz", {}, "packed as it is"),
        ("articles.csv", {"published_from": "soon"}, "--published-from: give a moment"),
        ("articles.csv", {"has": "pictures"}, "--has: "),
    ],
)
def test_what_can_not_be_understood(name: str, filters: dict[str, str | None], says: str) -> None:
    with pytest.raises(BadRequest, match=says):
        make_order(Path(name), None, None, filters)


def test_filters_are_those_of_the_api() -> None:
    filters = {"source": " XINHUA ", "published_to": "2013", "has": "quotes", "q": None}
    assert make_order(Path("a.csv"), None, None, filters).write_query() == {
        "has": "quotes",
        "published_to": "2013-12-31T23:59:59.999999Z",
        "source": "XINHUA",
    }


def test_what_parquet_needs_is_not_loaded_for_all_others() -> None:
    checked = "import sys, app.cli.export, app.web.app; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", checked], check=False).returncode == 0
