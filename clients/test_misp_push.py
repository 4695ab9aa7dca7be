"""`misp-stix`, and what MISP's push to TAXII does with it: an event as STIX 2.1, in envelopes below a size."""

import json

import pytest
from misp_stix_converter import MISPtoSTIX21Parser
from pymisp import MISPEvent
from taxii2client.v21 import ApiRoot

TEAM = {"name": "Harbour Monitoring Team", "uuid": "5d8e2b1c-0b43-4d7e-9a55-0f6f3a1c7e01"}


def event(edition=0):
    """An invented event with attributes, an object, a report, tags and a galaxy-free TLP."""
    event = MISPEvent()
    event.from_dict(
        uuid="8f1d3c52-94d4-4d16-9c0b-7b9a6f2d1e01",
        info="Rail movements near the yard, as “reported”",
        date="2024-11-20",
        timestamp=1732060800 + edition,
        published=True,
        publish_timestamp=1732060900 + edition,
        threat_level_id=3,
        analysis=2,
        Orgc=TEAM,
        Org=TEAM,
    )
    for tag in ["tlp:green", 'admiralty-scale:source-reliability="b"']:
        event.add_tag(tag)
    for number in range(40):
        event.add_attribute(
            "domain",
            f"yard-{number}.example",
            to_ids=bool(number % 2),
            comment="seen once",
            uuid=f"00000000-0000-4000-8000-{number:012}",
            timestamp=1732060800 + edition,
        )
    event.add_attribute(
        "text",
        "More than ten wagons – «нічний рейс»",
        uuid="00000000-0000-4000-8000-0000000000aa",
        timestamp=1732060800 + edition,
    )
    place = event.add_object(name="geolocation", uuid="00000000-0000-4000-8000-0000000000bb")
    place.timestamp = 1732060800 + edition
    for name, value in [("latitude", "45.1"), ("longitude", "30.2"), ("countrycode", "UA")]:
        place.add_attribute(name, value)
    event.add_event_report(
        name="Summary",
        content="# Summary\n\nMore than ten wagons.",
        distribution=0,
        uuid="00000000-0000-4000-8000-0000000000cc",
        timestamp=1732060800 + edition,
    )
    return event


def converted(edition=0):
    parser = MISPtoSTIX21Parser()
    parser.parse_misp_event(event(edition))
    return [one.serialize(ensure_ascii=False).encode() for one in parser.stix_objects]


def envelopes(objects, most):
    """Envelopes of at most so many bytes, filled one after the other."""
    head, tail = b'{"objects":[', b"]}"
    batch, size = [], len(head) + len(tail)
    for one in objects:
        if batch and size + 1 + len(one) > most:
            yield head + b",".join(batch) + tail
            batch, size = [], len(head) + len(tail)
        batch.append(one)
        size += 1 + len(one)
    yield head + b",".join(batch) + tail


@pytest.fixture
def root(partner):
    return ApiRoot(partner.node.url + "/exchange/", user=partner.name, password=partner.password)


def push(root, objects, most):
    """What MISP does: the server's limit, unless a smaller one is given."""
    inbox = next(one for one in root.collections if one.can_write)
    bodies = list(envelopes(objects, min(most, root.max_content_length)))
    return [inbox.add_objects(body, poll_interval=0.05) for body in bodies]


def test_a_pushed_event_is_taken_whole_and_comes_back_equal(root, partner):
    objects = converted()
    assert len(objects) > 100
    states = push(root, objects, 8_000)
    assert len(states) > 5
    assert sum(state.success_count for state in states) == len(objects), [state.failures for state in states]
    # A second object of one id within an event (MISP does that) is the same or another version: no loss.
    raw = b"".join(page.content for page in partner.pages(partner.inbox + "objects/", **{"match[version]": "all"}))
    missing = [one for one in objects if one not in raw]
    assert not missing, missing[:2]
    parsed = {one["id"] for one in partner.objects(partner.inbox + "objects/", limit=50)}
    assert parsed == {json.loads(one)["id"] for one in objects}


def test_the_same_push_again_adds_nothing(root, partner):
    objects = converted()
    push(root, objects, 20_000)
    before = partner.objects(partner.inbox + "manifest/", **{"match[version]": "all"})
    states = push(root, objects, 20_000)
    assert sum(state.success_count for state in states) == len(objects), [state.failures for state in states]
    assert partner.objects(partner.inbox + "manifest/", **{"match[version]": "all"}) == before


def test_a_later_edition_is_a_new_version(root, partner):
    push(root, converted(), 20_000)
    states = push(root, converted(edition=3600), 20_000)
    assert not [state.failures for state in states if state.failures]
    report = next(json.loads(one)["id"] for one in converted() if b'"type": "report"' in one)
    versions = partner.get(f"{partner.inbox}objects/{report}/versions/").json()["versions"]
    assert len(versions) == 2
