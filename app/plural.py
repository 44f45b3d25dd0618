"""Numbers with their nouns, as people write them."""


def say_count(n: int, one: str, many: str | None = None) -> str:
    """Say how many there are: 1 page, 2 pages, 1,200 pages; `many` where it is not `one` with an s."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
