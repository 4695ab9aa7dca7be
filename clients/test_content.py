"""What is stored and passed on is what came, to the byte; what cannot be stored harms nothing else."""

import datetime
import json

import pytest

from corpus import TEAM, compact, identifier, key, note, team

ODD = {
    "integer beyond a double": '"x_count":9007199254740993',
    "integer beyond 64 bits": '"x_count":123456789012345678901234567890',
    "fraction kept": '"x_ratio":10.0',
    "exponent kept": '"x_ratio":1E+2',
    "zeros kept": '"x_ratio":0.10',
    "small": '"x_ratio":5e-324',
    "minus zero": '"x_ratio":-0',
    "escapes kept": '"x_text":"\\u0041\\/\\u00e9\\ud83d\\ude80"',
    "not ASCII": '"x_text":"Київ – «нічний рейс» 🚀"',
    "line separators": '"x_text":"a\u2028b\u2029c"',
    "blanks kept": '"x_list" : [ 1 ,  2 ]',
    "empty members": '"x_list":[],"x_map":{},"":null',
    "other order": '"zeta":1,"alpha":2',
    "time with two digits": '"x_time":"2024-11-01T00:00:00.12Z"',
    "times far away": '"valid_from":"0001-01-01T00:00:00Z","valid_until":"9999-12-31T23:59:59.999Z"',
}


def written(number, extra="", **members):
    """An object as text, with further members as they stand."""
    text = compact(note(number, **members))
    return text[:-1] + ("," + extra if extra else "") + "}"


@pytest.mark.parametrize("odd", ODD)
def test_odd_content_comes_back_to_the_byte(partner, odd):
    """Trap 9."""
    text = written(1, ODD[odd])
    answer = partner.post(f'{{"objects":[{text}]}}')
    assert answer.json()["success_count"] == 1, answer.text
    for path in ["objects/", f"objects/{note(1)['id']}/"]:
        assert text.encode() in partner.get(partner.inbox + path).content


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


@pytest.mark.parametrize(
    ("created", "modified"),
    [
        ("2024-11-01T00:00:00Z", "2024-11-01T00:00:00Z"),
        ("2024-11-01T00:00:00.1Z", "2024-11-01T00:00:00.12Z"),
        ("2024-11-01T00:00:00.000Z", "2024-11-01T00:00:00.123456Z"),
        ("1700-01-01T00:00:00Z", "2261-12-31T23:59:59.999Z"),
    ],
)
def test_times_come_back_as_written(partner, created, modified):
    """Traps 9 and 11: with no fraction, or one of any length."""
    one = note(1, created=created, modified=modified)
    partner.add([one])
    assert compact(one).encode() in partner.get(partner.inbox + "objects/").content
    # The list of versions has milliseconds at least, as STIX 2.1 section 3.2 wants them; the moment is the same.
    version = partner.get(f"{partner.inbox}objects/{one['id']}/versions/").json()["versions"][0]
    assert moment(version) == moment(modified)
    assert partner.objects(partner.inbox + "objects/", **{"match[version]": version}) == [one]
    found = partner.objects(partner.inbox + "objects/", **{"match[version]": modified})
    assert found == [one]


def test_an_observable_without_spec_version_and_times(partner):
    """Trap 11: valid STIX that peers answer with 500."""
    one = {"type": "domain-name", "id": identifier("domain-name", "a"), "value": "yard.example"}
    partner.add([one])
    assert partner.objects(partner.inbox + "objects/") == [one]
    assert len(partner.get(f"{partner.inbox}objects/{one['id']}/versions/").json()["versions"]) == 1
    partner.add([one])
    assert len(partner.objects(partner.inbox + "manifest/", **{"match[version]": "all"})) == 1


def test_objects_of_other_people_s_types(partner):
    custom = {**note(1), "type": "x-desk-thing", "id": identifier("x-desk-thing", "a")}
    extended = note(2, extensions={identifier("extension-definition", "a"): {"extension_type": "property-extension", "depth": 3}})
    partner.add([custom, extended])
    assert partner.objects(partner.inbox + "objects/") == [custom, extended]


