"""A sender that keeps on sending while things break, and remembers what it was answered."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock
from typing import Any

import httpx2 as httpx

from app.web.examples import STORY
from tests.running import IN_TIME_SECONDS, TEXT, run_inside

N_SENDERS = 6


def write_story(number: int) -> str:
    """Write one of endlessly many stories, each with words of its own."""
    return STORY.replace("12 million", f"{12 + number} million")


def address_of(number: int) -> str:
    return f"https://www.port-ellery.example/{number}.html"


@dataclass
class Senders:
    """Sends stories, each once, from several threads; `answered` has the receipts of those that were filed."""

    answered: dict[int, dict[str, Any]] = field(default_factory=dict)
    surprises: list[str] = field(default_factory=list)
    """Answers that a sender can't act upon: neither filed nor told to come again."""
    _lock: Lock = field(default_factory=Lock)
    n_sent: int = 0

    def send_until(self, stop: Event, base_url: str) -> None:
        """Send in this thread until told to stop."""
        with httpx.Client(base_url=base_url, timeout=IN_TIME_SECONDS) as client:
            while not stop.is_set():
                with self._lock:
                    number = self.n_sent
                    self.n_sent += 1
                while not self._send(client, number) and not stop.wait(0.2):
                    pass

    def _send(self, client: httpx.Client, number: int) -> bool:
        """Tell whether the page was filed; if not, it is to be sent again."""
        try:
            answer = client.post(
                "/ingest", content=write_story(number).encode(), headers=TEXT, params={"url": address_of(number)}
            )
        except httpx.TransportError:
            return False  # cut off: it may be filed or not, and its sender does not know
        if answer.status_code in (200, 201):
            self.answered[number] = answer.json()
        elif answer.status_code != 503:
            self.surprises.append(f"{answer.status_code} {answer.text}")
        return answer.status_code in (200, 201)

    def start(self, threads: ThreadPoolExecutor, stop: Event, base_url: str) -> None:
        """Send from several threads until told to stop."""
        for _ in range(N_SENDERS):
            threads.submit(self.send_until, stop, base_url)


def check_archive(client: httpx.Client, senders: Senders, data_dir: Path, *, n_sent: int) -> None:
    """Hold that what was answered is there as it was answered, that nothing is there twice, and that all fits."""
    assert not senders.surprises
    checked = run_inside("check", "--all", data_dir=data_dir)
    assert checked.returncode == 0, checked
    articles = dict[str, str]()
    address = "/articles?limit=100&fields=id,url"
    while address:
        page = client.get(address).json()
        for item in page["items"]:
            assert item["url"] not in articles, f"{item['url']} is there twice"
            articles[item["url"]] = item["id"]
        address = page["next"]
    for number, receipt in senders.answered.items():
        assert articles[address_of(number)] == receipt["article"]["id"]
        assert client.get(f"/articles/{receipt['article']['id']}").json() == receipt["article"]
        assert client.get(f"/articles/{receipt['article']['id']}/raw").text == write_story(number)
    for number in range(n_sent):
        answer = client.post(
            "/ingest", content=write_story(number).encode(), headers=TEXT, params={"url": address_of(number)}
        ).json()
        is_filed = address_of(number) in articles
        assert answer["outcome"] == ("unchanged" if is_filed else "created")
