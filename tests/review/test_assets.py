"""Style and scripts: only those, unaltered, kept by browsers as long as they are the same."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

import lhextract.review
from lhextract.review.assets import asset_url, assets
from tests.review.visitors import signed_in

FOLDER = Path(lhextract.review.__file__).parent
STATIC = FOLDER / "static"


def test_vendored_files_are_as_published() -> None:
    """A file that others wrote has the digest and the version that are recorded, and its licence lies beside it."""
    recorded = tomllib.loads((STATIC / "vendored.toml").read_text("utf-8"))
    assert set(recorded) == {path.name for path in STATIC.glob("*.min.*")}
    for name, about in recorded.items():
        content = (STATIC / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == about["sha256"], name
        assert f'version:"{about["version"]}"'.encode() in content
        assert about["licence_text"] in {path.name for path in STATIC.iterdir()}


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/%2e%2e%2fapp.py",
        "/static/..%5capp.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/style.css%00.js",
        "/static/style.css/",
        "/static/",
        "/static",
        "/static/vendored.toml",
        "/static/htmx.LICENSE.txt",
        "/static/STYLE.CSS",
        "/templates/base.html",
        "//static/style.css",
    ],
)
def test_no_way_out_of_the_folder(path: str) -> None:
    """Nothing but the listed files is sent, however the path is written."""
    answer = signed_in("token").get(f"http://127.0.0.1:8123{path}")
    assert answer.status_code == 404


@pytest.mark.parametrize("name", sorted(assets()))
def test_asset(name: str) -> None:
    """Each file comes with its type; under the address with its digest a browser keeps it for good."""
    client = signed_in("token")
    answer = client.get(asset_url(name))
    assert (answer.status_code, answer.content) == (200, (STATIC / name).read_bytes())
    kinds = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
    assert answer.headers["content-type"] == kinds[name.rpartition(".")[2]]
    assert "immutable" in answer.headers["cache-control"]
    for query in ("", "?v=0123456789abcdef"):
        assert client.get(f"/static/{name}{query}").headers["cache-control"] == "no-cache"
    again = client.get(f"/static/{name}", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/static/{name}", headers={"If-None-Match": '"other"'}).status_code == 200
