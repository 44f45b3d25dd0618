"""DELETE /articles/{id}: nothing of it is left but a tombstone, and it does not come back by itself."""

import random
from datetime import timedelta
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.archive.retention import set_rule
from app.archive.speaker_counts import find_wrong_counts
from app.archive.tables import metadata, raw_page, site_reference
from app.archive.takedowns import Order, lift_takedown
from app.archive.takedowns import take_down as take_article_down
from app.digest import digest_bytes
from app.web.cluster_schemas import Cluster
from app.web.examples import PAGE, STORY
from app.web.schemas import Problem, RetentionRules, TakedownPage, Tombstone
from tests.conftest import NOW

TEXT = {"Content-Type": "text/plain; charset=utf-8"}
ORDER = {"reason": "Asked for by a person whom it names.", "legal_basis": "GDPR, Article 17"}
URL = "https://www.port-ellery.example/east-pier"
HOLDS = (
    "article", "capture", "filing", "quote", "raw_page", "revision", "speaker", "speaker_alias", "speaker_count",
    "wording", "signature", "tie",
)  # fmt: skip


def ingest(client: TestClient, page: str = STORY, **query: str) -> dict[str, Any]:
    receipt: dict[str, Any] = client.post("/ingest", content=page, headers=TEXT, params=query).json()
    return receipt


def take_down(client: TestClient, receipt: dict[str, Any]) -> Tombstone:
    answer = client.request("DELETE", f"/articles/{receipt['article']['id']}", json=ORDER)
    assert answer.status_code == 200, answer.text
    return Tombstone.model_validate(answer.json())


def test_everything_goes_and_a_tombstone_stays(client: TestClient, session: Session) -> None:
    first = ingest(client, url=URL)
    ingest(client, STORY.replace("voted on Monday", "voted late on Monday") + "\n\nThe work takes a year.", url=URL)
    tombstone = take_down(client, first)
    for table in HOLDS:
        assert session.execute(select(func.count()).select_from(metadata.tables[table])).scalar_one() == 0, table
    assert (tombstone.reason, tombstone.legal_basis) == (ORDER["reason"], ORDER["legal_basis"])
    assert (tombstone.by, tombstone.n_captures) == ("api", 2)


def test_it_is_answered_410_everywhere(client: TestClient) -> None:
    first = ingest(client)
    tombstone = take_down(client, first)
    address = f"/articles/{tombstone.article_id}"
    of_article = (
        "",
        "?format=text",
        "?format=ninjs",
        "/raw",
        "/timemap",
        "/revisions",
        "/revisions/1",
        "/revisions/1/raw",
    )
    of_capture = (f"/captures/{first['capture_id']}", f"/captures/{first['capture_id']}/raw")
    for asked in (*(address + rest for rest in of_article), *of_capture):
        answer = client.get(asked)
        assert answer.status_code == 410, asked
        assert Problem.model_validate(answer.json()).tombstone == tombstone
    assert client.request("DELETE", address, json=ORDER).status_code == 410
    assert client.get("/articles", params={"q": "pier"}).json()["items"] == []
    assert client.get("/quotes").json()["items"] == []


def test_what_is_not_there_can_not_be_taken_down(client: TestClient) -> None:
    address = "/articles/0192f0c1-2345-7abc-8def-0123456789ab"
    assert client.request("DELETE", address, json=ORDER).status_code == 404
    assert client.request("DELETE", address, json={}).status_code == 422
    assert client.get(address).status_code == 404


def test_the_page_is_refused_until_it_is_lifted(client: TestClient, session: Session) -> None:
    tombstone = take_down(client, ingest(client, url=URL))
    again = (
        ingest(client, url=URL),  # the same page
        ingest(client),  # the same bytes
        ingest(client, STORY.replace("pier", "quay"), url=URL),  # the same address
        ingest(client, "\n" + STORY, url="https://gazette.example/pier"),  # the same words elsewhere
        ingest(client, "Not Found", url=URL),  # what is no article, at the same address
    )
    for receipt in again:
        assert (receipt["outcome"], receipt["reason"], receipt["article"]) == ("rejected", "taken_down", None)
        assert str(tombstone.id) in receipt["detail"]
    for table in HOLDS:
        assert session.execute(select(func.count()).select_from(metadata.tables[table])).scalar_one() == 0, table
    lift_takedown(session, tombstone.id, Order("Ana Li", NOW, "Withdrawn."))
    session.commit()
    taken = ingest(client, url=URL)
    assert taken["outcome"] == "created"
    assert taken["article"]["id"] != str(tombstone.article_id)
    assert client.get(f"/articles/{tombstone.article_id}").json()["tombstone"]["lifted_by"] == "Ana Li"


def test_what_others_have_too_stays(client: TestClient, session: Session) -> None:
    ours, other = ingest(client, url=URL), ingest(client, url="https://gazette.example/pier")
    assert take_down(client, ours).n_captures == 1
    assert client.get(f"/articles/{other['article']['id']}").json()["quotes"] == other["article"]["quotes"]
    assert client.get(f"/articles/{other['article']['id']}/raw").text == STORY
    assert find_wrong_counts(session) == ()
    assert session.execute(select(func.count()).select_from(metadata.tables["speaker"])).scalar_one() > 0


