"""Queries and exactly the statements that they find, the same on both engines."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proceedings.models import Statement
from tests.support.factories import a_speaker, a_statement, a_translation, another_name

pytestmark = pytest.mark.django_db

# {name: (language, title, text)}
SAID = {
    "digital": ("en", "A digital economy", "The digital economy needs rules that all member states agree on."),
    "economies": ("en", "Trade after the crisis", "Digital trade changes our economies; the economy of care does not."),
    "arms": ("en", "On disarmament", "We must disarm together. Nuclear arsenals were never a guarantee."),
    "disarming": ("en", "Small steps", "Disarming is slow, and policies differ from region to region."),
    "covid": ("en", "COVID-19 and after", "R&D budgets fell in 2020. Vaccines were shared; 5G networks were built."),
    "french": ("fr", "Le désarmement nucléaire", "Les Nations unies et l’organisation des États."),
    "british": ("en", "The Organisation’s programme", "Labour markets, defence, and the centre of our neighbours."),
    "american": ("en", "An organized program", "Labor rights, defense, and the center of globalization."),
    "russian": ("ru", "Ядерная безопасность", "Организация стран-участниц ШОС обсуждает ядерные вопросы. Ещё раз."),
    "russian2": ("ru", "Об организации работы", "Многие из организаций приняли участие в разоружении."),
    "war": ("ru", "Война и мир", "Мой край. Лаврова слушали в мае."),
    "states": ("ru", "Государства Азии", "Роль Китая и Казахстана. Системы транспорта, их потенциал."),
    "cases": ("ru", "Соседи", "Вместе с Китаем и Казахстаном мы видим много систем и потенциалов."),
    "chinese": ("zh-Hans", "核裁军", "中国支持裁军，反对核武器扩散。"),
    "taiwan": ("zh-Hant", "開放政府", "數位政委談開放資料，公民參與政府 COVID 疫情。"),
    "apart": ("zh-Hant", "政府開放資料", "放開政策，府城。中間有國家。"),
    "japanese": ("ja", "デジタル庁", "データは国の資産です。"),
    "korean": ("ko", "디지털 정부", "한국은 정부를 개방한다."),
    "turkish": ("tr", "İstanbul konuşması", "Işık ve barış."),
    "kazakh": ("kk", "Қазақстан", "Ұйымдар туралы сөз."),
    "polish": ("pl", "Łódź", "Organizacja w Gdańsku, mała i źródła."),
    "translated": ("en", "Water", "Rivers cross borders."),
    "titled": ("en", "Rivers", "Something else is said here."),
}

FOUND = {
    # English: inflections, all words, phrases
    "economy": "digital economies",
    "economies": "digital economies",
    "ECONOMY": "digital economies",
    "digital": "digital economies",
    "digital economy": "digital economies",
    '"digital economy"': "digital",
    "“digital economy”": "digital",
    "digital-economy": "digital",
    '"economy digital"': "",
    "policy": "disarming",
    "police": "",
    "disarm": "arms disarming",
    "disarmament": "arms disarming",
    "disarming": "arms disarming",
    "nuclear": "arms",
    "nuclear economy": "",
    "state": "digital",
    # Spellings
    "organisation": "british american french",
    "organization": "british american",
    "organised": "british american",
    "programme": "british american",
    "program": "british american",
    "labour": "british american",
    "defense": "british american",
    "centre": "british american",
    "neighbor": "british",
    "globalisation": "american",
    # Accents and special letters
    "désarmement": "french",
    "desarmement": "french",
    "DÉSARMEMENT": "french",
    "nucleaire": "french",
    "états": "french",
    "etats": "french",
    "lodz": "polish",
    "Łódź": "polish",
    "gdansku": "polish",
    "istanbul": "turkish",
    "ışık": "turkish",
    "isik": "turkish",
    # Numbers and abbreviations
    "COVID-19": "covid",
    "covid 19": "covid",
    "covid": "covid taiwan",
    "ＣＯＶＩＤ": "covid taiwan",
    "5G": "covid",
    "5": "",
    "R&D": "covid",
    "D&R": "",
    "2020": "covid",
    # Russian
    "организация": "russian russian2",
    "организации": "russian russian2",
    "организаций": "russian russian2",
    "ядерный": "russian",
    "ядерных": "russian",
    "ЯДЕРНАЯ": "russian",
    "разоружение": "russian2",
    "ШОС": "russian",
    "шос": "russian",
    "еще": "russian",
    "ещё": "russian",
    "мир": "war",
    "мой": "war",
    "война": "war",
    "воина": "",
    "Лавров": "war named",
    "ядерная безопасность": "russian",
    '"ядерные вопросы"': "russian",
    **dict.fromkeys(("Китай", "Китая", "Китаю", "Китаем"), "states cases"),
    **dict.fromkeys(("Казахстан", "Казахстану", "Казахстаном"), "states cases"),
    **dict.fromkeys(("система", "систем", "системами"), "states cases"),
    **dict.fromkeys(("потенциал", "потенциала", "потенциалом"), "states cases"),
    "Қазақстан": "kazakh",
    "ұйымдар": "kazakh",
    # Chinese, Japanese, Korean
    "裁军": "chinese",
    "核": "chinese",
    "中国": "chinese",
    "中國": "",
    "开放政府": "",
    "開放政府": "taiwan",
    "政府": "taiwan apart",
    "開放": "taiwan apart",
    "開放 政府": "taiwan apart",
    "數位": "taiwan",
    "公民": "taiwan",
    "國": "apart",
    "COVID 疫情": "taiwan",
    "デジタル": "japanese",
    "データ": "japanese",
    "ﾃﾞｰﾀ": "japanese",
    "정부": "korean",
    "한국": "korean",
    # The language of queries
    "disarm -nuclear": "disarming",
    'economy -"digital economy"': "economies",
    "disarm OR covid": "arms disarming covid taiwan",
    "disarm OR economy digital": "digital economies",
    "裁军 OR 公民": "chinese taiwan",
    "arsen*": "arms",
    "glob*": "american",
    "organizat*": "british american",
    "организац*": "russian russian2",
    "govern*": "",
    "language:ru": "russian russian2 war states cases",
    "language:zh": "chinese taiwan apart",
    "language:zh-Hant 政府 -公民": "apart",
    "kind:question": "",
    "kind:remarks disarm": "arms disarming",
    # Names with other words
    "Norov": "named",
    "норов": "named",
    "诺罗夫": "named",
    "Vladimir Norov": "named",
    '"Vladimir Norov"': "named",
    "Norov Vladimir": "named",
    "Norov borders": "named",
    "Norov disarm": "",
    "river -Norov": "translated titled",
    "speaker:vladimir-norov": "named",
    'speaker:"Vladimir Norov"': "named",
    "Лаврова": "war named",
    "诺": "",
    **dict.fromkeys(("Сергей", "Сергея Лаврова", "Сергею", "Сергеем"), "named"),
    # Translations
    "вода": "translated",
    "водой": "translated",
    "rivers вода": "",
    "river": "translated titled named",
}


@pytest.fixture
def said():
    """The statements by name."""
    rows = {}
    for name, (language, title, text) in SAID.items():
        rows[name] = a_statement(
            speaker=a_speaker(name="Somebody"), slug=name, language=language, title=title, text=text
        )
    a_translation(statement=rows["translated"], title="Вода", text="Реки пересекают границы.")
    norov = a_speaker(name="Vladimir Norov", slug="vladimir-norov")
    another_name(speaker=norov, name="Владимир Норов", language="ru")
    another_name(speaker=norov, name="诺罗夫", language="zh")
    another_name(speaker=norov, name="Сергей Лавров", language="ru")
    rows["named"] = a_statement(speaker=norov, slug="named", title="Rivers and borders", text="Water.")
    return rows


def test_every_query_finds_exactly_its_statements(said):
    results = {query: slugs(Statement.objects.public().matching(query)) for query in FOUND}
    assert results == {query: set(names.split()) for query, names in FOUND.items()}


def test_ranking_finds_the_same_statements(said):
    results = {query: slugs(Statement.objects.public().ranked(query)) for query in FOUND}
    assert results == {query: set(names.split()) for query, names in FOUND.items()}


def slugs(statements):
    return {statement.slug for statement in statements}


def test_the_corpus_has_enough_queries():
    assert len(FOUND) >= 60


def test_a_word_in_the_title_ranks_above_one_in_the_text(said):
    assert Statement.objects.public().ranked("disarmament OR disarm").first().slug == "arms"
    ranked = Statement.objects.public().filter(slug__in=["translated", "titled"]).ranked("rivers")
    assert [row.slug for row in ranked] == ["titled", "translated"]


@pytest.mark.parametrize(
    ("language", "query", "texts"),
    [
        (
            "en",
            "digital economy",
            [
                f"The digital economy is new. {' '.join(['And so on.'] * 20)}",
                f"A digital, and quite young, economy is new. {' '.join(['And so on.'] * 20)}",
                f"Digital is new. {' '.join(['And so on.'] * 20)} The economy.",
            ],
        ),
        (
            "ru",
            "ядерные вопросы",
            [
                f"Об этих ядерных вопросах говорят. {'И так далее. ' * 20}",
                f"О ядерных и о некоторых других вопросах говорят. {'И так далее. ' * 20}",
                f"О ядерных силах говорят. {'И так далее. ' * 20} О вопросах.",
            ],
        ),
        (
            "zh",
            "数字 经济",
            [
                f"数字经济是新的。{'如此等等。' * 20}",
                f"数字的、年轻的经济是新的。{'如此等等。' * 20}",
                f"数字是新的。{'如此等等。' * 20}经济。",
            ],
        ),
    ],
)
def test_words_rank_higher_the_nearer_they_stand(language, query, texts):
    # With equal scores, the newest comes first.
    for place, text in enumerate(texts):
        a_statement(title="Said", slug=f"place-{place}", text=text, language=language)
    for place in range(30):
        a_statement(title="Said", text=f"Something else, {place}.")
    ranked = Statement.objects.public().ranked(query)
    assert [row.slug for row in ranked] == ["place-0", "place-1", "place-2"]


def test_ranking_reads_the_index_once_and_not_for_each_statement(said):
    if connection.vendor == "postgresql":
        return
    with CaptureQueriesContext(connection) as queries:
        list(Statement.objects.public().with_context().ranked("rivers")[:20])
    [scored] = [query["sql"] for query in queries if "bm25" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {scored}")
        scans = [row[-1] for row in cursor.fetchall() if "VIRTUAL TABLE" in row[-1]]
    # Once for the words and once for those in titles. No translation has the word, so their index is not read.
    assert len(scans) == 2
    # FTS5 shows an equals sign for lookups of single rows.
    assert not [line for line in scans if "=" in line]
