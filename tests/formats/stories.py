"""Articles as the API has them, for those who write formats."""

from typing import Any

from app.formats import WrittenArticle
from app.web.schemas import Article

_ID = "01890a5d-ac96-774b-bcce-b302099a8057"
URI = f"http://127.0.0.1:8000/articles/{_ID}"
BODY = (
    "PORT ELLERY, March 4 (Xinhua) -- The council voted *twice* on Monday.\n\n"
    "- 1,200 berths <b>stay</b>\n\n"
    "1. No berth is lost, “and none will be,” Oduya said.\n\n"
    "# 4 was the last pier_head to go."
)
_WORDS = "and none will be"


def make_article(**changed: Any) -> WrittenArticle:
    """Make an article with everything in it; `changed` fields are as given."""
    start = BODY.index(_WORDS)
    oduya = {"id": _ID, "name": "Marta Oduya", "slug": "marta-oduya"}
    fields = {
        "id": _ID,
        "url": "https://www.port-ellery.example/pier.html?a=1&b=2",
        "canonical_url": "https://www.port-ellery.example/pier.html",
        "headline": "Council votes to rebuild the east_pier & quay",
        "language": "en",
        "word_count": 34,
        "n_quotes": 1,
        "source": {"id": _ID, "name": "Xinhua", "slug": "xinhua"},
        "publisher": {"id": _ID, "name": "Port Ellery Post", "slug": "port-ellery-post"},
        "byline": "By Ana Quist and Bo Lind",
        "authors": ["Ana Quist", "Bo Lind"],
        "dateline": {"text": "PORT ELLERY, March 4 (Xinhua) --", "place": "PORT ELLERY", "agency": "Xinhua",
                     "date": "2024-03-04"},
        "published_at": "2024-03-04T18:20:00Z",
        "published_precision": "minute",
        "modified_at": "2024-03-05",
        "first_seen_at": "2024-03-05T12:00:00Z",
        "changed_at": "2024-03-05T13:00:00Z",
        "cluster_id": _ID,
        "body": BODY,
        "quotes": [
            {"id": _ID, "kind": "direct", "words": _WORDS, "start": start, "end": start + len(_WORDS),
             "speaker": oduya, "via": None, "mention": {"text": "Oduya", "start": start + 20, "end": start + 25},
             "cue": {"text": "said", "start": start + 26, "end": start + 30}, "confidence": 0.93}
        ],
        "revision": 2,
        "provenance": {"capture_id": _ID, "capture_digest": "sha256:" + "ab" * 32, "extractor": "clipfile/2",
                       "charset": "utf-8", "charset_decided_by": "utf-8", "n_replaced": 0, "n_repaired": 0,
                       "n_stories": 1, "headline": "h1", "others": {}},
        **changed,
    }  # fmt: skip
    Article.model_validate(fields)  # so that this is what the API gives
    return WrittenArticle(fields, URI)


FULL = make_article()
BARE = make_article(
    url=None, canonical_url=None, language=None, source=None, publisher=None, byline=None, authors=[], dateline=None,
    published_at=None, published_precision=None, modified_at=None, quotes=[], n_quotes=0,
)  # fmt: skip
"""All that may be missing is."""
NAMELESS = make_article(
    published_at="2024-03-04",
    published_precision="day",
    quotes=[FULL["quotes"][0] | {"speaker": None, "mention": None, "cue": None}],
)
"""A day without a time, and words of nobody in particular."""
STORIES = {"full": FULL, "bare": BARE, "nameless": NAMELESS}
