"""A new workspace: its folders, an example profile, and empty lookup tables."""

from __future__ import annotations

from pathlib import Path

from lhextract.errors import UsageError
from lhextract.lookups import INSTITUTION_COLUMNS, NOT_NAME_COLUMNS, PROGRAM_COLUMNS

EXAMPLE = """\
# One source. Rename the file: its name is the id of the source, in lower case letters, digits and hyphens.
# Everything may be left out; what then applies stands behind each key.

[source]
# url = "https://…"            # where the page is (none)
# license = "CC-BY-4.0"        # SPDX id of the licence that the page is under (none is stated)
# language = "en"              # ISO 639-1 (told by the page's function words)

[fetch]
# contact = "you@uni.example"  # whom a server may ask about our requests: an e-mail address or a URL (nobody)
# timeout_s = 60               # seconds for everything that a fetch does (60)
# max_bytes = 20000000         # largest page (20000000)

[phone]
# region = "DE"                # ISO 3166-1 alpha-2, for numbers without country code (that of the other numbers)

[host]
# names = ["Full Name", "Short Name"]   # the university whose page it is, as the page writes it (told from the page)

[expect]
# initiatives = 22             # a check, never a way to get there (none)
# categories = 5
# min_contacts = 25            # also: phones, emails, people, institutions, partners, programs, years, links (none)
# required = ["contacts"]      # what every initiative has (nothing)
# phone_prefixes = ["+49351463"]   # how the numbers of this page begin, in E.164 (any)

# [expect.per_category]
# "Networks" = 5               # initiatives of a category: its heading, or headings joined by " › " (none)

[recognisers]
# spacy_model = "en_core_web_trf"   # a spaCy pipeline in place of the shipped network (the shipped network)
"""


def create_workspace(folder: Path, *, write: bool) -> list[Path]:
    """Return the files of a new workspace, made unless `write` is False; an existing one is refused."""
    if (folder / "pipeline").exists():
        raise UsageError(f"{folder}: found a folder pipeline/, allowed is a folder without one; nothing was changed")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: found a file, allowed is a folder; name another one")
    files = {
        folder / "pipeline" / "profiles" / "example.toml": EXAMPLE,
        folder / "pipeline" / "lookups" / "institutions.csv": ",".join(INSTITUTION_COLUMNS) + "\n",
        folder / "pipeline" / "lookups" / "programs.csv": ",".join(PROGRAM_COLUMNS) + "\n",
        folder / "pipeline" / "lookups" / "not_names.csv": ",".join(NOT_NAME_COLUMNS) + "\n",
        folder / "raw" / ".gitkeep": "",
        folder / "extracted" / ".gitkeep": "",
    }
    if write:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return list(files)
