"""Who it is that a mention means: the name that is given, whole, without its office, or nobody."""

from __future__ import annotations

import pytest

from app.extract.quotes import find_quotes

# name -> body, the speaker of each quote in it
CASES: dict[str, tuple[str, list[str | None]]] = {
    # what an office is over
    "chief-executive-and-president": ("CEO and president Karl Olsen said it was late.", ["Karl Olsen"]),
    "two-offices-of-one": (
        "Northgate Chairman and Chief Executive Officer Jane Rivers said it was late. Rivers said it was early.",
        ["Jane Rivers", "Jane Rivers"],
    ),
    "two-ministries-of-one": ("Deputy Premier and Interior Minister Karl Olsen said it was late.", ["Karl Olsen"]),
    "one-and-his-wife": ("Karl Olsen, an innkeeper in Lumba, and his wife Brita said it was late.", [None]),
    "one-and-another-clause": ("Peter Oduya withdrew, and Karl Olsen said it was late.", ["Karl Olsen"]),
    "two-people-with-offices": ("Premier Karl Olsen and Minister Jane Rivers said it was late.", [None]),
    "president-and-another": ("The prime minister and President Karl Olsen said it was late.", [None]),
    "minister-of-this-and-that": (
        "Minister of Planning and Investment Jane Rivers said it was late. Rivers said it was early.",
        ["Jane Rivers", "Jane Rivers"],
    ),
    "committee-on": (
        "Chairman of the Harbour Council Committee on International Affairs Karl Olsen said it was late.",
        ["Karl Olsen"],
    ),
    "ambassador-to": (
        "Chinese Ambassador to South Africa Chen Haoran said it was late. Chen said it was early.",
        ["Chen Haoran", "Chen Haoran"],
    ),
    "agent-in-charge": (
        "Special Agent in Charge Karl Olsen of the bureau's Lumba office said it was late.",
        ["Karl Olsen"],
    ),
    "inspector-of-police": ("Inspector-General of Police R K Oduya said it was late.", ["R K Oduya"]),
    "list-of-a-ministry": (
        "The Health, Labor and Welfare Ministry said it was late.",
        ["Health, Labor and Welfare Ministry"],
    ),
    "list-of-a-minister": ("Education, Culture and Sports Minister Jane Rivers said it was late.", ["Jane Rivers"]),
    "spokesman-of-somebody-named": ("A spokesman for President Karl Olsen said it was late.", [None]),
    "ministry-office-in-small-letters": (
        "Tarvanian Minister of Transport Jane Rivers came by train. The transport minister said it was late.",
        ["Jane Rivers"],
    ),
    # short words that are no part of a name
    "position-in-a-team": (
        "Lions DL Karl Olsen said it was late. Olsen said it was early.",
        ["Karl Olsen", "Karl Olsen"],
    ),
    "member-of-parliament": ("Green Front MP Jane Rivers said it was late.", ["Jane Rivers"]),
    "constable": ("DC Jane Rivers, of Lumba Police, said it was late.", ["Jane Rivers"]),
    "role-behind-a-body": ("Forest Service District Ranger Jane Rivers said it was late.", ["Jane Rivers"]),
    "co-author": ("Co-author Jane Rivers said it was late. Rivers said it was early.", ["Jane Rivers", "Jane Rivers"]),
    "delegate": ("State Del. Jane Rivers said it was late.", ["Jane Rivers"]),
    "two-offices-in-a-word": ("Harbour Workers Secretary-Treasurer Karl Olsen said it was late.", ["Karl Olsen"]),
    "retired": ("Retired General Karl Olsen said it was late.", ["Karl Olsen"]),
    "letters-after-a-name": (
        "Judge Karl Olsen QC said it was late. The judge said it was early.",
        ["Karl Olsen", "Karl Olsen"],
    ),
    "junior": (
        "Karl Olsen Jr. came. “It is late,” Olsen said. Karl Olsen Jr. said it was early.",
        ["Karl Olsen Jr.", "Karl Olsen Jr."],
    ),
    "june-is-a-name-here": ("The agency's representative June Okafor said it was late.", ["June Okafor"]),
    "june-is-a-month-here": ("In June Jane Rivers said it was late.", ["Jane Rivers"]),
    "capitals-of-a-dateline": ("Oct 5 (PTI) Actor Karl Olsen said he would not work.", ["Karl Olsen"]),
    "short-form-within": (
        "River Party (RP) leader Jane Rivers said it was late. Lumba Air Agency (LAA) director Karl Olsen left.",
        ["Jane Rivers"],
    ),
    "office-of-initials": (
        "District Magistrate Jane Rivers came by boat. The DM said it was late.",
        ["Jane Rivers"],
    ),
    "honour-after-the-office": (
        "Deputy Transport Minister Datuk Azlan Omar came. The deputy minister said it was late.",
        ["Azlan Omar"],
    ),
    # bodies
    "institute-on": (
        "The National Institute on Drug Abuse said it was late. The institute said it was early.",
        ["National Institute on Drug Abuse", "National Institute on Drug Abuse"],
    ),
    "who-in-capitals": (
        "WHO spokesman Karl Olsen said it was late. The WHO's chief, Jane Rivers, said it was early.",
        ["Karl Olsen", "Jane Rivers"],
    ),
    "centers-for": (
        "The Centers for Disease Control and Prevention said it was late.",
        ["Centers for Disease Control and Prevention"],
    ),
    "society-for-the-of": (
        "The Royal Society for the Protection of Birds said it was late.",
        ["Royal Society for the Protection of Birds"],
    ),
    "doctors-for": ("The aid group Doctors for the Delta said it was late.", ["Doctors for the Delta"]),
    "nation-of-a-guard": ("The Tarvanian Coast Guard said it was late.", ["Tarvanian Coast Guard"]),
    "compass-twice": ("South West Water said it was late.", ["South West Water"]),
    "press-service-of": ("The press service of the Defense Ministry said it was late.", ["Defense Ministry"]),
    "shop-with-an-s": ("Hanley's, its biggest rival, said it would close 31 shops.", ["Hanley's"]),
    "somebody-elses": ("Karl Olsen came. Olsen's lawyer said it was late.", [None]),
    "newspaper": ("The Lumba Post newspaper said it was late.", ["Lumba Post"]),
    "union-in-small-letters": ("Tarvania's powerful UGTT union said it would strike.", ["UGTT"]),
    "capitals-of-a-place": ("PORTO NOVO said it was late.", [None]),
    # parts of names
    "two-surnames": (
        "President Andrés Manuel López Olmedo came. López Olmedo said it was late. López said it was early.",
        ["Andrés Manuel López Olmedo", "Andrés Manuel López Olmedo"],
    ),
    "name-with-e": (
        "Minister Ernesto Araújo da Costa e Silva said it was late.",
        ["Ernesto Araújo da Costa e Silva"],
    ),
    "particle-first": ("Luigi Di Marzo came. Di Marzo said it was late.", ["Luigi Di Marzo"]),
    "article-of-a-surname": (
        "Abdel al-Burhan, head of the council, said it was late. Al-Burhan said it was early. Burhan left.",
        ["Abdel al-Burhan", "Abdel al-Burhan"],
    ),
    "abu": ("Nabil Abu Rudein came. Abu Rudein said it was late.", ["Nabil Abu Rudein"]),
    "family-name-first-abroad": (
        "Hungarian Foreign Minister Kovács Péter came. Kovács said it was late.",
        ["Kovács Péter"],
    ),
    "other-middle-initial": (
        "John W. Rivers met John H. Rivers. John W. Rivers said it was late.",
        ["John W. Rivers"],
    ),
    "a-headline-is-no-fuller-name": (
        "Crooked Jane Rivers\n\nJane Rivers said it was late.",
        ["Jane Rivers"],
    ),
    "two-of-many-names": (
        "Sports Minister Syed Sadik Syed Abdul Rahim came to the port by boat. Syed Sadik said it was late.",
        ["Syed Sadik Syed Abdul Rahim"],
    ),
    "a-headline-goes-on": (
        "Senator Jane Rivers Beats Lumba\n\nJane Rivers said it was late.",
        ["Jane Rivers"],
    ),
    "malay-honours": (
        "Police chief Tan Sri Azlan Omar said it was late. Lumba Menteri Besar Karl Olsen said it was early.",
        ["Azlan Omar", "Karl Olsen"],
    ),
    "known-as": (
        "President Karl Olsen, popularly known as Kalle, came. Kalle said it was late.",
        ["Karl Olsen"],
    ),
    "couple": (
        "Bob and Carol Olsen came. Mr. Olsen said it was late. Mrs. Olsen said it was early.",
        ["Bob Olsen", "Carol Olsen"],
    ),
    "one-name-told-of": (
        "Jane Rivers said it was late. Sutarto, a spokesman for the agency, said it was early. “I slept,” he said.",
        ["Jane Rivers", "Sutarto", "Sutarto"],
    ),
    "name-given": (
        "A driver, who gave his name only as Rustam, said it was late.",
        ["Rustam"],
    ),
    "name-not-given": ("A driver, who came as Olsen left, said it was late.", [None]),
    "ally-of-somebody": ("Karl Olsen came. Some allies of Mr. Olsen said it was late.", [None]),
    "who-was-there": ("Rosamma, 63, who was rescued from a roof, said she had prayed.", ["Rosamma"]),
    "office-behind-the-comma": (
        "Tarvania's envoy, former president Karl Olsen, said it was late.",
        ["Karl Olsen"],
    ),
    # he and she
    "he-of-the-sentence-before": (
        "Karl Olsen said it was late. Lions head coach Matt Rivers was shorter. “It was early,” he said.",
        ["Karl Olsen", "Matt Rivers"],
    ),
    "she-behind-commas": (
        "Jane Rivers said it was late. The mother of one of the boys, Carol Olsen, waved back. “Hush,” she said.",
        ["Jane Rivers", "Carol Olsen"],
    ),
    "he-of-two-who-met": (
        "Karl Olsen said it was late.\n\nPeter Oduya and Karl Olsen met on Monday. “It was a good talk,” he said.",
        ["Karl Olsen", None],
    ),
    "she-of-a-man-and-a-woman": (
        "Karl Olsen said it was late.\n\nKarl Olsen and Jane Rivers met on Monday. “It was a good talk,” she said.",
        ["Karl Olsen", "Jane Rivers"],
    ),
    # what tells more of somebody
    "epithet": (
        "Karl Olsen said it was late. “I slept,” the Swiss striker said.",
        ["Karl Olsen", "Karl Olsen"],
    ),
    "demonym": ("Karl Olsen said it was late. “I slept,” the Spaniard said.", ["Karl Olsen", "Karl Olsen"]),
    "member-for-a-place": (
        "Manitoba Premier Jane Rivers said it was late. The northern Manitoba MP said it was early.",
        ["Jane Rivers", None],
    ),
    "epithet-of-two": (
        "Karl Olsen said Peter Oduya was late. “I slept,” the Swiss striker said.",
        ["Karl Olsen", None],
    ),
    "epithet-told-of-before": (
        "A student fell into the river. Karl Olsen said it was late. “I slept,” the student said.",
        ["Karl Olsen", None],
    ),
    "office-is-no-epithet": (
        "Karl Olsen said it was late. “I slept,” the judge said.",
        ["Karl Olsen", None],
    ),
    "minister-who-spoke-last": (
        "Chief Minister Karl Olsen said it was late. Minister of State for Tourism Jane Rivers said it was early. "
        "“I slept,” the minister said.",
        ["Karl Olsen", "Jane Rivers", "Jane Rivers"],
    ),
    "aged": ("Jane Rivers sold her house. “I slept well,” the 67-year-old said.", ["Jane Rivers"]),
    "former": (
        "His predecessor, Rosa Rivers, went further. “I slept,” the former president said.",
        ["Rosa Rivers"],
    ),
    "leader-of-another-party": (
        "River Party (RP) leader Jane Rivers came. “I slept,” the League leader said.",
        [None],
    ),
    "the-company-of-this-paragraph": (
        "Lumba Lithium plans to dig 40 wells. The company said the water was safe.",
        ["Lumba Lithium"],
    ),
    "the-company-based-in": (
        "Fjordlax Seafood AS opened a pen. The Lumba-based company said the fish were well.",
        ["Fjordlax Seafood AS"],
    ),
    # what leads in
    "earlier": ("Minister Jane Rivers came. Earlier, the minister said it was late.", ["Jane Rivers"]),
}


@pytest.mark.parametrize(("body", "speakers"), CASES.values(), ids=CASES.keys())
def test_who_speaks(body: str, speakers: list[str | None]) -> None:
    assert [quote.speaker for quote in find_quotes(body, "en")] == speakers
