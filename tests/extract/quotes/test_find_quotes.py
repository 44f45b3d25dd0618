"""One sentence or two each: what is a quote, where its words end, and who the text says spoke."""

from __future__ import annotations

import pytest

from app.extract.quotes import find_quotes

RIVERS = "Foreign Minister Jane Rivers met Prime Minister Karl Olsen in Lumba. "
LINDQVIST = "Tarvanian President Oskar Lindqvist said the talks went well. "

# name -> body, [(kind, words, speaker)]
CASES: dict[str, tuple[str, list[tuple[str, str, str | None]]]] = {
    "that-is-no-word": (
        "Jane Rivers said that the bridge is safe.",
        [("indirect", "the bridge is safe", "Jane Rivers")],
    ),
    "no-that": ("Jane Rivers said the bridge is safe.", [("indirect", "the bridge is safe", "Jane Rivers")]),
    "mention-after": (
        "The bridge is safe and will open soon, said Jane Rivers.",
        [("indirect", "The bridge is safe and will open soon", "Jane Rivers")],
    ),
    "clause-after-mention": (
        "The bridge will open, said Jane Rivers, who once ran the port.",
        [("indirect", "The bridge will open", "Jane Rivers")],
    ),
    "clause-within-mention": (
        "The bridge will open, Jane Rivers, who once ran the port, said on Friday.",
        [("indirect", "The bridge will open", "Jane Rivers")],
    ),
    "day-before-cue": (
        "Northgate Corp on Monday said it will close the pit.",
        [("indirect", "it will close the pit", "Northgate Corp")],
    ),
    "day-before-words": (
        "Jane Rivers said Monday the port would open.",
        [("indirect", "the port would open", "Jane Rivers")],
    ),
    "told-reporters-on-monday": (
        "Jane Rivers told reporters on Monday that the port would open.",
        [("indirect", "the port would open", "Jane Rivers")],
    ),
    "colon": ("Jane Rivers said: The port will open.", [("indirect", "The port will open", "Jane Rivers")]),
    "two-speakers": (
        "Jane Rivers said the port is open, and Karl Olsen said the road is not.",
        [("indirect", "the port is open", "Jane Rivers"), ("indirect", "the road is not", "Karl Olsen")],
    ),
    "according-to-first": (
        "According to Jane Rivers, the port is open.",
        [("indirect", "the port is open", "Jane Rivers")],
    ),
    "according-to-last": (
        "The port is open, according to Jane Rivers.",
        [("indirect", "The port is open", "Jane Rivers")],
    ),
    "interrupted": (
        "“The port,” Jane Rivers said, “is open.”",
        [("direct", "The port", "Jane Rivers"), ("direct", "is open.", "Jane Rivers")],
    ),
    "several-sentences-one-pair": (
        "“The port is open. Come and see. You will like it,” Jane Rivers said.",
        [("direct", "The port is open. Come and see. You will like it", "Jane Rivers")],
    ),
    "question": ("“Who will pay for it?” Jane Rivers asked.", [("direct", "Who will pay for it?", "Jane Rivers")]),
    "mixed": (
        "Jane Rivers said the port was “open for all.”",
        [("mixed", "the port was “open for all.”", "Jane Rivers")],
    ),
    "quote-in-quote": (
        "“He told me, ‘Stay away from it,’ and I did,” Jane Rivers said.",
        [("direct", "He told me, ‘Stay away from it,’ and I did", "Jane Rivers")],
    ),
    "guillemets": (
        "«The port is open again,» Jane Rivers said.",
        [("direct", "The port is open again", "Jane Rivers")],
    ),
    "low-high": ("„The port is open again,” Jane Rivers said.", [("direct", "The port is open again", "Jane Rivers")]),
    "corner-brackets": (
        "「The port is open again,」 Jane Rivers said.",
        [("direct", "The port is open again", "Jane Rivers")],
    ),
    "typewriter-marks": (
        "``The port is open again,'' Jane Rivers said.",
        [("direct", "The port is open again", "Jane Rivers")],
    ),
    "single-marks-and-apostrophes": (
        "‘The workers’ union won’t give in,’ Jane Rivers said.",
        [("direct", "The workers’ union won’t give in", "Jane Rivers")],
    ),
    "paragraphs-each-opened": (
        "“The port is open,” Jane Rivers said. “We waited long.\n\n“Now we celebrate.”\n\nThe crowd went home.",
        [
            ("direct", "The port is open", "Jane Rivers"),
            ("direct", "We waited long.\n\n“Now we celebrate.", "Jane Rivers"),
        ],
    ),
    "words-in-the-next-paragraph": (
        "Jane Rivers told the crowd:\n\n“The port is open at last.”",
        [("direct", "The port is open at last.", "Jane Rivers")],
    ),
    "signed-by-who-spoke-before": (
        "“The port is open,” Jane Rivers said.\n\n“We waited long for it.”",
        [("direct", "The port is open", "Jane Rivers"), ("direct", "We waited long for it.", "Jane Rivers")],
    ),
    "title-stripped": (
        "Deputy Prime Minister Jane Rivers said the port is open.",
        [("indirect", "the port is open", "Jane Rivers")],
    ),
    "surname": (
        RIVERS + "Rivers said the port is open.",
        [("indirect", "the port is open", "Jane Rivers")],
    ),
    "family-name-first": (
        "Vice Minister Chen Haoran came. Chen said the port is open.",
        [("indirect", "the port is open", "Chen Haoran")],
    ),
    "office": (
        RIVERS + "The foreign minister said the port is open.",
        [("indirect", "the port is open", "Jane Rivers")],
    ),
    "office-of-two": (
        "Minister Jane Rivers met Minister Karl Olsen. The minister said the port is open.",
        [("indirect", "the port is open", None)],
    ),
    "she": (
        "“We are open,” Jane Rivers said. She said the port had new cranes.",
        [("direct", "We are open", "Jane Rivers"), ("indirect", "the port had new cranes", "Jane Rivers")],
    ),
    "he-is-not-she": (
        "Karl Olsen said it was late. Jane Rivers said it was early. He said the clock was wrong.",
        [
            ("indirect", "it was late", "Karl Olsen"),
            ("indirect", "it was early", "Jane Rivers"),
            ("indirect", "the clock was wrong", "Karl Olsen"),
        ],
    ),
    "he-is-unnamed": (
        "Karl Olsen said it was late. A police officer said it was early. He said the clock was wrong.",
        [
            ("indirect", "it was late", "Karl Olsen"),
            ("indirect", "it was early", None),
            ("indirect", "the clock was wrong", None),
        ],
    ),
    "unnamed": ("A police officer said the road was closed.", [("indirect", "the road was closed", None)]),
    "lawyer-is-another": (
        LINDQVIST + "Lindqvist’s lawyer said the case was closed.",
        [("indirect", "the talks went well", "Oskar Lindqvist"), ("indirect", "the case was closed", None)],
    ),
    "spokesman-is-another": (
        LINDQVIST + "A spokesman for Lindqvist said the case was closed.",
        [("indirect", "the talks went well", "Oskar Lindqvist"), ("indirect", "the case was closed", None)],
    ),
    "organisation": (
        "The Tarvanian Foreign Ministry sent a letter. The ministry said the case was closed.",
        [("indirect", "the case was closed", "Tarvanian Foreign Ministry")],
    ),
    "organisation-of": (
        "The Ministry of Water Affairs said the case was closed. The ministry said it was late.",
        [
            ("indirect", "the case was closed", "Ministry of Water Affairs"),
            ("indirect", "it was late", "Ministry of Water Affairs"),
        ],
    ),
    "short-form": (
        "The Lumba River Council (LRC) met. LRC said the water is clean.",
        [("indirect", "the water is clean", "Lumba River Council")],
    ),
    "capitals-are-no-name": ("OFFICIALS said the road was closed.", [("indirect", "the road was closed", None)]),
    "went-on-to-say": (
        "Jane Rivers went on to say that the port is open.",
        [("indirect", "the port is open", "Jane Rivers")],
    ),
    "adding": (
        "Jane Rivers said the port is open, adding that ships may come.",
        [("indirect", "the port is open", "Jane Rivers"), ("indirect", "ships may come", "Jane Rivers")],
    ),
    "and-said": (
        "Jane Rivers said the port is open and said that ships may come.",
        [("indirect", "the port is open", "Jane Rivers"), ("indirect", "ships may come", "Jane Rivers")],
    ),
    "secretary-of": (
        "Secretary of State Jane Rivers said the port is open.",
        [("indirect", "the port is open", "Jane Rivers")],
    ),
    "name-after-office": (
        "Lindqvist’s lawyer, Jane Rivers, said the case was closed.",
        [("indirect", "the case was closed", "Jane Rivers")],
    ),
    "police": ("Police said the road was closed.", [("indirect", "the road was closed", None)]),
    "statement-said": ("The statement said the port is open.", [("indirect", "the port is open", None)]),
    # none of these is a quote
    "points-added": ("The index added 20 points on Tuesday.", []),
    "thought": ("Jane Rivers hoped that the port would open, and thought it might.", []),
    "not-said": ("Jane Rivers did not say that the port would open.", []),
    "would-say": ("Nobody would say when the port might open.", []),
    "is-said": ("The port is said to be the largest of its kind.", []),
    "state-is-a-noun": ("The large state schools that opened were full.", []),
    "scare-quotes": ("The so-called “open port” stayed closed for a year.", []),
    "title-in-marks": ("Her novel “The Long Way to the Harbour” won a prize.", []),
    "sub-headings": (
        "“The port is open,” Jane Rivers said.\n\n– ‘Who will pay?’ –\n\n“Who cares?”\n\nThe crowd went home.",
        [("direct", "The port is open", "Jane Rivers")],
    ),
    "scores-are-no-transcript": ("North: 4\n\nSouth: 2\n\nNorth: 3\n\nWest: 1", []),
    "stray-mark": ('The 6" pipe burst in the night and flooded the road.', []),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES.keys())
