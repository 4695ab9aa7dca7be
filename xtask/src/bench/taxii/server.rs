//! A server that the bench starts and ends: a child process that is killed when this is dropped.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::Context as _;

use super::super::memory::resident;

/// A running server.
pub(crate) struct Server {
    child: Child,
    /// Host and port.
    pub(crate) address: String,
}

impl Server {
    /// Starts a server that says on its standard output where it listens: `…http://HOST:PORT…`.
    pub(crate) fn start(command: &mut Command) -> anyhow::Result<Self> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} does not run", command.get_program().display()))?;
        let output = child.stdout.take().context("the server has no output")?;
        let mut server = Self { child, address: String::new() };
        let mut lines = BufReader::new(output).lines();
        for line in lines.by_ref() {
            if let Some(address) = address(&line?) {
                server.address = address;
                break;
            }
        }
        anyhow::ensure!(!server.address.is_empty(), "the server ended before it said where it listens");
        // Whatever it says later must not stop it.
        thread::spawn(move || lines.for_each(drop));
        Ok(server)
    }

    /// Starts a server at an address that was chosen for it, and waits until it can be reached.
    pub(crate) fn start_at(command: &mut Command, address: &str) -> anyhow::Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} does not run", command.get_program().display()))?;
        let server = Self { child, address: address.to_owned() };
        for _ in 0..600 {
            if std::net::TcpStream::connect(address).is_ok() {
                return Ok(server);
            }
            thread::sleep(Duration::from_millis(50));
        }
        anyhow::bail!("nothing listens at {address}")
    }

    /// Waits until it has nothing to do any more, a minute at most: what it does on the side with what came is not
    /// what is measured. Where the system does not tell, it does not wait.
    pub(crate) fn rest(&self) {
        let path = format!("/proc/{}/stat", self.child.id());
        let worked = || {
            let told = std::fs::read_to_string(&path).ok()?;
            let (_, fields) = told.rsplit_once(')')?;
            let field = |at| fields.split_whitespace().nth(at)?.parse::<u64>().ok();
            field(11)?.checked_add(field(12)?)
        };
        let (mut before, mut still) = (worked(), 0_u32);
        for _ in 0..240 {
            if before.is_none() || still >= 6 {
                return;
            }
            thread::sleep(Duration::from_millis(250));
            let now = worked();
            still = if now == before { still.saturating_add(1) } else { 0 };
            before = now;
        }
    }

    /// Bytes of memory that it and its children hold; `None` where the system does not tell.
    pub(crate) fn memory(&self) -> Option<usize> {
        let own = self.child.id();
        let children =
            std::fs::read_to_string(format!("/proc/{own}/task/{own}/children")).unwrap_or_default();
        let children = children.split_whitespace().filter_map(|id| resident(id.parse().ok()?));
        Some(children.fold(resident(own)?, usize::saturating_add))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // gunicorn ends its workers when it is asked to; when it is killed, it cannot.
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        for _ in 0..100 {
            if asked.is_err() || matches!(self.child.try_wait(), Ok(Some(_))) {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Host and port of the first address in a line.
fn address(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("http://")?;
    let address: String =
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || ".:[]-".contains(*c)).collect();
    (address.contains(':')).then_some(address)
}

/// A port of the loopback that is free now.
pub(crate) fn free_address() -> anyhow::Result<String> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn the_address_is_found_in_a_line() {
        assert_eq!(address("listening on http://127.0.0.1:6464/taxii2/").as_deref(), Some("127.0.0.1:6464"));
        assert_eq!(address("serving Harbour"), None);
        assert_eq!(address("http://nowhere/"), None);
    }
}
