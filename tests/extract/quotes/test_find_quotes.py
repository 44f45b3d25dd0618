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
    "ministry-of-this-and-that": (
        "The port is open, according to the Ministry of Roads and Harbours. Nobody was hurt, the ministry said.",
        [
            ("indirect", "The port is open", "Ministry of Roads and Harbours"),
            ("indirect", "Nobody was hurt", "Ministry of Roads and Harbours"),
        ],
    ),
    "department-for": (
        "The Department for Roads said the port is open.",
        [("indirect", "the port is open", "Department for Roads")],
    ),
    "ministry-and-somebody": (
        "The Ministry of Roads and Jane Rivers said it was late.",
        [("indirect", "it was late", None)],
    ),
    "foreign-organisation": (
        "On Sunday the Union des bergers said wool is dear.",
        [("indirect", "wool is dear", "Union des bergers")],
    ),
    "the-city-is-not-its-hall": (
        "The lamps of Town Hall went out. The town said nobody was hurt.",
        [("indirect", "nobody was hurt", None)],
    ),
    "the-council-of-two": (
        "The River Council met the Harbour Council. The council said it was late.",
        [("indirect", "it was late", None)],
    ),
    "the-company-by-legal-form": (
        "Fjordlax Seafood AS opened a pen off Lumba. The fish are well, the company said.",
        [("indirect", "The fish are well", "Fjordlax Seafood AS")],
    ),
    "legal-form-is-no-conjunction": (
        "Fjordlax Seafood AS said on Monday that the fish are well.",
        [("indirect", "the fish are well", "Fjordlax Seafood AS")],
    ),
    "the-company-without-its-form": (
        "Northgate Mining Corp shut a pit. Northgate Mining said it was late.",
        [("indirect", "it was late", "Northgate Mining Corp")],
    ),
    "the-company-of-two": (
        "Fjordlax Seafood AS sued Northgate Mining Corp on Monday. The company said it was late.",
        [("indirect", "it was late", None)],
    ),
    "the-company-not-yet-named": (
        "The company said it was late. Fjordlax Seafood AS opened a pen.",
        [("indirect", "it was late", None)],
    ),
    "the-company-is-a-rival": (
        "Fjordlax Seafood AS opened a pen. A rival company said it was late. The company said the nets were torn.",
        [("indirect", "it was late", None), ("indirect", "the nets were torn", None)],
    ),
    "the-company-that": (
        "Fjordlax Seafood AS opened a pen. The company that runs the port said it was late.",
        [("indirect", "it was late", None)],
    ),
    "noun-before-company": (
        "Dutch lender Lumba Krediet said the loan was safe. The company said it was late.",
        [("indirect", "the loan was safe", "Lumba Krediet"), ("indirect", "it was late", "Lumba Krediet")],
    ),
    "nouns-before-person": (
        "“The road is shut again,” said stranded passenger Jane Rivers.",
        [("direct", "The road is shut again", "Jane Rivers")],
    ),
    "role-before": (
        "Seismologist Jane Rivers came. The seismologist said the hill was quiet.",
        [("indirect", "the hill was quiet", "Jane Rivers")],
    ),
    "role-after": (
        "Jane Rivers, the harbour’s surveyor, came. The surveyor said the quay was sound.",
        [("indirect", "the quay was sound", "Jane Rivers")],
    ),
    "role-of-somebody-else-too": (
        "Surveyor Jane Rivers came. A surveyor said it was late. The surveyor said the quay was sound.",
        [("indirect", "it was late", None), ("indirect", "the quay was sound", None)],
    ),
    "one-name-introduced": (
        "Karl Olsen’s daughter, Brita, came with the boat.\n\n“It is cold out here,” she said.",
        [("direct", "It is cold out here", "Brita")],
    ),
    "one-name-spoke-after-another": (
        "“It is late,” said Jane Rivers.\n\nKarl Olsen’s daughter, Brita, came with the boat."
        "\n\n“It is cold out here,” she said.",
        [("direct", "It is late", "Jane Rivers"), ("direct", "It is cold out here", "Brita")],
    ),
    "one-name-with-age": (
        "Tavi, 12, said the ice was thin. “I fell in,” he said.",
        [("indirect", "the ice was thin", "Tavi"), ("direct", "I fell in", "Tavi")],
    ),
    "mrs": (
        "Mrs. Brekke said it was late. “I slept through it,” she said.",
        [("indirect", "it was late", "Brekke"), ("direct", "I slept through it", "Brekke")],
    ),
    "he-of-the-paragraph-before": (
        "The river froze on Monday, and Karl Olsen walked across with a lamp.\n\n“It holds me still,” he said.",
        [("direct", "It holds me still", "Karl Olsen")],
    ),
    "he-of-two-in-the-paragraph-before": (
        "The river froze on Monday, and Karl Olsen walked across to Peter Oduya.\n\n“It holds me still,” he said.",
        [("direct", "It holds me still", None)],
    ),
    "he-is-no-she": (
        "The river froze on Monday, and Karl Olsen walked across with a lamp.\n\n“It holds me still,” she said.",
        [("direct", "It holds me still", None)],
    ),
    "some-say": ("Some complain that the lamps are too dim.", [("indirect", "the lamps are too dim", None)]),
    "verb-of-mood": (
        "“I sold it for ten shillings,” grumbled Peter Oduya.",
        [("direct", "I sold it for ten shillings", "Peter Oduya")],
    ),
    "marks-about-the-subject": (
        "Lumba Credit Bank, which ranks the share “cheap”, said the dividend was safe.",
        [("indirect", "the dividend was safe", "Lumba Credit Bank")],
    ),
    "aim-is-no-word": (
        "The lamps will burn all night, Jane Rivers said, in an effort to keep thieves away.",
        [("indirect", "The lamps will burn all night", "Jane Rivers")],
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
    "signed": (
        "“The ferry never came and nobody told us why it did not.” ― Jane Rivers",
        [("direct", "The ferry never came and nobody told us why it did not.", "Jane Rivers")],
    ),
    "signed-in-the-next-line": (
        "The harbour asked its passengers.\n\n“The ferry never came and nobody told us why.”\n\n— Jane Rivers, Lumba",
        [("direct", "The ferry never came and nobody told us why.", "Jane Rivers")],
    ),
    "occasion-is-no-word": (
        "The port is open again to all, Jane Rivers said during the June 7-8 talks with Karl Olsen at the lake estate.",
        [("indirect", "The port is open again to all", "Jane Rivers")],
    ),
    "day-within-mention": (
        "Northgate Mining Corp today announced that it will close the pit.",
        [("indirect", "it will close the pit", "Northgate Mining Corp")],
    ),
    "both-sides-agreed": (
        "Both sides agreed to build a lock on the river, said Jane Rivers.",
        [("indirect", "Both sides agreed to build a lock on the river", "Jane Rivers")],
    ),
    "title-of-another-country": (
        "Prefect Jane Rivers met Datuk Azlan Omar. Rivers said it was late. Azlan Omar said it was early.",
        [("indirect", "it was late", "Jane Rivers"), ("indirect", "it was early", "Azlan Omar")],
    ),
    "middle-name": (
        "The guests heard Peter Okoro Oduya. Okoro said it was late.",
        [("indirect", "it was late", "Peter Okoro Oduya")],
    ),
    "mrs-and-mr-of-one-surname": (
        "Karl Brekke and Anna Brekke came. Mr. Brekke said it was late. Mrs. Brekke said it was early.",
        [("indirect", "it was late", "Karl Brekke"), ("indirect", "it was early", "Anna Brekke")],
    ),
    "institute-of-the": (
        "The Institute of the Northern Shelf met. The institute said the ice was thin.",
        [("indirect", "the ice was thin", "Institute of the Northern Shelf")],
    ),
    "more-of-the-name": (
        "“The lamps burn all night,” said Jane Rivers, a maker of lamps.",
        [("direct", "The lamps burn all night", "Jane Rivers")],
    ),
    "day-is-no-name": (
        "The radar had been repaired on Saturday, the company’s director, Karl Olsen, said.",
        [("indirect", "The radar had been repaired on Saturday", "Karl Olsen")],
    ),
    # none of these is a quote
    "nobody-said": ("Nobody said that the port would open.", []),
    "nickname": ("The ferry, known to its passengers as “the old Duchess”, stayed in port.", []),
    "not-signed": ("The novel “The Long Way to the Harbour” – Lumba Press – won a prize.", []),
    "declined-to-say": ("Jane Rivers declined to say whether the port would open.", []),
    "refused-to-comment": ("Jane Rivers refused to comment on the port.", []),
    "was-asked": ("Jane Rivers was asked whether the port would open.", []),
    "may-say": ("Jane Rivers may say that the port is open.", []),
    "spoke-of": ("Jane Rivers spoke about the new port.", []),
    "agreed-to": ("The two countries agreed to build a lock on the river.", []),
    "wants": ("Jane Rivers wants the port to open in May, and believes that it will.", []),
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
    "chinese-occupation": ("zh", "“网里只有石头。”58岁的渔民何水根说。", [("网里只有石头。", "何水根")]),
    "chinese-name-after-of": ("zh", "“茶要慢慢喝。”90岁的段阿公说。", [("茶要慢慢喝。", "段阿公")]),
    "chinese-compound-name": ("zh", "设计师欧阳青表示：“桥会修好的。”", [("桥会修好的。", "欧阳青")]),
    "chinese-she": (
        "zh",
        "茶园主任段春梅告诉记者，今年雨水多。“我们不卖树，只卖叶子。”她还说。",
        [("我们不卖树，只卖叶子。", "段春梅")],
    ),
    "chinese-he-is-unnamed": (
        "zh",
        "梅山村村长宋海波说，路修好了。“走一趟省了两个小时。”一位司机说。“不用绕山了。”他说。",
        [("走一趟省了两个小时。", None), ("不用绕山了。", None)],
    ),
    "chinese-words-that-begin-like-names": ("zh", "“今年利润不错。”高层表示。", [("今年利润不错。", None)]),
    "chinese-words-within-a-clause": ("zh", "宋海波说，这条路“又窄又陡”，冬天很危险。", []),
    "chinese-colon-before-another-cue": (
        "zh",
        "宋海波说：“船已经修好了。”多名乘客表示不满。",
        [("船已经修好了。", "宋海波")],
    ),
    "titles-are-not-speech": ("de", "Ihr Roman „Der lange Weg“ erschien im Mai.", []),
    "no-list-of-verbs": ("nl", "“De haven is weer open”, zei Anna de Boer.", []),
}


@pytest.mark.parametrize(("language", "body", "expected"), FOREIGN.values(), ids=FOREIGN.keys())
def test_marked_words_of_other_languages(language: str, body: str, expected: list[tuple[str, str | None]]) -> None:
    quotes = find_quotes(body, language)
    assert [(q.words.of(body), q.speaker) for q in quotes] == expected
    assert all(q.kind == "direct" and q.confidence <= 0.7 for q in quotes)


def test_nested_attribution_names_both() -> None:
    body = "Jane Rivers said that the port is open, Deputy Minister Karl Olsen said Saturday."
    (quote,) = find_quotes(body, "en")
    assert (quote.words.of(body), quote.speaker, quote.via) == ("the port is open", "Jane Rivers", "Karl Olsen")


def test_an_interrupted_quote_shares_cue_and_mention() -> None:
    first, second = find_quotes("“The port,” Jane Rivers said, “is open.”", "en")
    assert (first.cue, first.mention) == (second.cue, second.mention)


def test_a_participle_behind_a_comma_is_a_cue_of_its_own() -> None:
    body = "The north quay is ready for them, Pinto said, adding that no berth would be lost."
    assert [quote.cue and quote.cue.of(body) for quote in find_quotes(body, "en")] == ["said", "adding"]
