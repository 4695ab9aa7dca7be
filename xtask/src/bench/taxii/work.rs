//! What is asked of a TAXII server. Only the requests are timed, not what is done with the answers.

use std::{fs::File, io::Write as _, path::Path, time::Duration};

use anyhow::{Context as _, ensure};
use bytes::Bytes;
use serde::{Deserialize, de::IgnoredAny};

use super::{super::stopwatch::once, connection::Connection, stix_corpus::StixCorpus};

/// Objects on a page.
pub(crate) const PAGE: usize = 1_000;

/// Pages that are kept, so that a bare server can return the same bytes.
const KEPT: usize = 200;

/// Adding.
#[derive(Default)]
pub(crate) struct Added {
    /// How many objects were added.
    pub(crate) objects: usize,
    /// How long the requests took together.
    pub(crate) took: Duration,
    /// How long writing and syncing the same bytes took, one sync for each envelope.
    pub(crate) synced: Duration,
}

/// Adds the corpus in envelopes, or what of it can be added before the time is up.
pub(crate) fn add(
    connection: &mut Connection,
    collection: &str,
    corpus: &StixCorpus,
    envelope: usize,
    limit: Duration,
    folder: &Path,
) -> anyhow::Result<Added> {
    let path = format!("{collection}objects/");
    let mut file = File::create(folder.join("baseline")).context("cannot write the baseline's file")?;
    let mut added = Added::default();
    let mut objects = corpus.objects()?.take(corpus.size);
    loop {
        let batch: Vec<String> = objects.by_ref().take(envelope).collect::<Result<_, _>>()?;
        if batch.is_empty() || added.took > limit {
            return Ok(added);
        }
        let body = Bytes::from(format!("{{\"objects\":[{}]}}", batch.join(",")));
        let mut outcome = Ok(());
        // One after the other and not each in a row, so that a slow moment of the disk meets both.
        let synced = once(|| outcome = file.write_all(&body).and_then(|()| file.sync_data()));
        outcome.context("cannot write the baseline's file")?;
        let reply = connection.post(&path, &body)?.expect_status(202)?;
        let status: Status = serde_json::from_slice(&reply.body)?;
        ensure!(status.failure_count.unwrap_or(0) == 0, "objects were refused: {status:?}");
        added.objects = added.objects.saturating_add(batch.len());
        added.took = added.took.saturating_add(reply.took);
        added.synced = added.synced.saturating_add(synced);
    }
}

#[derive(Debug, Deserialize)]
struct Status {
    failure_count: Option<u64>,
}

/// Draining.
#[derive(Default)]
pub(crate) struct Drained {
    /// How many objects came.
    pub(crate) objects: usize,
    /// How many bytes.
    pub(crate) bytes: usize,
    /// How long each page took.
    pub(crate) pages: Vec<Duration>,
    /// The first pages.
    pub(crate) kept: Vec<Bytes>,
    /// What was asked for each page.
    pub(crate) asked: Vec<String>,
    /// When the last object was added, as the server says.
    pub(crate) last: Option<String>,
}

impl Drained {
    /// How long all pages took.
    pub(crate) fn took(&self) -> Duration {
        self.pages.iter().sum()
    }
}

#[derive(Deserialize)]
struct Envelope {
    #[serde(default)]
    more: bool,
    next: Option<String>,
    #[serde(default)]
    objects: Vec<IgnoredAny>,
}

/// Reads a collection page by page to its end, or until the time is up.
pub(crate) fn drain(
    connection: &mut Connection,
    collection: &str,
    limit: Duration,
) -> anyhow::Result<Drained> {
    let mut drained = Drained::default();
    let mut next: Option<String> = None;
    loop {
        let cursor = next.as_deref().map(|next| format!("&next={}", escaped(next))).unwrap_or_default();
        let path = format!("{collection}objects/?limit={PAGE}{cursor}");
        let reply = connection.get(&path)?.expect_status(200)?;
        drained.asked.push(path);
        let envelope: Envelope = serde_json::from_slice(&reply.body)?;
        drained.objects = drained.objects.saturating_add(envelope.objects.len());
        drained.bytes = drained.bytes.saturating_add(reply.body.len());
        drained.pages.push(reply.took);
        drained.last = reply.last.or(drained.last);
        if drained.kept.len() < KEPT {
            drained.kept.push(reply.body);
        }
        next = envelope.next;
        if !envelope.more || next.is_none() || drained.took() > limit {
            return Ok(drained);
        }
    }
}

/// Asks for the same pages once more, without looking into them: the next as soon as one is there.
pub(crate) fn drain_in_a_row(connection: &mut Connection, before: &Drained) -> anyhow::Result<Drained> {
    let mut drained = Drained::default();
    for path in &before.asked {
        let reply = connection.get(path)?.expect_status(200)?;
        drained.bytes = drained.bytes.saturating_add(reply.body.len());
        drained.pages.push(reply.took);
    }
    ensure!(drained.bytes == before.bytes, "{} bytes came, before {}", drained.bytes, before.bytes);
    Ok(drained)
}

/// What may stand in a query as it is; the rest in percent (RFC 3986 section 2.1).
fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Adds ten objects at the end and asks for what is new, again and again, with another limit each time, so that
/// no answer is one that was given before.
pub(crate) fn newest(
    connection: &mut Connection,
    collection: &str,
    spare: &[String],
    last: &str,
    runs: usize,
) -> anyhow::Result<Vec<Duration>> {
    let few: Vec<&str> = spare.iter().take(10).map(String::as_str).collect();
    let body = Bytes::from(format!("{{\"objects\":[{}]}}", few.join(",")));
    connection.post(&format!("{collection}objects/"), &body)?.expect_status(202)?;
    let mut times = Vec::new();
    for run in 0..runs {
        let limit = run.saturating_add(20);
        let path = format!("{collection}objects/?limit={limit}&added_after={}", escaped(last));
        let reply = connection.get(&path)?.expect_status(200)?;
        let envelope: Envelope = serde_json::from_slice(&reply.body)?;
        ensure!(
            envelope.objects.len() == few.len(),
            "{} objects are new, not {}",
            envelope.objects.len(),
            few.len()
        );
        times.push(reply.took);
    }
    Ok(times)
}

/// Asks for the first page of the manifest.
pub(crate) fn manifest(
    connection: &mut Connection,
    collection: &str,
    runs: usize,
) -> anyhow::Result<Vec<Duration>> {
    let path = format!("{collection}manifest/?limit={PAGE}");
    (0..runs).map(|_| Ok(connection.get(&path)?.expect_status(200)?.took)).collect()
}

/// Asks for single objects. The first request of a connection is left out: it opens it.
pub(crate) fn by_id(
    connection: &mut Connection,
    collection: &str,
    ids: &[String],
) -> anyhow::Result<Vec<Duration>> {
    let ask =
        |id: &String| Ok(connection.get(&format!("{collection}objects/{id}/"))?.expect_status(200)?.took);
    let times: Vec<Duration> = ids.iter().map(ask).collect::<anyhow::Result<_>>()?;
    Ok(times.into_iter().skip(1).collect())
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn cursors_are_escaped() {
        assert_eq!(escaped("aZ0-_~."), "aZ0-_~.");
        assert_eq!(escaped("a+b=/é"), "a%2Bb%3D%2F%C3%A9");
    }
}