def test_what_is_said_and_by_whom(body: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(q.kind.value, q.words.of(body), q.speaker) for q in find_quotes(body, "en")] == expected


FOREIGN: dict[str, tuple[str, str, list[tuple[str, str | None]]]] = {
    "german": (
        "de",
        "„Der Hafen ist wieder offen“, sagte Ministerin Anna Berger am Montag. Berger ergänzte: „Der Weg war lang.“",
        [("Der Hafen ist wieder offen", "Anna Berger"), ("Der Weg war lang.", "Anna Berger")],
    ),
    "german-guillemets": (
        "de",
        "»Der Hafen ist offen«, sagte Anna Berger.",
        [("Der Hafen ist offen", "Anna Berger")],
    ),
    "french": (
        "fr",
        "« Le port est de nouveau ouvert », a déclaré le ministre Jean Duval.",
        [("Le port est de nouveau ouvert", "Jean Duval")],
    ),
    "spanish": (
        "es",
        "«El puerto está abierto otra vez», dijo la ministra Ana Ruiz.",
        [("El puerto está abierto otra vez", "Ana Ruiz")],
    ),
    "portuguese": (
        "pt",
        "“O porto está aberto de novo”, disse a ministra Ana Prado.",
        [("O porto está aberto de novo", "Ana Prado")],
    ),
    "italian": (
        "it",
        "«Il porto è di nuovo aperto», ha detto il ministro Carlo Neri.",
        [("Il porto è di nuovo aperto", "Carlo Neri")],
    ),
    "russian": ("ru", "«Порт снова открыт», — заявил министр Иван Петров.", [("Порт снова открыт", "Иван Петров")]),
    "chinese": ("zh", "外交部发言人林海说：“港口已经重新开放。”", [("港口已经重新开放。", "林海")]),
    "titles-are-not-speech": ("de", "Ihr Roman „Der lange Weg“ erschien im Mai.", []),
    "no-list-of-verbs": ("nl", "“De haven is weer open”, zei Anna de Boer.", []),
}


@pytest.mark.parametrize(("language", "body", "expected"), FOREIGN.values(), ids=FOREIGN.keys())
def test_marked_words_of_other_languages(language: str, body: str, expected: list[tuple[str, str | None]]) -> None:
    quotes = find_quotes(body, language)
    assert [(q.words.of(body), q.speaker) for q in quotes] == expected
    assert all(q.kind == "direct" and q.confidence <= 0.5 for q in quotes)


def test_nested_attribution_names_both() -> None:
    body = "Jane Rivers said that the port is open, Deputy Minister Karl Olsen said Saturday."
    (quote,) = find_quotes(body, "en")
    assert (quote.words.of(body), quote.speaker, quote.via) == ("the port is open", "Jane Rivers", "Karl Olsen")


def test_an_interrupted_quote_shares_cue_and_mention() -> None:
    first, second = find_quotes("“The port,” Jane Rivers said, “is open.”", "en")
    assert (first.cue, first.mention) == (second.cue, second.mention)
