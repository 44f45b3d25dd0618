"""The only place that hashes: what is the same page, and what is the same text."""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha1, sha256
from unicodedata import normalize

_WORD = re.compile(r"\w+")


def digest_bytes(raw: bytes) -> bytes:
    """Give the SHA-256 of a page's bytes (32 bytes)."""
    return sha256(raw).digest()


def digest_text(text: str) -> bytes:
    """Give the SHA-256 of a text's words (32 bytes): case, punctuation, marks and spacing do not count."""
    words = _WORD.findall(normalize("NFKC", text).casefold())
    return sha256(" ".join(words).encode()).digest()


def name_digest(digest: bytes) -> str:
    """Write a digest as users see it: sha256: and 64 hexadecimal digits."""
    return f"sha256:{digest.hex()}"


def digest_payload(raw: bytes) -> bytes:
    """Give the SHA-1 of a page's bytes (20 bytes), by which web archives tell that a page has not changed."""
    return sha1(raw, usedforsecurity=False).digest()


class RunningDigest:
    """The SHA-256 of content that passes by in parts."""

    def __init__(self) -> None:
        self._sha256 = sha256()
        self.n_bytes = 0
        """Bytes that have passed."""

    def pass_on(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        """Digest parts on their way."""
        for part in parts:
            self._sha256.update(part)
            self.n_bytes += len(part)
            yield part

    def digest(self) -> bytes:
        """Give the SHA-256 of what has passed (32 bytes)."""
        return self._sha256.digest()
