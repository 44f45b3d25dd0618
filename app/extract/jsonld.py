"""What a page says of its article in JSON-LD: one flat view of the node that describes the story.

https://schema.org/NewsArticle. Pages nest, list, split (@graph, @id) and break it in every way, so nothing here
trusts the type of a field, and nothing recurses.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from app.extract.lines import fold

Node = dict[str, Any]

_ARTICLE = re.compile(
    r"(?:article|newsarticle|blogposting|reportage|report|liveblog|posting|story|review)$", re.IGNORECASE
)
_PAGE = re.compile(r"webpage$|itempage$|videoobject$|creativework$", re.IGNORECASE)
_ORGANIZATION = re.compile(r"(?:organization|corporation)$", re.IGNORECASE)
_DATES = ("datePublished", "dateModified")
_LARGEST = 1_000_000  # characters of JSON-LD that are read of one page
_MOST_NODES = 3_000
# Nodes under these keys tell of other things than the story.
_ELSEWHERE = frozenset(
    {
        "itemListElement",
        "hasPart",
        "isPartOf",
        "mentions",
        "comment",
        "review",
        "relatedLink",
        "citation",
        "about",
        "image",
        "video",
        "associatedMedia",
        "potentialAction",
        "breadcrumb",
        "isRelatedTo",
        "blogPost",
    }
)
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)?[\s;]*$"
)
_TRAILING_COMMA = re.compile(r",\s*([}\]])")


def find_article(scripts: Iterable[str]) -> Node:
    """Give the node that describes the page's story, references to other nodes resolved; empty where there is none."""
    roots, read = [], 0
    for script in scripts:
        read += len(script)
        if read > _LARGEST:
            break
        roots.append(_load(script))
    nodes, by_id = _walk(roots)
    story = next((node for node in nodes if _is(node, _ARTICLE)), None)
    pages = [node for node in nodes if _is(node, _PAGE)]
    page = next((node for node in pages if any(node.get(key) for key in _DATES)), pages[0] if pages else None)
    if story is None:
        return _resolve(page or {}, by_id)
    # A plugin may keep the dates and the language on the page's node, and the dates more exactly than on the story's.
    backed = {key: value for key, value in (page or {}).items() if key in {*_DATES, "inLanguage"}}
    told = {key: value for key, value in story.items() if value}
    both = {key: [told[key], backed[key]] for key in _DATES if isinstance(told.get(key), str) and backed.get(key)}
    return _resolve({**backed, **told, **both}, by_id)


def _load(script: str) -> object:
    script = _WRAPPING.sub("", script)
    for text in (script, _TRAILING_COMMA.sub(r"\1", _CONTROLS.sub(" ", script))):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(roots: list[object]) -> tuple[list[Node], dict[str, Node]]:
    """List the nodes level by level, so that the outer ones come first, and by their @id."""
    nodes: list[Node] = []
    by_id: dict[str, Node] = {}
    queue: deque[tuple[object, bool]] = deque((root, True) for root in roots)
    n_seen = 0
    while queue and n_seen < _MOST_NODES:
        value, is_story = queue.popleft()
        n_seen += 1
        if isinstance(value, list):
            queue.extend((item, is_story) for item in value[:_MOST_NODES])
        elif isinstance(value, dict):
            name = value.get("@id")
            if isinstance(name, str) and len(value) > 1:
                by_id.setdefault(name, value)
            if is_story:
                nodes.append(value)
            queue.extend(
                (item, is_story and key not in _ELSEWHERE)
                for key, item in value.items()
                if isinstance(item, (dict, list))
            )
    return nodes, by_id


def _is(node: Node, kind: re.Pattern[str]) -> bool:
    return any(kind.search(name) for name in list_texts(node.get("@type")))


def _resolve(node: Node, by_id: dict[str, Node]) -> Node:
    return {
        key: [_follow(item, by_id) for item in value[:100]] if isinstance(value, list) else _follow(value, by_id)
        for key, value in node.items()
    }


def _follow(value: object, by_id: dict[str, Node]) -> object:
    if isinstance(value, dict) and isinstance(name := value.get("@id"), str) and not value.get("name"):
        return by_id.get(name, value)
    return value


def list_texts(value: object) -> tuple[str, ...]:
    """List the texts of a field: its own, those of a list, or the names of what it refers to."""
    return tuple(text for text in (fold(text[:2000]) for text in _texts(value)) if text)


def list_organizations(value: object) -> tuple[str, ...]:
    """List the names of those in a field that are organizations, by their type: no person bears one of these."""
    items = value if isinstance(value, list) else [value]
    return list_texts([item for item in items if isinstance(item, dict) and _is(item, _ORGANIZATION)])


def _texts(value: object) -> Iterator[str]:
    for item in value[:100] if isinstance(value, list) else [value]:
        named = (item.get("name") or item.get("@value") or item.get("legalName")) if isinstance(item, dict) else item
        if isinstance(item, dict) and not named and item.get("familyName"):
            named = f"{item.get('givenName') or ''} {item['familyName']}".strip()
        for text in named[:100] if isinstance(named, list) else [named]:
            if isinstance(text, str):
                yield text
            elif isinstance(text, int) and not isinstance(text, bool) and abs(text) < 10**15:
                yield str(text)
