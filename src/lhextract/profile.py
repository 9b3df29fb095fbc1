"""What is particular to one source: `pipeline/profiles/<source>.toml`, read strictly."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from lhextract.addresses import without_user
from lhextract.errors import ProfileError
from lhextract.phones.numbers import is_region

SOURCE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _region(code: str) -> str:
    if not is_region(code):
        raise ValueError("region")
    return code


Name = Annotated[str, Field(pattern=r"^\S(?:.*\S)?$")]  # not empty, no blanks at its ends


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _page_url(url: str) -> str:
    if without_user(url) != url:
        raise ValueError("user")
    return url


class SourceTable(_Table):
    """`[source]`: where the page is, in which language (ISO 639-1; without it, it is detected), its licence (SPDX)."""

    # Published with the records and kept in git: a password would be too.
    url: Annotated[str, AfterValidator(_page_url)] | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None
    license: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.+-]{0,99}$")] | None = None


class PhoneTable(_Table):
    """`[phone]`: the region (ISO 3166-1 alpha-2) of numbers without country code; without it, the page decides."""

    region: Annotated[str, AfterValidator(_region)] | None = None


class HostTable(_Table):
    """`[host]`: the university whose page it is, by every name that the page uses, the full name first."""

    # TOML has lists, not tuples.
    names: Annotated[tuple[Name, ...], Field(strict=False)] = ()


MINIMUM = "min_"
Number = Annotated[int, Field(ge=1)]
Prefix = Annotated[str, Field(pattern=r"^\+[1-9][0-9]{0,14}$")]
# What `expect.required` may name.
RequiredField = Literal[
    "title",
    "text",
    "partners",
    "host_units",
    "contacts",
    "persons",
    "phones",
    "emails",
    "years",
    "programs",
    "links",
    "captions",
]


class ExpectTable(_Table):
    """`[expect]`: what a good extraction has; a check, never a way to get there."""

    initiatives: Number | None = None
    categories: Number | None = None
    per_category: dict[Name, Number] = {}
    min_contacts: Number | None = None
    min_phones: Number | None = None
    min_emails: Number | None = None
    min_people: Number | None = None
    min_institutions: Number | None = None
    min_partners: Number | None = None
    min_programs: Number | None = None
    min_years: Number | None = None
    min_links: Number | None = None
    # TOML has lists, not tuples.
    required: Annotated[tuple[RequiredField, ...], Field(strict=False)] = ()
    phone_prefixes: Annotated[tuple[Prefix, ...], Field(strict=False)] = ()

    def minimum(self) -> dict[str, int]:
        """The least numbers by what they count ("contacts")."""
        return {
            key.removeprefix(MINIMUM): value
            for key, value in self.model_dump(exclude_none=True).items()
            if key.startswith(MINIMUM)
        }


class RecognisersTable(_Table):
    """`[recognisers]`: a spaCy pipeline, by the name of its package or its folder, in place of the shipped network."""

    spacy_model: Name | None = None


class FetchTable(_Table):
    """`[fetch]`: whom the server may ask about us, and how much of our time and memory a page may take."""

    contact: Name | None = None
    timeout_s: Annotated[int, Field(ge=1, le=3600)] | None = None
    max_bytes: Annotated[int, Field(ge=1, le=200_000_000)] | None = None


class CorrectionsTable(_Table):
    """`[corrections]`: what is in force where a page and a steward both say something new.

    `keep` the steward's value, or `follow` the page; either way the entry is re-opened.
    """

    reopened: Literal["keep", "follow"] = "keep"


class Profile(_Table):
    """One source. Everything may be left out; `defaults_taken` says what then applies."""

    source: SourceTable = SourceTable()
    fetch: FetchTable = FetchTable()
    phone: PhoneTable = PhoneTable()
    host: HostTable = HostTable()
    expect: ExpectTable = ExpectTable()
    recognisers: RecognisersTable = RecognisersTable()
    corrections: CorrectionsTable = CorrectionsTable()

    def defaults_taken(self) -> tuple[str, ...]:
        """What a run has to decide by itself, one sentence each."""
        sentences = []
        if self.source.language is None:
            sentences.append("language: told by the page's function words")
        if self.phone.region is None:
            sentences.append("phone region: the country code that most numbers of the page have")
        if not self.host.names:
            sentences.append("host university: the one that title and introduction name")
        return tuple(sentences)


ALLOWED = {
    "phone.region": "a region code of ISO 3166-1 alpha-2 such as DE",
    "source.language": "a language code of ISO 639-1 such as en",
    "source.url": "a string, without user name and password",
    "source.license": "the SPDX identifier of a licence such as CC-BY-4.0",
    "host.names": "a list of names, none empty",
    "recognisers.spacy_model": "the name of an installed spaCy pipeline, or the path of its folder",
    "corrections.reopened": "keep or follow",
    "fetch.contact": "an e-mail address or a URL",
    "fetch.timeout_s": "a whole number of seconds from 1 to 3600",
    "fetch.max_bytes": "a whole number of bytes from 1 to 200000000",
    "expect.per_category": 'a table of categories with whole numbers of 1 or more, such as "Networks" = 5',
    "expect.required": f"a list of {', '.join(get_args(RequiredField))}",
    "expect.phone_prefixes": 'a list of beginnings in E.164, such as "+49351463": "+", country code, digits, no blanks',
    **{
        f"expect.{name}": "a whole number of 1 or more"
        for name in ExpectTable.model_fields
        if name in {"initiatives", "categories"} or name.startswith(MINIMUM)
    },
}
# Codes that people use and ISO 3166-1 does not; unnoticed, they lose every number without country code.
MEANT_REGION = {
    "UK": "GB",
    "EN": "GB",
    "SCOTLAND": "GB",
    "USA": "US",
    "EU": None,
    "GER": "DE",
    "D": "DE",
    "A": "AT",
    "GERMANY": "DE",
}


def read_profile(path: Path) -> Profile:
    """Read a profile; the first thing wrong with it is a `ProfileError` that names key, value and remedy."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, UnicodeDecodeError, a number too long, too deep
        raise ProfileError(path, key="file", found=str(error), allowed="TOML in UTF-8") from error
    try:
        return Profile.model_validate(table)
    except ValidationError as error:
        raise _explain(path, error.errors()[0], table) from error


