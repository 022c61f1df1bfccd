"""Sentences of English reports that tell what somebody spoke about, or did, and no words."""

import pytest

from tests.support.attributions import attributed, people


@pytest.mark.parametrize(
    "text",
    [
        "Ann Ash spoke about bees.",
        "Ann Ash informed the mayor about the harvest.",
        "Ann Ash commented on the new timetable.",
        "Ann Ash answered questions about bees.",
        "Ann Ash shared lessons from her orchard.",
        "Ann Ash introduced the project team.",
        "Ann Ash welcomed a nine-member delegation from the twin town of Oak on Monday.",
        "Ann Ash thanked the Guild for the warm hospitality extended to her.",
        "Ann Ash took note of the remark.",
        "Ann Ash observed a minute of silence for the miners.",
        "Ann Ash answered Journalists' Questions.",
        "Welcoming the ambassadors, Ann Ash smiled.",
        "Letters were handed over by the envoys of four states: Chile, Ghana, Fiji and Oman.",
        "Growers have been waiting for clear rules for a year.",
        "Ann Ash presented her results in the closing session.",
        "Ann Ash welcomed some 200 business people.",
        "The growers responded with interest.",
        "The vote of thanks was proposed by the Secretary.",
        "Ann Ash proposed the vote of thanks.",
        "Ann Ash welcomed the dignitaries.",
        "There was no consensus on drains.",
        "The Faculty held a conference with the theme, “Rain and Law”.",
        "The panel, moderated by Dr Ann Ash, Fellow of the Guild, examined the rain.",
        "Ann Ash brought a study of 2,400 petitions submitted in May.",
        "Ann Ash answered several questions from the floor.",
        "The President thought it best to adjourn.",
        "I wrote that on my hand.",
        "Ann Ash introduced the topic.",
        "Ann Ash opened proceedings with a summary of the letters.",
        "The Committee considered a petition from Elm.",
        "The speakers named below have agreed to be quoted.",
        "The next fair is in Elm in 2030. — Staff report",
        "Ann Ash conveyed her condolences to the families of the miners.",
        "Ann Ash thanked the Mayor for his call.",
        "Mayor Reviews Work of the Port",
        "Growers in the valley need not fear the frost.",
        "Ann Ash returned to Old Elm last night after a tour.",
        "Ann Ash set the table for two.",
        "The port is closed under terms that Ann Ash set.",
        "Boats were paid according to distance.",
        "Letters without stamps would no longer be taken.",
        "Ann Ash honoured the miners with a song.",
        "The city honoured her as a citizen.",
        "Both presidents dwelt on the dam.",
        "Rain fell in one night, the most since records began at the port in 1961.",
        "Mayor Reviews Works at the Port with Guild",
    ],
)
def test_a_topic_or_a_deed_has_no_words(text):
    assert attributed(text, "en") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Ash spoke about bees. The hives must be moved.", "The hives must be moved"),
        ("Ann Ash talked about the hives being too small.", "the hives being too small"),
        ("Ann Ash spoke about how bees fly.", "how bees fly"),
        ("Ann Ash informed the Mayor about the harvest.", "the harvest"),
        ("Ann Ash told Mr Birch about the harvest.", "the harvest"),
        ("The Chair, Ann Ash, invited comments and said rain fell.", "rain fell"),
        ("Asked about bees, Ann Ash said rain fell.", "rain fell"),
        ("Asked by Bo Birch about bees, Ann Ash said rain fell.", "rain fell"),
    ],
)
def test_words_beside_a_topic_are_attributed(text, words):
    assert people(text, "en") == [("Ann Ash", words)]


def test_she_behind_a_stranger_who_acts_is_nobody_of_the_text():
    text = "Ann Ash said rain fell. A mother from Elm stood up. She said it did not."
    assert people(text, "en")[-1] == (None, "it did not")
