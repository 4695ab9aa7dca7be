"""Headers, slashes, limits and errors: what clients in use send, and what they must be told."""

import re

import pytest
import requests

from corpus import TEAM, note, team
from node import TAXII

ACCEPTS = [
    "application/taxii+json;version=2.1",
    "application/taxii+json; version=2.1",
    "application/taxii+json ; version=2.1",
    'application/taxii+json;version="2.1"',
    "APPLICATION/TAXII+JSON;VERSION=2.1",
    "application/taxii+json",
    "application/*",
    "*/*",
    "",
    None,
    "application/taxii+json;version=2.1;q=0.9",
    "application/taxii+json;version=2.1, */*;q=0.1",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
]


def bare(partner, method, path, headers, **more):
    """A request with these headers and no other: `requests` adds Accept by itself."""
    with requests.Session() as session:
        session.headers = requests.structures.CaseInsensitiveDict()
        headers = {name: value for name, value in headers.items() if value is not None}
        request = requests.Request(
            method,
            partner.node.url + path,
            headers={**headers, "Authorization": f"Bearer {partner.token}"},
            **more,
        )
        return session.send(session.prepare_request(request), timeout=30)


def assert_error(answer, status):
    """The error message of TAXII 2.1, as every client can read it."""
    assert answer.status_code == status, (answer.status_code, answer.text[:300])
    assert answer.headers["Content-Type"] == TAXII
    body = answer.json()
    assert isinstance(body["title"], str) and body["title"]
    assert body["http_status"] == str(status), "a string, as the specification says"
    assert "<html" not in answer.text.lower()
    return body


@pytest.mark.parametrize("accept", ACCEPTS, ids=repr)
def test_every_way_to_accept(node, partner, accept):
    partner.add([team()])
    paths = ["/taxii2/", "/exchange/", "/exchange/collections/", partner.inbox, partner.inbox + "objects/"]
    for path in [*paths, partner.inbox + "manifest/", f"{partner.inbox}objects/{TEAM}/"]:
        answer = bare(partner, "GET", path, {"Accept": accept})
        assert answer.status_code == 200, (path, answer.text)
        assert answer.headers["Content-Type"] == TAXII, path


@pytest.mark.parametrize("accept", ["application/taxii+json;version=2.0", "text/html", "application/xml"])
def test_what_it_cannot_send_it_says(partner, accept):
    assert_error(bare(partner, "GET", partner.inbox, {"Accept": accept}), 406)


@pytest.mark.parametrize(
    "content_type",
    [
        "application/taxii+json;version=2.1",
        "application/taxii+json; version=2.1",
        "Application/TAXII+JSON;Version=2.1",
        "application/taxii+json",
        "application/stix+json;version=2.1",
        "application/stix+json; version=2.1",
        "application/json",
        "application/taxii+json;version=2.1; charset=utf-8",
    ],
)
def test_every_way_to_send(partner, content_type):
    answer = partner.post([team()], headers={"Content-Type": content_type})
    assert answer.status_code == 202, answer.text
    assert answer.headers["Content-Type"] == TAXII
    assert answer.json()["success_count"] == 1


@pytest.mark.parametrize("content_type", ["text/plain", "application/taxii+json;version=2.0", None])
def test_what_it_does_not_read_it_says(partner, content_type):
    headers = {"Accept": TAXII, "Content-Type": content_type}
    assert_error(bare(partner, "POST", partner.inbox + "objects/", headers, data=b'{"objects":[]}'), 415)


def test_with_and_without_the_last_slash(partner):
    partner.add([team()])
    paths = ["/taxii2/", "/exchange/", "/exchange/collections/", partner.inbox, partner.inbox + "objects/"]
    paths += [partner.inbox + "manifest/", f"{partner.inbox}objects/{TEAM}/", f"{partner.inbox}objects/{TEAM}/versions/"]
    for path in paths:
        with_slash, without = partner.get(path), partner.get(path[:-1], allow_redirects=False)
        assert with_slash.status_code == without.status_code == 200, path
        assert with_slash.content == without.content, path


