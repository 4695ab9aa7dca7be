"""`schemathesis` against the server's own OpenAPI document: whatever is sent, nothing answers 5xx."""

import json
import re
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


CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "allow_header_conformance",
]


def test_nothing_that_is_sent_breaks_the_server(node, partner, tmp_path):
    status = partner.add([team(), *(note(number, version) for number in range(20) for version in range(2))])
    document = partner.get("/openapi.json", headers={"Accept": "application/json"}).json()
    fixed(document, partner, status["id"])
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    command = [sys.executable, "-m", "schemathesis.cli", "run", str(tmp_path / "openapi.json")]
    command += ["--url", partner.node.url, "--header", f"Authorization: Bearer {partner.token}"]
    command += ["--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing"]
    command += ["--max-examples", "25", "--max-time", "40", "--seed", "7", "--no-shrink", "--continue-on-failure"]
    command += ["--suppress-health-check", "all", "--warnings", "off", "--request-timeout", "20"]
    begun = len(node.log)
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-1000:]
    assert partner.get(partner.inbox + "objects/").status_code == 200, "and it still answers"
    answered = [line for line in node.log[begun:] if f'partner="{partner.name}"' in line]
    well = [line for line in answered if re.search("status=20[02]", line)]
    assert len(answered) > 500 and len(well) > 100, "too little came beyond the first look"


def fixed(document, partner, status):
    """Puts what there is beside what is made up, so that half of what is tried comes beyond the first look-up."""
    collection = {write: partner.collection(write).rstrip("/").rsplit("/", 1)[1] for write in (True, False)}
    for path, item in document["paths"].items():
        there = {"object_id": note(1)["id"], "id": collection["/log/" not in path]}
        if "/status/" in path:
            there["id"] = status
        for operation in item.values():
            for parameter in operation.get("parameters", []) if isinstance(operation, dict) else []:
                if parameter.get("in") == "path" and parameter["name"] in there:
                    value = there[parameter["name"]]
                    parameter["examples"] = {"there": {"value": value}}
                    parameter["schema"] = {"enum": [value, "00000000-0000-4000-8000-000000000000", "x"]}
