"""The people of English reports: names of all kinds, posts before and behind them, and whom a title alone means."""

import pytest

from proceedings.importing.reports import attribute
from tests.support.attributions import people


def speakers(text):
    return [name for name, _content in people(text, "en")]


@pytest.mark.parametrize(
    ("first", "again", "name"),
    [
        ("Deputy Minister Ilya Petrovich Somov", "I.P. Somov", "Ilya Petrovich Somov"),
        ("Mr. Pieter van Dam", "Mr. van Dam", "Pieter van Dam"),
        ("Javier Castaño Ruiz", "Mr Castaño", "Javier Castaño Ruiz"),
        ("Minister Fatima Al Mansoori", "Al Mansoori", "Fatima Al Mansoori"),
        ("Sultan bin Ahmed Al Jaber", "Dr Al Jaber", "Sultan bin Ahmed Al Jaber"),
        ("Jean-Pierre N'Diaye", "M. N'Diaye", "Jean-Pierre N'Diaye"),
        ("Ana de la Cruz Pérez", "Ambassador de la Cruz", "Ana de la Cruz Pérez"),
        ("Kenji Hayashi", "Hayashi-san", "Kenji Hayashi"),
        ("He Ping", "Mr He Ping", "He Ping"),
        ("Professor Emeritus Hans von Stein", "Von Stein", "Hans von Stein"),
        ("Mr. Deputy Chairman John Elm Jr.", "Elm", "John Elm Jr."),
        ("Shri Rajesh Kumar, IAS (Retd.),", "Shri Kumar", "Rajesh Kumar"),
        ("Ann Ash MP", "The MP", "Ann Ash"),
        ("PM Ann Ash", "The Prime Minister", "Ann Ash"),
        ("Ding Wei", "Mr. Ding", "Ding Wei"),
    ],
)
def test_a_name_comes_again_in_another_form(first, again, name):
    assert speakers(f"{first} said it rained. Bo Birch said it snowed. {again} noted the cold.")[-1] == name


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Director of the Institute, Doctor of Sciences Vera Zotova noted the rain.", "The head of the Institute"),
        ("The Rector of Elm University, Academician Vera Zotova, noted the rain.", "The Rector"),
        ("Sheikha Vera Zotova, Minister of Energy of Oman, noted the rain.", "The Omani minister"),
        ("The Chair, Dr Vera Zotova (New Zealand), noted the rain.", "The Chair"),
        ("Ambassador Vera Zotova (Retd.), Fellow of the Centre, was in the Chair. Zotova noted the rain.", "The Chair"),
        ("Vera Zotova, head of the delegation of Senegal, noted the rain.", "The head of the Senegalese delegation"),
        ("The UN Secretary-General, Vera Zotova, noted the rain.", "The UN chief"),
        ("Governor of the Altai Territory Vera Zotova noted the rain.", "The head of the region"),
        ("Mayor-elect Vera Zotova noted the rain.", "The mayor-elect"),
        ("Keynote: Vera Zotova, retired fire chief\nZotova noted the rain.", "The former chief"),
    ],
)
def test_a_title_means_whoever_has_the_post(first, title):
    assert speakers(f"{first} Bo Birch said it snowed. {title} noted the cold.") == [
        "Vera Zotova",
        "Bo Birch",
        "Vera Zotova",
    ]


def test_the_head_of_the_ministry_is_the_minister_and_not_another_head():
    text = "Minister Ann Ash said it rained. Bo Birch, head of a laboratory at the Institute, said it snowed."
    assert speakers(f"{text} The head of the ministry noted the cold.")[-1] == "Ann Ash"


@pytest.mark.parametrize(
    ("post", "title"),
    [
        ("Governor of the Elm Region Bo Birch", "The regional leader"),
        ("Governor of the Elm Region Bo Birch", "The region's leader"),
        ("President of the Republic of Elmia Bo Birch", "The republic's leader"),
        ("Elm Railways President Bo Birch", "The company's president"),
        ("Elm Railways President Bo Birch", "The rail company's chief"),
        ("Presidential Envoy to the Elm District Bo Birch", "The President's representative"),
        ("Presidential Envoy to the Elm District Bo Birch", "The plenipotentiary envoy"),
    ],
)
def test_the_head_of_a_region_or_a_company_is_not_the_president(post, title):
    text = f"President Ann Ash met {post}. She said it rained. {title} noted the cold."
    assert speakers(text) == ["Ann Ash", "Bo Birch"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The President of Ghana", "Ann Ash"),
        ("The Ghanaian leader", "Ann Ash"),
        ("The President of Elmia", "Bo Birch"),
        ("The Elmian President", "Bo Birch"),
        ("The Oakian leader", None),
        ("The Prime Minister of Fiji", "Cy Cole"),
        ("The Fijian leader", "Cy Cole"),
    ],
)
@pytest.mark.parametrize("verb", ["met", "received", "and"])
def test_the_place_behind_the_name_of_a_head_of_state_is_theirs(title, name, verb):
    text = f"President Ann Ash of Ghana {verb} President Bo Birch of Elmia and Prime Minister Cy Cole of Fiji left."
    text = f"{text} Mr Dan Doe said it snowed. {title} noted the cold."
    assert speakers(text)[-1] == name


