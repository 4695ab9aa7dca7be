//! The TAXII server over the wire: adding, draining, asking; beside a bare server that returns the same bytes, and
//! beside the servers that others use.
//!
//! One connection of our own, so that the client's cost hides nobody's. Servers follow one another, never at the
//! same time; what they answer is checked, and only the requests are timed.

mod bare;
mod connection;
mod draining;
mod figure;
mod filled;
mod guessing;
mod node;
mod rival;
mod server;
mod stix_corpus;
mod work;

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context as _, ensure};

use crate::Outcome;
use connection::Connection;
use figure::{Figure, megabytes, milliseconds};
use node::Node;
use rival::Rival;
use stix_corpus::StixCorpus;

use super::stopwatch::rate;

/// How the name of our server is written.
const OURS: &str = "attache";

/// What is measured over the wire.
#[derive(clap::Args)]
#[group(skip)]
pub(crate) struct Options {
    /// Objects in the collection (taxii).
    #[arg(long, value_name = "N", value_delimiter = ',', default_values_t = [10_000, 100_000])]
    sizes: Vec<usize>,
    /// Also pages after a time in a collection of so many objects beside one of 100000 (taxii): takes minutes, and a
    /// gigabyte for each million.
    #[arg(long, value_name = "N")]
    large: Option<usize>,
    /// Also the servers that others use, installed by pip where they are not there (taxii).
    #[arg(long)]
    peers: bool,
    /// Where the virtual environments of the peers are kept (taxii).
    #[arg(long, value_name = "FOLDER", default_value = "/tmp/attache-peers")]
    venvs: PathBuf,
    /// The binary to measure [default: what cargo builds] (taxii).
    #[arg(long, value_name = "PATH")]
    attache: Option<PathBuf>,
    /// The figures as JSON (taxii).
    #[arg(long)]
    json: bool,
    /// Serve the pages in a folder: the baseline.
    #[arg(long, hide = true, value_name = "FOLDER")]
    pub(super) bare: Option<PathBuf>,
}

impl Options {
    /// The same options for the release build of this program.
    pub(super) fn arguments(&self) -> Vec<String> {
        let sizes: Vec<String> = self.sizes.iter().map(ToString::to_string).collect();
        let mut arguments = vec!["--sizes".to_owned(), sizes.join(","), "--venvs".to_owned()];
        arguments.push(self.venvs.display().to_string());
        arguments.extend(self.peers.then(|| "--peers".to_owned()));
        arguments.extend(self.large.into_iter().flat_map(|size| ["--large".to_owned(), size.to_string()]));
        arguments.extend(self.json.then(|| "--json".to_owned()));
        if let Some(binary) = &self.attache {
            arguments.extend(["--attache".to_owned(), binary.display().to_string()]);
        }
        arguments
    }
}

/// Serves the baseline's pages until it is killed.
pub(super) fn serve_bare(folder: &Path) -> anyhow::Result<Outcome> {
    bare::serve(folder)?;
    Ok(Outcome { text: String::new(), ok: true })
}

/// Measures.
pub(super) fn run(root: &Path, options: &Options, smoke: bool) -> anyhow::Result<Outcome> {
    if let Some(reason) = stix_corpus::missing(root) {
        return Ok(Outcome { text: format!("skipped: {reason}\n"), ok: true });
    }
    let binary = binary(root, options, smoke)?;
    let sizes = if smoke { vec![200] } else { options.sizes.clone() };
    let (mut figures, mut notes) = (Vec::new(), Vec::new());
    for size in sizes {
        let corpus = StixCorpus::make(root, size)?;
        let ours = measure_ours(root, &binary, &corpus)?;
        if options.peers {
            notes.push(rival::DARWIS.to_owned());
            figures.extend(beside_others(root, options, &corpus, &ours, &mut notes)?);
        }
        figures.extend(ours);
        figures.extend(filled::outbox(root, &binary, size)?);
    }
    figures.extend(guessing::measure(root, &binary)?);
    if let Some(size) = options.large.filter(|_| !smoke) {
        figures.extend(filled::beside_a_large_one(root, &binary, size)?);
    }
    figures.sort_by_key(|figure| figure.size);
    notes.sort();
    notes.dedup();
    let text = if options.json { json(&figures, &notes)? } else { told(&figures, &notes, smoke)? };
    Ok(Outcome { text, ok: true })
}

