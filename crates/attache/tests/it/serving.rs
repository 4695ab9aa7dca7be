//! `attache serve`, as a partner and as its operator see it.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
};

use crate::{desk::Desk, releasing::sharing};

/// A server that runs, and where.
struct Serving {
    child: Child,
    address: String,
    out: BufReader<std::process::ChildStdout>,
}

impl Serving {
    fn of(desk: &Desk, arguments: &[&str]) -> Self {
        let mut command = desk.command(&[&["serve", "--listen", "127.0.0.1:0"], arguments].concat());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        Self { child, address, out }
    }

    /// Ends it as a service manager does; gives what it told on the way.
    fn ended(mut self) -> String {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        assert!(self.child.wait().unwrap().success());
        let mut told = String::new();
        self.out.read_to_string(&mut told).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        told
    }
}

async fn get(address: &str, path: &str, token: &str) -> (u16, String) {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().tls_certs_only([]).build().unwrap();
    let url = format!("{}{path}", address.trim_end_matches("/taxii2/"));
    let answer = client.get(url).bearer_auth(token).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

#[tokio::test]
async fn a_partner_reads_what_was_released_while_the_command_line_goes_on() {
    let (desk, id) = sharing();
    let token = desk.run(&["partner", "token", "kyiv-desk", "--json"]).fine().json().remove(0);
    let token = token["token"].as_str().unwrap();
    let serving = Serving::of(&desk, &["--log", "info"]);
    let (status, collections) = get(&serving.address, "/exchange/collections/", token).await;
    assert_eq!(status, 200);
    let collections: serde_json::Value = serde_json::from_str(&collections).unwrap();
    let outbox = collections["collections"][0]["id"].as_str().unwrap();
    let objects = format!("/exchange/collections/{outbox}/objects/");
    assert_eq!(get(&serving.address, &objects, token).await, (200, "{}".to_owned()));
    // Another process agrees and releases; the server sees it at once.
    let agree =
        ["partner", "agree", "kyiv-desk", "--ceiling", "amber", "--topics", "all", "--from", "2024-01-01"];
    desk.run(&agree).fine();
    desk.run(&["release", "--to", "kyiv-desk", &id]).fine();
    let (status, page) = get(&serving.address, &objects, token).await;
    assert!(status == 200 && page.contains("10,000"), "{page}");
    let fetched = desk.run(&["ask", "released", "--to", "kyiv-desk", "--json"]).fine().json();
    assert_eq!(fetched[0]["fetched"].as_array().unwrap().len(), 1);
    assert_eq!(get(&serving.address, &objects, "attache_x").await.0, 401);
    let told = serving.ended();
    assert!(told.contains("/exchange/collections/{id}/objects/") && told.contains("kyiv-desk"), "{told}");
    for secret in [token, "10,000", outbox] {
        assert!(!told.contains(secret), "{told}");
    }
}

#[test]
fn other_machines_are_not_served_without_tls_unless_told_so() {
    let (desk, _) = sharing();
    let told = desk.run(&["serve", "--listen", "0.0.0.0:0"]).ended(2);
    assert!(told.err.contains("--tls-cert"), "{}", told.err);
    desk.run(&["serve", "--tls-cert", "x.pem"]).ended(2);
    let told = desk.run(&["serve", "--tls-cert", "x.pem", "--tls-key", "y.pem"]).ended(1);
    assert!(told.err.contains("x.pem"), "{}", told.err);
    let none = Desk::with_report().run(&["serve", "--listen", "127.0.0.1:0"]).ended(1);
    assert!(none.err.contains("partner add"), "{}", none.err);
    let serving = Serving::of(&desk, &["--log", "off"]);
    let taken = serving.address.trim_start_matches("http://").trim_end_matches("/taxii2/").to_owned();
    let told = desk.run(&["serve", "--listen", &taken]).ended(1);
    assert!(told.err.contains("cannot listen"), "{}", told.err);
    serving.ended();
}
