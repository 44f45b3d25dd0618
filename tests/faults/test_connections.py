"""Connections that break, clients that come all at once, services that share a database."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest

from app.web.examples import STORY
from tests.conftest import copy_data_dir
from tests.faults.sending import address_of, write_story
from tests.running import IN_TIME_SECONDS, TEXT, Service, serve

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, started: tuple[str, str]) -> Iterator[Service]:
    """A service that the tests of one client after the other share, each with stories of its own."""
    data_dir = tmp_path_factory.mktemp("service") / "data"
    copy_data_dir(Path(started[1]), data_dir)
    with serve(data_dir) as service:
        yield service


def list_addresses(service: Service) -> list[str]:
    return [article["url"] for article in service.client.get("/articles?limit=100&fields=url").json()["items"]]


def test_the_same_page_from_fifty_clients_at_once_is_one_article(service: Service) -> None:
    with ThreadPoolExecutor(50) as clients:
        answers = list(clients.map(service.post, [STORY] * 50))
        assert sorted(answer.status_code for answer in answers) == [200] * 49 + [201]
        assert len({answer.json()["capture_id"] for answer in answers}) == 1


@pytest.mark.thorough
def test_two_services_on_one_database_file_a_page_once(tmp_path: Path, fresh_database_url: str) -> None:
    with (
        serve(tmp_path / "one", database_url=fresh_database_url) as one,
        serve(tmp_path / "other", database_url=fresh_database_url) as other,
        ThreadPoolExecutor(16) as senders,
    ):
        numbers = [number for number in range(10) for _ in range(4)]
        answers = list(
            senders.map(
                lambda number, service: service.post(write_story(number), url=address_of(number)),
                numbers,
                [one, other] * 20,
            )
        )
        assert sorted(answer.status_code for answer in answers) == [200] * 30 + [201] * 10
        both = [service.client.get("/articles?limit=100").json()["items"] for service in (one, other)]
        assert both[0] == both[1]
        assert len(both[0]) == 10


def send_part(service: Service, url: str, body: bytes, told_length: int) -> socket.socket:
    """Begin to post a page over a connection of one's own."""
    address = urlsplit(str(service.client.base_url))
    connection = socket.create_connection((address.hostname, address.port), timeout=IN_TIME_SECONDS)
    head = f"Host: {address.netloc}\r\nContent-Type: text/plain\r\nContent-Length: {told_length}"
    connection.sendall(f"POST /ingest?url={url} HTTP/1.1\r\n{head}\r\n\r\n".encode() + body)
    return connection


def test_a_page_that_does_not_arrive_whole_is_not_kept(service: Service) -> None:
    whole, url = write_story(1).encode(), address_of(1)
    for part in (0, 1, len(whole) // 2, len(whole) - 1):
        send_part(service, url, whole[:part], len(whole)).close()
    assert service.client.get("/captures", params={"url": url}).json()["items"] == []
    assert service.post(write_story(1), url=url).status_code == 201  # it was not here
    assert list_addresses(service).count(url) == 1


def test_a_page_whose_sender_did_not_wait_is_filed_once(service: Service) -> None:
    whole, url = write_story(2).encode(), address_of(2)
    send_part(service, url, whole, len(whole)).close()
    give_up_at = monotonic() + IN_TIME_SECONDS
    while url not in list_addresses(service):
        assert monotonic() < give_up_at
        sleep(0.1)
    again = service.client.post("/ingest", content=whole, headers=TEXT, params={"url": url})
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    assert list_addresses(service).count(url) == 1
