#!/usr/bin/env python3
"""Writers and pollers at once: none lost, none twice. Python's own library is enough.

usage: clients/million.py --attache target/release/attache [--objects 1000000] [--writers 4] [--pollers 2]

Starts a server with a store in a temporary folder. Each writer pushes its part in envelopes of 500; each poller reads as
TAXII 2.1 says (`next`, then `added_after` = X-TAXII-Date-Added-Last) until it has seen everything. Ends with the
line `N passed, M failed`, a poller each.
"""
import argparse, http.client, multiprocessing as mp, os, re, subprocess, sys, tempfile, time

TAXII = "application/taxii+json;version=2.1"
ENVELOPE = 500


def note(number):
    return (
        '{"type":"note","spec_version":"2.1","id":"note--00000000-0000-4000-8000-%012d","created":"2024-11-27T08:00:00.000Z",'
        '"modified":"2024-11-27T08:00:00.000Z","content":"dispatch %d","object_refs":["identity--00000000-0000-4000-8000-000000000001"]}'
    ) % (number, number)


class Client:
    def __init__(self, port, token):
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.head = {"Authorization": "Bearer " + token, "Accept": TAXII, "Content-Type": TAXII}

    def ask(self, method, path, body=None):
        self.line.request(method, path, body, self.head)
        answer = self.line.getresponse()
        return answer.status, answer.headers, answer.read()


def write(port, token, path, first, end):
    client = Client(port, token)
    for start in range(first, end, ENVELOPE):
        body = '{"objects":[%s]}' % ",".join(map(note, range(start, min(start + ENVELOPE, end))))
        status, _, answer = client.ask("POST", path, body)
        if status != 202 or b'"failure_count":0' not in answer.replace(b" ", b""):
            sys.exit(f"a write was answered {status}: {answer[:200]!r}")


def poll(port, token, path, objects, limit, results):
    client, seen, count, twice = Client(port, token), bytearray(objects), 0, 0
    ids = re.compile(rb'"id":"note--00000000-0000-4000-8000-(\d{12})"')
    after, deadline = "", time.monotonic() + 900
    while count < objects and time.monotonic() < deadline:
        next_, last = None, None
        while True:
            query = f"?limit={limit}{after}" + (f"&next={next_}" if next_ else "")
            status, head, body = client.ask("GET", path + query)
            if status != 200:
                results.put(f"a page was answered {status}: {body[:200]!r}")
                return
            for found in ids.finditer(body):
                number = int(found.group(1))
                twice += seen[number]
                count += 1 - seen[number]
                seen[number] = 1
            last = head.get("X-TAXII-Date-Added-Last") or last
            more = re.match(rb'\{"more":true,"next":"([^"]+)"', body)
            if not more:
                break
            next_ = more.group(1).decode()
        if last:
            after = f"&added_after={last}"
        else:
            time.sleep(0.02)
    results.put(None if count == objects and not twice else f"{objects - count} lost, {twice} twice")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attache", required=True)
    parser.add_argument("--objects", type=int, default=1_000_000)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--pollers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="attache-million-") as folder:
        store = os.path.join(folder, "store.db")
        run = lambda *words: subprocess.run(
            [asked.attache, "--store", store, *words], check=True, capture_output=True, text=True
        ).stdout
        run("--originator", "Halde Institute", "partner", "add", "relay", "--name", "Relay", "--relays")
        token = run("partner", "token", "relay").split()[0]
        inbox = re.search(r"([0-9a-f-]{36}) what it sends you", run("partner", "show", "relay")).group(1)
        server = subprocess.Popen(
            [asked.attache, "--store", store, "serve", "--listen", "127.0.0.1:0", "--rate", "0", "--log", "off"],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            port = int(re.search(r":(\d+)/taxii2/", server.stdout.readline()).group(1))
            path, results = f"/exchange/collections/{inbox}/objects/", mp.Queue()
            part = -(-asked.objects // asked.writers)
            began = time.monotonic()
            writers = [
                mp.Process(target=write, args=(port, token, path, n * part, min((n + 1) * part, asked.objects)))
                for n in range(asked.writers)
            ]
            pollers = [
                mp.Process(target=poll, args=(port, token, path, asked.objects, 997 - 300 * n, results))
                for n in range(asked.pollers)
            ]
            for process in writers + pollers:
                process.start()
            found = [results.get(timeout=1000) for _ in pollers]
            for process in writers + pollers:
                process.join()
            found += [f"writer {n} failed" for n, writer in enumerate(writers) if writer.exitcode]
        finally:
            server.terminate()
            server.wait()
    wrong = [one for one in found if one]
    for one in wrong:
        print(one)
    print(f"{asked.objects} objects, {asked.writers} writers, {asked.pollers} pollers, {time.monotonic() - began:.0f} s")
    print(f"{len(found) - len(wrong)} passed, {len(wrong)} failed")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