@pytest.mark.parametrize("title", ["The diplomat", "The envoy", "The guest", "The visitor", "Her guest"])
def test_a_guest_or_diplomat_is_not_the_president_who_spoke_last(title):
    text = "President Ann Ash of Elmia received today the Ambassador of Chile, Bo Birch. The President said it rained."
    assert speakers(f"{text} {title} noted the cold.") == ["Ann Ash", "Bo Birch"]


@pytest.mark.parametrize("post", ["Minister-President", "First Minister", "Prime Minister", "Federal Chancellor"])
def test_a_head_of_government_is_no_director(post):
    text = f"The {post} of Elmia, Ann Ash, said it rained. The director of a mill, Cy Cole, said it snowed."
    assert speakers(f"{text} The head of government noted the cold.")[-1] == "Ann Ash"


def test_a_name_that_women_and_men_have_tells_no_gender():
    text = "Mr Birch said it rained. The chairman, Josefa Ash, said it snowed. He noted the cold."
    assert speakers(text)[-1] == "Josefa Ash"


def test_the_presidents_spokesman_is_not_the_president():
    assert speakers("President Ann Ash said it rained. The President's spokesman noted the cold.")[-1] != "Ann Ash"


def test_several_people_share_a_title_before_their_names():
    text = "Ministers Ann Ash and Bo Birch left. Minister Ash said it rained. Mr Birch said it snowed."
    assert speakers(text) == ["Ann Ash", "Bo Birch"]


def test_a_place_is_no_speaker():
    text = "Ann Ash, who directs the forests of Jalisco, Mexico, noted the rain. She said it was cold."
    assert speakers(text) == ["Ann Ash", "Ann Ash"]


def test_a_title_of_a_country_means_its_head_of_state_whose_post_is_not_told():
    text = "Mr Putin met Mr Chirac. The Russian President said it rained. The French leader noted the cold."
    assert speakers(text) == ["Putin", "Chirac"]
    text = "Mr Blair met Bill Clinton. The U.S. President said it rained. The British Prime Minister noted the cold."
    assert speakers(text) == ["Bill Clinton", "Blair"]
    text = "Angela Merkel met the press. The Chancellor said it rained. The President of the Academy noted the cold."
    assert speakers(text) == ["Angela Merkel", None]
    text = "Ann Ash, a poet, compared it to a speech by Donald Trump. The President thanked the guests for the rain."
    assert speakers(text)[-1] is None


def test_the_counterpart_is_the_other_one():
    text = "Ann Ash, President of Georgia, said it rained. Bo Birch, President of Austria, noted the cold. "
    assert speakers(text + "Her Georgian counterpart praised the dam.")[-1] == "Ann Ash"


def test_whoever_thanks_the_president_is_not_the_president():
    text = "The President said it rained. Ann Ash thanked the President for the dam."
    assert speakers(text) == [None, "Ann Ash"]


def test_a_name_follows_a_chamber_with_an_article():
    assert speakers("Leader of the Landsting Peter Vik said it rained. Mr Vik noted the cold.") == ["Peter Vik"] * 2


def test_a_title_alone_means_whoever_is_called_so_beside_another_holder():
    text = "President Ann Ash met President of Chile Rosa Roble and Minister Bo Birch. Mr Birch said it rained. "
    assert speakers(text + "The President noted the cold.")[-1] == "Ann Ash"


def test_a_title_with_a_country_is_not_the_holder_in_another_country():
    text = "Prime Minister Bo Birch received Prime Minister Ann Ash of Fiji. Ms Ash said it rained. "
    assert speakers(text + "The Tongan Prime Minister noted the cold.")[-1] == "Bo Birch"
    assert speakers(text + "Mr Birch said it snowed. The Fijian Prime Minister noted the cold.")[-1] == "Ann Ash"


def test_he_is_nobody_called_prime_ministers():
    text = "Ann Ash said it rained. The two Prime Ministers witnessed the signing. She added that it was late."
    assert speakers(text) == ["Ann Ash", "Ann Ash"]


def test_a_day_behind_a_name_is_no_part_of_its_post():
    text = "Bo Birch spoke with Prime Minister of Fiji Ann Ash on Monday. The Prime Minister noted the rain."
    assert speakers(text) == ["Ann Ash"]


def test_the_head_of_government_is_no_foreign_minister():
    text = "Prime Minister Ann Ash met Foreign Minister Bo Birch. Mr Birch said it rained. "
    assert speakers(text + "The Head of Government noted the cold.")[-1] == "Ann Ash"


def test_a_minister_of_a_country_is_no_worse_than_another_who_spoke_before():
    text = "Minister of Culture Ann Ash left. A cable came from Chile's Minister of Arts Rosa Roble. "
    assert speakers(text + "The Minister noted the cold.") == ["Rosa Roble"]


