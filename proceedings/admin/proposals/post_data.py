"""The fields of the proposal page, applied to an EditedProposal.

A field that was not sent changes nothing, because a page has only some of the statements. Values are stored as they
were typed, even if they are wrong: problems.py reports them.
"""

from collections import defaultdict

from django.core.exceptions import ValidationError

from proceedings.admin.forms.suggestions import NamedLanguageField
from proceedings.admin.uploads.answers import known_slugs
from proceedings.importing.proposals.editing import plain_words
from proceedings.models import Conference, Form, Kind
from proceedings.text import name_text

from . import people

# The fields of a new conference that have one line each.
CONFERENCE_FIELDS = ("title", "starts_on", "ends_on", "place", "language", "time_zone")
# The one-line fields of a statement, and all fields with typed text.
LINES = ("title", "session", "label")
TYPED = {*LINES, "text", "speaker", "post", "organisation", "add_theme", "name", "conference", "voice_name"}
# The answer “a new speaker”.
NEW = "+"


def apply_fields(edited, data, themes):
    """Apply the sent fields, and return sentences about those that could not be applied.

    `themes` are the ThemeNames of the record.
    """
    apply_conference(edited, data)
    errors = []
    titles = defaultdict(set)
    for row in edited.rows:
        if f"speaker-{row.key}" in data:
            session = row.statement.session
            apply_row(edited, row, data)
            titles[session].add(row.statement.session)
            errors += apply_themes(row, data, themes)
    rename_sessions(edited, titles)
    # Answers come last, because they are about the names that the page showed.
    apply_people(edited, data)
    apply_voices(edited, data)
    return errors


def apply_conference(edited, data):
    if "conference" in data:
        slug = data["conference"]
        edited.conference = slug if not slug or known_slugs(Conference, [slug]) else edited.conference
    stated = dict(edited.proposal.conference)
    for name in CONFERENCE_FIELDS:
        if f"conference-{name}" in data:
            stated[name] = one_line(data[f"conference-{name}"])
    if "conference-organisers" in data:
        lines = map(one_line, data["conference-organisers"].splitlines())
        stated["organisers"] = [line for line in lines if line]
    if "conference-language" in data:
        stated["language"] = canonical(stated["language"])
    given = edited.proposal.conference
    edited.proposal.conference = {name: value for name, value in stated.items() if value or name in given}


def canonical(language):
    try:
        return NamedLanguageField(required=False).clean(language)
    except ValidationError:
        return language


def rename_sessions(edited, titles):
    """Rename each session of a programme, which keeps its room and times, if all its statements have one new title.

    `titles` are those of its statements now: {former title: set of titles}.
    """
    stated = edited.proposal.conference.get("sessions", ())
    used = {row.statement.session for row in [*edited.rows, *edited.dropped]}
    taken = {each["title"] for each in stated}
    for each in stated:
        now = titles[each["title"]]
        if len(now) == 1 and each["title"] not in used and not now & {"", *taken}:
            [each["title"]] = now


def apply_row(edited, row, data):
    statement = row.statement
    row.is_accepted = f"accepted-{row.key}" in data
    sent = {name: data.get(f"{name}-{row.key}") for name in (*LINES, "kind", "form", "text")}
    for name in LINES:
        # Unchanged words stay exactly as they are in the source.
        if sent[name] is not None and one_line(sent[name]) != one_line(getattr(statement, name)):
            setattr(statement, name, one_line(sent[name]))
    if sent["kind"] in Kind.values:
        statement.kind = sent["kind"]
    if sent["form"] in Form.values:
        statement.form = sent["form"]
    if sent["text"] is not None and plain_words(sent["text"]) != plain_words(statement.text):
        statement.text = plain_words(sent["text"]).strip()
    apply_speaker(edited, statement, data, row.key)