def test_head_and_options_break_nothing(partner):
    partner.add([team()])
    for path in ["/taxii2/", "/exchange/", partner.inbox, partner.inbox + "objects/"]:
        head, get = partner.request("HEAD", path), partner.get(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["Content-Type"] == get.headers["Content-Type"]
    assert partner.request("OPTIONS", partner.inbox + "objects/").status_code < 500


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST"])
def test_a_method_that_is_not_there(partner, method):
    answer = partner.request(method, partner.inbox)
    assert_error(answer, 405)
    assert "GET" in answer.headers["Allow"]


def test_dates_stand_on_every_page_that_is_not_empty(partner):
    partner.add([team(), *(note(number) for number in range(20))])
    manifest = {one["id"]: one["date_added"] for one in partner.objects(partner.inbox + "manifest/")}
    form = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"
    for path in ["objects/", "manifest/"]:
        for page in partner.pages(partner.inbox + path, limit=6):
            ids = [one["id"] for one in page.json()["objects"]]
            first, last = (page.headers[f"X-TAXII-Date-Added-{end}"] for end in ("First", "Last"))
            assert re.fullmatch(form, first) and re.fullmatch(form, last)
            assert (first, last) == (manifest[ids[0]], manifest[ids[-1]])
    one = partner.get(f"{partner.inbox}objects/{TEAM}/")
    assert one.headers["X-TAXII-Date-Added-Last"] == manifest[TEAM]
    empty = partner.get(partner.inbox + "objects/", params={"match[type]": "malware"})
    assert empty.status_code == 200 and empty.json().get("objects", []) == []
    assert not empty.json().get("more")


def test_resuming_by_the_header_alone_loses_nothing(partner):
    """Trap 2: what one envelope brought has as many times as objects."""
    objects = [team(), *(note(number) for number in range(49))]
    partner.add(objects)
    seen, after = [], None
    for _ in range(60):
        answer = partner.get(partner.inbox + "objects/", params={"limit": 7, **({"added_after": after} if after else {})})
        page = answer.json().get("objects", [])
        if not page:
            break
        seen += [one["id"] for one in page]
        after = answer.headers["X-TAXII-Date-Added-Last"]
    assert seen == [one["id"] for one in objects]


@pytest.mark.parametrize("limit", ["0", "-1", "1.5", "ten", ""])
@pytest.mark.parametrize("path", ["objects/", "manifest/"])
def test_a_limit_that_is_none(partner, limit, path):
    partner.add([team()])
    assert_error(partner.get(partner.inbox + path, params={"limit": limit}), 400)


def test_a_limit_beyond_all_bounds_is_the_server_s_own(partner):
    partner.add([team(), note(1)])
    for limit in [10**20, 2**63, 2**32, 10_000_000]:
        answer = partner.get(partner.inbox + "objects/", params={"limit": str(limit)})
        assert answer.status_code == 200 and len(answer.json()["objects"]) == 2


def test_a_page_is_bounded_where_no_limit_is_asked(partner):
    objects = [team(), *(note(number) for number in range(2_400))]
    for start in range(0, len(objects), 801):
        partner.add(objects[start : start + 801])
    page = partner.get(partner.inbox + "objects/").json()
    assert page["more"] is True and 100 <= len(page["objects"]) <= 2_000
    assert len(partner.objects(partner.inbox + "objects/")) == 2_401


QUERIES = [
    {"added_after": "yesterday"},
    {"added_after": "2024-13-01T00:00:00Z"},
    {"match[version]": "garbage"},
    {"match[version]": "last,garbage"},
    {"match[version]": "all,first"},
    {"match[id]": "note"},
    {"match[spec_version]": "two"},
    {"next": "AAAA"},
    {"next": "../../etc/passwd"},
]


@pytest.mark.parametrize("query", QUERIES, ids=repr)
def test_a_query_that_cannot_be_read(partner, query):
    partner.add([team()])
    body = assert_error(partner.get(partner.inbox + "objects/", params=query), 400)
    assert body.get("description"), "it says what was wrong"


def test_a_cursor_is_good_for_its_question_only(node, partner, other):
    """Trap 4."""
    for one in (partner, other):
        one.add([team(), *(note(number) for number in range(9))])
    first = partner.get(partner.inbox + "objects/", params={"limit": 3}).json()
    again = [
        partner.get(partner.inbox + "objects/", params={"limit": 3, "next": first["next"]}) for _ in range(2)
    ]
    assert again[0].content == again[1].content, "a cursor can be used again"
    assert partner.get(partner.inbox + "objects/", params={"next": first["next"]}).status_code == 200
    assert_error(other.get(other.inbox + "objects/", params={"limit": 3, "next": first["next"]}), 400)
    assert_error(partner.get(partner.outbox + "objects/", params={"limit": 3, "next": first["next"]}), 400)
    changed = {"limit": 3, "next": first["next"], "match[type]": "note"}
    assert_error(partner.get(partner.inbox + "objects/", params=changed), 400)
    bent = ("B" if first["next"][0] != "B" else "C") + first["next"][1:]
    assert_error(partner.get(partner.inbox + "objects/", params={"limit": 3, "next": bent}), 400)


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere/",
        "/exchange/nowhere/",
        "/exchange/collections/not-a-uuid/",
        "/exchange/collections/00000000-0000-4000-8000-000000000000/",
        "/exchange/collections/00000000-0000-4000-8000-000000000000/objects/",
        "/exchange/status/not-a-uuid/",
        "/exchange/status/00000000-0000-4000-8000-000000000000/",
        "/exchange/collections/%00/",
        "/exchange/collections/%FF%FE/objects/",
    ],
)
def test_what_is_not_there(partner, path):
    assert_error(partner.get(path), 404)