def _explain(path: Path, problem: Any, table: dict[str, Any]) -> ProfileError:  # noqa: ANN401 - pydantic's own type
    key = ".".join(str(part) for part in problem["loc"] if not isinstance(part, int))
    if problem["type"] == "extra_forbidden":
        return _unknown_key(path, problem["loc"])
    hint = None
    if key == "phone.region":
        meant = MEANT_REGION.get(str(problem["input"]).upper()) or (
            str(problem["input"]).upper() if is_region(str(problem["input"]).upper()) else None
        )
        hint = f"did you mean {meant}?" if meant else None
    if problem["type"] == "literal_error":
        close = difflib.get_close_matches(str(problem["input"]), get_args(RequiredField), n=1)
        hint = f"did you mean {close[0]}?" if close else None
    if key == "source.url" and isinstance(problem["input"], str):
        return ProfileError(path, key=key, found=without_user(problem["input"]), allowed=_allowed(key, problem["msg"]))
    if isinstance(table.get(key), str | int | list):
        return ProfileError(path, key=key, found=problem["input"], allowed=f"a table; write [{key}]")
    return ProfileError(path, key=key, found=problem["input"], allowed=_allowed(key, problem["msg"]), hint=hint)


def _allowed(key: str, message: str) -> str:
    """What a key may hold; the entries of a table are told of as the table."""
    table = ".".join(key.split(".")[:2])
    return ALLOWED.get(key) or ALLOWED.get(table, message)


def _unknown_key(path: Path, location: tuple[str | int, ...]) -> ProfileError:
    tables = {name: tuple(field.default.__class__.model_fields) for name, field in Profile.model_fields.items()}
    known = tuple(tables) if len(location) == 1 else tables[str(location[0])]
    close = difflib.get_close_matches(str(location[-1]), known, n=1)
    where = "the profile" if len(location) == 1 else f"[{location[0]}]"
    return ProfileError(
        path,
        key=where,
        found=str(location[-1]),
        allowed=", ".join(known),
        hint=f"did you mean {close[0]}?" if close else "remove the key",
    )
