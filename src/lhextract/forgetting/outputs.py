"""The files of an extraction without a person, until the next run makes them anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lhextract.forgetting.hiding import Hiding
from lhextract.forgetting.scrub import Scrub


@dataclass(frozen=True, slots=True)
class Replaced:
    """What is another page now: the text, its digest of reading, and the sha256 of the bytes before and after."""

    text: str
    reading: str
    snapshots: dict[str, str]


def scrub_records(document: dict[str, Any], hiding: Hiding, scrub: Scrub, page: Replaced) -> dict[str, Any]:
    """Return `records.json` (or what has its form) without the person: contacts, people, mentions and findings go,
    what quotes the text has masks.
    """
    gone, unnamed = people_of(document, hiding, scrub), _only_hidden(document, hiding, "institution")
    source = document["source"]
    snapshot = {key: page.snapshots.get(value, value) for key, value in source["snapshot"].items()}
    digest = hashlib.sha256(page.text.encode("utf-8")).hexdigest()
    changed = {
        "source": {**source, "snapshot": snapshot, "text_sha256": digest},
        "categories": scrub.json(document["categories"]),
        "initiatives": [_initiative(one, hiding, scrub) for one in document["initiatives"]],
        "institutions": [scrub.json(one) for one in document["institutions"] if one["id"] not in unnamed],
        "people": [one for one in document["people"] if one["id"] not in gone],
        "mentions": [one for one in document["mentions"] if not hiding.hides(one["start"], one["end"])],
        "findings": [_finding(one, scrub) for one in document.get("findings", ()) if not _is_hidden(one, hiding)],
    }
    return {key: changed.get(key, value) for key, value in document.items()}


def people_of(document: dict[str, Any], hiding: Hiding, scrub: Scrub) -> frozenset[str]:
    """The ids of people in some records who are the person: by name, or because all their mentions are hidden."""
    ids = {one["id"] for one in document["people"] if scrub.names(one["name"])}
    return frozenset(ids | _only_hidden(document, hiding, "person"))


def _only_hidden(document: dict[str, Any], hiding: Hiding, kind: str) -> set[str]:
    """The ids of people or institutions all mentions of which are hidden: a role may name a unit."""
    shown = {m[kind] for m in document["mentions"] if not hiding.hides(m["start"], m["end"])}
    hidden = {m[kind] for m in document["mentions"] if hiding.hides(m["start"], m["end"])}
    return {one for one in hidden - shown if one is not None}


def _initiative(one: dict[str, Any], hiding: Hiding, scrub: Scrub) -> dict[str, Any]:
    known = hiding.named if hiding.hides(one["start"], one["end"]) else ()
    shown = {key: _shown(value, hiding) for key, value in one.items()}
    kept = {
        **scrub.json(shown, known=known),
        "contacts": [scrub.json(contact) for contact in one["contacts"] if contact["id"] not in hiding.contacts],
        "links": [
            scrub.json(link, known=known) for link in one["links"] if not scrub.names(unquote(link["url"] or ""))
        ],
        "provenance": {p: by for p, by in one["provenance"].items() if hiding.contacts.isdisjoint(p.split("."))},
    }
    return {key: kept[key] for key in one}


def _shown(value: Any, hiding: Hiding) -> Any:  # noqa: ANN401 - a value of JSON
    """A list without the items that are hidden in whole."""
    if not isinstance(value, list):
        return value
    return [item for item in value if not (isinstance(item, dict) and _is_covered(item, hiding))]


def _is_covered(item: dict[str, Any], hiding: Hiding) -> bool:
    return "start" in item and hiding.covers(item["start"], item["end"])


def _finding(one: dict[str, Any], scrub: Scrub) -> dict[str, Any]:
    return {**one, "message": scrub.text(one["message"])}


def _is_hidden(finding: dict[str, Any], hiding: Hiding) -> bool:
    return any(hiding.hides(span["start"], span["end"]) for span in finding["spans"])


def scrub_changes(content: bytes, hiding: Hiding, scrub: Scrub) -> bytes:
    """Return `changes.jsonl` without changes of the person's contacts, and with masks in the texts of others."""
    lines = content.decode("utf-8").removesuffix("\n").split("\n") if content else []
    kept = []
    for line in lines:
        change = json.loads(line)
        if change.get("contact") in hiding.contacts or _is_contact_of(change, scrub):
            continue
        masked = scrub.json(change)
        for side in ("old", "new"):
            masked[side] = _without_contacts(masked[side], change[side], hiding, scrub)
        if masked != change and masked["old"] == masked["new"] and change["old"] != change["new"]:
            continue  # nothing else was another
        kept.append(line if masked == change else json.dumps(masked, ensure_ascii=False))
    return "".join(f"{line}\n" for line in kept).encode("utf-8")


def _is_contact_of(change: dict[str, Any], scrub: Scrub) -> bool:
    """Whether a change is about a contact with this person, before it or after it."""
    values = [change.get("old"), change.get("new")]
    people = [value.get("person") if isinstance(value, dict) else value for value in values]
    return change.get("contact") is not None and any(isinstance(one, str) and scrub.names(one) for one in people)


def _without_contacts(masked: Any, value: Any, hiding: Hiding, scrub: Scrub) -> Any:  # noqa: ANN401 - values of JSON
    """An initiative that came or went has all its contacts in the change."""
    if not (isinstance(value, dict) and isinstance(value.get("contacts"), list)):
        return masked
    pairs = zip(masked["contacts"], value["contacts"], strict=True)
    kept = [
        new for new, old in pairs if old.get("id") not in hiding.contacts and not scrub.names(old.get("person") or "")
    ]
    return {**masked, "contacts": kept}


def scrub_manifest(
    manifest: Mapping[str, Any],
    files: Mapping[str, bytes],
    *,
    counts: Mapping[str, Any],
    tables: Mapping[str, int],
    page: Replaced,
    changes: int,
    notes: int,
) -> dict[str, Any]:
    """Return `manifest.json` for the files that are there now; the digests of inputs stay, so that a run sees what
    is another, but for the page, whose digest would confirm a guess.
    """
    inputs = {name: page.snapshots.get(digest, digest) for name, digest in manifest["inputs"].items()}
    before = manifest.get("since") or {}
    if before:
        snapshot = page.snapshots.get(before["snapshot"], before["snapshot"])
        before = {**before, "snapshot": snapshot, "changes": changes, "notes": notes}
    kept = {name: digest for name, digest in manifest["outputs"].items() if name in files}
    outputs = {name: hashlib.sha256(files[name]).hexdigest() for name in kept}
    changed = {
        "inputs": inputs,
        "reading": page.reading,
        "since": before,
        "outputs": outputs,
        "counts": counts,
        "tables": tables,
    }
    return {key: changed.get(key, value) for key, value in manifest.items()}
