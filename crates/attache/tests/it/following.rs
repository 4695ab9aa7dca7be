//! Two nodes over the network: one pulls from the other, or pushes to it.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    process::{Child, Stdio},
};

use serde_json::Value;

use crate::{
    desk::Desk,
    exchanging::{Pair, pair},
};

#[test]
fn what_a_partner_pushes_is_looked_at_while_the_server_runs() {
    let pair = pair();
    let shown = pair.kyiv.run(&["partner", "show", "seoul-desk", "--json"]).fine().json().remove(0);
    let inbox = shown["tell"]["collections"].as_array().unwrap();
    let inbox = inbox.iter().find(|one| one["use"] == "what it sends you").unwrap()["id"].as_str().unwrap();
    let token = pair.kyiv.run(&["partner", "token", "seoul-desk"]).fine().out;
    let export = pair.seoul.run(&["export", "--stix", "--to", "kyiv-desk"]).fine().out;
    let bundle: Value = serde_json::from_str(&export).unwrap();
    let body = serde_json::json!({ "objects": bundle["objects"] }).to_string();
    let served = Served::new(&pair.kyiv);
    let host = served.url.trim_start_matches("http://").split('/').next().unwrap();
    let head = format!(
        "POST /exchange/collections/{inbox}/objects/ HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {}\r\n\
         accept: application/taxii+json;version=2.1\r\ncontent-type: application/taxii+json;version=2.1\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n",
        token.trim(),
        body.len()
    );
    let mut stream = std::net::TcpStream::connect(host).unwrap();
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 202"), "{answer}");
    let came = (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        pair.standing().is_some()
    });
    assert!(came, "{}", pair.kyiv.run(&["ask", "received"]).out);
}

/// A server of a desk, ended with the value.
struct Served {
    child: Child,
    url: String,
}

impl Served {
    fn new(desk: &Desk) -> Self {
        let mut command = desk.command(&["serve", "--listen", "127.0.0.1:0", "--log", "warn"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.split_whitespace().find(|word| word.starts_with("http")).unwrap().to_owned();
        Self { child, url }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn remote(pair: &Pair, served: &Served) {
    let token = pair.seoul.run(&["partner", "token", "kyiv-desk"]).fine().out;
    let set = ["remote", "set", "seoul-desk", "--url", &served.url, "--token-stdin"];
    pair.kyiv.run_with(&set, token.as_bytes()).fine();
    let listed = pair.kyiv.run(&["remote", "list", "--json"]).fine().out;
    assert!(!listed.contains(token.trim()), "no secret is shown");
}

#[test]
fn a_remote_is_pulled_its_log_verified_and_a_fork_raises_the_alarm() {
    let pair = pair();
    let served = Served::new(&pair.seoul);
    remote(&pair, &served);
    let run = pair.kyiv.run(&["sync", "--json"]).fine().json().remove(0);
    assert_eq!(run["received"]["fates"]["claim"], 1, "{run}");
    assert_eq!(pair.standing().as_deref(), Some("received"));
    let status = pair.kyiv.run(&["sync", "--status", "--json"]).fine().json().remove(0);
    let leaves = status["verified"].as_u64().unwrap();
    assert!(leaves > 3 && status["alarm"].is_null(), "{status}");
    // Nothing new; and the same by a bundle is known.
    let run = pair.kyiv.run(&["sync", "--json"]).fine().json().remove(0);
    assert_eq!(run["received"]["objects"], 0);
    let file = pair.carried("one.bundle", &[]);
    assert_eq!(pair.import(&[&file])["verdict"]["known"], true);

    // A copy of the store is kept; one history is shown, then another.
    drop(served);
    let copy = std::fs::read(pair.seoul.path("desk.db")).unwrap();
    pair.seoul.run(&["retract", &pair.claim, "--reason", "withdrawn"]).fine();
    let served = Served::new(&pair.seoul);
    remote(&pair, &served);
    pair.kyiv.run(&["sync"]).fine();
    assert_eq!(pair.standing().as_deref(), Some("retracted"));
    drop(served);
    for file in ["desk.db-wal", "desk.db-shm"] {
        let _ = std::fs::remove_file(pair.seoul.path(file));
    }
    std::fs::write(pair.seoul.path("desk.db"), copy).unwrap();
    let other = pair.seoul.ids("transfer").remove(0);
    pair.seoul.run(&["review", "--accept", &other]).fine();
    pair.seoul.run(&["mark", &other, "--tlp", "amber", "--releasable-to", "UA"]).fine();
    pair.seoul.run(&["release", "--to", "kyiv-desk", &other]).fine();
    let served = Served::new(&pair.seoul);
    remote(&pair, &served);
    let alarm = pair.kyiv.run(&["sync"]).ended(1);
    assert!(alarm.err.contains("ALARM"), "{alarm:#?}");
    let status = pair.kyiv.run(&["sync", "--status", "--json"]).ended(1).json().remove(0);
    assert!(status["alarm"]["seen"]["note"].as_str().unwrap().contains('—'), "the evidence: {status}");
    pair.kyiv.run(&["sync"]).ended(1);
    pair.kyiv.run(&["sync", "--clear-alarm", "seoul-desk"]).fine();
    assert!(pair.kyiv.run(&["sync"]).ended(1).err.contains("ALARM"), "it still contradicts itself");
    pair.kyiv.run(&["sync", "--start-over", "seoul-desk"]).fine();
    pair.kyiv.run(&["sync"]).fine();
    pair.kyiv.run(&["db", "check"]).fine();
}
