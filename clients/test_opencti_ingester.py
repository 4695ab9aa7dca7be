"""OpenCTI pulls a collection that grows: nothing is lost, and what comes twice is harmless."""

import json
import threading

import pytest
import requests

from corpus import key, note, team
from opencti import TAXII, Ingester


def ingester(partner, limit=None):
    collection = partner.inbox.rstrip("/").rsplit("/", 1)[1]
    return Ingester(partner.node.url + "/exchange/", collection, f"Bearer {partner.token}", limit)


@pytest.mark.parametrize("limit", [None, 1, 7])
def test_nothing_is_lost_while_the_collection_grows(partner, limit):
    feed = ingester(partner, limit)
    sent = [team()]
    partner.add(sent)
    for batch in range(6):
        objects = [note(number, space=f"batch-{batch}") for number in range(12)]
        partner.add(objects[:5])
        feed.turn()
        partner.add(objects[5:])
        sent += objects
        feed.until_it_waits()
        assert {key(one) for one in sent} == {key(one) for one in feed.received}
    assert feed.clock_used == 0, "X-TAXII-Date-Added-Last was missing"


def test_versions_come_one_after_the_other(partner):
    feed = ingester(partner, 5)
    partner.add([team()])
    for version in range(4):
        partner.add([note(number, version) for number in range(8)])
        feed.until_it_waits()
    assert {key(note(number, version)) for number in range(8) for version in range(4)} <= {
        key(one) for one in feed.received
    }


def test_what_comes_twice_is_bounded(partner):
    """Cutting to milliseconds repeats what was added within one: at rest, as many at each turn, not more."""
    partner.add([team(), *(note(number) for number in range(50))])
    feed = ingester(partner)
    feed.until_it_waits()
    counts = [feed.turn() for _ in range(3)]
    assert len(set(counts)) == 1 and counts[0] <= 51
    seen = {}
    for one in feed.received:
        assert seen.setdefault(key(one), one) == one, "the same version with other content"


def test_nothing_is_lost_under_concurrent_writers(partner):
    feed = ingester(partner, 9)
    sent = [[note(number, space=f"writer-{writer}") for number in range(60)] for writer in range(3)]
    failed = []
    path, url, token = partner.inbox, partner.node.url, partner.token

    def post(objects):
        return requests.post(
            f"{url}{path}objects/",
            data=json.dumps({"objects": objects}),
            headers={"Content-Type": TAXII, "Accept": TAXII, "Authorization": f"Bearer {token}"},
            timeout=60,
        )

    def write(objects):
        try:
            for start in range(0, len(objects), 4):
                answer = post(objects[start : start + 4])
                if answer.status_code != 202 or answer.json()["failure_count"]:
                    failed.append(answer.text)
        except Exception as error:  # noqa: BLE001 - a thread's failure must reach the test
            failed.append(repr(error))

    partner.add([team()])
    writers = [threading.Thread(target=write, args=(objects,)) for objects in sent]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        feed.turn()
    for writer in writers:
        writer.join()
    assert not failed, failed[:3]
    feed.until_it_waits()
    assert {key(one) for batch in sent for one in batch} <= {key(one) for one in feed.received}
