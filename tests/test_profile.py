"""Profiles are read strictly: a message names file, key, what was found and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from lhextract.errors import ProfileError
from lhextract.profile import Profile, read_profile
from lhextract.scaffold import create_workspace


def read(text: str, folder: Path) -> Profile:
    """Read a profile from its text."""
    path = folder / "source.toml"
    path.write_text(text, encoding="utf-8")
    return read_profile(path)


def test_everything_may_be_left_out(tmp_path: Path) -> None:
    """An empty profile is the defaults, and so is the example of a new workspace; both say what then applies."""
    create_workspace(tmp_path / "bare", bare=True, write=True)
    bare = (tmp_path / "bare" / "pipeline" / "profiles" / "example.toml").read_text("utf-8")
    assert read("", tmp_path) == read(bare, tmp_path) == Profile()
    assert len(Profile().defaults_taken()) == 3


def test_whole_profile(tmp_path: Path) -> None:
    """Every key of a profile is read."""
    profile = read(
        '[source]\nurl = "https://example.org"\nlanguage = "de"\n[phone]\nregion = "AT"\n'
        '[host]\nnames = ["Universität Wien", "UniVie"]\n[expect]\ninitiatives = 7\ncategories = 2\n'
        'min_phones = 3\nrequired = ["contacts"]\nphone_prefixes = ["+431"]\nper_category = {"Partner › EU" = 4}\n'
        '[recognisers]\nspacy_model = "de_core_news_lg"\n',
        tmp_path,
    )
    assert (profile.source.url, profile.source.language) == ("https://example.org", "de")
    assert (profile.phone.region, profile.host.names) == ("AT", ("Universität Wien", "UniVie"))
    assert (profile.expect.initiatives, profile.expect.categories) == (7, 2)
    assert (profile.expect.minimum(), profile.expect.required) == ({"phones": 3}, ("contacts",))
    assert (profile.expect.per_category, profile.expect.phone_prefixes) == ({"Partner › EU": 4}, ("+431",))
    assert profile.recognisers.spacy_model == "de_core_news_lg"
    assert profile.defaults_taken() == ()


@pytest.mark.parametrize(
    ("text", "key", "found", "allowed", "hint"),
    [
        pytest.param("[phnoe]", "the profile", "phnoe", "source, fetch, phone, host", "mean phone?", id="table"),
        pytest.param('[phone]\nregoin = "DE"', "[phone]", "regoin", "region", "mean region?", id="key"),
        pytest.param("[phone]\nxyz = 1", "[phone]", "xyz", "region", "remove the key", id="key-unlike-any"),
        pytest.param('[phone]\nregion = "UK"', "phone.region", "UK", "such as DE", "mean GB?", id="region-UK"),
        pytest.param('[phone]\nregion = "de"', "phone.region", "de", "such as DE", "mean DE?", id="region-small"),
        pytest.param('[phone]\nregion = "XX"', "phone.region", "XX", "such as DE", None, id="region-unknown"),
        pytest.param('[source]\nlanguage = "eng"', "source.language", "eng", "639-1 such as en", None, id="language"),
        pytest.param('[expect]\ninitiatives = "22"', "expect.initiatives", "22", "whole number", None, id="text"),
        pytest.param("[expect]\ninitiatives = 0", "expect.initiatives", 0, "of 1 or more", None, id="zero"),
        pytest.param("[expect]\ncategories = true", "expect.categories", True, "whole number", None, id="true"),
        pytest.param("[expect]\nmin_contacts = 0", "expect.min_contacts", 0, "of 1 or more", None, id="minimum"),
        pytest.param("[expect]\nmin_contact = 3", "[expect]", "min_contact", "min_phones", "min_contacts?", id="min"),
        pytest.param("[expect]\nper_category = 5", "expect.per_category", 5, "a table of", None, id="per-category"),
        pytest.param(
            '[expect.per_category]\n"A B" = "5"', "expect.per_category.A B", "5", "a table of", None, id="in-a-category"
        ),
        pytest.param(
            '[expect]\nrequired = ["contact"]', "expect.required", "contact", "host_units", "mean contacts?", id="field"
        ),
        pytest.param(
            '[expect]\nphone_prefixes = ["0351"]', "expect.phone_prefixes", "0351", "+49351463", None, id="prefix"
        ),
        pytest.param("[source]\nurl = 5", "source.url", 5, "a string", None, id="number"),
        pytest.param('[host]\nnames = "TUD"', "host.names", "TUD", "a list of names", None, id="no-list"),
        pytest.param('[host]\nnames = ["TUD", 5]', "host.names", 5, "a list of names", None, id="list-of-others"),
        pytest.param("[recognisers]\nspacy_model = ''", "recognisers.spacy_model", "", "installed", None, id="no-name"),
        pytest.param(
            "[recognisers]\nspacy_model = true", "recognisers.spacy_model", True, "the path", None, id="no-switch"
        ),
        pytest.param(
            '[recognisers]\nmodel = "x"', "[recognisers]", "model", "spacy_model", "mean spacy_model?", id="model"
        ),
        pytest.param('phone = "DE"', "phone", "DE", "write [phone]", None, id="no-table"),
        pytest.param(
            f"expect.per_category{'.a' * 2000} = 1", "expect.per_category.a", None, "a table of", None, id="deep"
        ),
        pytest.param("[phone", "file", None, "TOML in UTF-8", None, id="no-toml"),
    ],
)
def test_what_is_wrong_is_named(
    text: str, key: str, found: object, allowed: str, hint: str | None, tmp_path: Path
) -> None:
    """The first thing wrong with a profile is named with its key, its value and what to do."""
    with pytest.raises(ProfileError) as caught:
        read(text, tmp_path)
    error = caught.value
    assert error.key == key
    assert found is None or (error.found == found and type(error.found) is type(found))
    assert allowed in error.allowed
    assert (hint or "") in (error.hint or "")
    assert (hint is None) == (error.hint is None)
    message = str(error)
    assert message.startswith(f"{tmp_path / 'source.toml'}: {key}: found ")
    assert error.exit_code == 2


def test_not_utf8(tmp_path: Path) -> None:
    """A profile in another encoding is refused by name."""
    (tmp_path / "source.toml").write_bytes('names = "Universität"'.encode("latin-1"))
    with pytest.raises(ProfileError, match="TOML in UTF-8"):
        read_profile(tmp_path / "source.toml")