def test_a_telegram_speaks_for_whoever_sent_it():
    text = "President Ann Ash sent a telegram to the crew. “It is cold,” the telegram reads."
    assert speakers(text) == ["Ann Ash"]
    assert speakers("Ann Ash left. The report notes the cold.") == [None]


def test_a_pronoun_means_the_subject_of_the_main_clause():
    text = "After talks with the heads of the Elm executive, Mr Norov left. He stressed that it rained."
    assert speakers(text) == ["Norov"]


@pytest.mark.parametrize(
    "name", ["Oyungerel Dorzh", "Gulbahor Olimova", "Sevara Rashidova", "Guðrún Jónsdóttir", "Mehr Kaur"]
)
def test_a_name_tells_a_gender(name):
    assert speakers(f"{name} said it rained. Bo Birch said it snowed. Mr Birch left. She noted the cold.")[-1] == name


@pytest.mark.parametrize(
    "source",
    [
        "Greenpeace",
        "UNESCO",
        "Rivers Trust",
        "Indigenous Peoples",
        "Médecins Sans Frontières",
        "Ukrainians",
        "Annex B",
        "Elm Labs",
    ],
)
def test_a_body_or_a_people_is_nobody(source):
    assert speakers(f"{source} noted the rain. Ann Ash said it was cold.") == [None, "Ann Ash"]


def test_people_are_listed_with_their_bodies():
    text = "Ann Ash of the Rivers Trust, Bo Birch of Elm College and Cy Cole of the port agreed that it rained."
    ((each, who),) = attribute(text, [(0, len(text))], language="en").attributions
    assert [person.name for person in who] == ["Ann Ash", "Bo Birch", "Cy Cole"]
    assert len(each.sources) == len(who)


def test_he_is_the_other_one_of_the_sentence_before():
    text = "Ann Ash told Bo Birch that it rained. He replied that it snowed. She insisted that it was cold."
    assert speakers(text) == ["Ann Ash", "Bo Birch", "Ann Ash"]


def test_a_day_before_a_name_is_no_part_of_it():
    assert (
        speakers("By Friday Ann Ash noted the rain. Neither Bo Birch nor Ash left. Birch noted the cold.")[-1]
        == "Bo Birch"
    )


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("On 14 March Mayor Ann Ash came. The Mayor said that rain fell.", "Ann Ash"),
        ("The Mayor of Old Elm Port, Ann Ash, came. The Mayor said that rain fell.", "Ann Ash"),
        (
            "The Rector of the University of Mines, Elmina, Ghana, Dr Ann Ash, came. The Rector said that rain fell.",
            "Ann Ash",
        ),
        ("The director of the company “Elmina” Ann Ash came. The director said that rain fell.", "Ann Ash"),
        ("Chair of the Board of the Bakery “Elmina”, Ann Ash, came. The Chair said that rain fell.", "Ann Ash"),
        ("Ann Ash, head of the bakery Old Elm, said that rain fell.", "Ann Ash"),
        ("Ann Ash told the Mayor to send crews to Old Elm. The Mayor said that rain fell.", None),
    ],
)
def test_a_place_behind_a_title_is_nobodys_name(text, speaker):
    assert people(text, "en")[-1] == (speaker, "rain fell")


def test_a_newly_appointed_director_is_a_director():
    text = "Bo Birch met Ann Ash, the newly appointed director of the port. The director said that rain fell."
    assert people(text, "en")[-1] == ("Ann Ash", "rain fell")


def test_a_place_in_a_headline_is_nobodys_name():
    headline = "President Receives Governor of Old Elm Oak"
    text = f"{headline}\nHe met the Governor of Old Elm Oak, Ann Ash.\nThe Governor said that rain fell."
    assert people(text, "en")[-1] == ("Ann Ash", "rain fell")


def test_an_invitation_to_speak_is_no_remark():
    assert people("Inviting the Mayor to speak, Ann Ash said that rain fell.", "en") == [("Ann Ash", "rain fell")]


def test_thanks_to_a_colleague_are_no_remark():
    assert people("Ann Ash thanked her colleague and said that rain fell.", "en") == [("Ann Ash", "rain fell")]


def test_a_surname_before_a_verb_in_a_headline_is_a_surname():
    headline = "Governor Ash Meets Provincial Director"
    text = f"{headline}\nGovernor Ann Ash met a Provincial Director.\nGovernor Ash said it rained."
    assert people(text, "en")[-1] == ("Ann Ash", "it rained")


def test_a_district_belongs_to_the_post_before_a_name():
    text = "The akim of Elm district, Ann Ash, came. The akim said that rain fell."
    assert people(text, "en") == [("Ann Ash", "rain fell")]


def test_a_number_is_no_first_name():
    assert people("Ann Ash said that rain mattered. Four Cuban surgeons would come.", "en")[1:] == [
        ("Ann Ash", "Four Cuban surgeons would come")
    ]
