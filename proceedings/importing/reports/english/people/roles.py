"""The titles that people have in an event: "chaired by Ann Ash", "Ann Ash, who leads the group"."""

import re

from proceedings.importing.reports.attributions import NAMED
from proceedings.importing.reports.english.tokens import word_set

from .joint_posts import with_joint_posts
from .posts import is_country

EVENT = (
    r"(?:the|a|an|this|that|its|their) (?:[\w-]+ ){0,3}?"
    r"(?:event|meeting|session|sitting|conference|forum|panel|discussion|debate|round ?table|seminar|webinar"
    r"|workshop|symposium|hearing|talks|proceedings|committee|commission|council|board|inquiry|working group|jury)\b"
)
CHAIR, MODERATOR, PROFESSOR = "chair\nchairman\nchairwoman\nchairperson", "moderator\nhost", "professor"
CONVENER, LECTURER = "convener\nconvenor\norganiser\norganizer", "lecturer\npresenter\nkeynote\nspeaker\nguest"
HOST, GUEST, HEAD = "host", "guest\nvisitor", "head leader director"
# Patterns of the words before somebody's name, and after it, by the titles that they imply.
BEFORE = {
    CHAIR: re.compile(
        r"\b(?:(?:chaired|presided over) by|in the chair(?: [\w ]{2,20})?[:,](?: was| is)?"
        r"|under the (?:chairmanship|chair|presidency) of"
        r"|(?:chair(?:man|woman|person)?|president) (?:was|is)|elected) (?:the )?$",
        re.IGNORECASE,
    ),
    CONVENER: re.compile(
        r"\b(?:(?:convened|organi[sz]ed|initiated) (?:and chaired )?by"
        r"|(?:convenor|convener|organi[sz]er) (?:was|is)) (?:the )?$",
        re.IGNORECASE,
    ),
    LECTURER: re.compile(
        r"\b(?:(?:lecture|keynote|address|talk|paper|presentation) (?:was |is )?(?:given|delivered|presented|held)? ?by"
        r"|(?:paper|lecture|keynote|talk|address) (?:was|is) that (?:of|by)(?: Miss| Mrs| Mr| Ms| Dr)?\.?"
        r"|(?:lecturer|(?:keynote |final |first |main )?speaker|presenter) (?:was|is)) (?:the )?$",
        re.IGNORECASE,
    ),
    GUEST: re.compile(r"\b(?:received|receives|welcomed|welcomes) (?:\w+day )?(?:the )?$"),
    MODERATOR: re.compile(
        r"\b(?:(?:moderated|facilitated|hosted|compered|steered|guided|led) by|under the moderation of"
        r"|(?:moderator|facilitator|host) (?:was|is)) (?:the )?$",
        re.IGNORECASE,
    ),
}
# "Our guest was Ann Ash", "First up was Ann Ash".
WAS = re.compile(
    r"\b(?:[Tt]he|[Oo]ur|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]oday's|[Tt]onight's) "
    r"(?P<title>(?:[\w'-]+ ){0,3}?(?P<head>[\w-]+))"
    r"(?: (?:of|for|at) [^,;:.“”\"]{2,40})? (?:was|is|were|are)(?: once again| again| none other than)? (?:the )?$"
)
AFTER = {
    CHAIR: re.compile(rf",? (?:who )?(?:chair(?:ed|s)|presid(?:ed|es) over|was chairing) {EVENT}"),
    # At a summit, whoever is in the chair is the host.
    f"{CHAIR}\nhost": re.compile(r",? (?:who )?(?:was in|took|occupied) the [Cc]hair\b"),
    MODERATOR: re.compile(rf",? (?:who )?(?:moderate[ds]|facilitate[ds]|host(?:ed|s)|was moderating) {EVENT}"),
    GUEST: re.compile(
        r",? who (?:is|was|arrived|had arrived) (?:here )?(?:on|for) an? (?:[\w-]+ ){0,3}visit\b"
        r"|,? (?:who )?(?:(?:also )?(?:took part|participated|attended|spoke|was present|came|arrived)"
        r"(?: in [\w ]{3,30})?|(?:was|had been) invited) as (?:an? |the )?(?:\w+ )?guest\b"
    ),
    HOST: re.compile(
        r",? (?:who )?(?:has |had )?(?:(?:also |today |yesterday |on \w+day ))?(?:(?:host(?:ed|s)|played host to)"
        r" (?:his|her|the|an?|[A-Z]\w+)\b|receive[sd] (?:the )?(?!Award|Medal|Order|Prize)[A-Z])"
    ),
    HEAD: re.compile(
        r",(?: \d+,)? who (?:has |had )?(?:heads|headed|leads|led|runs|ran|run|directs|directed|chairs|chaired|founded)"
        r" (?P<of>(?:[\w'-]+ ){0,5}[\w'-]+)"
    ),
}
# "Ann Ash, 54, who was mayor until May", "Ann Ash acted as rapporteur".
WHO_IS = re.compile(
    r"(?P<who>,(?: \d+,)? who)?"
    r" (?:is|was|became|has been|had been|(?:serve[sd]|serving|work(?:s|ed)|act(?:s|ed|ing)) as) "
    r"(?:also |now |once |then )?(?:an? |the |its |their )?(?P<title>(?:[\w-]+ ){0,2}?(?P<head>[\w-]+?))"
    r"(?= (?:of|at|in|for|from|to|on|until|since|under|and|there|here)\b|[,;.])"
)
# "Chair: Ms Ash".
LABEL = re.compile(r"(?:^|[\n;.] ?)(?P<title>(?:[A-Z][\w-]* (?:of )?)?(?:[\w-]+ )?(?P<head>[\w-]+)):\s+$")
# "Treasurer's report. Ms Ash".
REPORT = re.compile(
    r"\b(?P<title>[A-Z]\w+)'s (?:report|remarks|address|statement|update|review|business|opening|introduction|summary)"
    r"[.:]?\s+$"
)
NO_FAMILY = frozenset({"colleague", "counterpart", "mate"})
STYLES = {r"Prof(?:essor)?\b": PROFESSOR, "Father ": "father priest reverend", "Sister ": "sister nun"}
# "Ann Ash (Ghana)", "Ambassador Ann Ash of Chile".
COUNTRY = re.compile(
    r" \((?:the )?(?P<in>[A-Z][\w' -]+)\)| (?:of|from|for) (?:the )?(?P<of>[A-Z][\w'-]+(?: [A-Z][\w'-]+)*)"
)
# "Ann Ash of the Port Authority", "Ann Ash, representing the Port Authority,".
BODY = re.compile(
    r"(?:,? (?:representing|speaking for|on behalf of|speaking on behalf of)"
    r"| \(?(?:of|from|for|with|at)|, (?:(?P<former>formerly|previously|until recently) )?(?:of|from|at|with)| \()"
    r"(?: the| an?)? ?(?P<of>[A-Z][\w'-]*(?:(?: (?:of|and|for|the))* [A-Z][\w'-]*)*)(?=[,;.)]|$| [a-z])"
)
# The end of a place: "President Ann Ash of Ghana and Prime Minister Bo Birch".
NEXT_PERSON = re.compile(
    r" and (?=(?:Mr|Mrs|Ms|Dr|(?:Prime |Foreign |Chief |Vice )?(?:Minister|President|Chancellor|Premier|Governor|King"
    r"|Queen|Ambassador|Mayor|Secretary)) )"
)
HEADS = frozenset({"President", "Prime Minister", "Premier", "Chancellor", "King", "Queen", "Emir", "Chief Minister"})
# A second post: "Ann Ash, a teacher at Elm School and president of the club".
SECOND = re.compile(
    r"[^,;:.“”\"—]{0,80}? and (?:also )?(?:an? |the |its |their )?(?P<title>(?:[\w-]+ ){0,2}?(?P<head>[a-z][\w-]+))"
    r"(?= (?:of|at|for) [^,;:.“”\"—]+[,.])"
)
COUNTERPART = re.compile(
    r"(?P<country>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?) (?:counterpart|colleague|opposite number),? [A-Z]"
)
LONGEST = 40