def test_one_member_of_a_cluster_goes_and_the_others_stay(client: TestClient, session: Session) -> None:
    ours, other = (
        ingest(client, url=URL),
        ingest(client, STORY + "\nIt is raining.", url="https://gazette.example/pier"),
    )
    assert ours["article"]["cluster_id"] == other["article"]["cluster_id"]
    take_down(client, ours)
    cluster = Cluster.model_validate(client.get(f"/clusters/{ours['article']['cluster_id']}").json())
    assert [str(member.id) for member in cluster.members] == [other["article"]["id"]]
    assert find_wrong_counts(session) == ()


def test_an_article_that_was_left_standing_goes_on(client: TestClient) -> None:
    elsewhere = "https://gazette.example/pier"
    ours, other = ingest(client, url=URL), ingest(client, "Gazette\n\n" + STORY, url=elsewhere)
    take_down(client, ours)
    again = ingest(client, "Gazette, two comments\n\n" + STORY, url=elsewhere)
    assert (again["outcome"], again["article"]["id"]) == ("unchanged", other["article"]["id"])
    assert ingest(client, "Herald\n\n" + STORY, url="https://herald.example/pier")["reason"] == "taken_down"


def test_words_may_be_left_to_others(client: TestClient, session: Session) -> None:
    of_publisher = ingest(client, url=URL)["article"]["id"]
    take_article_down(session, of_publisher, Order("Ana Li", NOW, "Its licence ended.", refuses_words=False))
    session.commit()
    assert ingest(client, url=URL)["reason"] == "taken_down"
    assert ingest(client, "Herald\n\n" + STORY, url="https://herald.example/pier")["outcome"] == "created"


def test_speakers_of_others_are_counted_without_it(client: TestClient, session: Session) -> None:
    ours = ingest(client, STORY, url=URL)
    ingest(client, STORY.replace("We are not going to patch", "Nobody is going to mend"), url=URL)
    ingest(client, STORY.replace("12 million", "14 million"), url="https://gazette.example/pier")
    before = {one["name"]: one for one in client.get("/speakers").json()["items"]}
    take_down(client, ours)
    after = {one["name"]: one for one in client.get("/speakers").json()["items"]}
    assert {name: one["n_quotes"] * 2 for name, one in after.items()} == {
        name: one["n_quotes"] for name, one in before.items()
    }
    assert {one["n_articles"] for one in after.values()} == {1}
    assert find_wrong_counts(session) == ()


def make_page(number: int) -> str:
    """Make a page with a frame that all pages of the site have."""
    frame = random.Random(1)
    links = "".join(f'<a href="/{frame.randbytes(12).hex()}">{frame.randbytes(9).hex()}</a>' for _ in range(300))
    return PAGE.replace("<body>", f"<body><nav>{links}</nav>").replace("12 million", f"{number} million")


def test_pages_that_lean_on_its_page_are_kept_whole(client: TestClient, session: Session) -> None:
    pages = [make_page(number) for number in range(12, 16)]
    html, receipts = {"Content-Type": "text/html"}, []
    for hours, page in enumerate(pages):
        seen_at = (NOW + timedelta(hours=hours)).isoformat()
        seen = {"url": f"https://www.port-ellery.example/pier-{hours}", "captured_at": seen_at}
        receipts.append(client.post("/ingest", content=page, headers=html, params=seen).json())
    assert {receipt["outcome"] for receipt in receipts} == {"created"}
    digests = [digest_bytes(page.encode()) for page in pages]
    leaning = select(raw_page.c.digest).where(raw_page.c.reference_digest == digests[0])
    assert set(session.execute(leaning).scalars()) == set(digests[1:])
    take_down(client, receipts[0])
    for page, receipt in zip(pages[1:], receipts[1:], strict=True):
        assert client.get(f"/captures/{receipt['capture_id']}/raw").text == page
    newest = digests[-1]  # so that those which go by age are not packed anew each time
    rows = session.execute(select(raw_page.c.digest, raw_page.c.reference_digest)).all()
    assert {row.digest: row.reference_digest for row in rows} == {
        newest: None,
        **dict.fromkeys(digests[1:-1], newest),
    }
    assert session.execute(select(site_reference.c.digest)).scalars().all() == [newest]


def test_takedowns_are_listed_page_by_page(client: TestClient) -> None:
    urls = [f"https://a.example/{number}" for number in range(3)]
    stories = [STORY.replace("12 million", f"{number} hundred million") for number in range(3)]
    taken = [take_down(client, ingest(client, story, url=url)) for story, url in zip(stories, urls, strict=True)]
    page = TakedownPage.model_validate(client.get("/takedowns?limit=2").json())
    assert page.next
    rest = TakedownPage.model_validate(client.get(page.next).json())
    assert [*page.items, *rest.items] == taken[::-1]
    assert rest.next is None
    assert client.get("/takedowns?cursor=x").status_code == 400


def test_retention_rules_can_be_read(client: TestClient, session: Session) -> None:
    assert client.get("/retention").json() == {"items": [], "next": None}
    ingest(client, url=URL)
    rule = set_rule(session, "source", "xinhua", 30, Order("Ana Li", NOW, "Licence 7", "Contract"))
    session.commit()
    (shown,) = RetentionRules.model_validate(client.get("/retention").json()).items
    assert (shown.id, shown.source and shown.source.name, shown.publisher) == (rule.id, "Xinhua", None)
    assert (shown.days, shown.by, shown.reason, shown.applied_at) == (30, "Ana Li", "Licence 7", None)
