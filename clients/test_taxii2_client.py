"""`taxii2-client`, the Python client of OASIS: every call, every filter, pages to the end."""

import datetime
import json

import pytest
import requests
from taxii2client.common import TokenAuth
from taxii2client.exceptions import AccessError
from taxii2client.v21 import ApiRoot, Collection, Server, Status, as_pages

from corpus import TEAM, at, identifier, key, location, note, team
from node import Bearer


@pytest.fixture
def server(partner):
    with Server(partner.node.url + "/taxii2/", user=partner.name, password=partner.password) as server:
        yield server


@pytest.fixture
def inbox(server):
    return next(one for one in server.default.collections if one.can_write)


def envelope(objects):
    return {"objects": objects}


def test_discovery_leads_to_the_collections(server, partner):
    assert server.title
    assert server.default.url == partner.node.url + "/exchange/"
    assert [root.url for root in server.api_roots] == [server.default.url]
    root = server.default
    root.refresh()
    assert "application/taxii+json;version=2.1" in root.versions
    assert root.title and root.max_content_length >= 1_000_000
    assert {one.id for one in root.collections} == {one["id"] for one in partner.collections()}
    for one in root.collections:
        assert one.title and one.can_read
        assert one.media_types == ["application/stix+json;version=2.1"]
        again = Collection(one.url, user=partner.name, password=partner.password)
        again.refresh()
        assert (again.id, again.title, again.can_read, again.can_write) == (
            one.id,
            one.title,
            one.can_read,
            one.can_write,
        )


def test_an_address_without_its_slash_works(partner):
    root = ApiRoot(partner.node.url + "/exchange", user=partner.name, password=partner.password)
    assert root.collections


def test_added_objects_come_back(inbox):
    objects = [team(), note(1), location(1)]
    status = inbox.add_objects(envelope(objects), wait_for_completion=True, poll_interval=0.05)
    assert status.status == "complete" and bool(status)
    assert (status.total_count, status.success_count) == (3, 3)
    assert (status.failure_count, status.pending_count) == (0, 0)
    got = inbox.get_objects()
    assert sorted(got["objects"], key=key) == sorted(objects, key=key)
    assert not got.get("more")
    assert inbox.get_object(note(1)["id"])["objects"] == [note(1)]
    with pytest.raises(requests.HTTPError) as error:
        inbox.get_object(note(99)["id"])
    assert error.value.response.status_code == 404


@pytest.mark.parametrize("write", [json.dumps, lambda body: json.dumps(body).encode()])
def test_an_envelope_may_be_text_or_bytes(inbox, write):
    assert inbox.add_objects(write(envelope([team()]))).success_count == 1


def test_the_status_can_be_asked_again(server, inbox):
    status = inbox.add_objects(envelope([team(), note(1)]), wait_for_completion=False)
    again = server.default.get_status(status.id)
    again.wait_until_final(poll_interval=0.05, timeout=10)
    assert (again.id, again.status, again.success_count) == (status.id, "complete", 2)
    alone = Status(status.url, conn=inbox._conn)
    assert alone.id == status.id
    assert {one["id"] for one in again.successes} == {TEAM, note(1)["id"]}


def test_one_bad_object_does_not_fail_the_others(inbox):
    bad = {**note(2), "modified": "yesterday"}
    status = inbox.add_objects(envelope([team(), bad, note(3)]))
    assert (status.success_count, status.failure_count) == (2, 1)
    assert status.failures[0]["id"] == bad["id"]
    assert status.failures[0]["message"]
    assert {one["id"] for one in inbox.get_objects()["objects"]} == {TEAM, note(3)["id"]}


def test_manifest_and_versions(inbox):
    editions = [note(1, version) for version in range(4)]
    inbox.add_objects(envelope([team(), *editions]))
    manifest = inbox.get_manifest(id=note(1)["id"], version="all")["objects"]
    assert [one["version"] for one in manifest] == [one["modified"] for one in editions]
    assert {one["id"] for one in manifest} == {note(1)["id"]}
    assert {one["media_type"] for one in manifest} == {"application/stix+json;version=2.1"}
    added = [one["date_added"] for one in manifest]
    assert added == sorted(set(added)), "each entry has its own date_added"
    assert inbox.object_versions(note(1)["id"])["versions"] == [one["modified"] for one in editions]
    assert inbox.get_object(note(1)["id"])["objects"] == [editions[-1]]
    assert inbox.get_object(note(1)["id"], version="first")["objects"] == [editions[0]]
    assert inbox.get_object(note(1)["id"], version="all")["objects"] == editions
    with pytest.raises(requests.HTTPError) as error:
        inbox.object_versions(note(99)["id"])
    assert error.value.response.status_code == 404


def test_every_filter(inbox):
    objects = [team(), *(note(1, version) for version in range(3)), note(2), location(1), location(2)]
    inbox.add_objects(envelope(objects))

    def ids(**filters):
        return sorted(key(one) for one in inbox.get_objects(**filters).get("objects", []))

    def keys(*some):
        return sorted(key(one) for one in some)

    assert ids(id=note(2)["id"]) == keys(note(2))
    assert ids(id=[note(2)["id"], location(1)["id"], note(77)["id"]]) == keys(note(2), location(1))
    assert ids(type="location") == keys(location(1), location(2))
    assert ids(type=["location", "identity"]) == keys(location(1), location(2), team())
    assert ids(type="malware") == []
    assert ids(version="first", type="note") == keys(note(1), note(2))
    assert ids(version="last", type="note") == keys(note(1, 2), note(2))
    assert ids(type="note") == keys(note(1, 2), note(2))
    assert ids(version="all", type="note") == keys(note(1), note(1, 1), note(1, 2), note(2))
    assert ids(version=["first", "last"], type="note") == keys(note(1), note(1, 2), note(2))
    assert ids(version=at(1, 1)) == keys(note(1, 1))
    moment = datetime.datetime(2024, 11, 1, 0, 1, 0, 1000, tzinfo=datetime.timezone.utc)
    assert ids(version=moment) == keys(note(1, 1)), "as the client itself writes a time"
    assert ids(version=["last", at(1)], type="note") == keys(note(1), note(1, 2), note(2))
    assert ids(spec_version="2.1") == ids()
    assert ids(spec_version="2.0") == []
    assert len(ids(limit=2)) == 2
    assert len(inbox.get_manifest(limit=2)["objects"]) == 2


