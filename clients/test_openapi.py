"""`schemathesis` against the server's own OpenAPI document: whatever is sent, nothing answers 5xx."""

import json
import subprocess
import sys

from corpus import note, team


def test_the_document_names_what_there_is(partner):
    document = partner.get("/openapi.json", headers={"Accept": "application/json"}).json()
    assert document["openapi"].startswith("3.")
    paths = {path.rstrip("/") for path in document["paths"]}
    for behind in ["objects", "manifest", "objects/{object_id}", "objects/{object_id}/versions"]:
        assert any(path.endswith(behind) or path.endswith(behind.replace("object_id", "id")) for path in paths), (behind, paths)
    assert {"get", "post"} <= {method for path, item in document["paths"].items() if path.rstrip("/").endswith("objects") for method in item}


def test_nothing_that_is_sent_breaks_the_server(partner, tmp_path):
    partner.add([team(), *(note(number, version) for number in range(20) for version in range(2))])
    document = partner.get("/openapi.json", headers={"Accept": "application/json"}).json()
    fixed(document, partner)
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    command = [sys.executable, "-m", "schemathesis.cli", "run", str(tmp_path / "openapi.json")]
    command += ["--url", partner.node.url, "--header", f"Authorization: Bearer {partner.token}"]
    command += ["--checks", "not_a_server_error", "--phases", "examples,coverage,fuzzing"]
    command += ["--max-examples", "25", "--max-time", "40", "--seed", "7", "--no-shrink"]
    command += ["--suppress-health-check", "all", "--warnings", "off", "--request-timeout", "20"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    assert partner.get(partner.inbox + "objects/").status_code == 200, "and it still answers"


def fixed(document, partner):
    """Puts the collection that there is, and one of its objects, beside what is made up."""
    values = {"collection": partner.inbox.rstrip("/").rsplit("/", 1)[1], "object": note(1)["id"]}
    for item in document["paths"].values():
        for operation in item.values():
            if not isinstance(operation, dict):
                continue
            for parameter in operation.get("parameters", []):
                name = parameter.get("name", "")
                if parameter.get("in") != "path":
                    continue
                if "object" in name:
                    parameter["examples"] = {"there": {"value": values["object"]}}
                elif "collection" in name or name == "id":
                    parameter["examples"] = {"there": {"value": values["collection"]}}
                    # Half of what is tried should come beyond the first look-up.
                    parameter["schema"] = {"enum": [values["collection"], "00000000-0000-4000-8000-000000000000", "x"]}
