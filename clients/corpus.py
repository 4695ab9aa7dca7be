"""Invented STIX objects, the same for the same numbers."""

import json
import uuid

TEAM = "identity--5d8e2b1c-0b43-4d7e-9a55-0f6f3a1c7e01"
GREEN = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"


def compact(one):
    """An object as the tests send it: no blanks, members in their order."""
    return json.dumps(one, ensure_ascii=False, separators=(",", ":"))



def identifier(kind, name):
    """A STIX identifier of version 4 that follows from a name."""
    raw = bytearray(uuid.uuid5(uuid.NAMESPACE_URL, f"https://clients.example/{kind}/{name}").bytes)
    return f"{kind}--{uuid.UUID(bytes=bytes(raw), version=4)}"


def at(minute, millisecond=0):
    return f"2024-11-{1 + minute // 1440:02}T{minute // 60 % 24:02}:{minute % 60:02}:00.{millisecond:03}Z"


def team():
    return {
        "type": "identity",
        "spec_version": "2.1",
        "id": TEAM,
        "created": at(0),
        "modified": at(0),
        "name": "Harbour Monitoring Team",
        "identity_class": "organization",
    }


def note(number, version=0, space="note", **more):
    """A note; a later version of it has a later `modified` and says so."""
    return {
        "type": "note",
        "spec_version": "2.1",
        "id": identifier("note", f"{space}-{number}"),
        "created_by_ref": TEAM,
        "created": at(number),
        "modified": at(number, version),
        "abstract": f"Observation {number}",
        "content": f"Observation {number}, edition {version}: a freight train left the yard.",
        "object_refs": [TEAM],
        **more,
    }


def location(number, space="location"):
    return {
        "type": "location",
        "spec_version": "2.1",
        "id": identifier("location", f"{space}-{number}"),
        "created_by_ref": TEAM,
        "created": at(number),
        "modified": at(number),
        "name": f"Yard {number}",
        "latitude": 45.0 + number / 1000,
        "longitude": 30.0,
        "country": "UA",
    }


def key(one):
    """What makes an object and its version one."""
    return one["id"], one.get("modified") or one.get("created")