def with_roles(text, span, mentions):
    """Give each person in a sentence the titles that its words imply; return the mentions."""
    for each in mentions:
        if each.manner == NAMED:
            each.role = counterpart_of(mentions, each) or "\n".join(roles_of(text, span, each))
    return with_joint_posts(text, span, mentions)


def counterpart_of(mentions, mention):
    """Return the post of "the Danish Minister" for "her Estonian counterpart, Bo Birch"."""
    match = COUNTERPART.match(mention.text)
    other = next((each.post for each in mentions if match and each.post and each is not mention), "")
    post = other.partition(" of ")[0].split()
    own = " ".join(word for word in post if not is_country(word.removesuffix("'s")))
    return f"{match['country']} {own or 'representative'}" if match else ""


def roles_of(text, span, mention):
    """Return the titles of somebody; the representative of a body only if there is no other."""
    listed = list(dict.fromkeys(roles(text, span, mention)))
    others = [each for each in listed if not each.startswith(("representative", "former official"))]
    return others or listed


def roles(text, span, mention):
    """Yield the titles that the words around a name imply."""
    start, end = span
    before = text[max(start, mention.start - LONGEST) : mention.start]
    yield from (role for role, pattern in BEFORE.items() if pattern.search(before))
    body = BODY.match(text, mention.end, end)
    for role, pattern in AFTER.items():
        match = pattern.match(text, mention.end, end) or (body and pattern.match(text, body.end(), end))
        if match:
            yield f"{role} of {match['of']}" if "of" in pattern.groupindex else role
    match = WHO_IS.match(text, mention.end, end)
    if match and (match["who"] or match["head"] in word_set("titles")):
        yield match["title"]
    first = re.split("[ ,]", mention.text, maxsplit=1)[0]
    if is_country(first) and not mention.name.startswith(first) and not mention.post:
        yield f"representative of {first}"
    yield from introduced(text, mention)
    if body:
        place = NEXT_PERSON.split(body["of"])[0]
        # "President Ann Ash of Ghana" is its President.
        post = mention.post if mention.post in HEADS and mention.text.endswith(mention.name) else "representative"
        yield f"{'former official' if body['former'] else post} of {place}"
    country = COUNTRY.match(text, mention.end, end)
    # A president is no delegate.
    is_delegate = not mention.post or "ambassador" in mention.post.lower()
    if country and is_delegate and is_country(name := country["in"] or country["of"]):
        yield f"representative delegate of {name}"
    match = SECOND.match(text, mention.end, end) if mention.post and "," in mention.text else None
    if match and match["head"] in word_set("titles"):
        yield match["title"]
    # "The rector, Professor Ann Ash".
    yield from (role for style, role in STYLES.items() if re.search(rf"(?:^|, ){style}", mention.text))


def introduced(text, mention):
    """Yield the titles that stand before a name: "our guest was Ann Ash", "her sister, Ann Ash", "Chair: Ms Ash"."""
    before = text[max(0, mention.start - LONGEST) : mention.start]
    if (was := WAS.search(before)) and was["head"].lower() in word_set("titles"):
        yield was["title"]
    relation = re.split("[ ,]", mention.text, maxsplit=1)[0].lower()
    if relation in word_set("relations") - NO_FAMILY and mention.name != mention.text:
        yield relation
    if (report := REPORT.search(before)) and report["title"].lower() in word_set("titles"):
        yield report["title"]
    label = LABEL.search(before)
    if label and label["head"].lower() in word_set("titles"):
        yield label["title"]