fn binary(root: &Path, options: &Options, smoke: bool) -> anyhow::Result<PathBuf> {
    if let Some(binary) = &options.attache {
        return binary.canonicalize().with_context(|| format!("{} is not there", binary.display()));
    }
    let profile: &[&str] = if smoke { &[] } else { &["--release"] };
    let mut build = Command::new("cargo");
    build.args(["build", "--quiet", "--package", OURS]).args(profile).current_dir(root);
    ensure!(build.status().context("cargo does not run")?.success(), "{OURS} does not build");
    Ok(root.join("target").join(if smoke { "debug" } else { "release" }).join(OURS))
}

/// All figures of our server over one corpus.
fn measure_ours(root: &Path, binary: &Path, corpus: &StixCorpus) -> anyhow::Result<Vec<Figure>> {
    let size = corpus.size;
    let mut figures = Vec::new();
    if size <= 10_000 {
        figures.push(add_ours(&mut Node::make(root, binary)?, corpus, 100)?.0);
    }
    let mut node = Node::make(root, binary)?;
    let (figure, server) = add_ours(&mut node, corpus, 1_000)?;
    figures.push(figure);
    figures.push(Figure::of(size, OURS, "memory after adding", memory(&server), "MB"));
    drop(server);
    // From here on the store is an existing one.
    let (server, started) = node.start()?;
    figures.push(Figure::of(size, OURS, "start to first answer", milliseconds(started), "ms"));
    server.rest();
    let mut connection = Connection::new(&server.address, &node.bearer)?;
    figures.extend(draining::measure(&mut connection, node.folder(), &node.collection, size, "")?);
    figures.extend(ask(OURS, &mut connection, &node.collection, corpus, 100)?);
    let ids = corpus.ids(300)?;
    let mut connection = Connection::new(&server.address, &node.basic)?;
    let first = connection.get("/exchange/collections/")?.expect_status(200)?;
    let told = format!("the first, which checks the password: {:.1} ms", milliseconds(first.took));
    let times = work::by_id(&mut connection, &node.collection, &ids)?;
    let figure = Figure::times(size, OURS, "object by id, HTTP Basic", times);
    let remark = format!("{}; {told}", figure.remark);
    figures.push(figure.remarked(remark));
    figures.push(Figure::of(size, OURS, "memory after all", memory(&server), "MB"));
    Ok(figures)
}

fn memory(server: &server::Server) -> f64 {
    megabytes(server.memory().unwrap_or_default())
}

/// Adds the corpus to an empty store.
fn add_ours(
    node: &mut Node,
    corpus: &StixCorpus,
    envelope: usize,
) -> anyhow::Result<(Figure, server::Server)> {
    let (server, _) = node.start()?;
    let mut connection = Connection::new(&server.address, &node.bearer)?;
    let added = work::add(&mut connection, &node.collection, corpus, envelope, Duration::MAX, node.folder())?;
    ensure!(added.objects == corpus.size, "{} of {} objects were added", added.objects, corpus.size);
    let work = format!("add, envelopes of {envelope}");
    let figure = Figure::rate(corpus.size, OURS, &work, added.objects, added.took);
    Ok((figure.beside("write and sync", rate(added.objects, added.synced)), server))
}

