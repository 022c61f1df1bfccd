"""Verbs that attribute words in English by where they stand, and verbs that attribute them in one form only."""

import pytest

from tests.support.attributions import attributed, speakers


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“It rained,” Ann Ash grinned, “and it snowed.”", "Ann Ash"),
        ("“It rained,” rasped Ann Ash, “and it snowed.”", "Ann Ash"),
        ("“It rained,” she called from the booth, “and it snowed.”", "she"),
    ],
)
def test_any_verb_behind_a_quotation_attributes_it(text, source):
    assert attributed(text, "en") == [(source, "It rained … and it snowed.")]


@pytest.mark.parametrize(
    "text",
    [
        "“Who pays?” Ann Ash walked to the window.",
        "The firm, called Rise, left “the valley,” and Ann Ash smiled.",
        "Ann Ash knows another side.",
        "Few of her guests know it.",
        "Ann Ash met him, and ordered toast.",
        "Ann Ash said nothing and went back to the counter.",
        "The institute raised its alert to level three.",
        "In May anyone who wanted a forest moved to one.",
        "Not everyone looks forward to that.",
        "Ann Ash doesn't think so.",
        "From the floor, a student queried the figures.",
        "An official welcome ceremony was held at the mill.",
        "Ann Ash gave Bo Birch two specific tasks.",
        "She sought to win the prize.",
        "The brewery had reckoned without the bishop.",
        "The island lies on the equator.",
        "The Forum held its second conference on rain in May.",
        "The society met on fog signals on 12 October.",
        "Giving the floor to Bo Birch, Ann Ash told him to be brief.",
        "Following the presentation, Ann Ash queried the figures.",
        "Forty growers accepted the invitation.",
        "The guests were welcomed by the mayor, Ann Ash.",
        "The second panel was concerned with rain.",
        "The delegations reported on the season.",
        "Ann Ash wished the guests good night.",
        "Ann Ash gave the guests a lamp that her aunt had made.",
        "Opening the fair, Ann Ash welcomed those who had come by boat.",
    ],
)
def test_a_doing_has_no_words(text):
    assert attributed(text, "en") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Her bigger point was that it rained.", [("Her", "it rained")]),
        ("Her belief that drains are the answer goes back to May.", [("Her", "drains are the answer")]),
        ("The chair requested a written timetable.", [("The chair", "a written timetable")]),
        ("She apologised on behalf of the board for the late notice.", [("She", "the late notice")]),
        ("She remembers how it rained.", [("She", "how it rained")]),
        ("She rejected as groundless the rumours of rain.", [("She", "as groundless the rumours of rain")]),
        ("She let it be understood that it rained.", [("She", "it rained")]),
        ("Responding to a question about rain, Ann Ash said it helped.", [("Ann Ash", "it helped")]),
        ("Regarding the rain, Ann Ash noted that it helped.", [("Ann Ash", "it helped")]),
        ("It rained for a week, the engineer assured.", [("the engineer", "It rained for a week")]),
        ("The bridge, she considered, was new.", [("she", "The bridge … was new")]),
        ("She considers rye, oats and hemp to be the future.", [("She", "rye, oats and hemp to be the future")]),
        ("She gave a positive appraisal to the drains.", [("She", "the drains")]),
        (
            "She thanked them for the dam and wished them to see it full.",
            [("She", "the dam"), ("She", "them to see it full")],
        ),
        (
            "Ann Ash said the dam had held the flood better than many had predicted.",
            [("Ann Ash", "the dam had held the flood better than many had predicted")],
        ),
        ("One of them, a teacher, complained that it rained.", [("One of them, a teacher", "it rained")]),
        ("He was no thief but a man in need, Ann Ash remarked.", [("Ann Ash", "He was no thief but a man in need")]),
        ("“It rained,” remembers Ann Ash.", [("Ann Ash", "It rained")]),
        ("He taught her that a rest is music.", [("He", "a rest is music")]),
        ("Ash, who died in May, used to say it rained.", [("Ash, who died in May", "it rained")]),
        ("She knows they can't pay.", [("She", "they can't pay")]),
        ("The board, she charged, had slept.", [("she", "The board … had slept")]),
        ("“It rained,” was all a spokesman would say.", [("a spokesman", "It rained")]),
        ("It rained, she told the council on Monday evening.", [("she", "It rained")]),
        ("Ann Ash told how she had waited.", [("Ann Ash", "she had waited")]),
        ("She does, however, praise the dam.", [("She", "the dam")]),
        ("All three, she added drily, had slept.", [("she", "All three … had slept")]),
        ("The official put it at 58 million.", [("The official", "it at 58 million")]),
        ("He thought she was mad, Bo Birch admits.", [("Bo Birch", "He thought she was mad")]),
        (
            "While she understood the worries, the board had to think of the rain, she said.",
            [("she", "While she understood the worries, the board had to think of the rain")],
        ),
        (
            "It was late, said Bo Birch; it was, in her words, “fair”.",
            [("Bo Birch", "It was late"), ("her", "it was … fair")],
        ),
        (
            "He regretted the rain but was pleased to report that it was over.",
            [("He", "the rain"), ("He", "it was over")],
        ),
        (
            "A neighbour who prefers not to be named calls her “the police”.",
            [("A neighbour who prefers not to be named", "her “the police”")],
        ),
        ("Ann Ash thanked the student volunteers for their help.", [("Ann Ash", "their help")]),
        ("He informed that it rained.", [("He", "it rained")]),
        ("Ann Ash disagreed with the claim that rain helps.", [("Ann Ash", "the claim that rain helps")]),
        ("Ann Ash drew the attention of the audience to the rain.", [("Ann Ash", "the rain")]),
        (
            "He noted that it rained and referred in particular to the drains.",
            [("He", "it rained"), ("He", "the drains")],
        ),
        ("She moved that the union wait.", [("She", "the union wait")]),
        ("Ann Ash identified three tasks.", [("Ann Ash", "three tasks")]),
        ("The expert thus recommended moss.", [("The expert", "moss")]),
        ("Cy Cole, on the other hand, considered the cost overstated.", [("Cy Cole", "the cost overstated")]),
        ("Ann Ash reminded everyone to pay.", [("Ann Ash", "pay")]),
        ("Ann Ash came out in favour of drains.", [("Ann Ash", "drains")]),
        ("In the assessment of Ann Ash, rain helps.", [("Ann Ash", "rain helps")]),
        ("Several growers regretted the rain compared with May.", [("Several growers", "the rain compared with May")]),
        (
            "Two growers proposed a levy, although there was no consensus on its rate.",
            [("Two growers", "a levy")],
        ),
        ("I asked him who pays.", [("I", "who pays")]),
        ("I think we need both of them.", [("I", "we need both of them")]),
        (
            "She thinks it rains, though warned against joy.",
            [("She", "it rains"), ("She", "joy")],
        ),
        (
            "She thinks it rains and argued for a dam.",
            [("She", "it rains"), ("She", "a dam")],
        ),
        (
            "Ann Ash regretted that it had rained and she requested a plan.",
            [("Ann Ash", "it had rained"), ("she", "a plan")],
        ),
        ("Whereas she favoured a dam, Bo Birch preferred a ditch.", [("she", "a dam"), ("Bo Birch", "a ditch")]),
        ("Ann Ash wished to know whether it rained.", [("Ann Ash", "whether it rained")]),
        ("Ann Ash limited herself to one remark: drums rot.", [("Ann Ash", "drums rot")]),
        ("It was the opinion of Ann Ash that it rained.", [("Ann Ash", "it rained")]),
        ("For her, rain begins at sea.", [("her", "rain begins at sea")]),
        ("Bo Birch was supported by Ann Ash, who said that it rained.", [("Ann Ash", "it rained")]),
        ("She conceded, when pressed by Bo Birch, that it rained.", [("She", "it rained")]),
        ("She stressed, as others had stressed, that it rained.", [("She", "it rained")]),
        ("It fell to Ann Ash to remind them that it rained.", [("Ann Ash", "it rained")]),
        ("Ann Ash joined Bo Birch in calling for drains.", [("Ann Ash", "drains")]),
        ("Echoing Bo Birch, Ann Ash called for drains.", [("Ann Ash", "drains")]),
        ("Neither Ann Ash nor Bo Birch believed that it rained.", [("Ann Ash & Bo Birch", "it rained")]),
        ("Ann Ash testified to the damage.", [("Ann Ash", "the damage")]),
        ("Ann Ash warned the guests against haste.", [("Ann Ash", "haste")]),
        ("Ann Ash found these figures alarming.", [("Ann Ash", "these figures alarming")]),
        ("She ascribed this to the rain.", [("She", "this to the rain")]),
        (
            "Ann Ash admitted that it rained, but she was confident that it would end.",
            [("Ann Ash", "it rained"), ("she", "it would end")],
        ),
        (
            "Ann Ash admitted that it rained but was confident that it would end.",
            [("Ann Ash", "it rained"), ("Ann Ash", "it would end")],
        ),
        ("Ann Ash welcomed the guests with the news that it rained.", [("Ann Ash", "it rained")]),
        ("Ann Ash thanked the pupils who had dug the drains.", [("Ann Ash", "the pupils who had dug the drains")]),
        ("Ann Ash warned them against haste: roofs would leak.", [("Ann Ash", "haste"), ("", "roofs would leak")]),
        (
            "According to Bo Birch, the rain was late, and the dam was full.",
            [("Bo Birch", "the rain was late, and the dam was full")],
        ),
        (
            "Ann Ash noted that a handbook would be issued in May and called for drains.",
            [("Ann Ash", "a handbook would be issued in May"), ("Ann Ash", "drains")],
        ),
        (
            "Ann Ash noted that it rained, and warned growers against building business plans on rain.",
            [("Ann Ash", "it rained"), ("Ann Ash", "building business plans on rain")],
        ),
        ("She credited staff, rather than rain, with it.", [("She", "staff, rather than rain, with it")]),
        ("Ann Ash sees no indication that rain helps.", [("Ann Ash", "no indication that rain helps")]),
        (
            "Ann Ash described the dam as a success: rain had stopped.",
            [("Ann Ash", "the dam as a success"), ("", "rain had stopped")],
        ),
        ("Bo Birch mooted a levy.", [("Bo Birch", "a levy")]),
        ("Bo Birch apprised the guests that it rained.", [("Bo Birch", "it rained")]),
        ("Bo Birch sought assurances that it rained.", [("Bo Birch", "it rained")]),
        ("Bo Birch impressed upon them the need for drains.", [("Bo Birch", "them the need for drains")]),
        ("Ann Ash returned to Bo Birch's question.", [("Ann Ash", "Bo Birch's question")]),
        ("Ann Ash dwelt on the dam.", [("Ann Ash", "the dam")]),
        ("Ann Ash urged a tunnel, which has been under repair since 2014.", [("Ann Ash", "a tunnel")]),
        ("Ann Ash urged a dam, which had waited since 2014.", [("Ann Ash", "a dam, which had waited since 2014")]),
        ("Ann Ash termed this result poor.", [("Ann Ash", "this result poor")]),
        ("Ann Ash honoured the miners as friends.", [("Ann Ash", "the miners as friends")]),
        ("Ann Ash set the port the task of paying.", [("Ann Ash", "the port the task of paying")]),
        ("Ann Ash wished the choir a full hall.", [("Ann Ash", "the choir a full hall")]),
        ("Citing two trials, she put the share at 6 per cent.", [("she", "the share at 6 per cent")]),
        ("The growers gave their consent to this.", [("The growers", "this")]),
        ("Ann Ash gave her blessing to the plan.", [("Ann Ash", "the plan")]),
        ("Ann Ash held out the possibility of a loan.", [("Ann Ash", "a loan")]),
        ("Ann Ash had no objection to a loan.", [("Ann Ash", "a loan")]),
        ("Ann Ash complimented the growers on their drains.", [("Ann Ash", "their drains")]),
        ("Ann Ash took the blame for the delay.", [("Ann Ash", "the delay")]),
        ("Ann Ash gave the growers an assurance that it rained.", [("Ann Ash", "it rained")]),
        ("Ann Ash gave her word that it rained.", [("Ann Ash", "it rained")]),
        ("Ann Ash gave an undertaking to pay.", [("Ann Ash", "pay")]),
        ("Ann Ash gave instructions for the drains to be dug.", [("Ann Ash", "the drains to be dug")]),
        ("Ann Ash entrusted the Guild with the repair.", [("Ann Ash", "the repair")]),
        ("Ann Ash put the question whether it rained.", [("Ann Ash", "whether it rained")]),
        ("Ann Ash had no doubt that it rained.", [("Ann Ash", "it rained")]),
        ("Ann Ash laid particular emphasis on drains.", [("Ann Ash", "drains")]),
        ("Ann Ash termed the price shameful.", [("Ann Ash", "the price shameful")]),
        ("Ann Ash paid tribute to those who dug the drains.", [("Ann Ash", "those who dug the drains")]),
        (
            "Ann Ash wished the guests dry roofs and short winters.",
            [("Ann Ash", "the guests dry roofs and short winters")],
        ),
        ("Opening the fair, Ann Ash congratulated the Guild on its new hall.", [("Ann Ash", "its new hall")]),
        ("Lastly, a student asked about the rain.", [("a student", "the rain")]),
        ("She called the reports of rain baseless and regretted them.", [("She", "the reports of rain baseless")]),
        (
            "She praised their calm in the flood, when they had rowed for hours.",
            [("She", "their calm in the flood, when they had rowed for hours")],
        ),
        ("She praised their calm in the flood, when they rowed for hours.", [("She", "their calm in the flood")]),
        ("An old herdsman begged them to stay.", [("An old herdsman", "them to stay")]),
        ("Ann Ash sought Chile's support for a dam.", [("Ann Ash", "Chile's support for a dam")]),
        ("Ann Ash could imagine a dam.", [("Ann Ash", "a dam")]),
        (
            "Ann Ash conceded that no agreement had been reached on drains.",
            [("Ann Ash", "no agreement had been reached on drains")],
        ),
    ],
)
def test_a_verb_attributes_words(text, expected):
    assert attributed(text, "en") == expected


def test_the_author_is_nobody():
    assert speakers("Ann Ash said it rained. I think it snowed.", "en") == [["Ann Ash"], []]
