"""Profiles: TOML that a maintainer writes by hand."""

from __future__ import annotations

from collections.abc import Iterable

from lhextract.profile import Profile, read_profile
from tests.conftest import ROOT
from tests.fuzz.scratch import refusal_names, scratch
from tests.fuzz.target import LawBroken, Target

TABLES = {name: tuple(field.default.__class__.model_fields) for name, field in Profile.model_fields.items()}


def check(data: bytes) -> None:
    """A profile is read, or refused with the file and the key; twice the same, and what it says can be told."""
    path = scratch("profile") / "some-page.toml"
    path.write_bytes(data)
    with refusal_names("some-page.toml"):
        profile = read_profile(path)
    if read_profile(path) != profile:
        raise LawBroken("the same file is another profile")
    if Profile.model_validate(profile.model_dump()) != profile:
        raise LawBroken("what a profile says is no profile")
    profile.defaults_taken()
    profile.expect.minimum()


def seeds() -> Iterable[bytes]:
    """The profiles of the repository, one with everything, and bombs."""
    yield (ROOT / "pipeline" / "profiles" / "lighthouses.toml").read_bytes()
    yield (ROOT / "src" / "lhextract" / "example" / "profile.toml").read_bytes()
    yield EVERYTHING
    yield b"[expect]\ninitiatives = " + b"9" * 5000
    yield b"a = " + b"[" * 3000
    yield b"expect.per_category" + b".a" * 1500 + b" = 1"
    yield b"[expect]\nper_category = " + b"{a=" * 90 + b"1" + b"}" * 90
    yield b"[source]\nurl = 2024-01-01T00:00:00Z\n[fetch]\ntimeout_s = inf\n"


EVERYTHING = """
[source]
url = "https://example.org/x"
language = "en"
license = "CC-BY-4.0"
[fetch]
contact = "data@example.org"
timeout_s = 30
max_bytes = 1000
[phone]
region = "DE"
[host]
names = ["Universität Beispielstadt", "UB"]
[expect]
initiatives = 3
min_phones = 2
required = ["contacts", "text"]
phone_prefixes = ["+49351"]
[expect.per_category]
"Networks" = 2
[recognisers]
spacy_model = "en_core_web_sm"
[corrections]
reopened = "follow"
""".encode()

TARGET = Target(
    name="profile",
    input_class="profiles (TOML)",
    check=check,
    seeds=seeds,
    dictionary=(
        *(b"[%s]" % name.encode() for name in TABLES),
        *(b"%s = " % key.encode() for keys in TABLES.values() for key in keys),
        b"[[", b"]]", b'"""', b"'''", b"\\u0000", b"\\ud800", b"nan", b"inf", b"0x", b"1979-05-27", b"{}", b"UK",
    ),
)  # fmt: skip
