"""`stix2`, the Python library of OASIS: a collection as a data store."""

import pytest
import stix2
from taxii2client.v21 import Collection

from corpus import TEAM, location, note, team


@pytest.fixture
def collection(partner):
    return Collection(
        partner.node.url + partner.inbox, user=partner.name, password=partner.password
    )


@pytest.fixture
def store(collection):
    return stix2.TAXIICollectionStore(collection, items_per_page=5)


def test_what_the_sink_adds_the_source_gets(store):
    store.add(stix2.parse(team()))
    store.add([stix2.parse(note(1)), location(1)])
    store.add(stix2.Bundle(stix2.parse(note(2)), stix2.parse(location(2))))
    store.add(stix2.parse(note(3)).serialize())
    got = store.get(note(1)["id"])
    assert isinstance(got, stix2.v21.Note)
    assert got == stix2.parse(note(1))
    assert store.get(note(3)["id"]).content == note(3)["content"]
    assert store.get(location(2)["id"]).name == "Yard 2"
    assert store.get(note(99)["id"]) is None


def test_a_new_version_of_the_library(store):
    first = stix2.Note(content="Fewer than ten wagons.", object_refs=[TEAM], created_by_ref=TEAM)
    store.add(stix2.parse(team()))
    store.add(first)
    second = first.new_version(content="More than ten wagons.")
    store.add(second)
    third = second.revoke()
    store.add(third)
    assert [one.modified for one in store.all_versions(first.id)] == [
        first.modified,
        second.modified,
        third.modified,
    ]
    assert store.get(first.id).revoked is True


def test_queries(store):
    store.add([team(), *(note(number, version) for number in range(6) for version in range(2))])
    store.add([location(number) for number in range(6)])
    equal = lambda name, value: stix2.Filter(name, "=", value)  # noqa: E731
    assert len(store.query([equal("type", "note")])) == 6
    assert len(store.query([equal("type", "note"), equal("version", "all")])) == 12
    assert {one.id for one in store.query([equal("type", "location"), stix2.Filter("latitude", ">", 45.003)])} == {
        location(4)["id"],
        location(5)["id"],
    }
    assert [one.id for one in store.query([equal("id", note(3)["id"])])] == [note(3)["id"]]
    assert len(store.query([stix2.Filter("type", "=", "note,location")])) == 12
    assert store.query([equal("type", "campaign")]) == []
    assert len(store.query()) == 13


def test_it_navigates(store):
    link = stix2.Relationship(
        source_ref=TEAM, target_ref=location(1)["id"], relationship_type="located-at", created_by_ref=TEAM
    )
    store.add([team(), location(1), link, note(1)])
    assert [one.id for one in store.relationships(TEAM)] == [link.id]
    assert [one.id for one in store.related_to(TEAM)] == [location(1)["id"]]
    assert store.creator_of(note(1)).id == TEAM


def test_it_composes_with_a_store_in_memory(collection, store):
    store.add([team(), note(1)])
    both = stix2.CompositeDataSource()
    both.add_data_sources([stix2.TAXIICollectionSource(collection), stix2.MemorySource([stix2.parse(note(1, 5))])])
    assert both.get(note(1)["id"]).modified == stix2.parse(note(1, 5)).modified
    assert len(both.all_versions(note(1)["id"])) == 2


def test_the_outbox_has_no_sink(partner):
    outbox = Collection(partner.node.url + partner.outbox, user=partner.name, password=partner.password)
    assert stix2.TAXIICollectionSource(outbox).query() == []
    with pytest.raises(stix2.datastore.DataSourceError):
        stix2.TAXIICollectionSink(outbox)
