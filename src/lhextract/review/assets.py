"""Style and scripts: read once from the package, sent with their digest, so that browsers may keep them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from lhextract.review.guard.refusal import Refused

KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
FOREVER = "private, max-age=31536000, immutable"  # the address has the digest: another content is another address
ASK = "no-cache"  # keep it, but ask whether it is still the same


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes, its media type and the start of its sha256."""

    content: bytes
    kind: str
    digest: str


@cache
def assets() -> dict[str, Asset]:
    """The files of `static/` by name. What is not in here does not exist, so no path can lead out of the folder."""
    found = {}
    for path in files("lhextract.review").joinpath("static").iterdir():
        kind = KINDS.get(path.name[path.name.rfind(".") :])
        if kind is not None:
            content = path.read_bytes()
            found[path.name] = Asset(content, kind, hashlib.sha256(content).hexdigest()[:16])
    return found


def asset_url(name: str) -> str:
    """The address of a file, with its digest."""
    return f"/static/{name}?v={assets()[name].digest}"


async def send_asset(request: Request) -> Response:
    """Send a file; 304 where the browser has it."""
    asset = assets().get(request.path_params["name"])
    if asset is None:
        raise Refused(404, "Not found", "There is no such file.")
    keep = FOREVER if request.query_params.get("v") == asset.digest else ASK
    headers = {"ETag": f'"{asset.digest}"', "Cache-Control": keep}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(asset.content, headers={**headers, "Content-Type": asset.kind})
