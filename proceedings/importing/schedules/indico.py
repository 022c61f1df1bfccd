"""The JSON of Indico's export of an event: https://docs.getindico.io/en/stable/http-api/exporters/event/."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from proceedings.importing.proposals import UnreadableFileError

from .programme import Part, Person, Talk, check_file, read_programme, with_offset
from .states import named
from .values import day_of, dict_of, list_of, moment_of, parse_json, prose_of, text_of, zone_of

# The lists of persons of a contribution. The first that is not empty counts.
PERSONS = ("speakers", "primaryauthors", "presenters")


def read_indico(data, name, language=""):
    """Return (text, Proposal) of the bytes of an export with one event. Raise UnreadableFileError."""
    check_file(data)
    results = parse_json(data).get("results")
    events = [*map(of_timetable, results.values())] if isinstance(results, dict) else list_of(results)
    if len(events) != 1:
        raise UnreadableFileError(
            _("Export one event of Indico at a time, with detail=sessions or detail=contributions.")
        )
    event = events[0]
    if not (event.get("sessions") or event.get("contributions")):
        message = _("This export has no sessions and no contributions: add ?detail=contributions to its address.")
        raise UnreadableFileError(message)
    conference = {
        "title": text_of(event.get("title")),
        "starts_on": day_of(text_of(dict_of(event.get("startDate")).get("date"))),
        "ends_on": day_of(text_of(dict_of(event.get("endDate")).get("date"))),
        "place": ", ".join(filter(None, (text_of(event.get("room")), text_of(event.get("location"))))),
        "time_zone": text_of(event.get("timezone")),
    }
    conference["notes"] = notes = []
    parts = [session_part(each, notes) for each in list_of(event.get("sessions"))]
    # With some options of the export, the talks of sessions are in both lists.
    known = {talk.identifier for part in parts for talk in part.talks if talk.identifier.startswith("http")}
    others = [each for each in list_of(event.get("contributions")) if identifier_of(each) not in known]
    parts += contribution_parts(others, notes)
    return read_programme([part for part in parts if part.title], name, "indico", conference, language)


def of_timetable(days):
    """Return an event with the sessions and contributions of Indico's timetable: {day: {key: entry}}."""
    sessions, contributions, breaks = [], [], []
    for entry in (each for day in dict_of(days).values() for each in entries_of(day)):
        if text_of(entry.get("entryType")) != "Session":
            contributions.append(entry)
            continue
        within = entries_of(entry.get("entries"))
        sessions.append(entry | {"contributions": [each for each in within if not is_break(each)]})
        breaks += filter(is_break, within)
    return {"sessions": sessions, "contributions": contributions + breaks}


def entries_of(entries):
    return list_of([*dict_of(entries).values()])


def is_break(entry):
    return text_of(entry.get("entryType")) == "Break"


def session_part(session, notes):
    part = new_part(session)
    # A block of a session may have no title of its own.
    about = dict_of(session.get("session"))
    part.title = part.title or text_of(session.get("slotTitle")) or text_of(about.get("title")) or _("Session")
    conveners = list_of(session.get("conveners")) or list_of(about.get("conveners"))
    if names := [name for each in conveners if (name := person_of(each).name)]:
        message = _("“%(title)s”: its conveners are not imported: %(names)s.")
        notes.append(message % {"title": part.title, "names": ", ".join(names)})
    part.talks = with_speakers(list_of(session.get("contributions")), notes)
    part.talks.sort(key=lambda talk: talk.starts_at or "~")
    part.summary = prose_of(session.get("description"))
    return part


def with_speakers(contributions, notes):
    """Return the talks of contributions and of their parts; those without a speaker are noted."""
    rows = [row for each in contributions for row in (each, *list_of(each.get("subContributions")))]
    talks = [talk for row in rows if (talk := talk_of(row, notes)).title]
    notes += [_("“%s” has no speaker, and is left out.") % talk.title for talk in talks if not talk.persons]
    return [talk for talk in talks if talk.persons]


def contribution_parts(contributions, notes):
    """Return a Part for each session that contributions name, and one for each contribution without a session."""
    parts = {}
    for each in contributions:
        title, talk = text_of(each.get("session")), talk_of(each, notes)
        if not talk.title:
            continue
        part = parts.get(title) if title else None
        if part is None:
            part = new_part(each)
            part.title = title or part.title
            part.identifier = part.identifier if not title else ""
            parts[title or len(parts)] = part
        part.starts_at = min(filter(None, (part.starts_at, talk.starts_at)), default="")
        part.ends_at = max(part.ends_at, moment_text(each.get("endDate"), talk.title))
        within = with_speakers(list_of(each.get("subContributions")), notes)
        if talk.persons or title:
            part.talks += with_speakers([each | {"subContributions": []}], notes)
        else:
            part.summary = talk.abstract
        part.talks += within
    return parts.values()


def new_part(row):
    room = text_of(row.get("roomFullname")) or text_of(row.get("room"))
    title = text_of(row.get("title"))
    times = (moment_text(row.get("startDate"), title), moment_text(row.get("endDate"), title))
    return Part(title, [], room, *times, identifier=identifier_of(row))


def talk_of(row, notes):
    persons = next((people for name in PERSONS if (people := [*map(person_of, list_of(row.get(name)))])), [])
    title, abstract = text_of(row.get("title")), prose_of(row.get("description"))
    by_name = {person.name: person for person in persons}
    persons = [by_name[name] for name in named(by_name, title, notes)]
    starts_at = moment_text(row.get("startDate"), title)
    return Talk(title, persons, abstract, "plain", "", starts_at, identifier_of(row))


def identifier_of(row):
    return text_of(row.get("url")) or text_of(row.get("db_id")) or text_of(row.get("id"))


def person_of(row):
    given = text_of(row.get("first_name") or row.get("firstName"))
    family = text_of(row.get("last_name") or row.get("familyName"))
    name = f"{given} {family}".strip()
    if not (given and family):
        # "Ms DIALLO, Amina"
        family, comma, given = text_of(row.get("fullName") or row.get("name") or name).partition(",")
        name = f"{given} {family}".strip() if comma else family.strip()
    return Person(name, text_of(row.get("affiliation")))


def moment_text(value, title):
    """Return the ISO text of Indico's {"date", "time", "tz"}, with its offset; "" for anything else.

    Raise UnreadableFileError for a time without an offset that the zone skips or repeats.
    """
    value = dict_of(value)
    moment = moment_of(f"{text_of(value.get('date'))}T{text_of(value.get('time'))}")
    if moment is None:
        return ""
    zone = zone_of(text_of(value.get("tz")))
    if zone and moment.tzinfo is None:
        moment = with_offset(moment, ZoneInfo(zone), title)
    return moment.isoformat()