def apply_speaker(edited, statement, data, key):
    """Set the speaker. Another speaker brings their own post, unless the editor typed one."""
    name = name_text(one_line(data[f"speaker-{key}"]))
    post, organisation = (one_line(data.get(f"{field}-{key}", "")) for field in ("post", "organisation"))
    is_other = name != edited.speaker_of(statement)
    is_same_post = (post, organisation) == (one_line(statement.post), one_line(statement.organisation))
    if is_other:
        reassign(edited, statement, name, *(("", "") if is_same_post else (post, organisation)))
    if not is_same_post:
        statement.post, statement.organisation = post, organisation
    elif is_other:
        number = edited.number_of(name)
        speaker = edited.proposal.speakers[number - 1] if number else None
        statement.post, statement.organisation = (speaker.post, speaker.organisation) if speaker else ("", "")


def reassign(edited, statement, name, post="", organisation=""):
    if edited.voice_of(statement) in edited.voices or (edited.asks_voices and name):
        # The number of a voice is not a name that should be printed.
        statement.label = ""
    if not name:
        statement.speaker = None
        return
    edited.add_speaker(name, post, organisation)
    statement.speaker = name
    if statement.kind == Kind.NARRATIVE:
        statement.kind = Kind.REMARKS.value


def apply_themes(row, data, themes):
    """Keep the themes that are still checked, and add those that were typed. Return sentences about unknown ones."""
    key = row.key
    chosen = data.getlist(f"theme-{key}")
    kept = [slug for slug in row.statement.themes if slug in chosen]
    errors = []
    for name in filter(None, map(one_line, data.get(f"add_theme-{key}", "").split(";"))):
        slug, error = themes.resolve(name)
        (errors if error else kept).append(error or slug)
    row.statement.themes = list(dict.fromkeys(kept))
    return errors


def apply_people(edited, data):
    for number, speaker in enumerate(list(edited.proposal.speakers), 1):
        if f"person-{number}" not in data:
            continue
        name = name_text(one_line(data.get(f"name-{number}", ""))) or speaker.name
        if name != speaker.name:
            people.rename(edited, number, name)
        else:
            apply_answer(edited.people.get(name), data[f"person-{number}"])
        people.set_capacity(
            edited, number, *(one_line(data.get(f"person_{field}-{number}", "")) for field in ("post", "organisation"))
        )


def apply_answer(person, answer):
    """Store who a name means: an offered row or a new speaker. An answer that the page already showed is not stored."""
    slug = "" if answer == NEW else answer
    offered = {"", *(slug for slug, _label in person["candidates"])} if person else ()
    if answer and slug in offered and slug != people.choice_of(person):
        person["answer"] = slug


def apply_voices(edited, data):
    """Store who the voices are: `voice-<n>` is a label, `voice_name-<n>` the name, `voice_nobody-<n>` a check box."""
    for field, label in data.items():
        kind, _dash, number = field.partition("-")
        if kind != "voice" or label not in edited.voice_counts():
            continue
        name = name_text(one_line(data.get(f"voice_name-{number}", "")))
        if name:
            edited.add_speaker(name)
            edited.voices[label] = name
        elif f"voice_nobody-{number}" in data:
            edited.voices[label] = ""
        else:
            edited.voices.pop(label, None)


def typed_texts(edited, data):
    """Return [(name of the field, text)] of the typed texts, without those that the proposal already has."""
    statements = [row.statement for row in [*edited.rows, *edited.dropped]]
    own = {getattr(each, name) for each in statements for name in ("text", *LINES, "post", "organisation")}
    own |= {each.name for each in edited.proposal.speakers}
    own |= {value for value in edited.proposal.conference.values() if isinstance(value, str)}
    known = {one_line(text) for text in own}
    sent = [(name, text) for name, texts in data.lists() for text in texts if name.partition("-")[0] in TYPED]
    return [(name, text) for name, text in sent if text.strip() and one_line(text) not in known]


def one_line(value):
    return " ".join(value.replace("\0", " ").split())