def test_an_object_that_is_not_there(partner):
    for path in ["objects/note--00000000-0000-4000-8000-000000000000/", "objects/x/versions/"]:
        answer = partner.get(partner.inbox + path)
        assert answer.status_code in (400, 404)
        assert_error(answer, answer.status_code)


def test_deleting_what_is_not_there(partner):
    """Trap 6: the specification says 404."""
    assert_error(partner.request("DELETE", f"{partner.inbox}objects/{note(1)['id']}/"), 404)
    partner.add([team(), note(1), note(1, 1)])
    gone = partner.request("DELETE", f"{partner.inbox}objects/{note(1)['id']}/", params={"match[version]": "first"})
    assert gone.status_code == 200
    left = partner.objects(f"{partner.inbox}objects/{note(1)['id']}/", **{"match[version]": "all"})
    assert left == [note(1, 1)]
    elsewhere = {"match[spec_version]": "2.0"}
    assert_error(partner.request("DELETE", f"{partner.inbox}objects/{note(1)['id']}/", params=elsewhere), 404)
    assert partner.request("DELETE", f"{partner.inbox}objects/{note(1)['id']}/").status_code == 200
    assert_error(partner.request("DELETE", f"{partner.inbox}objects/{note(1)['id']}/"), 404)


def test_what_was_released_is_not_deleted(partner):
    answer = partner.request("DELETE", f"{partner.outbox}objects/{TEAM}/")
    assert answer.status_code in (403, 404)
    assert_error(answer, answer.status_code)


BODIES = {
    "nothing": b"",
    "no JSON": b"<xml/>",
    "cut off": b'{"objects":[{"type":"note"',
    "a list": b"[]",
    "a number": b"7",
    "objects is text": b'{"objects":"all"}',
    "not UTF-8": b'{"objects":["\xff\xfe"]}',
    "deep": b'{"objects":[' + b"[" * 2_000 + b"]" * 2_000 + b"]}",
}


@pytest.mark.parametrize("body", BODIES, ids=str)
def test_a_body_that_is_no_envelope(partner, body):
    answer = partner.post(BODIES[body])
    if answer.status_code == 202:  # an envelope, of which no object could be taken
        assert answer.json()["success_count"] == 0
        return
    assert answer.status_code in (400, 413, 422), answer.text
    assert_error(answer, answer.status_code)


def test_a_body_that_is_too_large(partner):
    most = partner.get("/exchange/").json()["max_content_length"]
    head = {"Content-Length": str(most + 1), "Content-Type": TAXII, "Accept": TAXII}
    try:
        answer = bare(partner, "POST", partner.inbox + "objects/", head, data=iter([b"{"]))
    except requests.ConnectionError:
        return  # closed before it was read to its end
    assert answer.status_code in (400, 411, 413)


def test_an_error_before_authentication_reads_no_body(node, partner):
    """Trap 17: who is not known learns nothing of how a body is read."""
    answers = [
        requests.post(
            node.url + partner.inbox + "objects/", data=body, headers={"Content-Type": TAXII, "Accept": TAXII}, timeout=30
        )
        for body in (b"{", b'{"objects":[]}', BODIES["deep"])
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    for answer in answers:
        assert_error(answer, 401)
        assert "WWW-Authenticate" in answer.headers
