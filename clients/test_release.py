"""What goes out is STIX 2.1 that the validator of OASIS passes, and refers to nothing that is not there."""

import json

import pytest
import stix2
import stix2validator

from dispatch import claim_about, claims, keep

# The marking-definitions of TLP 2.0 have fixed identifiers: every STIX tool knows them.
KNOWN = set()


@pytest.fixture(scope="module")
def desk(node):
    """A node with claims, and a partner to which they went whole, as tear-lines, and called back."""
    partner = node.partner("release-desk", "--country", "UA", password="a long enough password")
    node.run("partner", "agree", "release-desk", "--ceiling", "amber", "--topics", "all")
    keep(node)
    found = claims(node)
    assert len(found) >= 6, found
    for claim in found:
        node.run("mark", claim, "--tlp", "green", "--releasable-to", "UA")
    torn, back = claim_about(node, "Orsk"), claim_about(node, "Vladivostok")
    whole = [claim for claim in found if claim not in (torn, back)]
    node.run("release", "--to", "release-desk", *whole, back)
    node.run(
        "release", "--to", "release-desk", torn, "--tear-line", "--tlp", "green", "--releasable-to", "UA", "--keep", "items,date=month"
    )
    partner.kept["while it was out"] = partner.objects(partner.outbox + "objects/")
    node.run("release", "--to", "release-desk", "--withdraw", back, "--reason", "sent by mistake")
    partner.kept["torn"] = torn
    return partner


@pytest.fixture(scope="module")
def every_version(desk):
    return desk.objects(desk.outbox + "objects/", limit=7, **{"match[version]": "all"})


def references(one):
    """All identifiers that an object refers to, at any depth."""
    if isinstance(one, list):
        for item in one:
            yield from references(item)
    elif isinstance(one, dict):
        for name, value in one.items():
            if name.endswith("_ref") and isinstance(value, str):
                yield value
            elif name.endswith("_refs") and isinstance(value, list):
                yield from value
            else:
                yield from references(value)


def complaints(objects):
    """The errors that the validator has against these objects."""
    options = stix2validator.ValidationOptions(version="2.1", strict_properties=False)
    found = []
    for one in objects:
        result = stix2validator.validate_instance(one, options)
        found += [f"{one['type']} {one['id']}: {error}" for error in result.errors]
    return found


def test_something_of_each_sort_went_out(desk, every_version):
    kinds = {one["type"] for one in every_version}
    assert {"note", "identity"} <= kinds, kinds
    assert [one for one in every_version if one.get("revoked")], "what was called back is revoked"


def test_the_validator_passes_all_of_it(desk, every_version):
    assert complaints(every_version) == []
    assert complaints(desk.kept["while it was out"]) == []


def test_the_library_reads_all_of_it(every_version):
    for one in every_version:
        stix2.parse(one, allow_custom=True)
    bundle = stix2.parse({"type": "bundle", "id": f"bundle--{'0' * 8}-0000-4000-8000-{'0' * 12}", "objects": every_version}, allow_custom=True)
    assert len(bundle.objects) == len(every_version)


def test_nothing_refers_to_what_is_not_there(every_version):
    there = {one["id"] for one in every_version}
    missing = {(one["type"], ref) for one in every_version for ref in references(one) if ref not in there | KNOWN}
    assert not missing


def test_what_is_referred_to_comes_first(every_version):
    """So that every page can be read when it comes."""
    seen = set(KNOWN)
    for one in every_version:
        late = [ref for ref in references(one) if ref not in seen and ref != one["id"]]
        assert not late, (one["type"], one["id"], late)
        seen.add(one["id"])


def test_a_tear_line_is_another_object_without_the_source(node, desk, every_version):
    """What the claim says beyond what was kept is in nothing that went out, and neither is its identifier."""
    torn = desk.kept["torn"]
    assert "Orsk" in node.run("show", torn, "--json")
    everything = json.dumps([*every_version, *desk.kept["while it was out"]], ensure_ascii=False)
    for word in ["Orsk", "200 containers", torn, torn.removeprefix("claim--")]:
        assert word not in everything, word
    lines = [one["content"] for one in every_version if "tear-line" in one.get("labels", [])]
    assert len(lines) == 1 and "ammunition" in lines[0], lines


def test_what_was_called_back_is_the_last_version(desk, every_version):
    revoked = [one for one in every_version if one.get("revoked")]
    for one in revoked:
        now = desk.objects(f"{desk.outbox}objects/{one['id']}/")
        assert [version.get("revoked") for version in now] == [True]
        assert len(desk.get(f"{desk.outbox}objects/{one['id']}/versions/").json()["versions"]) == 2


def test_the_export_is_a_bundle_that_passes(node, desk):
    bundle = json.loads(node.run("export", "--stix", "--to", "release-desk"))
    assert bundle["type"] == "bundle"
    assert complaints(bundle["objects"]) == []
    options = stix2validator.ValidationOptions(version="2.1", enforce_refs=True)
    result = stix2validator.validate_instance(bundle, options)
    assert result.is_valid, [str(error) for error in result.errors]
    there = {one["id"] for one in bundle["objects"]}
    assert not {ref for one in bundle["objects"] for ref in references(one)} - there - KNOWN


def test_nobody_else_got_anything(node, desk):
    third = node.partner("third-desk", "--country", "PL")
    assert third.objects(third.outbox + "objects/") == []
    node.run("partner", "agree", "third-desk", "--ceiling", "amber", "--topics", "all")
    node.run("release", "--to", "third-desk", codes=(0, 1))
    assert third.objects(third.outbox + "objects/") == []
