//! An attache node under test: a store in a folder of its own, a partner, the server.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context as _, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;
use tempfile::TempDir;

use super::{super::stopwatch::once, connection::Connection, server::Server};

const PARTNER: &str = "bench-desk";
const PASSWORD: &str = "only for the bench";

/// A node.
pub(crate) struct Node {
    binary: PathBuf,
    folder: TempDir,
    /// `Authorization` with a token.
    pub(crate) bearer: String,
    /// `Authorization` with a name and a password.
    pub(crate) basic: String,
    /// The path of the collection that the partner writes and reads.
    pub(crate) collection: String,
    /// The path of the collection of what goes to the partner.
    pub(crate) outbox: String,
}

impl Node {
    /// Makes a store with a partner that may write what others made.
    pub(crate) fn make(root: &Path, binary: &Path) -> anyhow::Result<Self> {
        // Not the system's folder for temporary files: that is memory on many machines, and syncs nothing.
        let folder = tempfile::tempdir_in(root.join("target")).context("cannot make a folder in target/")?;
        let basic = basic(PARTNER, PASSWORD);
        let mut node = Self {
            binary: binary.to_owned(),
            folder,
            bearer: String::new(),
            basic,
            collection: String::new(),
            outbox: String::new(),
        };
        node.run(&["partner", "add", PARTNER, "--name", "Bench Desk", "--relays", "yes"], "")?;
        let token: Value = serde_json::from_str(&node.run(&["--json", "partner", "token", PARTNER], "")?)?;
        let token = token.get("token").and_then(Value::as_str).context("no token was given")?;
        node.bearer = format!("Bearer {token}");
        node.run(&["partner", "password", PARTNER, "--stdin"], PASSWORD)?;
        Ok(node)
    }

    /// Its folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Starts the server. How long it took to answer the first request is told with it.
    pub(crate) fn start(&mut self) -> anyhow::Result<(Server, Duration)> {
        let arguments = ["serve", "--listen", "127.0.0.1:0", "--rate", "0", "--log", "error"];
        let mut command = self.command();
        command.args(arguments);
        let mut outcome = None;
        let bearer = self.bearer.clone();
        let took = once(|| {
            let started = Server::start(&mut command).and_then(|server| {
                let mut connection = Connection::new(&server.address, &bearer)?;
                let reply = connection.get("/exchange/collections/")?.expect_status(200)?;
                Ok((server, reply))
            });
            outcome = Some(started);
        });
        let (server, reply) = outcome.context("nothing was started")??;
        let listed: Value = serde_json::from_slice(&reply.body)?;
        let path = |written: bool| {
            let all = listed.get("collections").and_then(Value::as_array)?;
            let fits = |one: &&Value| one.get("can_write").and_then(Value::as_bool) == Some(written);
            let id = all.iter().find(fits)?.get("id")?.as_str()?;
            Some(format!("/exchange/collections/{id}/"))
        };
        self.collection = path(true).context("nothing can be written to")?;
        self.outbox = path(false).context("there is no outbox")?;
        Ok((server, took))
    }

    /// Its store.
    pub(crate) fn store(&self) -> PathBuf {
        self.folder.path().join("bench.db")
    }

    /// Another partner, with a password; gives `Authorization` of it with another password.
    pub(crate) fn partner_with_wrong_password(&self, name: &str) -> anyhow::Result<String> {
        self.run(&["partner", "add", name, "--name", name], "")?;
        self.run(&["partner", "password", name, "--stdin"], PASSWORD)?;
        Ok(basic(name, "not the password"))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .env("ATTACHE_STORE", self.store())
            .env("ATTACHE_ORIGINATOR", "Bench Institute")
            .env("USER", "bench")
            .current_dir(self.folder.path());
        command
    }

    fn run(&self, arguments: &[&str], typed: &str) -> anyhow::Result<String> {
        let mut child = self
            .command()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} does not run", self.binary.display()))?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(typed.as_bytes())?;
        }
        let done = child.wait_with_output()?;
        let told = String::from_utf8_lossy(&done.stderr);
        ensure!(done.status.success(), "attache {} failed: {told}", arguments.join(" "));
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    }
}

/// `Authorization` of HTTP Basic (RFC 7617).
pub(crate) fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}
