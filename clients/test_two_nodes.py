"""Two nodes by the command line alone: one releases, the other pulls, asks and answers."""

import json

import pytest

from dispatch import claims, keep
from node import Node


@pytest.fixture(scope="module")
def nodes(binary, tmp_path_factory):
    """Harbour releases to Sable; Sable follows Harbour."""
    harbour = Node(binary, tmp_path_factory.mktemp("harbour"), "Harbour Institute")
    sable = Node(binary, tmp_path_factory.mktemp("sable"), "Sable Desk")
    keep(harbour)
    token = harbour.partner("sable-desk", "--country", "UA").token
    harbour.run("partner", "agree", "sable-desk", "--ceiling", "amber", "--topics", "all")
    tell = harbour.rows("partner", "show", "sable-desk")[-1]["tell"]
    harbour.serve()
    sable.run(
        "partner", "add", "harbour", "--name", "Harbour Institute", "--verifier", tell["verifier"], "--identity", tell["identity"]
    )
    sable.run("remote", "set", "harbour", "--url", harbour.url + "/taxii2/", "--token-stdin", "--plain-http", typed=token + "\n")
    yield harbour, sable
    harbour.stop()


def test_what_one_releases_the_other_can_ask_for(nodes):
    harbour, sable = nodes
    found = claims(harbour)
    for claim in found:
        harbour.run("mark", claim, "--tlp", "green", "--releasable-to", "UA")
    harbour.run("release", "--to", "sable-desk", *found)
    pulled = sable.rows("sync", "harbour")
    assert pulled[0]["error"] is None, pulled
    assert all(one["error"] is None and one["alarm"] is None for one in pulled[0]["collections"]), pulled
    kept = sable.rows("export")
    assert len(kept) == len(found), json.dumps(kept)[:2000]
    assert sable.rows("ask", "deployments"), "the other can ask"


def test_pulling_again_changes_nothing(nodes):
    _, sable = nodes
    before = sable.run("export")
    pulled = sable.rows("sync")
    assert all(one["arrived"]["new"] == 0 for one in pulled[0]["collections"]), pulled
    assert sable.run("export") == before


def test_the_log_was_verified(nodes):
    _, sable = nodes
    status = sable.rows("sync", "--status")
    assert any(one.get("verified") for one in status), status


def test_what_is_called_back_no_longer_stands_there(nodes):
    harbour, sable = nodes
    back = claims(harbour)[0]
    harbour.run("release", "--to", "sable-desk", "--withdraw", back, "--reason", "a mistake")
    before = len(sable.rows("export"))
    sable.run("sync")
    assert len(sable.rows("export")) == before - 1
    assert len(claims(harbour)) == before, "here it stays"


def test_both_stores_hold_together(nodes):
    for node in nodes:
        node.run("db", "check")