def test_added_after_is_exclusive_and_reads_every_form_of_time(inbox):
    inbox.add_objects(envelope([team(), note(1)]))
    manifest = inbox.get_manifest()["objects"]
    first, last = manifest[0], manifest[-1]
    later = inbox.get_objects(added_after=first["date_added"])["objects"]
    assert [one["id"] for one in later] == [last["id"]]
    assert not inbox.get_objects(added_after=last["date_added"]).get("objects")
    for written in ["2020-01-01T00:00:00Z", "2020-01-01T00:00:00.1Z", "2020-01-01T00:00:00.123456Z"]:
        assert len(inbox.get_objects(added_after=written)["objects"]) == 2
    yesterday = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)
    assert len(inbox.get_objects(added_after=yesterday)["objects"]) == 2
    tomorrow = yesterday + datetime.timedelta(days=2)
    assert not inbox.get_objects(added_after=tomorrow).get("objects")


def hundreds():
    """Three hundred entries, of which some are versions of one another."""
    return [team()] + [note(number, version) for version in range(3) for number in range(90)] + [
        location(number) for number in range(29)
    ]


@pytest.mark.parametrize("call", ["get_objects", "get_manifest"])
@pytest.mark.parametrize("version", ["all", "last"])
def test_pages_end_and_hold_everything_once(inbox, call, version):
    objects = hundreds()
    for start in range(0, len(objects), 100):
        inbox.add_objects(envelope(objects[start : start + 100]))
    if version == "last":
        latest = {}
        for one in objects:
            latest[one["id"]] = max(latest.get(one["id"], one), one, key=lambda one: key(one)[1])
        objects = list(latest.values())
    seen = []
    pages = 0
    for page in as_pages(getattr(inbox, call), per_request=7, version=version):
        pages += 1
        assert pages <= len(objects), "the pages do not end"
        seen += [(one["id"], one.get("version") or one.get("modified")) for one in page.get("objects", [])]
    assert len(seen) == len(set(seen)), "something came twice"
    assert set(seen) == {key(one) for one in objects}
    assert pages == -(-len(objects) // 7)


def test_pages_with_a_filter_and_one_on_each(inbox):
    inbox.add_objects(envelope(hundreds()))
    pages = list(as_pages(inbox.get_objects, per_request=1, type="location"))
    assert [one["id"] for page in pages for one in page["objects"]] == [
        location(number)["id"] for number in range(29)
    ]


def test_deleting(inbox):
    inbox.add_objects(envelope([team(), note(1), note(1, 1)]))
    inbox.delete_object(note(1)["id"], version="last")
    assert inbox.get_object(note(1)["id"])["objects"] == [note(1)]
    inbox.delete_object(note(1)["id"])
    with pytest.raises(requests.HTTPError):
        inbox.get_object(note(1)["id"])
    assert [one["id"] for one in inbox.get_objects()["objects"]] == [TEAM]


def test_what_was_released_to_it_can_only_be_read(server, partner):
    outbox = next(one for one in server.default.collections if not one.can_write)
    assert outbox.get_objects().get("objects", []) == []
    assert outbox.get_manifest().get("objects", []) == []
    with pytest.raises(AccessError):
        outbox.add_objects(envelope([team()]))
    outbox._can_write = True  # as a client that does not look
    with pytest.raises(requests.HTTPError) as error:
        outbox.add_objects(envelope([team()]))
    assert error.value.response.status_code == 403


def test_a_wrong_password_is_refused(partner):
    server = Server(partner.node.url + "/taxii2/", user=partner.name, password="wrong horse")
    with pytest.raises(requests.HTTPError) as error:
        server.refresh()
    answer = error.value.response
    assert answer.status_code == 401
    assert "Basic" in answer.headers["WWW-Authenticate"]
    assert answer.json()["title"]


def test_nobody_is_refused(partner):
    with pytest.raises(requests.HTTPError) as error:
        Server(partner.node.url + "/taxii2/").refresh()
    assert error.value.response.status_code == 401


@pytest.mark.parametrize("auth", [Bearer, TokenAuth])
def test_a_token_opens_as_well(partner, auth):
    server = Server(partner.node.url + "/taxii2/", auth=auth(partner.token))
    inbox = next(one for one in server.default.collections if one.can_write)
    assert inbox.add_objects(envelope([team()])).success_count == 1
    wrong = Server(partner.node.url + "/taxii2/", auth=auth(partner.token[:-1] + "x"))
    with pytest.raises(requests.HTTPError) as error:
        wrong.refresh()
    assert error.value.response.status_code == 401


def test_a_token_in_place_of_the_password(partner):
    server = Server(partner.node.url + "/taxii2/", user=partner.name, password=partner.token)
    assert server.default.collections


def test_identifiers_of_nothing(inbox):
    with pytest.raises(requests.HTTPError) as error:
        inbox.get_object(identifier("note", "nowhere"))
    assert error.value.response.status_code == 404
