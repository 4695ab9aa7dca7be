"""OpenCTI's TAXII 2.1 ingester, imitated: what it asks, what it keeps of the answers.

After its public source (`ingestionManager`): it sends `added_after` and `next` together; while there is `more`
with a `next` it keeps the cursor and leaves `added_after` as it was; else it takes X-TAXII-Date-Added-Last,
**cut to milliseconds**, and where that header is missing, **its own clock**. An empty answer changes nothing:
an old cursor stays.
"""

import datetime

import requests

TAXII = "application/taxii+json;version=2.1"


def milliseconds(moment):
    """`toISOString` of JavaScript."""
    return moment.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"


class Ingester:
    """A feed that is pulled; each `turn` is one request."""

    def __init__(self, root, collection, authorization, limit=None):
        self.url = f"{root}collections/{collection}/objects/"
        self.headers = {"Accept": TAXII, "Authorization": authorization, "User-Agent": "opencti"}
        self.limit = limit
        self.cursor = None
        self.added_after = None
        self.received = []
        self.clock_used = 0

    def turn(self):
        """How many objects came."""
        asked = {"next": self.cursor, "added_after": self.added_after, "limit": self.limit}
        asked = {name: value for name, value in asked.items() if value}
        answer = requests.get(self.url, params=asked, headers=self.headers, timeout=60)
        assert answer.status_code == 200, (answer.status_code, asked, answer.text[:300])
        body = answer.json()
        objects = body.get("objects") or []
        if not objects:
            return 0
        self.received += objects
        if body.get("more") and body.get("next"):
            self.cursor = body["next"]
            return len(objects)
        self.cursor = None
        last = answer.headers.get("X-TAXII-Date-Added-Last")
        if last:
            moment = datetime.datetime.fromisoformat(last.replace("Z", "+00:00"))
        else:
            self.clock_used += 1
            moment = datetime.datetime.now(datetime.timezone.utc)
        self.added_after = milliseconds(moment)
        return len(objects)

    def until_it_waits(self, most=200):
        """Turns until one that begins nothing new; the number of turns."""
        for turn in range(1, most + 1):
            before = {(one["id"], one.get("modified")) for one in self.received}
            self.turn()
            after = {(one["id"], one.get("modified")) for one in self.received}
            if after == before and self.cursor is None:
                return turn
        raise AssertionError("the ingester does not come to rest")
