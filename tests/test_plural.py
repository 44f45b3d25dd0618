"""Numbers with their nouns."""

import pytest

from app.plural import say_count


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 batches"), (1, "1 batch"), (2, "2 batches"), (1_200, "1,200 batches")], ids=str
)
def test_a_number_has_its_noun(n: int, said: str) -> None:
    assert say_count(n, "batch", "batches") == said
    assert say_count(n, "page") == said.replace("batches", "pages").replace("batch", "page")
