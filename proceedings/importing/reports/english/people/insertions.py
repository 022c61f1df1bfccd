"""Insertions between an English subject and its verb: "Ann Ash, speaking there,", "Ann Ash, the mayor,"."""

import re

INSERTED = re.compile(
    r"(?:who|which|whose|speaking|addressing|opening|closing|commenting|answering|replying|responding|turning|while|when|in|at"
    r"|on|during|for|as|after|before|with|the|a|an|also|himself|herself|president|head|director|formerly|chairing|representing"
    r"|summing|concluding|referring|touching|having|being|by|from|of|\w+ly|\w{3,}ing|\w{3,}ed|not|never|still|always|ever|one"
    r"|full|unlike|like|no|half|first|second|third|fourth|fifth|last|both)\b",
    re.IGNORECASE,
)
# Words that explain a subject, before a verb and after one.
EXPLAINS = re.compile(
    r"(?:also |now |then )?(?:who|one|which|whose|an?|the|representing|formerly|himself|herself|of|from|\d+"
    r"|(?:first|second|third|fourth|fifth|sixth|last|youngest|oldest|eldest) of)\b",
    re.IGNORECASE,
)
EXPLANATION = re.compile(
    r",\s+(?:an?|the|then|currently|who|whose|which|formerly|former|now|of|from|\d+"
    r"|(?:first|second|third|fourth|fifth|sixth|last|youngest|oldest|eldest) of)\b[^,;:.“”\"—]*(?=[,;:.—]|$)",
    re.IGNORECASE,
)
# "Ann Ash of Ohio", "Ann Ash of the basin council".
ORIGIN = re.compile(
    r"(?:\s\([^()]{2,40}\))?(?:\s(?:of|from|at)\s(?:(?:the|an?)\s(?=\w)|(?=[A-Z]))[^,;:.“”\"—()]{2,80}?)?(?=[,;:.—]|$|\s(?:in|on|at|after|during|when|while|as|to)\b)"
)
# Before somebody with a post who is no subject: "The panel, chaired by Ann Ash, Fellow of the Guild,".
DONE_BY = re.compile(r", \w+(?:ed|en) by (?:the |an? )?$")
# Before a verb with the subject of the one before it.
JOINED = re.compile(r"(?:^|[\s,])(?:(?:and|or|but|as well as)(?: who)?|and, to [^,;:]{2,60},)$", re.IGNORECASE)
# What is said about a group between commas.
ABOUT_GROUP = re.compile(
    r"(?:who|which|whose|where|an?|the|its|his|her|their|both|all|most|many|some|once|now|or|not|like|including|along|\d[\d.]*|\w+(?:ing|ed)|read|written|held|given|sent|known|drawn|led|built|seen"
    r"|(?:as|in|at|on|for|from|of|with|by|after|before|during|under)\s)\b"
)
# What a group does meanwhile: "Norway, while welcoming the offer,".
MEANWHILE = re.compile(
    r"(?:(?:while|when|after|before|by|in|although|though) )?(?!including|excluding|according|speaking)\w+ing\b"
    r"|(?:represented|joined|supported|accompanied|backed|flanked|led|followed) by\b"
)
