"""Whole stories in the manners of agencies: every quote, its kind, its words and who the story says spoke."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from app.extract.quotes import find_quotes


class Said(NamedTuple):
    kind: str
    words: str
    speaker: str | None
    via: str | None = None


XINHUA = """\
LUMBA, March 3 (Xinhua) -- Tarvanian President Oskar Lindqvist said that his country is ready to deepen \
cooperation on water management with its neighbors, Tarvanian Foreign Minister Mira Dalgaard said Sunday.

The two countries should treat the river as a bond and not as a border, said Lindqvist.

The Tarvanian president said the joint commission has made steady progress.

Both sides also agreed to hold regular consultations, said Dalgaard, who previously served as ambassador to Quellia.

The new dam will be completed in 2031, Dalgaard said.

Lindqvist left Quellia for home on Sunday evening after a two-day visit. Endi"""

REUTERS = """\
(Reuters) - Northgate Mining Corp said on Monday it would close its Pelham pit, and the union said more than 400 \
jobs were at risk.

"We looked at every option before taking this step," Chief Executive Helen Marsh told reporters on a call. "There \
was no other way."

Shares in Northgate fell 4 percent, while the benchmark index added 20 points.

The union's lawyer, Peter Oduya, told Reuters the decision would be challenged in court.

A spokesman for the labour ministry declined to comment. The ministry said in a statement later it was "deeply \
concerned" by the closure."""

AP = """\
SALTON, Ohio (AP) — A bridge that carried two lanes of traffic collapsed early Friday, authorities said.

Nobody was hurt, said Sheriff Dana Whitlock, whose deputies closed the road around 4 a.m.

"We got lucky, and we know it," Whitlock said. "An hour later, school buses would have been out there."

She added that divers will search the river once the water drops.

A truck driver who crossed minutes before told the paper he felt the deck move.

According to the report, inspectors had rated the bridge as poor in 2019."""

AFP = """\
Protesters filled the streets of the capital on Tuesday, police said, as lawmakers debated the pension law.

"This is only the beginning," said student leader Amadou Keita, 24. "They will have to listen."

Prime Minister Claire Vauban called the march "a sad spectacle", adding that her government would not give way.

"I was elected to reform," she told broadcaster Canal Nord.

Some in the crowd, he said, had travelled all night."""

BROADCASTER = """\
The head of the rail watchdog has warned that winter timetables are 'simply not credible'.

Dr Anita Rao said: "Passengers deserve the truth about what can run."

'We have been asking for more drivers since April,' she told the programme. 'Nobody answered.'

The transport secretary, Gareth Pugh, denied that the government had ignored the workers' warnings.

"I don't recognise that picture," Mr Pugh said."""

PRESS_RELEASE = """\
MARLOW, April 9 -- Brightwell Systems Inc. today announced that it has completed the purchase of Tidewater Labs.

"Together we will bring clean sensors to every harbor," said Ruth Brightwell, founder and CEO of Brightwell Systems. \
"Our customers have waited for this."

"Tidewater has always put science first," added Tomas Hale, president of Tidewater Labs.

In a statement, the Harbor Council said the deal “strengthens the whole region.”"""

TRANSCRIPT = """\
Senator Jane Rivers spoke with the programme about the budget.

HOST: Thank you for coming in this morning.

RIVERS: It is good to be here with you.

HOST: Will you vote for the bill on Friday?

RIVERS: I have said from the start that I can't."""

STORIES = {
    "xinhua": (
        XINHUA,
        [
            Said(
                "indirect",
                "his country is ready to deepen cooperation on water management with its neighbors",
                "Oskar Lindqvist",
                "Mira Dalgaard",
            ),
            Said(
                "indirect", "The two countries should treat the river as a bond and not as a border", "Oskar Lindqvist"
            ),
            Said("indirect", "the joint commission has made steady progress", "Oskar Lindqvist"),
            Said("indirect", "Both sides also agreed to hold regular consultations", "Mira Dalgaard"),
            Said("indirect", "The new dam will be completed in 2031", "Mira Dalgaard"),
        ],
    ),
    "reuters": (
        REUTERS,
        [
            Said("indirect", "it would close its Pelham pit", "Northgate Mining Corp"),
            Said("indirect", "more than 400 jobs were at risk", None),
            Said("direct", "We looked at every option before taking this step", "Helen Marsh"),
            Said("direct", "There was no other way.", "Helen Marsh"),
            Said("indirect", "the decision would be challenged in court", "Peter Oduya"),
            Said("mixed", 'it was "deeply concerned" by the closure', None),
        ],
    ),
    "ap": (
        AP,
        [
            Said("indirect", "A bridge that carried two lanes of traffic collapsed early Friday", None),
            Said("indirect", "Nobody was hurt", "Dana Whitlock"),
            Said("direct", "We got lucky, and we know it", "Dana Whitlock"),
            Said("direct", "An hour later, school buses would have been out there.", "Dana Whitlock"),
            Said("indirect", "divers will search the river once the water drops", "Dana Whitlock"),
            Said("indirect", "he felt the deck move", None),
            Said("indirect", "inspectors had rated the bridge as poor in 2019", None),
        ],
    ),
    "afp": (
        AFP,
        [
            Said("indirect", "Protesters filled the streets of the capital on Tuesday", None),
            Said("direct", "This is only the beginning", "Amadou Keita"),
            Said("direct", "They will have to listen.", "Amadou Keita"),
            Said("mixed", 'the march "a sad spectacle"', "Claire Vauban"),
            Said("indirect", "her government would not give way", "Claire Vauban"),
            Said("direct", "I was elected to reform", "Claire Vauban"),
            Said("indirect", "Some in the crowd", "Amadou Keita"),
            Said("indirect", "had travelled all night", "Amadou Keita"),
        ],
    ),
    "broadcaster": (
        BROADCASTER,
        [
            Said("mixed", "winter timetables are 'simply not credible'", None),
            Said("direct", "Passengers deserve the truth about what can run.", "Anita Rao"),
            Said("direct", "We have been asking for more drivers since April", "Anita Rao"),
            Said("direct", "Nobody answered.", "Anita Rao"),
            Said("indirect", "the government had ignored the workers' warnings", "Gareth Pugh"),
            Said("direct", "I don't recognise that picture", "Gareth Pugh"),
        ],
    ),
    "press-release": (
        PRESS_RELEASE,
        [
            Said("indirect", "it has completed the purchase of Tidewater Labs", "Brightwell Systems Inc"),
            Said("direct", "Together we will bring clean sensors to every harbor", "Ruth Brightwell"),
            Said("direct", "Our customers have waited for this.", "Ruth Brightwell"),
            Said("direct", "Tidewater has always put science first", "Tomas Hale"),
            Said("mixed", "the deal “strengthens the whole region.”", "Harbor Council"),
        ],
    ),
    "transcript": (
        TRANSCRIPT,
        [
            Said("direct", "Thank you for coming in this morning", None),
            Said("direct", "It is good to be here with you", "Jane Rivers"),
            Said("direct", "Will you vote for the bill on Friday", None),
            Said("direct", "I have said from the start that I can't", "Jane Rivers"),
        ],
    ),
}


@pytest.mark.parametrize(("body", "expected"), STORIES.values(), ids=STORIES.keys())
def test_a_story_gives_its_quotes_with_their_speakers(body: str, expected: list[Said]) -> None:
    found = [Said(q.kind.value, q.words.of(body), q.speaker, q.via) for q in find_quotes(body, "en")]
    assert found == expected
