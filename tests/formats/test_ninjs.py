"""Our ninjs is what IPTC's schema and ours say it is."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from app.formats.ninjs import SCHEMA, write_ninjs, write_ninjs_list
from tests.formats.stories import FULL, NAMELESS, STORIES, URI

IPTC = json.loads((Path(__file__).parent / "schemas" / "ninjs-schema_3.1.json").read_text("utf-8"))
OURS = json.loads(SCHEMA)
_GEOJSON = "https://geojson.org/schema/GeoJSON.json"  # IPTC's refers to it; we write no place with coordinates
REGISTRY: Registry[Any] = Registry().with_resources(
    (address.removesuffix("#"), DRAFT202012.create_resource(schema))
    for address, schema in ((IPTC["$id"], IPTC), (OURS["$id"], OURS), (_GEOJSON, {"$id": _GEOJSON}))
)


def validate(document: object, schema: dict[str, Any]) -> None:
    checker = Draft202012Validator.FORMAT_CHECKER
    Draft202012Validator(schema, registry=REGISTRY, format_checker=checker).validate(document)


@pytest.mark.parametrize("name", STORIES)
def test_an_article_follows_our_schema_and_without_our_properties_iptcs(name: str) -> None:
    document = json.loads(write_ninjs(STORIES[name]))
    validate(document, OURS)
    validate({key: value for key, value in document.items() if key not in {"dateline", "quotes"}}, IPTC)


def test_a_list_follows_both_schemas() -> None:
    document = json.loads(write_ninjs_list([FULL, NAMELESS], "http://127.0.0.1:8000/articles?format=ninjs"))
    validate(document, OURS)
    validate(document, IPTC)
    assert [item["name"] for item in document["associations"]] == [FULL["headline"]] * 2


@pytest.mark.parametrize(
    "broken",
    [{"wrong": 1}, {"quotes": [{"kind": "sung"}]}, {"contentCreated": "2024-03-04"}, {"dateline": {"place": "X"}}],
    ids=["unknown property", "unknown kind", "no date-time", "dateline without its text"],
)
def test_the_schema_refuses_what_is_wrong(broken: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        validate(json.loads(write_ninjs(FULL)) | broken, OURS)


def test_a_day_is_no_moment() -> None:
    assert "contentCreated" not in json.loads(write_ninjs(NAMELESS))
    assert json.loads(write_ninjs(FULL))["contentCreated"] == "2024-03-04T18:20:00Z"


def test_who_and_where_have_their_places() -> None:
    document = json.loads(write_ninjs(FULL))
    assert (document["uri"], document["located"], document["by"]) == (URI, "PORT ELLERY", "By Ana Quist and Bo Lind")
    assert document["infoSources"] == [
        {"name": "Xinhua", "role": "source"},
        {"name": "Port Ellery Post", "role": "publisher"},
    ]
    assert {"name": "Marta Oduya", "rel": "speaker"} in document["people"]
    quote = document["quotes"][0]
    assert document["bodies"][0]["value"][quote["start"] : quote["end"]] == quote["words"]