/// Single questions, the same of every server.
fn ask(
    server: &'static str,
    connection: &mut Connection,
    collection: &str,
    corpus: &StixCorpus,
    runs: usize,
) -> anyhow::Result<Vec<Figure>> {
    let size = corpus.size;
    let ids = corpus.ids(runs.saturating_mul(3))?;
    let spare = corpus.spare()?;
    let by_id = work::by_id(connection, collection, &ids)?;
    let manifest = work::manifest(connection, collection, runs.div_ceil(5))?;
    // When the last object was added, the server says with that object.
    let marker = spare.last().context("nothing is to spare")?;
    let envelope = format!("{{\"objects\":[{marker}]}}");
    connection.post(&format!("{collection}objects/"), &envelope.into())?.expect_status(202)?;
    let id: serde_json::Value = serde_json::from_str(marker)?;
    let id = id.get("id").and_then(serde_json::Value::as_str).context("an object of the corpus has no id")?;
    let last = connection.get(&format!("{collection}objects/{id}/"))?.expect_status(200)?.last;
    let last = last.context("X-TAXII-Date-Added-Last is missing")?;
    let newest = work::newest(connection, collection, &spare, &last, runs)?;
    Ok(vec![
        Figure::times(size, server, "object by id", by_id),
        Figure::times(size, server, "manifest page of 1000", manifest),
        Figure::times(size, server, "10 new objects by added_after", newest),
    ])
}

/// The peers over the same corpus, each figure with how ours stands beside it.
fn beside_others(
    root: &Path,
    options: &Options,
    corpus: &StixCorpus,
    ours: &[Figure],
    notes: &mut Vec<String>,
) -> anyhow::Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for rival in Rival::ALL {
        if corpus.size > rival.bears() {
            notes.push(format!("{}: {} objects are more than it bears", rival.name(), corpus.size));
            continue;
        }
        match rival.start(root, &options.venvs)? {
            Err(reason) => notes.push(format!("skipped: {}: {reason}", rival.name())),
            Ok(running) => figures.extend(measure_rival(root, rival, &running, corpus)?),
        }
    }
    let same = |figure: &Figure| ours.iter().find(|one| one.work == figure.work).map(|one| one.value);
    let beside = |figure: Figure| match same(&figure) {
        Some(value) => figure.outdone_by(OURS, value),
        None => figure,
    };
    Ok(figures.into_iter().map(beside).collect())
}

fn measure_rival(
    root: &Path,
    rival: Rival,
    running: &rival::Running,
    corpus: &StixCorpus,
) -> anyhow::Result<Vec<Figure>> {
    const PATIENCE: Duration = Duration::from_secs(180);
    let (name, size) = (rival.name(), corpus.size);
    let folder = tempfile::tempdir_in(root.join("target"))?;
    let mut connection = Connection::new(&running.server.address, &running.authorization)?;
    let added = work::add(&mut connection, &running.collection, corpus, 1_000, PATIENCE, folder.path())?;
    let mut figures = vec![Figure::rate(size, name, "add, envelopes of 1000", added.objects, added.took)];
    if added.objects < size {
        let remark = format!("given up after {} objects", added.objects);
        return Ok(figures.into_iter().map(|figure| figure.remarked(remark.clone())).collect());
    }
    let drained = work::drain(&mut connection, &running.collection, PATIENCE)?;
    figures.push(Figure::rate(size, name, "drain", drained.objects, drained.took()));
    figures.extend(ask(name, &mut connection, &running.collection, corpus, 10)?);
    let memory = megabytes(running.server.memory().unwrap_or_default());
    figures.push(Figure::of(size, name, "memory after all", memory, "MB"));
    Ok(figures)
}

fn told(figures: &[Figure], notes: &[String], smoke: bool) -> anyhow::Result<String> {
    let mut text = String::new();
    let build = if smoke { "smoke: the figures say nothing" } else { "release build" };
    writeln!(text, "{build}; one connection; times are medians; `by it` is the figure by the baseline's\n")?;
    writeln!(text, "{}\n", figure::table(figures))?;
    notes.iter().try_for_each(|note| writeln!(text, "{note}"))?;
    Ok(text)
}

fn json(figures: &[Figure], notes: &[String]) -> anyhow::Result<String> {
    let all = serde_json::json!({ "figures": figures, "notes": notes });
    Ok(format!("{}\n", serde_json::to_string_pretty(&all)?))
}
