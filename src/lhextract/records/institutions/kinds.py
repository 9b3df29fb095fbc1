"""The kind of an institution, as far as its name shows it by itself."""

from __future__ import annotations

import re

from lhextract.model.record import InstitutionKind
from lhextract.records.name_forms import COMPANY, is_unit

# "University" names a whole one at the end, before its place, or before "of"; not in "University Hospital X".
UNIVERSITY = re.compile(
    r"^University of\b|\S University(?: (?!Institut|Hospital|Clinic|Press|Library|School|Cent|Network|Alliance"
    r"|Consortium|Association|Forum|Foundation)[^\W\d_]+)?$"
    r"|\bUniversit(?:ät|é|à|at|eit|et|etet)\b|\bUniversidade?\b|\wuniversität\b"
    r"|^(?:TU|ETH|RWTH|KU|FU|HU) \w+$|^Politecnico di\b|^Hochschule\b|\whochschule\b|\bUniversity of Technology\b"
    r"|\bInstitute of Technology\b|\bUniversity of Applied Sciences\b",
    re.IGNORECASE,
)
INTERNATIONAL = re.compile(
    r"^(?:European (?:Commission|Union|Parliament|Central Bank)|Europäischen? (?:Kommission|Union)|United Nations\b"
    r"|Vereinte[nr]? Nationen|World (?:Bank|Health|Meteorological|Trade))|^(?:EU|UN|UNESCO|UNEP|WHO|OECD|OSZE|OSCE)$"
)
FUNDER = re.compile(
    r"\bResearch Council\b|\bScience Foundation\b|\bScience Fund\b|[Ff]orschungsgemeinschaft\b|\bNationalfonds"
    r"|\bResearch Foundation\b|\bFunding Council\b|\bAustauschdienst"
)
AGENCY = re.compile(
    r"\bMinist(?:ry|ère|erio)\b|ministerium(?:s)?\b|\bGovernment\b|^(?:City|Canton|State) of\b|^(?:Stadt|Kanton) "
    r"|^Freistaat|^Department of (?:Foreign|State)|\bEmbassy\b|\bBotschaft\b|\bAuswärtige[ns]? Amt|^Agency for\b"
    r"|\b[A-Z]\w+ Agency$|[a-zäöü]agentur\b|Bundesamt"
)
NETWORK = re.compile(
    r"\b(?:Network|Netzwerk|Alliance|Allianz|Consortium|Konsortium|League|Verbund|Forum|Platform|Plattform)\b"
    r"|(?:netzwerk|allianz|verbund|konsortium)\b|\bUniversities\b|\bCollaboration$"
)
ASSOCIATION = re.compile(
    r"\bFoundation\b|[Ss]tiftung\b|\bSociety\b|[Gg]esellschaft\b|\bAssociation\b|\be\. ?V\.$|\bVerein\b|\wverein\b"
    r"|\bTrust$|\bFederation\b|\wverband\b|\bFondazione\b|\bFondation\b|\bFundación\b|\bFundação\b"
)
FACILITY = re.compile(
    r"\bHospital\b|[Kk]rankenhaus\b|[Kk]linikum\b|\bObservatory\b|[Oo]bservatorium\b|[Ff]orschungszentrum\b"
    r"|^(?:Max[ -]Planck|Fraunhofer|Leibniz|Helmholtz)[ -](?:\w+ )*(?:Institut|Zentrum|Cent)|\bMuseum\b"
    r"|\bNational Laboratory\b"
)
# The first that fits decides: a foundation may be a funder, a ministry an agency of its own.
BY_FORM: tuple[tuple[InstitutionKind, re.Pattern[str]], ...] = (
    ("international", INTERNATIONAL),
    ("agency", AGENCY),
    ("funder", FUNDER),
    ("network", NETWORK),
    ("facility", FACILITY),
    ("company", COMPANY),
    ("association", ASSOCIATION),
)


def kind_of(name: str) -> InstitutionKind:
    """The kind that a name shows, "unknown" where it shows none."""
    if UNIVERSITY.search(name) and not is_unit(name):
        return "university"
    for kind, pattern in BY_FORM:
        if pattern.search(name):
            return kind
    return "unit" if is_unit(name) else "unknown"
