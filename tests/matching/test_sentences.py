import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matching.sentences import split_sentences


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("en", "Mr. Oduya met Dr. J. R. Bell. It was Jan. 5.", ["Mr. Oduya met Dr. J. R. Bell.", "It was Jan. 5."]),
        ("en", "“Stay!” he said. The U.S. Navy left. He said no. 12 stayed.",
         ["“Stay!” he said.", "The U.S. Navy left.", "He said no. 12 stayed."]),
        ("en", "He said no. Then he left…\n\nNobody asked?\nSome did.",
         ["He said no.", "Then he left…", "Nobody asked?", "Some did."]),
        ("en", "It rose 3.5 percent. “Good,” she said.", ["It rose 3.5 percent.", "“Good,” she said."]),
        ("de", "Am 3. Mai kam z. B. Hr. Lind. Das war 1998. Ende.",
         ["Am 3. Mai kam z. B. Hr. Lind.", "Das war 1998.", "Ende."]),
        ("ru", "В 2024 г. пирс закрыли. Потом открыли.", ["В 2024 г. пирс закрыли.", "Потом открыли."]),
        ("zh", "他说：“很好。”然后走了。再见！", ["他说：“很好。”", "然后走了。", "再见！"]),
        ("hi", "पुल बंद है। कल खुलेगा।", ["पुल बंद है।", "कल खुलेगा।"]),
        ("ar", "هل فتح الرصيف؟ نعم.", ["هل فتح الرصيف؟", "نعم."]),
        (None, "", []),
    ],
)  # fmt: skip
def test_sentences_of_languages(language: str | None, text: str, sentences: list[str]) -> None:
    assert [span.of(text) for span in split_sentences(text, language)] == sentences


@given(st.text(alphabet="ab .。!?\n“”A1 "))
def test_nothing_but_space_lies_between_sentences(text: str) -> None:
    end = 0
    for span in split_sentences(text, "en"):
        assert not text[end : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        end = span.end
    assert not text[end:].strip()
