"""Sentences without a cue behind somebody's words, in Russian."""

import pytest

from tests.support.attributions import read_russian

SAID = "Директор порта Анна Лунд сказала, что причалы построили в прошлом веке. "


@pytest.mark.parametrize(
    "sentence",
    [
        "Бетон на них крошится и осыпается в воду.",
        "Средства на ремонт в смете не предусмотрены.",
        "При этом две трети кранов списали ещё осенью.",
        "Так, у северного мола просели сваи.",
        "Остальные уходят в соседние гавани.",
        "Весной волна размыла и старую дамбу.",
        "Сваи забивали зимой, и бетон не выдержал.",
        "Она, мол, предупреждала об этом ещё весной.",
        "Для моряков работает круглосуточная служба.",
        "Гораздо труднее убедить лоцмана, что мол надёжен.",
    ],
)
def test_a_sentence_goes_on_with_words(sentence):
    assert [people for *_rest, people in read_russian(SAID + sentence)] == [["Анна Лунд"]] * 2


@pytest.mark.parametrize(
    "sentence",
    [
        "В перерыве гостям показали буксир.",
        "Спор продолжился и в кулуарах.",
        "Капитаны подписали письмо.",
        "Мы побывали у неё в гостях.",
        "Институт объединяет сорок кафедр.",
        "Она руководит портом с весны.",
        "Причалы открыли в 1962 году.",
        "Разъехались за полночь.",
        "Замеры ведутся на пяти молах.",
        "Шесть буксиров базируются в Вентспилсе.",
        "Порт работает с советских времён.",
        "Каждую осень сюда съезжаются капитаны.",
        "Тут в рядах зашептались.",
    ],
)
def test_a_sentence_of_the_narrator_does_not_go_on(sentence):
    assert len(read_russian(SAID + sentence)) == 1


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Также предложила построить мост, подчеркнув, что дорога закрыта.", ["Анна Лунд"]),
        ("Было отмечено, что мост нужен, подчеркнув, что дорога закрыта.", []),
    ],
)
def test_a_participle_has_the_speaker_of_the_words_before_it(sentence, people):
    read = read_russian(SAID + sentence)
    assert [each[-1] for each in read] == [["Анна Лунд"], people, people]
    assert "дорога закрыта" in read[-1]
