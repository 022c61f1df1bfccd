"""Usual headings of other people's sheets, by the columns that they mean: they are proposed, and the editor decides."""

SYNONYMS = {
    "speaker": (
        "name fullname author authors presenter presenters speakers lecturer lecturers person who speakername "
        "speakernames panelist panelists panellist panellists referent referentin referenten referierende "
        "vortragende vortragender sprecher sprecherin redner rednerin rednerinnen докладчик докладчики спикер "
        "спикеры выступающий выступающие фио автор авторы intervenant intervenante intervenants conférencier "
        "conférenciers orateur oratrice orateurs auteur auteurs ponente ponentes orador oradora oradores autor "
        "autores relatore relatori palestrante 演讲人 演讲者 发言人 报告人 主讲人 讲者 嘉宾 演讲嘉宾 "
        "发言嘉宾 主讲嘉宾 演讲者姓名 作者 姓名 講者 演講者 報告人 発表者 "
        "講演者 nameofspeaker nameofthespeaker nameofpresenter cospeaker cospeakers copresenter copresenters"
    ),
    "given": "firstname givenname vorname имя prénom prenom nombre nome 名",
    "middle": "middlenames secondname patronymic отчество второеимя побатькові",
    "family": "lastname familyname surname nachname familienname фамилия nom apellido apellidos cognome sobrenome 姓",
    "abstract": (
        "abstract description summary zusammenfassung kurzfassung beschreibung аннотация описание тезисы résumé "
        "resume resumen descripción resumo descrição riassunto 摘要 简介 概要 内容简介"
    ),
    "text": (
        "content transcript speech statement remarks body words wortlaut rede redetext текст выступление "
        "стенограмма texte discours texto 正文 文本 全文 讲话"
    ),
    "title": (
        "titleoftalk titleofthetalk titleofpresentation titleofpaper titleofthepaper abstracttitle talkname "
        "talk talktitle presentation presentationtitle topic subject paper papertitle proposaltitle titel thema "
        "vortrag vortragstitel название тема доклад названиедоклада темадоклада titre sujet intitulé título "
        "titulo titolo 题目 标题 主题 演讲题目 报告题目 发言题目 演讲主题 題目 演講題目 報告題目 題名 タイトル"
    ),
    "session": (
        "track panel section block sessiontitle sessionname sitzung sektion veranstaltung секция сессия заседание "
        "séance seance session sesión sesion sessão sessione 会议 分会 分论坛 场次 环节 會議 場次 議程 セッション"
    ),
    "conference": "event meeting konferenz tagung конференция conférence congreso conferencia convegno 大会 论坛",
    "speaker_identifier": "orcid orcidid wikidata wikidataid qid viaf isni",
    "organisation_identifier": "ror rorid",
    "post": (
        "position role jobtitle job function capacity funktion amt должность fonction cargo carica 职务 职位 "
        "職務 職稱 肩書"
    ),
    "organisation": (
        "organization affiliation company institution institute body organisation einrichtung firma verband "
        "организация учреждение компания institución empresa afiliación organização istituzione 单位 机构 组织 "
        "單位 機構 所属"
    ),
    "country": "nation land staat страна pays país pais paese 国家 国别",
    "date": "day startdate datum tag дата день jour fecha día dia data giorno 日期 日付",
    "time": (
        "start starttime begin hour clock uhrzeit zeit beginn von время начало heure horaire début hora inicio "
        "início ora inizio 时间 時間 开始时间 開始"
    ),
    "end": "endtime endsat finish bis ende schluss конец окончание до fin horafin fine 结束 结束时间 結束 終了",
    "delivered_at": "datetime startsat dateandtime scheduledat датаивремя 日期时间 日時",
    "themes": "theme tags keywords topics categories category schlagworte stichworte ключевыеслова motsclés 关键词",
    "language": "lang locale sprache язык langue idioma lingua 语言 言語",
    "source_url": "url link website",
    "recording_url": "video videourl youtube recordingurl запись видео",
    "kind": "type format",
    "slug": "permalink",
    "room": (
        "room roomname venue hall raum saal зал аудитория кабинет помещение salle lieu sala aula 会场 会议室 地点 "
        "房间 会場"
    ),
}
# {heading: column}. Of several columns, the first is proposed.
PROPOSALS = {}
for _column, _words in SYNONYMS.items():
    for _word in _words.split():
        PROPOSALS.setdefault(_word, _column)
# Headings of other systems' identifiers and of the time when a form was sent, which are not imported.
OTHERS = ("id", "sessionid", "speakerid", "personid", "authorid", "talkid", "submissionid", "sessiontype", "timestamp")
PROPOSALS |= dict.fromkeys(OTHERS, "")
