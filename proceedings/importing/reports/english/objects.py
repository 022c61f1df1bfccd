"""Objects that make a verb a deed in English, and objects of verbs that attribute words only with them."""

import re

# What somebody does: "assumed office", "said a few words".
DOING = re.compile(
    r"\s*(?:(?:the|his|her|their|full|overall) ){0,2}(?:office|power|command|control|responsibilit\w+|dut\w+"
    r"|charge|leadership|presidency|chairmanship|role|post|throne|goodbye|farewell|hello|grace|mass"
    r"|prayers?|a (?:few words|prayer)|nothing)\b"
    r"(?! (?:of|about|on|is|are|was|were|will|would|has|have|had|can|could|should|must|may|might)\b)"
)
# "The proposal found broad approval".
FOUND = re.compile(
    r"\s*(?:(?:a|an|no|not|little|much|some|broad|wide|general|great|strong|unanimous|favou?r\w*) ){0,2}"
    r"(?:approval|support|favou?r|agreement|echo|resonance|interest|consensus|sympathy|acceptance|followers|audience)\b"
)
# "Returned to Elm last night", but not "returned to Ann Ash's question".
PLACE = re.compile(r"\s*(?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*(?!'s|[\w-]| [A-Z])")
# "Set the port the task of widening the quay", but not "set the table".
TASKED = re.compile(
    r"\s*(?:him|her|them|(?:the|his|her|its|all)\s[^,;:.]{2,60}?|[A-Z][^,;:.]{1,60}?)"
    r"\s(?:the|an?)\s(?:\w+\s){0,2}?(?:task|goal|target|objective|aim|deadline)\s(?:of|to)\b"
)
# What somebody presses for, but not "pressed for time".
SOMETHING = (
    r"(?!(?:time|cash|money|space)\b)(?:an?|the|his|her|their|its|more|better|further|closer|faster|early|greater|all) "
)
# "Began her report with the harvest, which had been good".
DEVELOPED = re.compile(r"\s*[^,;:.“”\"]{2,90}, (?:which|whose|who|where)\b")
# Objects with which a common verb tells what somebody says: "gave the port until May to pay", "held it responsible".
OBJECTS_OF_SPEECH = {
    "give": re.compile(
        r"\s*[^,;:.]{2,60}? (?:until [^,;:.]{2,30}|(?:[\w-]+ ){1,2}(?:hour|day|week|month|year)s?) to [a-z]"
        r"|\s*[^,;:.]{2,60}? as (?:\d|the (?:date|deadline|cause|reason|aim)\b)"
    ),
    "hold": re.compile(
        r"\s*[^,;:.]{2,60}? (?:responsible|accountable|liable) for\b|\s*[^,;:.]{2,60}? to be (?:[a-z]+ ){0,2}[a-z]+"
    ),
    "renew": re.compile(
        r"\s*(?:[\w'-]+ ){0,3}?(?:invitation|call|calls|appeal|offer|pledge|promise|vow|request|demand|proposal|warning"
        r"|plea|assurances?)\b"
    ),
    "return": re.compile(
        r"\s*(?:(?:the|his|her|their|its|these|those) )?(?:[\w-]+ )?"
        r"(?:wishes|greetings?|compliments?|congratulations|thanks)\b"
    ),
    "press for": re.compile(rf"\s*{SOMETHING}"),
    "push for": re.compile(rf"\s*{SOMETHING}"),
    "seek": re.compile(
        r"\s*(?:(?!to\b)[\w'-]+ ){0,3}?(?:participation|support|help|assistance|aid|funding|co-?financing|financing"
        r"|backing|cooperation|involvement|relief|compensation|subsid(?:y|ies)|loans?|grants?|funds|consent|permission"
        r"|approval|guarantees?|clarity|an? (?:extension|exemption|postponement|solution|compromise))\b"
    ),
    "set": re.compile(
        r"\s*[^,;:.]{2,60}? as (?:the|an?|his|her|their) (?:[\w-]+ ){0,3}?(?:date|deadline|goal|target|aim|limit|term"
        r"|task|priority|condition)s?\b"
    ),
    "offer": re.compile(r"\s*(?:[\w'-]+ ){0,3}?(?:aid|assistance|help|expertise) (?:in|with|to|for)\b"),
}


# "Dedicated the medal to her mother", but not "dedicated the session to trade".
AWARD = re.compile(
    r"\s*(?:(?:the|his|her|their|this|that) )?(?:[\w-]+ )?"
    r"(?:awards?|medals?|orders?|prizes?|titles?|trophy|trophies|cup|honou?rs?"
    r"|distinctions?|victory|victories|win|wins|gold|silver|bronze|success|successes|achievements?)\b"
)


def is_dedication(cue, rest):
    """Whether somebody dedicates something to words behind "to" in speech: an award, no building and no session."""
    return cue.base != "dedicate" or bool(AWARD.match(rest))


def is_object_of_speech(cue, rest):
    """Whether the object of a common verb tells what somebody says."""
    return cue.base in OBJECTS_OF_SPEECH and bool(OBJECTS_OF_SPEECH[cue.base].match(rest))


def is_deed(cue, rest):
    """Whether the words behind a verb tell what somebody does: "said grace", "returned to Elm"."""
    if cue.base in {"return to", "come back to"}:
        return bool(PLACE.match(rest))
    return bool((cue.base in {"assume", "say"} and DOING.match(rest)) or (cue.base == "find" and FOUND.match(rest)))
