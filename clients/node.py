"""One attache node under test: a store in a temporary folder, its command line, its server."""

import json
import os
import re
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import requests

TAXII = "application/taxii+json;version=2.1"


class Bearer(requests.auth.AuthBase):
    """A token, as RFC 6750 writes it."""

    def __init__(self, token):
        self.token = token

    def __call__(self, request):
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request


@dataclass
class Partner:
    """A partner with what it was given."""

    node: "Node"
    name: str
    token: str
    password: str | None = None
    session: requests.Session = field(default_factory=requests.Session)
    kept: dict = field(default_factory=dict)

    def __post_init__(self):
        self.session.auth = Bearer(self.token)

    @property
    def basic(self):
        return (self.name, self.password)

    def request(self, method, path, **more):
        """A request with its token; `path` begins behind the host."""
        headers = {"Accept": TAXII, **more.pop("headers", {})}
        headers = {name: value for name, value in headers.items() if value is not None}
        return self.session.request(method, self.node.url + path, headers=headers, timeout=60, **more)

    def get(self, path, **more):
        return self.request("GET", path, **more)

    def collections(self):
        answer = self.get("/exchange/collections/")
        answer.raise_for_status()
        return answer.json().get("collections", [])

    def collection(self, can_write):
        """The path of its inbox (which it may write and read) or of what was released to it."""
        if can_write not in self.kept:
            found = [one["id"] for one in self.collections() if one["can_write"] == can_write]
            assert len(found) == 1, found
            self.kept[can_write] = f"/exchange/collections/{found[0]}/"
        return self.kept[can_write]

    @property
    def inbox(self):
        return self.collection(True)

    @property
    def outbox(self):
        return self.collection(False)

    def post(self, body, **more):
        """Adds to its inbox: objects (a list) or the bytes of a whole body."""
        if isinstance(body, list):
            body = json.dumps({"objects": body}, ensure_ascii=False, separators=(",", ":"))
        if isinstance(body, str):
            body = body.encode("utf-8", "surrogatepass")
        headers = {"Content-Type": TAXII, **more.pop("headers", {})}
        return self.request("POST", self.inbox + "objects/", data=body, headers=headers, **more)

    def add(self, objects):
        """Adds objects, all of which must be taken; the status."""
        answer = self.post(objects)
        assert answer.status_code == 202, (answer.status_code, answer.text[:500])
        status = answer.json()
        for _ in range(100):
            if status["status"] == "complete":
                break
            time.sleep(0.05)
            status = self.get(f"/exchange/status/{status['id']}/").json()
        assert status["status"] == "complete", status
        assert status["failure_count"] == 0, status.get("failures")
        assert status["success_count"] == len(objects), status
        return status

    def pages(self, path, **params):
        """The pages of a query, by `next`, as answers."""
        params = dict(params)
        for _ in range(10_000):
            answer = self.get(path, params=params)
            assert answer.status_code == 200, (answer.status_code, answer.text[:500])
            yield answer
            body = answer.json()
            if not body.get("more"):
                return
            assert body.get("next"), "`more` without `next`"
            params["next"] = body["next"]
        raise AssertionError("the pages do not end")

    def objects(self, path, **params):
        return [one for page in self.pages(path, **params) for one in page.json().get("objects", [])]


class Node:
    """A store with its command line, and the server over it once `serve` was called."""

    def __init__(self, binary, folder, organisation):
        self.binary = str(binary)
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.store = self.folder / "attache.db"
        self.organisation = organisation
        self.process = None
        self.url = None
        self.log = []

    def environment(self):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ATTACHE_")}
        return kept | {
            "ATTACHE_STORE": str(self.store),
            "ATTACHE_ORIGINATOR": self.organisation,
            "USER": "ada",
            "HOME": str(self.folder),
            "NO_COLOR": "1",
        }

    def run(self, *arguments, typed="", codes=(0,)):
        """Runs `attache` and gives back what it printed."""
        done = subprocess.run(
            [self.binary, *map(str, arguments)],
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
            env=self.environment(),
            cwd=self.folder,
        )
        assert done.returncode in codes, (
            f"attache {' '.join(map(str, arguments))}: code {done.returncode}\n{done.stdout}{done.stderr}"
        )
        return done.stdout

    def rows(self, *arguments, **more):
        """The lines of `--json`."""
        return [json.loads(line) for line in self.run(*arguments, "--json", **more).splitlines() if line.strip()]

    def partner(self, name, *terms, password=None):
        """Adds a partner with a token, and with a password where one is given."""
        self.run("partner", "add", name, "--name", f"{name.replace('-', ' ').title()} Monitoring Team", *terms)
        token = self.rows("partner", "token", name)[-1]["token"]
        if password:
            self.run("partner", "password", name, "--stdin", typed=password + "\n")
        return Partner(self, name, token, password)

    def serve(self):
        """Starts the server on a free port of the loopback and waits until it answers."""
        assert self.process is None
        self.process = subprocess.Popen(
            [self.binary, "serve", "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
            env=self.environment(),
            cwd=self.folder,
        )
        found = threading.Event()
        threading.Thread(target=self._listen, args=(found,), daemon=True).start()
        if not found.wait(30):
            self.stop()
            raise AssertionError("the server did not say where it listens:\n" + "\n".join(self.log))
        return self

    def _listen(self, found):
        for line in self.process.stdout:
            self.log.append(line.rstrip())
            address = re.search(r"http://(127\.0\.0\.1|\[::1\]|localhost):(\d+)", line)
            if address and not self.url:
                self.url = f"http://127.0.0.1:{address.group(2)}"
                found.set()
        found.set() if self.url else None

    def stop(self):
        """Ends the server, by its own id."""
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None
        self.url = None
