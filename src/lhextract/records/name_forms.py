"""What the form of a name tells of an institution: a part of a university, a whole one, a company, a network."""

from __future__ import annotations

import re
from functools import lru_cache

# Different names of which the form is kept in mind: those of some twenty pages, each of which asks many times.
NAMES = 4096

# A part of a university: its type stands first ("Institute of Physics", "Lehrstuhl für …"). Where a proper
# word comes first ("Harbin Institute of Technology"), it stands for itself, offices and hospitals aside.
UNIT = re.compile(
    r"^(?:(?:Facult|Fakult|Institute? (?:of|for|für)|Institut d|Department|Departement|School of|Chair|Lehrstuhl"
    r"|Professur|Fachgebiet|Fachbereich|Clinic|Klinik|Poliklinik|Cent(?:er|re) (?:of|for)|Zentrum für|Division"
    r"|College of|Abteilung|Laborator|Dezernat|Seminar für|Deanery|Arbeitsbereich|Uniklinik|Universitätsklinikum"
    r"|University (?:Hospital|Clinic|Library)|Section|Collegium)"
    r"|(?:[\w’'&.-]+ ){1,4}(?:Office|Büro|Unit|Service|Services)\b|\S*(?:institut|seminar|fakultät)\b"
    r"|[\w-]+(?:er|en|e) Fakultät)"
)
WHOLE = re.compile(
    r"\bUniversi(?!ty Hospital|ty Clinic|ty Library|tätsklinikum)\w+|universität|\bHochschule|\bPolit[eé]c\w+"
    r"|\bAcademy|Akademie|\bCollege\b(?! of)",
    re.IGNORECASE,
)
# Universities that go by letters and a place ("TU Dresden", "ETH Zürich").
LETTERS = re.compile(r"^(?:TU|FU|HU|KU|TH|UC|ETH|RWTH|IIT) \w")
# Heads that a part of a university may have wherever they stand ("James Watt School of Engineering").
PART = re.compile(
    r"\b(?:Faculty|School|Department|Institute?|Cent(?:er|re|rum)|Zentrum|Laborator(?:y|ium)|Lab|Clinic|Group"
    r"|Office|Unit|Chair|Division|Section|Library|Museum|Kolleg|Department|College|Hub)\b"
    r"|(?:fakultät|institut|zentrum|klinik|lehrstuhl|seminar|dezernat|referat|rektorat|professur|bibliothek|labor"
    r"|büro|stelle)(?:s|e?n)?\b",
    re.IGNORECASE,
)
COMPANY = re.compile(
    r"\b(?:GmbH|AG|SE|Ltd\.?|Limited|Inc\.?|S\.A\.|plc|Group|Co\.|KG|Corporation|S\.p\.A\.|AB|N\.V\.)$"
)
# Bodies that have members: what an initiative is called after rather than who carries it.
NETWORK = re.compile(
    r"Network|Netzwerk|Alliance|Allianz|Consortium|Konsortium|League|Association|Verbund|Platform|Forum|\be\. ?V\.$"
    r"|Initiative|Federation|Verband|Bündnis|Union\b|Verein\b",
    re.IGNORECASE,
)
GOVERNMENT = re.compile(
    r"\bMinist(?:ry|er)|minister(?:ium|iums)\b|\bGovernment|\bEmbassy|\bBotschaft|\bCouncil\b|\bCommission|Kommission"
    r"|\bAgency|[Aa]gentur\b|\bFoundation\b|[Ss]tiftung\b|\bFund\b|[Ff]onds\b|\bStadt\b|\bCity of|\bLand\b|\bFreistaat"
    r"|\bBank\b|bank\b|\bTrust\b|\bAuswärtige[ns]? Amt",
)
ACRONYM = re.compile(r"^[A-Z0-9][\w&.-]{0,9}$")


@lru_cache(maxsize=NAMES)
def is_university(text: str) -> bool:
    """Whether a name is that of a whole university, by its form."""
    return bool(WHOLE.search(text) or LETTERS.match(text)) and not UNIT.search(text)


@lru_cache(maxsize=NAMES)
def is_unit(text: str) -> bool:
    """Whether a name is that of a part of a university, by its form."""
    return bool(UNIT.search(text)) and not WHOLE.search(text)


@lru_cache(maxsize=NAMES)
def shapes(text: str) -> tuple[str, ...]:
    """What the form of a name tells, one word for each sign; none excludes another."""
    found = ["unit"] if is_unit(text) else []
    signs = {"whole": WHOLE, "part": PART, "company": COMPANY, "network": NETWORK, "government": GOVERNMENT}
    found += [name for name, pattern in signs.items() if pattern.search(text)]
    if " " not in text and sum(char.isupper() for char in text) > 1 and ACRONYM.match(text):
        found.append("acronym")
    return tuple(found) or ("plain",)
