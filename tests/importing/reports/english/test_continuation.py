"""Sentences of English reports that go on with somebody's words without naming them."""

import pytest

from proceedings.importing.proposals import read
from tests.support.attributions import attributed, people


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ann Ash said that rain fell.", "The drains must be widened."),
        ("Ann Ash said the fund was too small.", "Forty million would be needed."),
        ("Ann Ash complained that nobody wrote.", "Three letters had been sent."),
        ("According to Ann Ash, the quotas are unfair.", "Small boats get a tenth of the catch."),
        ("Drains matter, Ann Ash said.", "Without them, nobody can sleep."),
        ("Ann Ash warned against haste.", "The last plan had failed within a year."),
        ("In her opinion, loans are cheap.", "The banks, however, do not lend to farms."),
        ("Ann Ash noted that the term ‘flood’ is old.", "A ‘high water’ is less than that."),
        ("Ann Ash noted that drains had helped.", "The time between two floods has grown."),
        ("Ann Ash reported that four pumps had been built.", "Two of them work in winter."),
        ("Ann Ash described the results as sobering.", "Half of the mills that replied have no space left for grain."),
        ("Ann Ash called for drains.", "Most farms lack them."),
        ("Ann Ash held that drains help.", "Her company tests every pipe."),
        ("Ann Ash held that it was late.", "Many tenants are unaware of this rule."),
        ("Ann Ash held that drains are no luxury.", "Plans with cellars, student rooms or barns will be paid."),
        ("Ann Ash held that rules were vague.", "Neither outcome was good for farms."),
        ("Ann Ash suggested that rain mattered.", "Once growers believe that it helps, nothing will stop them."),
        ("Ann Ash regarded the land as the problem.", "Of the forty farms, only two were on the register."),
        ("“We dug wells,” said Ann Ash.", "Today, a licence is required."),
        ("“We dug wells,” said Ann Ash.", "The price had first to be agreed."),
        ("Ann Ash recounted how she had bought the mill.", "It took a year, a lawyer and a loan."),
        ("Ann Ash said that the bank had sunk.", "A second flood was expected on Friday."),
        ("Ann Ash was of the opinion that mills would live.", "It was different with bakeries."),
        ("Ann Ash noted that the mill is dear.", "It has stood idle since 2009."),
        ("Ann Ash reported on the harvest.", "Last year the valley ranked third."),
        ("Ann Ash told Bo Birch about the harvest.", "Sales of barley grew by 9 percent."),
        ("Ann Ash said that nine sluices had rusted.", "None of them carried a heavy load."),
        ("Ann Ash said that ten farms had hay.", "The others were cut off by snow."),
        ("Ann Ash said that a museum would open.", "Nine old jars have been promised by neighbours."),
        ("The port had grown, Ann Ash said.", "The Turkish side is ready to widen it."),
        ("Ann Ash said that the port had grown.", "Chile was prepared to pay for half of it."),
        ("Ann Ash called for drains.", "Her Government had already paid for some."),
        ("Ann Ash said that drains were late.", "As for dams, a plan would be discussed with the growers."),
        ("Ann Ash said that the threshing was over.", "As of yesterday, nine tonnes were in the barn."),
        ("Ann Ash said that she was back.", "Her doctors were content with this."),
        ("Ann Ash said that it was cold.", "She had understood there what it meant to build in May."),
        ("Ann Ash expressed her dismay.", "She would visit the families herself on Friday."),
        ("Ann Ash explained that two names had come.", "The President would choose before the week was out."),
        ("Ann Ash said that the line would open in May.", "Passenger services were to follow three weeks later."),
        ("Ann Ash held that the bank had sunk.", "The talks with the growers had stalled."),
        ("Ann Ash held that the bank had sunk.", "One reason was the frost."),
        ("Ann Ash held that the bank had sunk.", "She herself had seen empty barns."),
        ("Ann Ash held that the bank had sunk.", "A decision was expected in May."),
        ("Ann Ash held that the bank had sunk.", "Talks were set for Monday at the port."),
        ("Ann Ash asked the port to pay.", "The question of the dam would be settled with the growers."),
        ("Ann Ash held that the bank had sunk.", "A conversation with the growers was also being prepared."),
        ("Ann Ash held that the bank had sunk.", "As for the dam, she would have to ask the growers."),
        ("Ann Ash said that vans had been bought.", "Each of them visited nine farms, even in winter."),
    ],
)
def test_a_sentence_goes_on_with_the_words_of_somebody(first, second):
    assert attributed(f"{first} {second}", "en")[-1:] == [("", second.rstrip("."))]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Ash said that rain fell. The meeting closed at noon.",
        "Ann Ash said that rain fell. Bo Birch left the room after her.",
        "Ann Ash said that rain fell. She then opened the exhibition.",
        "Ann Ash said that rain fell. The President would later open the exhibition.",
        "Ann Ash said the draft was ready. It was adopted without a vote.",
        "Ann Ash said the firm would grow. The firm makes bricks in four towns.",
        "Ann Ash said the bridge was safe. It was built in 1932.",
        "Ann Ash said the bridge was safe. Her slides showed the river.",
        "Ann Ash thanked the hosts for their help. The hall was cold that day.",
        "Ann Ash said that rain fell. A policy brief will be published in May.",
        "Ann Ash said that rain had fallen. The Fund has twelve members.",
        "Ann Ash said that rain had fallen. The network links nine towns.",
        "Ann Ash said that rain would fall. The next sitting is scheduled for 22 May.",
        "Ann Ash called for drains. A petition to this effect will be sent to the mayor.",
        "Ann Ash said that rain fell. The minutes were approved.",
        "“Rain fell,” said Ann Ash. The road was wet.",
        "Ann Ash reported on the harvest. Two girls sang.",
        "Ann Ash said that rain fell. The day concluded with a visit to the dam.",
        "Ann Ash called for drains. The Guild will return to the subject in May.",
        "Ann Ash called for drains. This year's theme was rain.",
        "Ann Ash called for drains. A quartet played two songs.",
        "Ann Ash called for drains. Next to speak was Bo Birch.",
        "Ann Ash said that rain fell. The plan was discussed with the growers.",
        "Ann Ash asked that schools remain closed. The Department issued the order an hour later.",
        "Ann Ash called for drains. The text of her plan was handed to the Mayor.",
        "Ann Ash said that rain fell. The mill displays nine wheels.",
        "Ann Ash said that rain fell. The council consists of nine growers.",
        "Ann Ash said that rain fell. Trade between the two ports reached nine tonnes in all.",
        "Ann Ash said that rain fell. The Order of the Oak was conferred on nine miners.",
        "Ann Ash said that rain fell. The talks would later go on in the port.",
        "Ann Ash said that rain fell. Talks at the port were long.",
        "Ann Ash said that songs had been sung there. The regatta has been held since 1961.",
        "The participants said that rain fell. The drains must be widened.",
        "Ann Ash said that rain fell.\n\nThe drains must be widened.",
    ],
)
def test_a_sentence_of_the_narrator_is_nobodys(text):
    assert len(people(text, "en")) == 1


