"""The only place that hashes: what is the same page, and what is the same text."""

import re
from hashlib import sha256
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