POISON = {
    "nine digits of a second": written(1, modified="2024-11-01T00:01:00.123456789Z"),
    "a zone": written(1, modified="2024-11-01T02:01:00.000+02:00"),
    "a small z": written(1, modified="2024-11-01T00:01:00.000z"),
    "no zone": written(1, modified="2024-11-01T00:01:00.000"),
    "a leap second": written(1, modified="2024-12-31T23:59:60.000Z"),
    "a day that is not": written(1, modified="2024-02-30T00:00:00.000Z"),
    "modified is a number": written(1, modified=7),
    "before all calendars": written(1, created="0001-01-01T00:00:00.000Z"),
    "after all calendars": written(1, modified="9999-12-31T23:59:59.999Z"),
    "modified before created": written(1, modified="2020-01-01T00:00:00.000Z"),
    "NaN": written(1, '"x_ratio":NaN'),
    "Infinity": written(1, '"x_ratio":-Infinity'),
    "1e999": written(1, '"x_ratio":1e999'),
    "a lone surrogate": written(1, '"x_text":"\\ud800"'),
    "a member twice": written(1, '"content":"other"'),
    "no type": compact({name: value for name, value in note(1).items() if name != "type"}),
    "no id": compact({name: value for name, value in note(1).items() if name != "id"}),
    "another type than its id": written(1, type="report"),
    "an id that is none": written(1, id="note--1"),
    "an id that climbs": written(1, id="note--../../etc/passwd"),
    "an upper case id": written(1, id=note(1)["id"].upper()),
    "a number": "7",
    "null": "null",
    "a list": "[]",
    "a bundle": compact({"type": "bundle", "id": identifier("bundle", "a"), "objects": [note(1)]}),
    "STIX 2.0": written(1, spec_version="2.0"),
    "two thousand deep": written(1, '"x_deep":' + "[" * 2000 + "]" * 2000),
    "large": written(1, content="x" * 3_000_000),
}


@pytest.mark.parametrize("poison", POISON)
def test_no_object_harms_the_rest(partner, poison):
    """Traps 10, 11 and 16: whatever one object is, the others are taken and every question is answered."""
    text = POISON[poison]
    answer = partner.post(f'{{"objects":[{compact(team())},{text},{compact(note(5))}]}}')
    assert answer.status_code in (202, 400, 422), answer.text[:300]
    if answer.status_code == 202:
        status = answer.json()
        assert status["total_count"] == 3, status
        assert status["success_count"] >= 2, status
        assert status["success_count"] + status["failure_count"] == 3
        for failure in status.get("failures", []):
            assert failure["message"]
        assert len(answer.content) < 20_000, "an answer repeats no content"
    else:
        # JSON that nobody can split into objects: then nothing of it was taken.
        assert poison in ("NaN", "Infinity"), (poison, answer.text)
    for path in ["objects/", "manifest/", "objects/?limit=1", "manifest/?match[version]=all"]:
        got = partner.get(partner.inbox + path)
        assert got.status_code == 200, (path, got.text[:300])
        json.loads(got.content, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    if answer.status_code == 202:
        kept = {one["id"] for one in partner.objects(partner.inbox + "objects/")}
        assert {TEAM, note(5)["id"]} <= kept


def test_the_same_version_with_other_content_is_refused(partner):
    """Trap 8: said, not hidden; and the first stays."""
    partner.add([team(), note(1)])
    squatter = note(1, content="Nothing was seen.")
    status = partner.post([squatter, note(2)]).json()
    assert (status["success_count"], status["failure_count"]) == (1, 1), status
    assert status["failures"][0]["id"] == note(1)["id"]
    assert status["failures"][0]["version"] == note(1)["modified"]
    assert status["failures"][0]["message"]
    assert partner.objects(f"{partner.inbox}objects/{note(1)['id']}/") == [note(1)]
    assert partner.add([note(1)])["success_count"] == 1, "the same again is no clash"


def test_the_same_twice_in_one_envelope(partner):
    status = partner.post([team(), note(1), note(1), note(1, content="other")]).json()
    assert (status["total_count"], status["failure_count"]) == (4, 1), status
    assert [key(one) for one in partner.objects(partner.inbox + "objects/")] == [key(team()), key(note(1))]


def test_who_does_not_relay_writes_its_own_only(node):
    """Trap 8: nobody puts words into another's mouth."""
    own = node.partner("plain-desk", "--identity", TEAM)
    theirs = note(2, created_by_ref=identifier("identity", "somebody-else"))
    status = own.post([team(), note(1), theirs]).json()
    assert (status["success_count"], status["failure_count"]) == (2, 1), status
    assert status["failures"][0]["id"] == theirs["id"]


def test_old_versions_that_come_late(partner):
    """Trap 5: the last version is the last of all, not of those behind `added_after`."""
    partner.add([team(), note(1, 2)])
    partner.add([note(1, 3)])
    added = {one["version"]: one["date_added"] for one in partner.objects(partner.inbox + "manifest/", **{"match[version]": "all"})}
    partner.add([note(1, 1)])
    path = partner.inbox + "objects/"
    late = partner.objects(path, added_after=added[note(1, 3)["modified"]])
    assert late == [], "a version that is not the last is no news"
    all_of_them = {"match[version]": "all", "added_after": added[note(1, 3)["modified"]]}
    assert partner.objects(path, **all_of_them) == [note(1, 1)]
    assert partner.objects(f"{path}{note(1)['id']}/", **{"match[version]": "first,last"}) in (
        [note(1, 1), note(1, 3)],
        [note(1, 3), note(1, 1)],
    )
