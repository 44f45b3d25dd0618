"""Our JSON-LD has names and types of schema.org (release 29), which publishes no JSON Schema to validate against."""

import json
from typing import Any

import pytest

from app.formats.jsonld import write_json_ld
from tests.formats.stories import FULL, STORIES, URI

# Property -> the types that schema.org expects of its value, for those that we write; str and int stand for its data
# types. @-keys are JSON-LD's own.
EXPECTED: dict[str, dict[str, set[Any]]] = {
    "NewsArticle": {
        "url": {str}, "mainEntityOfPage": {str}, "headline": {str}, "author": {"Person", "Organization"},
        "sourceOrganization": {"Organization"}, "publisher": {"Organization", "Person"}, "dateline": {str},
        "locationCreated": {"Place"}, "datePublished": {str}, "dateModified": {str}, "inLanguage": {str},
        "wordCount": {int}, "version": {int, str}, "articleBody": {str}, "hasPart": {"Quotation"},
        "archivedAt": {str}, "identifier": {str},
    },
    "Quotation": {"text": {str}, "spokenByCharacter": {"Person", "Organization", None}},
    "Person": {"name": {str}},
    "Organization": {"name": {str}},
    "Place": {"name": {str}},
}  # fmt: skip


def check(node: dict[str, Any]) -> None:
    properties = EXPECTED[node["@type"]]
    for name, value in node.items():
        if name.startswith("@"):
            continue
        for item in value if isinstance(value, list) else [value]:
            assert (item.get("@type") if isinstance(item, dict) else type(item)) in properties[name], name
            if isinstance(item, dict) and "@type" in item:
                check(item)


@pytest.mark.parametrize("name", STORIES)
def test_names_and_types_are_those_of_schema_org(name: str) -> None:
    node = json.loads(write_json_ld(STORIES[name]))
    assert (node["@context"], node["@type"], node["@id"]) == ("https://schema.org", "NewsArticle", URI)
    check(node)


def test_a_quote_is_a_part_of_its_own() -> None:
    assert json.loads(write_json_ld(FULL))["hasPart"] == [
        {"@type": "Quotation", "text": "and none will be", "spokenByCharacter": {"name": "Marta Oduya"}}
    ]