def test_words_that_go_on_have_the_speaker_of_those_before():
    text = "Mayor Ann Ash said that rain fell. The drains must be widened. She added that it was late."
    assert people(text, "en") == [
        ("Ann Ash", "rain fell"),
        ("Ann Ash", "The drains must be widened"),
        ("Ann Ash", "it was late"),
    ]


def test_it_goes_on_with_what_a_country_did_within_words():
    text = "Ann Ash noted that the farms were small. Chile had bought rye. It objected to barley."
    assert people(text, "en")[-1] == ("Ann Ash", "It objected to barley")
    text = "Ann Ash noted that the bank was small. It objected to barley."
    assert people(text, "en")[-1] == (None, "barley")


def test_words_that_go_on_become_a_statement_with_the_label_of_those_before():
    text = "The President said that rain fell. The drains must be widened."
    _text, proposal = read("report", text.encode(), "rain.txt", "en")
    last = proposal.proposals[-1]
    assert (last.speaker, last.label, last.text) == (None, "The President", "The drains must be widened")


@pytest.mark.parametrize(
    "sentence",
    [
        "At Elm it had given nine hours' warning",
        "The mill had burned and employed nobody",
        "A contract could be signed in May",
    ],
)
def test_what_had_happened_goes_on_with_somebodys_words(sentence):
    assert people(f"Ann Ash said that radar was late. {sentence}.", "en")[-1] == ("Ann Ash", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The dates of the trip will be agreed through diplomatic channels",
        "The ministers of both towns will remain in contact",
        "Later in the day the Mayor chaired a meeting",
    ],
)
def test_what_happens_after_a_meeting_is_the_narrators(sentence):
    assert len(people(f"Ann Ash said that radar was late. {sentence}.", "en")) == 1
